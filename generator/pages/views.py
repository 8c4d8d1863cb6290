"""What stands on each page: the contract between the pages and the templates of `theme/pages/`.

Every view is complete and in the language of its page: a template chooses markup, never words or order (interface
words come from the strings file). Addresses are relative to the root of the site (`en/cases/x.html#s2`); the
template's filter `url` makes them relative to the page. `Markup` is safe HTML, `str` is text that the template escapes.
Empty tuples and `None` mean that the part does not stand on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class TocEntry:
    """A heading of the page; `id` is ASCII (`s1`, `s1-1`), `level` 2 or 3."""

    id: str
    title: str
    level: int
    children: tuple[TocEntry, ...] = ()

    @property
    def url(self) -> str:
        return f"#{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    label: str
    url: str | None
    """`None`: shown, but there is no page (an empty list has none)."""
    lang: str | None = None
    """Language of the label, where it is not the page's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in another language; where it has none there, the nearest (`exact` is false)."""

    language: str
    url: str
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands in the head of the document beside title and description."""

    canonical: str | None = None
    """Absolute; only where the settings give a base URL."""
    alternates_absolute: tuple[tuple[str, str], ...] = ()
    """(hreflang, absolute address); only with a base URL."""
    feeds: tuple[Feed, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    """`<meta name content>` pairs: page labels of the field."""
    open_graph: tuple[tuple[str, str], ...] = ()
    """`<meta property content>` pairs beside title, type and address, which the template takes from the page."""
    robots: str | None = None
    structured_data: str | None = None
    """JSON-LD, already safe inside a script element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has."""

    kind: str
    """Name of the template: `theme/pages/<kind>.html`."""
    language: str
    url: str
    title: str
    """Plain text, for the head and the header."""
    description: str
    section: str
    """Navigation entry that is current: home, themes, regions, methods, series, matrix, cases, search, about or none."""
    alternates: tuple[Alternate, ...]
    """All languages, this one included, in the order of the settings."""
    toc: tuple[TocEntry, ...] = ()
    head: Head = field(default_factory=Head)

    @property
    def depth(self) -> int:
        """How many folders the page lies below the root."""
        return self.url.count("/")


# ── parts that several pages use ─────────────────────────────────────────────
@dataclass(frozen=True, slots=True, kw_only=True)
class YearLabel:
    text: str
    """2023, 2019–2020, or the word for an unknown date."""
    inferred: bool
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in a list: title, one line of facts, one line of summary."""

    number: str
    slug: str
    url: str
    title: Markup
    """With `<wbr>` between words and clauses in `<span class="cl">`."""
    lang: str | None
    """Language of title and summary where it is not the page's (not translated)."""
    type: Link
    region: str
    """Path of the first region from the prefecture down, names separated by spaces; empty where it has none."""
    themes: tuple[Link, ...]
    year: YearLabel
    published: str
    """ISO date."""
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Pages of a long list, from 1. Only made where there is more than one."""

    current: int
    pages: tuple[Link | None, ...]
    """The first, the last and those near, the label is the number; `None` where some are left out."""
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """One page of a list of cases."""

    cases: tuple[CaseLine, ...]
    total: int
    first: int
    """Position of the first case shown, from 1."""
    pager: Pager | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A thing and how many cases it has: a row of bars, tiles or a table."""

    link: Link
    count: int
    detail: str = ""
    """A few words on what is inside."""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionNode:
    """A node of the tree of regions. `count` rolls up everything below it; 0 is shown as a gap."""

    link: Link
    count: int
    kind: str
    code: str = ""
    children: tuple[RegionNode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeEntry:
    link: Link
    question: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeGroup:
    name: str
    id: str
    themes: tuple[ThemeEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCard:
    """A number as it is shown: qualifier, value, unit; label; where and as of when."""

    key: str
    before: str
    """Qualifier that stands before the number (约, about); may be empty."""
    value: str
    """Grouped digits."""
    after: str
    """Qualifier that stands after it (余, over …); may be empty."""
    unit: str
    label: str
    lang: str | None
    """Language of label and unit where it is not the page's."""
    place: str
    as_of: str | None
    """`None`: unknown, and said so."""
    computed: str = ""
    """The parts it is the sum of, as an equation; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodMember:
    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodBlock:
    """A method taken apart, in an article or on its own page."""

    id: str
    link: Link
    kind: str
    """The word for its kind in the page's language."""
    meaning: str
    """Empty where the sources do not explain it."""
    members: tuple[MethodMember, ...]
    equation: str
    """1 + 4 for 一核四驱; empty where it is no numbered slogan."""
    incomplete: str
    """What is missing, where the source lists fewer members than the number says."""
    used_by: tuple[Link, ...]
    """Other cases that use it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionBlock:
    """A part of a text below one second-level heading; the first may have no title."""

    id: str
    title: Markup | None
    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A row of a list of facts."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLink:
    """A part of a series."""

    part: int | None
    title: Markup
    url: str
    region: str
    summary: str
    who: str
    """Author and post."""
    figures: tuple[FigureCard, ...] = ()
    """Two at most."""
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCard:
    link: Link
    note: str
    parts: tuple[PartLink, ...]


# ── pages ────────────────────────────────────────────────────────────────────
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
class Neighbour:
    """The case before or after, in the series or, without one, by number."""

    number: str
    url: str
    title: Markup
    lang: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    url: str
    title: str
    kind: str
    """PDF, Word, Excel, PowerPoint."""
    size: str
    """1.2 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QrView:
    """A QR code: `path` is an SVG path, one unit a module, `size` modules a side without the quiet zone."""

    size: int
    path: str
    address: str
    """What it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage(Page):
    """kind `case`; photo items without a picture get the drawn frame (`is_photo` and no pictures)."""

    number: str
    slug: str
    type: Link
    is_photo: bool
    heading: Markup
    path: tuple[Link, ...]
    """The first region from the top down; empty where the case has none."""
    regions: tuple[tuple[str, Link], ...]
    """(role in words, region) for every region of the case."""
    byline: tuple[str, ...]
    """Contributors, ready to be separated by dots."""
    date_line: tuple[str, ...]
    """Known or unknown date of the source, and the like."""
    period: str
    """When it happened, as far as inferred; empty where unknown."""
    text_language: str
    """Language of summary and body; not the page's where there is no translation."""
    summary: str
    figures: tuple[FigureCard, ...]
    sections: tuple[SectionBlock, ...]
    methods: tuple[MethodBlock, ...]
    themes: tuple[Link, ...]
    units: tuple[Link, ...]
    series: SeriesCard | None
    part_of: str
    """“part 3 of 9” in words; empty without a series."""
    facts: tuple[Fact, ...]
    """Source, form, period with its evidence, dates on this site."""
    corrections: tuple[Markup, ...]
    omitted: tuple[Markup, ...]
    pictures: tuple[PictureView, ...]
    attachments: tuple[AttachmentView, ...]
    citation: Markup
    """GB/T 7714-2015; the day of access is the reader's (`data-today`)."""
    source_citation: Markup | None
    """Of the newspaper article behind the case, where all that it needs is known."""
    beside: Alternate | None
    """The page with the text that can be read beside this one: the original, or a translation of it."""
    qr: QrView | None
    """The page's address as a QR code; only with a base URL."""
    published: str
    updated: str
    """Empty where the text was not changed since."""
    related: tuple[CaseLine, ...]
    """Same problem, other places."""
    previous: Neighbour | None
    next: Neighbour | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseIndexPage(Page):
    """kind `cases`: the list of everything, which the search can filter."""

    number_prefix: str
    """Letters before the number of a case, for lines that the script writes."""
    cases: CaseList
    by_type: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypePage(Page):
    """kind `type`."""

    name: str
    definition: str
    cases: CaseList


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRow:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    measure: str
    definition: str
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPage(Page):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionIndexPage(Page):
    """kind `regions`: the whole tree."""

    regions: tuple[RegionNode, ...]
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage(Page):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeIndexPage(Page):
    """kind `themes`."""

    groups: tuple[ThemeGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage(Page):
    """kind `year`: what was dated by its source stands apart from what is only inferred.

    The page of unknown dates (`years/unknown.html`) has only `inferred`-free cases without any year in `dated`.
    """

    name: str
    unknown: bool
    years: tuple[Count, ...]
    """All years, for moving between them."""
    dated: CaseList | None
    inferred: CaseList | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPage(Page):
    """kind `method`."""

    block: MethodBlock
    aliases: str
    cases: CaseList


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodIndexPage(Page):
    """kind `methods`: all named methods by kind."""

    groups: tuple[MethodGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodGroup:
    kind: str
    id: str
    methods: tuple[MethodEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodEntry:
    link: Link
    meaning: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPage(Page):
    """kind `series`."""

    name: str
    note: str
    editor_note: Link | None
    parts: tuple[PartLink, ...]
    expected: int | None
    """How many parts there should be, where known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesIndexPage(Page):
    """kind `series-index`."""

    series: tuple[SeriesCard, ...]


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
