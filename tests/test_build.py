"""Building: the same bytes everywhere, and never half a site."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.pipeline import Paths, build, theme_folder
from generator.problems import ContentError
from generator.publish import MARK, PublishError, Staging, published
from generator.workers import run_all

ROOT = Path(__file__).resolve().parents[1]
TINY = Path(__file__).parent / "sites" / "tiny"


def tiny_in(folder: Path) -> Paths:
    shutil.copytree(TINY, folder)
    return Paths(
        config=folder / "site_config.yml", content=folder / "content", output=folder / "site", theme=theme_folder()
    )


def digest_of(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def anliku(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_same_content_gives_the_same_bytes_wherever_and_however_it_is_built(tmp_path: Path) -> None:
    here, there = tiny_in(tmp_path / "here"), tiny_in(tmp_path / "另 一处" / "deeper")
    for file in sorted((there.content).rglob("*"), reverse=True):
        os.utime(file, (1, 1))

    one = anliku("build", "--jobs", "1", folder=here.config.parent, PYTHONHASHSEED="1", LANG="C", TZ="UTC")
    two = anliku(
        "build", "--jobs", "2", folder=there.config.parent,
        PYTHONHASHSEED="2", LANG="zh_CN.GB18030", TZ="Asia/Shanghai", COLUMNS="40",
    )  # fmt: skip

    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    assert digest_of(here.output) == digest_of(there.output)


def test_many_processes_write_what_one_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def always_in_processes(*args: Any, **how: Any) -> Iterator[Any]:
        return run_all(*args, **{**how, "alone_below": 0, "chunk": 1})

    one, two = tiny_in(tmp_path / "one"), tiny_in(tmp_path / "two")
    build(one, jobs=1)

    monkeypatch.setattr("generator.pipeline.run_all", always_in_processes)  # a small archive would stay in one
    build(two, jobs=2)

    assert digest_of(one.output) == digest_of(two.output)


def test_a_second_build_takes_the_place_of_the_first(tmp_path: Path) -> None:
    paths = tiny_in(tmp_path / "tiny")
    build(paths, jobs=1)
    first = digest_of(paths.output)
    shutil.rmtree(paths.content / "photos")

    build(paths, jobs=1)

    second = digest_of(paths.output)
    assert "cases/qiaomen.html" in first
    assert "cases/qiaomen.html" not in second
    assert sorted(path.name for path in paths.output.parent.iterdir()) == ["content", "site", "site_config.yml"]


def test_a_build_with_an_error_leaves_the_old_site_as_it_was(tmp_path: Path) -> None:
    paths = tiny_in(tmp_path / "tiny")
    build(paths, jobs=1)
    before = digest_of(paths.output)
    (paths.content / "photos/qiaomen/zh.md").write_text("---\ntitel: x\n---\n", encoding="utf-8")

    with pytest.raises(ContentError):
        build(paths, jobs=1)

    assert digest_of(paths.output) == before
    assert sorted(path.name for path in paths.output.parent.iterdir()) == ["content", "site", "site_config.yml"]


def test_with_strict_a_warning_forbids_publishing(tmp_path: Path) -> None:
    paths = tiny_in(tmp_path / "tiny")

    with pytest.raises(ContentError):
        build(paths, jobs=1, strict=True)

    assert not paths.output.exists()


def test_a_fault_of_the_program_leaves_the_old_site_as_it_was(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with published(output) as staging:
        staging.write("index.html", b"old")

    with pytest.raises(ZeroDivisionError), published(output) as staging:
        staging.write("index.html", b"new")
        raise ZeroDivisionError

    assert (output / "index.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("when", [0.3, 0.8, 1.4])
def test_a_killed_build_leaves_a_whole_site_and_the_next_one_needs_no_cleaning(tmp_path: Path, when: float) -> None:
    paths = tiny_in(tmp_path / "tiny")
    build(paths, jobs=1)
    before = digest_of(paths.output)

    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--jobs", "1"],
        cwd=paths.config.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(when)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert digest_of(paths.output) == before
    build(paths, jobs=1)
    assert digest_of(paths.output) == before
    assert sorted(path.name for path in paths.output.parent.iterdir()) == ["content", "site", "site_config.yml"]


def test_a_build_that_died_between_the_two_moves_is_put_right_by_the_next(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with published(output) as staging:
        staging.write("index.html", b"old")
    output.rename(tmp_path / "site.old")

    with pytest.raises(ZeroDivisionError), published(output):
        raise ZeroDivisionError

    assert (output / "index.html").read_bytes() == b"old"


def test_where_folders_cannot_change_places_at_once_the_site_is_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.publish._exchange", lambda one, other: False)
    for text in (b"old", b"new"):
        with published(tmp_path / "site") as staging:
            staging.write("index.html", text)

    assert (tmp_path / "site/index.html").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["site", "site.new", "site.old"])
def test_a_folder_of_somebody_else_is_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "letter.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(PublishError) as told, published(tmp_path / "site"):
        pytest.fail("nothing must be written")

    assert told.value.problem.code == "output-foreign"
    assert (tmp_path / name / "letter.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["site", "site.new", "site.old"])
def test_a_link_or_a_file_in_the_place_of_the_site_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / MARK).touch()
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PublishError), published(tmp_path / "site"):
        pytest.fail("nothing must be written")

    assert (tmp_path / name).is_symlink()
    assert (tmp_path / "elsewhere" / MARK).exists()


def test_an_empty_folder_may_become_the_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    with published(tmp_path / "site") as staging:
        staging.write("a/b.html", b"x")

    assert (tmp_path / "site/a/b.html").read_bytes() == b"x"


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
    with published(tmp_path / "site") as staging:
        staging.write("index.html", b"second")


def test_files_of_the_site_may_be_read_by_a_web_server(tmp_path: Path) -> None:
    with published(tmp_path / "site") as staging:
        staging.write("a/b.html", b"x")

    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "site/a/b.html").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "", "."])
def test_no_address_leads_out_of_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leads out"):
        Staging(tmp_path).write(path, b"x")
