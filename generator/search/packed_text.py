"""Text in one or two bytes a character, so that deflate does better: 9.0 bits a Chinese character instead of 11.4 from UTF-8.

One byte (0–159): ASCII, three separators, Chinese punctuation, the most frequent characters. Two bytes (lead 160–161): the next
frequent ones. Two bytes (lead 162–243): all other characters of U+4E00–9FFF. Else 255 and three bytes of code point.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from generator.search.normalise import units_of_text

SINGLE = "\n\x1e\x1f" + "".join(map(chr, range(0x20, 0x7F))) + "，。、“”：；（）《》！？·—"
FIRST_DOUBLE = 160
FREQUENT = FIRST_DOUBLE - len(SINGLE)
COMMON = 512
FIRST_OTHER = FIRST_DOUBLE + COMMON // 256
OTHERS = range(0x4E00, 0xA000)
ESCAPE = 255
FIELD, ROW = "\x1f", "\x1e"
"""Separators; both are taken out of texts."""


class _Codes(dict[str, bytes]):
    """Character → its bytes, filled as characters are met."""

    def __missing__(self, character: str) -> bytes:
        code = ord(character)
        other = code - OTHERS.start
        if code in OTHERS:
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


@cache
def _unit_codes() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """For each code unit: its bytes, filled up to four, and which of them count; each four as one number, to be looked up."""
    units = np.arange(65536)
    codes = np.zeros((65536, 4), np.uint8)
    codes[:, 0], codes[:, 2], codes[:, 3] = ESCAPE, units >> 8, units & 255
    lengths = np.full(65536, 4)
    others = np.arange(len(OTHERS))
    codes[OTHERS.start : OTHERS.stop] = 0
    codes[OTHERS.start : OTHERS.stop, 0] = FIRST_OTHER + (others >> 8)
    codes[OTHERS.start : OTHERS.stop, 1] = others & 255
    lengths[OTHERS.start : OTHERS.stop] = 2
    for character, code in _codes().items():
        if ord(character) > 0xFFFF:
            continue
        codes[ord(character)] = list(code.ljust(4, b"\0"))
        lengths[ord(character)] = len(code)
    counts = np.arange(4) < lengths[:, np.newaxis]
    return codes.view(np.uint32)[:, 0], counts.view(np.uint32)[:, 0]


@cache
def _is_long() -> npt.NDArray[np.bool_]:
    """For each code unit: whether it takes more than one byte."""
    return _unit_codes()[1] > 1


def pack_text(text: str) -> bytes:
    """Pack any text; lone surrogates are allowed."""
    units = units_of_text(text)
    if len(units) != len(text):
        return b"".join(map(_codes().__getitem__, text))
    if not _is_long()[units].any():  # most texts in English
        return _unit_codes()[0][units].astype(np.uint8).tobytes()
    codes, counts = _unit_codes()
    return codes[units].view(np.uint8)[counts[units].view(np.bool_)].tobytes()


def pack_row(fields: list[str]) -> bytes:
    """One row of fields as packed text."""
    return pack_text(FIELD.join(map(_plain, fields)))


def join_rows(rows: list[bytes]) -> bytes:
    """Packed rows as one packed text."""
    return pack_text(ROW).join(rows)


def pack_table(rows: list[list[str]]) -> bytes:
    """Rows of fields as one packed text."""
    return pack_text(ROW.join(FIELD.join(map(_plain, fields)) for fields in rows))


def _plain(field: str) -> str:
    """A field without separators."""
    return field.replace(FIELD, " ").replace(ROW, " ") if FIELD in field or ROW in field else field
