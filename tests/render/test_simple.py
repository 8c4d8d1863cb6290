"""Texts of the common kind are rendered without the parser, and nobody can tell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.simple import simple_blocks
from generator.render.text import RenderedText, TextRenderer

RENDERER = TextRenderer()

COMMON = [
    "第一段。\n\n第二段，\n接着说 2.5 万元。",
    "　　空两格的段落。",
    "前言。\n\n## 背景\n\n甲。\n\n### 一\n\n乙。\n\n#### 二\n\n丙。\n## 做法\n丁。",
    "五个到位：\n\n- 网格设置到位；\n- 人员配备到位。\n\n之后。",
    "1. 议事会\n2. 义诊",
    "推行**“党建+”**模式，见[做法](../huimin/zh.md#s2)和[公告](https://www.example.gov.cn/a/b.html?c=1)。",
    "**[粗体里的链接](../a/zh.md)**",
    "| 项目 | 户数 | 备注 |\n|---|---:|:-:|\n| 包联 | **634** | |\n| 走访 | 245 | a |",
    "A Q&A sheet, 3#楼, 100% of it (so far) ~ 5 {x} ^ $ @ ! ; 'a' \"b\"",
]

UNCOMMON = [
    "有`代码`。", "```\n代码\n```", "~~~\n代码\n~~~", "> 引用", "见[^1]。\n\n[^1]: 注。", "[甲][1]\n\n[1]: https://a.cn/", "*斜体*", "甲_乙_丙",
    "***三***", "** 空 **", "甲**乙 **丙", "- 甲\n\n- 乙", "- 甲\n  乙", "- - 甲", "3. 甲", "甲  \n乙", "标题\n---", "---", "# 一级", "##无空格", "###### 六级",
    "## C#", "![图](a.png)", "[甲](javascript:x)", "[甲](http://a.cn 'x')", "[甲](//a.cn)", "[甲](http://256.1.1.999/)", "[ ] 待办", "<b>甲</b>",
    "&lt;", "甲\\*", "    缩进", "\t缩进", "| 甲 |\n|---|\n| 乙 |", "| 甲 | 乙 |\n|---|---|\n| 丙 |", "甲 | 乙", "x title=\"3\"", "甲\u00a0乙", "\x02",
]  # fmt: skip

FRAGMENTS = [
    "一", "党员，", "。", "“", "”", "（", "）", "abc ", "x", " ", "\n", "\n\n", "\n\n", "\n\n## ", "\n### ", "\n\n#### ", "#", "\n\n- ", "\n- ",
    "\n* ", "\n\n1. ", "\n2. ", "１. ", "**", "**", "*", "\n\n| a | b |\n|---|:-:|\n| 1 | **2** |", "\n| q | r |", "|", "　", "　　", "&", "amp;",
    "[甲](../x/zh.md)", "[乙](https://a.cn/b?c=1#d)", "[丙](gone/y#s1)", "[", "](", ")", "!", "-", "=", "---", "===", ".", "1", "~", "~~~", ">", "<",
    "`", "_", "\\", "  \n", "\u2003", "\u2028", "\u00a0", "\u0085", "\u200b", "\u0301", "\ufeff", "\ufffe", "𠀀", "٣. ", "①", "'", '"', "title=\"3\"",
    "///Footnotes Go Here///",
]  # fmt: skip


def link(target: str) -> str | None:
    return None if "gone" in target else f"../{target}"


def parsed(text: str) -> RenderedText:
    return RENDERER.parse(text, "practices/alpha", link)


@pytest.mark.parametrize("text", COMMON)
def test_a_common_text_comes_out_as_the_parser_would_make_it_and_needs_no_parser(text: str) -> None:
    assert simple_blocks(text) is not None

    assert RENDERER.render(text, "practices/alpha", link) == parsed(text)


@pytest.mark.parametrize("text", UNCOMMON)
def test_anything_out_of_the_common_is_left_to_the_parser(text: str) -> None:
    assert simple_blocks(f"甲。\n\n{text}\n\n乙。") is None


@settings(max_examples=600, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=2)), max_size=14).map("".join))
def test_whatever_needs_no_parser_comes_out_as_the_parser_would_make_it(text: str) -> None:
    if simple_blocks(text) is not None:
        assert RENDERER.render(text, "practices/alpha", link) == parsed(text)
