"""A translation uses the words of the glossary: what the original calls 网格员 is a grid worker in every text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from generator.archive.checks.grams import PAIR, GramTable
from generator.archive.checks.markdown import prose_lines
from generator.archive.checks.sections import blocks
from generator.archive.documents import Body
from generator.archive.model import Names, Term, Text
from generator.archive.vocabulary import Vocabulary
from generator.archive.widths import nfkc
from generator.problems import Location, Problem

Lines = Sequence[tuple[int, str]]
"""Line number and text."""

SHORTEST = PAIR
"""Characters of a term that is looked for: one alone (旗, 盟) stands in too many other words."""

_STEMMERS = {"en": "english", "fr": "french", "de": "german", "es": "spanish", "ru": "russian"}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_REST_OF_WORD = re.compile(r"[^\W_]*(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’]s?(?= )")
_TITLE = re.compile(r"《[^《》\n]*》")
_TARGET = re.compile(r"\]\([^()\s]*\)")


class GlossaryCheck:
    """The terms of the archive, ready to be looked for in many texts.

    Args:
        vocabulary: Its terms are looked for; its other names hide the terms inside them (街道 in 钢铁路街道).
        original: Language of the texts that are translated.
        language: Language of the translations.
    """

    def __init__(self, vocabulary: Vocabulary, original: str, language: str) -> None:
        self._original = original
        self._phrases = _Phrases(language)
        self._finder = _Finder(_names(vocabulary, original))
        for term in vocabulary.terms.values():
            if language in term.term:
                for name in _forms(term, original):
                    self._finder.add(name, term.id)
        self._shown = {
            term.id: (term.term.get(original, ""), term.term[language])
            for term in vocabulary.terms.values()
            if language in term.term
        }
        self._forms = {
            term.id: tuple(self._phrases.read(form) for form in _forms(term, language))
            for term in vocabulary.terms.values()
        }

    def check(
        self, original_heads: Lines, original_body: Body, heads: Lines, body: Body, path: str
    ) -> Iterator[Problem]:
        """Each term of the original that no form of the glossary's word stands for anywhere in the translation.

        Args:
            original_heads: Title, summary and the like of the original, with their lines.
            original_body: Its text.
            heads: The same of the translation, in the same order.
            body: Its text.
            path: File of the translation.
        """
        prose = [*(text for _, text in original_heads), *(text for _, text in prose_lines(original_body))]
        terms = list(dict.fromkeys(self._finder.find("\n".join(prose))))
        if not terms:
            return
        said = self._phrases.read("\n".join([*(text for _, text in heads), *(text for _, text in prose_lines(body))]))
        missing = [term for term in terms if not said.has_one_of(self._forms[term])]
        if not missing:
            return
        line_of = self._lines(original_heads, original_body, heads, body)
        for term in missing:
            name, expected = self._shown[term]
            yield Problem(Location(path, line_of[term]), "translation-term", {"term": name, "expected": expected})

    def _lines(self, original_heads: Lines, original_body: Body, heads: Lines, body: Body) -> Mapping[str, int]:
        """Each term of the original with the line of the translation where it should stand first."""
        line_of: dict[str, int] = {}
        for index, (_, text) in enumerate(original_heads):
            line = heads[index][0] if index < len(heads) else body.line
            for term in self._finder.find(text):
                line_of.setdefault(term, line)
        ours, theirs = blocks(original_body), blocks(body)
        aligned = [kind for _, kind in ours] == [kind for _, kind in theirs]
        block = -1
        for number, text in prose_lines(original_body):
            while block + 1 < len(ours) and ours[block + 1][0] <= number:
                block += 1
            line = theirs[block][0] if aligned and block >= 0 else body.line
            for term in self._finder.find(text):
                line_of.setdefault(term, line)
        return line_of


class _Finder:
    """Finds names in a text, from left to right, the longest first; names without a term only hide what is in them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._terms_of: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self._note(name)

    def _note(self, name: str) -> list[str]:
        return self._terms_of[nfkc(name)]

    def add(self, name: str, term: str) -> None:
        self._note(name).append(term)

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """First two characters → lengths of the names that begin so, the longest first."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._terms_of:
            if len(name) >= SHORTEST:
                lengths[name[:SHORTEST]].add(len(name))
        return {pair: sorted(found, reverse=True) for pair, found in lengths.items()}

    @cached_property
    def _pairs(self) -> GramTable:
        return GramTable(self._lengths, PAIR)

    def find(self, text: str) -> Iterator[str]:
        """Terms in the order of the text, also more than once; 《document titles》 are passed over. No term crosses a line."""
        text = nfkc(_TITLE.sub("\n", text))
        end = 0
        for place in self._pairs.places(text):
            if place < end:
                continue
            for length in self._lengths.get(text[place : place + SHORTEST], ()):
                found = self._terms_of.get(text[place : place + length])
                if found is not None:
                    yield from found
                    end = place + length
                    break


class _Phrases:
    """Words as they are compared: without case, hyphens, apostrophes, and endings such as -s, -ing and -ed."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._stem = lru_cache(maxsize=50_000)(lambda word: self._stem_word(word))

    @cached_property
    def _stem_word(self) -> Callable[[str], str]:
        if self._language not in _STEMMERS:
            return str
        import snowballstemmer  # noqa: PLC0415  (it loads all its languages, and few texts need it)

        stem: Callable[[str], str] = snowballstemmer.stemmer(_STEMMERS[self._language]).stemWord
        return stem

    def read(self, text: str) -> _Phrase:
        # A hyphen divides words as a space does; so `primary-level` plainly shows `primary level`.
        return _Phrase(nfkc(_TARGET.sub("]", text)).casefold().replace("-", " "), self._stem)


