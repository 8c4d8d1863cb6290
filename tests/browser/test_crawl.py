"""Every page of the real site, in a real browser."""

from __future__ import annotations

import html
import os
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Watched

ALIKE = 8
"""Pages of one folder that are opened, or up to twice as many."""


def _pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_every_link_and_fragment_leads_somewhere(site: Path) -> None:
    ids: dict[str, set[str]] = {}
    texts = {page: (site / page).read_text(encoding="utf-8") for page in _pages(site)}
    for page, text in texts.items():
        ids[page] = set(re.findall(r'\sid="([^"]+)"', text))
    dead = []
    for page, text in texts.items():
        for target in re.findall(r'\s(?:href|src|action)="([^"]*)"', text):
            target = html.unescape(target)
            if re.match(r"(?i)(https?:|mailto:|data:|tag:)", target):
                continue
            path, _, fragment = target.partition("#")
            path = unquote(path.partition("?")[0])
            there = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            lost = path and not (site / there).is_file()
            nowhere = fragment not in ("", "__top") and there in ids and unquote(fragment) not in ids[there]
            if lost or nowhere:
                dead.append(f"{page}: {target}")

    assert dead == []


def test_no_page_leads_out_of_the_site_without_being_asked(site: Path) -> None:
    outside = []
    for page in _pages(site):
        text = (site / page).read_text(encoding="utf-8")
        for target in re.findall(r'<(?:script|link|img|iframe|source)\b[^>]*\s(?:src|href)="([^"]*)"', text):
            if re.match(r"(?i)(https?:)?//", target):
                outside.append(f"{page}: {target}")

    assert outside == []


def _crawled(site: Path) -> list[str]:
    """Every page where `ANLIKU_CRAWL=all` asks for it; else all but most of the many that are made alike."""
    pages = _pages(site)
    if os.environ.get("ANLIKU_CRAWL") == "all":
        return pages
    by_folder: dict[str, list[str]] = {}
    for page in pages:
        by_folder.setdefault(posixpath.dirname(page), []).append(page)
    return [page for alike in by_folder.values() for page in alike[:: max(1, len(alike) // ALIKE)]]


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_opens_below_a_path_without_a_message(browser: Browser, site: Path, server: str, half: int) -> None:
    base = f"{server}/a/b"
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    watched = Watched(context.new_page(), base)
    for page in _crawled(site)[half::2]:  # two processes can share it
        watched.page.goto(f"{base}/{page}", wait_until="load")
    context.close()

    assert watched.faults == []


def test_pages_of_every_kind_open_from_files_without_a_message(browser: Browser, site: Path) -> None:
    base = site.as_uri()
    kinds: dict[str, str] = {}
    for page in _pages(site):
        kinds.setdefault(f"{posixpath.dirname(page)}:{posixpath.basename(page) == 'index.html'}", page)
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN")
    watched = Watched(context.new_page(), base)
    for page in sorted(kinds.values()):
        watched.page.goto(f"{base}/{page}", wait_until="load")
        wide = watched.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page} is wider than a phone"
    context.close()

    assert len(kinds) >= 16
    assert watched.faults == []
