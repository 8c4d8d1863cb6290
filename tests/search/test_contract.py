"""Python's side of the contract with the browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.search.common_data import as_script, common_characters
from generator.search.normalise import fold
from generator.search.terms import STEMS, pairs_of, words_of

CONTRACT = Path(__file__).parents[1] / "contract"
THEME = Path(__file__).parents[2] / "theme" / "search"


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((CONTRACT / name).read_text("utf-8"))
    return rows


@pytest.mark.parametrize("row", _rows("normalise.json"), ids=lambda row: str(row["why"]))
def test_folds_as_the_contract_says(row: dict[str, str]) -> None:
    assert fold(row["text"]) == row["folded"]


@pytest.mark.parametrize("row", _rows("normalise.json"), ids=lambda row: str(row["why"]))
def test_folding_twice_changes_nothing(row: dict[str, str]) -> None:
    assert fold(fold(row["text"])) == fold(row["text"])


@pytest.mark.parametrize("row", _rows("terms.json"), ids=lambda row: str(row["why"]))
def test_cuts_terms_as_the_contract_says(row: dict[str, Any]) -> None:
    assert (pairs_of(row["folded"]), words_of(row["folded"])) == (row["pairs"], row["words"])


def test_stems_as_the_contract_says() -> None:
    assert {row["word"]: STEMS[row["word"]] for row in _rows("stems.json")} == {
        row["word"]: row["stem"] for row in _rows("stems.json")
    }


def test_the_browser_has_the_same_table_of_common_characters() -> None:
    script = (THEME / "packed.js").read_text("utf-8")

    for characters in common_characters():
        assert as_script(characters) in script
