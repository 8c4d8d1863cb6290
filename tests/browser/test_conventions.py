"""A site with every convention set, in a real browser: nothing that the security policy objects to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Watched
from tests.test_conventions import CASE, SETTINGS
from tests.test_sites import build_tiny


@pytest.fixture(scope="module")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny(tmp_path_factory.mktemp("public"), SETTINGS)


def test_structured_data_and_footer_stand_on_the_page_without_a_word_from_the_browser(
    context: BrowserContext, public_site: Path
) -> None:
    watched = Watched(context.new_page(), public_site.as_uri())
    page = watched.page

    for path, kind in ((CASE, "Article"), ("en/regions/1501.html", "CollectionPage"), ("index.html", "WebSite")):
        page.goto(f"{public_site.as_uri()}/{path}")
        data = json.loads(page.locator('script[type="application/ld+json"]').first.text_content() or "")
        assert data["@graph"][0]["@type"] == kind
        box = page.locator(".foot .filing").bounding_box()
        assert box is not None
        assert abs(box["x"] + box["width"] / 2 - 720) < 20, "the numbers stand in the middle"

    assert watched.faults == []
