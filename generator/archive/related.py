"""The same problem, other places: which cases stand nearest to each case, and why.

Nothing but the case itself is left out beforehand. What two cases share counts the more, the fewer others share it;
of two that are equally near, the one from elsewhere comes first, since a neighbour's answer is known anyway.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from generator.archive.archive import Archive
from generator.archive.model import Case
from generator.archive.traces import Trace

_Integers: TypeAlias = NDArray[np.int64]
_Numbers: TypeAlias = NDArray[np.float64]

LIMIT = 5
"""Relations of one case that are kept."""
LEAST = 0.35
"""Score below which nothing is shown: less than one common theme of middling rarity in the last place of both lists."""

THEME = 1.0
THEME_PLACES = (1.0, 0.7, 0.5, 0.4)
"""What a theme weighs by its place in the list of a case: writers put the most telling first."""
GROUP = 0.2
"""What the same group of themes weighs, where the themes differ."""
METHOD = 0.8
MEASURE = 0.3
TEXT = 1.5
"""What two texts weigh that say all the same words again and again; real pairs have some 0.05 to 0.3 of it."""
TOPICS = 40
"""The rarest repeated pairs of characters of a case, by which its text is known."""
COMMON_TOPIC = 0.25
"""A pair of characters in more texts than this part of the archive says nothing."""

COMMON = 500
"""Cases that have a property, beyond which it no longer leads from one to another by itself: enough to choose from."""

SAME_PLACE = 0.6
SAME_COUNTY = 0.8
"""By what the score is multiplied where the other case is from the same place, or the same banner, county or district."""

_ROUNDED = 0.001
"""Scores nearer than this may be the same once rounded."""
_BLOCK = 32
"""Cases whose sums are made at once: a few megabytes in archives of any size."""

COUNTY_KINDS = frozenset({"county", "zone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A case that is near another one."""

    number: str
    score: float
    """Rounded to a thousandth, so that it is the same on every machine."""
    themes: tuple[str, ...]
    """Ids that both have, in the order of the case whose relation it is; so below."""
    methods: tuple[str, ...]
    measures: tuple[str, ...]


def relations(archive: Archive, traces: Iterable[Trace], limit: int = LIMIT) -> Mapping[str, tuple[Relation, ...]]:
    """Number → the nearest other cases, best first; ties by number.

    Args:
        archive: The published cases.
        traces: Of these cases at least; a case without one is compared by what its front matter says.
        limit: How many are kept of each.
    """
    cases = archive.by_serial
    trace_of = {trace.number: trace for trace in traces}
    properties = _Properties(len(cases))
    _add_front_matter(properties, archive, cases)
    _add_topics(properties, [trace_of.get(case.number) for case in cases])
    places, counties = _places(archive, cases)
    measures = [tuple(dict.fromkeys(f.measure for f in case.figures if f.measure is not None)) for case in cases]
    found: dict[str, tuple[Relation, ...]] = {}
    for index, (sums, rest) in enumerate(properties.sums()):
        others = np.flatnonzero(sums > LEAST - _ROUNDED)
        if rest:  # nothing else can come among the best that common properties do not lift above these
            floor = LEAST
            if len(others) > limit:
                surely = sums[others] * _factors(places, counties, index, others)
                floor = float(np.partition(surely, -limit)[-limit])
            others = np.flatnonzero(sums > max(floor - _ROUNDED - rest, 0.0))
        scores, factors = sums[others], _factors(places, counties, index, others)
        scores = np.round((scores + properties.common(index, others)) * factors, 3)
        near = scores >= LEAST
        others, scores = others[near], scores[near]
        if len(scores) > limit:
            best = scores >= np.partition(scores, -limit)[-limit]
            others, scores = others[best], scores[best]
        order = np.lexsort((others, -scores))[:limit]
        case = cases[index]
        found[case.number] = tuple(
            _relation(case, cases[other], score, measures[index], measures[other])
            for other, score in zip(others[order].tolist(), scores[order].tolist(), strict=True)
        )
    return found


def _factors(places: _Integers, counties: _Integers, index: int, others: _Integers) -> _Numbers:
    """By what scores are multiplied, since some are from the same place."""
    same_county = (counties[others] == counties[index]) & (counties[index] >= 0)
    same_place = (places[others] == places[index]) & (places[index] >= 0)
    return np.where(same_place, SAME_PLACE, np.where(same_county, SAME_COUNTY, 1.0))


