"""What stands on the pages of lists: all cases, types, regions, themes, years, methods, series."""

from __future__ import annotations

from msgspec import Struct

from generator.pages.views.parts import (
    CaseList,
    Count,
    Link,
    MethodBlock,
    Page,
    PartLink,
    RegionNode,
    SeriesCard,
    ThemeEntry,
    ThemeGroup,
    YearLabel,
)


class CaseIndexPage(Page, frozen=True, kw_only=True):
    """kind `cases`: the list of everything, which the search can filter."""

    number_prefix: str
    """Letters before the number of a case, for lines that the script writes."""
    cases: CaseList
    by_type: tuple[Count, ...]


class TypePage(Page, frozen=True, kw_only=True):
    """kind `type`."""

    name: str
    definition: str
    cases: CaseList


class ComparisonRow(Struct, frozen=True, kw_only=True):
    """A figure of one place, beside the same measure of others; never ranked."""

    region: Link
    level: str
    value: str
    """Number with qualifier."""
    unit: str
    as_of: str
    year: YearLabel
    case: Link
    """Number and address of the case that prints it."""
    here: bool
    """Whether it lies in the region of the page."""


class Comparison(Struct, frozen=True, kw_only=True):
    measure: str
    definition: str
    rows: tuple[ComparisonRow, ...]


class RegionPage(Page, frozen=True, kw_only=True):
    """kind `region`."""

    name: str
    other_names: tuple[Link, ...]
    """The name in the other languages and forms, each with its `lang`; no urls."""
    code: str
    kind_name: str
    path: tuple[Link, ...]
    count: int
    total: int
    children: tuple[RegionNode, ...]
    """Direct children with counts, gaps included, where a page of the archive can say so; deeper levels inside."""
    themes: tuple[Count, ...]
    years: tuple[Count, ...]
    types: tuple[Count, ...]
    comparisons: tuple[Comparison, ...]
    more_measures: Link | None
    """To all measures, where the place could be compared by more than `comparisons` shows."""
    note: str
    cases: CaseList


class RegionIndexPage(Page, frozen=True, kw_only=True):
    """kind `regions`: the whole tree."""

    regions: tuple[RegionNode, ...]
    as_of: str


class ThemePage(Page, frozen=True, kw_only=True):
    """kind `theme`."""

    name: str
    question: str
    definition: str
    group: Link | None
    """The theme above it."""
    children: tuple[ThemeEntry, ...]
    aliases: str
    places: tuple[Count, ...]
    """Those with most cases, of `place_count`."""
    place_count: int
    methods: tuple[Count, ...]
    """Those with most cases, of `method_count`."""
    method_count: int
    figures: tuple[Comparison, ...]
    """Figures that its cases give, where several places give the measure."""
    cases: CaseList


class ThemeIndexPage(Page, frozen=True, kw_only=True):
    """kind `themes`."""

    groups: tuple[ThemeGroup, ...]


class YearPage(Page, frozen=True, kw_only=True):
    """kind `year`: what was dated by its source stands apart from what is only inferred.

    The page of unknown dates (`years/unknown.html`) has only `inferred`-free cases without any year in `dated`.
    """

    name: str
    unknown: bool
    years: tuple[Count, ...]
    """All years, for moving between them."""
    dated: CaseList | None
    inferred: CaseList | None


class MethodPage(Page, frozen=True, kw_only=True):
    """kind `method`."""

    block: MethodBlock
    aliases: str
    cases: CaseList


class MethodIndexPage(Page, frozen=True, kw_only=True):
    """kind `methods`: all named methods by kind."""

    groups: tuple[MethodGroup, ...]


class MethodGroup(Struct, frozen=True, kw_only=True):
    kind: str
    id: str
    methods: tuple[MethodEntry, ...]


class MethodEntry(Struct, frozen=True, kw_only=True):
    link: Link
    meaning: str
    count: int


class SeriesPage(Page, frozen=True, kw_only=True):
    """kind `series`."""

    name: str
    note: str
    editor_note: Link | None
    parts: tuple[PartLink, ...]
    expected: int | None
    """How many parts there should be, where known."""


class SeriesIndexPage(Page, frozen=True, kw_only=True):
    """kind `series-index`."""

    series: tuple[SeriesCard, ...]
