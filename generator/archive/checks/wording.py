"""The guard list: wrong and doubtful wording, by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.archive.model import Phrase, in_language
from generator.problems import Bilingual, Location, Problem


class GuardList:
    """The phrases of the vocabulary, ready to be looked for in many texts."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._entries = [
            (
                phrase,
                re.compile(phrase.pattern if phrase.pattern is not None else re.escape(phrase.wrong or ""), re.M),
                (phrase.wrong,) if phrase.wrong is not None else required(phrase.pattern or ""),
            )
            for phrase in phrases
        ]

    def check(self, lines: Iterable[tuple[int, str]], path: str) -> Iterator[Problem]:
        """Every place where a phrase stands outside its allowed contexts, line by line.

        Args:
            lines: Line number and text.
            path: The file.
        """
        listed = list(lines)
        # Most phrases stand nowhere: looking through the whole text first costs a tenth of looking through each line.
        whole = "\n".join(text for _, text in listed)
        entries = [
            (phrase, pattern)
            for phrase, pattern, literals in self._entries
            if any(text in whole for text in literals) and (phrase.wrong is not None or pattern.search(whole))
        ]
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


def required(pattern: str) -> tuple[str, ...]:
    """Texts of which one stands in every match of a pattern, as far as that is plain to see; else the empty text.

    Looking for a text is some fifty times as fast as looking for a pattern.
    """
    if "(?i" in pattern:
        return ("",)
    bare = re.sub(r"\\.", "\0", pattern)
    bare = re.sub(r"\[[^\]]*\]", "\0", bare)
    while (shorter := re.sub(r"\([^()]*\)", "\0", bare)) != bare:
        bare = shorter
    bare = re.sub(r"\0(?:[?*+]|\{[^}]*\})", "\0", bare)
    return tuple(
        max(re.split(r"[\0.^$+{}0-9,]", re.sub(r"[^\0](?:[?*]|\{[^}]*\})", "\0", branch)), key=len)
        for branch in bare.split("|")
    )


def _allowed(phrase: Phrase, text: str, start: int, end: int) -> bool:
    """Whether one of the contexts in which the wording is right covers this place."""
    for context in phrase.allowed:
        position = text.find(context)
        while position >= 0:
            if position <= start and end <= position + len(context):
                return True
            position = text.find(context, position + 1)
    return False
