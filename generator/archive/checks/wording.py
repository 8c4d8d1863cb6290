"""The guard list: wrong and doubtful wording, by file and line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.archive.checks.grams import FIVE, PAIR, GramTable
from generator.archive.model import Phrase, in_language
from generator.problems import Bilingual, Location, Problem


class GuardList:
    """The phrases of the vocabulary, ready to be looked for in many texts."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = tuple(phrases)
        self._patterns: dict[int, re.Pattern[str]] = {}
        texts_of = [phrase.needs.texts for phrase in self._phrases]
        chinese = [index for index, texts in enumerate(texts_of) if not any(map(str.isascii, texts))]
        latin = [
            index for index, texts in enumerate(texts_of) if all(text.isascii() and len(text) >= FIVE for text in texts)
        ]
        self._signs = (_Signs(texts_of, chinese, PAIR), _Signs(texts_of, latin, FIVE))
        self._others = set(range(len(self._phrases))).difference(chinese, latin)

    def check(self, lines: Iterable[tuple[int, str]], path: str) -> Iterator[Problem]:
        """Every place where a phrase stands outside its allowed contexts, line by line.

        Args:
            lines: Line number and text.
            path: The file.
        """
        listed = list(lines)
        entries = self._perhaps("\n".join(text for _, text in listed))
        if not entries:
            return
        for line, text in listed:
            for phrase, pattern in entries:
                for found in pattern.finditer(text):
                    if not _allowed(phrase, text, found.start(), found.end()):
                        args = {
                            "found": found[0],
                            "right": phrase.right,
                            "why": Bilingual(in_language(phrase.why, "zh"), in_language(phrase.why, "en")),
                        }
                        yield Problem(Location(path, line), f"phrase-{phrase.severity}", args)

    def _perhaps(self, whole: str) -> list[tuple[Phrase, re.Pattern[str]]]:
        """The phrases that may stand in a text, in their order: most stand nowhere, and that is quickly told."""
        indexes = self._others.union(*(signs.entries_in(whole) for signs in self._signs))
        found = []
        for index in sorted(indexes):
            phrase = self._phrases[index]
            if phrase.needs.may_stand_in(whole):
                pattern = self._pattern(index)
                if phrase.wrong is not None or pattern.search(whole):
                    found.append((phrase, pattern))
        return found

    def _pattern(self, index: int) -> re.Pattern[str]:
        """Compiled when a text first asks for it: most are never asked for."""
        pattern = self._patterns.get(index)
        if pattern is None:
            phrase = self._phrases[index]
            pattern = re.compile(re.escape(phrase.wrong or "") if phrase.pattern is None else phrase.pattern, re.M)
            self._patterns[index] = pattern
        return pattern


class _Signs:
    """The signs by which entries of the guard list are known to stand in a text.

    Each text that an entry asks for is known by one of its grams: the one that fewest of the texts have, so that words that
    stand in every text (党员, 社区) lead to nothing. A text that is shorter than a gram is its own sign.
    """

    def __init__(self, texts_of: Sequence[Sequence[str]], indexes: Sequence[int], size: int) -> None:
        self._size = size
        self._is_chinese = not any(text.isascii() for index in indexes for text in texts_of[index])
        grams_of = {text: _grams(text, size) for index in indexes for text in texts_of[index]}
        counts = Counter(gram for grams in grams_of.values() for gram in set(grams))
        self._entries_of: dict[str, set[int]] = defaultdict(set)
        for index in indexes:
            for text in texts_of[index]:
                self._entries_of[min(grams_of[text], key=lambda gram: counts[gram])].add(index)
        self._table = GramTable((sign for sign in self._entries_of if len(sign) == size), size)
        self._short = [sign for sign in self._entries_of if len(sign) < size]

    def entries_in(self, whole: str) -> set[int]:
        """Indexes of the entries that may stand in a text; of all others it is sure that they do not."""
        if self._is_chinese and whole.isascii():
            return set()
        signs = {whole[place : place + self._size] for place in self._table.places(whole)}
        signs.update(sign for sign in self._short if sign in whole)
        return {index for sign in signs if sign in self._entries_of for index in self._entries_of[sign]}


def _grams(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(max(1, len(text) - size + 1))]


def _allowed(phrase: Phrase, text: str, start: int, end: int) -> bool:
    """Whether one of the contexts in which the wording is right covers this place."""
    for context in phrase.allowed:
        position = text.find(context)
        while position >= 0:
            if position <= start and end <= position + len(context):
                return True
            position = text.find(context, position + 1)
    return False
