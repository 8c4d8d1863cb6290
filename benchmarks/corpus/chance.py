"""Seeded draws that give the same answer on every machine and every version of Python.

Only `random.Random.random` is promised to stay as it is, and only +, -, * and / give the same floating-point number
everywhere; so nothing here uses `choice`, `shuffle`, powers or logarithms.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")

STEEP, FLAT = 2.0, 8.0
"""Added to the rank in Zipf–Mandelbrot weights 1 / (rank + head): the larger, the flatter the first ranks. Steep for what
a few take most of (counties, themes); flat within a group of words, since the groups themselves differ in frequency."""


class Chance:
    """A stream of draws; equal names of streams give equal draws."""

    def __init__(self, *name: object) -> None:
        self.unit: Callable[[], float] = random.Random(":".join(map(str, name))).random
        """A number from 0 to below 1."""

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included, all alike."""
        return low + int(self.unit() * (high - low + 1))

    def skewed(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, small ones far more often."""
        first, second = self.unit(), self.unit()
        return low + int(first * second * second * (high - low + 1))

    def happens(self, probability: float) -> bool:
        return self.unit() < probability

    def one_of(self, items: Sequence[T]) -> T:
        """One of the items, all alike."""
        return items[int(self.unit() * len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order, all orders alike."""
        return [items[place] for _, place in sorted((self.unit(), place) for place in range(len(items)))]

    def nearly_ordered(self, items: Sequence[T]) -> list[T]:
        """The items in another order in which early ones still tend to come early."""
        return [items[place] for _, place in sorted(((place + 3) * self.unit(), place) for place in range(len(items)))]


class Ranked(Generic[T]):
    """Items of which the first are drawn most often, as words are in a language."""

    __slots__ = ("_sums", "items")

    def __init__(self, items: Sequence[T], head: float = STEEP) -> None:
        self.items = tuple(items)
        self._sums = list(accumulate(1 / (rank + head) for rank in range(1, len(self.items) + 1)))

    def place(self, chance: Chance, among: int | None = None) -> int:
        """The place of a drawn item; only the first `among` are drawn."""
        sums = self._sums
        count = len(sums) if among is None else min(max(among, 1), len(sums))
        return min(bisect_right(sums, chance.unit() * sums[count - 1], 0, count), count - 1)

    def draw(self, chance: Chance, among: int | None = None) -> T:
        return self.items[self.place(chance, among)]
