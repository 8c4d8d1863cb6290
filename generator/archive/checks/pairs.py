"""Where in a text pairs of neighbouring characters stand: a filter that costs the same for ten words as for ten thousand.

Most texts hold next to none of the words that they are looked through for. Each word is known by one of its pairs; a
table of 65,536 bits tells for all places of a text at once, in a few steps of numpy, whether one of the pairs may stand
there. It may say yes where none does, never no where one does.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

PAIR = 2
"""Characters of a pair."""

_TABLE = 1 << 16
_MIX = np.uint32(0x9E3B)


class PairTable:
    """Pairs of characters, ready to be looked for in many texts."""

    def __init__(self, pairs: Iterable[str]) -> None:
        self._may_stand = np.zeros(_TABLE, dtype=np.bool_)
        self._may_stand[_keys("".join(set(pairs)))[::PAIR]] = True

    def places(self, text: str) -> list[int]:
        """Positions in a text where one of the pairs may begin, ascending."""
        found: list[int] = np.flatnonzero(self._may_stand[_keys(text)]).tolist()
        return found


def _keys(text: str) -> NDArray[np.uint32]:
    """For each pair of neighbouring characters its place in the table."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    if len(codes) < PAIR:
        return np.zeros(0, dtype=np.uint32)
    keys: NDArray[np.uint32] = (codes[:-1] * _MIX + codes[1:]) & np.uint32(_TABLE - 1)
    return keys
