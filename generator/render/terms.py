"""Words of the glossary in a text, marked so that a reader who wonders what one means need not go and look.

Works on the clean HTML of `render.text`: text between tags is looked at, tags are walked over, so nothing can be
marked inside a heading, a link, code or an attribute. What is marked depends on the text and the glossary alone.

A reader must not be peppered: a term is marked where it first stands, one at most in a paragraph (the longest, which
is the one that says most), and `MOST` in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from msgspec import Struct

MOST = 8
"""Marks in one text; the longest terms win, and the earlier of two of the same length."""

SHORTEST_UNSPACED = 3
"""Characters of a term in Chinese: those of two (党委, 支部) are known to everybody or part of other words."""

FEWEST_WORDS = 2
"""Words of a term in a language with spaces: single words (sum, official, pilot) mean too many other things."""

_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>')
_PASSED_OVER = frozenset({"a", "code", "pre", "h2", "h3", "h4", "sup", "th"})
_BLOCKS = frozenset({"p", "li", "td", "dd", "dt", "blockquote", "div"})
_WORD = re.compile(r"[^\W_]+")
_TITLE = "《"
"""Begins the title of a document, which is taken as a whole, so that no term is found inside."""


class GlossaryTerm(Struct, frozen=True, kw_only=True):
    """What a mark tells, in the language of the text; plain text, escaped here."""

    id: str
    head: str
    forms: tuple[str, ...]
    """What the text may say for it, `head` included."""
    definition: str
    other: str = ""
    """The term in another language; may be empty."""
    other_tag: str = ""
    """Language tag of `other`."""


class TermMarker:
    """The terms of one language, ready to be marked in many texts."""

    def __init__(self, terms: Iterable[GlossaryTerm], href: str) -> None:
        """Make one pattern of all terms that have a definition and are long enough to be meant.

        Args:
            terms: In order; of two with the same form the first is taken.
            href: What the address of an entry begins with, relative to the page, up to its id.
        """
        found: dict[str, GlossaryTerm] = {}
        forms: list[str] = []
        for term in terms:
            for form in filter(_long_enough, term.forms if term.definition else ()):
                said = escape(form, quote=False)
                found.setdefault(_key(said), term)
                forms.append(said)
        forms.sort(key=lambda form: (-len(form), form))
        self._term_of: Mapping[str, GlossaryTerm] = found
        self._unspaced = _unspaced(forms)
        self._by_first_word = _by_first_word(forms)
        self._before_spaced = _before_spaced(self._by_first_word)
        self._spaced: dict[str, re.Pattern[str]] = {}
        self._href = href
        self._meaning: dict[str, GlossaryTerm | None] = {}
        self._links: dict[tuple[str, str], str] = {}

    def mark(self, parts: Sequence[str]) -> tuple[str, ...]:
        """The parts of one text, as HTML, with the marks in them."""
        if not self._term_of:
            return tuple(parts)
        chosen = sorted(self._candidates(parts), key=lambda found: (found.start - found.end, found.part, found.start))
        marked = list(parts)
        for found in sorted(chosen[:MOST], key=lambda found: (found.part, -found.start)):
            text = marked[found.part]
            said = text[found.start : found.end]
            link = self._links.get((found.term.id, said))
            if link is None:
                link = self._links[found.term.id, said] = self._link(found.term, said)
            marked[found.part] = text[: found.start] + link + text[found.end :]
        return tuple(marked)

    def _candidates(self, parts: Sequence[str]) -> list[_Found]:
        """The longest term of each block that is named there for the first time."""
        seen: set[str] = set()
        best: list[_Found] = []
        for part, text in enumerate(parts):
            named = self._named(part, text)
            if named:
                _choose(text, named, seen, best)
        return best

    def _named(self, part: int, text: str) -> list[_Found]:
        """Every term that a part names, from left to right, within tags too: found faster than from tag to tag."""
        named: list[_Found] = []
        if self._unspaced is not None:
            for match in self._unspaced.finditer(text):
                term = self._meant(match[0]) if match[0][0] != _TITLE else None
                if term is not None:
                    named.append(_Found(part, match.start(), match.end(), term))
        if self._before_spaced is not None:
            after = 0
            for before in self._before_spaced.finditer(f" {text}"):  # so that what stands first has something before it
                start = before.start()
                if start < after or text[start - 1 : start].isalnum():
                    continue
                match_there = self._beginning_with(before[0][1:]).match(text, start)
                if match_there is None:
                    continue
                after = match_there.end()
                term = self._meant(match_there[0])
                if term is not None:  # else it only looks like one
                    named.append(_Found(part, start, after, term))
            named.sort(key=lambda found: found.start)
        return named

    def _meant(self, said: str) -> GlossaryTerm | None:
        if said not in self._meaning:
            self._meaning[said] = self._term_of.get(_key(said)) or self._term_of.get(_singular(said))
        return self._meaning[said]

    def _beginning_with(self, word: str) -> re.Pattern[str]:
        """What finds the forms that begin with a word, in small letters or not; compiled when it is first met."""
        pattern = self._spaced.get(word)
        if pattern is None:
            pattern = self._spaced[word] = re.compile(rf"(?i:{'|'.join(self._by_first_word[word])})s?(?![\w-])")
        return pattern

    def _link(self, term: GlossaryTerm, said: str) -> str:
        head = f' data-head="{escape(term.head)}"' if term.head != said else ""
        other = f' data-other="{escape(term.other)}" data-tag="{escape(term.other_tag)}"' if term.other else ""
        tip = escape(term.definition)
        return f'<a class="term" href="{self._href}{escape(term.id)}"{head}{other} data-tip="{tip}">{said}</a>'


class _Found(NamedTuple):
    part: int
    start: int
    end: int
    term: GlossaryTerm


def _choose(text: str, named: Sequence[_Found], seen: set[str], best: list[_Found]) -> None:
    """Of what a part names take the longest of each block, where terms are marked and nothing named it before."""
    inside = before = 0
    longest: _Found | None = None
    rest = iter(named)
    found: _Found | None = next(rest)
    for token in _TOKEN.finditer(f"{text}</p>"):  # the end of a part ends a block
        start = token.start()
        while found is not None and found.start < start:
            if not inside and found.start >= before and found.term.id not in seen:
                seen.add(found.term.id)
                if longest is None or found.end - found.start > longest.end - longest.start:
                    longest = found
            found = next(rest, None)
        before = token.end()
        name = token[2]
        if name in _PASSED_OVER:
            inside += -1 if token[1] else 1
        elif longest is not None and name in _BLOCKS:
            best.append(longest)
            longest = None
        if found is None and longest is None:
            return


def _long_enough(form: str) -> bool:
    if _has_chinese(form):
        return len(form) >= SHORTEST_UNSPACED
    return len(_WORD.findall(form)) >= FEWEST_WORDS


def _has_chinese(form: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in form)


def _key(form: str) -> str:
    return form.replace("’", "'").casefold()


def _singular(said: str) -> str:
    return _key(said).removesuffix("s")


def _unspaced(forms: Iterable[str]) -> re.Pattern[str] | None:
    """One alternation of the Chinese forms, the longest first (as they come) below each first letter, which
    keeps the places to try few."""
    groups: dict[str, list[str]] = {}
    for form in forms:
        if _has_chinese(form):
            groups.setdefault(form[0], []).append(_escaped(form[1:]))
    branches = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items())]
    return re.compile("|".join([f"{_TITLE}[^《》<>]*》", *branches])) if groups else None


def _by_first_word(forms: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """First word, small or with a capital → the forms that begin with it as patterns, longest first as they come."""
    groups: dict[str, list[str]] = {}
    for form in forms:
        first = _WORD.search(form)
        if first is not None and not _has_chinese(form):
            groups.setdefault(first[0], []).append(_escaped(form[first.start() :]))
    return {said: rest for word, rest in groups.items() for said in (word, word.capitalize())}


def _before_spaced(forms: Mapping[str, Sequence[str]]) -> re.Pattern[str] | None:
    """The character before a form and its first word; what follows is only looked at.

    It begins with what no form begins with, so that letters are passed over at once, and the words stand below their
    first letters, so that few are tried.
    """
    groups: dict[str, list[str]] = {}
    for word, rest in forms.items():
        more = "|".join(form[len(word) :] for form in rest)
        groups.setdefault(word[0], []).append(f"{word[1:]}(?=(?i:{more}))")
    branches = [f"{first}(?:{'|'.join(words)})" for first, words in sorted(groups.items())]
    return re.compile(f"[^A-Za-z0-9](?:{'|'.join(branches)})") if groups else None


def _escaped(form: str) -> str:
    """A form as a pattern, with either kind of apostrophe."""
    return re.escape(form).replace("'", "['’]")
