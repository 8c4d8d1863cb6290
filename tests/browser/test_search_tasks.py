"""Whole errands of a reader, in both languages, from a server and from a folder: each is one visit with many steps."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import Watched

SEARCH = {"zh": "search.html", "en": "en/search.html"}
OTHER_PAGE = {"zh": "themes/index.html", "en": "en/themes/index.html"}
QUERY = {"zh": "志愿", "en": "volunteers"}
PHRASE = {"zh": "“党员代办队”", "en": "“oat grass”"}
BY_DATE = {"zh": "按入库先后", "en": "By date added"}
MORE = {"zh": re.compile("^再看一些"), "en": re.compile("^Show more")}
PATIENCE = 20_000
"""Milliseconds for what must be loaded first, on a machine that does other things too."""
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])

EVERYWHERE = [
    "网格员", "網格員", "ｇｒｉｄ", "社区", "赤峰 主题党日", "“三会一课”", "2020年", "二〇二〇年", "1+9+N", "齐",
    "老旧小区改造居民反对怎么办", "grid attendant", "elderly care", "Erlianhaote", "党健引领", "的", "鼹鼷鼩",
]  # fmt: skip
"""Queries of every kind, asked over http and from files."""

SHOWN = """() => ['.said [role=status]', '.hits', '.facets', '.nothing', '.via']
  .flatMap((place) => [...document.querySelectorAll(place)].map((one) => one.outerHTML)).join('\\n')"""


def _box(page: Page) -> Locator:
    return page.locator("#q")


def _numbers(page: Page) -> list[str]:
    """Case numbers of the hits, in order."""
    found: list[str] = page.locator(".hits .lines > li[data-number]").evaluate_all(
        "all => all.map(one => one.dataset.number)"
    )
    return found


def _asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _settled(page: Page, text: str) -> None:
    """Wait until the page says what there is for a query."""
    expect(page.locator(".said [role=status]")).to_contain_text(text.strip("“”"), timeout=PATIENCE)


def _unchanging(page: Page) -> str:
    """What is said, listed, extracted and counted, as soon as it has stayed the same for a while: extracts come last."""
    shown = ""
    for _ in range(60):
        before, shown = shown, page.evaluate(SHOWN)
        if shown and shown == before and "is-coming" not in shown:
            return shown
        page.wait_for_timeout(100)
    raise AssertionError("the page does not come to rest")


@LANGUAGES
def test_typing_pinyin_sorting_reading_on_and_narrowing_work_by_keyboard(
    watched: Watched, base: str, language: str
) -> None:
    page = watched.page
    page.goto(f"{base}/{OTHER_PAGE[language]}")
    page.keyboard.press("/")
    for typed in ("djyl", "dangjianyinl"):
        page.keyboard.type(typed)
        option = page.get_by_role("banner").get_by_role("option", name="党建引领", exact=True)
        expect(option).to_be_visible(timeout=PATIENCE)
        page.keyboard.press("Control+a")
    page.keyboard.type("dangjianyinl")
    expect(option).to_be_visible(timeout=PATIENCE)
    while option.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(SEARCH[language]) + r"\?q="), timeout=PATIENCE)
    _settled(page, "党建引领")

    _box(page).fill(QUERY[language])
    _settled(page, QUERY[language])
    by_relevance = _numbers(page)
    page.locator(".sort").get_by_role("button", name=BY_DATE[language]).press("Enter")
    expect(page.locator(".sort [aria-pressed=true]")).to_have_text(BY_DATE[language])
    page.wait_for_function(
        "before => [...document.querySelectorAll('.hits [data-number]')].map(one => one.dataset.number).join() !== before",
        arg=",".join(by_relevance),
    )
    by_date = _numbers(page)
    assert by_date == sorted(by_date, key=int, reverse=True), (
        "all were added on one day: the higher number is the newer"
    )
    assert _asked(page) == {"q": [QUERY[language]], "sort": ["date"]}

    page.get_by_role("button", name=MORE[language]).press("Enter")
    expect(page.locator(".hits h3 a").nth(10)).to_be_focused()
    assert _numbers(page)[:10] == by_date
    _box(page).focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator(".hits h3 a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(_box(page)).to_be_focused()

    value = page.locator('input[data-key^="type:"]').first
    value.press("Space")
    expect(page.locator(".chip")).to_have_count(1)
    narrowed = int(page.locator(".said [role=status] b").inner_text())
    page.reload()
    expect(page.locator(".chip")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator(".said [role=status] b")).to_have_text(str(narrowed), timeout=PATIENCE)
    page.locator(".chip").press("Enter")
    expect(page.locator(".chip")).to_have_count(0)
    expect(_box(page)).to_be_focused()


@LANGUAGES
def test_a_phrase_in_quotation_marks_leads_to_its_place_on_the_page(watched: Watched, base: str, language: str) -> None:
    page = watched.page
    page.goto(f"{base}/{SEARCH[language]}?q={quote(PHRASE[language])}")
    _settled(page, PHRASE[language])
    phrase = PHRASE[language].strip("“”")
    marks = page.locator(".hits li:has(.sum mark)").first.locator(".sum mark")
    assert phrase.lower() in "".join(marks.all_inner_texts()).lower() or language == "en"

    page.locator(".hits li:has(.sum mark) h3 a").first.press("Enter")

    bar = page.locator(".marks-bar")
    expect(page.locator("main mark.found").first).to_be_attached(timeout=PATIENCE)
    expect(bar.get_by_role("status")).to_contain_text(phrase)
    bar.get_by_role("button").last.press("Enter")
    expect(page.locator("mark.found")).to_have_count(0)


@LANGUAGES
def test_a_server_and_a_folder_give_the_same_answers(browser: Browser, site: Path, server: str, language: str) -> None:
    answers = []
    asked = EVERYWHERE if language == "zh" else EVERYWHERE[::2]
    for base in (f"{server}/a/b", site.as_uri()):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        page = context.new_page()
        page.goto(f"{base}/{SEARCH[language]}")
        expect(page.locator(".said [role=status] b")).to_have_text(re.compile(r"\d"), timeout=PATIENCE)
        seen = {}
        for query in asked:
            _box(page).fill(query)
            _settled(page, query)
            seen[query] = _unchanging(page)
        answers.append(seen)
        context.close()

    assert answers[0] == answers[1]
    assert sum("data-number" in shown for shown in answers[0].values()) > len(asked) - 2


FAULTS = {
    "missing": ("没有取到", "did not come", "再试一次", "Try again"),
    "cut off": ("不完整", "is not whole", "再试一次", "Try again"),
    "a page in its place": ("不完整", "is not whole", "再试一次", "Try again"),
    "of another format": ("已经更新", "newer than this page", "重新载入", "Reload"),
}


@LANGUAGES
def test_whatever_is_wrong_with_a_shard_is_told_and_one_press_mends_it(
    browser: Browser, site: Path, server: str, language: str
) -> None:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()

    def spoil(fault: str, route: Route) -> None:
        text = (site / urlsplit(route.request.url).path.removeprefix("/a/b/")).read_text(encoding="utf-8")
        if fault == "missing":
            route.abort()
            return
        spoilt = {
            "cut off": text[: len(text) // 2],
            "a page in its place": "<!doctype html><title>404</title>",
            "of another format": re.sub(r"\(\d+,", "(99,", text, count=1),
        }
        route.fulfill(body=spoilt[fault], content_type="text/javascript")

    for fault, (zh, en, again_zh, again_en) in FAULTS.items():
        said, again = (zh, again_zh) if language == "zh" else (en, again_en)
        handler = partial(spoil, fault)
        page.route("**/search/p/*", handler)
        page.goto(f"{server}/a/b/{SEARCH[language]}?q={quote('网格')}&fault={quote(fault)}")
        expect(page.get_by_role("alert")).to_contain_text(said, timeout=PATIENCE)
        assert _numbers(page) == []

        page.unroute("**/search/p/*", handler)
        page.get_by_role("alert").get_by_role("button", name=again).press("Enter")

        expect(page.locator(".hits .lines > li[data-number]").first).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("alert")).to_have_count(0)
    page.context.close()


def test_what_is_said_of_the_hits_stays_while_facets_are_slow_to_come(browser: Browser, server: str) -> None:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    held: list[Route] = []
    page.route("**/search/v/*", lambda route: held.append(route))
    page.goto(f"{server}/a/b/search.html?q={quote('网格')}", wait_until="domcontentloaded")
    _settled(page, "网格")

    page.wait_for_timeout(1000)
    _settled(page, "网格")
    assert held and page.locator(".facet-list input").count() == 0
    for route in held:
        route.continue_()

    expect(page.locator("input[data-key]").first).to_be_attached(timeout=PATIENCE)
    _settled(page, "网格")
    page.context.close()
