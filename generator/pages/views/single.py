"""What stands on the pages of which there is one: home, glossary, matrix, search, the collection; and on free pages."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

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


class HomePage(Page, frozen=True, kw_only=True):
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


class FeaturedCase(Struct, frozen=True, kw_only=True):
    line: CaseLine
    figures: tuple[FigureCard, ...]


class FreePage(Page, frozen=True, kw_only=True):
    """kind `page`: about and other free pages of `content/pages/`."""

    heading: Markup
    text_language: str
    sections: tuple[SectionBlock, ...]


class GlossaryEntry(Struct, frozen=True, kw_only=True):
    id: str
    term: str
    others: tuple[Link, ...]
    """The term in the other languages, each with its `lang`."""
    definition: str
    aliases: str


class GlossaryPage(Page, frozen=True, kw_only=True):
    """kind `glossary`: by the first letter of the pinyin (zh) or of the word."""

    groups: tuple[tuple[str, tuple[GlossaryEntry, ...]], ...]


class MatrixCell(Struct, frozen=True, kw_only=True):
    count: int
    url: str | None
    shade: int
    """0 (gap) to 5."""
    label: str
    """Region, theme and count in words, for the link's name."""


class MatrixRow(Struct, frozen=True, kw_only=True):
    region: Link
    level: int
    """0 prefecture, 1 county."""
    cells: tuple[MatrixCell, ...]
    total: int


class MatrixPage(Page, frozen=True, kw_only=True):
    """kind `matrix`: regions down, themes across."""

    groups: tuple[ThemeGroup, ...]
    """Columns, in order, below their groups."""
    rows: tuple[MatrixRow, ...]
    totals: tuple[int, ...]


class SearchPage(Page, frozen=True, kw_only=True):
    """kind `search`: an empty frame that the script fills; without it, a way to the lists."""

    number_prefix: str
    examples: tuple[str, ...]


class BasketPage(Page, frozen=True, kw_only=True):
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


class NotFoundPage(Page, frozen=True, kw_only=True):
    """kind `404` with a base URL, kind `404-alone` without one.

    It is served at any depth: its links are absolute, or there are none and the page needs no other file.
    """

    home: str | None
    search: str | None
