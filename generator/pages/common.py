"""What the pages of one language share: names in that language, case lines, figures, pages of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Protocol

from markupsafe import Markup, escape
from msgspec import Struct, field

from generator.archive.archive import Archive
from generator.archive.model import Case, Figure, Text, in_language
from generator.config import SiteConfig
from generator.pages import views
from generator.pages.addresses import Addresses
from generator.pages.comparing import Comparer
from generator.pages.dependencies import Dependencies, Part
from generator.render.headings import breakable
from generator.render.terms import TermMarker
from generator.segment import Segmenter


class ListPart(Struct, frozen=True, kw_only=True):
    """One page of a list of cases."""

    cases: Sequence[Case]
    """The whole list."""
    address: Callable[[int], str]
    """Of each page, from 1."""
    page: int
    size: int

    @property
    def url(self) -> str:
        return self.address(self.page)

    @property
    def start(self) -> int:
        """Place of the first case of the page in the list, from 0."""
        return (self.page - 1) * self.size

    @property
    def shown(self) -> Sequence[Case]:
        """The cases on this page."""
        return self.cases[self.start : self.start + self.size]

    @property
    def pager(self) -> views.Pager | None:
        """The way to the other pages, if there are any."""
        count = -(-len(self.cases) // self.size)
        if count <= 1:
            return None
        return views.Pager(
            current=self.page,
            pages=tuple(
                views.Link(label=str(page), url=self.address(page)) if page else None
                for page in pages_shown(self.page, count)
            ),
            previous=self.address(self.page - 1) if self.page > 1 else None,
            next=self.address(self.page + 1) if self.page < count else None,
        )


def pages_shown(current: int, count: int) -> tuple[int | None, ...]:
    """The pages that a pager names: the first, the last, and two on each side; `None` where some are left out."""
    near = {1, *range(max(1, current - 2), min(count, current + 2) + 1), count}
    shown: list[int | None] = []
    for page in sorted(near):
        if page - 1 not in near and page > 1:
            shown.append(None)
        shown.append(page)
    return tuple(shown)


class Words(Protocol):
    """The interface words of one language: `words("case.number", n=5)`."""

    def __call__(self, key: str, /, **blanks: object) -> str: ...


ROMANIZED = "romanized"


class Desk(Struct, frozen=True, kw_only=True, dict=True):
    """One language of one archive, as the pages need it."""

    config: SiteConfig
    archive: Archive
    language: str
    words: Words
    segmenter: Segmenter
    comparer: Comparer
    """The same for all languages."""
    depends: Dependencies
    """The same for all languages too."""
    _headings: dict[str, Markup] = field(default_factory=dict)
    _lines: dict[str, views.CaseLine] = field(default_factory=dict)
    _regions: dict[str, views.Link] = field(default_factory=dict)
    _types: dict[str, views.Link] = field(default_factory=dict)
    _themes: dict[str, views.Link] = field(default_factory=dict)
    _methods: dict[str, views.Link] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _places: dict[tuple[str, int], str] = field(default_factory=dict)
    _years: dict[tuple[int, ...], str] = field(default_factory=dict)
    _paths: dict[str, tuple[views.Link, ...]] = field(default_factory=dict)
    users: dict[str, list[tuple[str, views.Link]]] = field(default_factory=dict)
    blocks: dict[str, views.MethodBlock] = field(default_factory=dict)
    series: dict[str, views.SeriesCard] = field(default_factory=dict)
    entries: dict[tuple[str, int], str] = field(default_factory=dict)
    """What stands on many pages, made once."""
    markers: dict[str, TermMarker] = field(default_factory=dict)
    """By language of the text: filled by `glossary_marks`."""

    @cached_property
    def to(self) -> Addresses:
        return self.addresses_in[self.language]

    @cached_property
    def addresses_in(self) -> Mapping[str, Addresses]:
        """By language, in the order of the settings."""
        return {code: Addresses(code, self.config.default_language) for code in self.config.language_codes}

    # ── words ────────────────────────────────────────────────────────────
    def say(self, text: Text) -> str:
        """A text in the language of the page, or the next best."""
        return in_language(text, self.language)

    def lang_of(self, text: Text) -> str | None:
        """The language tag of what `say` gives, where it is not the page's."""
        if not text or self.language in text:
            return None
        return self.tag(next(iter(text)))

    def tag(self, language: str) -> str:
        return self._tags.get(language, language)

    @cached_property
    def _tags(self) -> Mapping[str, str]:
        return {entry.code: entry.tag for entry in self.config.languages}

    def heading(self, title: str) -> Markup:
        """A title that breaks between words."""
        if title not in self._headings:
            self._headings[title] = breakable(title, self.segmenter)
        return self._headings[title]

    # ── names and links ──────────────────────────────────────────────────
    def region_name(self, region_id: str) -> str:
        if region_id not in self._names:
            self._names[region_id] = self._region_name(region_id)
        return self._names[region_id]

    def _region_name(self, region_id: str) -> str:
        region = self.archive.vocabulary.regions[region_id]
        if self.language != "zh" and self.config.region_form == ROMANIZED and region.romanized:
            return region.romanized
        return self.say(region.name)

    def region(self, region_id: str) -> views.Link:
        """A region's name and page; the same object every time."""
        if region_id not in self._regions:
            self._regions[region_id] = views.Link(
                label=self.region_name(region_id),
                url=self.to.region(region_id) if region_id in self.archive.by_region else None,
                lang=self.lang_of(self.archive.vocabulary.regions[region_id].name),
            )
        return self._regions[region_id]

    def region_path(self, region_id: str) -> tuple[views.Link, ...]:
        if region_id not in self._paths:
            path = self.archive.vocabulary.region_path(region_id)
            self._paths[region_id] = tuple(self.region(region.id) for region in path)
        return self._paths[region_id]

    def place(self, region_id: str, *, top: int = 1) -> str:
        """The path of a region in words, without its `top` uppermost levels where there is anything below."""
        if (region_id, top) not in self._places:
            names = [self.region_name(region.id) for region in self.archive.vocabulary.region_path(region_id)]
            names = names[top:] or names
            said = " ".join(names) if self.language == "zh" else ", ".join(reversed(names))
            self._places[region_id, top] = said
        return self._places[region_id, top]

    def theme(self, theme_id: str) -> views.Link:
        """A theme's name and page; the same object every time."""
        if theme_id not in self._themes:
            theme = self.archive.vocabulary.themes[theme_id]
            url = self.to.theme(theme_id) if theme_id in self.archive.by_theme else None
            self._themes[theme_id] = views.Link(label=self.say(theme.name), url=url, lang=self.lang_of(theme.name))
        return self._themes[theme_id]

    def method(self, method_id: str) -> views.Link:
        """A method's name and page; the same object every time."""
        if method_id not in self._methods:
            method = self.archive.vocabulary.methods[method_id]
            url = self.to.method(method_id) if method_id in self.archive.by_method else None
            self._methods[method_id] = views.Link(label=self.say(method.name), url=url, lang=self.lang_of(method.name))
        return self._methods[method_id]

    def person(self, name: str) -> str:
        """A person's name as the vocabulary gives it in the language of the page; else as it is printed."""
        known = self.archive.vocabulary.person_of.get(name)
        return self.say(known.name) if known else name

    def type(self, type_id: str) -> views.Link:
        """A type's name and page; the same object every time."""
        if type_id not in self._types:
            name = self.config.type_of(type_id).name
            url = self.to.type(type_id) if type_id in self.archive.by_type else None
            self._types[type_id] = views.Link(label=self.say(name), url=url, lang=self.lang_of(name))
        return self._types[type_id]

    def year(self, case: Case) -> views.YearLabel:
        """The year or years of a case; those of a period are inferred."""
        years = case.years
        return views.YearLabel(
            text=self.year_name(years),
            inferred=case.period is not None and bool(years),
            url=self.to.year(years[0]) if years else None,
        )

    def year_name(self, years: tuple[int, ...]) -> str:
        """What the years of a case are called: one, the first and the last, or the word for an unknown date."""
        if years not in self._years:
            text = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}" if years else ""
            words = self.words("pages.year.name", year=text) if years else self.words("pages.year.unknown")
            self._years[years] = words
        return self._years[years]

    # ── cases ────────────────────────────────────────────────────────────
    def line(self, case: Case) -> views.CaseLine:
        """A case as a line of a list; the same object every time, since it stands in some twenty lists."""
        if case.number not in self._lines:
            self._lines[case.number] = self._line(case)
        return self._lines[case.number]

    def _line(self, case: Case) -> views.CaseLine:
        article = case.article(self.language)
        return views.CaseLine(
            number=case.number,
            slug=case.slug,
            url=self.to.case(case.slug),
            title=self.heading(article.title),
            lang=self.tag(article.language) if article.language != self.language else None,
            type=self.type(case.type),
            region=self.place(case.regions[0].region) if case.regions else "",
            themes=tuple(self.theme(theme) for theme in case.themes),
            year=self.year(case),
            published=case.published.isoformat(),
            summary=article.summary,
        )

    def lines(self, cases: Iterable[Case]) -> tuple[views.CaseLine, ...]:
        return tuple(self.line(case) for case in cases)

    def figure(self, figure: Figure, case: Case) -> views.FigureCard:
        """A figure as a card."""
        before, after, parts = "", "", ""
        if figure.qualifier is not None:
            before = self.words(f"pages.qualifier.{figure.qualifier}.before")
            after = self.words(f"pages.qualifier.{figure.qualifier}.after")
        place = figure.place or (case.regions[0].region if case.regions else None)
        scale = figure.scale.get(self.language, 1)
        if figure.parts:
            values = {other.key: other.value for other in case.figures}
            parts = " + ".join(number(values[part], self.language) for part in figure.parts if part in values)
        return views.FigureCard(
            key=figure.key,
            before=before,
            value=number(figure.value * scale, self.language),
            after=after,
            unit=self.say(figure.unit),
            label=self.say(figure.label),
            lang=self.lang_of(figure.label),
            place=self.region_name(place) if place is not None else "",
            as_of=figure.as_of,
            computed=parts,
        )

    # ── lists ────────────────────────────────────────────────────────────
    def parts(self, cases: Sequence[Case], address: Callable[[int], str]) -> Iterator[ListPart]:
        """The pages of a list of cases, in order; an empty list has no page."""
        size = self.config.page_size
        for start in range(0, len(cases), size):
            yield ListPart(cases=cases, address=address, page=start // size + 1, size=size)

    def case_list(self, part: ListPart) -> views.CaseList:
        """What stands on one page of a list."""
        return views.CaseList(
            cases=self.lines(part.shown), total=len(part.cases), first=part.start + 1, pager=part.pager
        )

    def key(self, kind: str, *parts: Part) -> bytes:
        """The key of a page of this language that depends on these parts."""
        return self.depends.key(self.language, kind, *parts)

    def part_key(self, kind: str, part: ListPart, *parts: Part) -> bytes:
        """The key of a page of a list, which depends on the cases on it, on how many there are, and on these parts."""
        return self.key(kind, part.page, len(part.cases), self.depends.cards(part.shown), *parts)

    def alternates(self, url_in: Callable[[Addresses], str]) -> tuple[views.Alternate, ...]:
        """The same page in every language."""
        return tuple([views.Alternate(language=code, url=url_in(to)) for code, to in self.addresses_in.items()])

    def head(self, url_in: Callable[[Addresses], str], **extra: object) -> views.Head:
        """Canonical address and alternates, where the settings give a base URL, and what else the page brings."""
        if self.config.robots == "noindex":
            extra["robots"] = "noindex"
        if self.config.base_url is None:
            return views.Head(**extra)  # type: ignore[arg-type]
        absolute = tuple(
            (entry.tag, self.config.absolute(url_in(self.addresses_in[entry.code])) or "")
            for entry in self.config.languages
        )
        return views.Head(
            canonical=self.config.absolute(url_in(self.to)),
            alternates_absolute=(*absolute, ("x-default", absolute[0][1])),
            **extra,  # type: ignore[arg-type]
        )

    def counts(
        self, groups: Mapping[str, Sequence[Case]], link: Callable[[str], views.Link]
    ) -> tuple[views.Count, ...]:
        """Groups with their numbers of cases, most first, then in the order given."""
        rows = [views.Count(link=link(key), count=len(cases)) for key, cases in groups.items()]
        return tuple(sorted(rows, key=lambda row: -row.count))

    def numbered(self, title: str, page: int) -> str:
        """Title of a page of a list: pages after the first say which they are."""
        return title if page == 1 else self.words("pages.list.title", title=title, n=page)


@lru_cache(maxsize=4096)
def number(value: Decimal, language: str) -> str:
    """Digits as they are printed: no needless zeros; thousands grouped, in Chinese from 10,000 on (GB/T 15835)."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, dot, fraction = text.partition(".")
    if len(whole.lstrip("-")) > (4 if language == "zh" else 3):
        whole = f"{int(whole):,}"
    return whole + dot + fraction


def group_by(cases: Iterable[Case], keys: Callable[[Case], Iterable[str]]) -> dict[str, list[Case]]:
    """Cases by each of their keys."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        for key in dict.fromkeys(keys(case)):
            groups.setdefault(key, []).append(case)
    return groups


def joined(texts: Iterable[str], separator: str) -> Markup:
    return Markup(escape(separator)).join(escape(text) for text in texts if text)
