"""Archive → which pages exist, and what each depends on. Cheap: nothing is made here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.pages import views
from generator.pages.basket import basket_page, case_blocks
from generator.pages.common import Desk
from generator.pages.feeds import feeds
from generator.pages.home import home_page
from generator.pages.lists import cases_pages, type_pages, year_pages
from generator.pages.overview import glossary_page, matrix_page, search_page
from generator.pages.planned import Planned
from generator.pages.region import region_index, region_pages
from generator.pages.series import series_index, series_pages
from generator.pages.statistics import statistics_page
from generator.pages.tables import statistics_files
from generator.pages.theme import method_index, method_pages, theme_index, theme_pages


def planned_lists(desk: Desk) -> Iterator[Planned]:
    """All lists of one language, with their feeds and scripts. An empty list has no page."""
    if not desk.archive.cases:
        return
    yield from region_pages(desk)
    yield from theme_pages(desk)
    yield from method_pages(desk)
    yield from series_pages(desk)
    yield from cases_pages(desk)
    yield from type_pages(desk)
    yield from year_pages(desk)
    yield from feeds(desk)
    yield from case_blocks(desk)


def planned_single(desk: Desk) -> Iterator[Planned]:
    """Pages of which there is one a language; most look over everything."""
    archive, everything = desk.archive, desk.depends.everything

    def page(slug: str, make: Callable[[Desk], views.Page], depends: bytes = everything) -> Planned:
        return Planned(url=desk.to.free(slug), key=desk.key(slug, depends), make=partial(make, desk))

    def index(kind: str, make: Callable[[Desk], views.Page]) -> Planned:
        return Planned(url=desk.to.index(kind), key=desk.key(f"{kind}/index", everything), make=partial(make, desk))

    yield page("index", home_page)
    yield page("search", search_page, b"")
    if archive.vocabulary.terms:
        yield page("glossary", glossary_page, desk.depends.terms)
    if not archive.cases:
        return
    yield page("statistics", statistics_page)
    name = f"{desk.to.root}statistics"
    yield Planned(url=name, key=desk.key("tables", everything), make=lambda: dict(statistics_files(desk)))
    yield page("basket", basket_page, str(archive.by_serial[-1].serial).encode())
    if archive.by_region:
        yield index("regions", region_index)
    if archive.by_theme:
        yield index("themes", theme_index)
        if archive.by_region:
            yield page("matrix", matrix_page)
    if archive.by_method:
        yield index("methods", method_index)
    if archive.by_series:
        yield index("series", series_index)
