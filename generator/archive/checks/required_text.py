"""What must stand in a text before a regular expression can match in it, as far as that is plain to see.

Looking for a text is some fifty times as fast as looking for a pattern. So a pattern of the guard list is read once, with
the few signs that such patterns are made of; whatever is not understood counts as “anything may stand here”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

MOST = 200
"""Texts that are listed for one pattern; where there would be more, less is asked of a text."""


class Required(Struct, frozen=True, kw_only=True):
    """What is known of every text in which a pattern matches."""

    texts: tuple[str, ...] = ("",)
    """One of these stands in it, sorted; the empty text alone where nothing is known for sure."""
    common: str = ""
    """What all of these have in common, as long as it can be."""
    beyond_ascii: bool = False
    """It has a character beyond ASCII."""

    def may_stand_in(self, text: str) -> bool:
        """Whether nothing speaks against a match."""
        if self.beyond_ascii and text.isascii():
            return False
        if self.common not in text:
            return False
        return self.texts == (self.common,) or any(part in text for part in self.texts)


def required(pattern: str) -> Required:
    """Read a pattern.

    Args:
        pattern: In the syntax of `re`, valid.
    """
    if re.search(r"\(\?[aiLmsux-]", pattern):
        return Required()
    reader = _Reader(pattern)
    try:
        found = reader.branches()
    except _NotUnderstoodError:
        return Required()
    if not reader.at_end:
        return Required()
    texts = sorted(text for text in found.texts if not any(part in text for part in found.texts if part != text))
    return Required(texts=tuple(texts), common=_common(texts), beyond_ascii=found.beyond_ascii)


def _common(texts: Sequence[str]) -> str:
    first = texts[0]
    parts = (first[start:end] for end in range(len(first), 0, -1) for start in range(end))
    return max((part for part in parts if all(part in text for text in texts)), key=len, default="")


class _NotUnderstoodError(Exception):
    """A sign that this module does not know."""


class _Part(Struct, frozen=True):
    """What is known of a part of a pattern; `is_exact` where it matches its texts and nothing else."""

    texts: frozenset[str] = frozenset({""})
    is_exact: bool = False
    beyond_ascii: bool = False


_SIGN = re.compile(
    r"(?P<escape>\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^A-Za-z0-9]))"
    r"|(?P<border>\\[bBAZ]|[\^$])"
    r"|(?P<any>\\[wWsSdD]|\.|\\[1-9][0-9]*|\(\?P=[^)]*\))"
    r"|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<group>\((?:\?:|\?P<[^>]*>|(?!\?)))"
    r"|(?P<seen>\(\?<?=)"
    r"|(?P<unseen>\(\?<?!)"
    r"|(?P<end>[|)])"
    r"|(?P<plain>[^\\\[(.^$|)?*+{])",
    re.S,
)
_REPEAT = re.compile(r"(\?|\*|\+|\{[0-9]*,?[0-9]*\})\??")
_RANGES_BEYOND_ASCII = re.compile(r"(?:\\u[0-9a-fA-F]{4}|[^\x00-\x7f])(?:-?(?:\\u[0-9a-fA-F]{4}|[^\x00-\x7f]))*")


class _Reader:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._place = 0

    @property
    def at_end(self) -> bool:
        return self._place == len(self._pattern)

    def branches(self) -> _Part:
        """What is known up to the end of the group."""
        found = [self._branch()]
        while self._skips("|"):
            found.append(self._branch())
        texts = frozenset().union(*(part.texts for part in found))
        beyond_ascii = all(part.beyond_ascii for part in found)
        if len(texts) > MOST:
            return _Part(beyond_ascii=beyond_ascii)
        return _Part(texts, all(part.is_exact for part in found), beyond_ascii)

    def _skips(self, sign: str) -> bool:
        if self._pattern[self._place : self._place + 1] != sign:
            return False
        self._place += 1
        return True

    def _branch(self) -> _Part:
        """The most telling of what must stand in one branch; neighbours that are known exactly are put together."""
        runs = [frozenset({""})]
        is_exact, beyond_ascii = True, False
        for part in self._parts():
            beyond_ascii = beyond_ascii or part.beyond_ascii
            if part.is_exact and len(runs[-1]) * len(part.texts) <= MOST:
                runs[-1] = frozenset(before + after for before in runs[-1] for after in part.texts)
                continue
            runs += [part.texts] if part.is_exact else [part.texts, frozenset({""})]
            is_exact = False
        best = max(runs, key=lambda texts: (min(map(len, texts)), -len(texts), sorted(texts)))
        return _Part(best, is_exact, beyond_ascii)

    def _parts(self) -> Iterator[_Part]:
        while not self.at_end:
            found = _SIGN.match(self._pattern, self._place)
            if found is None:
                raise _NotUnderstoodError
            if found["end"]:
                return
            self._place = found.end()
            yield self._repeated(self._part(found))

    def _part(self, found: re.Match[str]) -> _Part:
        kind, text = found.lastgroup, found[0]
        if kind in ("plain", "escape"):
            character = text if kind == "plain" else _character(text)
            return _Part(frozenset({character}), True, not character.isascii())
        if kind == "border":
            return _Part(is_exact=True)
        if kind == "class":
            return _class(text[1:-1])
        if kind == "any":
            return _Part()
        inside = self.branches()
        if not self._skips(")"):
            raise _NotUnderstoodError
        if kind == "group":
            return inside
        return _Part(is_exact=True, beyond_ascii=kind == "seen" and inside.beyond_ascii)

    def _repeated(self, part: _Part) -> _Part:
        """A part with the sign of repetition that follows it, if any."""
        found = _REPEAT.match(self._pattern, self._place)
        if found is None:
            if self._pattern[self._place : self._place + 1] == "{":
                raise _NotUnderstoodError
            return part
        self._place = found.end()
        if found[1] == "?":
            return _Part(part.texts | {""}, part.is_exact)
        if found[1] == "+" or re.match(r"\{[1-9]", found[1]):
            return _Part(part.texts, beyond_ascii=part.beyond_ascii)
        return _Part()


def _class(inside: str) -> _Part:
    """A class of characters between its brackets; known exactly where it lists them one by one."""
    beyond_ascii = _RANGES_BEYOND_ASCII.fullmatch(inside) is not None
    if inside.startswith("^") or "\\" in inside or "-" in inside[1:-1] or len(inside) > MOST:
        return _Part(beyond_ascii=beyond_ascii)
    return _Part(frozenset(inside), True, beyond_ascii)


def _character(escape: str) -> str:
    return chr(int(escape[2:], 16)) if len(escape) > 2 else escape[1]
