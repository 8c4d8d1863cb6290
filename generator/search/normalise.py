"""Text → the form in which it is compared: one code point at a time, so that places in the text are kept.

The browser has the same rules in `theme/search/normalise.js`; `tests/contract/normalise.json` holds the two together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Units = npt.NDArray[np.uint16]
MARKS = range(0x300, 0x370)
"""Combining marks that are dropped: é = e."""


NOT_ONE_UNIT = 0xFFFF
NOT_MET = 0xFFFE
"""A code unit that nobody has looked up yet."""
LINE_FEED = 10
PLAIN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xAC00, 0xD7A4), range(0xE000, 0xF900))
"""Characters that fold to themselves, Traditional ones left aside."""
MOST_SPECIAL = 400
"""Characters of a text up to which those that fold into several are put in one by one."""


@cache
def simplified_of() -> dict[str, str]:
    """Traditional character → simplified one, both single code points, closed under repetition.

    Source:
        OpenCC's dictionary of characters, first alternative, written by `fold_data.py`.
    """
    data = (files("generator.search") / "data" / "traditional_to_simplified.txt").read_text("utf-8")
    return {line[0]: line[1] for line in data.split("\n") if line}


@cache
def _simplified_codes() -> dict[int, str]:
    """The same by code point."""
    return {ord(character): simplified for character, simplified in simplified_of().items()}


class _FoldTable(dict[int, str]):
    """Code point → folded text, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_each([chr(code)])[0] if code != LINE_FEED else "\n"
        return folded


def _fold_each(characters: Sequence[str]) -> list[str]:
    """Each character folded, none of them a line feed.

    They are folded as lines of one text, since nothing composes with a line feed or depends on what stands beyond it.
    """
    lowered = unicodedata.normalize("NFKC", "\n".join(characters)).lower()
    bare = unicodedata.normalize("NFD", lowered).translate(dict.fromkeys(MARKS))
    folded = unicodedata.normalize("NFC", bare).replace("○", "〇").translate(_simplified_codes())
    return folded.split("\n")


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
    folded = _fold_units(units_of_text(composed))
    if (folded == NOT_ONE_UNIT).any():
        return composed.translate(_TABLE)
    return folded.tobytes().decode("utf-16-le")


def fold_all(texts: Sequence[str]) -> tuple[Units, list[int]]:
    """Several texts folded at once: what `fold` gives for each.

    Returns:
        Code units, with one line feed between the texts; and how many units each text has.
    """
    composed = [unicodedata.normalize("NFC", text) for text in texts]
    units = units_of_text("\n".join(composed))
    folded = _fold_units(units)
    special = np.flatnonzero(folded == NOT_ONE_UNIT)
    if not len(special):
        return folded, [len(text) for text in composed]
    if len(special) > MOST_SPECIAL or ((units[special] & 0xF800) == 0xD800).any():
        slowly = [text.translate(_TABLE) for text in composed]
        return units_of_text("\n".join(slowly)), [len(units_of_text(text)) for text in slowly]
    lengths = [len(text) for text in composed]
    text_of = np.searchsorted(np.cumsum(np.array(lengths) + 1), special, side="right")
    parts: list[Units] = []
    before = 0
    for place, text in zip(special.tolist(), text_of.tolist(), strict=True):
        part = units_of_text(_TABLE[int(units[place])])
        parts += (folded[before:place], part)
        lengths[text] += len(part) - 1
        before = place + 1
    return np.concatenate((*parts, folded[before:])), lengths


def units_of_text(text: str) -> Units:
    """UTF-16 code units; lone surrogates are allowed."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.dtype("<u2"))


def _fold_units(units: Units) -> Units:
    """Each code unit folded, or `NOT_ONE_UNIT`: the fast way for nearly all texts. Surrogates are not one unit."""
    table = _unit_table()
    folded = table[units]
    not_met = folded == NOT_MET
    if not not_met.any():
        return folded
    codes = sorted(set(units[not_met].tolist()))
    for code, text in zip(codes, _fold_each([chr(code) for code in codes]), strict=True):
        table[code] = ord(text) if len(text) == 1 and ord(text) < NOT_MET else NOT_ONE_UNIT
    return table[units]


@cache
def _unit_table() -> Units:
    """Code unit → folded unit, `NOT_ONE_UNIT` or `NOT_MET`; filled as units are met, for a text has few different ones."""
    table = np.full(65536, NOT_MET, np.dtype("<u2"))
    for codes in PLAIN:
        table[codes.start : codes.stop] = codes
    table[[ord(character) for character in simplified_of() if ord(character) < 65536]] = NOT_MET
    table[0xD800:0xE000] = NOT_ONE_UNIT
    table[LINE_FEED] = LINE_FEED
    return table


@cache
def traditional_units() -> npt.NDArray[np.bool_]:
    """For each code unit: whether a Traditional character is, or may be, here: surrogates may be halves of one."""
    table = np.zeros(65536, np.bool_)
    table[[ord(character) for character in simplified_of() if ord(character) < 65536]] = True
    table[0xD800:0xE000] = True
    return table


def has_traditional(text: str) -> bool:
    """Whether a Traditional character stands in a text."""
    units = units_of_text(text)
    if not traditional_units()[units].any():
        return False
    return not simplified_of().keys().isdisjoint(text)
