"""Whatever is written into a file, only problems come out: a place in that file, words in both languages, no traceback.

`ANLIKU_FUZZ=100` looks a hundred times as long, at other texts each time.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.archive.reading import scan
from generator.archive.vocabulary_files import FILES, read_vocabulary
from generator.config import load_config, parse_config
from generator.prepare import Preparer
from generator.problems import Problem
from tests.hostile.corpus import IN_A_FIELD, IN_MARKDOWN, TINY

TIMES = int(os.environ.get("ANLIKU_FUZZ", "0"))
FUZZ = settings(
    max_examples=60 * max(1, TIMES),
    derandomize=not TIMES,
    deadline=timedelta(seconds=20),  # a text of some kilobytes on a busy machine; a trap takes minutes
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

TOKENS = (
    *[
        ":",
        "-",
        "?",
        "#",
        "|",
        ">",
        "&",
        "*",
        "!",
        "%",
        "@",
        "`",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ",",
        "~",
        "---",
        "...",
        "<<",
        "=",
    ],
    *"：，。“”　〔〕［］｛｝！＃－".strip(),
    *("\t", "\n", "\n\n", "\r", "\x00", "\x0b", "\x1b", "\x85", "\u2028", "\ufeff", "\ufffe", "\ud800"),
    *("\u202e", "\u2066", "\u200b", "\u200d", "\u3164", "\U000e0041", "\U0001f468\u200d\U0001f469", "e\u0301\u0301"),
    *[
        "null",
        "true",
        "no",
        "0x1F",
        "1e999",
        "-0",
        ".inf",
        "12:30",
        "010",
        "2023-02-30",
        "0000-00-00",
        "9999-99-99",
        "٣",
        "①",
        "一千",
        "〇",
    ],
    *(
        "&a [*a, *a]",
        "<<: *a",
        "!!python/object/apply:os.system [id]",
        "? [a]\n: b",
        "{a: {b: {c: ",
        "[" * 30,
        "- " * 30,
    ),
    *("__proto__", "constructor", "../../etc/passwd", "file:///etc/passwd", "a" * 3000, "党" * 500),
    *(
        "title:",
        "标题：",
        "number: AL-0001",
        "figures: [{key: a}]",
        "regions: [{place: [x]}]",
        "pictures: [{file: ../x}]",
    ),
    *IN_A_FIELD,
)
MARKS = (
    *IN_MARKDOWN,
    *(
        "# ",
        "## ",
        "#" * 9,
        "- ",
        "1. ",
        "> ",
        "```",
        "~~~",
        "|",
        "|--|",
        "[^1]",
        "[^1]:",
        "    ",
        "***",
        "__",
        "`",
        "<",
        "&",
    ),
    *("> " * 40, "- " * 40, "[" * 60, "*" * 200, "\\", "![", "](", "<!--", "-->", "<![CDATA[", "\x02", "\x03", "\n\n"),
    *("(" * 60, "`" * 99, "[^a]: [^a]", "|" * 300, "_a" * 200, "&#x110000;", "&#0;", "\ud800", "\u202e", "\t"),
)


def edited(texts: Sequence[str], tokens: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts of ours, cut and with strange things put in."""
    piece = st.one_of(st.sampled_from(tokens), st.text(max_size=6))
    edit = st.tuples(st.floats(0, 1), st.integers(0, 30), st.lists(piece, max_size=3).map("".join))
    return st.builds(_edit, st.sampled_from(texts), st.lists(edit, min_size=1, max_size=5))


def _edit(text: str, edits: list[tuple[float, int, str]]) -> str:
    for where, length, put in edits:
        at = int(where * len(text))
        text = text[:at] + put + text[at + length :]
    return text


def assert_told_well(problems: Sequence[Problem], text: str, *, path: str) -> None:
    """Each has a line that the file has, and its words in both languages."""
    rows = text.count("\n") + text.count("\r") + 2
    for problem in problems:
        if problem.where.path == path:
            assert 0 <= problem.where.line <= rows, problem
        for language in ("zh", "en"):
            assert problem.format(language)


CASES = [file.read_text("utf-8") for file in sorted(TINY.glob("content/*/*/zh.md"))]
TRANSLATIONS = [file.read_text("utf-8") for file in sorted(TINY.glob("content/*/*/en.md"))]
VOCABULARY = {file.stem: file.read_text("utf-8") for file in sorted(TINY.glob("content/vocabulary/*.yml"))}
SETTINGS = (TINY / "site_config.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def preparer(tmp_path_factory: pytest.TempPathFactory) -> Preparer:
    content = tmp_path_factory.mktemp("fuzz")
    vocabulary, problems = read_vocabulary(VOCABULARY)
    assert problems == []
    return Preparer(content, load_config(TINY / "site_config.yml"), vocabulary)


def prepared(preparer: Preparer, files: dict[str, str]) -> list[Problem]:
    """Problems of one case with these files, which is rendered if there are none."""
    with tempfile.TemporaryDirectory(dir=preparer.content) as folder:
        case = Path(folder) / "practices" / "a"
        case.mkdir(parents=True)
        for name, text in files.items():
            (case / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        preparer.content, content = Path(folder), preparer.content
        try:
            folders, problems = scan(preparer.content, ["practices"])
            for found in folders:
                problems += preparer.prepare(found).problems
        finally:
            preparer.content = content
    return problems


@FUZZ
@given(text=edited(CASES, TOKENS), translation=edited(TRANSLATIONS, TOKENS))
def test_any_front_matter_gives_problems_and_no_traceback(preparer: Preparer, text: str, translation: str) -> None:
    problems = prepared(preparer, {"zh.md": text, "en.md": translation})

    assert_told_well(problems, text, path="practices/a/zh.md")
    assert_told_well(problems, translation, path="practices/a/en.md")


@FUZZ
@given(body=edited([text.split("---\n", 2)[2] for text in CASES], MARKS))
def test_any_markdown_is_refused_with_its_line_or_rendered(preparer: Preparer, body: str) -> None:
    head = CASES[-2].split("---\n", 2)[1]
    text = f"---\n{head}---\n{body}"

    assert_told_well(prepared(preparer, {"zh.md": text}), text, path="practices/a/zh.md")


@FUZZ
@given(name=st.sampled_from(sorted(FILES)), data=st.data())
def test_any_vocabulary_gives_problems_and_no_traceback(name: str, data: st.DataObject) -> None:
    text = data.draw(edited([VOCABULARY.get(name, f"{name}:\n- {{id: a, name: {{zh: 甲}}}}\n")], TOKENS))

    vocabulary, problems = read_vocabulary({**VOCABULARY, name: text})

    assert vocabulary is not None
    assert_told_well(problems, text, path=f"vocabulary/{name}.yml")


@FUZZ
@given(text=edited([SETTINGS], TOKENS))
def test_any_settings_give_problems_and_no_traceback(text: str) -> None:
    config, problems = parse_config(text, "site_config.yml")

    assert config is not None or problems
    assert_told_well(problems, text, path="site_config.yml")
