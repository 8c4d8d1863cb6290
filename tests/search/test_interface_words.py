"""Every word that the scripts of the search ask for stands in the files of words, in the group that their pages bring."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.shell import load_strings

THEME = Path(__file__).resolve().parents[2] / "theme"
ASKED = re.compile(r"\b(?:say|parts)\(\s*(?:[^'`()]*\?\s*)?(['`][^)]*?)[,)]")
QUOTED = re.compile(r"['`]([a-z_.]+(?:\$\{[^}]*\}[a-z_]*)?)['`]")

ON_EVERY_PAGE = ("ui-box.js", "ui-arrival.js")
"""Modules that run on pages without a list of hits."""


def _keys(module: Path) -> set[str]:
    """Keys that a module asks for; of those put together, the fixed beginning and a star."""
    found = set()
    for call in ASKED.findall(module.read_text(encoding="utf-8")):
        found |= {re.sub(r"\$\{.*", "*", key) for key in QUOTED.findall(call)}
    return found


def _known(key: str, words: dict[str, str]) -> bool:
    if key.endswith("*"):
        return any(name.startswith(key[:-1]) for name in words)
    return key in words or f"{key}.other" in words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_that_the_interface_says_is_in_its_file(language: str) -> None:
    words = load_strings(THEME / "strings", [language])[language]
    common = words.below("search.common")
    everything = common | words.below("search.page")
    modules = sorted(path for path in (THEME / "search").glob("ui*.js") if not path.name.endswith(".test.js"))

    missing = {
        f"{module.name}: {key}"
        for module in modules
        for key in _keys(module)
        if not _known(key, common if module.name in ON_EVERY_PAGE else everything)
    }

    assert missing == set()
    assert sum(len(_keys(module)) for module in modules) > 30


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_every_page_carries_stays_small(language: str) -> None:
    words = load_strings(THEME / "strings", [language])[language].below("search.common")

    assert len(str(words).encode()) < 2000
