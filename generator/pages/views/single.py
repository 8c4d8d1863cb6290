"""What stands on the pages of which there is one: home, glossary, matrix, search, the collection; and on free pages."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.pages.views.parts import (
    CaseLine,
    Count,
    FigureCard,
    Link,
    Page,
    RegionNode,
    SectionBlock,
    SeriesCard,
    ThemeGroup,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """kind `home`."""

    headline: Markup
    intro: str
    case_count: int
    prefectures_with_cases: int
    prefecture_count: int
    theme_count: int
    years: str
    """2019–2023, inferred; empty where unknown."""
    examples: tuple[str, ...]
    """Queries to try."""
    theme_groups: tuple[ThemeGroup, ...]
    regions: tuple[RegionNode, ...]
    """Prefectures with their counties; gaps included."""
    without_region: int
    featured: tuple[FeaturedCase, ...]
    series: tuple[SeriesCard, ...]
    """The first of them."""
    series_count: int
    newest: tuple[CaseLine, ...]
    by_type: tuple[Count, ...]
    by_year: tuple[Count, ...]
    statistics: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeaturedCase:
    line: CaseLine
    figures: tuple[FigureCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePage(Page):
    """kind `page`: about and other free pages of `content/pages/`."""

    heading: Markup
    text_language: str
    sections: tuple[SectionBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    id: str
    term: str
    others: tuple[Link, ...]
    """The term in the other languages, each with its `lang`."""
    definition: str
    aliases: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage(Page):
    """kind `glossary`: by the first letter of the pinyin (zh) or of the word."""

    groups: tuple[tuple[str, tuple[GlossaryEntry, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    count: int
    url: str | None
    shade: int
    """0 (gap) to 5."""
    label: str
    """Region, theme and count in words, for the link's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    region: Link
    level: int
    """0 prefecture, 1 county."""
    cells: tuple[MatrixCell, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage(Page):
    """kind `matrix`: regions down, themes across."""

    groups: tuple[ThemeGroup, ...]
    """Columns, in order, below their groups."""
    rows: tuple[MatrixRow, ...]
    totals: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """kind `search`: an empty frame that the script fills; without it, a way to the lists."""

    number_prefix: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketPage(Page):
    """kind `basket`: a frame in which the script shows what the reader has collected."""

    address: str | None
    """Absolute, for links to be sent to others; only with a base URL."""
    number_prefix: str
    blocks: str
    """What the addresses of the scripts begin with, each of which tells of `block_size` case numbers."""
    block_size: int
    last: int
    """The highest case number."""
    months: tuple[str, ...]
    """Their names, from January, for the date on the cover of a compilation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage(Page):
    """kind `404` with a base URL, kind `404-alone` without one.

    It is served at any depth: its links are absolute, or there are none and the page needs no other file.
    """

    home: str | None
    search: str | None
