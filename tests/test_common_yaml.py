"""Front matter of the common kind is read without the YAML parser, and nobody can tell."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive.yaml_nodes import parse_any_yaml
from generator.common_yaml import _BEGIN, read_common

KEYS = frozenset({"place", "地方", "why", "原因", "zh"})

COMMON = [
    "number: AL-0001\ntitle: 回民区：“红管家”上门\nurl: https://a.cn/b?c=1\n标题: 甲",
    "regions:\n- {place: 回民区/海西路街道, role: subject}\n- {place: 回民区, role: pilot}\nthemes: [a, b-c]",
    "regions:\n  - place: 回民区\n    role: subject\n  - place: 新城区\nperiod:\n  after: 2023-01\n  evidence: 文中提到 9 月\n\nstatus: draft",
    "figures:\n  villages: {label: Villages, unit: \"\"}\n  grids: {label: 'Grids', unit: the residents' own}\nomitted:\n- \"A: b # c\"\n- 'It is'",
    "contributors: [{name: 张三, role: reporter}, {name: 李四, role: author}]\npublished: 2023-5\npage: 010\ntime: 12:30",
    "a: \"the \\\"b\\\"\"\nc: [\"\\\"d\\\", e\"]",
    "a:\n  b:\n    c: d\ne:\n- f:\n    g: h\n  i: j\n- k",
    "a: {}\nb: []\nc: {d: {}, e: [], f: [{}, []]}\ng:\n- {}",
    "# a: b\na:\n  # c：d\n  b: c\n\n# \"\nd:\n# e\n- f\n  #g\n- h\n#",
]  # fmt: skip

UNCOMMON = [
    "a: b # c", "# c", "a: [b,\n# c\n  d]", "a: b\n- # c", "a: b\n        # c", "a: |\n  b", "a: >-\n  b", "a: b\n  c", "a:\n", "a: &x b", "a: *x", "a: !!str b", "a： b", "a:b", "a: b: c", "a: \"b\\n\"",
    "a: \"b", "a: [b", "a: [b,\n  c]", "a: {b: c}}", "a: [b,c]", "a: [b , c]", "a: {b: c: d}", "a: {b}", "a: {b: }", "a: [b: c]", "a: b\na: c", "a: {b: c, b: d}",
    "a: [[[[b]]]]", "\ta: b", "a:\tb", "a: b ", "a:  b", " a: b", "- a", "- a: b", "a", "a:\n- - b", "a:\n-b", "a:\n- b：c", "a:\n- zh:c", "---", "a: b\n---\nc: d",
    "a: b\n...", "a:\n        b: c", "? a", "a: ? b", "a: - b", "a: @b", "a: `b", "a: %b", "a: b\u2028c", "a: b\x00", "a: ~", "'a': b", "a: [b? c]",
    "a: 'b'c", "a: 'b''c'", "a: 'b\\\"'", "a: b\n- c", "a:\n  - b\n - c", "a:\n    b: c\n  d: e",
]  # fmt: skip

FRAGMENTS = [
    "a", "b", "标题", "place", "zh", "x y", "2023-05", "“甲”", "", ":", ": ", ":\n", ": ", ":\n  ", ":\n- ", ":\n  - ", "\n", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n- ", "\n  - ",
    "- ", ", ", ",", "[", "]", "{", "}", "{}", "[]", "{a: b}", "{a: b, c: d}", "[a, b]", "\"", "'", "''", "\"a: b\"", "'a # b'", "#", " #", "\n# c: d\n", "\n  # c\n", "：", "?", "&", "*", "!", "|", ">", "%", "@", "`", "~",
    " ", "  ", "\t", "\\", "\\\"", "-", "---", "...", ".", "\u3000", "\u00a0", "\u2028", "\u0085", "\ufeff", "\u200b", "𠀀", "\x07", "甲" * 1100,
]  # fmt: skip
ANYTHING = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=2)), max_size=16).map("".join)

WORDS = st.one_of(
    st.sampled_from([
        "甲", "a b", "“乙”", "12:30", "it's", "C3#楼", "a, b", "丙：丁", "\"a: b\"", "\"\"", "'it''s'", "'a'", "[a, b]", "[\"a, b\", c]", "\"a \\\"b\\\"\"", "'a \\\"'", "{a: b}", "{a: {b: c}, d: [e]}",
        "{a: \"b, c\", d: e f}", "甲" * 1100, "{a: " + "甲" * 1100 + "}", "~", "a ", "a: b", "a?",
    ]),
    st.text(min_size=1, max_size=4),
)  # fmt: skip
NAMES = st.sampled_from(["a", "b", "c", "标题", "place", "why", "a.jpg", "x-y", "zh", "1"])


def grown(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """Rows of groups and lists whose members are rows."""
    groups = st.lists(st.tuples(NAMES, inner), min_size=1, max_size=4).map(
        lambda members: [row for name, rows in members for row in below(f"{name}:", rows, "  ")]
    )
    lists = st.lists(inner, min_size=1, max_size=3).map(lambda members: [row for rows in members for row in item(rows)])
    return st.one_of(groups, lists)


def below(head: str, rows: list[str], indent: str) -> list[str]:
    if len(rows) == 1 and not rows[0].startswith("- ") and not rows[0].partition(":")[2]:
        return [f"{head} {rows[0]}"]
    return [head, *(row if row.startswith("- ") else indent + row for row in rows)]


def item(rows: list[str]) -> list[str]:
    return [f"- {rows[0]}", *(f"  {row}" for row in rows[1:])]


TREES = st.recursive(WORDS.map(lambda word: [word]), grown, max_leaves=12).map("\n".join)


@pytest.mark.parametrize("text", COMMON)
def test_common_front_matter_is_read_as_the_parser_reads_it_and_needs_no_parser(text: str) -> None:
    assert read_common(text, 2) is not None

    assert (read_common(text, 2), []) == parse_any_yaml(text, "zh.md", 2, KEYS)


@pytest.mark.parametrize("text", UNCOMMON)
def test_anything_out_of_the_common_is_left_to_the_parser(text: str) -> None:
    assert read_common(text, 2) is None


@settings(max_examples=1000, deadline=None)
@given(st.one_of(ANYTHING, TREES, ANYTHING.map(lambda text: f"a: {text}"), ANYTHING.map(lambda text: f"a:\n- {text}")))
def test_whatever_needs_no_parser_is_read_as_the_parser_reads_it(text: str) -> None:
    if (node := read_common(text, 2)) is not None:
        assert (node, []) == parse_any_yaml(text, "zh.md", 2, KEYS)


def test_a_plain_value_begins_with_a_letter_a_digit_an_underscore_or_any_sign_beyond_ascii() -> None:
    begins = re.compile(_BEGIN)
    letters = re.compile(r"[\w\xa1-\U0010ffff]")

    assert all(
        (begins.fullmatch(character) is None) == (letters.fullmatch(character) is None)
        for character in map(chr, range(sys.maxunicode + 1))
    )
