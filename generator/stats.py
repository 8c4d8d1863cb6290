"""What the archive holds, counted: by type, region, theme, year and language; one region over time; one measure in many
places. Pure: an archive in, frozen tables out.

Figures are put beside each other and never added up or ranked: each row says its unit, its as-of (or that it is unknown)
and its place with its level, rows of different units stand in tables of their own, and a table says what its rows do
not have in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from generator.archive.archive import Archive, place_of
from generator.archive.model import Case, Figure, Qualifier, RegionKind, Text


class Count(Struct, frozen=True, kw_only=True):
    """Cases with one property."""

    id: str
    name: Text
    count: int
    depth: int = 0
    """Levels above it in the tree that is counted; 0 at the top."""


class YearCount(Struct, frozen=True, kw_only=True):
    """Cases of one year; a case of several years counts in each."""

    year: int | None
    """`None`: not even the year can be inferred."""
    count: int
    inferred: int
    """Of these, so many are placed by evidence in their text, not by a date of the source."""


class LanguageCount(Struct, frozen=True, kw_only=True):
    """Cases that can be read in one language."""

    language: str
    count: int
    share: Decimal
    """Of all published cases, in percent with one digit after the point; 0 in an empty archive."""


class ArchiveStats(Struct, frozen=True, kw_only=True):
    """The whole archive. Only published cases count."""

    total: int
    types: tuple[Count, ...]
    """In the order of the settings, also those without a case."""
    regions: tuple[Count, ...]
    """From the top of the tree down, in the order of the vocabulary; only those with cases, all below rolled up."""
    themes: tuple[Count, ...]
    """Groups, each with its themes below it, in the order of the vocabulary, also those without a case."""
    years: tuple[YearCount, ...]
    """Oldest first, unknown last."""
    languages: tuple[LanguageCount, ...]
    methods: int
    """Named methods that a case uses."""
    figures: int


class Span(Struct, frozen=True, kw_only=True):
    """When a case is set: the years it may lie in, oldest first; none where nothing is known."""

    years: tuple[int, ...]
    inferred: bool


class HistoryEntry(Struct, frozen=True, kw_only=True):
    """A case in the history of a region."""

    number: str
    title: Text
    span: Span
    themes: tuple[Text, ...]
    methods: tuple[Text, ...]


class FigureRow(Struct, frozen=True, kw_only=True):
    """A figure as it may stand beside others."""

    place: str
    place_name: Text
    level: RegionKind
    label: Text
    value: Decimal
    qualifier: Qualifier | None
    unit: Text
    scale: Mapping[str, int]
    """By what the value is multiplied in a language whose unit is smaller (万元, yuan); 1 where it is left out."""
    as_of: str | None
    """A date or the source's own words; `None`: unknown."""
    span: Span
    """Of the case, which is not the as-of of the figure."""
    number: str
    """Of the case."""


class FigureTable(Struct, frozen=True, kw_only=True):
    """Figures of one measure and one unit, by place in the order of the vocabulary, then by case number."""

    unit: Text
    rows: tuple[FigureRow, ...]

    @property
    def as_of_differs(self) -> bool:
        """Whether any as-of is unknown, or two differ: then the rows are not of one time."""
        dates = {row.as_of for row in self.rows}
        return None in dates or len(dates) > 1

    @property
    def level_differs(self) -> bool:
        """Whether places of several levels stand beside each other, a district beside a community."""
        return len({row.level for row in self.rows}) > 1


class Comparison(Struct, frozen=True, kw_only=True):
    """One measure in all places that give it."""

    measure: str
    name: Text
    definition: Text
    tables: tuple[FigureTable, ...]
    """One for each unit; the unit with most figures first."""


class RegionHistory(Struct, frozen=True, kw_only=True):
    """One region, and all that lies in it, over the years."""

    region: str
    name: Text
    entries: tuple[HistoryEntry, ...]
    """By the first year, then by number; those without a year last."""
    measures: tuple[Comparison, ...]
    """Measures of these cases, in the order of the vocabulary; only figures that hold in the region."""


def archive_stats(archive: Archive, type_names: Mapping[str, Text], languages: Iterable[str]) -> ArchiveStats:
    """Count the archive.

    Args:
        archive: The published cases.
        type_names: Id → name of each type, in the order of lists.
        languages: Codes, the default first.
    """
    total = len(archive.cases)
    readable = [(language, sum(language in case.articles for case in archive.cases)) for language in languages]
    return ArchiveStats(
        total=total,
        types=tuple(
            Count(id=type_id, name=name, count=len(archive.by_type.get(type_id, ())))
            for type_id, name in type_names.items()
        ),
        regions=tuple(_region_counts(archive, None, 0)),
        themes=tuple(_theme_counts(archive, None, 0)),
        years=_year_counts(archive),
        languages=tuple(
            LanguageCount(
                language=language,
                count=count,
                share=round(Decimal(100 * count) / total, 1) if total else Decimal(0),
            )
            for language, count in readable
        ),
        methods=len(archive.by_method),
        figures=sum(len(case.figures) for case in archive.cases),
    )


