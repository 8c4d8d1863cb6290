"""What stands on the page of a case."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from generator.pages.views.parts import (
    Alternate,
    CaseLine,
    FigureCard,
    Link,
    MethodBlock,
    Page,
    SectionBlock,
    SeriesCard,
)


class Fact(Struct, frozen=True, kw_only=True):
    """A row of a list of facts."""

    label: str
    lines: tuple[str, ...]


class Neighbour(Struct, frozen=True, kw_only=True):
    """The case before or after, in the series or, without one, by number."""

    number: str
    url: str
    title: Markup
    lang: str | None


class PictureView(Struct, frozen=True, kw_only=True):
    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str


class AttachmentView(Struct, frozen=True, kw_only=True):
    url: str
    title: str
    kind: str
    """PDF, Word, Excel, PowerPoint."""
    size: str
    """1.2 MB."""


class QrView(Struct, frozen=True, kw_only=True):
    """A QR code: `path` is an SVG path, one unit a module, `size` modules a side without the quiet zone."""

    size: int
    path: str
    address: str
    """What it says."""


class CasePage(Page, frozen=True, kw_only=True):
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
