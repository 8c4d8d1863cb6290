"""YAML as clerks type it: nothing they typed changes, nothing they typed wrong stops the reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.parse_yaml import parse_yaml
from generator.nodes import MappingNode, Node, Scalar, Sequence

KEYS = frozenset({"place", "地方", "role"})
PLAIN = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cf", "Cn"), exclude_characters=":#"
    ),
    min_size=1,
    max_size=30,
).filter(lambda text: text[0] not in "&*!@`%'\"[]{}|>,-?~" and text not in ("---", "..."))
"""Words that mean nothing in YAML."""


def values(text: str) -> dict[str, str]:
    node, problems = parse_yaml(text, "a.md")
    assert problems == []
    assert isinstance(node, MappingNode)
    return {key: value.text for key, value, _ in node.entries if isinstance(value, Scalar)}


def codes(text: str) -> list[tuple[int, str]]:
    _, problems = parse_yaml(text, "a.md", keys=KEYS)
    return [(problem.where.line, problem.code) for problem in problems]


def lines_of(node: Node) -> list[int]:
    if isinstance(node, Scalar):
        return [node.line]
    inner = node.items if isinstance(node, Sequence) else [value for _, value, _ in node.entries]
    return [node.line, *(line for child in inner for line in lines_of(child))]


@given(st.text(max_size=200))
def test_any_text_gives_a_tree_or_problems_and_never_an_exception(text: str) -> None:
    _, problems = parse_yaml(text, "a.md", keys=KEYS)

    assert all(problem.where.line >= 1 and problem.format("zh") for problem in problems)


@given(st.text(st.sampled_from("ab标：: #-[]{}\"'|>&*!?,\n \t0"), max_size=60))
def test_any_tangle_of_marks_gives_a_tree_or_problems_and_never_an_exception(text: str) -> None:
    node, problems = parse_yaml(text, "a.md", keys=KEYS)

    last = text.count("\n") + 1
    assert all(1 <= problem.where.line <= last + 1 for problem in problems)
    assert node is None or all(1 <= line <= last + 1 for line in lines_of(node))


@given(PLAIN)
def test_a_plain_value_is_the_text_that_was_typed(typed: str) -> None:
    assert values(f"title: {typed}") == {"title": typed.strip()}


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), exclude_characters="\ufeff")
    )
)
def test_any_text_in_single_quotes_stays_as_it_is(typed: str) -> None:
    quoted = typed.replace("'", "''")

    assert values(f"title: '{quoted}'") == {"title": typed}


@pytest.mark.parametrize(
    "typed",
    [
        "12:30",
        "010",
        "no",
        "yes",
        "2023-5",
        "1e3",
        "0x1F",
        "1_000",
        "null",
        "2026-11-21",
        "1.10",
        ".5",
        "+86",
        "=",
        "1+3+N",
    ],
)
def test_what_yaml_would_read_as_something_else_stays_text(typed: str) -> None:
    assert values(f"title: {typed}") == {"title": typed}


@pytest.mark.parametrize(
    "text",
    [
        "summary: 第一行\n  第二行：还有话\n  地方：也在句子里",
        "summary: '第一行\n  地方：还有话: 和 #号'",
        "summary: |\n  地方：一\n  place: 二 #三",
        "name: {zh: 案例库,\n  en: Case Archive, mn: x}",
        "items:\n- 甲：乙\n- {place: 一,\n   role: 二}",
        "place: 一 # 说明: 这里",
        "items:\n- 甲 # 说明",
        "# 说明：整行\nplace: 一",
        "url: https://www.example.gov.cn/a#b",
        "time: 12:30:45",
        'title: "a: b #c"',
        "source:  # 来源\n  地方: 一",
    ],
)
def test_what_is_right_is_not_complained_of(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题：早市", [(1, "yaml-fullwidth-colon")]),
        ("a: 一\n标题 ： 早市\nb: 二", [(2, "yaml-fullwidth-colon")]),
        ("regions:\n- 地方：回民区\n  role: x", [(2, "yaml-fullwidth-colon")]),
        ("source: # 来源\n  地方：一", [(2, "yaml-fullwidth-colon")]),
        ("name:\n  zh：案例库", [(2, "yaml-fullwidth-colon")]),
        ("title: 1+3+N: 早市", [(1, "yaml-colon-in-value")]),
        ("title: 早市:", [(1, "yaml-colon-in-value")]),
        ("title: 早市 #1", [(1, "yaml-hash-in-value")]),
        ("title: 早市 # 说明", [(1, "yaml-hash-in-value")]),
        ("items:\n- 早市 #1", [(2, "yaml-hash-in-value")]),
        ("status:draft", [(1, "yaml-colon-space")]),
        ("a:\n\tb: 一", [(2, "yaml-tab")]),
        ("a: *b\nc: @d\ne: '*f'", [(1, "yaml-alias"), (2, "yaml-alias")]),
        ("a: &b {c: d}", [(1, "yaml-alias")]),
        ("name: {zh: 甲, en: first, second}", [(1, "yaml-comma-in-value")]),
        ("a: 一\na: 二\na: 三", [(2, "key-duplicate"), (3, "key-duplicate")]),
        ("a: [一\nb: 二", [(1, "yaml-syntax")]),
        ("a: 一\nb: '二\nc: 三", [(2, "yaml-syntax")]),
        ("a: 一\n...\nb: 二", [(3, "yaml-syntax")]),
        ("[甲]: 乙", [(1, "yaml-syntax")]),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert codes(text) == expected


def test_a_mistake_does_not_hide_the_next_one() -> None:
    text = "标题：早市\nsummary: 有: 冒号\nregions:\n- 地方：回民区 #一\n  role: x\nstatus: x #y\na: 一\na: 二"

    found = codes(text)

    assert found == [
        (1, "yaml-fullwidth-colon"),
        (2, "yaml-colon-in-value"),
        (4, "yaml-fullwidth-colon"),
        (6, "yaml-hash-in-value"),
        (8, "key-duplicate"),
    ]


def test_values_after_a_mistake_are_read_as_they_were_meant() -> None:
    node, _ = parse_yaml("标题：早市 #1\nsummary: 1+3+N: 好\nitems:\n- 二 #三", "a.md")

    assert isinstance(node, MappingNode)
    assert [key for key, _, _ in node.entries] == ["标题", "summary", "items"]
    title, summary, items = (value for _, value, _ in node.entries)
    assert isinstance(title, Scalar)
    assert title.text == "早市 #1"
    assert isinstance(summary, Scalar)
    assert summary.text == "1+3+N: 好"
    assert isinstance(items, Sequence)
    assert [item.text for item in items.items if isinstance(item, Scalar)] == ["二 #三"]


def test_lines_count_from_the_beginning_of_the_file() -> None:
    node, _ = parse_yaml("a: 一\nb:\n- 二", "a.md", first_line=5)

    assert node is not None
    assert lines_of(node) == [5, 5, 7, 7]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 100_000, "? " * 100_000, "a:\n" * 10_000])
def test_a_bomb_is_refused_at_once(text: str) -> None:
    _, problems = parse_yaml("x: " + text, "a.md")

    assert problems
