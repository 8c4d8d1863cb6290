"""Names with their pinyin: the lines that the browser's suggestions are made of, and the names of this repository's vocabulary."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from generator.search.documents import NameGroup
from generator.search.names import name_files, readings_of, syllables_of

CONTRACT: dict[str, Any] = json.loads((Path(__file__).parents[1] / "contract" / "names.json").read_text("utf-8"))


def _files(titles: list[list[str]], groups: list[tuple[str, list[str]]]) -> dict[str, list[str]]:
    made = name_files(
        "\n".join(map(" ".join, titles)), [NameGroup(kind=kind, names=tuple(names)) for kind, names in groups]
    )
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


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("长和廊", {"chang he lang", "zhang he lang"}),
        ("长治", {"chang zhi", "zhang zhi"}),
        ("都匀", {"dou yun", "du yun"}),
        ("重庆", {"chong qing"}),
        ("银行", {"yin hang"}),
        ("3号长廊", {"3 hao chang lang"}),
    ],
)
def test_a_character_of_two_readings_is_read_in_both_where_no_phrase_decides(name: str, readings: set[str]) -> None:
    assert set(readings_of(name)) == readings


def test_a_name_of_two_readings_lies_in_the_files_of_both_letters() -> None:
    files = _files([], [("region", ["长和廊街道", "Changhelang Subdistrict"])])

    assert [path for path in files if any("长和廊街道" in line for line in files[path])] == ["n/c", "n/z"]
