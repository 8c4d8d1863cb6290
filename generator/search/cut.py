"""Pairs of a text with jieba's opinion of them: does a pair straddle two words?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from generator.search.terms import RUN, units_of

LINE_FEED = 10
U32 = npt.NDArray[np.uint32]
U16 = npt.NDArray[np.uint16]
Flags = npt.NDArray[np.bool_]


class Cutter(Protocol):
    """What cuts runs of Chinese characters into words."""

    def cut(self, run: str) -> list[str]:
        """Words of a text in order, nothing left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """All pairs and characters of a text, in order, repetitions included."""

    pairs: U32
    """First code unit · 65536 + second."""
    straddling: Flags
    """For each pair: its characters belong to two words."""
    characters: U16
    """Code units, surrogates left out."""


def cut_text(folded: str, cutter: Cutter) -> Cut:
    """Cut a text into weighted pairs.

    Args:
        folded: From `fold`.
        cutter: jieba with the archive's names.
    """
    joined = "\n".join(RUN.findall(folded))
    units = np.frombuffer(units_of(joined), np.dtype("<u2"))
    if len(units) < 1:
        return Cut(pairs=np.empty(0, np.uint32), straddling=np.empty(0, np.bool_), characters=np.empty(0, np.uint16))
    words = cutter.cut(joined)
    if len(units) == len(joined):
        lengths = np.fromiter(map(len, words), np.int64, len(words))
    else:
        lengths = np.fromiter((len(units_of(word)) // 2 for word in words), np.int64, len(words))
    starts_word = np.zeros(len(units) + 1, np.bool_)
    starts_word[np.cumsum(lengths)] = True
    within = (units[:-1] != LINE_FEED) & (units[1:] != LINE_FEED)
    pairs = (units[:-1].astype(np.uint32) << 16) | units[1:]
    characters = units[(units != LINE_FEED) & ((units < 0xD800) | (units > 0xDFFF))]
    return Cut(pairs=pairs[within], straddling=starts_word[1:-1][within], characters=characters)
