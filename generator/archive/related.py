"""The same problem, other places: which cases stand nearest to each case.

What two cases share counts the more, the fewer others share it; of two that are equally near, the one from elsewhere
comes first, since a neighbour's answer is known anyway. A case is compared with all that share something uncommon with
it, or its rarest theme; what very many have only adds to the scores.

`update` does this for what an edit touched: the vectors that changed, and the cases that had or now get one of these
among their nearest. It gives what `relations` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct

from generator.archive.archive import Archive
from generator.archive.model import Case
from generator.archive.properties import COMMON, Integers, Numbers, Prints, Vectors, vectors_of
from generator.archive.traces import Trace
from generator.workers import run_all

LIMIT = 5
"""Relations of one case that are kept."""
LEAST = 0.35
"""Score below which nothing is shown: less than one common theme of middling rarity in the last place of both lists."""

SAME_PLACE = 0.6
SAME_COUNTY = 0.8
"""By what the score is multiplied where the other case is from the same place, or the same banner, county or district."""

PART = 0.1
"""Of an archive: with more changed vectors than this, all cases are compared anew."""

_ROUNDED = 0.001
"""Scores nearer than this may be the same once rounded."""
_BLOCK = 32
"""Cases whose sums are made at once: a few megabytes in archives of any size."""

COUNTY_KINDS = frozenset({"county", "zone"})


class Relations(Struct, frozen=True, kw_only=True):
    """The nearest other cases of each case."""

    near: Mapping[str, tuple[str, ...]]
    """By number: numbers of others, best first; ties by number."""
    last: Mapping[str, float]
    """The score of the last of them where there is no room for more, else the least that is shown."""
    prints: Mapping[str, int]
    """A hash of all that the scores of a case depend on, on its side."""


def relations(archive: Archive, traces: Iterable[Trace], jobs: int = 1) -> Relations:
    """Compare all cases of an archive.

    Args:
        archive: The published cases.
        traces: Of these cases at least; a case without one is compared by what its front matter says.
        jobs: Processes.
    """
    return update(None, archive, traces, jobs)


def update(before: Relations | None, archive: Archive, traces: Iterable[Trace], jobs: int = 1) -> Relations:
    """Compare only the cases of an archive whose nearest may be others than `before`, where that is given."""
    cases = archive.by_serial
    numbers = [case.number for case in cases]
    trace_of = {trace.number: trace for trace in traces}
    topics = [trace_of[number].topics if number in trace_of else b"" for number in numbers]
    scores = _Scores(archive, cases, vectors_of(archive, cases, topics))
    prints = dict(zip(numbers, scores.prints.tolist(), strict=True))
    wanted: Sequence[int] = range(len(cases))
    near: dict[str, tuple[str, ...]] = {}
    last: dict[str, float] = {}
    if before is not None:
        near = {number: before.near[number] for number in numbers if number in before.near}
        last = {number: before.last[number] for number in near}
        wanted = _touched(before, prints, numbers, scores)
    blocks = [wanted[begin : begin + _BLOCK] for begin in range(0, len(wanted), _BLOCK)]
    for rows in run_all(_Scores.rows, blocks, make=_Scores.itself, args=(scores,), jobs=jobs, chunk=8):
        for index, others, reached in rows:
            near[numbers[index]] = tuple([numbers[other] for other in others])
            last[numbers[index]] = reached[-1] if len(reached) == LIMIT else LEAST
    return Relations(near=near, last=last, prints=prints)


def _touched(before: Relations, prints: Mapping[str, int], numbers: Sequence[str], scores: _Scores) -> Sequence[int]:
    """Positions of the cases whose nearest may be others than before."""
    changed = [index for index, number in enumerate(numbers) if before.prints.get(number) != prints[number]]
    if len(changed) > max(LIMIT, PART * len(numbers)):
        return range(len(numbers))
    moved = {numbers[index] for index in changed} | (before.prints.keys() - prints.keys())
    touched = {index for index, number in enumerate(numbers) if not moved.isdisjoint(before.near.get(number, ()))}
    floors = np.array([before.last.get(number, LEAST) for number in numbers])
    for index in changed:
        touched.add(index)
        touched.update(np.flatnonzero(scores.with_all(index) >= floors).tolist())
    return sorted(touched)


class _Scores:
    """How near the cases are to each other."""

    def __init__(self, archive: Archive, cases: Sequence[Case], vectors: Vectors) -> None:
        self._vectors = vectors
        self._count = vectors.count
        self._places, self._counties = _places(archive, cases)
        self._starts = np.searchsorted(vectors.owners, np.arange(self._count + 1))
        by_key = np.argsort(vectors.keys, kind="stable")
        self._holder, self._held = vectors.owners[by_key], vectors.weights[by_key]
        holders = np.bincount(vectors.keys)
        self._key_starts = np.r_[0, np.cumsum(holders)]
        common = np.flatnonzero(holders[vectors.keys] > COMMON)
        self._common_keys, self._common_weights = vectors.keys[common], vectors.weights[common]
        self._common_starts = np.searchsorted(vectors.owners[common], np.arange(self._count + 1))
        self._row = np.zeros(len(holders))

    @cached_property
    def prints(self) -> Prints:
        """Of each case, of its vector and its place; they tell those that have to be compared again."""
        place = (self._places.astype(np.uint64) << np.uint64(32)) ^ self._counties.astype(np.uint64)
        return self._vectors.prints ^ (place * np.uint64(0x9E3779B97F4A7C15))

    @cached_property
    def _most(self) -> Numbers:
        """Of each case, what all that does not lead to others can add to a score at most."""
        vectors = self._vectors
        heaviest = np.maximum.reduceat(self._held, self._key_starts[:-1]) if len(self._held) else self._held
        added = np.where(vectors.leads, 0.0, vectors.weights * heaviest[vectors.keys])
        return np.asarray(np.bincount(vectors.owners, added, self._count), dtype=np.float64)

    def itself(self) -> _Scores:
        """For processes, which begin with what they need."""
        return self

    def rows(self, block: Sequence[int]) -> list[tuple[int, list[int], list[float]]]:
        """For each case of a block: itself, the nearest others, best first, and their scores."""
        rows = []
        for index, sums in zip(block, self._leading(block), strict=True):
            sums[index] = 0.0
            rows.append((index, *self._nearest(index, sums)))
        return rows

    def _nearest(self, index: int, sums: Numbers) -> tuple[list[int], list[float]]:
        others = np.flatnonzero(sums > LEAST - _ROUNDED)
        rest = self._most[index]
        if rest:  # nothing else can come among the best that common properties do not lift above these
            floor = LEAST
            if len(others) > LIMIT:
                surely = sums[others] * self._factors(index, others)
                floor = float(np.partition(surely, -LIMIT)[-LIMIT])
            others = np.flatnonzero(sums > max(floor - _ROUNDED - rest, 0.0))
        scores = sums[others]
        if rest:
            scores = scores + self._common(index, others)
        scores = np.round(scores * self._factors(index, others), 3)
        near = scores >= LEAST
        others, scores = others[near], scores[near]
        if len(scores) > LIMIT:
            best = scores >= np.partition(scores, -LIMIT)[-LIMIT]
            others, scores = others[best], scores[best]
        order = np.lexsort((others, -scores))[:LIMIT]
        return others[order].tolist(), scores[order].tolist()

    def with_all(self, index: int) -> Numbers:
        """The score of a case with every other; 0 with itself."""
        mine = slice(self._starts[index], self._starts[index + 1])
        keys, weights = self._vectors.keys[mine], self._vectors.weights[mine]
        lengths = self._key_starts[keys + 1] - self._key_starts[keys]
        at = _ranges(self._key_starts[keys], lengths)
        sums = np.bincount(self._holder[at], np.repeat(weights, lengths) * self._held[at], self._count)
        sums[index] = 0.0
        return np.asarray(np.round(sums * self._factors(index, np.arange(self._count)), 3))

    def _leading(self, block: Sequence[int]) -> Numbers:
        """For some cases, what each has in common with every case by way of what leads to others."""
        vectors, size = self._vectors, len(block)
        chosen = np.asarray(block)
        lengths = self._starts[chosen + 1] - self._starts[chosen]
        entries = _ranges(self._starts[chosen], lengths)
        rows = np.repeat(np.arange(size), lengths)
        leads = vectors.leads[entries]
        entries, rows = entries[leads], rows[leads]
        keys = vectors.keys[entries]
        lengths = self._key_starts[keys + 1] - self._key_starts[keys]
        at = _ranges(self._key_starts[keys], lengths)
        places = np.repeat(rows * self._count, lengths) + self._holder[at]
        shares = np.repeat(vectors.weights[entries], lengths) * self._held[at]
        return np.asarray(np.bincount(places, shares, size * self._count), dtype=np.float64).reshape(size, self._count)

    def _common(self, index: int, others: Integers) -> Numbers:
        """What the properties of a case that lead to no others add to its scores with these."""
        vectors = self._vectors
        mine = slice(self._starts[index], self._starts[index + 1])
        common = vectors.keys[mine][~vectors.leads[mine]]
        self._row[common] = vectors.weights[mine][~vectors.leads[mine]]
        lengths = self._common_starts[others + 1] - self._common_starts[others]
        theirs = _ranges(self._common_starts[others], lengths)
        shares = self._row[self._common_keys[theirs]] * self._common_weights[theirs]
        self._row[common] = 0.0
        return np.asarray(np.bincount(np.repeat(np.arange(len(others)), lengths), shares, len(others)))

    def _factors(self, index: int, others: Integers) -> Numbers:
        """By what scores are multiplied, since some are from the same place."""
        place, county = self._places[index], self._counties[index]
        same_county = (self._counties[others] == county) & (county >= 0)
        same_place = (self._places[others] == place) & (place >= 0)
        return np.where(same_place, SAME_PLACE, np.where(same_county, SAME_COUNTY, 1.0))


def _ranges(starts: Integers, lengths: Integers) -> Integers:
    """The numbers from each start on, so many as its length says, one after another."""
    ends = np.cumsum(lengths)
    within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    return np.asarray(np.repeat(starts, lengths) + within)


def _places(archive: Archive, cases: Sequence[Case]) -> tuple[Integers, Integers]:
    """For each case a number for its first region and one for that region's county, by their ids; -1 for none."""
    vocabulary = archive.vocabulary
    number_of = {region: number for number, region in enumerate(vocabulary.regions)}
    county_of: dict[str, int] = {}
    for region in dict.fromkeys(case.regions[0].region for case in cases if case.regions):
        above = [step.id for step in vocabulary.region_path(region) if step.kind in COUNTY_KINDS]
        county_of[region] = number_of[above[-1]] if above else -1
    first = [case.regions[0].region if case.regions else None for case in cases]
    places = [number_of[region] if region is not None else -1 for region in first]
    counties = [county_of[region] if region is not None else -1 for region in first]
    return np.array(places, dtype=np.int64), np.array(counties, dtype=np.int64)
