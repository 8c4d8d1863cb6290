"""Figures that should add up, and series that should be whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.factories import figure, make_archive

PARTS = [figure("a", 156), figure("b", 6), figure("c", 33), figure("d", 119), figure("e", 52)]


def _sum(value: int | str, **given: object) -> dict[str, object]:
    return {"figures": [figure("all", value, parts=["a", "b", "c", "d", "e"], **given), *PARTS]}


def test_figures_that_add_up_pass(tmp_path: Path) -> None:
    assert make_archive(tmp_path, cases={"practices/x": _sum(366)}).codes() == []


def test_figures_that_do_not_add_up_are_told_with_the_sum_and_its_line(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/x": _sum(367)})

    assert made.codes() == ["figure-sum"]
    assert made.told("figure-sum") == ["practices/x/zh.md:10"]
    assert "'all' is 367, but its parts add up to 366 (156 + 6 + 33 + 119 + 52)" in made.text()


@pytest.mark.parametrize(
    ("value", "qualifier", "codes"),
    [
        (360, "over", []),
        (366, "over", ["figure-sum"]),
        (366, "at-least", []),
        (370, "nearly", []),
        (366, "nearly", ["figure-sum"]),
        (400, "about", []),
    ],
)
def test_a_qualified_total_is_tested_as_far_as_its_word_binds(
    tmp_path: Path, value: int, qualifier: str, codes: list[str]
) -> None:
    assert make_archive(tmp_path, cases={"practices/x": _sum(value, qualifier=qualifier)}).codes() == codes


def test_figures_of_different_units_can_not_be_added(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/x": _sum(366, unit="人")})

    assert made.codes() == ["figure-sum-units"]


def test_a_part_must_be_another_figure_of_the_case(tmp_path: Path) -> None:
    figures = [figure("all", 1, parts=["all"]), figure("more", 1, parts=["none"])]

    made = make_archive(tmp_path, cases={"practices/x": {"figures": figures}})

    assert made.codes() == ["figure-part-unknown", "figure-part-unknown"]


def test_a_figure_needs_a_unit_and_a_word_on_its_as_of(tmp_path: Path) -> None:
    bare = {"key": "a", "label": "数", "value": "1"}
    answered = {**bare, "unit": "无", "as_of": "不详"}

    told = make_archive(tmp_path / "bare", cases={"practices/x": {"figures": [bare]}})
    quiet = make_archive(tmp_path / "answered", cases={"practices/x": {"figures": [answered]}})

    assert told.codes() == ["figure-as-of-missing", "figure-unit-missing"]
    assert quiet.codes() == []


def test_a_translation_of_an_older_text_is_told_with_the_hash_to_write(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/x": {"en_stamp": "0123456789ab"}})

    assert made.codes() == ["translation-stale"]
    assert made.told("translation-stale") == ["practices/x/en.md:4"]


def test_a_missing_translation_is_told(tmp_path: Path) -> None:
    assert make_archive(tmp_path, cases={"practices/x": {"en": False}}).codes() == ["translation-missing"]


def _series(**given: object) -> dict[str, object]:
    entry = {"id": "forum", "name": {"zh": "论坛", "en": "Forum"}, **given}
    return {"series": {"series": [entry]}}


def _part(number: int) -> dict[str, object]:
    return {"series": {"id": "forum", "part": str(number)}}


def test_a_whole_series_with_its_editors_note_passes(tmp_path: Path) -> None:
    cases = {"practices/note": {"series": {"id": "forum"}}, "practices/one": _part(1), "practices/two": _part(2)}

    assert make_archive(tmp_path, cases=cases, vocabulary=_series(parts="2", editor_note="AL-0001")).codes() == []


def test_a_missing_part_is_told(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/two": _part(2)}, vocabulary=_series(parts="3"))

    assert made.codes() == ["series-parts-missing"]
    assert "part 1, 3 is missing" in made.text()


def test_a_part_that_stands_twice_is_told_at_the_second(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/a": _part(1), "practices/b": _part(1)}, vocabulary=_series())

    assert made.told("series-part-duplicate") == ["practices/b/zh.md:10"]


def test_a_part_beyond_the_number_of_parts_is_told(tmp_path: Path) -> None:
    made = make_archive(
        tmp_path, cases={"practices/a": _part(1), "practices/b": _part(2)}, vocabulary=_series(parts="1")
    )

    assert made.codes() == ["series-part-range"]


def test_a_case_without_a_part_in_a_numbered_series_is_told(tmp_path: Path) -> None:
    cases = {"practices/a": _part(1), "practices/b": {"series": {"id": "forum"}}}

    made = make_archive(tmp_path, cases=cases, vocabulary=_series())

    assert made.told("series-part-none") == ["practices/b/zh.md:10"]


def test_the_editors_note_is_a_published_case_of_the_series(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/a": _part(1)}, vocabulary=_series(editor_note="AL-0009"))

    assert made.codes() == ["series-editor-note"]
