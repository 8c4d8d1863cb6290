"""Where sorted keys are cut into shards: a rule that one edit cannot shift.

- Keys are first divided into rooms by their first character alone; borders in one room never depend on another room.
- Inside a room a shard is closed when (bytes · likelihood of use) reaches a limit: what is asked for often lies in small
  shards, what is rare in large ones.
- Sizes enter in coarse classes, small lists only by a sample of their keys. So most edits move no border, and those that
  do move borders of one room.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

SMALL_LIST = 24.0
"""Estimated bytes below which a list counts by sample."""
SAMPLE = 8
USE_PER_BYTE = 2.0
"""Usual likelihood (see `list_uses`) a byte; makes the limit a size in bytes."""
TOPIC_WEIGHT = 20
"""How much likelier a title's pair is asked for than a body's."""


def shard_target(documents: int) -> int:
    """Bytes of a typical shard.

    Up to some 20,000 cases in proportion to the archive, so that all archives have about as many shards; beyond with its root.
    """
    largest = 23170
    return max(3500, int(12700 * (documents / largest if documents <= largest else math.sqrt(documents / largest))))


def list_bytes(frequencies: npt.NDArray[Any], span: int) -> npt.NDArray[np.float64]:
    """Estimated bytes of each list, key included: Rice-coded gaps, 2.4 bits an impact."""
    gap_bits = np.maximum(1.5, np.log2(np.maximum(1, span / frequencies)) + 1.5)
    return np.asarray(frequencies * (gap_bits + 2.4) / 8 + 3)


def list_uses(frequencies: npt.NDArray[Any], topical: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Likelihood of use, without unit: occurrences, those in titles many times.

    Args:
        frequencies: Documents of each list.
        topical: Those of them where the term weighs as much as in a title.
    """
    return np.asarray(frequencies + TOPIC_WEIGHT * topical, np.float64)


def _coarse(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Rounded to powers of 2^¼."""
    return np.asarray(np.exp2(np.rint(np.log2(values) * 4) / 4))


def shard_starts(
    rooms: npt.NDArray[Any],
    hashes: npt.NDArray[np.uint64],
    sizes: npt.NDArray[np.float64],
    uses: npt.NDArray[np.float64],
    target: int,
) -> list[int]:
    """Ordinals of the keys that begin a shard; the first is 0.

    Args:
        rooms: Room of each key, never falling.
        hashes: Any scattering function of each key's content.
        sizes: Estimated bytes of each list.
        uses: Likelihood of each list.
        target: Bytes of a typical shard.
    """
    if not len(rooms):
        return []
    small = sizes < SMALL_LIST
    sampled = hashes % np.uint64(SAMPLE) == 0
    coarse_sizes = np.where(small, np.where(sampled, _coarse(sizes) * SAMPLE, 0.0), _coarse(sizes))
    coarse_uses = np.where(small, np.where(sampled, _coarse(uses) * SAMPLE, 0.0), _coarse(uses))
    bytes_before = np.concatenate(([0.0], np.cumsum(np.rint(coarse_sizes))))
    uses_before = np.concatenate(([0.0], np.cumsum(np.rint(coarse_uses))))
    limit = USE_PER_BYTE * target * target
    room_starts = np.flatnonzero(np.concatenate(([True], rooms[1:] != rooms[:-1]))).tolist()
    starts: list[int] = []
    for first, last in zip(room_starts, [*room_starts[1:], len(rooms)], strict=True):
        start = first
        while start < last:
            starts.append(start)
            low, high = start + 1, last
            while low < high:
                middle = (low + high) // 2
                size = bytes_before[middle] - bytes_before[start]
                if size * (uses_before[middle] - uses_before[start]) >= limit or size >= 4 * target:
                    high = middle
                else:
                    low = middle + 1
            start = low
    return starts
