"""Publishing: whose folder it is, what a build may touch, and that it costs what changed."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from generator.publish import MARK, Disk, Outcome, Publication, PublishError, Staging
from tests.publish.breaking import CHANGES, Breaking
from tests.publish.publishing import published

BESIDE = ".site.anliku"


def build(output: Path, files: dict[str, bytes], *, keep: tuple[str, ...] = (), disk: Disk | None = None) -> Outcome:
    publication = Publication(output, disk)
    with publication:
        staging = publication.staging()
        for path, data in files.items():
            staging.write(path, data)
        staging.keep_all(keep)
        return publication.switch()


def counts(outcome: Outcome) -> dict[str, int]:
    """What an outcome counts, but for zeros."""
    found = {name: getattr(outcome, name) for name in ("changed", "written", "removed", "kept", "carried")}
    return {name: int(count) for name, count in found.items() if count}


def identity(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of each file but the mark."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARK
    }


def content(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in identity(folder)}


# ── what changed, and nothing else ───────────────────────────────────────────
def test_a_build_that_changes_nothing_touches_nothing_and_says_so(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": b"a", "b/c.html": b"c"})
    before, folder = identity(site), site.stat().st_ino

    outcome = build(site, {"b/c.html": b"c"}, keep=("a.html",))

    assert counts(outcome) == {"kept": 2}
    assert (identity(site), site.stat().st_ino) == (before, folder)


def test_files_that_stay_are_the_same_files_and_only_the_others_are_written(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": b"a", "b.html": b"b", "c/d.html": b"d"})
    before = identity(site)

    outcome = build(site, {"a.html": b"a", "b.html": b"B", "e/f.html": b"f"})

    assert counts(outcome) == {"changed": 1, "written": 2, "removed": 1, "kept": 1}
    assert content(site) == {"a.html": b"a", "b.html": b"B", "e/f.html": b"f"}
    assert identity(site)["a.html"] == before["a.html"]
    assert identity(site)["b.html"] != before["b.html"]
    assert not (site / "c").exists(), "no folder stays empty"


def test_publishing_costs_what_changed_and_not_what_there_is(tmp_path: Path) -> None:
    few, many = Breaking(), Breaking()
    for disk, count in ((few, 5), (many, 500)):
        output = tmp_path / str(count) / "site"
        files = {f"cases/{number}.html": b"same" for number in range(count)}
        build(output, {**files, "index.html": b"old"})
        build(output, {**files, "index.html": b"new"}, disk=disk)

    changes = [[name for name in disk.done if name in CHANGES - {"append"}] for disk in (few, many)]
    assert changes[0] == changes[1]
    assert len(changes[0]) < 25


def test_the_folder_beside_the_site_holds_nothing_that_was_withdrawn(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for round_ in range(3):
        build(site, {"a.html": b"a%d" % round_, f"secret-{round_}.html": b"withdrawn next time"})
    build(site, {"a.html": b"a"})

    found = [path.name for path in tmp_path.rglob("*") if path.name.startswith("secret")]
    assert found == []
    assert identity(tmp_path / BESIDE / "mirror") == identity(site), "second names take no room"


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("harm", ["changed", "removed", "added", "linked", "folder"])
def test_what_somebody_else_did_to_the_site_is_put_right(tmp_path: Path, harm: str, ahead: bool) -> None:
    site = tmp_path / "site"
    files = {"a.html": b"right", "b/c.html": b"c"}
    build(site, files)
    state = build(site, {**files, "b/c.html": b"C"}).state
    if harm == "changed":
        time.sleep(0.01)
        (site / "a.html").write_bytes(b"wrong")
    elif harm == "removed":
        (site / "a.html").unlink()
    elif harm == "added":
        (site / "more.html").write_bytes(b"more")
    elif harm == "linked":
        (site / "a.html").rename(tmp_path / "elsewhere")
        (site / "a.html").symlink_to(tmp_path / "elsewhere")
    else:
        shutil.rmtree(site / "b")
        (site / "b").write_bytes(b"a file")

    publication = Publication(site, ahead=ahead)
    with publication:
        assert publication.found != state
        staging = publication.staging()
        assert (staging.digest("a.html") is None) == (harm in ("changed", "removed", "linked"))
        for path, data in files.items():
            staging.write(path, data)
        assert publication.switch().changed

    assert content(site) == files
    assert not (site / "a.html").is_symlink()
    assert build(site, files).changed is False


def test_a_file_that_was_only_touched_is_the_same_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": b"a"})
    os.utime(site / "a.html", (1, 1))

    assert build(site, {}, keep=("a.html",)).changed is False
    disk = Breaking()
    build(site, {}, keep=("a.html",), disk=disk)
    assert disk.done.count("read") == 2, "ledger and notes: the file itself is known again without reading it"


@pytest.mark.parametrize("harm", ["ledger", "mirror", "all", "damaged"])
def test_without_what_lies_beside_the_site_the_build_only_takes_longer(tmp_path: Path, harm: str) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": b"a", "b.html": b"b"})
    beside = tmp_path / BESIDE
    if harm == "damaged":
        whole = (beside / "ledger").read_bytes()
        (beside / "ledger").write_bytes(whole[:-1] + b"?")
        (beside / "mirror/a.html").unlink()
        (beside / "mirror/a.html").write_bytes(b"wrong")
    elif harm == "ledger":
        (beside / harm).unlink()
    else:
        shutil.rmtree(beside / "mirror" if harm == "mirror" else beside)

    build(site, {"a.html": b"a", "b.html": b"B"})

    assert content(site) == {"a.html": b"a", "b.html": b"B"}
    assert identity(beside / "mirror") == identity(site)


def test_where_files_have_no_second_names_they_are_copied_and_no_twin_is_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for data in (b"1", b"2"):
        build(site, {"a.html": b"a" if data == b"1" else b"A", "b.html": b"b"}, disk=Breaking(links=False))

    assert content(site) == {"a.html": b"A", "b.html": b"b"}
    assert not (tmp_path / BESIDE / "mirror").exists()
    assert build(site, {"a.html": b"A", "b.html": b"b"}, disk=Breaking(links=False)).changed is False


def test_a_build_that_begins_again_publishes_nothing_of_its_first_attempt(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": b"a", "b.html": b"b"})

    publication = Publication(site, ahead=True)
    with publication:
        first = publication.staging()
        first.write("a.html", b"A")
        first.write("c.html", b"c")
        publication.switch()
        again = publication.staging()
        assert again.digest("c.html") is not None, "what the first attempt published is the present site now"
        again.write("a.html", b"a again")
        publication.switch()

    assert content(site) == {"a.html": b"a again"}


# ── readers of the site before ───────────────────────────────────────────────
def shards(site: Path, files: dict[str, bytes], *, carry: bool) -> Outcome:
    publication = Publication(site)
    with publication:
        staging = publication.staging()
        for path, data in files.items():
            staging.write(path, data)
        if carry:
            staging.carry(["assets/search/"])
        return publication.switch()


def test_a_reader_of_the_old_site_finds_its_shards_until_the_next_build(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shards(site, {"assets/search/1": b"1", "index.html": b"1"}, carry=True)

    assert shards(site, {"assets/search/2": b"2", "index.html": b"2"}, carry=True).carried == 1
    assert set(content(site)) == {"assets/search/1", "assets/search/2", "index.html"}
    assert shards(site, {"assets/search/2": b"2", "index.html": b"2"}, carry=True).changed is False
    assert set(content(site)) == {"assets/search/1", "assets/search/2", "index.html"}, "a build of nothing is none"
    shards(site, {"assets/search/3": b"3", "index.html": b"3"}, carry=True)
    assert set(content(site)) == {"assets/search/2", "assets/search/3", "index.html"}


def test_when_something_is_withdrawn_the_old_shards_go_at_once(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shards(site, {"assets/search/1": b"1", "index.html": b"1"}, carry=True)
    shards(site, {"assets/search/2": b"2", "index.html": b"2"}, carry=True)

    shards(site, {"assets/search/3": b"3", "index.html": b"3"}, carry=False)

    assert set(content(site)) == {"assets/search/3", "index.html"}
    assert set(content(tmp_path / BESIDE / "mirror")) == {"assets/search/3", "index.html"}


# ── several processes ────────────────────────────────────────────────────────
def _write_some(staging: Staging, number: int) -> None:
    staging.write(f"part-{number}/new.html", b"new")
    staging.write(f"part-{number}/same.html", b"same")
    staging.keep(f"part-{number}/kept.html")


@pytest.mark.parametrize(
    "method",
    [pytest.param("fork", marks=pytest.mark.skipif(sys.platform != "linux", reason="as workers.py has it")), "spawn"],
)
def test_what_any_process_writes_or_keeps_is_published(tmp_path: Path, method: str) -> None:
    site = tmp_path / "site"
    build(site, {f"part-{number}/{name}.html": name.encode() for number in range(2) for name in ("same", "kept", "x")})
    publication = Publication(site)
    context = multiprocessing.get_context(method)

    with publication:
        staging = publication.staging()
        staging.write("index.html", b"home")
        workers = [context.Process(target=_write_some, args=(staging, number)) for number in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        outcome = publication.switch()

    assert counts(outcome) == {"changed": 1, "written": 3, "removed": 2, "kept": 4}
    assert len(content(site)) == 7


def test_two_files_at_one_address_are_a_fault_and_not_a_matter_of_chance(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.html"):
        build_twice(tmp_path / "site")

    assert not (tmp_path / "site").exists()


def build_twice(site: Path) -> None:
    with published(site) as staging:
        staging.write("a.html", b"one")
        staging.write("a.html", b"two")


def test_only_files_of_the_present_site_can_be_kept(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"b\.html"), published(tmp_path / "site") as staging:
        staging.keep("b.html")


# ── whose folder ─────────────────────────────────────────────────────────────
def test_a_fault_of_the_program_leaves_the_old_site_as_it_was(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"index.html": b"old"})
    before = identity(tmp_path)

    with pytest.raises(ZeroDivisionError), published(site) as staging:
        staging.write("index.html", b"new")
        raise ZeroDivisionError

    after = identity(tmp_path)
    assert {path for path in after if after[path] != before.get(path)} == {f"{BESIDE}/lock"}
    assert after.keys() == before.keys()


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), published(tmp_path / "site") as staging:
        staging.write("index.html", b"new")
        raise ZeroDivisionError

    assert list(tmp_path.iterdir()) == []


def test_a_site_that_is_moved_away_during_a_build_is_told_and_made_by_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": b"a", "b.html": b"b"})

    with pytest.raises(PublishError) as told, published(site) as staging:
        staging.write("a.html", b"A")
        staging.keep("b.html")
        site.rename(tmp_path / "away")

    assert told.value.problem.code == "output-not-writable"
    build(site, {"a.html": b"A", "b.html": b"b"})
    assert content(site) == {"a.html": b"A", "b.html": b"b"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(PublishError) as told:
        build(tmp_path / "site", {"a.html": b"a"})

    tmp_path.chmod(0o700)
    assert told.value.problem.code == "output-not-writable"


@pytest.mark.parametrize("name", ["site", BESIDE])
def test_a_folder_of_somebody_else_is_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "letter.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(PublishError) as told, published(tmp_path / "site"):
        pytest.fail("nothing must be written")

    assert told.value.problem.code == "output-foreign"
    assert [path.name for path in tmp_path.rglob("*")] == [name, "letter.txt"]


@pytest.mark.parametrize("name", ["site", BESIDE])
def test_a_link_or_a_file_in_the_place_of_the_site_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / MARK).touch()
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PublishError), published(tmp_path / "site"):
        pytest.fail("nothing must be written")

    assert (tmp_path / name).is_symlink()
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == [MARK]


def test_an_empty_folder_may_become_the_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    build(tmp_path / "site", {"a/b.html": b"x"})

    assert content(tmp_path / "site") == {"a/b.html": b"x"}


def test_a_build_that_fails_leaves_no_folders_above_a_site_that_was_never_there(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()

    for output in (tmp_path / "there/new/deep/site", tmp_path / "there/site"):
        with pytest.raises(KeyError), Publication(output) as publication:
            publication.staging().write("index.html", b"x")
            raise KeyError

    assert list(tmp_path.rglob("*")) == [tmp_path / "there"]


def test_the_folder_one_stands_in_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)

    for output in (Path(), Path("/"), Path("..")):
        with pytest.raises(PublishError), published(output):
            pytest.fail("nothing must be written")


def test_two_builds_do_not_write_one_site(tmp_path: Path) -> None:
    with published(tmp_path / "site") as staging:
        staging.write("index.html", b"first")
        with pytest.raises(PublishError) as told, published(tmp_path / "site"):
            pytest.fail("the place is taken")

    assert told.value.problem.code == "output-locked"
    assert told.value.problem.args["holder"] == str(os.getpid())
    assert (tmp_path / "site/index.html").read_bytes() == b"first"
    build(tmp_path / "site", {"index.html": b"second"})


def test_files_of_the_site_may_be_read_by_a_web_server_and_those_beside_it_not(tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        build(tmp_path / "site", {"a/b.html": b"x"})
    finally:
        os.umask(umask)

    assert (tmp_path / "site/a/b.html").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / BESIDE).stat().st_mode & 0o007 == 0


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "", ".", "a//x", "a/", "a\\..\\x", "a\nx", MARK])
def test_no_address_leads_out_of_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match=r"leads out|the mark"):
        Staging(tmp_path).write(path, b"x")
