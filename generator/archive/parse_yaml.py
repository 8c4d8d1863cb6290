"""YAML text → a tree of nodes: the common kind without the YAML parser, which is loaded for any other."""

from __future__ import annotations

import re
from collections.abc import Container

from generator.common_yaml import read_common
from generator.nodes import Node
from generator.problems import Location, Problem

MAX_DEPTH = 12
"""Levels of nesting; front matter needs five."""
MAX_OPEN_BRACKETS = 200
"""More than any text has, even where brackets in quotation marks are counted."""
_BRACKET = re.compile(r"[\[\]{}]")


def parse_yaml(
    text: str, path: str, first_line: int = 1, keys: Container[str] = frozenset()
) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document.

    Args:
        text: The YAML, without the fences of a front matter.
        path: Shown in problems.
        first_line: Line of the file on which `text` begins.
        keys: Names of keys that may stand below the top: before a full-width colon they are recognised.

    Returns:
        The tree, or None where nothing can be read; and all problems found.
    """
    if (line := _bomb_line(text)) is not None:
        return None, [Problem(Location(path, first_line + line), "yaml-too-deep", {"limit": MAX_DEPTH})]
    if (common := read_common(text, first_line)) is not None:
        return common, []
    from generator.archive.yaml_nodes import parse_any_yaml  # noqa: PLC0415  (slow to load, and mostly not needed)

    return parse_any_yaml(text, path, first_line, keys)


def _bomb_line(text: str) -> int | None:
    """Line (from 0) on which hundreds of brackets stand open: the time that the parser needs grows with their square."""
    if text.count("[") + text.count("{") <= MAX_OPEN_BRACKETS:
        return None
    depth = 0
    for number, line in enumerate(text.split("\n")):
        for mark in _BRACKET.findall(line):
            depth = depth + 1 if mark in "[{" else max(0, depth - 1)
            if depth > MAX_OPEN_BRACKETS:
                return number
    return None
