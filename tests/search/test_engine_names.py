"""Names with their pinyin: the lines that the browser's suggestions are made of, and the names of this repository's vocabulary."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from generator.search.documents import NameGroup
from generator.search.names import name_files, syllables_of

CONTRACT: dict[str, Any] = json.loads((Path(__file__).parents[1] / "contract" / "names.json").read_text("utf-8"))


def _files(titles: list[list[str]], groups: list[tuple[str, list[str]]]) -> dict[str, list[str]]:
    made = name_files(titles, [NameGroup(kind=kind, names=tuple(names)) for kind, names in groups])
    return {path: zlib.decompress(data, -15).decode().split("\n") for path, data in made}


def test_names_and_phrases_become_the_lines_of_the_contract() -> None:
    assert _files(CONTRACT["titles"], CONTRACT["groups"]) == CONTRACT["files"]


def test_the_order_of_groups_and_titles_does_not_matter() -> None:
    assert _files(CONTRACT["titles"][::-1], CONTRACT["groups"][::-1]) == CONTRACT["files"]


def test_a_phrase_of_one_title_only_is_not_proposed() -> None:
    names = [line.split("\t")[1] for lines in CONTRACT["files"].values() for line in lines]

    assert "网格化" not in names and "网格" in names


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("重庆", "chong qing"),
        ("银行", "yin hang"),
        ("呼和浩特", "hu he hao te"),
        ("绿蓝橙", "lv lan cheng"),
        ("二〇二三", "er ling er san"),
    ],
)
def test_names_are_read_by_phrase(name: str, syllables: str) -> None:
    assert syllables_of(name) == syllables
