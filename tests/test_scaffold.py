"""`anliku new`: a draft that passes the checks, and a number that was never used."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.archive.reading import NUMBERS_FILE
from generator.problems import ContentError
from generator.scaffold import make_case
from tests.archive.factories import CONFIG, MadeArchive, make_archive

TODAY = dt.date(2026, 11, 21)
SECTIONS = CONFIG.replace(
    "en: Local practice}}", "en: Local practice}, sections: {zh: [背景, 做法], en: [Background, Practice]}}"
)


def new(made: MadeArchive, slug: str, type_id: str = "practices") -> list[Path]:
    return make_case(made.paths, type_id, slug, TODAY)


def number_in(file: Path) -> str:
    return next(
        line.removeprefix("number: ") for line in file.read_text("utf-8").split("\n") if line.startswith("number:")
    )


def again(made: MadeArchive) -> MadeArchive:
    """The same archive, to be checked anew."""
    return MadeArchive(made.root)


@pytest.mark.parametrize(
    "title",
    ["zao-shi", "早市进网格", "1+3+N: 早市 #1", "'早市'", "*早市*", "- 早市", "Grid Work", "ᠮᠣᠩᠭᠣᠯ早市", "@早市"],
)
@pytest.mark.parametrize("type_id", ["practices", "brands"])
def test_a_draft_passes_the_checks_as_it_is(tmp_path: Path, title: str, type_id: str) -> None:
    made = make_archive(tmp_path, config=SECTIONS)

    files = new(made, title, type_id)

    assert [file.name for file in files] == ["zh.md", "en.md"]
    assert again(made).problems == []


def test_a_title_is_kept_and_its_address_is_pinyin(tmp_path: Path) -> None:
    made = make_archive(tmp_path)

    files = new(made, "1+3+N: 早市 #1")

    assert files[0].parent.name == "1-3-n-zao-shi-1"
    assert "title: '1+3+N: 早市 #1'" in files[0].read_text("utf-8")


def test_a_draft_has_the_sections_of_its_type_in_every_language(tmp_path: Path) -> None:
    made = make_archive(tmp_path, config=SECTIONS)

    chinese, english = (file.read_text("utf-8") for file in new(made, "zao-shi"))

    assert [line for line in chinese.split("\n") if line.startswith("## ")] == ["## 背景", "## 做法"]
    assert [line for line in english.split("\n") if line.startswith("## ")] == ["## Background", "## Practice"]


def test_a_draft_once_published_asks_only_for_its_content(tmp_path: Path) -> None:
    made = make_archive(tmp_path)
    file = new(made, "zao-shi")[0]

    file.write_text(file.read_text("utf-8").replace("status: draft", "status: published"), encoding="utf-8")

    assert again(made).codes() == ["translation-unstamped", "themes-count"]


def test_numbers_go_on_from_the_highest(tmp_path: Path) -> None:
    made = make_archive(
        tmp_path, cases={"practices/alpha": {"number": "AL-0041"}, "brands/beta": {"number": "AL-0007"}}
    )

    assert number_in(new(made, "one")[0]) == "AL-0042"
    assert number_in(new(made, "two", "brands")[0]) == "AL-0043"


@pytest.mark.parametrize("place", ["practices/alpha", "practices/Bad_Slug", "practices/早市", "nowhere/alpha"])
@pytest.mark.parametrize(
    "data",
    [
        "---\nnumber: AL-0041\nstatus: draft\n---\n",
        "---\nnumber: AL-0041\nstatus: withdrawn\n---\n",
        "---\r\nnumber: AL-0041\r\n",
        "number: AL-0041 without fences",
        "---\n编号: AL-0041\n",
        "---\n编号：“AL-0040”\nnumber: 'AL-0041'\n",
        "---\n# 说明\ntitle: 乱[\nnumber: AL-0041\n",
        "\ufeffnumber: AL-0041",
        "---\n编号：AL-0041\n标题：早市\n".encode("gbk"),
        "---\nnumber: AL-0041\n".encode("utf-16"),
        b"---\nnumber: AL-0041\n\xff\xfe\x00",
    ],
    ids=range(11),
)  # fmt: skip
def test_a_number_that_was_given_is_never_given_again(tmp_path: Path, place: str, data: str | bytes) -> None:
    made = make_archive(tmp_path)
    (made.root / "content" / place).mkdir(parents=True)
    (made.root / "content" / place / "zh.md").write_bytes(data.encode() if isinstance(data, str) else data)

    assert number_in(new(made, "one")[0]) == "AL-0042"


@pytest.mark.parametrize("slug", ["../x", "a/b", "a\\b", ".", "..", "", "/", "!!!", ".hidden"])
def test_a_slug_never_leads_out_of_the_content(tmp_path: Path, slug: str) -> None:
    made = make_archive(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(ContentError) as told:
        new(made, slug)

    assert [problem.code for problem in told.value.problems] == ["folder-slug"]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("slug", ["x" * 300, "早市" * 200])
def test_a_slug_is_never_longer_than_a_file_name_may_be(tmp_path: Path, slug: str) -> None:
    files = new(make_archive(tmp_path), slug)

    assert len(files[0].parent.name) <= 80


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"brands/alpha": {}})
    (made.root / "content/practices").mkdir()
    (made.root / "content/practices/notes").write_text("mine", encoding="utf-8")

    for slug in ("alpha", "notes"):
        with pytest.raises(ContentError) as told:
            new(made, slug)
        assert [problem.code for problem in told.value.problems] == ["slug-duplicate"]

    assert (made.root / "content/practices/notes").read_text("utf-8") == "mine"


def test_the_first_case_of_an_archive_makes_the_content_folder(tmp_path: Path) -> None:
    made = make_archive(tmp_path)
    elsewhere = MadeArchive(tmp_path / "new")
    elsewhere.root.mkdir()
    (elsewhere.root / "site_config.yml").write_text(CONFIG, encoding="utf-8")

    files = new(elsewhere, "zao-shi")

    assert number_in(files[0]) == "AL-0001"
    assert again(elsewhere).problems == []
    assert made.problems == []


def test_the_number_of_a_deleted_case_is_not_given_again(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/alpha": {"number": "AL-0041"}})
    shutil.rmtree(new(made, "one")[0].parent)

    assert number_in(new(made, "two")[0]) == "AL-0043"
    assert again(made).problems == []


@pytest.mark.parametrize(
    ("noted", "number"),
    [
        ("<<<<<<< a\nhighest: AL-0050\n=======\nhighest: AL-0048\n>>>>>>> b\n", "AL-0051"),
        ("highest: AL-0007\n", "AL-0042"),
        ("", "AL-0042"),
        ("\0 not a number\n", "AL-0042"),
    ],
    ids=["merged", "behind", "empty", "damaged"],
)
def test_the_note_of_the_highest_number_only_ever_raises_it(tmp_path: Path, noted: str, number: str) -> None:
    made = make_archive(tmp_path, cases={"practices/alpha": {"number": "AL-0041"}})
    (made.root / "content" / NUMBERS_FILE).write_text(noted, encoding="utf-8")

    assert number_in(new(made, "one")[0]) == number
