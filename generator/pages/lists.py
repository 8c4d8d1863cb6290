"""The list of everything, and the pages of types and years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from generator.archive.model import Case
from generator.pages import views
from generator.pages.addresses import Addresses, at, year_name
from generator.pages.case import site_labels
from generator.pages.common import Desk


def head_of(
    desk: Desk, url_in: Callable[[Addresses], str], column: str = "", description: str = "", **extra: object
) -> views.Head:
    """Head of a list page with its page labels (only where the settings have the site's)."""
    labels = site_labels(desk)
    if labels and column:
        labels += (
            ("ColumnName", column),
            ("ColumnDescription", description or column),
            ("ColumnKeywords", column),
            ("ColumnType", desk.words("pages.label.column-type")),
        )
    return desk.head(url_in, labels=labels, **extra)


def cases_pages(desk: Desk) -> Iterator[views.CaseIndexPage]:
    """`cases/index.html` and following: everything, newest first."""
    title = desk.words("pages.cases.title")
    for page, url, listed in desk.pages_of(desk.archive.cases, desk.to.cases):
        url_in = at("cases", "index", page)
        yield views.CaseIndexPage(
            kind="cases",
            language=desk.language,
            url=url,
            title=desk.numbered(title, page),
            description=desk.words("pages.cases.description", n=len(desk.archive.cases)),
            section="cases",
            alternates=desk.alternates(url_in),
            head=head_of(desk, url_in, title, feeds=(feed_of_all(desk),)),
            number_prefix=desk.config.number_prefix,
            cases=listed,
            by_type=type_counts(desk, desk.archive.cases),
        )


def feed_of_all(desk: Desk) -> views.Feed:
    return views.Feed(title=desk.say(desk.config.name), url=desk.to.feed())


def type_pages(desk: Desk) -> Iterator[views.TypePage]:
    """`types/<type>.html`; a type without a case has no page."""
    for declared in desk.config.types:
        cases = desk.archive.by_type.get(declared.id, ())
        name, definition = desk.say(declared.name), desk.say(declared.definition)
        for page, url, listed in desk.pages_of(cases, partial(desk.to.listed, "types", declared.id)) if cases else ():
            url_in = at("types", declared.id, page)
            yield views.TypePage(
                kind="type",
                language=desk.language,
                url=url,
                title=desk.numbered(name, page),
                description=definition or desk.words("pages.type.description", name=name, n=len(cases)),
                section="cases",
                alternates=desk.alternates(url_in),
                head=head_of(desk, url_in, name, definition),
                name=name,
                definition=definition,
                cases=listed,
            )


def year_pages(desk: Desk) -> Iterator[views.YearPage]:
    """`years/<year>.html` and `years/unknown.html`: dated by the source and only inferred stand apart."""
    years = year_counts(desk, desk.archive.cases)
    groups: list[tuple[int | None, Sequence[Case]]] = sorted(desk.archive.by_year.items(), reverse=True)
    if desk.archive.undated:
        groups.append((None, desk.archive.undated))
    for year, cases in groups:
        name = desk.words("pages.year.unknown") if year is None else desk.words("pages.year.name", year=str(year))
        dated = [case for case in cases if case.period is None]
        inferred = [case for case in cases if case.period is not None]
        address = partial(desk.to.listed, "years", year_name(year))
        for page, url, _ in desk.pages_of(cases, address):
            url_in = at("years", year_name(year), page)
            yield views.YearPage(
                kind="year",
                language=desk.language,
                url=url,
                title=desk.numbered(name, page),
                description=desk.words("pages.year.description", name=name, n=len(cases)),
                section="cases",
                alternates=desk.alternates(url_in),
                head=head_of(desk, url_in, name),
                name=name,
                unknown=year is None,
                years=years,
                dated=_part(desk, dated, inferred, page, address, first=True),
                inferred=_part(desk, dated, inferred, page, address, first=False),
            )


def _part(
    desk: Desk,
    dated: Sequence[Case],
    inferred: Sequence[Case],
    page: int,
    address: Callable[[int], str],
    *,
    first: bool,
) -> views.CaseList | None:
    """The dated or the inferred cases on one page of a year: both run through the same pages, dated ones first."""
    size = desk.config.page_size
    both = [*dated, *inferred]
    start, end = (page - 1) * size, page * size
    here = [case for case in both[start:end] if (case.period is None) == first]
    if not here:
        return None
    whole = next(listed for number, _, listed in desk.pages_of(both, address) if number == page)
    group = dated if first else inferred
    return views.CaseList(cases=desk.lines(here), total=len(group), first=group.index(here[0]) + 1, pager=whole.pager)


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
