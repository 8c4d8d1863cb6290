"""The postings of many terms: whole in memory or in a mapped file, or such lists with a patch laid over them.

An edit changes some hundred of a million postings. So the lists of an archive are written once, and what later builds take
out and put in is kept beside them; whoever asks for the postings of a shard gets both together.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from generator.search.prepare import DamagedCacheError
from generator.search.terms import FUNCTION_CHARACTERS

U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
TOPICAL_IMPACT = 150
"""Impact (of 255) from which a posting counts as topical when shards are cut; about what one title occurrence gives."""
AT_ONCE = 1 << 18
"""Postings of which sums are made at once, to spare memory."""
Keys = TypeVar("Keys", U32, U64)
LOW, LAST = np.uint64(32), np.uint64(0xFFFFFFFF)


class Lists(Struct, frozen=True, kw_only=True, eq=False):
    """Postings list after list."""

    keys: U32
    """Sorted, none twice, none without a posting. Two code units of a pair; a character in the upper half; the ordinal of
    a word in the vocabulary."""
    frequencies: U32
    """How many cases each list has."""
    topical: U32
    """How many of them are topical."""
    sums: U64
    """A sum over each list that another list has with a likelihood of 2⁻⁶⁴: what a list is recognised and checked by."""
    stored: U32
    """`number << 8 | impact`, rising within a list."""

    @classmethod
    def of(cls, keys: U32, frequencies: U32, postings: U32) -> Lists:
        """Lists with their counts and sums."""
        topical, sums = _count_and_sum(frequencies, postings)
        return cls(keys=keys, frequencies=frequencies, topical=topical, sums=sums, stored=postings)

    def starts(self) -> Places:
        """Where each list begins, and at last where all end."""
        return starts_of(self.frequencies)

    def postings(self, first: int, last: int) -> U32:
        """All postings of the lists from one ordinal to before another."""
        starts = self.starts()
        return self.stored[starts[first] : starts[last]]

    def joined(self) -> U64:
        """All postings as `key << 32 | posting`, sorted."""
        return np.repeat(self.keys.astype(np.uint64) << LOW, self.frequencies) | self.stored


def starts_of(frequencies: npt.NDArray[np.uint32]) -> Places:
    """Where each list begins, and at last where all end."""
    return np.concatenate(([0], np.cumsum(frequencies, dtype=np.int64)))


def _mixed(postings: U32) -> U64:
    """A number for each posting in which every bit of it counts everywhere; the mixing is that of splitmix64."""
    mixed = (postings.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    return mixed


def _is_topical(postings: U32) -> npt.NDArray[np.bool_]:
    return (postings & np.uint32(255)) >= np.uint32(TOPICAL_IMPACT)


def _count_and_sum(frequencies: U32, postings: U32) -> tuple[U32, U64]:
    """Topical postings of each list, and its sum."""
    topical, sums = np.empty(len(frequencies), np.uint32), np.empty(len(frequencies), np.uint64)
    starts = starts_of(frequencies)
    steps = np.searchsorted(starts, np.arange(0, int(starts[-1]), AT_ONCE)).tolist()
    for first, last in pairwise([*dict.fromkeys(steps), len(frequencies)]):
        if first == last:
            continue
        chosen, begins = postings[starts[first] : starts[last]], starts[first:last] - starts[first]
        topical[first:last] = np.add.reduceat(_is_topical(chosen), begins, dtype=np.uint32)
        sums[first:last] = np.add.reduceat(_mixed(chosen), begins)
    return topical, sums


def _without(some: Keys, others: npt.NDArray[Any]) -> Keys:
    """Those of some numbers that are not among others; both sorted, none twice. NumPy's `setdiff1d` looks at all the others,
    and loads masked arrays, which takes longer than an edit's patch."""
    places = np.searchsorted(others, some)
    found = places < len(others)
    found[found] = others[places[found]] == some[found]
    return some[~found]


def _united(some: U64, others: U64) -> U64:
    """All numbers of both, sorted; none is in both."""
    both = np.concatenate((some, others))
    both.sort()
    return both


class Patch(Struct, frozen=True, kw_only=True, eq=False):
    """Postings taken out of lists and put into them, as `key << 32 | posting`, sorted; none is in both."""

    removed: U64
    added: U64

    @classmethod
    def between(cls, before: U64, after: U64) -> Patch:
        """What leads from some postings to others."""
        return cls(removed=_without(before, after), added=_without(after, before))

    def then(self, later: Patch) -> Patch:
        """Both, one after the other."""
        return Patch(
            removed=_united(_without(self.removed, later.added), _without(later.removed, self.added)),
            added=_united(_without(self.added, later.removed), _without(later.added, self.removed)),
        )

    def with_keys(self, keys: U32) -> Patch:
        """The same patch for lists that are numbered anew.

        Args:
            keys: New key of each old one, rising.
        """
        removed, added = (keys[joined >> LOW].astype(np.uint64) << LOW | joined & LAST for joined in self.both)
        return Patch(removed=removed, added=added)

    @property
    def both(self) -> tuple[U64, U64]:
        """What is removed, and what is added."""
        return self.removed, self.added

    @property
    def size(self) -> int:
        """How many postings differ."""
        return len(self.removed) + len(self.added)


