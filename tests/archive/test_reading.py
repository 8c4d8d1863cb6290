"""Reading the content folder: bytes, names, links."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.reading import propose_slug, read_text, scan, show_size
from generator.archive.values import SLUG_PATTERN

TYPES = ("practices", "brands")


def read(folder: Path, data: bytes) -> tuple[str | None, list[str]]:
    (folder / "zh.md").write_bytes(data)
    source, problems = read_text(folder, "zh.md")
    return (source.text if source else None), [problem.code for problem in problems]


@pytest.mark.parametrize(
    "data", ["甲\n乙\n".encode(), "\ufeff甲\n乙\n".encode(), "甲\r\n乙\r\n".encode(), "甲\r乙\r".encode()]
)
def test_marks_and_line_ends_of_editors_make_no_difference(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data) == ("甲\n乙\n", [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("早市进网格。".encode("gbk"), "file-encoding"),
        ("早市".encode("utf-16"), "file-encoding"),
        (b"\xff\xff\xff", "file-encoding"),
        (b"", "file-empty"),
        (b" \n\n", "file-empty"),
        (b"x" * 1_000_001, "file-too-large"),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert read(tmp_path, data) == (None, [code])


@pytest.mark.parametrize("around", ["plain text", "文字"])
@pytest.mark.parametrize("character", [*map(chr, {*range(32), 127} - {9, 10, 13}), "\x80", "\x9f", "\u200b", "\ufeff"])
def test_a_character_that_nobody_sees_is_told_in_any_text(tmp_path: Path, around: str, character: str) -> None:
    assert read(tmp_path, f"{around}\n{character}{around}".encode())[1] == ["file-control-character"]


def test_a_wrong_encoding_is_told_at_its_line_with_a_guess(tmp_path: Path) -> None:
    (tmp_path / "zh.md").write_bytes("---\nnumber: AL-0001\ntitle: 早市\n".encode("gbk"))

    _, problems = read_text(tmp_path, "zh.md")

    assert [str(problem.where) for problem in problems] == ["zh.md:3"]
    assert "像是 GBK" in problems[0].format("zh")


def test_a_file_that_cannot_be_read_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    _, gone = read_text(tmp_path, "zh.md")
    (tmp_path / "folder").mkdir()
    _, folder = read_text(tmp_path, "folder")

    assert [problem.code for problem in [*gone, *folder]] == ["file-unreadable", "file-unreadable"]


def test_mongolian_may_use_the_joiners_of_its_spelling(tmp_path: Path) -> None:
    assert read(tmp_path, "ᠲᠣᠷ\u180eᠠ ᠠ\u200dᠪ".encode())[1] == []
    assert read(tmp_path, "早\u200d市\u180e".encode())[1] == ["file-control-character"] * 2


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    text, codes = read(tmp_path_factory.getbasetemp(), data)

    assert text is not None or codes


def test_links_devices_and_pipes_are_refused_and_never_opened(tmp_path: Path) -> None:
    case = tmp_path / "content/practices/alpha"
    case.mkdir(parents=True)
    (tmp_path / "secret.md").write_text("x", encoding="utf-8")
    (case / "zh.md").symlink_to(tmp_path / "secret.md")
    (case / "loop").symlink_to(case)
    (tmp_path / "content/brands").symlink_to(tmp_path)
    os.mkfifo(case / "pipe")

    folders, problems = scan(tmp_path / "content", TYPES)

    assert [(folder.path, folder.files) for folder in folders] == [("practices/alpha", ())]
    assert {problem.where.path for problem in problems if problem.code == "file-symlink"} == {
        "brands", "practices/alpha/zh.md", "practices/alpha/loop", "practices/alpha/pipe",
    }  # fmt: skip


def test_what_editors_and_systems_leave_behind_is_passed_over(tmp_path: Path) -> None:
    case = tmp_path / "practices/alpha"
    case.mkdir(parents=True)
    for name in ("zh.md", ".DS_Store", "Thumbs.db", "desktop.ini", "zh.md~", "~$zh.docx", ".zh.md.swp"):
        (case / name).touch()

    folders, problems = scan(tmp_path, TYPES)

    assert [folder.files for folder in folders] == [("zh.md",)]
    assert problems == []


def test_names_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "practices" / os.fsdecode(b"\xff\xfe")).mkdir(parents=True)

    folders, problems = scan(tmp_path, TYPES)

    assert folders == []
    assert [problem.code for problem in problems] == ["folder-slug"]


def test_folders_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for place in ("practices/b", "brands/c", "practices/a", "brands/a-1"):
        (tmp_path / place).mkdir(parents=True)

    folders, _ = scan(tmp_path, TYPES)

    assert [folder.path for folder in folders] == ["brands/a-1", "brands/c", "practices/a", "practices/b"]


@given(st.text(max_size=100))
def test_a_proposed_slug_is_always_a_slug(text: str) -> None:
    import re

    assert re.fullmatch(SLUG_PATTERN, propose_slug(text))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("回民区：245 名党员认领 634 户", "hui-min-qu-245-ming-dang-yuan-ren-ling-634-hu"),
        ("１＋３＋Ｎ", "1-3-n"),
        ("？", "an-li"),
    ],
)
def test_a_slug_is_pinyin_with_hyphens(text: str, slug: str) -> None:
    assert propose_slug(text) == slug


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 KB"), (12_345, "12 KB"), (9_999_999, "10.0 MB"), (5 * 10**12, "5000 GB")],
)
def test_sizes_are_shown_as_people_read_them(size: int, shown: str) -> None:
    assert show_size(size) == shown
