"""Archive → which pages exist. Pure, in pieces that can be made in any process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.pages import views
from generator.pages.common import Desk
from generator.pages.home import home_page
from generator.pages.lists import cases_pages, type_pages, year_pages
from generator.pages.overview import glossary_page, matrix_page, search_page
from generator.pages.region import region_index, region_pages
from generator.pages.series import series_index, series_pages
from generator.pages.theme import method_index, method_pages, theme_index, theme_pages


def _single(desk: Desk) -> Iterator[views.Page]:
    """Pages of which there is one a language."""
    yield home_page(desk)
    yield search_page(desk)
    if desk.archive.vocabulary.terms:
        yield glossary_page(desk)
    if desk.archive.cases:
        if desk.archive.by_region:
            yield region_index(desk)
        if desk.archive.by_theme:
            yield theme_index(desk)
            if desk.archive.by_region:
                yield matrix_page(desk)
        if desk.archive.by_method:
            yield method_index(desk)
        if desk.archive.by_series:
            yield series_index(desk)


def _cases(desk: Desk) -> Iterable[views.Page]:
    return cases_pages(desk) if desk.archive.cases else ()


LIST_PAGES: Mapping[str, Callable[[Desk], Iterable[views.Page]]] = {
    "single": _single,
    "cases": _cases,
    "types": type_pages,
    "years": year_pages,
    "regions": region_pages,
    "themes": theme_pages,
    "methods": method_pages,
    "series": series_pages,
}
"""Everything but the pages of cases and free pages, which need their texts; an empty list has no page."""
