"""Text in one or two bytes a character, so that deflate does better: 9.0 bits a Chinese character instead of 11.4 from UTF-8.

One byte (0–159): ASCII, three separators, Chinese punctuation, the most frequent characters. Two bytes (lead 160–161): the next
frequent ones. Two bytes (lead 162–243): all other characters of U+4E00–9FFF. Else 255 and three bytes of code point.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

SINGLE = "\n\x1e\x1f" + "".join(map(chr, range(0x20, 0x7F))) + "，。、“”：；（）《》！？·—"
FIRST_DOUBLE = 160
FREQUENT = FIRST_DOUBLE - len(SINGLE)
COMMON = 512
FIRST_OTHER = FIRST_DOUBLE + COMMON // 256
ESCAPE = 255
FIELD, ROW = "\x1f", "\x1e"
"""Separators; both are taken out of texts."""


class _Codes(dict[str, bytes]):
    """Character → its bytes, filled as characters are met."""

    def __missing__(self, character: str) -> bytes:
        code = ord(character)
        other = code - 0x4E00
        if 0 <= other < 0x5200:
            packed = bytes((FIRST_OTHER + (other >> 8), other & 255))
        else:
            packed = bytes((ESCAPE, code >> 16, code >> 8 & 255, code & 255))
        self[character] = packed
        return packed


@cache
def _codes() -> _Codes:
    """The table with all short codes."""
    frequent, common = (files("generator.search") / "data" / "common_characters.txt").read_text("utf-8").split("\n")[:2]
    codes = _Codes({character: bytes((at,)) for at, character in enumerate(SINGLE + frequent)})
    codes.update({character: bytes((FIRST_DOUBLE + (at >> 8), at & 255)) for at, character in enumerate(common)})
    return codes


def pack_text(text: str) -> bytes:
    """Pack any text; lone surrogates are allowed."""
    return b"".join(map(_codes().__getitem__, text))


def pack_table(rows: list[list[str]]) -> bytes:
    """Rows of fields as one packed text."""
    return pack_text(ROW.join(FIELD.join(map(_plain, fields)) for fields in rows))


def _plain(field: str) -> str:
    """A field without separators."""
    return field.replace(FIELD, " ").replace(ROW, " ") if FIELD in field or ROW in field else field
