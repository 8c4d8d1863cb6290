"""The page of statistics in a real browser."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched


@pytest.mark.parametrize("language", ["", "en/"])
def test_charts_fit_the_screen_lead_on_open_as_tables_and_come_as_files(
    watched: Watched, base: str, site: Path, language: str
) -> None:
    page = watched.page
    page.goto(f"{base}/{language}statistics.html")

    # No chart or table is wider than a phone, and bars are as long as the numbers say.
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        chart = page.locator("#places .chart-svg").first
        marks = [box["width"] for mark in chart.locator(".mark").all() if (box := mark.bounding_box())]
        values = [int(text) for text in chart.locator("a .value").all_text_contents()]
        assert [round(length * values[0] / marks[0]) for length in marks] == values

    # Every chart's numbers stand in a table too, which opens by keyboard.
    summary = page.locator("#places summary")
    summary.focus()
    page.keyboard.press("Enter")
    label = page.locator("#places .chart-svg a .label").first.text_content()
    row = page.locator("#places .numbers tr", has=page.get_by_role("link", name=label or "", exact=True))
    expect(row.first.locator("td").last).to_have_text(str(values[0]))

    # A table is downloaded where it can be (a browser opens files of a folder itself).
    link = page.locator("#places .files a").first
    address = urlsplit(link.evaluate("link => link.href"))
    assert (site / language / "statistics" / Path(unquote(address.path)).name).read_bytes().startswith(b"\xef\xbb\xbf")
    if base.startswith("http"):
        with page.expect_download() as download:
            link.click()
        assert download.value.suggested_filename == "places.csv"

    # A bar leads to its page.
    page.locator("#places .chart-svg a").first.click()
    expect(page.locator("h1")).to_contain_text(label or "")
