"""What a reader does with the search: over http and from files, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import Watched

SEARCH = {"zh": "search.html", "en": "en/search.html"}
QUERY = {"zh": "网格员", "en": "grid"}
BOX = {"zh": "检索案例", "en": "Search the cases"}
OTHER_PAGE = {"zh": "regions/index.html", "en": "en/regions/index.html"}
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def _box(page: Page) -> Locator:
    return page.locator("#q")


def _status(page: Page) -> Locator:
    return page.locator(".said [role=status]")


def _hits(page: Page) -> Locator:
    return page.locator(".hits .lines > li")


def _total(page: Page) -> int:
    expect(_status(page)).to_have_text(re.compile(r"\d"))
    return int(page.locator(".said [role=status] b").inner_text().replace(",", ""))


def _asked(page: Page) -> dict[str, list[str]]:
    """What the address asks."""
    return parse_qs(urlsplit(page.url).query)


def _value(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f'[data-key="{facet}:{value}"]')


def _count_of(page: Page, facet: str, value: str) -> int:
    return int(_value(page, facet, value).locator("xpath=..").locator(".n").inner_text())


def _values(page: Page, facet: str) -> list[str]:
    keys = page.locator(f'input[data-key^="{facet}:"]').evaluate_all("all => all.map(one => one.dataset.key)")
    return [key.partition(":")[2] for key in keys]


# ── the search page ──────────────────────────────────────────────────────────
@LANGUAGES
def test_hits_come_as_one_types_and_their_number_is_said(watched: Watched, base: str, language: str) -> None:
    page = watched.page
    page.goto(f"{base}/{SEARCH[language]}")
    everything = _total(page)

    _box(page).press_sequentially(QUERY[language], delay=20)

    expect(_status(page)).to_contain_text(QUERY[language])
    assert 0 < _total(page) < everything
    expect(page.locator(".hits .sum mark").first).to_be_visible()
    assert _asked(page) == {"q": [QUERY[language]]}


@LANGUAGES
def test_an_address_with_a_question_shows_its_answer(watched: Watched, base: str, language: str) -> None:
    page = watched.page
    page.goto(f"{base}/{SEARCH[language]}?q={QUERY[language]}&sort=date")

    expect(_box(page)).to_have_value(QUERY[language])
    expect(_hits(page).first).to_be_visible()
    expect(page.locator(".sort [aria-pressed=true]")).to_have_text(
        {"zh": "按入库先后", "en": "By date added"}[language]
    )


@LANGUAGES
def test_a_hit_leads_to_its_page_where_the_words_are_marked(watched: Watched, base: str, language: str) -> None:
    page = watched.page
    page.goto(f"{base}/{SEARCH[language]}?q={QUERY[language]}")
    page.locator(".hits li:has(.sum mark) h3 a").first.click()

    marks = page.locator("main mark.found")
    expect(marks.first).to_be_attached()
    bar = page.locator(".marks-bar")
    expect(bar.get_by_role("status")).to_contain_text(str(marks.count()))
    assert urlsplit(page.url).query == ""
    bar.get_by_role("button").nth(1).click()
    expect(page.locator("mark.is-current")).to_be_in_viewport()
    text = page.locator("main article").inner_text()

    page.keyboard.press("Escape")

    expect(marks).to_have_count(0)
    expect(bar).to_have_count(0)
    assert page.locator("main article").inner_text() == text


def test_a_button_takes_the_marks_away(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/cases/daxuedonglu-wangge.html?mark={quote('网格')}")
    expect(page.locator("mark.found").first).to_be_attached()

    page.get_by_role("button", name="取消标记").click()

    expect(page.locator("mark.found")).to_have_count(0)


def test_marks_that_are_not_on_the_page_are_said_to_be_missing(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/cases/daxuedonglu-wangge.html?mark={quote('南极考察')}")

    expect(page.locator(".marks-bar [role=status]")).to_have_text("本页正文没有 “南极考察”")


def test_arrow_keys_go_through_the_hits_and_back_into_the_box(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html?q={quote('网格')}")
    expect(_hits(page).nth(1)).to_be_visible()
    titles = page.locator(".hits h3 a")
    _box(page).focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(_box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(_box(page)).to_be_focused()


def test_the_same_word_in_other_writing_gives_the_same_hits(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html?q={quote('“网格员”')}")
    expect(_hits(page).first).to_be_visible()
    first = _hits(page).first.get_attribute("data-number")

    for written in ("網格員", "「网格员」", " 网格员\u3000", "\u201c网格员\u201d"):
        _box(page).fill("社区")
        expect(_status(page)).to_contain_text("社区")
        _box(page).fill(written)

        expect(_status(page)).to_contain_text(written.strip("「」\u201c\u201d \u3000"))
        assert _hits(page).first.get_attribute("data-number") == first, written


def test_more_shows_more_and_the_focus_goes_on_with_them(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html")
    expect(_hits(page)).to_have_count(10)

    page.get_by_role("button", name="再看一些").click()

    expect(_hits(page)).to_have_count(30)
    expect(page.locator(".hits h3 a").nth(10)).to_be_focused()
    assert _asked(page) == {"shown": ["30"]}
    page.reload()
    expect(_hits(page)).to_have_count(30)


def test_the_other_language_asks_the_same(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html?q={quote('网格')}&theme=grid-management")
    expect(_hits(page).first).to_be_visible()

    page.get_by_role("banner").get_by_role("link", name="English").click()

    expect(page).to_have_url(re.compile(r"/en/search\.html"))
    assert _asked(page) == {"q": ["网格"], "theme": ["grid-management"]}
    expect(_hits(page).first).to_be_visible()


def test_a_hit_found_by_another_name_says_so(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/en/search.html?q=%22grid+management%22")
    expect(_hits(page).first).to_be_visible()
    page.goto(f"{base}/search.html?q=converged+media")

    expect(page.locator(".by-name").first).to_contain_text("又名“融媒体”")


# ── input methods, late answers, hostile questions ───────────────────────────
def test_nothing_is_asked_while_an_input_method_composes(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html")
    everything = _status(page).inner_text()
    _box(page).evaluate(
        """box => { box.focus();
        box.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
        box.value = 'wang ge'; box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true })); }"""
    )
    page.wait_for_timeout(500)
    assert _status(page).inner_text() == everything
    assert _asked(page) == {}

    _box(page).evaluate(
        "box => { box.value = '网格'; box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true })); }"
    )

    expect(_status(page)).to_contain_text("网格")


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(browser: Browser, server: str) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{server}/a/b/search.html")
    _total(page)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search/p/*", hold)
    _box(page).fill("为老服务")
    page.wait_for_timeout(400)
    assert held
    _box(page).fill("2023")
    expect(_status(page)).to_contain_text("2023")

    for route in held:
        route.continue_()
    page.wait_for_timeout(400)

    expect(_status(page)).to_contain_text("2023")
    context.close()


ANYTHING = (
    "__proto__",
    "constructor",
    "(.*)+[",
    "<img src=x onerror=alert(1)>",
    "😀𠮷",
    "，。！",
    "\u202e\u0000",
    "%E0%A4%A",
    "长" * 10_000,
)


def test_any_text_gets_an_answer_and_no_fault(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html")
    for text in ANYTHING:
        _box(page).fill("")
        page.wait_for_function("() => !location.search.includes('q=')")
        _total(page)

        _box(page).fill(text)
        page.wait_for_function("() => location.search.includes('q=')")
        page.wait_for_timeout(300)

        said = text[:20].encode("unicode_escape").decode()
        expect(page.locator(".failed"), said).to_have_count(0)
        expect(page.locator(".nothing h3, .hits .lines > li").first, said).to_be_visible()
        assert page.locator("main img[src=x]").count() == 0
        assert watched.faults == [], said


# ── facets ───────────────────────────────────────────────────────────────────
@LANGUAGES
def test_values_of_facets_narrow_the_hits_and_stand_in_the_address(watched: Watched, base: str, language: str) -> None:
    page = watched.page
    page.goto(f"{base}/{SEARCH[language]}")
    everything = _total(page)
    types = _values(page, "type")
    first, second = types[0], types[1]
    counts = {value: _count_of(page, "type", value) for value in (first, second)}

    _value(page, "type", first).check()
    expect(page.locator(".said [role=status] b")).to_have_text(str(counts[first]))
    assert _count_of(page, "type", second) == counts[second], "a facet's own counts leave its choice out"
    _value(page, "type", second).check()

    expect(page.locator(".said [role=status] b")).to_have_text(str(counts[first] + counts[second]))
    assert _asked(page) == {"type": [first, second]}
    page.reload()
    expect(page.locator(".said [role=status] b")).to_have_text(str(counts[first] + counts[second]))
    chips = page.locator(".chip")
    expect(chips).to_have_count(2)
    chips.first.click()
    chips.first.click()
    expect(page.locator(".said [role=status] b")).to_have_text(str(everything))
    expect(_box(page)).to_be_focused()


def test_other_facets_count_only_what_is_chosen(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html?theme=elderly-care")
    total = _total(page)

    assert sum(_count_of(page, "type", value) for value in _values(page, "type")) == total


def test_regions_are_a_tree_in_which_a_place_takes_the_place_of_what_lies_above_it(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html")
    prefecture = page.locator(".is-tree > ul > li").first
    prefecture.locator("input").first.check()
    expect(page.locator(".chip")).to_have_count(1)

    below = page.locator(".is-tree > ul > li").first.locator("ul input").first
    below.check()

    expect(page.locator(".chip")).to_have_count(1)
    assert len(_asked(page)["region"]) == 1
    assert _asked(page)["region"] == [(below.get_attribute("data-key") or "").partition(":")[2]]


def test_a_branch_opens_and_shuts_by_keyboard_and_the_focus_stays(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html")
    twist = page.locator(".is-tree .twist").first
    twist.focus()

    page.keyboard.press("Enter")

    expect(twist).to_have_attribute("aria-expanded", "true")
    expect(twist).to_be_focused()
    page.keyboard.press("Enter")
    expect(twist).to_have_attribute("aria-expanded", "false")


def test_the_focus_stays_on_a_value_when_it_is_chosen(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html")
    value = _values(page, "theme")[2]
    _value(page, "theme", value).focus()

    page.keyboard.press("Space")

    expect(page.locator(".chip")).to_have_count(1)
    expect(_value(page, "theme", value)).to_be_focused()
    expect(_value(page, "theme", value)).to_be_checked()


def test_a_cell_of_the_matrix_leads_to_as_many_cases_as_it_says(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/matrix.html")
    cell = page.locator(".mx td.c a:visible").first
    count = int(cell.inner_text())

    cell.click()

    expect(page).to_have_url(re.compile(r"search\.html\?region=.+&theme="))
    assert _total(page) == count
    expect(page.locator(".chip")).to_have_count(2)


def test_the_list_of_everything_is_filtered_in_place_and_comes_back(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/cases/index.html")
    still = page.locator("[data-search-still]")
    expect(page.locator(".facet-list section").first).to_be_visible()
    expect(still).to_be_visible()

    _value(page, "type", _values(page, "type")[0]).check()
    expect(still).to_be_hidden()
    expect(_hits(page).first).to_be_visible()
    _box(page).fill("网格")
    expect(_status(page)).to_contain_text("网格")
    assert "type" in _asked(page) and _asked(page)["q"] == ["网格"]
    _box(page).fill("")
    page.locator(".chip").click()

    expect(still).to_be_visible()
    expect(_hits(page).filter(has=page.locator("[data-number]"))).to_have_count(0)


# ── a phone ──────────────────────────────────────────────────────────────────
@LANGUAGES
def test_on_a_phone_the_facets_are_a_sheet_that_holds_the_focus(browser: Browser, base: str, language: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN")
    watched = Watched(context.new_page(), base)
    page = watched.page
    page.goto(f"{base}/{SEARCH[language]}?q={QUERY[language]}")
    opener = page.locator(".sheet-open")
    sheet = page.locator(".facets")
    expect(opener).to_be_visible()
    expect(sheet).to_be_hidden()

    opener.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(80):
        page.keyboard.press("Tab")
        assert sheet.evaluate("sheet => sheet.contains(document.activeElement)")
    _value(page, "type", _values(page, "type")[0]).check()
    expect(opener).to_contain_text("1")
    page.keyboard.press("Escape")

    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    opener.click()
    page.locator(".sheet-close").click()
    expect(sheet).to_be_hidden()
    context.close()
    assert watched.faults == []


# ── the box of every page ────────────────────────────────────────────────────
@LANGUAGES
def test_the_box_of_any_page_opens_hits_below_it_and_enter_opens_one(
    watched: Watched, base: str, language: str
) -> None:
    page = watched.page
    page.goto(f"{base}/{OTHER_PAGE[language]}")
    page.keyboard.press("/")
    box = page.get_by_role("banner").get_by_role("combobox")
    expect(box).to_be_focused()

    page.keyboard.type(QUERY[language])

    options = page.get_by_role("banner").locator("[role=option]:has(b)")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    while page.locator("[role=option][aria-selected=true]:has(b)").count() == 0:
        page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cases/[a-z0-9-]+\.html"))


@LANGUAGES
def test_enter_in_the_box_leads_to_the_search_page(watched: Watched, base: str, language: str) -> None:
    page = watched.page
    page.goto(f"{base}/{OTHER_PAGE[language]}")
    box = page.get_by_role("banner").get_by_role("combobox")
    box.fill(QUERY[language])

    box.press("Enter")

    expect(page).to_have_url(re.compile(re.escape(SEARCH[language]) + r"\?q="))
    expect(_hits(page).first).to_be_visible()


def test_escape_closes_the_panel_and_leaves_what_was_typed(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/regions/index.html")
    box = page.get_by_role("banner").get_by_role("combobox")
    box.fill("网格")
    panel = page.get_by_role("banner").locator(".box-panel")
    expect(panel).to_be_visible()

    page.keyboard.press("Escape")

    expect(panel).to_be_hidden()
    expect(box).to_have_value("网格")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(panel).to_be_visible()
    page.mouse.click(5, 700)
    expect(panel).to_be_hidden()


def test_a_slash_typed_into_a_field_is_a_slash(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html")
    _box(page).focus()

    page.keyboard.type("1/2")

    expect(_box(page)).to_have_value("1/2")


def test_the_box_says_when_nothing_is_found(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/regions/index.html")

    page.get_by_role("banner").get_by_role("combobox").fill("鼹鼷鼩")

    expect(page.get_by_role("banner").locator(".box-message")).to_have_text("没有找到“鼹鼷鼩”")
    expect(page.get_by_role("banner").get_by_role("status")).to_have_text("没有找到“鼹鼷鼩”")


# ── nothing found, something missing ─────────────────────────────────────────
@LANGUAGES
def test_a_page_without_a_hit_shows_ways_on(watched: Watched, base: str, language: str) -> None:
    page = watched.page
    page.goto(f"{base}/{SEARCH[language]}?q={quote('鼹鼷鼩')}")

    nothing = page.locator(".nothing")
    expect(nothing).to_contain_text("鼹鼷鼩")
    expect(_status(page)).to_contain_text("鼹鼷鼩")
    nothing.locator(".try a").first.click()

    expect(_hits(page).first).to_be_visible()
    assert _asked(page)["q"] == [_box(page).input_value()]


def test_facets_that_leave_nothing_can_be_removed_at_once(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html?q={quote('网格')}&region=nowhere")

    page.locator(".nothing").get_by_role("button").click()

    expect(_hits(page).first).to_be_visible()
    assert _asked(page) == {"q": ["网格"]}


def test_a_word_that_sounds_like_another_is_proposed(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/search.html?q={quote('党健引领')}")

    page.locator(".via, .nothing").get_by_role("link", name="党建引领").click()

    expect(_box(page)).to_have_value("党建引领")
    expect(_status(page)).to_contain_text("写到“党建引领”")


@pytest.fixture
def failing(browser: Browser, server: str) -> Page:
    """A page on which requests may fail without failing the test."""
    return browser.new_context(locale="zh-CN").new_page()


def test_a_part_that_does_not_come_is_told_and_tried_again(failing: Page, server: str) -> None:
    failing.route("**/search/p/*", lambda route: route.abort())
    failing.goto(f"{server}/a/b/search.html?q={quote('网格')}")
    alert = failing.get_by_role("alert")
    expect(alert).to_contain_text("没有取到")

    failing.unroute("**/search/p/*")
    alert.get_by_role("button", name="再试一次").click()

    expect(_hits(failing).first).to_be_visible()
    expect(alert).to_have_count(0)


def test_a_part_that_is_cut_off_is_told(failing: Page, server: str, site: Path) -> None:
    def cut(route: Route) -> None:
        path = site / urlsplit(route.request.url).path.removeprefix("/a/b/")
        text = path.read_text(encoding="utf-8")
        route.fulfill(body=text[: len(text) // 2], content_type="text/javascript")

    failing.route("**/search/p/*", cut)
    failing.goto(f"{server}/a/b/search.html?q={quote('网格')}")

    expect(failing.get_by_role("alert")).to_contain_text("不完整")


def test_an_index_of_another_format_asks_for_a_reload(failing: Page, server: str, site: Path) -> None:
    text = (site / "search" / "manifest.js").read_text(encoding="utf-8")
    newer = re.sub(r"\(\d+,", "(99,", text, count=1)
    assert newer != text
    failing.route("**/search/manifest.js*", lambda route: route.fulfill(body=newer, content_type="text/javascript"))
    failing.goto(f"{server}/a/b/search.html?q={quote('网格')}")
    expect(failing.get_by_role("alert")).to_contain_text("已经更新")
    failing.unroute("**/search/manifest.js*")

    failing.get_by_role("button", name="重新载入").click()

    expect(_hits(failing).first).to_be_visible()


def test_hits_stay_when_only_their_texts_do_not_come(failing: Page, server: str) -> None:
    failing.route("**/search/t/*", lambda route: route.abort())
    failing.goto(f"{server}/a/b/search.html")

    expect(failing.get_by_role("alert")).to_contain_text("摘录")
    expect(_hits(failing)).to_have_count(10)
    failing.unroute("**/search/t/*")
    failing.get_by_role("button", name="再试一次").click()
    expect(failing.get_by_role("alert")).to_have_count(0)
    expect(failing.locator(".hits .sum").first).not_to_be_empty()


def test_the_box_tells_a_failure_and_tries_again(failing: Page, server: str) -> None:
    failing.route("**/search/manifest.js*", lambda route: route.abort())
    failing.goto(f"{server}/a/b/regions/index.html")
    failing.get_by_role("combobox").first.fill("网格")
    expect(failing.get_by_role("alert")).to_contain_text("没有取到")
    failing.unroute("**/search/manifest.js*")

    failing.get_by_role("button", name="再试一次").click()

    expect(failing.get_by_role("option").first).to_be_visible()


# ── without script ───────────────────────────────────────────────────────────
def test_without_javascript_the_page_says_where_the_lists_are(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{base}/search.html")

    expect(page.get_by_text("检索需要 JavaScript")).to_be_visible()
    page.locator(".find").get_by_role("link", name="全部案例").click()
    expect(page).to_have_url(re.compile(r"/cases/index\.html$"))
    context.close()
