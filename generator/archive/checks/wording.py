"""The guard list: wrong and doubtful wording, by file and line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from generator.archive.checks.pairs import PAIR, PairTable
from generator.archive.checks.required_text import Required, required
from generator.archive.model import Phrase, in_language
from generator.problems import Bilingual, Location, Problem


class GuardList:
    """The phrases of the vocabulary, ready to be looked for in many texts."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._entries = [
            (
                phrase,
                re.compile(phrase.pattern if phrase.pattern is not None else re.escape(phrase.wrong or ""), re.M),
                required(phrase.pattern or "") if phrase.wrong is None else Required(texts=(phrase.wrong,)),
            )
            for phrase in phrases
        ]
        # Pairs of Latin letters stand in every English text, and Chinese ones in few.
        chinese = [index for index, (_, _, needs) in enumerate(self._entries) if not any(map(str.isascii, needs.texts))]
        self._others = set(range(len(self._entries))) - set(chinese)
        sign_of = _signs(text for index in chinese for text in self._entries[index][2].texts)
        self._entries_of: dict[str, list[int]] = defaultdict(list)
        for index in chinese:
            for sign in {sign_of[text] for text in self._entries[index][2].texts}:
                self._entries_of[sign].append(index)
        self._pairs = PairTable(sign for sign in self._entries_of if len(sign) == PAIR)
        self._short = [sign for sign in self._entries_of if len(sign) < PAIR]

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
        signs = {whole[place : place + PAIR] for place in self._pairs.places(whole)}
        signs.update(sign for sign in self._short if sign in whole)
        indexes = {index for sign in signs for index in self._entries_of.get(sign, ())} | self._others
        found = []
        for index in sorted(indexes):
            phrase, pattern, needs = self._entries[index]
            if needs.may_stand_in(whole) and (phrase.wrong is not None or pattern.search(whole)):
                found.append((phrase, pattern))
        return found


def _signs(texts: Iterable[str]) -> dict[str, str]:
    """For each text the pair of characters by which it is known: the one that fewest of the texts have, so that words
    that stand in every text (党员, 社区) lead to nothing. A text of one character is its own sign.
    """
    pairs_of = {text: [text[at : at + PAIR] for at in range(max(1, len(text) - PAIR + 1))] for text in texts}
    counts = Counter(pair for pairs in pairs_of.values() for pair in set(pairs))
    return {text: min(pairs, key=lambda pair: counts[pair]) for text, pairs in pairs_of.items()}


def _allowed(phrase: Phrase, text: str, start: int, end: int) -> bool:
    """Whether one of the contexts in which the wording is right covers this place."""
    for context in phrase.allowed:
        position = text.find(context)
        while position >= 0:
            if position <= start and end <= position + len(context):
                return True
            position = text.find(context, position + 1)
    return False
