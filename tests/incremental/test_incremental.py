"""Whatever happens between two builds, the second gives the bytes that a first one would."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from benchmarks.archives import Recipe, write_archive
from benchmarks.edits import change_vocabulary
from generator.cache import Cache, Entry
from generator.index_work import IndexWork
from generator.jieba_beside import JiebaBeside
from generator.paths import Paths, theme_folder
from generator.pipeline import Report, build
from generator.problems import ContentError
from generator.site import SiteWriter
from tests.incremental.edits import EDITS, Edit, change_text, define_term

SEEDS = range(int(os.environ.get("ANLIKU_SEEDS", "3")))
EDITS_IN_A_ROW = 9
COMPARED_AFTER = 3


def paths_of(archive: Path, output: str, cache: str | None) -> Paths:
    return Paths(
        config=archive / "site_config.yml",
        content=archive / "content",
        output=archive / output,
        theme=theme_folder(),
        cache=archive / cache if cache else None,
    )


def update(archive: Path, *, search: bool = True) -> Report:
    """With two processes: what an edit lets go on beside the rest does so."""
    return build(paths_of(archive, "site", "cache"), jobs=2, search=search)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def clean(archive: Path, *, search: bool = True) -> dict[str, bytes]:
    build(paths_of(archive, "clean", None), jobs=1, search=search)
    return tree(archive / "clean")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def without_carried(site: dict[str, bytes], wanted: dict[str, bytes]) -> dict[str, bytes]:
    """Files named by their content may stay for one build more."""
    return {path: data for path, data in site.items() if path in wanted or not path.startswith(("assets/", "search/"))}


def change_body(archive: Path, old: str, new: str) -> None:
    text = archive / "content" / "news" / "civilized-city-150722-00002" / "zh.md"
    head, body = text.read_text("utf-8").split("\n---\n", 1)
    text.write_text(head + "\n---\n" + body.replace(old, new, 1), "utf-8")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write_archive(Recipe(cases=14, seed=3), tmp_path)
    return tmp_path


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_edits_an_incremental_build_is_a_clean_one(archive: Path, seed: int) -> None:
    chance = Random(seed)
    update(archive)
    done: list[Edit] = []
    for _ in range(EDITS_IN_A_ROW):
        edit = chance.choice(EDITS)
        shutil.copytree(archive / "content", archive / "before")
        edit(archive, chance)
        try:
            update(archive)
            done.append(edit)
        except ContentError:  # a link to what is gone, say: the writer takes it back
            shutil.rmtree(archive / "content")
            (archive / "before").rename(archive / "content")
            update(archive)
        shutil.rmtree(archive / "before", ignore_errors=True)

    wanted = clean(archive)
    site = without_carried(tree(archive / "site"), wanted)

    assert differing(site, wanted) == [], [edit.__name__ for edit in done]


def test_after_each_kind_of_edit_an_incremental_build_is_a_clean_one(archive: Path) -> None:
    update(archive, search=False)
    chance = Random(7)
    for place, edit in enumerate(EDITS, 1):
        edit(archive, chance)
        update(archive, search=False)
        if place % COMPARED_AFTER == 0:
            wanted = clean(archive, search=False)
            assert differing(without_carried(tree(archive / "site"), wanted), wanted) == [], edit.__name__


def test_a_build_of_the_same_content_touches_nothing(archive: Path) -> None:
    update(archive)
    before = {path: path.stat() for path in (archive / "site").rglob("*")}

    report = update(archive)

    assert not report.outcome.changed
    after = {path: path.stat() for path in (archive / "site").rglob("*")}
    assert {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in before.items()} == {
        path: (stat.st_ino, stat.st_mtime_ns) for path, stat in after.items()
    }


def test_a_comma_changed_in_one_case_writes_one_page(archive: Path) -> None:
    update(archive, search=False)
    change_body(archive, "，", "、")

    report = update(archive, search=False)

    assert report.outcome.written == 1
    assert report.outcome.kept > 300


def test_an_edit_of_a_text_plans_no_page_but_those_of_its_case(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(archive)
    change_body(archive, "。", "，第二年又来了一次。")

    with monkeypatch.context() as patch:
        patch.setattr(SiteWriter, "plan", property(lambda _: pytest.fail("the whole site was planned")))
        update(archive)

    wanted = clean(archive)
    assert differing(without_carried(tree(archive / "site"), wanted), wanted) == []


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")
def test_an_edit_of_a_text_leaves_the_index_to_a_process_of_its_own(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(archive)
    change_body(archive, "。", "，第二年又来了一次。")

    with monkeypatch.context() as patch, JiebaBeside() as jieba:
        patch.setattr(IndexWork, "_make", lambda *_: pytest.fail("the index was made here"))
        build(paths_of(archive, "site", "cache"), jobs=2, jieba=jieba)

    wanted = clean(archive)
    assert differing(without_carried(tree(archive / "site"), wanted), wanted) == []


@pytest.mark.parametrize("lost", ["the vocabulary", "a case", "everything"])
def test_where_the_index_remembers_too_little_for_that_it_is_made_all_the_same(archive: Path, lost: str) -> None:
    update(archive)
    keep = archive / "cache" / "search"
    if lost == "the vocabulary":
        with closing(sqlite3.connect(archive / "cache" / "cache.sqlite")) as connection:
            assert connection.execute("DELETE FROM memos WHERE name = 'search vocabulary'").rowcount == 1
            connection.commit()
    elif lost == "a case":  # as after a build that was killed between the site and what is remembered
        shutil.copytree(keep, archive / "kept")
        change_body(archive, "，", "，第二年，")
        update(archive)
        shutil.rmtree(keep)
        (archive / "kept").rename(keep)
    else:
        shutil.rmtree(keep)
        keep.mkdir()
    text = next((archive / "content").glob("brands/*/zh.md"))
    text.write_text(text.read_text("utf-8") + "\n第三年办得更好。\n", "utf-8")

    update(archive)

    wanted = clean(archive)
    assert differing(without_carried(tree(archive / "site"), wanted), wanted) == []


def test_a_method_renamed_in_english_leaves_chinese_pages_of_other_cases_alone(archive: Path) -> None:
    update(archive, search=False)
    change_vocabulary(archive, 1)

    report = update(archive, search=False)

    assert 1 <= report.outcome.written < 80


def test_a_definition_changed_in_the_glossary_is_seen_wherever_it_is_told(archive: Path) -> None:
    update(archive, search=False)
    define_term(archive, Random(1))
    update(archive, search=False)

    site = tree(archive / "site")

    assert differing(without_carried(site, clean(archive, search=False)), tree(archive / "clean")) == []


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\x00" + bytes(5000)])
def test_a_damaged_cache_is_noticed_and_made_again(archive: Path, damage: bytes) -> None:
    update(archive, search=False)
    (archive / "cache" / "cache.sqlite").write_bytes(damage)

    update(archive, search=False)
    report = update(archive, search=False)

    assert not report.outcome.changed
    assert differing(tree(archive / "site"), clean(archive, search=False)) == []


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_a_cache_damaged_anywhere_never_reaches_the_site(archive: Path, place: float) -> None:
    update(archive, search=False)
    path = archive / "cache" / "cache.sqlite"
    data = bytearray(path.read_bytes())
    at = int(len(data) * place)
    data[at : at + 600] = bytes(byte ^ 0x5A for byte in data[at : at + 600])
    path.write_bytes(data)
    change_text(archive, Random(2))

    update(archive, search=False)

    wanted = clean(archive, search=False)
    assert differing(without_carried(tree(archive / "site"), wanted), wanted) == []


def test_without_room_for_the_cache_the_site_is_built_all_the_same(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Cache.put

    def full(cache: Cache, entries: Iterable[Entry]) -> None:
        if cache.lasting:
            raise sqlite3.OperationalError("database or disk is full")
        put(cache, entries)

    monkeypatch.setattr(Cache, "put", full)
    update(archive, search=False)
    monkeypatch.undo()

    assert differing(tree(archive / "site"), clean(archive, search=False)) == []


def test_the_cache_forgets_what_is_not_there_any_more(archive: Path) -> None:
    update(archive, search=False)
    size = (archive / "cache" / "cache.sqlite").stat().st_size
    chance = Random(5)
    for _ in range(6):
        change_text(archive, chance)
        update(archive, search=False)

    assert (archive / "cache" / "cache.sqlite").stat().st_size < 1.5 * size
