"""YAML as nearly all front matter is written → the tree that the YAML parser would give, in a quarter of the time.

Read here are keys, lists and groups in two-space or no indentation, values on one line, and short lists and groups in
brackets. At the first sign of anything else the whole text is left to `yaml_nodes`, so that this module need know
nothing but what it lets through: no comment behind a value, no block of text, no value that goes on in a second line, no mark, and
nothing that could be a slip of the writer. A test holds it to what the parser makes of the same text.
"""

from __future__ import annotations

import re

from generator.nodes import MappingNode, Node, Scalar, Sequence

_STRANGE = re.compile(
    # Control characters, white space other than U+0020 and line feeds, and what YAML cannot hold.
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufeff\ufffe\uffff]"
)
_KEY = r"\w[\w.-]{0,38}"
_BEGIN = r"[^\x00-/:-@\[-^`{-\xa0]"
"""With these begins a value without quotes: letters, digits, the underscore, and all beyond ASCII, whose signs mean
something to YAML. Naming what is left out is compiled in a hundredth of the time."""
_LINE = re.compile(rf"^( {{0,6}})(- )?(?:({_KEY}):(?: (?=[^ ])|$))?(.*)$", re.M)
"""Indentation, the mark of an item, a key, and what follows: any line, but `_value` refuses most that have no key."""
_PLAIN = re.compile(rf"{_BEGIN}[^:#]*(?::[^ :#][^:#]*)*")
_PLAIN_ITEM = re.compile(rf"{_BEGIN}[^:：#]*")
"""Without a key before it, a colon might be meant to follow one."""
_QUOTES = r""""([^"\\]*(?:\\"[^"\\]*)*)"|'([^'\\]*)'"""
_QUOTED = re.compile(_QUOTES)
_INSIDE = rf"""{_QUOTES}|({_BEGIN}[^,:#?\[\]{{}}]*)"""
"""A value between brackets: in double quotes, in single ones, or plain."""
_MEMBER = re.compile(rf"({_KEY}): (?:{_INSIDE})?")
_ITEM = re.compile(rf"(?:{_INSIDE})?")
_DEEPEST = 3
"""Brackets inside each other; the reader of keys refuses more than it knows, the parser what is far too deep."""


class _NotCommonError(Exception):
    """The text has something that this module does not know."""


def read_common(text: str, first_line: int) -> MappingNode | None:
    """The tree of a text, None where the parser has to read it.

    Args:
        text: YAML without fences.
        first_line: Line of the file on which it begins.
    """
    if _STRANGE.search(text) or " \n" in text or text.endswith(" "):
        return None
    rows = [
        (len(indent), bool(dash), key, rest, line)
        for line, (indent, dash, key, rest) in enumerate(_LINE.findall(text), first_line)
        if (indent or dash or key or rest) and not (rest[:1] == "#" and not dash and not key)  # no comments
    ]
    if not rows or rows[0][1]:
        return None
    reader = _Reader(rows)
    try:
        node = reader.group(0)
    except _NotCommonError:
        return None
    return node if reader.at_end else None


_Row = tuple[int, bool, str, str, int]
"""Indentation, whether an item begins, key (may be empty), what follows, line."""
_END: _Row = (-1, False, "", "", 0)


