"""Five tasks of a reader who comes for the first time, walked in a browser: `python -m tools.usability [--site site]`.

Says for each the clicks, the keys typed and the time by the keystroke-level model (a click 1.3 s, a key 0.3 s, a
decision before each click 1.35 s), which is what a practised hand needs, and the time that the machine took of it.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tools.browser import chromium, served

CLICK, KEY, DECISION = 1.3, 0.3, 1.35
"""Seconds: pointing and pressing; a keystroke of an average typist; making up one's mind (Card, Moran and Newell)."""

NO_PAPER = "window.print = () => { window.printed = document.querySelectorAll('.compilation article').length; };"


class Visitor:
    """Someone at a page who clicks and types; what that costs is counted."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.clicks = 0
        self.keys = 0
        page.goto(f"{base}/index.html")

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def type(self, target: Locator, text: str, keys: int) -> None:
        """Type into a box; `keys` are those pressed on a keyboard for Chinese (pinyin), the box clicked first."""
        self.click(target)
        self.keys += keys + 1
        target.fill(text)
        target.press("Enter")


def who_solved_elderly_meals(visitor: Visitor) -> str:
    """Find who solved meals for the elderly."""
    page = visitor.page
    visitor.type(page.locator("#q"), "老人吃饭", 12)
    hits = page.locator(".hits .caseline h3 a")
    right = hits.filter(has_text=re.compile("为老|助餐|东影北街"))
    expect(right.first).to_be_visible()
    place = hits.all_inner_texts().index(right.first.inner_text()) + 1
    visitor.click(right.first)
    expect(page.locator("article")).to_contain_text("助餐")
    return f"{page.locator('h1').inner_text()} (hit {place})"


def compare_grids(visitor: Visitor) -> str:
    """Compare the number of grids of two places."""
    page = visitor.page
    visitor.click(page.locator(".ask a").filter(has_text="网格管理"))
    table = page.locator("table.compare").filter(has=page.locator("caption", has_text=re.compile("^网格")))
    expect(table).to_be_visible()
    names, values = table.locator("tbody th").all_inner_texts(), table.locator("tbody td.r").all_inner_texts()
    assert len(names) >= 2
    return "; ".join(f"{name} {value}" for name, value in zip(names[:3], values, strict=False))


def read_the_forum_in_order(visitor: Visitor) -> str:
    """Read all parts of the forum in their order."""
    page = visitor.page
    visitor.click(page.locator(".forum .more").first)
    visitor.click(page.locator(".parts h3 a, .parts .t a").first)
    read = [page.locator("h1").inner_text()]
    while True:
        following = page.locator(".turn [rel=next]")
        if not following.count():
            return f"{len(read)} parts"
        visitor.click(following)
        expect(page.locator("h1")).not_to_have_text(read[-1])
        read.append(page.locator("h1").inner_text())


def print_three(visitor: Visitor) -> str:
    """Print three cases as one document."""
    page = visitor.page
    page.add_init_script(NO_PAPER)
    visitor.click(page.locator(".ask a").filter(has_text="为老服务"))
    for index in range(3):
        visitor.click(page.locator(".caseline [data-collect]").nth(index))
    visitor.click(page.get_by_role("banner").locator("[data-basket-link]"))
    visitor.click(page.locator("[data-print]"))
    page.wait_for_function("window.printed")
    return f"{page.evaluate('window.printed')} articles in one document"


def send_a_filtered_list(visitor: Visitor) -> str:
    """Send a colleague a filtered list."""
    page = visitor.page
    visitor.click(page.get_by_role("navigation", name="主导航").get_by_role("link", name="全部案例"))
    for name in ("呼和浩特市", "社区治理"):
        label = page.locator(".facets label").filter(has_text=name).first
        expect(label).to_be_visible()
        address = page.url
        visitor.click(label)
        page.wait_for_function("old => location.href !== old", arg=address)
    lines = page.locator(".hits .caseline:visible")
    expect(lines.first).to_be_visible()
    page.wait_for_timeout(500)
    shown = lines.count()
    visitor.clicks += 1  # into the address bar, which chooses all of it
    visitor.keys += 2
    other = page.context.browser
    assert other is not None
    colleague = other.new_context(locale="zh-CN").new_page()
    colleague.goto(page.url)
    expect(colleague.locator(".hits .caseline:visible")).to_have_count(shown)
    return f"{shown} cases, the same for both"


TASKS: Sequence[Callable[[Visitor], str]] = (
    who_solved_elderly_meals,
    compare_grids,
    read_the_forum_in_order,
    print_three,
    send_a_filtered_list,
)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.usability", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"), help="a built site")
    chosen = parser.parse_args(arguments)
    print("| task | clicks | keys | a hand's seconds | of the machine, s | found |\n|---|--:|--:|--:|--:|---|")
    with chromium() as browser, served(chosen.site) as base:
        for task in TASKS:
            context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
            visitor = Visitor(context.new_page(), base)
            start = time.perf_counter()
            found = task(visitor)
            spent = time.perf_counter() - start
            hand = visitor.clicks * (CLICK + DECISION) + visitor.keys * KEY
            context.close()
            name = (task.__doc__ or "").removesuffix(".")
            print(f"| {name} | {visitor.clicks} | {visitor.keys} | {hand:.0f} | {spent:.1f} | {found} |")


if __name__ == "__main__":
    main()
