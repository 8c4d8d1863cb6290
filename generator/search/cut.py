"""Pairs, characters and words of texts, with jieba's opinion of the pairs: does one straddle two words?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from generator.search.normalise import LINE_FEED, fold_all
from generator.search.terms import NUMBER_RUN, numbers_in, run_units, units_of, word_units

U32 = npt.NDArray[np.uint32]
U16 = npt.NDArray[np.uint16]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
SPACE = 32


class Cutter(Protocol):
    """What cuts runs of Chinese characters into words."""

    def cut(self, run: str) -> list[str]:
        """Words of a text in order, nothing left out."""


class Cut(Struct, frozen=True, kw_only=True):
    """All terms of some texts, in order, repetitions included. Texts are known by their ordinals, from 0."""

    pairs: U32
    """First code unit · 65536 + second."""
    straddling: Flags
    """For each pair: its characters belong to two words."""
    pair_texts: Places
    """For each pair: the text in which it stands."""
    characters: U16
    """Code units, surrogates left out."""
    character_texts: Places
    words: tuple[list[str], ...]
    """For each text: its words, not yet stemmed, and then its numbers in Chinese digits."""


def cut_texts(texts: Sequence[str], cutter: Cutter) -> Cut:
    """Fold and cut texts, all at once, since half of the time for a short text is the same for a long one.

    Args:
        texts: As they are shown.
        cutter: jieba with the archive's names.
    """
    units, lengths = fold_all(texts)
    words = _words(units, lengths)
    in_run = run_units()[units]
    if not in_run.any():
        return Cut(
            pairs=np.empty(0, np.uint32),
            straddling=np.empty(0, np.bool_),
            pair_texts=np.empty(0, np.intp),
            characters=np.empty(0, np.uint16),
            character_texts=np.empty(0, np.intp),
            words=words,
        )
    # Runs, and one line feed behind each: jieba cuts them as if each stood alone.
    kept = in_run.copy()
    kept[1:] |= in_run[:-1]
    places = np.flatnonzero(kept)
    runs = np.where(in_run[places], units[places], np.uint16(LINE_FEED))
    text_of = np.searchsorted(np.cumsum(np.array(lengths) + 1), places, side="right")
    joined = runs.tobytes().decode("utf-16-le", "surrogatepass")
    pieces = cutter.cut(joined)
    beyond = len(joined) != len(runs)
    measure = _units_in if beyond else len
    starts_word = np.zeros(len(runs) + 1, np.bool_)
    starts_word[np.cumsum(np.fromiter(map(measure, pieces), np.int64, len(pieces)))] = True
    in_run = runs != LINE_FEED
    within = np.flatnonzero(in_run[:-1] & in_run[1:])
    alone = np.flatnonzero(in_run & ((runs & 0xF800) != 0xD800))
    pairs: U32 = runs[within].astype(np.uint32) << np.uint32(16)
    pairs |= runs[within + 1]
    for found in NUMBER_RUN.finditer(joined):
        place = _units_in(joined[: found.start()]) if beyond else found.start()
        words[text_of[place]].extend(numbers_in(found[0]))
    return Cut(
        pairs=pairs,
        straddling=starts_word[within + 1],
        pair_texts=text_of[within],
        characters=runs[alone],
        character_texts=text_of[alone],
        words=words,
    )


def _units_in(text: str) -> int:
    """Length in code units."""
    return len(units_of(text)) // 2


def _words(units: U16, lengths: Sequence[int]) -> tuple[list[str], ...]:
    """Words of scripts with spaces, by text."""
    in_word = word_units()[units]
    if not in_word.any():
        return tuple([] for _ in lengths)
    spaced = np.where(in_word, units, np.uint16(SPACE)).tobytes().decode("utf-16-le")
    found = []
    start = 0
    for length in lengths:
        found.append(spaced[start : start + length].split())
        start += length + 1
    return tuple(found)
