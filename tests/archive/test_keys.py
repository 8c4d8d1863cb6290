"""Groups of keys: what is read, under which names, and what is told of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.documents import parse_document
from generator.archive.front_matter import CaseKeys, PageKeys, TranslationKeys
from generator.archive.keys import Keys, keys_of, read_keys, words_of
from generator.archive.model import PartialDate
from generator.archive.parse_yaml import parse_yaml
from generator.archive.reading import SourceText
from generator.archive.vocabulary_files import FILES
from generator.config import SiteConfig, parse_config
from generator.problems import Problem

ENGLISH = """\
number: AL-0001
title: 早市
summary: 早市进了网格。
status: published
published: 2026-11-21
source: {form: adapted, date: unknown}
period: {after: 2023-01, evidence: 文中写明}
regions: [{place: 回民区, role: pilot}]
themes: [grid-management]
contributors: [{name: 张三, role: reporter}]
figures: [{key: stalls, label: 摊位, value: "1,600", unit: none, as_of: unknown, qualifier: over}]
corrections: [{printed: 甲, why: 乙, lost: true}]
"""
CHINESE = """\
编号: AL-0001
标题: 早市
摘要: 早市进了网格。
状态: 已发布
发布日期: ２０２６-11-21
来源: {性质: 改写, 日期: 不详}
所述时间: {不早于: 2023-01, 依据: 文中写明}
地区: [{地方: 回民区, 角色: 试点}]
主题: [grid-management]
作者: [{姓名: 张三, 身份: 记者}]
数据: [{键: stalls, 名称: 摊位, 数值: １６００, 单位: none, 截至: unknown, 约数: 余}]
更正: [{原文: 甲, 原因: 乙, 缺失: 是}]
"""
MODELS: list[type[Keys]] = [CaseKeys, TranslationKeys, PageKeys, SiteConfig, *FILES.values()]


def read(text: str, model: type[Keys] = CaseKeys) -> tuple[Keys | None, list[Problem]]:
    node, problems = parse_yaml(text, "a.md", keys=words_of(model))
    keys, _, more = read_keys(model, node, "a.md")
    return keys, problems + more


def test_every_key_may_be_written_in_chinese() -> None:
    english, told = read(ENGLISH)
    chinese, told_too = read(CHINESE)

    assert told == told_too == []
    assert english is not None
    assert english == chinese


@pytest.mark.parametrize("model", MODELS)
def test_no_two_keys_of_a_group_share_a_name(model: type[Keys]) -> None:
    names = [*keys_of(model), *(key.zh for key in keys_of(model).values())]

    assert all(names)
    assert len(set(names)) == len(names)


def test_one_item_may_stand_without_a_list_and_a_name_without_its_group() -> None:
    keys, problems = read(ENGLISH.replace("[{place: 回民区, role: pilot}]", "回民区") + "series: 书记论坛\n")

    assert problems == []
    assert isinstance(keys, CaseKeys)
    assert [(region.place, region.role) for region in keys.regions] == [("回民区", "subject")]
    assert keys.series is not None
    assert keys.series.id == "书记论坛"


@pytest.mark.parametrize("empty", ["", "~", '""', "''", "# 待填"])
def test_a_key_without_value_is_a_key_that_was_left_out(empty: str) -> None:
    keys, problems = read(ENGLISH + f"updated: {empty}\n")
    _, without_title = read(ENGLISH.replace("title: 早市", f"title: {empty}"))

    assert problems == []
    assert isinstance(keys, CaseKeys)
    assert keys.updated is None
    assert [problem.code for problem in without_title] == ["key-missing"]


def test_a_language_without_words_is_a_language_that_was_left_out() -> None:
    config, problems = parse_config(
        "name:\n  zh: 案例库\n  en:\ndescription: {zh: 试验}\nlanguages: [{code: zh, tag: zh-CN, name: 中文}]\n"
        "types: [{id: news, name: {zh: 动态}}]\n",
        "site_config.yml",
    )

    assert problems == []
    assert config is not None
    assert config.name == {"zh": "案例库"}


def test_a_problem_names_the_key_as_the_writer_typed_it() -> None:
    _, english = read(ENGLISH.replace("form: adapted", "form: copied"))
    _, chinese = read(CHINESE.replace("性质: 改写", "性质: 抄"))

    assert [problem.args["key"] for problem in english] == ["source.form"]
    assert [problem.args["key"] for problem in chinese] == ["来源.性质"]


def test_items_of_a_list_are_counted_from_one() -> None:
    _, problems = read(ENGLISH.replace("[{place: 回民区, role: pilot}]", "[回民区, {place: 新城区, role: guest}]"))

    assert [(problem.code, problem.args["key"], problem.where.line) for problem in problems] == [
        ("value-choice", "regions[2].role", 8)
    ]


@pytest.mark.parametrize(("typed", "date"), [("2023", PartialDate(2023)), ("2023-05", PartialDate(2023, 5))])
def test_a_date_is_as_exact_as_it_was_typed(typed: str, date: PartialDate) -> None:
    keys, _ = read(ENGLISH.replace("date: unknown", f"date: {typed}"))

    assert isinstance(keys, CaseKeys)
    assert keys.source.date == date


@given(st.dictionaries(st.sampled_from(sorted(words_of(CaseKeys))), st.text(max_size=40), max_size=8))
def test_any_values_give_a_record_or_problems_with_lines_and_never_an_exception(values: dict[str, str]) -> None:
    text = "\n".join(f"{key}: {value}" for key, value in values.items())

    keys, problems = read(text)

    assert keys is not None or problems
    assert all(problem.format("zh") and problem.format("en") for problem in problems)


@pytest.mark.parametrize("model", [CaseKeys, TranslationKeys, PageKeys])
@given(text=st.text(max_size=150))
def test_any_file_gives_a_document_or_problems_and_never_an_exception(model: type[Keys], text: str) -> None:
    document, problems = parse_document(SourceText(path="a.md", text=f"---\n{text}\n---\n{text}", digest=""), model)

    assert document is not None or problems
    assert all(problem.where.line >= 1 for problem in problems)
