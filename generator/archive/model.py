"""The nouns of the archive, frozen and complete.

Nothing here is half-built: a `Case` exists only when its front matter was checked and its names were resolved. Bodies
are not part of a case (an archive may have ten thousand); `Article.path` says where the text lies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct, field

from generator.archive.checks.required_text import Required

Text: TypeAlias = Mapping[str, str]
"""A text in several languages, by language code. A language may be missing; `in_language` chooses the next best."""

Names: TypeAlias = Mapping[str, tuple[str, ...]]
"""Several names in several languages, by language code."""

RegionKind = Literal["autonomous-region", "prefecture", "county", "zone", "township", "community", "village"]
RegionRole = Literal["subject", "pilot", "host", "visitor", "mentioned"]
MethodKind = Literal["brand", "work-method", "mechanism", "platform", "team", "activity", "slogan", "goal"]
ContributorRole = Literal[
    "author", "reporter", "trainee-reporter", "correspondent", "photographer", "editor", "organization"
]
SourceForm = Literal["original", "adapted", "reprint"]
Qualifier = Literal["about", "over", "nearly", "at-least"]
Status = Literal["draft", "published", "withdrawn"]


def in_language(text: Text, language: str) -> str:
    """The text in `language`; else in the first language that it has; empty where it has none."""
    if language in text:
        return text[language]
    return next(iter(text.values()), "")


class PartialDate(Struct, frozen=True, order=True):
    """A date as exactly as it is known: a year, a month or a day. Orders by its beginning."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)


# ── vocabulary ───────────────────────────────────────────────────────────────
class Region(Struct, frozen=True, kw_only=True):
    """A node of the administrative tree. A case of a region counts for all ancestors too."""

    id: str
    """Address of its page, and its code where it has one."""
    kind: RegionKind
    name: Text
    code: str | None = None
    """GB/T 2260 to the county, the statistics bureau's code below it."""
    romanized: str | None = None
    """The other living English form (Urad Zhongqi beside Urad Middle Banner)."""
    aliases: Names = field(default_factory=dict)
    parent: str | None = None
    note: Text = field(default_factory=dict)


class Theme(Struct, frozen=True, kw_only=True):
    """One entry of the controlled list of subjects; a theme without parent only groups others."""

    id: str
    name: Text
    parent: str | None = None
    question: Text = field(default_factory=dict)
    """The problem as the one who has it would ask it."""
    definition: Text = field(default_factory=dict)
    aliases: Names = field(default_factory=dict)


class Method(Struct, frozen=True, kw_only=True):
    """A named practice (品牌·工作法), used by one or many cases."""

    id: str
    kind: MethodKind
    name: Text
    aliases: Names = field(default_factory=dict)
    meaning: Text = field(default_factory=dict)
    """Empty where the sources do not explain it."""
    members: tuple[Text, ...] = ()
    parts: tuple[int, ...] = ()
    """The numbers in a numbered slogan (一核四驱: 1, 4)."""
    open: bool = False
    """The slogan has a letter (1+3+N): the members of N are not counted."""
    complete: bool = True
    """Whether the sources list all members; where not, `note` says so."""
    note: Text = field(default_factory=dict)


class Series(Struct, frozen=True, kw_only=True):
    """An ordered set of cases (专栏, 论坛)."""

    id: str
    name: Text
    parts: int | None = None
    """How many parts there are, where that is known."""
    note: Text = field(default_factory=dict)
    editor_note: str | None = None
    """The number of the case that is the editor's note."""


class Organization(Struct, frozen=True, kw_only=True):
    """A body that did something or published it; not a place."""

    id: str
    name: Text
    aliases: Names = field(default_factory=dict)
    region: str | None = None


class Person(Struct, frozen=True, kw_only=True):
    """A contributor, with the spellings under which the sources print the name."""

    name: Text
    variants: tuple[str, ...] = ()


class Term(Struct, frozen=True, kw_only=True):
    """A glossary entry."""

    id: str
    term: Text
    aliases: Names = field(default_factory=dict)
    definition: Text = field(default_factory=dict)


class Measure(Struct, frozen=True, kw_only=True):
    """What makes figures of several cases comparable."""

    id: str
    name: Text
    unit: Text = field(default_factory=dict)
    definition: Text = field(default_factory=dict)


class Phrase(Struct, frozen=True, kw_only=True):
    """One entry of the guard list: wording that is wrong (error) or doubtful (warning)."""

    wrong: str | None
    pattern: str | None
    """A regular expression, where a plain text would not do. Exactly one of the two is given."""
    right: str
    severity: Literal["error", "warning"]
    why: Text
    allowed: tuple[str, ...] = ()
    """Contexts that hold the wording and in which it is right."""
    needs: Required = Required()
    """What must stand in a text for it to stand there: remembered, since reading the patterns takes as long as a case."""