def relation_digest(archive: Archive, traces: Iterable[Trace]) -> bytes:
    """Of all that relations depend on: the same, so are they."""
    topics_of = {trace.number: trace.topics for trace in traces}
    vocabulary = archive.vocabulary
    state = hashlib.blake2b(digest_size=16)
    for case in archive.by_serial:
        places = [region.id for region in vocabulary.region_path(case.regions[0].region)] if case.regions else []
        measures = [figure.measure for figure in case.figures if figure.measure is not None]
        state.update(repr((case.number, case.themes, case.methods, places, measures)).encode())
        state.update(topics_of.get(case.number, b"-"))
    parents = [(theme.id, theme.parent) for theme in vocabulary.themes.values()]
    kinds = [(region.id, region.kind) for region in vocabulary.regions.values()]
    state.update(repr((parents, kinds)).encode())
    return state.digest()


class _Properties:
    """What cases have, each property with a weight in each case that has it.

    A property weighs by its rarity too: 1 in one of very many cases, near 0 in all. In large archives a case is
    compared with those that share something uncommon or its rarest theme; what all have only adds to their scores.
    """

    def __init__(self, case_count: int) -> None:
        self._count = case_count
        self._kinds: list[tuple[_Integers, _Integers, _Numbers]] = []
        """Case, number of the property, weight."""
        self._holders: list[_Integers] = []
        """How many cases have each property, by its number."""
        self._main = np.full(case_count, -1)
        self._common: list[list[tuple[_Numbers, float]]] = [[] for _ in range(case_count)]
        """Of each case its common properties: what every case has of one, and what this case has."""

    def add(self, held: Sequence[Mapping[str, float]], factor: float, *, main: bool = False) -> None:
        """Add a kind of property: for each case its properties and their weights.

        Args:
            held: By position of the case.
            factor: What the kind weighs.
            main: Whether the rarest of these leads to other cases however many have it.
        """
        names: dict[str, int] = {}
        keys = np.array([names.setdefault(key, len(names)) for entries in held for key in entries], dtype=np.int64)
        owners = np.repeat(np.arange(self._count), [len(entries) for entries in held])
        weights = np.array([weight for entries in held for weight in entries.values()], dtype=np.float64)
        first = sum(map(len, self._holders))
        self.add_numbered(owners, keys, weights, factor)
        if main and len(keys):
            order = np.lexsort((keys, self._holders[-1][keys], owners))
            having, at = np.unique(owners[order], return_index=True)
            self._main[having] = keys[order][at] + first

    def add_numbered(self, owners: _Integers, keys: _Integers, weights: _Numbers, factor: float) -> None:
        """The same, as positions of cases, ascending, numbers of properties from 0, and weights."""
        first = sum(map(len, self._holders))
        holders = np.bincount(keys, minlength=0)
        rarity = np.zeros(self._count + 1)
        for count in np.unique(holders).tolist():
            rarity[count] = math.sqrt(factor * _rarity(count, self._count))
        self._kinds.append((owners, keys + first, weights * rarity[holders[keys]]))
        self._holders.append(holders)

    def sums(self) -> Iterator[tuple[_Numbers, float]]:
        """For each case what it has in common with every case by way of what leads to others (0 with itself), and what
        all its other properties can add to that at most."""
        if not self._kinds:
            return
        owners, keys, weights = map(np.concatenate, zip(*self._kinds, strict=True))
        holders = np.concatenate(self._holders)
        shared = holders[keys] > 1
        owners, keys, weights = owners[shared], keys[shared], weights[shared]
        by_key = np.lexsort((owners, keys))
        holder, held = owners[by_key], weights[by_key]
        starts = np.searchsorted(keys[by_key], np.arange(len(holders)))
        leads = (holders[keys] <= COMMON) | (keys == self._main[owners])
        most = self._keep_common(owners, keys, weights, leads, holders)
        order = np.flatnonzero(leads)[np.lexsort((keys[leads], owners[leads]))]
        owners, keys, weights = owners[order], keys[order], weights[order]
        ends = np.searchsorted(owners, np.arange(self._count + 1))
        for begin in range(0, self._count, _BLOCK):
            size = min(_BLOCK, self._count - begin)
            part = slice(ends[begin], ends[begin + size])
            lengths = holders[keys[part]]
            offsets = starts[keys[part]] - (np.cumsum(lengths) - lengths)
            at = np.arange(lengths.sum()) + np.repeat(offsets, lengths)
            places = np.repeat((owners[part] - begin) * self._count, lengths) + holder[at]
            shares = np.repeat(weights[part], lengths) * held[at]
            sums = np.asarray(np.bincount(places, shares, size * self._count), dtype=np.float64)
            for row, found in enumerate(sums.reshape(size, self._count)):
                found[begin + row] = 0.0
                yield found, most[begin + row]

    def _keep_common(
        self, owners: _Integers, keys: _Integers, weights: _Numbers, leads: NDArray[np.bool_], holders: _Integers
    ) -> list[float]:
        """Keep the properties that lead to no other case; for each case what they can add at most."""
        most = np.zeros(self._count)
        for key in np.flatnonzero(holders > COMMON).tolist():
            here = keys == key
            whole = np.zeros(self._count)
            whole[owners[here]] = weights[here]
            own, theirs = owners[here & ~leads], weights[here & ~leads]
            most[own] += theirs * whole.max()
            for owner, weight in zip(own.tolist(), theirs.tolist(), strict=True):
                self._common[owner].append((whole, weight))
        return most.tolist()

    def common(self, index: int, others: _Integers) -> _Numbers:
        """What the common properties add to the scores of some other cases."""
        sums = np.zeros(len(others))
        for whole, weight in self._common[index]:
            sums += weight * whole[others]
        return sums


