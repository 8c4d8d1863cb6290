"""What every page has, and the parts that several kinds of pages use."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct, field


class TocEntry(Struct, frozen=True, kw_only=True):
    """A heading of the page; `id` is ASCII (`s1`, `s1-1`), `level` 2 or 3."""

    id: str
    title: str
    level: int
    children: tuple[TocEntry, ...] = ()

    @property
    def url(self) -> str:
        return f"#{self.id}"


class Link(Struct, frozen=True, kw_only=True):
    label: str
    url: str | None
    """`None`: shown, but there is no page (an empty list has none)."""
    lang: str | None = None
    """Language of the label, where it is not the page's."""


class Alternate(Struct, frozen=True, kw_only=True):
    """The same page in another language; where it has none there, the nearest (`exact` is false)."""

    language: str
    url: str
    exact: bool = True


class Feed(Struct, frozen=True, kw_only=True):
    title: str
    url: str


class Head(Struct, frozen=True, kw_only=True):
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


class Page(Struct, frozen=True, kw_only=True):
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


class YearLabel(Struct, frozen=True, kw_only=True):
    text: str
    """2023, 2019–2020, or the word for an unknown date."""
    inferred: bool
    url: str | None


class CaseLine(Struct, frozen=True, kw_only=True):
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


class Pager(Struct, frozen=True, kw_only=True):
    """Pages of a long list, from 1. Only made where there is more than one."""

    current: int
    pages: tuple[Link | None, ...]
    """The first, the last and those near, the label is the number; `None` where some are left out."""
    previous: str | None
    next: str | None


class CaseList(Struct, frozen=True, kw_only=True):
    """One page of a list of cases."""

    cases: tuple[CaseLine, ...]
    total: int
    first: int
    """Position of the first case shown, from 1."""
    pager: Pager | None


class Count(Struct, frozen=True, kw_only=True):
    """A thing and how many cases it has: a row of bars, tiles or a table."""

    link: Link
    count: int
    detail: str = ""
    """A few words on what is inside."""
    code: str = ""


class RegionNode(Struct, frozen=True, kw_only=True):
    """A node of the tree of regions. `count` rolls up everything below it; 0 is shown as a gap."""

    link: Link
    count: int
    kind: str
    code: str = ""
    children: tuple[RegionNode, ...] = ()


class ThemeEntry(Struct, frozen=True, kw_only=True):
    link: Link
    question: str
    count: int


class ThemeGroup(Struct, frozen=True, kw_only=True):
    name: str
    id: str
    themes: tuple[ThemeEntry, ...]


class FigureCard(Struct, frozen=True, kw_only=True):
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


class MethodMember(Struct, frozen=True, kw_only=True):
    text: str
    lang: str | None = None


class MethodBlock(Struct, frozen=True, kw_only=True):
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


class SectionBlock(Struct, frozen=True, kw_only=True):
    """A part of a text below one second-level heading; the first may have no title."""

    id: str
    title: Markup | None
    html: Markup


class PartLink(Struct, frozen=True, kw_only=True):
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


class SeriesCard(Struct, frozen=True, kw_only=True):
    link: Link
    note: str
    parts: tuple[PartLink, ...]
