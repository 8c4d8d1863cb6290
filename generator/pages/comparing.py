"""Which figures of a place stand beside those of others: chosen once for an archive, whatever the language."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.archive.archive import Archive, Comparable, place_of
from generator.archive.model import Case

MAX_MEASURES = 6
MAX_HERE = 3
MAX_OTHERS = 6
"""Of one measure: what can be taken in at a glance."""
MAX_THEME_MEASURES = 4
MAX_PLACES = 8
"""Of a theme, whose figures are not the main thing on its page."""


class SideBySide(Struct, frozen=True, kw_only=True):
    """One measure in one place and in others."""

    measure: str
    here: tuple[Comparable, ...]
    """Of the place itself, else of places in it; the newest first. At least one, at most `MAX_HERE`."""
    others: tuple[Comparable, ...]
    """One of each neighbour, in the order of the vocabulary. At least one, at most `MAX_OTHERS`."""


class Comparisons(Struct, frozen=True, kw_only=True):
    """What a place can be compared by."""

    shown: tuple[SideBySide, ...]
    """The measures that most neighbours give and, among these, the newest; at most `MAX_MEASURES`."""
    measure_count: int
    """Measures that could be shown."""


class Comparer:
    """Chooses the figures; one for all languages, since each choice is made once and kept."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._measures: dict[str, list[str]] = {}
        for measure, regions in archive.by_measure.items():
            for region in regions:
                self._measures.setdefault(region, []).append(measure)
        self._of: dict[str, Comparisons] = {}
        self._best: dict[tuple[str, str], tuple[Comparable, ...]] = {}

    def of(self, region: str) -> Comparisons:
        """The figures of a region beside those of its neighbours: what lies directly in the same place."""
        if region not in self._of:
            self._of[region] = self._choose(region)
        return self._of[region]

    def _choose(self, region: str) -> Comparisons:
        found = [beside for measure in self._measures.get(region, ()) if (beside := self._beside(measure, region))]
        found.sort(key=lambda beside: (-len(beside.others), -max(_year(row) for row in beside.here)))
        return Comparisons(shown=tuple(found[:MAX_MEASURES]), measure_count=len(found))

    def _beside(self, measure: str, region: str) -> SideBySide | None:
        """`None` where no neighbour gives the measure."""
        vocabulary = self._archive.vocabulary
        siblings = vocabulary.region_children[vocabulary.regions[region].parent]
        others = [
            (place, best[0])
            for place, other in enumerate(siblings)
            if other != region and (best := self._newest(measure, other))
        ]
        if not others:
            return None
        # Of many, those of the same level as the place itself, then the newest.
        others.sort(key=lambda entry: (entry[1].place not in siblings, -_year(entry[1]), entry[0]))
        kept = tuple(row for _, row in sorted(others[:MAX_OTHERS], key=lambda entry: entry[0]))
        return SideBySide(measure=measure, here=self._newest(measure, region)[:MAX_HERE], others=kept)

    def _newest(self, measure: str, region: str) -> tuple[Comparable, ...]:
        """The figures of a region, its own before those of places in it, then the newest, then by case number."""
        place = (measure, region)
        if place not in self._best:
            rows = self._archive.by_measure[measure].get(region, ())
            self._best[place] = tuple(sorted(rows, key=lambda row: (row.place != region, _rank(row)))[:MAX_HERE])
        return self._best[place]


def figures_of(cases: Iterable[Case]) -> tuple[tuple[str, tuple[Comparable, ...]], ...]:
    """Measures that several places give in these cases, with one figure of each place.

    Returns:
        (measure, figures): the measures that most places give first; the newest figure of a place, places by id. It
        depends on the cases alone.
    """
    newest: dict[str, dict[str, Comparable]] = {}
    for case in cases:
        for figure in case.figures:
            place = place_of(figure, case)
            if figure.measure is None or place is None:
                continue
            row = Comparable(case=case, figure=figure, place=place)
            rows = newest.setdefault(figure.measure, {})
            if place not in rows or _rank(row) < _rank(rows[place]):
                rows[place] = row
    several = sorted((-len(rows), measure) for measure, rows in newest.items() if len(rows) > 1)
    found = []
    for _, measure in several[:MAX_THEME_MEASURES]:
        kept = sorted(newest[measure].values(), key=_rank)[:MAX_PLACES]
        found.append((measure, tuple(sorted(kept, key=lambda row: row.place))))
    return tuple(found)


def _rank(row: Comparable) -> tuple[int, int]:
    """The newest first, then by case number."""
    return -_year(row), row.case.serial


def _year(row: Comparable) -> int:
    """The last year that the figure's case may be of; 0 where nothing is known."""
    return row.case.years[-1] if row.case.years else 0