def _rarity(holders: int, total: int) -> float:
    """From 1, held by one of very many, down to some 0, held by all."""
    return math.log((total + 1) / (holders + 0.5)) / math.log((total + 1) / 1.5) if total > 1 else 0.0


def _add_front_matter(properties: _Properties, archive: Archive, cases: Sequence[Case]) -> None:
    themes = archive.vocabulary.themes
    properties.add([dict(zip(case.themes, THEME_PLACES, strict=False)) for case in cases], THEME, main=True)
    parents = [dict.fromkeys(themes[theme].parent for theme in case.themes) for case in cases]
    properties.add([{parent: 1.0 for parent in group if parent is not None} for group in parents], GROUP)
    properties.add([dict.fromkeys(case.methods, 1.0) for case in cases], METHOD)
    measures = [dict.fromkeys(figure.measure for figure in case.figures) for case in cases]
    properties.add([{measure: 1.0 for measure in group if measure is not None} for group in measures], MEASURE)


def _add_topics(properties: _Properties, traces: Sequence[Trace | None]) -> None:
    """The rarest pairs of each text that others have too, scaled so that each text is as long as any other."""
    arrays = [trace.topic_array if trace is not None else np.zeros(0, dtype="<u4") for trace in traces]
    total = len(arrays)
    if not total:
        return
    _, keys, counts = np.unique(np.concatenate(arrays), return_inverse=True, return_counts=True)
    owners = np.repeat(np.arange(total), [len(array) for array in arrays])
    telling = ((counts > 1) & (counts <= max(2.0, COMMON_TOPIC * total)))[keys]
    owners, keys = owners[telling], keys[telling]
    rarity_of = np.zeros(total + 1)
    for count in np.unique(counts[counts <= total]).tolist():
        rarity_of[count] = _rarity(count, total)
    rarity = rarity_of[counts[keys]]
    order = np.lexsort((keys, -rarity, owners))
    owners, keys, rarity = owners[order], keys[order], rarity[order]
    chosen = np.arange(len(owners)) - np.searchsorted(owners, np.arange(total))[owners] < TOPICS
    owners, keys, rarity = owners[chosen], keys[chosen], rarity[chosen]
    lengths = np.sqrt(np.bincount(owners, rarity * rarity, total))
    _, firsts, keys = np.unique(keys, return_index=True, return_inverse=True)
    numbers = np.empty_like(firsts)
    numbers[np.argsort(firsts)] = np.arange(len(firsts))  # in the order in which they come
    properties.add_numbered(owners, numbers[keys], rarity / lengths[owners], TEXT)


def _places(archive: Archive, cases: Sequence[Case]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each case a number for its first region and one for that region's county; -1 where it has none."""
    vocabulary = archive.vocabulary
    number_of: dict[str, int] = {}
    places, counties = [], []
    for case in cases:
        place = county = -1
        if case.regions:
            region = case.regions[0].region
            place = number_of.setdefault(region, len(number_of))
            above = [step.id for step in vocabulary.region_path(region) if step.kind in COUNTY_KINDS]
            county = number_of.setdefault(above[-1], len(number_of)) if above else -1
        places.append(place)
        counties.append(county)
    return np.array(places, dtype=np.int64), np.array(counties, dtype=np.int64)


def _relation(case: Case, other: Case, score: float, measures: Sequence[str], theirs: Sequence[str]) -> Relation:
    return Relation(
        number=other.number,
        score=score,
        themes=tuple([theme for theme in case.themes if theme in other.themes]),
        methods=tuple([method for method in case.methods if method in other.methods]),
        measures=tuple([measure for measure in measures if measure in theirs]) if theirs else (),
    )
