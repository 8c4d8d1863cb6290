"""No script of an author runs: an attack in every field and every place of Markdown, opened in a real browser.

The pages are opened without their security policy, so that the escaping itself is held and not the policy behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from generator.paths import Paths, theme_folder
from generator.pipeline import build
from generator.render.text import TextRenderer
from tests.hostile.corpus import ATTACK, IN_A_FIELD, IN_MARKDOWN, hostile_site

LOOK = r"""() => {
  const found = [];
  if (window.__attacked) found.push("a script ran");
  for (const element of document.querySelectorAll("*")) {
    if (element.localName === "script" && !element.src && !/json/.test(element.type)) found.push("inline script");
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) found.push(`${element.localName} ${name}=${value}`);
      if (/^(href|src|action|formaction|xlink:href|srcdoc|data)$/.test(name)) {
        const scheme = /^[\u0000-\u0020]*([a-z][a-z\s]*):/i.exec(value);
        if (scheme && !/^(https?|mailto|file)$/.test(scheme[1])) found.push(`${element.localName} ${name}=${value}`);
      }
    }
    if (/^(iframe|object|embed|base|style|math)$/.test(element.localName)) found.push(element.localName);
    if (element.localName === "meta" && /refresh/i.test(element.httpEquiv)) found.push("refresh");
  }
  return found;
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the hostile archive."""
    folder = tmp_path_factory.mktemp("hostile") / "archive"
    assert hostile_site(folder) > 100
    paths = Paths(
        config=folder / "site_config.yml", content=folder / "content", output=folder / "site", theme=theme_folder()
    )
    build(paths, jobs=1)
    return paths.output


@pytest.fixture
def open_world(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(bypass_csp=True, locale="zh-CN")
    yield context
    context.close()


class Attacked:
    """A page, and what an attack on it did."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []
        page.on("dialog", lambda dialog: (self.found.append(f"{page.url}: dialog"), dialog.dismiss()))
        page.on("request", lambda request: self._request(request.url))
        page.on("popup", lambda popup: self.found.append(f"{page.url}: popup"))

    def _request(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:", "about:")):
            self.found.append(f"{self.page.url}: asks {url}")

    def look(self) -> None:
        self.found += [f"{self.page.url}: {found}" for found in self.page.evaluate(LOOK)]


def test_no_attack_in_any_field_runs_on_any_page(hostile: Path, open_world: BrowserContext) -> None:
    attacked = Attacked(open_world.new_page())
    shown = 0
    for file in sorted(hostile.rglob("*.html")):
        attacked.page.goto(file.as_uri(), wait_until="domcontentloaded")  # all scripts have run
        attacked.look()
        shown += attacked.page.evaluate("attack => document.body.textContent.includes(attack)", ATTACK)

    assert attacked.found == []
    assert shown > 60, "the attacks do stand on the pages, as text"


def test_feeds_and_the_list_of_addresses_stay_well_formed(hostile: Path) -> None:
    files = sorted(hostile.rglob("*.xml"))

    assert len(files) >= 3
    for file in files:
        words = "".join(element.text or "" for element in ElementTree.parse(file).iter())
        assert ATTACK in words or file.name == "sitemap.xml"


@pytest.mark.parametrize("language", ["", "en/"])
def test_no_attack_runs_from_the_address_or_out_of_the_index(
    hostile: Path, open_world: BrowserContext, language: str
) -> None:
    page = open_world.new_page()
    attacked = Attacked(page)
    address = (hostile / language / "search.html").as_uri()
    hits = 0
    for words in (IN_A_FIELD[1], "onerror", "网格", "grid"):
        page.goto("about:blank")
        page.goto(f"{address}?q={quote(words)}")
        page.wait_for_timeout(600)
        attacked.look()
        hits += page.locator("main mark").count()
    page.locator("input[type=search]:visible").first.fill("网格 onerror")
    page.wait_for_timeout(600)
    attacked.look()

    assert attacked.found == []
    assert hits > 0, "what an author wrote was shown"


def test_no_attack_in_markdown_runs_even_where_the_checks_would_let_it_through(open_world: BrowserContext) -> None:
    renderer = TextRenderer()
    attacked = Attacked(open_world.new_page())
    for text in IN_MARKDOWN:
        rendered = renderer.parse(text, "practices/a", lambda target: target)
        attacked.page.set_content("".join(section.html for section in rendered.sections))
        for link in attacked.page.locator("a").all():
            address = link.evaluate("link => link.protocol")
            assert address in ("https:", "http:", "mailto:", "about:", "file:", ":"), (text, address)
        attacked.look()

        assert attacked.found == [], text
