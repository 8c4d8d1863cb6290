"""Numbered slogans: what a name says, and what is declared for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.archive.checks.slogans import Numbers, numbers_in_name
from tests.archive.factories import make_archive


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("四个有", Numbers((4,))),
        ("五个规范化", Numbers((5,))),
        ("三联四同", Numbers((3, 4))),
        ("一核四驱", Numbers((1, 4))),
        ("三聚焦三步走", Numbers((3, 3))),
        ("三进两认岗", Numbers((3, 2))),
        ("“四供”专项行动", Numbers((4,))),
        ("1234", Numbers((1, 2, 3, 4))),
        ("“1234”基层治理工作方法", Numbers((1, 2, 3, 4))),
        ("1+7+9学习模式", Numbers((1, 7, 9))),
        ("“1+3+N”", Numbers((1, 3), is_open=True)),
        ("１＋８＋Ｎ", Numbers((1, 8), is_open=True)),
        ("4+N协商议事机制", Numbers((4,), is_open=True)),
    ],
)
def test_a_name_built_of_numbers_gives_them_in_order(name: str, numbers: Numbers) -> None:
    assert numbers_in_name(name) == numbers


@pytest.mark.parametrize(
    "name",
    [
        "党员包户",
        "一张网",
        "一股绳",
        "一肩挑",
        "四点半课堂",
        "一刻钟服务圈",
        "阳光六点半",
        "三年打基础、五年争优先",
        "一村班子两名大学生",
        "三级联动",
        "12345政务服务便民平台",
        "34560便民工作法",
        "党建+",
        "线上+线下",
        "惠邻5G驿站",
        "",
    ],
)
def test_nothing_is_claimed_of_numbers_that_measure_rank_or_paint(name: str) -> None:
    assert numbers_in_name(name) is None


def _methods(**method: object) -> dict[str, object]:
    entry = {"id": "it", "kind": "slogan", "name": {"zh": "三联四同", "en": "Three and Four"}, **method}
    return {"methods": {"methods": [entry]}}


def _members(count: int) -> list[dict[str, str]]:
    return [{"zh": f"成员{number}", "en": f"member {number}"} for number in range(count)]


def test_declared_parts_that_are_not_those_of_the_name_are_an_error(tmp_path: Path) -> None:
    made = make_archive(tmp_path, vocabulary=_methods(parts=[3, 5], members=_members(8)))

    assert made.codes() == ["method-parts"]
    assert "the numbers in the name '三联四同' are 3 + 4, but parts says 3 + 5" in made.text()


def test_members_without_parts_are_told_with_the_parts_of_the_name(tmp_path: Path) -> None:
    made = make_archive(tmp_path, vocabulary=_methods(members=_members(7)))

    assert made.codes() == ["method-parts-missing"]
    assert "add parts: [3, 4]" in made.text()
    assert "补上 parts: [3, 4]" in made.text("zh")


def test_members_that_do_not_add_up_to_the_parts_are_an_error_with_its_line(tmp_path: Path) -> None:
    made = make_archive(tmp_path, vocabulary=_methods(parts=[3, 4], members=_members(6)))

    assert made.codes() == ["method-members"]
    assert made.told("method-members") == ["vocabulary/methods.yml:3"]


def test_a_list_that_the_source_leaves_incomplete_is_not_counted(tmp_path: Path) -> None:
    made = make_archive(tmp_path, vocabulary=_methods(parts=[3, 4], members=_members(6), complete=False))

    assert made.codes() == []


def test_members_in_pairs_may_be_counted_once_or_twice(tmp_path: Path) -> None:
    name = {"zh": "六建六送", "en": "Six Builds, Six Gives"}
    once = make_archive(tmp_path / "once", vocabulary=_methods(name=name, parts=[6], members=_members(6)))
    twice = make_archive(tmp_path / "twice", vocabulary=_methods(name=name, parts=[6, 6], members=_members(12)))

    assert once.codes() == []
    assert twice.codes() == []


def test_a_name_with_a_letter_must_be_declared_open(tmp_path: Path) -> None:
    name = {"zh": "1+3+N", "en": "1+3+N"}
    closed = make_archive(tmp_path / "closed", vocabulary=_methods(name=name, parts=[1, 3]))
    opened = make_archive(tmp_path / "opened", vocabulary=_methods(name=name, parts=[1, 3], open=True))

    assert closed.codes() == ["method-parts"]
    assert "1 + 3 + N" in closed.text()
    assert opened.codes() == []
