"""A translation uses the words of the glossary: what the original calls 网格员 is a grid worker in every text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import snowballstemmer

from generator.archive.checks.markdown import prose_lines
from generator.archive.checks.sections import blocks
from generator.archive.documents import Body
from generator.archive.model import Names, Term, Text
from generator.archive.vocabulary import Vocabulary
from generator.problems import Location, Problem

Lines = Sequence[tuple[int, str]]
"""Line number and text."""

SHORTEST = 2
"""Characters of a term that is looked for: one alone (旗, 盟) stands in too many other words."""

_STEMMERS = {"en": "english", "fr": "french", "de": "german", "es": "spanish", "ru": "russian"}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’]s?$")
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
            term.id: tuple(self._phrases.of(form) for form in _forms(term, language))
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
        said = self._phrases.of("\n".join([*(text for _, text in heads), *(text for _, text in prose_lines(body))]))
        missing = [term for term in terms if not any(form in said for form in self._forms[term])]
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
        self._terms_of: dict[str, list[str]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for name in names:
            self._note(name)

    def _note(self, name: str) -> list[str]:
        text = unicodedata.normalize("NFKC", name)
        if len(text) >= SHORTEST:
            known = self._lengths.get(text[:SHORTEST], ())
            self._lengths[text[:SHORTEST]] = tuple(sorted({*known, len(text)}, reverse=True))
        return self._terms_of.setdefault(text, [])

    def add(self, name: str, term: str) -> None:
        self._note(name).append(term)

    def find(self, text: str) -> Iterator[str]:
        """Terms in the order of the text, also more than once; 《document titles》 are passed over. No term crosses a line."""
        text = unicodedata.normalize("NFKC", _TITLE.sub("\n", text))
        place = 0
        while place < len(text):
            for length in self._lengths.get(text[place : place + SHORTEST], ()):
                found = self._terms_of.get(text[place : place + length])
                if found is not None:
                    yield from found
                    place += length
                    break
            else:
                place += 1


class _Phrases:
    """Words as they are compared: without case, hyphens, apostrophes, and endings such as -s, -ing and -ed."""

    def __init__(self, language: str) -> None:
        name = _STEMMERS.get(language)
        stemmer = snowballstemmer.stemmer(name) if name is not None else None
        self._stem = lru_cache(maxsize=20_000)(stemmer.stemWord if stemmer is not None else str)

    def of(self, text: str) -> str:
        """The stems of a text, each between two spaces: ` grid worker `."""
        words = _WORD.findall(unicodedata.normalize("NFKC", _TARGET.sub("]", text)).casefold())
        return " " + " ".join(self._stem(_POSSESSIVE.sub("", word)) for word in words) + " "


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
