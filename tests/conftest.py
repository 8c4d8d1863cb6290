"""What all tests share: one browser, and golden files that are compared with what the program says, rewritten on demand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.browser import ARGUMENTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected files anew; the tests that wrote one fail, so that nobody updates unread",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with an expected file of the repository; a file that is missing is a failure, not a new golden."""
    update = bool(request.config.getoption("--update-golden"))

    def compare(file: Path, text: str) -> None:
        known = file.read_bytes().decode("utf-8") if file.exists() else None
        if known == text:
            return
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8"))
            pytest.fail(f"{file.name} was written anew: read the difference before you commit it", pytrace=False)
        assert known is not None, f"{file} is missing; --update-golden writes it"
        assert text == known

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it, one a process; its absence fails the tests, it never skips them."""
    from playwright.sync_api import sync_playwright  # only tests that ask for it load it

    program = os.environ.get("ANLIKU_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is needed: apt-get install chromium, or name one in ANLIKU_CHROMIUM"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield chromium
        chromium.close()
