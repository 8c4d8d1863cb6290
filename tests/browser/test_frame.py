"""What a reader does with the frame of the site: language, navigation, menu, light and dark, contents."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Watched

CASE = "cases/huimin-dangyuan-baohu.html"


def test_the_language_switch_leads_to_the_same_page_and_back(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/{CASE}")

    page.get_by_role("banner").get_by_role("link", name="English").click()

    expect(page).to_have_url(re.compile(rf"/en/{CASE}$"))
    assert page.locator("html").get_attribute("lang") == "en"

    page.get_by_role("banner").get_by_role("link", name="中文").click()

    expect(page).to_have_url(re.compile(rf"/b/{CASE}$"))
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_each_entry_of_the_navigation_leads_to_a_page_that_marks_it(watched: Watched, base: str) -> None:
    page = watched.page
    for entry in ("主题", "地区", "做法", "专栏", "矩阵", "全部案例"):
        page.goto(f"{base}/index.html")

        page.get_by_role("navigation", name="主导航").get_by_role("link", name=entry, exact=True).click()

        marked = page.get_by_role("navigation", name="主导航").locator("[aria-current]")
        expect(marked).to_have_text([entry])


def test_three_clicks_lead_from_the_home_page_to_a_case_of_a_theme(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/index.html")

    page.locator("main .ask").get_by_role("link", name=re.compile("^为老服务")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("为老服务")
    page.locator("main .caseline h3 a").first.click()

    expect(page).to_have_url(re.compile(r"/cases/[a-z0-9-]+\.html$"))


def test_no_band_is_wider_than_the_window_where_the_scroll_bar_takes_room(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/index.html")

    page.evaluate("document.documentElement.style.width = 'calc(100vw - 15px)'")  # this browser's own bar takes none

    right = page.locator(".forum").first.evaluate("band => band.getBoundingClientRect().right")
    assert right <= page.evaluate("document.documentElement.getBoundingClientRect().right")


def test_light_and_dark_are_kept_on_the_next_page(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/index.html")
    for _ in range(3):
        if page.locator("body").get_attribute("data-md-color-scheme") == "slate":
            break
        page.get_by_role("banner").locator("[data-do=scheme]").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"

    page.goto(f"{base}/{CASE}")

    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_the_menu_of_a_phone_opens_by_keyboard_and_escape_closes_it(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN")
    watched = Watched(context.new_page(), base)
    page = watched.page
    page.goto(f"{base}/{CASE}")
    button = page.get_by_role("button", name="打开菜单")

    button.focus()
    page.keyboard.press("Enter")

    link = page.locator("#menu").get_by_role("link", name="地区")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()

    button.click()
    link.click()

    expect(page).to_have_url(re.compile(r"/regions/index\.html$"))
    context.close()
    assert watched.faults == []


def test_links_of_the_closed_menu_take_no_focus(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{base}/index.html")

    inside = []
    for _ in range(25):
        page.keyboard.press("Tab")
        inside.append(page.evaluate("!!document.activeElement.closest('#menu')"))
    context.close()

    assert not any(inside)


def test_the_contents_lead_to_their_sections(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/{CASE}")

    page.get_by_role("complementary").get_by_role("link", name="成效").click()

    expect(page).to_have_url(re.compile(r"#s3$"))
    expect(page.locator("#s3")).to_be_in_viewport()


def test_the_skip_link_comes_first_and_leads_to_the_heading(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/{CASE}")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent").strip() == "跳到正文"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#title$"))


def test_large_type_is_remembered(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/index.html")

    page.get_by_role("banner").get_by_role("button", name="长者模式").click()
    page.goto(f"{base}/{CASE}")

    assert page.get_by_role("banner").get_by_role("button", name="长者模式").get_attribute("aria-pressed") == "true"


def test_pages_read_well_without_javascript(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{base}/{CASE}")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("banner").get_by_role("link", name="English").click()

    expect(page).to_have_url(re.compile(rf"/en/{CASE}$"))
    context.close()


def test_a_page_works_where_storage_is_denied(browser: Browser, server: str) -> None:
    context = browser.new_context(locale="zh-CN")
    base = f"{server}/a/b"
    watched = Watched(context.new_page(), base)
    watched.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })"
    )
    watched.page.goto(f"{base}/{CASE}")

    watched.page.get_by_role("complementary").get_by_role("link", name="成效").click()

    expect(watched.page).to_have_url(re.compile(r"#s3$"))
    context.close()
    assert watched.faults == []
