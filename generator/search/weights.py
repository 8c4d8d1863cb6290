"""From weighted occurrences to impacts, and the coarse numbers that they depend on.

Source:
    BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009) with k1 and b of `docs/search.md`; the whole
    term-frequency part of the formula is stored, so that the browser needs no lengths.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

K1 = 1.2
"""Saturation; usual range 0.9–1.6."""
B = 0.6
"""How far long texts are marked down; usual range 0.4–0.75."""
MOST_LEVELS = 15
FEWEST_LEVELS = ((512, 15), (4096, 8), (1 << 30, 2))
"""Up to how many documents a list has at least how many levels: in a small archive frequent terms decide the order, and a few
more bits an impact are few bytes."""
LENGTH_STEP = 1.25
MOST_BITS = 24
"""Of a gap that are written as they are: no case has a number of more."""


def step_up(number: int) -> int:
    """The smallest √2-power that is not less: archive sizes enter the bytes of the index only in such steps."""
    power = 0
    while (step := math.isqrt(1 << power)) < number:
        power += 1
    return step


def mean_in_steps(total: int, count: int) -> float:
    """Mean length, rounded to a power of 1.25; 1 for nothing."""
    if not total or not count:
        return 1.0
    return float(LENGTH_STEP ** round(math.log(total / count, LENGTH_STEP)))


def length_class(length: int, mean: float) -> int:
    """How long a text is against the mean: a step of an eighth, 0–255, so that small edits keep all impacts."""
    return min(255, int(length / mean * 8 + 0.5))


def impact_bytes(weights: npt.NDArray[np.uint8], lengths: npt.NDArray[Any] | int) -> npt.NDArray[np.uint8]:
    """Saturated, length-normalised weight in 1/255.

    Args:
        weights: Tenths of an occurrence.
        lengths: `length_class` of the text.

    Returns:
        round(255 · tf / (tf + k1 · (1 − b + b · length / mean))), at least 1.
    """
    frequency = weights.astype(np.float64) / 10
    norm = K1 * (1 - B + B * (np.asarray(lengths, np.float64) / 8))
    return np.maximum(1, np.rint(255 * frequency / (frequency + norm))).astype(np.uint8)


@cache
def level_limits(documents: int) -> list[int]:
    """Document frequencies up to which a list has 15, 14 … levels; above the last it has one level less than there.

    Levels are 2 · idf, rounded: frequent terms, which decide little in a large archive, get few.

    Args:
        documents: Count of documents, in steps.
    """
    fewest = next(levels for most, levels in FEWEST_LEVELS if documents <= most)

    def levels(frequency: int) -> int:
        inverse = math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))
        return max(fewest, min(MOST_LEVELS, round(2 * inverse)))

    limits = []
    for level in range(MOST_LEVELS, fewest, -1):
        low, high = 0, documents
        while low < high:
            middle = (low + high + 1) // 2
            if levels(middle) >= level:
                low = middle
            else:
                high = middle - 1
        limits.append(low)
    return limits


def levels_of(frequencies: npt.NDArray[Any], limits: list[int]) -> npt.NDArray[np.int64]:
    """Number of levels of each list."""
    return np.asarray(MOST_LEVELS - np.searchsorted(np.array(limits), frequencies, side="left"), np.int64)


@cache
def stored_impacts() -> npt.NDArray[np.uint8]:
    """Impact less one as it is stored, at `levels << 8 | impact`: in so many levels instead of 255, at least the first."""
    levels, impacts = np.arange(MOST_LEVELS + 1)[:, np.newaxis], np.arange(256)
    table: npt.NDArray[np.uint8] = (np.clip((2 * impacts * levels + 255) // 510, 1, levels) - 1).astype(np.uint8)
    return table.ravel()


def rice_parameters(frequencies: npt.NDArray[Any], span: int) -> npt.NDArray[np.int64]:
    """k of each list's gaps: the largest with 2^k ≤ 11/16 · span / frequency; 11/16 stands for ln 2.

    Source:
        Golomb's optimum for gaps of a list whose documents are scattered at random.
    """
    highest = [11 * span >> (k + 4) for k in range(MOST_BITS, 0, -1)]
    return np.asarray(MOST_BITS - np.searchsorted(np.array(highest), frequencies, side="left"), np.int64)
