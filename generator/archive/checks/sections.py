"""The parts of a text: the headings that its type asks for, and blocks that stand beside each other in translation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.archive.documents import Body
from generator.problems import Location, Problem

_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r"(#{1,6})\s")
_SECTION = re.compile(r"\n##\s+(.+?)\s*#*$", re.M)
"""A second-level heading; a pattern that begins with a text is found ten times as fast as one that begins with `^`."""
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+")
_NOTE = re.compile(r"\[\^[^\]]+\]:")
_SIGNS = frozenset("#-*+|>[")
"""With these, and with digits, begin the lines that are more than text."""
_FENCE_SIGNS = frozenset(" `~")
_OF_MANY_LINES = frozenset({"p", "table", "quote"})


def check_sections(body: Body, path: str, expected: Sequence[str]) -> list[Problem]:
    """Tell which of the expected second-level headings are missing; a heading may go on after the word."""
    if not expected:
        return []
    headings = [found[1].strip() for found in _SECTION.finditer("\n" + body.text)]
    missing = [name for name in expected if not any(heading.startswith(name) for heading in headings)]
    if not missing:
        return []
    return [Problem(Location(path, body.line), "sections-missing", {"sections": missing})]


def blocks(body: Body) -> list[tuple[int, str]]:
    """The blocks of a text in order: line and kind (`h2`, `h3`, `p`, `li`, `table`, `quote`, `code`, `note`)."""
    found: list[tuple[int, str]] = []
    previous = ""
    fenced = False
    for offset, text in enumerate(body.text.split("\n")):
        first = text[:1]
        if first in _FENCE_SIGNS and _FENCE.match(text):
            fenced = not fenced
            if fenced:
                found.append((body.line + offset, "code"))
            previous = "code"
            continue
        if fenced:
            continue
        kind = "p" if first.isalpha() else _kind(text)  # most lines begin with a word
        if kind == "p" and previous in ("li", "note"):
            continue  # it continues the item or the note; a blank line ends everything
        if kind and (kind != previous or kind not in _OF_MANY_LINES):
            found.append((body.line + offset, kind))
        previous = kind
    return found


def _kind(text: str) -> str:
    bare = text.lstrip()
    if not bare:
        return ""
    first = bare[0]
    if first not in _SIGNS and not first.isdigit():
        return "p"
    if found := _HEADING.match(text):
        return f"h{len(found[1])}"
    if _ITEM.match(bare):
        return "li"
    if first == "|":
        return "table"
    if first == ">":
        return "quote"
    if _NOTE.match(text):
        return "note"
    return "p"


def check_blocks(original: Body, translation: Body, path: str) -> list[Problem]:
    """A translation has the same blocks in the same order, so that both can be read side by side."""
    ours, theirs = blocks(original), blocks(translation)
    kinds, other = [kind for _, kind in ours], [kind for _, kind in theirs]
    if kinds == other:
        return []
    part = next((index for index, pair in enumerate(zip(kinds, other, strict=False)) if pair[0] != pair[1]), None)
    if part is None:
        part = min(len(kinds), len(other))
    line = theirs[part][0] if part < len(theirs) else translation.line + translation.text.count("\n")
    args = {"found": len(other), "expected": len(kinds), "block": part + 1}
    return [Problem(Location(path, line), "translation-blocks", args)]
