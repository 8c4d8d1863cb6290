"""The published archive: all cases with what can be asked of them together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from generator.archive.model import Article, Case, Figure
from generator.archive.vocabulary import Vocabulary

Key = TypeVar("Key", bound=Hashable)


class FreePage(Struct, frozen=True, kw_only=True):
    """A page of `content/pages/`, such as about; articles by language."""

    slug: str
    articles: Mapping[str, Article]


class Comparable(Struct, frozen=True, kw_only=True):
    """A figure that names a measure, with its case and the place where it holds."""

    case: Case
    figure: Figure
    place: str


class Archive(Struct, frozen=True, kw_only=True, dict=True):
    """Published cases, newest first and by number within a day, with the vocabulary that they use.

    A case counts for each of its regions and all that these lie in, for each theme and the theme above it, and for
    each year of its period. All groups keep the order of `cases`.
    """

    cases: tuple[Case, ...]
    vocabulary: Vocabulary
    pages: tuple[FreePage, ...] = ()

    @classmethod
    def of(cls, cases: Iterable[Case], vocabulary: Vocabulary, pages: Iterable[FreePage] = ()) -> Archive:
        """The archive of those cases that are published."""
        published = [case for case in cases if case.status == "published"]
        published.sort(key=lambda case: (-case.published.toordinal(), case.serial))
        return cls(cases=tuple(published), vocabulary=vocabulary, pages=tuple(sorted(pages, key=lambda p: p.slug)))

    def _group(self, keys: Callable[[Case], Iterable[Key]]) -> dict[Key, tuple[Case, ...]]:
        groups: dict[Key, list[Case]] = {}
        for case in self.cases:
            for key in dict.fromkeys(keys(case)):
                groups.setdefault(key, []).append(case)
        return {key: tuple(group) for key, group in groups.items()}

    @cached_property
    def by_number(self) -> Mapping[str, Case]:
        return {case.number: case for case in self.cases}

    @cached_property
    def by_serial(self) -> tuple[Case, ...]:
        """All cases by number, lowest first."""
        return tuple(sorted(self.cases, key=lambda case: case.serial))

    @cached_property
    def place_by_serial(self) -> Mapping[str, int]:
        """Number → place in `by_serial`, from 0."""
        return {case.number: place for place, case in enumerate(self.by_serial)}

    @cached_property
    def by_region(self) -> Mapping[str, tuple[Case, ...]]:
        return self._group(lambda case: self.vocabulary.with_ancestors(entry.region for entry in case.regions))

    @cached_property
    def by_theme(self) -> Mapping[str, tuple[Case, ...]]:
        return self._group(self.themes_of)

    @cached_property
    def by_type(self) -> Mapping[str, tuple[Case, ...]]:
        return self._group(lambda case: (case.type,))

    @cached_property
    def by_method(self) -> Mapping[str, tuple[Case, ...]]:
        return self._group(lambda case: case.methods)

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Case, ...]]:
        return self._group(lambda case: case.years)

    @cached_property
    def by_series(self) -> Mapping[str, tuple[Case, ...]]:
        """Parts of each series in their order; the editor's note, which has no part, first."""
        groups = self._group(lambda case: (case.series,) if case.series else ())
        return {
            series: tuple(sorted(group, key=lambda case: (case.part or 0, case.serial)))
            for series, group in groups.items()
        }

    @cached_property
    def by_measure(self) -> Mapping[str, Mapping[str, tuple[Comparable, ...]]]:
        """Measure → region → figures of places in that region, by case number; measures in the order of the vocabulary.

        A figure counts for its place and for all that the place lies in.
        """
        found: dict[str, dict[str, list[Comparable]]] = {measure: {} for measure in self.vocabulary.measures}
        for case in self.by_serial:
            for figure in case.figures:
                place = place_of(figure, case)
                if figure.measure is None or place is None:
                    continue
                entry = Comparable(case=case, figure=figure, place=place)
                for region in self.vocabulary.region_path(place):
                    found[figure.measure].setdefault(region.id, []).append(entry)
        return {
            measure: {region: tuple(entries) for region, entries in regions.items()}
            for measure, regions in found.items()
            if regions
        }

    @cached_property
    def undated(self) -> tuple[Case, ...]:
        """Cases of which not even the year can be inferred."""
        return tuple(case for case in self.cases if not case.years)

    @cached_property
    def has(self) -> Mapping[str, bool]:
        """Whether any case has regions, themes, methods or a series: less work than to group by them."""
        return {
            "regions": any(case.regions for case in self.cases),
            "themes": any(case.themes for case in self.cases),
            "methods": any(case.methods for case in self.cases),
            "series": any(case.series for case in self.cases),
        }

    def themes_of(self, case: Case) -> tuple[str, ...]:
        """Themes of a case and those above them."""
        themes = self.vocabulary.themes
        above = [parent for theme in case.themes if (parent := themes[theme].parent) is not None]
        return (*case.themes, *above)


def place_of(figure: Figure, case: Case) -> str | None:
    """The region where a figure holds: its own, else the first of its case."""
    return figure.place or (case.regions[0].region if case.regions else None)
