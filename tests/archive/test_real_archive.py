"""The archive that comes with the program is one that a department may copy."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from generator import pipeline
from generator.archive.archive import Archive
from generator.config import load_config
from generator.paths import Paths, theme_folder
from generator.problems import Problem
from generator.stats_text import render_stats

ROOT = Path(__file__).resolve().parent.parent.parent
PATHS = Paths(config=ROOT / "site_config.yml", content=ROOT / "content", output=ROOT / "site", theme=theme_folder())

MOST_CHARACTERS = 1_200
"""Chinese characters of a body; a case is a write-up of facts, not a reprint."""


@lru_cache(maxsize=1)
def checked() -> tuple[Archive, list[Problem]]:
    return pipeline.check(PATHS, jobs=1)


def test_not_even_a_warning_is_told() -> None:
    assert [problem.format("en") for problem in checked()[1]] == []


def test_it_has_thirty_seven_cases_and_all_are_in_english() -> None:
    lines = render_stats(checked()[0], load_config(PATHS.config), "en").splitlines()

    assert lines[0].startswith("37 cases, ")
    assert [line.split() for line in lines[3:5]] == [["中文", "37", "100", "%"], ["English", "37", "100", "%"]]


def test_every_case_has_one_to_four_themes_and_every_theme_and_method_is_used() -> None:
    archive = checked()[0]
    themes = archive.vocabulary.themes

    assert all(1 <= len(case.themes) <= 4 for case in archive.cases)
    assert [theme for theme in themes if themes[theme].parent is not None and theme not in archive.by_theme] == []
    assert [method for method in archive.vocabulary.methods if method not in archive.by_method] == []


def test_every_numbered_method_is_whole_or_says_what_is_missing() -> None:
    methods = checked()[0].vocabulary.methods.values()

    assert [method.id for method in methods if method.parts and not method.complete and not method.note] == []


def test_no_source_has_an_invented_date_page_or_newspaper() -> None:
    sources = [case.source for case in checked()[0].cases]

    assert {(source.publication, source.date, source.page) for source in sources} == {(None, None, None)}


def test_comparison_puts_grids_of_several_places_beside_each_other_with_their_marks() -> None:
    text = render_stats(checked()[0], load_config(PATHS.config), "zh", measure="网格")

    assert "阿拉善左旗" in text
    assert "大学东路街道" in text
    assert "※ 截至时间不详或不同，不是同一时点的数。" in text
    assert "※ 层级不同，不宜直接比高低。" in text


def test_no_chinese_body_is_longer_than_its_facts_should_need() -> None:
    long = []
    for case in checked()[0].cases:
        text = (ROOT / "content" / case.article("zh").path).read_text(encoding="utf-8")
        characters = len(re.findall("[\u3400-\u9fff]", text.split("---\n", 2)[2]))
        if characters > MOST_CHARACTERS:
            long.append((case.number, characters))

    assert long == []
