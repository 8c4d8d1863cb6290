"""Where in a text grams, a few neighbouring characters, stand: a filter that costs the same for ten words as for thousands.

Most texts hold next to none of the words that they are looked through for. Each word is known by one of its grams; a
table of 65,536 bits tells for all places of a text at once, in a few steps of numpy, whether one of the grams may stand
there. It may say yes where none does, never no where one does.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

PAIR = 2
"""Characters of the grams of Chinese words."""
FIVE = 5
"""Characters of the grams of words in Latin letters: shorter ones stand in every text."""

_TABLE = 1 << 16
"""Keys are counted modulo this, as 16 bits are."""
_MIX = np.uint16(0x9E3B)


class GramTable:
    """Grams of one size, ready to be looked for in many texts."""

    def __init__(self, grams: Iterable[str], size: int) -> None:
        self._size = size
        self._may_stand = np.zeros(_TABLE, dtype=np.bool_)
        self._may_stand[_keys("".join(set(grams)), size)[::size]] = True

    def places(self, text: str) -> list[int]:
        """Positions in a text where one of the grams may begin, ascending."""
        found: list[int] = self._may_stand.take(_keys(text, self._size)).nonzero()[0].tolist()
        return found


def _keys(text: str, size: int) -> NDArray[np.uint16]:
    """For each gram of a text its place in the table."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint16)
    keys = codes[: max(0, len(codes) - size + 1)]
    for offset in range(1, size):
        keys = keys * _MIX + codes[offset : offset + len(keys)]
    return keys