class _Phrase:
    """A text of one word to thousands.

    Cutting it into words and stemming these takes longer than all other checks of a case, and is rarely needed: nearly
    always the words stand in the text as they are, or with another ending of the last one.
    """

    def __init__(self, folded: str, stem: Callable[[str], str]) -> None:
        self._folded = folded
        self._stem = stem

    def has_one_of(self, others: Sequence[_Phrase]) -> bool:
        """Whether one of the others stands in this text, whatever the endings."""
        return any(map(self._shows, others)) or any(other._stems in self._stems for other in others)

    @cached_property
    def _stems(self) -> str:
        """The stems, each between two spaces: ` grid worker `."""
        return self._stems_of(self._folded)

    def _stems_of(self, folded: str) -> str:
        words = _POSSESSIVE.sub("", f" {' '.join(_WORD.findall(folded))} ")
        return f" {' '.join(map(self._stem, words.split(' ')[1:-1]))} "

    @cached_property
    def _begin(self) -> str:
        """What the text begins with whatever its ending; empty where it does not begin and end with words."""
        return self._folded[:-1] if self._folded[:1].isalnum() and self._folded[-1:].isalnum() else ""

    def _shows(self, other: _Phrase) -> bool:
        """Whether the other stands here as it is or with another ending of its last word; False where that is not plain."""
        text, begin = self._folded, other._begin
        place = text.find(begin) if len(begin) > 1 else -1
        while place >= 0:
            before = text[place - 1 : place]
            if not before.isalnum() and before not in ("'", "’"):
                end = _REST_OF_WORD.match(text, place + len(begin)).end()  # type: ignore[union-attr]  # it may be empty
                found = text[place:end]
                if found == other._folded or self._stems_of(found) == other._stems:
                    return True
            place = text.find(begin, place + 1)
        return False


def _forms(term: Term, language: str) -> tuple[str, ...]:
    name = term.term.get(language)
    return (*([name] if name else []), *term.aliases.get(language, ()))


def _names(vocabulary: Vocabulary, language: str) -> Iterator[str]:
    """All other names in one language."""
    entries: list[tuple[Text, Names]] = [
        *((region.name, region.aliases) for region in vocabulary.regions.values()),
        *((method.name, method.aliases) for method in vocabulary.methods.values()),
        *((unit.name, unit.aliases) for unit in vocabulary.organizations.values()),
        *((series.name, {}) for series in vocabulary.series.values()),
    ]
    for name, aliases in entries:
        if language in name:
            yield name[language]
        yield from aliases.get(language, ())
