"""What would not come out as its writer means it is told with its line; what is right is left in peace."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.checks.markdown import MAX_CHARACTERS, check_markdown
from generator.archive.documents import Body

PATH = "practices/alpha/zh.md"


def codes(text: str) -> list[tuple[int, str]]:
    problems, _ = check_markdown(Body(text=text, line=1), PATH)
    return [(problem.where.line, problem.code) for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "## 背景\n\n　　段首空两格。\n\n- 甲\n  - 乙\n\n    乙的第二段\n\n1. 一\n2. 二",
        "**“党建+”**模式，*（试行）*，[办法](https://a.cn/b_(c)) 和 <https://a.cn/>。",
        "1 < 2，3 > 2；a <= b；`<script>` 是代码。",
        "```\n# 不是标题\n<b>\n＃\n[x](javascript:x)\n```",
        "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
        "甲 | 乙\n--- | ---\n1 | 2",
        "一段。\n\n---\n\n另一段。\n\n***",
        "## 标题\n---",
        "（一）甲；（1）乙；1、丙；2023．5",
        "话题 a #b 不是标题",
        "注[^1]。\n\n[^1]: 来源：报纸。",
        "* 一\n* 二",
        "引用：\n\n> 原文\n> 原文",
        "[相邻案例](../beta/zh.md#s2)、[附件](plan.pdf)、[段落](#s2)、[邮件](mailto:a@b.cn)",
    ],
)
def test_what_is_right_is_left_in_peace(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n\n＃ 标题", [(3, "markdown-fullwidth")]),
        ("１．甲", [(1, "markdown-fullwidth")]),
        ("１、甲", [(1, "markdown-fullwidth")]),
        ("1．甲", [(1, "markdown-fullwidth")]),
        ("· 甲\n• 乙", [(2, "markdown-fullwidth")]),
        ("甲＊＊乙＊＊丙", [(1, "markdown-fullwidth")]),
        ("见[办法]（https://a.cn/）。", [(1, "markdown-fullwidth")]),
        ("    甲", [(1, "markdown-indented")]),
        ("甲\n\n\t乙", [(3, "markdown-indented")]),
        ("##背景", [(1, "markdown-heading-space")]),
        ("# 题目", [(1, "markdown-heading-level")]),
        ("###### 六级", [(1, "markdown-heading-level")]),
        ("甲\n---\n乙\n===", [(2, "markdown-heading-underline"), (4, "markdown-heading-underline")]),
        ("a <b>c</b>", [(1, "markdown-html"), (1, "markdown-html")]),
        ("<script src=//a.cn", [(1, "markdown-html")]),
        ("[甲](JAVASCRIPT:x)", [(1, "markdown-link-scheme")]),
        ("[甲](//a.cn/x)", [(1, "markdown-link-scheme")]),
        ("[甲](../../../x)", [(1, "markdown-link-target")]),
        ("![甲](a.jpg)", [(1, "markdown-image")]),
        (">" * 9 + " 甲", [(1, "markdown-too-deep")]),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert codes(text) == expected


def test_a_link_inside_the_archive_is_handed_on_with_its_line() -> None:
    _, links = check_markdown(Body(text="甲\n\n见[乙](../beta/zh.md#s2)和[丙](../../brands/x)。", line=20), PATH)

    assert [(link.line, link.target) for link in links] == [(22, "practices/beta/zh.md"), (22, "brands/x")]


@given(st.text(st.sampled_from("中a `*_[]()<>!#=-+|&;:/\\^\"'~.1１＃　\t\n>"), max_size=120))
def test_any_text_is_checked(text: str) -> None:
    found = codes(text)

    assert all(1 <= line <= text.count("\n") + 1 for line, _ in found)


@pytest.mark.parametrize(
    "unit",
    ["[", "[x", "[[x]", "(", "[a](", "[a](b(", "![", "<a", "`a", "*a", "**a ", "_a", "> ", "&#", "<!--", "[x]:\n"],
)
def test_no_text_keeps_the_checks_busy(unit: str) -> None:
    text = (unit * MAX_CHARACTERS)[:MAX_CHARACTERS]
    begin = time.process_time()

    codes(text)

    assert time.process_time() - begin < 2


@pytest.mark.parametrize("unit", ["[", "[x", "[x\n", "[a](", "![", "*a", "_a"])
def test_what_would_keep_the_parser_busy_is_refused(unit: str) -> None:
    text = (unit * MAX_CHARACTERS)[:MAX_CHARACTERS]

    assert "markdown-too-deep" in [code for _, code in codes(text)]