def region_history(archive: Archive, region: str) -> RegionHistory:
    """What is known of a region from year to year.

    Args:
        archive: The published cases.
        region: Id of a region of the vocabulary; without cases its history is empty.
    """
    vocabulary = archive.vocabulary
    cases = sorted(archive.by_region.get(region, ()), key=lambda case: (case.years[:1] or (9999,), case.serial))
    inside = _is_inside(archive, region)
    used = {figure.measure for case in cases for figure in case.figures}
    return RegionHistory(
        region=region,
        name=vocabulary.regions[region].name,
        entries=tuple(
            HistoryEntry(
                number=case.number,
                title={language: article.title for language, article in case.articles.items()},
                span=_span(case),
                themes=tuple(vocabulary.themes[theme].name for theme in case.themes),
                methods=tuple(vocabulary.methods[method].name for method in case.methods),
            )
            for case in cases
        ),
        measures=tuple(
            found
            for measure in vocabulary.measures
            if measure in used and (found := _comparison(archive, measure, cases, inside)).tables
        ),
    )


def comparison(archive: Archive, measure: str, region: str | None = None) -> Comparison:
    """One measure beside itself in all places, or in those that lie in one region.

    Args:
        archive: The published cases.
        measure: Id of a measure of the vocabulary.
        region: Id of a region.
    """
    inside = _is_inside(archive, region) if region is not None else lambda place: True
    return _comparison(archive, measure, archive.by_serial, inside)


def _comparison(archive: Archive, measure: str, cases: Iterable[Case], holds: Callable[[str], bool]) -> Comparison:
    entry = archive.vocabulary.measures[measure]
    order = {region: place for place, region in enumerate(archive.vocabulary.regions)}
    groups: dict[tuple[tuple[str, str], ...], list[FigureRow]] = {}
    for case in sorted(cases, key=lambda case: case.serial):
        for figure in case.figures:
            place = place_of(figure, case)
            if figure.measure == measure and place is not None and holds(place):
                unit = next(iter(figure.unit.items()), ("", ""))
                groups.setdefault((unit,), []).append(_row(archive, case, figure, place))
    tables = [
        FigureTable(unit=rows[0].unit, rows=tuple(sorted(rows, key=lambda row: (order[row.place], row.number))))
        for _, rows in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    ]
    return Comparison(measure=measure, name=entry.name, definition=entry.definition, tables=tuple(tables))


def _row(archive: Archive, case: Case, figure: Figure, place: str) -> FigureRow:
    region = archive.vocabulary.regions[place]
    return FigureRow(
        place=place,
        place_name=region.name,
        level=region.kind,
        label=figure.label,
        value=figure.value,
        qualifier=figure.qualifier,
        unit=figure.unit,
        scale=figure.scale,
        as_of=figure.as_of,
        span=_span(case),
        number=case.number,
    )


def _span(case: Case) -> Span:
    return Span(years=case.years, inferred=case.period is not None)


def _is_inside(archive: Archive, region: str) -> Callable[[str], bool]:
    return lambda place: any(step.id == region for step in archive.vocabulary.region_path(place))


def _region_counts(archive: Archive, parent: str | None, depth: int) -> Iterator[Count]:
    for region in archive.vocabulary.region_children.get(parent, ()):
        if cases := archive.by_region.get(region):
            yield Count(id=region, name=archive.vocabulary.regions[region].name, count=len(cases), depth=depth)
            yield from _region_counts(archive, region, depth + 1)


def _theme_counts(archive: Archive, parent: str | None, depth: int) -> Iterator[Count]:
    for theme in archive.vocabulary.theme_children.get(parent, ()):
        count = len(archive.by_theme.get(theme, ()))
        yield Count(id=theme, name=archive.vocabulary.themes[theme].name, count=count, depth=depth)
        yield from _theme_counts(archive, theme, depth + 1)


def _year_counts(archive: Archive) -> tuple[YearCount, ...]:
    counts = [
        YearCount(year=year, count=len(cases), inferred=sum(case.period is not None for case in cases))
        for year, cases in sorted(archive.by_year.items())
    ]
    if archive.undated:
        counts.append(YearCount(year=None, count=len(archive.undated), inferred=0))
    return tuple(counts)
