"""WCAG 2.2 A and AA, held by axe-core on every kind of page: light, dark and in the mode for the elderly."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT
from tools.page_kinds import PAGES, READY, address

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""All that another colour scheme can change."""

SAME_MARKUP = ("case-in-series", "region")
"""States that have nothing that another one of their kind has not."""

LOOK = """([scheme, mode]) => {
    for (const one of [document.documentElement, document.body]) one.setAttribute('data-md-color-scheme', scheme);
    document.documentElement.toggleAttribute('data-mode', mode);
    if (mode) document.documentElement.setAttribute('data-mode', 'senior');
}"""

CHECK = """async only => {
    const result = await axe.run(document, {runOnly: only, resultTypes: ['violations'], preload: false});
    return result.violations.flatMap(rule => rule.nodes.map(node =>
        rule.id + ': ' + node.target.join(' ') + ' ' + node.any.concat(node.all, node.none).map(one => one.message).join('; ')));
}"""

BY_TAG = {"type": "tag", "values": TAGS}
BY_COLOUR = {"type": "rule", "values": OF_COLOUR}
LIGHT_AND_DARK = (("light", "default", False, BY_TAG), ("dark", "slate", False, BY_COLOUR))
LARGE = (("large and light", "default", True, BY_TAG), ("large and dark", "slate", True, BY_COLOUR))
LOOKS = {"zh": LIGHT_AND_DARK, "en": LARGE}
"""Every look in one language, every language by all rules. `ANLIKU_AXE=all`: every look in every language."""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_kind_of_page_breaks_a_rule_of_wcag_in_any_of_its_looks(
    browser: Browser, server: str, language: str
) -> None:
    assert AXE.is_file(), "axe-core is missing: npm ci"
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        locale="zh-CN",
        reduced_motion="reduce",  # a colour on its way from one scheme to the other is no colour of the design
        bypass_csp=True,  # axe-core comes from outside of the page
    )
    page = context.new_page()
    broken = []
    looks = LIGHT_AND_DARK + LARGE if os.environ.get("ANLIKU_AXE") == "all" else LOOKS[language]
    for name in (name for name in PAGES if name not in SAME_MARKUP):
        path = address(name, language)
        if path is None:
            continue
        page.goto("about:blank")  # else another fragment would not load the page anew
        page.goto(f"{server}/a/b/{path}")
        if name in READY:
            page.wait_for_selector(READY[name], state="attached")
        page.evaluate(AXE.read_text("utf-8"))
        for look, scheme, mode, rules in looks:
            page.evaluate(LOOK, [scheme, mode])
            broken += [f"{name} ({look}): {fault}" for fault in page.evaluate(CHECK, rules)]
    context.close()

    assert broken == []


def test_the_menu_of_a_phone_and_the_filters_on_it_break_no_rule_of_wcag_when_open(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{server}/a/b/{PAGES['case']}")
    page.evaluate(AXE.read_text("utf-8"))
    broken = page.evaluate(CHECK, BY_TAG)
    page.get_by_role("button", name="打开菜单").press("Enter")
    page.wait_for_selector("#menu .drawer-nav a", state="visible")
    broken += page.evaluate(CHECK, BY_TAG)

    page.goto(f"{server}/a/b/{PAGES['search']}")
    page.evaluate(AXE.read_text("utf-8"))
    page.locator(".sheet-open").press("Enter")
    page.wait_for_selector("#facets .sheet-close", state="visible")
    broken += page.evaluate(CHECK, BY_TAG)
    context.close()

    assert broken == []