class _Reader:
    """Goes from row to row; after a value comes a row that is indented as its key is, or less."""

    def __init__(self, rows: list[_Row]) -> None:
        self._rows = iter(rows)
        self._row = next(self._rows, _END)

    @property
    def at_end(self) -> bool:
        return self._row is _END

    def group(self, column: int) -> MappingNode:
        """Keys that begin at a column, from this row on; the first may stand behind the mark of an item."""
        entries: list[tuple[str, Node, int]] = []
        seen: set[str] = set()
        indent, dash, key, rest, first = self._row
        line = first
        if not dash and indent != column:
            raise _NotCommonError
        while True:
            if not key or key in seen:
                raise _NotCommonError
            seen.add(key)
            self._row = next(self._rows, _END)
            entries.append((key, _value(rest, line, _PLAIN) if rest else self._below(column), line))
            indent, dash, key, rest, line = self._row
            if indent < column:
                return MappingNode(tuple(entries), first)
            if indent > column or dash:
                raise _NotCommonError

    def _below(self, column: int) -> Node:
        """What stands below a key without value: a list, indented or not, or a group, indented."""
        indent, dash, _, _, _ = self._row
        if dash and indent >= column:
            return self._items(indent)
        if indent > column:
            return self.group(indent)
        raise _NotCommonError

    def _items(self, column: int) -> Sequence:
        items: list[Node] = []
        first = self._row[-1]
        while self._row[:2] == (column, True):
            _, _, key, rest, line = self._row
            if key:
                items.append(self.group(column + 2))
            else:
                self._row = next(self._rows, _END)
                items.append(_value(rest, line, _PLAIN_ITEM))
        return Sequence(tuple(items), first)


def _value(text: str, line: int, plain: re.Pattern[str]) -> Node:
    """A value that fills the rest of its line."""
    first = text[:1]
    if first == "{":
        node, end = _braces(text, 1, line, 1)
    elif first == "[" and plain is _PLAIN:
        node, end = _brackets(text, 1, line, 1)
    elif found := plain.fullmatch(text):
        return Scalar(text, line, True)
    elif found := _QUOTED.fullmatch(text):
        return _quoted(found, line)
    else:
        raise _NotCommonError
    if end != len(text):
        raise _NotCommonError
    return node


def _quoted(found: re.Match[str], line: int) -> Scalar:
    """The text of the last group: what stood between quotation marks."""
    text: str = found[found.lastindex or 0]
    return Scalar(text.replace('\\"', '"') if "\\" in text else text, line, False)


def _braces(text: str, place: int, line: int, depth: int) -> tuple[Node, int]:
    """`{key: value, key: value}` from behind its opening; the group and the place behind its end."""
    entries: list[tuple[str, Node, int]] = []
    seen: set[str] = set()
    if text.startswith("}", place):
        return MappingNode((), line), place + 1
    while True:
        found = _MEMBER.match(text, place)
        if found is None or found[1] in seen:
            raise _NotCommonError
        key = found[1]
        seen.add(key)
        value, place = _inside(found, 1, text, line, depth)
        entries.append((key, value, line))
        place, is_last = _after(text, place, "}")
        if is_last:
            return MappingNode(tuple(entries), line), place


def _brackets(text: str, place: int, line: int, depth: int) -> tuple[Node, int]:
    """`[value, value]` in the same way."""
    items: list[Node] = []
    if text.startswith("]", place):
        return Sequence((), line), place + 1
    while True:
        found = _ITEM.match(text, place)
        assert found is not None  # it may be empty
        value, place = _inside(found, 0, text, line, depth)
        items.append(value)
        place, is_last = _after(text, place, "]")
        if is_last:
            return Sequence(tuple(items), line), place


def _after(text: str, place: int, closing: str) -> tuple[int, bool]:
    """The place behind a comma or the closing bracket, and whether it was the bracket."""
    if text.startswith(", ", place):
        return place + 2, False
    if text.startswith(closing, place):
        return place + 1, True
    raise _NotCommonError


def _inside(found: re.Match[str], before: int, text: str, line: int, depth: int) -> tuple[Node, int]:
    """The value that was found between brackets (its groups follow `before` others), or the group that begins there."""
    end = found.end()
    kind = found.lastindex
    if kind == before + 3:
        plain = found[kind]
        if plain[-1] == " ":
            raise _NotCommonError
        return Scalar(plain, line, True), end
    if kind is not None and kind > before:
        return _quoted(found, line), end
    if depth < _DEEPEST and text.startswith("{", end):
        return _braces(text, end + 1, line, depth + 1)
    if depth < _DEEPEST and text.startswith("[", end):
        return _brackets(text, end + 1, line, depth + 1)
    raise _NotCommonError
