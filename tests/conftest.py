"""What all tests share: one browser, the real archive built once, and golden files that are compared with what the program says, rewritten on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.paths import Paths, theme_folder
from generator.pipeline import build
from tests.sharing import made_once
from tools.browser import ARGUMENTS, chromium_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
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
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the repository's own archive, below a path as on a portal: `…/a/b`. Nobody may change it."""

    def make(portal: Path) -> None:
        output = portal / "a" / "b"
        paths = Paths(config=ROOT / "site_config.yml", content=ROOT / "content", output=output, theme=theme_folder())
        build(paths, jobs=1)

    return made_once(tmp_path_factory, "portal", make) / "a" / "b"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it, one a process; its absence fails the tests, it never skips them."""
    from playwright.sync_api import sync_playwright  # only tests that ask for it load it

    program = chromium_program()
    assert program, "Chromium is needed: apt-get install chromium, or name one in ANLIKU_CHROMIUM"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield chromium
        chromium.close()