class Allowance(Struct, frozen=True, kw_only=True):
    """Cases that share passages on purpose, and why."""

    cases: tuple[str, ...]
    """Numbers, two or more."""
    why: Text
    line: int = 0
    """Of the vocabulary file."""


# ── cases ────────────────────────────────────────────────────────────────────
class Period(Struct, frozen=True, kw_only=True):
    """When the things described happened, as far as the text proves it; always shown as inferred, never cited."""

    after: PartialDate | None
    before: PartialDate | None
    evidence: Text

    @property
    def years(self) -> tuple[int, ...]:
        """The years it may lie in, oldest first; one year where only one end is known."""
        first = self.after or self.before
        last = self.before or self.after
        if first is None or last is None:
            return ()
        return tuple(range(first.year, last.year + 1))


class Source(Struct, frozen=True, kw_only=True):
    """Where the facts come from. `None` is unknown, and is shown as unknown."""

    form: SourceForm
    publication: str | None = None
    date: PartialDate | None = None
    page: str | None = None
    title: str | None = None
    author: str | None = None
    editor: str | None = None
    url: str | None = None


class CaseRegion(Struct, frozen=True, kw_only=True):
    """A region of a case, with its part in it and the name as the source prints it (where that differs)."""

    region: str
    role: RegionRole
    printed: str | None = None


class Contributor(Struct, frozen=True, kw_only=True):
    """An author of the source, with the post held at publication."""

    name: str
    role: ContributorRole
    post: Text = field(default_factory=dict)


class Figure(Struct, frozen=True, kw_only=True):
    """A result that can be compared. The number stands once; the languages only name it."""

    key: str
    label: Text
    value: Decimal
    unit: Text
    """Empty where a thing has no unit."""
    qualifier: Qualifier | None = None
    as_of: str | None = None
    """A date or the source's own words; `None`: unknown."""
    place: str | None = None
    """The region where the number holds, if not the first of the case."""
    measure: str | None = None
    parts: tuple[str, ...] = ()
    """Keys of the figures that add up to this one."""
    scale: Mapping[str, int] = field(default_factory=dict)
    """By what the number is multiplied in a language that has no unit of that size (万元 → 10,000 yuan)."""


class Correction(Struct, frozen=True, kw_only=True):
    """Damage of the source: what it prints, what we read, and why; `lost` where nothing can be read."""

    printed: str
    read: str | None
    why: Text
    lost: bool = False


class Omission(Struct, frozen=True, kw_only=True):
    """A fact of the source that was left out, and why."""

    what: str
    why: Text


class Picture(Struct, frozen=True, kw_only=True):
    """A picture in the case's folder."""

    file: str
    alt: Text
    caption: Text = field(default_factory=dict)
    credit: str | None = None
    width: int = 0
    height: int = 0
    """Pixels of the published picture, after turning and resizing."""
    digest: str = ""
    """SHA-256 of the file's bytes, hexadecimal."""


class Attachment(Struct, frozen=True, kw_only=True):
    """A document in the case's folder."""

    file: str
    title: Text
    size: int = 0
    """Bytes."""
    digest: str = ""


class Article(Struct, frozen=True, kw_only=True):
    """The words of a case in one language."""

    language: str
    title: str
    summary: str
    path: str
    """Relative to the content folder, with `/`."""
    body_line: int
    """Line (from 1) on which the body begins."""
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""
    text_hash: str
    """Twelve hexadecimal digits over title, summary and body: what a translation says it translates."""


class Case(Struct, frozen=True, kw_only=True):
    """One write-up, checked, its names resolved to ids."""

    number: str
    slug: str
    type: str
    status: Status
    published: dt.date
    updated: dt.date | None
    source: Source
    period: Period | None
    regions: tuple[CaseRegion, ...]
    themes: tuple[str, ...]
    methods: tuple[str, ...]
    series: str | None
    part: int | None
    units: tuple[str, ...]
    contributors: tuple[Contributor, ...]
    figures: tuple[Figure, ...]
    corrections: tuple[Correction, ...]
    omitted: tuple[Omission, ...]
    pictures: tuple[Picture, ...]
    attachments: tuple[Attachment, ...]
    articles: Mapping[str, Article]
    """By language; the default language is always there."""
    line_of: Mapping[str, int] = field(default_factory=dict)
    """Line (from 1) of `number` and `series` in the original: for what is found when cases are compared."""

    @property
    def serial(self) -> int:
        """The digits of the number as an integer: AL-0012 is 12. Permanent and unique."""
        return int(self.number.rpartition("-")[2])

    @property
    def modified(self) -> dt.date:
        return self.updated or self.published

    @property
    def years(self) -> tuple[int, ...]:
        """Years for the year facet: those of the period, inferred; else that of the source's known date; else none."""
        if self.period is not None:
            return self.period.years
        return (self.source.date.year,) if self.source.date is not None else ()

    def article(self, language: str) -> Article:
        """The article in `language`, or the original where it was not translated."""
        return self.articles.get(language) or next(iter(self.articles.values()))
