"""The guard list: wrong and doubtful wording, by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.archive.model import Phrase, in_language
from generator.problems import Bilingual, Location, Problem


class GuardList:
    """The phrases of the vocabulary, ready to be looked for in many texts."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = tuple(phrases)
        self._patterns = [
            re.compile(phrase.pattern if phrase.pattern is not None else re.escape(phrase.wrong or ""))
            for phrase in self._phrases
        ]
        sources = [f"(?:{pattern.pattern})" for pattern in self._patterns]
        self._any = re.compile("|".join(sources)) if sources else None

    def check(self, lines: Iterable[tuple[int, str]], path: str) -> Iterator[Problem]:
        """Every place where a phrase stands outside its allowed contexts.

        Args:
            lines: Line number and text.
            path: The file.
        """
        if self._any is None:
            return
        for line, text in lines:
            if not self._any.search(text):
                continue
            for phrase, pattern in zip(self._phrases, self._patterns, strict=True):
                for found in pattern.finditer(text):
                    if not _allowed(phrase, text, found.start(), found.end()):
                        args = {
                            "found": found[0],
                            "right": phrase.right,
                            "why": Bilingual(in_language(phrase.why, "zh"), in_language(phrase.why, "en")),
                        }
                        yield Problem(Location(path, line), f"phrase-{phrase.severity}", args)


def _allowed(phrase: Phrase, text: str, start: int, end: int) -> bool:
    """Whether one of the contexts in which the wording is right covers this place."""
    for context in phrase.allowed:
        position = text.find(context)
        while position >= 0:
            if position <= start and end <= position + len(context):
                return True
            position = text.find(context, position + 1)
    return False
