"""The same problem, other places: which cases stand nearest to each case, and why.

Nothing but the case itself is left out beforehand. What two cases share counts the more, the fewer others share it;
of two that are equally near, the one from elsewhere comes first, since a neighbour's answer is known anyway.
"""

from __future__ import annotations

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
    tables = [
        *_tables(archive, cases),
        _topic_table([trace_of.get(case.number) for case in cases]),
    ]
    places, counties = _places(archive, cases)
    found: dict[str, tuple[Relation, ...]] = {}
    for index, case in enumerate(cases):
        scores = np.zeros(len(cases))
        for table in tables:
            table.add(index, scores)
        same_county = (counties == counties[index]) & (counties[index] >= 0)
        same_place = (places == places[index]) & (places[index] >= 0)
        scores *= np.where(same_place, SAME_PLACE, np.where(same_county, SAME_COUNTY, 1.0))
        scores = np.round(scores, 3)
        scores[index] = -1.0
        near = np.flatnonzero(scores >= LEAST)
        best = near[np.lexsort((near, -scores[near]))][:limit]
        found[case.number] = tuple(_relation(case, cases[other], float(scores[other])) for other in best)
    return found


@dataclass(frozen=True, slots=True)
class _Table:
    """Which cases have a property, and with what weight."""

    holders: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]]
    """Property → positions of cases and weights."""
    own: Sequence[Sequence[tuple[int, float]]]
    """Position of a case → its properties and weights."""
    factor: float

    def add(self, index: int, scores: NDArray[np.float64]) -> None:
        """Add what each case shares with the one at `index`."""
        for held, weight in self.own[index]:
            positions, weights = self.holders[held]
            scores[positions] += self.factor * weight * weights


def _table(held: Sequence[Mapping[Key, float]], factor: float) -> _Table:
    """A table of properties; each weighs by its rarity too, from 1 (in one of very many) to near 0 (in all)."""
    number_of: dict[Key, int] = {}
    members: list[list[tuple[int, float]]] = []
    for index, entries in enumerate(held):
        for key, weight in entries.items():
            number = number_of.setdefault(key, len(number_of))
            if number == len(members):
                members.append([])
            members[number].append((index, weight))
    rarity = [math.sqrt(_rarity(len(entries), len(held))) for entries in members]
    own: list[list[tuple[int, float]]] = [[] for _ in held]
    holders = []
    for number, holding in enumerate(members):
        positions = np.array([index for index, _ in holding], dtype=np.int64)
        holders.append((positions, np.array([weight * rarity[number] for _, weight in holding])))
        for index, weight in holding:
            own[index].append((number, weight * rarity[number]))
    return _Table(holders, own, factor)


def _rarity(holders: int, total: int) -> float:
    return math.log((total + 1) / (holders + 0.5)) / math.log((total + 1) / 1.5) if total > 1 else 0.0


def _tables(archive: Archive, cases: Sequence[Case]) -> list[_Table]:
    themes = archive.vocabulary.themes
    own_themes = [dict(zip(case.themes, THEME_PLACES, strict=False)) for case in cases]
    groups = [
        dict.fromkeys((parent for theme in case.themes if (parent := themes[theme].parent) is not None), 1.0)
        for case in cases
    ]
    methods = [dict.fromkeys(case.methods, 1.0) for case in cases]
    measures = [
        dict.fromkeys((figure.measure for figure in case.figures if figure.measure is not None), 1.0) for case in cases
    ]
    return [
        _table(own_themes, THEME),
        _table(groups, GROUP),
        _table(methods, METHOD),
        _table(measures, MEASURE),
    ]


def _topic_table(traces: Sequence[Trace | None]) -> _Table:
    """The rarest pairs of each text that others have too, scaled so that a text is one to itself."""
    arrays = [trace.topic_array if trace is not None else np.zeros(0, dtype="<u4") for trace in traces]
    total = len(arrays)
    pairs, counts = np.unique(np.concatenate(arrays) if arrays else np.zeros(0, dtype="<u4"), return_counts=True)
    told = (counts > 1) & (counts <= max(2.0, COMMON_TOPIC * total))
    pairs, counts = pairs[told], counts[told]
    weight_of = {
        int(pair): _rarity(int(count), total) for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True)
    }
    own: list[list[tuple[int, float]]] = []
    members: dict[int, list[tuple[int, float]]] = {}
    for index, array in enumerate(arrays):
        known = [(weight_of[pair], pair) for pair in array.tolist() if pair in weight_of]
        chosen = sorted(known, key=lambda entry: (-entry[0], entry[1]))[:TOPICS]
        length = math.sqrt(sum(weight * weight for weight, _ in chosen)) or 1.0
        own.append([(pair, weight / length) for weight, pair in chosen])
        for weight, pair in chosen:
            members.setdefault(pair, []).append((index, weight / length))
    number_of = {pair: number for number, pair in enumerate(sorted(members))}
    holders = [
        (
            np.array([index for index, _ in members[pair]], dtype=np.int64),
            np.array([weight for _, weight in members[pair]]),
        )
        for pair in sorted(members)
    ]
    return _Table(holders, [[(number_of[pair], weight) for pair, weight in entries] for entries in own], TEXT)


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