NOTHING = Patch(removed=np.empty(0, np.uint64), added=np.empty(0, np.uint64))


class PatchedLists(Struct, frozen=True, kw_only=True, eq=False):
    """Lists under a patch; all but the postings is up to date."""

    keys: U32
    frequencies: U32
    topical: U32
    sums: U64
    base: Lists
    base_keys: U32
    """Keys of the base, where lists are numbered anew."""
    base_starts: Places
    patch: Patch

    @classmethod
    def of(cls, base: Lists, base_keys: U32, patch: Patch) -> PatchedLists:
        """Lay a patch over lists.

        Args:
            base: Lists.
            base_keys: Their keys.
            patch: Its removed postings are in the lists, and its added ones are not.
        """
        changed = [(joined >> LOW).astype(np.uint32) for joined in patch.both]
        added = changed[1]
        fresh = _without(added[np.diff(added, prepend=~added[:1]) != 0], base_keys)
        keys = np.insert(base_keys, np.searchsorted(base_keys, fresh), fresh)
        places = np.searchsorted(keys, base_keys)
        frequencies, topical = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
        sums = np.zeros(len(keys), np.uint64)
        frequencies[places], topical[places], sums[places] = base.frequencies, base.topical, base.sums
        for joined, of_key, sign in zip(patch.both, changed, (np.subtract, np.add), strict=True):
            slots, postings = np.searchsorted(keys, of_key), joined.astype(np.uint32)
            sign.at(frequencies, slots, 1)
            sign.at(topical, slots, _is_topical(postings).astype(np.int64))
            sign.at(sums, slots, _mixed(postings))
        kept = frequencies > 0
        return cls(
            keys=keys[kept],
            frequencies=frequencies[kept].astype(np.uint32),
            topical=topical[kept].astype(np.uint32),
            sums=sums[kept],
            base=base,
            base_keys=base_keys,
            base_starts=base.starts(),
            patch=patch,
        )

    def postings(self, first: int, last: int) -> U32:
        """All postings of the lists from one ordinal to before another.

        Raises:
            DamagedCacheError: What lies on disk is not what was written.
        """
        if first >= last:
            return np.empty(0, np.uint32)
        lowest, highest = int(self.keys[first]), int(self.keys[last - 1])
        low = int(np.searchsorted(self.base_keys, lowest))
        high = int(np.searchsorted(self.base_keys, highest, side="right"))
        stored = np.array(self.base.stored[self.base_starts[low] : self.base_starts[high]])
        frequencies = self.base.frequencies[low:high]
        if not np.array_equal(_count_and_sum(frequencies, stored)[1], self.base.sums[low:high]):
            raise DamagedCacheError("a list does not have its sum")
        ends = np.array([lowest << 32, highest << 32 | 0xFFFFFFFF], np.uint64)
        removed, added = (joined[slice(*np.searchsorted(joined, ends).tolist())] for joined in self.patch.both)
        if not len(removed) and not len(added):
            return stored
        joined = np.repeat(self.base_keys[low:high].astype(np.uint64) << LOW, frequencies) | stored
        joined = np.delete(joined, np.searchsorted(joined, removed))
        return np.insert(joined, np.searchsorted(joined, added), added).astype(np.uint32)

    def whole(self) -> Lists:
        """The same lists without a patch."""
        steps = range(0, len(self.keys), max(1, AT_ONCE * len(self.keys) // max(1, int(self.base_starts[-1]))))
        parts = [self.postings(first, last) for first, last in pairwise([*steps, len(self.keys)])]
        postings = np.concatenate(parts) if parts else np.empty(0, np.uint32)
        return Lists(
            keys=self.keys, frequencies=self.frequencies, topical=self.topical, sums=self.sums, stored=postings
        )


AnyLists = Lists | PatchedLists


class Excerpt:
    """The postings of some neighbouring lists, read when they are asked for; to other processes they go as they are."""

    def __init__(self, lists: AnyLists, first: int, last: int) -> None:
        """Those from one ordinal to before another."""
        self._source = lists, first, last

    @cached_property
    def postings(self) -> U32:
        """All of them.

        Raises:
            DamagedCacheError: What lies on disk is not what was written.
        """
        lists, first, last = self._source
        return lists.postings(first, last)

    def __reduce__(self) -> tuple[type[ReadExcerpt], tuple[U32]]:
        return ReadExcerpt, (self.postings,)


class ReadExcerpt(Struct, frozen=True):
    """An excerpt in another process."""

    postings: U32


def with_function_character(keys: U32) -> npt.NDArray[np.bool_]:
    """Which pairs have a function character."""
    functional = np.zeros(65536, np.bool_)
    functional[[ord(character) for character in FUNCTION_CHARACTERS]] = True
    found: npt.NDArray[np.bool_] = functional[keys >> np.uint32(16)] | functional[keys & np.uint32(0xFFFF)]
    return found
