"""A translation uses the glossary's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.factories import MadeArchive, make_archive

TERMS = {
    "terms": [
        {"id": "grid", "term": {"zh": "网格", "en": "grid"}},
        {"id": "grid-worker", "term": {"zh": "网格员", "en": "grid worker"}, "aliases": {"zh": ["网格管理员"]}},
        {
            "id": "building",
            "term": {"zh": "党建", "en": "Party building"},
            "aliases": {"en": ["Party development"]},
        },
        {"id": "subdistrict", "term": {"zh": "街道", "en": "subdistrict"}},
        {"id": "banner", "term": {"zh": "旗", "en": "banner"}},
    ]
}


def made(tmp_path: Path, zh: str, en: str, **given: object) -> MadeArchive:
    case = {"body": zh, "en_body": en, **given}
    return make_archive(tmp_path, cases={"practices/x": case}, vocabulary={"glossary": TERMS})


def test_another_word_than_the_glossarys_is_told_at_the_block_that_has_it(tmp_path: Path) -> None:
    archive = made(tmp_path, "先说背景。\n\n网格员走访。", "First the background.\n\nThe grid attendants call.")

    assert archive.codes() == ["translation-term"]
    assert archive.told("translation-term") == ["practices/x/en.md:8"]
    assert "the original says '网格员', but the translation has not the glossary's 'grid worker'" in archive.text()


def test_a_term_in_the_title_is_told_at_the_title(tmp_path: Path) -> None:
    archive = made(tmp_path, "正文。", "Text.", title="新城区的网格", en_title="The cells of Xincheng District")

    assert archive.told("translation-term") == ["practices/x/en.md:2"]


def test_one_place_with_the_word_is_enough(tmp_path: Path) -> None:
    assert made(tmp_path, "网格员走访。网格员记录。", "Grid workers call. They take notes.").codes() == []


@pytest.mark.parametrize(
    "english",
    ["Party building", "party-building", "PARTY BUILDING", "Party buildings", "Party’s building", "Party development"],
)
def test_case_hyphens_endings_and_aliases_are_forgiven(tmp_path: Path, english: str) -> None:
    assert made(tmp_path, "抓党建。", f"They work on {english} here.").codes() == []


def test_the_longest_term_counts_and_hides_the_shorter_one_in_it(tmp_path: Path) -> None:
    archive = made(tmp_path, "网格员走访。", "The worker of the grid calls.")

    assert [problem.args["term"] for problem in archive.problems] == ["网格员"]


def test_a_chinese_alias_is_the_term_too(tmp_path: Path) -> None:
    archive = made(tmp_path, "网格管理员走访。", "Attendants call.")

    assert [problem.args["term"] for problem in archive.problems] == ["网格员"]


def test_a_term_inside_a_region_or_a_method_is_not_looked_for(tmp_path: Path) -> None:
    methods = {"methods": [{"id": "plus", "kind": "brand", "name": {"zh": "党建+", "en": "Plus"}}]}
    case = {"body": "东风路街道推行党建+。", "en_body": "Dongfeng Road introduced the Plus brand."}

    archive = make_archive(tmp_path, cases={"practices/x": case}, vocabulary={"glossary": TERMS, "methods": methods})

    assert archive.codes() == []


def test_a_term_in_a_document_title_is_not_looked_for(tmp_path: Path) -> None:
    assert made(tmp_path, "依据《党建工作方案》。", "It follows a work plan.").codes() == []


def test_a_term_of_one_character_is_not_looked_for(tmp_path: Path) -> None:
    assert made(tmp_path, "党旗下。", "Below the flag.").codes() == []


def test_a_part_of_a_word_is_not_the_word(tmp_path: Path) -> None:
    assert made(tmp_path, "划分网格。", "The gridlock ended.").codes() == ["translation-term"]


def test_texts_whose_blocks_differ_are_told_at_the_start_of_the_body(tmp_path: Path) -> None:
    archive = made(tmp_path, "背景。\n\n网格员走访。", "All of it in one block.")

    assert archive.told("translation-term") == ["practices/x/en.md:6"]
