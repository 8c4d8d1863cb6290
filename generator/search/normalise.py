"""Text → the form in which it is compared: one code point at a time, so that places in the text are kept.

The browser has the same rules in `theme/search/normalise.js`; `tests/contract/normalise.json` holds the two together.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

MARKS = range(0x300, 0x370)
"""Combining marks that are dropped: é = e."""


NOT_ONE_UNIT = 0xFFFF


@cache
def simplified_of() -> dict[str, str]:
    """Traditional character → simplified one, both single code points, closed under repetition.

    Source:
        OpenCC's dictionary of characters, first alternative, written by `fold_data.py`.
    """
    data = (files("generator.search") / "data" / "traditional_to_simplified.txt").read_text("utf-8")
    return {line[0]: line[1] for line in data.split("\n") if line}


class _FoldTable(dict[int, str]):
    """Code point → folded text, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    lowered = unicodedata.normalize("NFKC", character).lower()
    bare = "".join(part for part in unicodedata.normalize("NFD", lowered) if ord(part) not in MARKS)
    folded = unicodedata.normalize("NFC", bare)
    traditional = simplified_of()
    return "".join(traditional.get(part, part) for part in folded.replace("○", "〇"))


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """Bring text into the form in which it is indexed and compared.

    NFC first; then each code point: compatibility form (full-width = half-width), lower case, no accents,
    Traditional → Simplified.

    Args:
        text: Any text; lone surrogates pass unchanged.

    Returns:
        Folded text; folding it again changes nothing.
    """
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii():
        return composed.lower()
    units = np.frombuffer(composed.encode("utf-16-le", "surrogatepass"), np.dtype("<u2"))
    folded = _unit_table()[units]
    if (folded == NOT_ONE_UNIT).any():
        return composed.translate(_TABLE)
    return folded.tobytes().decode("utf-16-le")


@cache
def _unit_table() -> npt.NDArray[np.uint16]:
    """Code unit → folded unit, or `NOT_ONE_UNIT`: the fast way for nearly all texts."""
    table = np.full(65536, NOT_ONE_UNIT, np.dtype("<u2"))
    for code in range(65536):
        folded = "" if 0xD800 <= code < 0xE000 else _fold_character(chr(code))
        if len(folded) == 1 and ord(folded) < NOT_ONE_UNIT:
            table[code] = ord(folded)
    return table
