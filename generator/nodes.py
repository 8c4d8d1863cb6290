"""The tree that YAML text becomes: texts as typed, lists and keys, each with its line.

Tuples with names: a build makes a hundred of them for each case.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """A text as typed; `plain` without quotes. An empty plain scalar is a key without value."""

    text: str
    line: int
    plain: bool


class Sequence(NamedTuple):
    """A list; `line` is that of its first item."""

    items: tuple[Node, ...]
    line: int


class MappingNode(NamedTuple):
    """Keys with their values and the lines of the keys, in order; `line` is that of the first."""

    entries: tuple[tuple[str, Node, int], ...]
    line: int


Node: TypeAlias = Scalar | Sequence | MappingNode


def bare(node: Node) -> object:
    """The tree without lines: dicts, lists, and texts as typed."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [bare(item) for item in node.items]
    return {key: bare(value) for key, value, _ in node.entries}
