"""Markdown: what writers of Chinese type comes out as they mean it, and nothing they type becomes active."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.text import ATTRIBUTES, TAGS, RenderedText, TextRenderer

RENDERER = TextRenderer()
VOID = {"br", "hr"}


def render(text: str) -> RenderedText:
    return RENDERER.render(text, "practices/alpha", lambda target: f"../{target}")


def html(text: str) -> str:
    return "".join(
        (f"[{section.heading.id} {section.heading.title}]" if section.heading else "") + section.html
        for section in render(text).sections
    )


class Sound(HTMLParser):
    """Refuses what could be active or would break the page around it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, set()) | {"class", "rel"}, (tag, name)
            if name == "href":
                assert value is not None
                assert value.startswith(("#", "../", "http://", "https://", "mailto:")) or ":" not in value, value

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open and self.open.pop() == tag, tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def assert_sound(rendered: RenderedText) -> None:
    for section in rendered.sections:
        parser = Sound()
        parser.feed(section.html)
        parser.close()
        assert parser.open == [], section.html


HOSTILE = st.lists(
    st.sampled_from([
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=x>", "</p>", "<a href='javascript:x'>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt&colon;x)", "[x]( \tjavascript:x)", "![x](javascript:x)", "<javascript:x>",
        "[x]: javascript:x", "[x][x]", "[x](data:text/html,<script>)", "<http://a.cn/\"onclick=x>", "[a](b \"t' onclick=x\")",
        "[a](http://x.cn 'a\"> <b onclick=x>')", "&#106;avascript:", "<!--", "-->", "<![CDATA[", "<?php", "\0", "\x02", "\x03",
        "`", "```", "~~~", "> ", "## ", "# ", "- ", "1. ", "| a | b |", "|---|---|", "[^1]", "[^1]: ", "**", "*", "__", "\\", "\n",
        "\n\n", "    ", "　　", "中文", "“党建+”", "（试行）", "a", "&lt;", "&amp;", "<b>", "[", "](", ")", "anliku-file:", "---",
        "===", "href=\"anliku-file:x", "[x](anliku-file:../../x)", "wzxhzdk:0", "klzzwxh:0001",
    ])
).map("".join)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(HOSTILE)
def test_no_text_becomes_active_or_breaks_the_page(text: str) -> None:
    assert_sound(render(text))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_rendered(text: str) -> None:
    rendered = render(text)

    assert_sound(rendered)
    assert [section.heading for section in rendered.sections if section.heading] == [
        heading for heading in rendered.headings if heading.level == 2
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**“党建+”**模式", "<p><strong>“党建+”</strong>模式</p>"),
        ("推行**《办法》**，", "<p>推行<strong>《办法》</strong>，</p>"),
        ("*（试行）*", "<p><em>（试行）</em></p>"),
        ("见[《办法》](https://a.cn/)。", '<p>见<a href="https://a.cn/" rel="noopener noreferrer">《办法》</a>。</p>'),
        ("党员**245**名", "<p>党员<strong>245</strong>名</p>"),
        ("***“三联”***机制", "<p><strong><em>“三联”</em></strong>机制</p>"),
        ("`一核四驱`", "<p><code>一核四驱</code></p>"),
    ],
)
def test_emphasis_and_links_work_beside_chinese_punctuation(typed: str, shown: str) -> None:
    assert html(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("第一行\n第二行", "<p>第一行第二行</p>"),
        ("第一行，\n**第二**行", "<p>第一行，<strong>第二</strong>行</p>"),
        ("**第一**\n**第二**", "<p><strong>第一</strong><strong>第二</strong></p>"),
        ("一\n二\n三", "<p>一二三</p>"),
        ("word\n第二行", "<p>word\n第二行</p>"),
        ("two\nwords", "<p>two\nwords</p>"),
        ("甲  \n乙", "<p>甲<br>\n乙</p>"),
        ("- 甲\n  乙", "<ul>\n<li>甲乙</li>\n</ul>"),
    ],
)
def test_a_line_break_adds_no_space_between_chinese_characters(typed: str, shown: str) -> None:
    assert html(typed) == shown


