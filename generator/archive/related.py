"""The same problem, other places: which cases stand nearest to each case, and why.

Nothing but the case itself is left out beforehand. What two cases share counts the more, the fewer others share it;
of two that are equally near, the one from elsewhere comes first, since a neighbour's answer is known anyway.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from generator.archive.archive import Archive
from generator.archive.model import Case
from generator.archive.traces import Trace

Key = TypeVar("Key", bound=Hashable)

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
    found: dict[str, tuple[Relation, ...]] = {}
    for index, case in enumerate(cases):
        others, scores = properties.nearest(index)
        same_county = (counties[others] == counties[index]) & (counties[index] >= 0)
        same_place = (places[others] == places[index]) & (places[index] >= 0)
        scores *= np.where(same_place, SAME_PLACE, np.where(same_county, SAME_COUNTY, 1.0))
        scores = np.round(scores, 3)
        near = (scores >= LEAST) & (others != index)
        others, scores = others[near], scores[near]
        if len(scores) > limit:
            best = scores >= np.partition(scores, -limit)[-limit]
            others, scores = others[best], scores[best]
        order = np.lexsort((others, -scores))[:limit]
        found[case.number] = tuple(
            _relation(case, cases[other], score)
            for other, score in zip(others[order].tolist(), scores[order].tolist(), strict=True)
        )
    return found


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
        self._own: list[list[tuple[int, float]]] = [[] for _ in range(case_count)]
        self._main: list[int | None] = [None] * case_count
        self._holders: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = []
        self._dense: dict[int, NDArray[np.float64]] = {}
        self._sums = np.zeros(case_count)
        self._marks = np.zeros(case_count, dtype=np.bool_)

    def add(self, held: Sequence[Mapping[Key, float]], factor: float, *, main: bool = False) -> None:
        """Add a kind of property: for each case its properties and their weights.

        Args:
            held: By position of the case.
            factor: What the kind weighs.
            main: Whether the rarest of these leads to other cases however many have it.
        """
        members: dict[Key, list[tuple[int, float]]] = {}
        for index, entries in enumerate(held):
            for key, weight in entries.items():
                members.setdefault(key, []).append((index, weight))
        for holding in members.values():
            number = len(self._holders)
            own = math.sqrt(factor * _rarity(len(holding), self._count))
            positions = np.array([index for index, _ in holding], dtype=np.int64)
            weights = np.array([weight * own for _, weight in holding])
            self._holders.append((positions, weights))
            if len(holding) > COMMON:
                self._dense[number] = np.zeros(self._count)
                self._dense[number][positions] = weights
            for index, weight in holding:
                self._own[index].append((number, weight * own))
                leading = self._main[index]
                if main and (leading is None or len(holding) < len(self._holders[leading][0])):
                    self._main[index] = number

    def nearest(self, index: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Positions of cases that share something with one case, ascending, and how much."""
        own, main = self._own[index], self._main[index]
        leading = [self._holders[held][0] for held, _ in own if held not in self._dense or held == main]
        if not leading:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        self._marks[:] = False
        for positions in leading:
            self._marks[positions] = True
        others = np.flatnonzero(self._marks)
        for held, weight in own:
            if held in self._dense:
                self._sums[others] += weight * self._dense[held][others]
            else:
                positions, weights = self._holders[held]
                self._sums[positions] += weight * weights
        scores = self._sums[others]
        self._sums[others] = 0.0
        return others, scores


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
    pairs, counts = np.unique(np.concatenate(arrays) if arrays else np.zeros(0, dtype="<u4"), return_counts=True)
    telling = (counts > 1) & (counts <= max(2.0, COMMON_TOPIC * total))
    rarity_of = {
        pair: _rarity(count, total)
        for pair, count in zip(pairs[telling].tolist(), counts[telling].tolist(), strict=True)
    }
    held: list[dict[int, float]] = []
    for array in arrays:
        known = [(-rarity_of[pair], pair) for pair in array.tolist() if pair in rarity_of]
        chosen = {pair: -rarity for rarity, pair in sorted(known)[:TOPICS]}
        length = math.sqrt(sum(weight * weight for weight in chosen.values())) or 1.0
        held.append({pair: weight / length for pair, weight in chosen.items()})
    properties.add(held, TEXT)


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


def _relation(case: Case, other: Case, score: float) -> Relation:
    measures = dict.fromkeys(figure.measure for figure in case.figures if figure.measure is not None)
    theirs = {figure.measure for figure in other.figures}
    return Relation(
        number=other.number,
        score=score,
        themes=tuple(theme for theme in case.themes if theme in other.themes),
        methods=tuple(method for method in case.methods if method in other.methods),
        measures=tuple(measure for measure in measures if measure in theirs),
    )
