"""What all tests share: golden files that are compared with what the program says, and rewritten on demand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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