def test_lines_of_code_stay_lines() -> None:
    assert html("```\n第一行\n# 第二行\n```") == "<pre><code>第一行\n# 第二行\n</code></pre>"


def test_two_ideographic_spaces_before_a_paragraph_go() -> None:
    assert html("　　第一段。\n\n　　第二段。") == "<p>第一段。</p>\n<p>第二段。</p>"


def test_tables_hold_chinese_text_and_name_their_columns() -> None:
    made = html("| 项目 | 户数 |\n|---|---:|\n| 包联 | 634 |\n")

    assert '<th scope="col">项目</th>' in made
    assert '<th scope="col" align="right">户数</th>' in made
    assert "<td>包联</td>" in made
    assert made.startswith('<div class="table"><table>')
    assert made.endswith("</table></div>")


def test_notes_hold_chinese_text_and_lead_there_and_back() -> None:
    made = html("包联 634 户[^1]。\n\n[^1]: 来源没有写截至日期。")

    assert '<a class="footnote-ref" href="#fn:1">1</a>' in made
    assert "来源没有写截至日期。" in made
    assert '<a class="footnote-backref" href="#fnref:1">↩</a>' in made


def test_headings_get_ascii_ids_in_order() -> None:
    headings = render("前言\n\n### 零\n\n## 背景\n\n甲\n\n### 一\n\n### 二\n\n## 做法 **重点**\n\n### 三").headings

    assert [(heading.id, heading.title) for heading in headings] == [
        ("s0-1", "零"), ("s1", "背景"), ("s1-1", "一"), ("s1-2", "二"), ("s2", "做法 重点"), ("s2-1", "三"),
    ]  # fmt: skip


def test_a_text_is_cut_at_its_second_level_headings() -> None:
    sections = render("前言。\n\n## 背景\n\n甲。\n\n## 做法\n\n乙。").sections

    assert [(section.heading and section.heading.title, section.html) for section in sections] == [
        (None, "<p>前言。</p>"), ("背景", "<p>甲。</p>"), ("做法", "<p>乙。</p>"),
    ]  # fmt: skip


def test_a_heading_inside_a_quotation_does_not_cut_it() -> None:
    made = render("> ## 通知\n>\n> 全文。\n\n之后。")

    assert made.headings == ()
    assert len(made.sections) == 1
    assert_sound(made)


def test_links_inside_the_archive_become_addresses_and_others_tell_nothing_of_the_reader() -> None:
    assert html("[甲](../beta/zh.md#s2)") == '<p><a href="../practices/beta/zh.md#s2">甲</a></p>'
    assert html("[乙](http://a.cn)") == '<p><a href="http://a.cn" rel="noopener noreferrer">乙</a></p>'
    assert RENDERER.render("[丙](x.md)", "a/b", lambda _: None).sections[0].html == "<p><a>丙</a></p>"


def test_the_plain_text_has_a_line_for_each_block_and_no_marks() -> None:
    plain = render(
        "## 背景\n\n第一**行**\n第二行 &lt; 3[^1]。\n\n- 甲\n- 乙\n\n| 一 | 二 |\n|---|---|\n| 三 | 四 |\n\n[^1]: 注。"
    ).plain

    assert plain.split("\n") == ["背景", "第一行第二行 < 3。", "甲", "乙", "一", "二", "三", "四", "注。"]


def test_a_renderer_keeps_nothing_of_the_text_before() -> None:
    first = render("[甲][1]\n\n[1]: https://a.cn/\n\n文[^1]\n\n[^1]: 注")
    render("[乙][1] 文[^1]")

    assert render("[甲][1]\n\n[1]: https://a.cn/\n\n文[^1]\n\n[^1]: 注") == first
    assert "<a" not in html("[乙][1]")
