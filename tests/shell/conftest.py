"""The theme and a frame, made once: reading templates is the slow part."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.shell import Shell
from tests.shell.sample_parts import make_chrome

THEME = Path(__file__).parents[2] / "theme"


@pytest.fixture(scope="session")
def theme_dir() -> Path:
    return THEME


@pytest.fixture(scope="session")
def shell(theme_dir: Path) -> Shell:
    return Shell(theme_dir, make_chrome())
