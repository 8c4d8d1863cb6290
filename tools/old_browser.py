"""Open every kind of page in an old Chromium: `python -m tools.old_browser <program> [--site <folder>]`.

Each state in both languages, wide and narrow, over http and from files: any message, any error and any page wider than
its window is told, and the exit code is 1. The program may be a script that starts a Chromium with what it needs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Error, Page, sync_playwright

from tools.browser import ARGUMENTS, served
from tools.page_kinds import LANGUAGES, PAGES
from tools.screenshots import open_state

SIZES = ((1280, 900), (390, 844))


def faults_of(page: Page, bases: Sequence[str]) -> list[str]:
    """What goes wrong on any page, in the order of being found."""
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"{page.url}: {message.type}: {message.text}")

    def failed(error: Error) -> None:
        faults.append(f"{page.url}: {error}")

    page.on("console", heard)
    page.on("pageerror", failed)
    for base in bases:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for language in LANGUAGES:
                for name in PAGES:
                    try:
                        shown = open_state(page, base, name, language)
                    except Error as error:
                        faults.append(f"{base} {language} {name} {width}: {str(error).splitlines()[0]}")
                        continue
                    if shown and page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                        faults.append(f"{page.url}: wider than {width}")
    return faults


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.old_browser", description=__doc__)
    parser.add_argument("program", help="an old Chromium")
    parser.add_argument("--site", type=Path, default=Path("site"), help="a built site")
    chosen = parser.parse_args(arguments)
    with sync_playwright() as playwright, served(chosen.site) as base:
        browser = playwright.chromium.launch(executable_path=chosen.program, args=list(ARGUMENTS))
        page = browser.new_context(locale="zh-CN").new_page()
        faults = faults_of(page, [base, chosen.site.resolve().as_uri()])
        print(f"Chromium {browser.version}: {len(faults)} faults")
        print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
