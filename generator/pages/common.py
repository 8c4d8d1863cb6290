"""What the pages of one language share: names in that language, case lines, figures, pages of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup, escape

from generator.archive.archive import Archive
from generator.archive.model import Case, Figure, Text, in_language
from generator.config import SiteConfig
from generator.pages import views
from generator.pages.addresses import Addresses
from generator.render.headings import breakable
from generator.segment import Segmenter


class Words(Protocol):
    """The interface words of one language: `words("case.number", n=5)`."""

    def __call__(self, key: str, /, **blanks: object) -> str: ...


ROMANIZED = "romanized"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One language of one archive, as the pages need it."""

    config: SiteConfig
    archive: Archive
    language: str
    words: Words
    segmenter: Segmenter
    _headings: dict[str, Markup] = field(default_factory=dict)
    _lines: dict[str, views.CaseLine] = field(default_factory=dict)

    @property
    def to(self) -> Addresses:
        return Addresses(self.language, self.config.default_language)

    def addresses(self, language: str) -> Addresses:
        return Addresses(language, self.config.default_language)

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
        return next((entry.tag for entry in self.config.languages if entry.code == language), language)

    def heading(self, title: str) -> Markup:
        """A title that breaks between words."""
        if title not in self._headings:
            self._headings[title] = breakable(title, self.segmenter)
        return self._headings[title]

    # ── names and links ──────────────────────────────────────────────────
    def region_name(self, region_id: str) -> str:
        region = self.archive.vocabulary.regions[region_id]
        if self.language != "zh" and self.config.region_form == ROMANIZED and region.romanized:
            return region.romanized
        return self.say(region.name)

    def region(self, region_id: str) -> views.Link:
        return views.Link(
            label=self.region_name(region_id),
            url=self.to.region(region_id) if region_id in self.archive.by_region else None,
            lang=self.lang_of(self.archive.vocabulary.regions[region_id].name),
        )

    def region_path(self, region_id: str) -> tuple[views.Link, ...]:
        return tuple(self.region(region.id) for region in self.archive.vocabulary.region_path(region_id))

    def place(self, region_id: str, *, top: int = 1) -> str:
        """The path of a region in words, without its `top` uppermost levels where there is anything below."""
        names = [self.region_name(region.id) for region in self.archive.vocabulary.region_path(region_id)]
        names = names[top:] or names
        return " ".join(names) if self.language == "zh" else ", ".join(reversed(names))

    def theme(self, theme_id: str) -> views.Link:
        theme = self.archive.vocabulary.themes[theme_id]
        url = self.to.theme(theme_id) if theme_id in self.archive.by_theme else None
        return views.Link(label=self.say(theme.name), url=url, lang=self.lang_of(theme.name))

    def method(self, method_id: str) -> views.Link:
        method = self.archive.vocabulary.methods[method_id]
        url = self.to.method(method_id) if method_id in self.archive.by_method else None
        return views.Link(label=self.say(method.name), url=url, lang=self.lang_of(method.name))

    def type(self, type_id: str) -> views.Link:
        name = self.config.type_of(type_id).name
        url = self.to.type(type_id) if type_id in self.archive.by_type else None
        return views.Link(label=self.say(name), url=url, lang=self.lang_of(name))

    def year(self, case: Case) -> views.YearLabel:
        """The year or years of a case; those of a period are inferred."""
        years = case.years
        if not years:
            return views.YearLabel(text=self.words("pages.year.unknown"), inferred=False, url=None)
        text = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        return views.YearLabel(
            text=self.words("pages.year.name", year=text),
            inferred=case.period is not None,
            url=self.to.year(years[0]),
        )

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
        before, after = "", ""
        if figure.qualifier is not None:
            before = self.words(f"pages.qualifier.{figure.qualifier}.before")
            after = self.words(f"pages.qualifier.{figure.qualifier}.after")
        place = figure.place or (case.regions[0].region if case.regions else None)
        values = {other.key: other.value for other in case.figures}
        scale = figure.scale.get(self.language, 1)
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
    def pages_of(
        self, cases: Sequence[Case], address: Callable[[int], str]
    ) -> Iterator[tuple[int, str, views.CaseList]]:
        """Number, address and content of each page of a list of cases; an empty list has no page."""
        size = self.config.page_size
        count = max(1, -(-len(cases) // size))
        links = tuple(views.Link(label=str(page), url=address(page)) for page in range(1, count + 1))
        for page in range(1, count + 1):
            part = cases[(page - 1) * size : page * size]
            pager = None
            if count > 1:
                pager = views.Pager(
                    current=page,
                    pages=links,
                    previous=address(page - 1) if page > 1 else None,
                    next=address(page + 1) if page < count else None,
                )
            listed = views.CaseList(cases=self.lines(part), total=len(cases), first=(page - 1) * size + 1, pager=pager)
            yield page, address(page), listed

    def alternates(self, url_in: Callable[[Addresses], str]) -> tuple[views.Alternate, ...]:
        """The same page in every language."""
        return tuple(
            views.Alternate(language=language, url=url_in(self.addresses(language)))
            for language in self.config.language_codes
        )

    def head(self, url_in: Callable[[Addresses], str], **extra: object) -> views.Head:
        """Canonical address and alternates, where the settings give a base URL, and what else the page brings."""
        if self.config.base_url is None:
            return views.Head(**extra)  # type: ignore[arg-type]
        absolute = tuple(
            (entry.tag, self.config.absolute(url_in(self.addresses(entry.code))) or "")
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
