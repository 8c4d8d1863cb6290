"""The search page of an archive so large that facets come in parts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.search.build import build_index
from generator.search.documents import FacetValue, FacetVocabulary, SearchVocabulary
from generator.search.prepare import prepare
from generator.segment import Segmenter
from tests.browser.conftest import Watched
from tests.search.factories import document, text

CASES = 2001
CITIES, TOWNS, METHODS = 3, 100, 5


@pytest.fixture(scope="session")
def large_site(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the real archive with the index of another one: 2,001 cases, each in one of 300 towns."""
    site = tmp_path_factory.mktemp("large") / "site"
    shutil.copytree(real_site, site)
    shutil.rmtree(site / "search")
    regions = ["nm", *(f"c{city}" for city in range(CITIES))]
    values = [
        FacetValue(id=region, parent="nm" if region != "nm" else None, labels={"zh": region}) for region in regions
    ]
    values += [
        FacetValue(id=f"c{city}-{town}", parent=f"c{city}", labels={"zh": f"c{city}-{town}"})
        for city in range(CITIES)
        for town in range(TOWNS)
    ]
    methods = tuple(FacetValue(id=f"m{method}", parent=None, labels={"zh": f"m{method}"}) for method in range(METHODS))
    facets = (
        FacetVocabulary(name="region", labels={}, values=tuple(values)),
        FacetVocabulary(name="method", labels={}, values=methods),
    )
    segmenter = Segmenter()
    documents = (
        document(
            number,
            text(body="网格" if number != 40 else "网格，别处"),
            facets={"region": (f"c{number % CITIES}-{number % TOWNS}",), "method": (f"m{number % METHODS}",)},
        )
        for number in range(1, CASES + 1)
    )
    for file in build_index((prepare(one, segmenter) for one in documents), SearchVocabulary(facets=facets)):
        path = site / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return site


@pytest.fixture
def page(watched: Watched, large_site: Path) -> Page:
    """The search page, opened by double click."""
    watched.page.goto(f"{large_site.as_uri()}/search.html?q=网格")
    expect(watched.page.locator("#facet-region")).to_be_visible()
    return watched.page


@pytest.fixture
def base(large_site: Path) -> str:
    return large_site.as_uri()


def _count(page: Page, facet: str, value: str) -> str:
    return page.locator(f'[data-key="{facet}:{value}"]').locator("xpath=..").locator(".n").inner_text()


def test_a_place_shows_what_lies_below_it_once_it_is_opened(page: Page) -> None:
    twist = page.locator('[data-key="region:c1:open"]')
    assert _count(page, "region", "c1") == "667"
    assert page.locator('[data-key^="region:c1-"]').count() == 0

    twist.focus()
    page.keyboard.press("Enter")

    expect(page.locator('[data-key="region:c1-1"]')).to_be_visible()
    expect(twist).to_be_focused()
    assert _count(page, "region", "c1-1") == "7"
    assert page.locator('[data-key^="region:c2-"]').count() == 0


def test_a_place_that_is_chosen_shows_what_lies_below_it(page: Page) -> None:
    page.locator('[data-key="region:c2"]').check()

    expect(page.locator('[data-key="region:c2-2"]')).to_be_visible()
    expect(page.locator('[data-key="region:c2:open"]')).to_have_attribute("aria-expanded", "true")
    assert page.locator('[data-key^="region:c1-"]').count() == 0


def test_methods_are_counted_once_they_are_opened_and_can_be_shut_again(page: Page) -> None:
    fold = page.locator("#facet-method button")
    assert page.locator("input[data-key^='method:']").count() == 0

    fold.click()

    expect(page.locator("input[data-key^='method:']")).to_have_count(METHODS)
    assert _count(page, "method", "m1") == "401"
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(fold).to_be_focused()
    fold.click()
    expect(page.locator("input[data-key^='method:']")).to_have_count(0)


def test_an_address_with_a_place_and_a_method_shows_both_among_what_is_beside_them(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html?q=网格&region=c1-1&method=m1")

    expect(page.locator(".said [role=status] b")).to_have_text(re.compile(r"^7$"))
    expect(page.locator('[data-key="region:c1-1"]')).to_be_checked()
    expect(page.locator('[data-key="method:m1"]')).to_be_checked()
    assert page.locator(".chip").all_inner_texts() == ["c1-1", "m1"]
    page.locator('[data-key="method:m1"]').uncheck()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("input[data-key^='method:']")).to_have_count(1)


def test_a_single_place_gives_way_to_those_below_it(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html?q=别处")

    expect(page.locator('[data-key="region:c1-40"]')).to_be_visible()
    assert page.locator('[data-key="region:c1"]').count() == 0
