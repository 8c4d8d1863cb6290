"""The list of everything, and the pages of types and years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.archive.model import Case
from generator.config import TypeConfig
from generator.pages import views
from generator.pages.addresses import at, year_name
from generator.pages.common import Desk, ListPart
from generator.pages.head import head_of
from generator.pages.planned import Planned


def cases_pages(desk: Desk) -> Iterator[Planned]:
    """`cases/index.html` and following: everything, newest first."""
    counts = [f"{type_id} {len(cases)}" for type_id, cases in desk.archive.by_type.items()]
    by_type = type_counts(desk, desk.archive.cases)
    for part in desk.parts(desk.archive.cases, desk.to.cases):
        key = desk.part_key("cases", part, *sorted(counts))
        yield Planned(url=part.url, key=key, make=partial(_cases_page, desk, part, by_type))


def _cases_page(desk: Desk, part: ListPart, by_type: tuple[views.Count, ...]) -> views.CaseIndexPage:
    title = desk.words("pages.cases.title")
    url_in = at("cases", "index", part.page)
    return views.CaseIndexPage(
        kind="cases",
        language=desk.language,
        url=part.url,
        title=desk.numbered(title, part.page),
        description=desk.words("pages.cases.description", n=len(desk.archive.cases)),
        section="cases",
        alternates=desk.alternates(url_in),
        head=head_of(desk, url_in, title, feeds=(feed_of_all(desk),)),
        number_prefix=desk.config.number_prefix,
        cases=desk.case_list(part),
        by_type=by_type,
    )


def feed_of_all(desk: Desk) -> views.Feed:
    return views.Feed(title=desk.say(desk.config.name), url=desk.to.feed())


def type_pages(desk: Desk) -> Iterator[Planned]:
    """`types/<type>.html`; a type without a case has no page."""
    for declared in desk.config.types:
        cases = desk.archive.by_type.get(declared.id, ())
        for part in desk.parts(cases, partial(desk.to.listed, "types", declared.id)):
            key = desk.part_key("type", part, declared.id)
            yield Planned(url=part.url, key=key, make=partial(_type_page, desk, declared, part))


def _type_page(desk: Desk, declared: TypeConfig, part: ListPart) -> views.TypePage:
    name, definition = desk.say(declared.name), desk.say(declared.definition)
    url_in = at("types", declared.id, part.page)
    return views.TypePage(
        kind="type",
        language=desk.language,
        url=part.url,
        title=desk.numbered(name, part.page),
        description=definition or desk.words("pages.type.description", name=name, n=len(part.cases)),
        section="cases",
        alternates=desk.alternates(url_in),
        head=head_of(desk, url_in, name, definition),
        name=name,
        definition=definition,
        cases=desk.case_list(part),
    )


def year_pages(desk: Desk) -> Iterator[Planned]:
    """`years/<year>.html` and `years/unknown.html`: dated by the source and only inferred stand apart."""
    groups: list[tuple[int | None, Sequence[Case]]] = sorted(desk.archive.by_year.items(), reverse=True)
    if desk.archive.undated:
        groups.append((None, desk.archive.undated))
    counts = [f"{year} {len(cases)}" for year, cases in groups]
    years = year_counts(desk, desk.archive.cases)
    for year, cases in groups:
        dated = [case for case in cases if case.period is None]
        inferred = [case for case in cases if case.period is not None]
        for part in desk.parts([*dated, *inferred], partial(desk.to.listed, "years", year_name(year))):
            key = desk.part_key("year", part, year, len(dated), *counts)
            yield Planned(url=part.url, key=key, make=partial(_year_page, desk, year, part, len(dated), years))


def _year_page(
    desk: Desk, year: int | None, part: ListPart, dated: int, years: tuple[views.Count, ...]
) -> views.YearPage:
    name = desk.words("pages.year.unknown") if year is None else desk.words("pages.year.name", year=str(year))
    url_in = at("years", year_name(year), part.page)
    return views.YearPage(
        kind="year",
        language=desk.language,
        url=part.url,
        title=desk.numbered(name, part.page),
        description=desk.words("pages.year.description", name=name, n=len(part.cases)),
        section="cases",
        alternates=desk.alternates(url_in),
        head=head_of(desk, url_in, name),
        name=name,
        unknown=year is None,
        years=years,
        dated=_half(desk, part, 0, dated),
        inferred=_half(desk, part, dated, len(part.cases)),
    )


def _half(desk: Desk, part: ListPart, begin: int, end: int) -> views.CaseList | None:
    """What a page shows of the dated or of the inferred cases of a year, which lie from `begin` to `end` of its list."""
    first, last = max(begin, part.start), min(end, part.start + part.size)
    if first >= last:
        return None
    return views.CaseList(
        cases=desk.lines(part.cases[first:last]), total=end - begin, first=first - begin + 1, pager=part.pager
    )


def type_counts(desk: Desk, cases: Sequence[Case]) -> tuple[views.Count, ...]:
    """Numbers of cases by type, in the order of the settings; types without cases are left out."""
    found: dict[str, int] = {}
    for case in cases:
        found[case.type] = found.get(case.type, 0) + 1
    return tuple(
        views.Count(link=desk.type(declared.id), count=found[declared.id])
        for declared in desk.config.types
        if declared.id in found
    )


def year_counts(desk: Desk, cases: Sequence[Case]) -> tuple[views.Count, ...]:
    """Numbers of cases by year, oldest first, the undated last."""
    found: dict[int, int] = {}
    undated = 0
    for case in cases:
        for year in case.years:
            found[year] = found.get(year, 0) + 1
        undated += not case.years
    rows = [
        views.Count(
            link=views.Link(label=desk.words("pages.year.name", year=str(year)), url=desk.to.year(year)),
            count=found[year],
        )
        for year in sorted(found)
    ]
    if undated:
        link = views.Link(label=desk.words("pages.year.unknown"), url=desk.to.year(None))
        rows.append(views.Count(link=link, count=undated))
    return tuple(rows)
