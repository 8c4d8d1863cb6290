"""What a reader does with the collection: collecting, ordering, sending, and having it all as one document."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import Watched

NUMBERS = [3, 16, 5]
CASE = "cases/huimin-dangyuan-baohu.html"
"""The page of case 3."""

LISTS = {"zh": "types/practices.html", "en": "en/types/practices.html"}
BASKET = {"zh": "basket.html", "en": "en/basket.html"}
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
NO_PAPER = "window.print = () => { window.printed = (window.printed || 0) + 1; };"


def _lines(page: Page) -> Locator:
    return page.locator(".basket .caseline")


def _numbers(page: Page) -> list[str]:
    return page.locator(".basket .caseline .no").all_inner_texts()


def _count(page: Page) -> Locator:
    return page.get_by_role("banner").locator("[data-basket-count]")


def _collect(page: Page, numbers: list[int]) -> None:
    page.evaluate("numbers => window.anlikuBasket.set(numbers)", numbers)


def _undo(page: Page) -> None:
    page.locator("[data-status] button").click()


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_case_stands_once_in_the_script_of_its_hundred_and_leads_to_its_page(site: Path, root: str) -> None:
    rows = []
    for script in sorted((site / root / "cases" / "by-number").glob("*.js")):
        block, told = re.fullmatch(r"anlikuCases\((\d+),(\[.*\])\);\n", script.read_text("utf-8"), re.S).groups()  # type: ignore[union-attr]
        rows += json.loads(told)
        assert block == script.stem and {row[0] // 100 for row in json.loads(told)} == {int(block)}

    pages = {path.relative_to(site).as_posix() for path in (site / root / "cases").glob("[!i]*.html")}
    assert {row[2] for row in rows} >= pages and len(rows) == len({row[0] for row in rows})
    assert [row[2] for row in rows if not (site / row[2]).is_file()] == []
    assert [row[0] for row in rows] == [int(row[1].rpartition("-")[2]) for row in rows]


@LANGUAGES
def test_what_is_saved_in_lists_and_on_pages_is_listed_in_the_order_of_saving(
    watched: Watched, base: str, language: str
) -> None:
    page = watched.page
    page.goto(f"{base}/{LISTS[language]}")
    second = page.locator(".caseline").nth(1)
    saved = [second.get_attribute("data-number"), "AL-0003"]
    expect(_count(page)).to_have_text("0")

    second.locator("[data-collect]").press("Enter")
    expect(_count(page)).to_have_text("1")
    expect(second.locator("[data-collect]")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{base}/{'en/' if language == 'en' else ''}{CASE}")
    page.locator("main [data-collect='3']").first.click()
    expect(_count(page)).to_have_text("2")
    page.get_by_role("banner").locator("[data-basket-link]").click()

    expect(_lines(page)).to_have_count(2)
    assert _numbers(page) == saved
    titles = _lines(page).get_by_role("link").all_inner_texts()
    page.get_by_role("banner").get_by_role("link", name={"zh": "English", "en": "中文"}[language]).click()
    expect(_lines(page)).to_have_count(2)
    assert _numbers(page) == saved
    assert _lines(page).get_by_role("link").all_inner_texts() != titles
    _lines(page).nth(1).get_by_role("link").click()
    page.locator("main [data-collect='3']").first.click()
    expect(_count(page)).to_have_text("1")


def test_a_hit_of_the_search_can_be_saved(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html?q=网格")
    line = page.locator(".hits .caseline").first
    number = line.get_attribute("data-number")

    line.locator("[data-collect]").click()
    page.goto(f"{base}/basket.html")

    expect(_lines(page)).to_have_count(1)
    assert int(_numbers(page)[0].rpartition("-")[2]) == int(number or 0)


def test_the_order_is_changed_by_keyboard_and_what_is_removed_comes_back(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/basket.html")
    expect(page.locator(".basket-empty")).to_be_visible()
    _collect(page, NUMBERS)
    expect(_lines(page)).to_have_count(3)

    page.get_by_role("button", name=re.compile("^下移：回民区")).press("Enter")
    page.keyboard.press("Enter")
    assert _numbers(page) == ["AL-0016", "AL-0005", "AL-0003"]
    expect(page.get_by_role("button", name=re.compile("^下移：回民区"))).to_be_focused()
    expect(page.locator("[data-status]")).to_contain_text("现在是第 3 篇")
    page.keyboard.press("Enter")
    assert _numbers(page) == ["AL-0016", "AL-0005", "AL-0003"]
    page.reload()
    expect(_lines(page)).to_have_count(3)
    assert _numbers(page) == ["AL-0016", "AL-0005", "AL-0003"]

    _lines(page).nth(1).locator("[data-remove]").press("Enter")
    expect(_lines(page)).to_have_count(2)
    assert page.evaluate("document.activeElement.closest('.caseline') !== null")
    _undo(page)
    assert _numbers(page) == ["AL-0016", "AL-0005", "AL-0003"]
    page.get_by_role("button", name="清空收藏夹").click()
    expect(page.locator(".basket-empty")).to_be_visible()
    expect(_count(page)).to_have_text("0")
    _undo(page)
    assert _numbers(page) == ["AL-0016", "AL-0005", "AL-0003"]


def test_a_list_sent_as_a_link_is_shown_first_and_added_when_asked(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/basket.html#c=5,9999,16,5")
    expect(_lines(page)).to_have_count(3)
    assert _numbers(page) == ["AL-0005", "AL-9999", "AL-0016"]
    expect(_lines(page).nth(1)).to_contain_text("已不在本库")
    expect(_count(page)).to_have_text("0")
    expect(page.locator("[data-remove]")).to_have_count(0)

    page.get_by_role("button", name="加入我的收藏夹").click()

    expect(_count(page)).to_have_text("3")
    expect(page.locator("[data-remove]")).to_have_count(3)
    assert "#" not in page.url
    page.evaluate(
        "window.copied = ''; navigator.clipboard && (navigator.clipboard.writeText = async (text) => { window.copied = text; });"
        "document.execCommand = () => { window.copied = document.activeElement.value; return true; };"
    )
    page.get_by_role("button", name="复制清单链接").click()
    expect(page.locator("[data-status]")).to_have_text("链接已复制")
    assert page.evaluate("window.copied").endswith("/basket.html#c=5,9999,16")
    page.goto(f"{base}/basket.html#c=5,3")
    page.reload()
    expect(page.locator(".basket-sent")).to_contain_text("其中 1 篇")
    page.get_by_role("button", name="看我的收藏夹").click()
    expect(_lines(page)).to_have_count(3)


def test_a_fragment_that_is_no_list_shows_the_readers_own(browser: Browser, server: str) -> None:
    base = f"{server}/a/b"
    context = browser.new_context(locale="zh-CN")
    watched = Watched(context.new_page(), base)
    watched.page.goto(f"{base}/basket.html")
    for fragment in ("#c=", "#c=,,0", "#c=<b>x</b>", "#c=constructor", "#c=1e3", "#c=99999999999999999999", "#title"):
        watched.page.evaluate("fragment => { location.hash = fragment; }", fragment)
        watched.page.reload()
        expect(watched.page.locator(".basket-empty")).to_be_visible()
    context.close()
    assert watched.faults == []


@LANGUAGES
def test_the_compilation_has_cover_contents_and_every_case_whole(watched: Watched, base: str, language: str) -> None:
    page = watched.page
    page.add_init_script(NO_PAPER)
    page.goto(f"{base}/{BASKET[language]}")
    _collect(page, NUMBERS)
    expect(_lines(page)).to_have_count(3)
    titles = _lines(page).get_by_role("link").all_inner_texts()
    page.get_by_role("textbox", name={"zh": "题名", "en": "Title"}[language]).fill("甲 & <b>乙</b>")

    page.locator("[data-print]").click()
    expect(page.locator("[data-progress]")).to_contain_text("3")
    page.wait_for_selector(".has-compilation .compilation > .page-case:nth-of-type(3)", state="attached")

    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    made = page.locator(".compilation")
    expect(made.locator(".paper-cover h1")).to_have_text("甲 & <b>乙</b>")
    assert made.locator(".paper-title").all_inner_texts() == titles
    assert [re.sub(r"\s", "", text) for text in made.locator(".page-case h1").all_inner_texts()] == [
        re.sub(r"\s", "", text) for text in titles
    ]
    assert made.locator("button, script, nav, input, [id]").count() == 0
    printed = made.locator(".page-case").first.locator("article").inner_text()
    page.goto(f"{base}/{'en/' if language == 'en' else ''}{CASE}")
    assert _words(printed) == _words(page.locator("main article").inner_text())


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_a_text_that_cannot_be_had_is_named_and_the_others_can_be_printed(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.add_init_script(NO_PAPER)
    page.goto(f"{server}/a/b/basket.html")
    _collect(page, NUMBERS)
    page.route(f"**/{CASE}", lambda route: route.fulfill(status=404))

    page.locator("[data-print]").click()
    expect(page.locator("[data-progress]")).to_contain_text("没有取到：回民区")
    assert page.evaluate("window.printed") is None
    page.get_by_role("button", name="只印取到的").click()
    assert page.evaluate("window.printed") == 1
    assert page.locator(".compilation > .page-case").count() == 2
    page.unroute(f"**/{CASE}")
    page.get_by_role("button", name="再试一次").click()

    expect(page.locator("[data-progress]")).to_have_text("3 篇已备好")


def test_titles_that_cannot_be_had_are_asked_for_again(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.route("**/by-number/*", lambda route: route.abort())
    page.goto(f"{server}/a/b/basket.html#c=3")
    expect(page.locator("[data-status]")).to_contain_text("没有取到案例的题目")
    page.unroute("**/by-number/*")

    page.get_by_role("button", name="再试一次").click()

    expect(_lines(page)).to_have_count(1)


def test_where_nothing_can_be_kept_the_address_takes_the_list_along(browser: Browser, server: str) -> None:
    base = f"{server}/a/b"
    context = browser.new_context(locale="zh-CN")
    watched = Watched(context.new_page(), base)
    page = watched.page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })"
    )
    page.goto(f"{base}/{CASE}")

    page.locator("main [data-collect='3']").first.click()
    expect(page.get_by_text("浏览器不让本站保存")).to_be_visible()
    page.get_by_role("banner").locator("[data-basket-link]").click()

    expect(_lines(page)).to_have_count(1)
    expect(page.locator("[data-remove]")).to_have_count(1)
    page.reload()
    expect(_lines(page)).to_have_count(1)
    context.close()
    assert watched.faults == []


def test_without_javascript_nothing_speaks_of_a_collection(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{base}/{CASE}")

    expect(page.locator("[data-basket-link]:visible, [data-collect]:visible, .layouts:visible")).to_have_count(0)
    page.goto(f"{base}/basket.html")
    expect(page.get_by_text("收藏夹需要 JavaScript")).to_be_visible()
    context.close()


def test_the_layout_on_paper_is_remembered_on_every_page(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/{CASE}")
    expect(page.get_by_role("radio", name="阅读版式")).to_be_checked()

    page.get_by_role("radio", name="阅读版式").press("ArrowRight")
    page.goto(f"{base}/basket.html#c=3")
    expect(_lines(page)).to_have_count(1)

    expect(page.get_by_role("radio", name="公文版式")).to_be_checked()
    assert page.locator("html").get_attribute("data-paper") == "official"
