"""What a reader does in an article: both languages side by side, terms, citation, paragraphs, copies."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched

CASE = "cases/huimin-dangyuan-baohu.html"
NEXT = "cases/zhongshanxilu-chuangcheng-zhengzhi.html"
PHOTO = "cases/yuquan-zhengwu-chuangkou.html"

TOPS = """() => Array.from(document.querySelectorAll('.cell.text .prose:not(.other) > :not(.other)')).map(block => {
    const other = block.nextElementSibling;
    const top = element => Math.round(element.getBoundingClientRect().top);
    return [top(block), top(other), other.matches('.other') && other.lang];
})"""
"""Of each block: where it begins, where its translation begins, the language of that."""

COPIED = """letters => {
    const event = new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
    const range = document.createRange();
    const paragraph = document.querySelector('.prose > p');
    range.selectNodeContents(paragraph);
    if (letters) range.setEnd(paragraph.firstChild, letters);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    paragraph.dispatchEvent(event);
    return event.clipboardData.getData('text/plain');
}"""
"""What a copy of the first letters of the first paragraph brings, or of all (0); empty: what the browser does by itself."""


def choose(page: Page, name: str) -> None:
    page.get_by_role("complementary").get_by_role("link", name=name, exact=True).press("Enter")


def test_both_languages_stand_side_by_side_block_by_block_and_the_choice_is_kept(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/{CASE}")

    choose(page, "对照")

    expect(page.locator("html")).to_have_attribute("data-read", "both")
    tops = page.evaluate(TOPS)
    assert len(tops) > 10
    assert [(own, lang) for own, _, lang in tops] == [(other, "en") for _, other, _ in tops]
    expect(page.locator(".heads .other .h1")).to_contain_text("Huimin District")
    expect(page.get_by_role("complementary").locator("[aria-current]")).to_have_text(["对照"])
    assert page.evaluate(
        "document.querySelectorAll('[id]').length === new Set(Array.from(document.querySelectorAll('[id]'), e => e.id)).size"
    )
    page.emulate_media(media="print")
    assert page.evaluate(TOPS) != []
    expect(page.locator(".prose .other").first).to_be_visible()
    page.emulate_media(media="screen")

    page.goto(f"{base}/en/{NEXT}")

    expect(page.locator(".heads .other .h1")).to_have_count(1)
    expect(page.locator(".prose > .other").first).to_have_attribute("lang", "zh-CN")
    page.goto(f"{base}/{PHOTO}")
    expect(page.locator(".plate .caption")).to_contain_text("A photograph shows")

    choose(page, "中文")

    expect(page.locator(".prose > .other").first).to_be_hidden()
    page.goto(f"{base}/{NEXT}")
    expect(page.locator("article")).to_be_visible()
    expect(page.locator(".other")).to_have_count(0)
    choose(page, "English")
    expect(page).to_have_url(re.compile(rf"/en/{NEXT}$"))


def test_on_a_phone_paragraphs_alternate_and_a_touch_tells_what_a_term_means(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="zh-CN")
    watched = Watched(context.new_page(), base)
    page = watched.page
    page.goto(f"{base}/{CASE}?read=both")
    expect(page.locator("html")).to_have_attribute("data-read", "both")

    assert all(other > own for own, other, _ in page.evaluate(TOPS))
    assert page.evaluate("document.documentElement.scrollWidth") == 390

    term = page.locator("a.term").first
    term.tap()
    expect(page.get_by_role("tooltip")).to_contain_text("党建引领基层治理")
    page.locator("#s1 > h2").tap()
    expect(page.get_by_role("tooltip")).to_be_hidden()
    term.tap()
    term.tap()

    expect(page).to_have_url(re.compile(r"/glossary\.html#governance-guided$"))
    context.close()
    assert watched.faults == []


def test_a_term_is_explained_to_a_mouse_and_to_the_keyboard(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/{CASE}")
    term, tip = page.locator("a.term").nth(1), page.get_by_role("tooltip")
    meaning = str(term.get_attribute("data-tip"))

    term.hover()
    expect(tip).to_contain_text(meaning)
    expect(tip.locator("[lang=en]")).to_have_text(str(term.get_attribute("data-other")))
    tip.hover()
    page.wait_for_timeout(250)
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(0, 0)

    term.focus()
    expect(tip).to_contain_text(meaning)
    expect(term).to_have_attribute("aria-describedby", str(tip.get_attribute("id")))
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/glossary\.html#"))
    expect(page.locator("dl.terms > div:target")).to_be_in_viewport()

    page.go_back()
    page.get_by_role("banner").get_by_role("button", name="长者模式").click()
    page.locator("a.term").nth(1).hover()
    page.wait_for_timeout(300)
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_the_citation_is_copied_with_the_day_and_a_long_copy_takes_it_along(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/{CASE}")
    citation = page.locator(".citation").first
    today = dt.datetime.now().strftime("%Y-%m-%d")  # noqa: DTZ005  (the reader's clock)

    expect(citation).to_contain_text(f"[{today}].")
    if base.startswith("http"):
        expect(citation).to_contain_text(f"[{today}]. {base}/{CASE}.")
    page.get_by_role("button", name="复制引文").first.click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()

    assert page.evaluate(COPIED, 20) == ""
    assert page.evaluate(COPIED, 0).endswith(f"\n\n—— {citation.text_content()}\n")


def test_a_paragraph_has_an_address_and_a_text_left_in_the_middle_is_found_again(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}/{CASE}#p4")
    expect(page.locator("#p4")).to_be_in_viewport()
    expect(page.locator("#p4")).to_have_class(re.compile("is-target"))

    page.locator("#p3").hover()
    expect(page.locator("#p3 .pilcrow")).to_have_attribute("href", "#p3")
    page.locator("#p3 .pilcrow").click()
    expect(page).to_have_url(re.compile(r"#p3$"))

    page.locator("#p5").evaluate("element => element.scrollIntoView()")
    page.goto(f"{base}/{NEXT}")
    expect(page.locator(".resume")).to_have_count(0)
    page.goto(f"{base}/{CASE}")
    page.locator(".resume a").click()
    expect(page.locator(".is-target")).to_be_in_viewport()


def test_without_javascript_terms_lead_to_the_glossary_and_nothing_promises_more(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{base}/{CASE}")

    expect(page.get_by_role("link", name="对照", exact=True)).to_have_count(0)
    page.locator("a.term").first.click()

    expect(page).to_have_url(re.compile(r"/glossary\.html#"))
    context.close()


def test_a_text_that_cannot_be_read_is_said_and_the_article_stays(browser: Browser, server: str) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.route("**/en/cases/**", lambda route: route.abort())
    page.goto(f"{server}/a/b/{CASE}?read=both")
    expect(page.locator(".abstract")).to_be_visible()
    expect(page.locator("html")).not_to_have_attribute("data-read", re.compile(".*"))

    choose(page, "对照")

    expect(page.get_by_role("status").filter(has_text="读不到")).to_be_visible()
    expect(page.locator(".abstract")).to_be_visible()
    context.close()
