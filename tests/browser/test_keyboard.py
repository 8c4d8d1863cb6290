"""The whole site by keyboard, and in the colours and with the rest that a reader's system asks for."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Watched
from tools.page_kinds import PAGES, READY

CASE = PAGES["case"]
GLOSSARY = PAGES["glossary"]

FOCUSED = """() => {
    const one = document.activeElement;
    const shown = getComputedStyle(one);
    const box = one.closest('form.quick') || one;
    const frame = getComputedStyle(box);
    const place = one.getBoundingClientRect();
    const header = document.querySelector('.mast');
    const mast = getComputedStyle(header).position === 'sticky' ? header.getBoundingClientRect().bottom : 0;
    const bar = document.querySelector('.thumb').getBoundingClientRect();
    return {
        at: one === document.body ? '' : (one.tagName + ' ' + (one.textContent.trim() || one.getAttribute('aria-label') || one.name)),
        key: one === document.body ? -1 : one.stop = one.stop || (window.stops = (window.stops || 0) + 1),
        outline: shown.outlineStyle === 'none' ? 0 : parseFloat(shown.outlineWidth),
        rule: frame.boxShadow !== 'none',
        tall: place.height > 0 && place.width > 0,
        inside: place.bottom > (one.closest('.mast, .md-skip') ? 0 : mast) && place.left < innerWidth && place.right > 0
            && place.top < (bar.height && !one.closest('.thumb') ? bar.top : innerHeight),
    };
}"""
"""What has the focus: a name for it, a number of its own, how one sees that it has it, and whether it is seen."""


def walk(page: Page, most: int = 700) -> list[dict[str, object]]:
    """Press Tab until the focus leaves the page; the stops in their order."""
    stops: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["key"] == -1 or (stops and stop["key"] == stops[0]["key"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"the focus does not leave the page: {stops[-1]}")


@pytest.mark.parametrize(("width", "mode"), [(1280, None), (390, None), (1280, "senior")])
def test_tab_leads_once_through_all_and_each_stop_is_seen_to_have_the_focus(
    browser: Browser, server: str, width: int, mode: str | None
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    for name in ("home", "case", "search", "basket"):
        page.goto("about:blank")
        page.goto(f"{server}/a/b/{PAGES[name]}")
        if name in READY:
            page.wait_for_selector(READY[name], state="attached")
        if mode:
            page.evaluate("document.documentElement.setAttribute('data-mode', 'senior')")

        stops = walk(page)

        assert stops[0]["at"] == "A 跳到正文", name
        assert len(stops) > 15, name
        keys = [stop["key"] for stop in stops]
        assert len(set(keys)) == len(keys), f"{name}: a stop comes twice"
        assert [s["at"] for s in stops if not (float(str(s["outline"])) >= 2 or s["rule"])] == [], f"{name}: no mark"
        assert [s["at"] for s in stops if not s["tall"] or not s["inside"]] == [], f"{name}: focus out of sight"
    context.close()


def test_a_menu_or_sheet_takes_the_focus_keeps_it_and_gives_it_back_on_escape(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    for name, opener, inside in (
        ("case", page.locator(".tools .menu-button:visible"), "#menu"),
        ("search", page.locator(".sheet-open"), "#facets"),
    ):
        page.goto(f"{server}/a/b/{PAGES[name]}")
        if name in READY:
            page.wait_for_selector(READY[name], state="attached")
        opener.press("Enter")
        page.wait_for_function("inside => document.activeElement.closest(inside)", arg=inside)
        for _ in range(40):
            page.keyboard.press("Tab")
            assert page.evaluate("inside => Boolean(document.activeElement.closest(inside))", inside), name

        page.keyboard.press("Escape")

        expect(opener).to_be_focused()
    context.close()


def test_the_mode_for_the_elderly_is_switched_by_keyboard_and_remembered(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/{CASE}")
    button = page.get_by_role("banner").get_by_role("button", name="长者模式")
    size = page.locator(".prose p").first.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")

    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Space")

    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(f"{base}/{PAGES['home']}")
    page.goto(f"{base}/{CASE}")
    expect(page.locator("html")).to_have_attribute("data-mode", "senior")
    assert page.locator(".prose p").first.evaluate("element => parseFloat(getComputedStyle(element).fontSize)") > size
    button.press("Space")
    page.reload()
    expect(page.locator("html")).not_to_have_attribute("data-mode", re.compile(".*"))


def test_the_arrows_choose_a_suggestion_enter_opens_it_and_escape_puts_the_list_away(
    context: BrowserContext, server: str
) -> None:
    page = context.new_page()
    page.goto(f"{server}/a/b/{GLOSSARY}")
    box = page.get_by_role("banner").get_by_role("combobox")
    box.press_sequentially("回民区")
    expect(box).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()

    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile(re.escape(GLOSSARY)))


def test_nothing_moves_for_a_reader_who_asked_for_rest(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    moving = []
    for name in ("home", "case", "search", "basket"):
        page.goto(f"{server}/a/b/{PAGES[name]}")
        moving += page.evaluate("""() => Array.from(document.querySelectorAll('*')).filter(one => {
            const shown = getComputedStyle(one);
            const times = (shown.transitionDuration + ',' + shown.animationDuration).split(',').map(parseFloat);
            return times.some(time => time > 0.001) || shown.scrollBehavior === 'smooth';
        }).map(one => one.tagName + '.' + one.className)""")
    context.close()

    assert moving == []


def test_in_forced_colours_charts_and_the_state_of_buttons_are_still_seen(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", forced_colors="active")
    page = context.new_page()
    page.goto(f"{server}/a/b/{PAGES['home']}")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    square = page.locator("main .tiles:not(.none)").first

    assert square.evaluate("element => getComputedStyle(element).backgroundImage") != "none" or (
        square.evaluate("element => getComputedStyle(element).backgroundColor") != ground
    )
    for path in (".mark path", ".mark .hot"):
        assert page.locator(path).first.evaluate("element => getComputedStyle(element).fill") != ground

    page.get_by_role("banner").get_by_role("button", name="长者模式").focus()
    assert page.evaluate(FOCUSED)["outline"] >= 2
    context.close()
