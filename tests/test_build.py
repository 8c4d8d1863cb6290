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

from generator.paths import Paths, theme_folder
from generator.pipeline import build
from generator.problems import ContentError
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

    for module in ("gather", "making", "indexing", "search.patched"):  # a small archive would stay in one
        monkeypatch.setattr(f"generator.{module}.run_all", always_in_processes)
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
    assert sorted(path.name for path in paths.output.parent.iterdir()) == [
        ".site.anliku",
        "content",
        "site",
        "site_config.yml",
    ]


def test_a_build_with_an_error_leaves_the_old_site_as_it_was(tmp_path: Path) -> None:
    paths = tiny_in(tmp_path / "tiny")
    build(paths, jobs=1)
    before = digest_of(paths.output)
    (paths.content / "photos/qiaomen/zh.md").write_text("---\ntitel: x\n---\n", encoding="utf-8")

    with pytest.raises(ContentError):
        build(paths, jobs=1)

    assert digest_of(paths.output) == before
    assert sorted(path.name for path in paths.output.parent.iterdir()) == [
        ".site.anliku",
        "content",
        "site",
        "site_config.yml",
    ]


def test_with_strict_a_warning_forbids_publishing(tmp_path: Path) -> None:
    paths = tiny_in(tmp_path / "tiny")

    with pytest.raises(ContentError):
        build(paths, jobs=1, strict=True)

    assert not paths.output.exists()


@pytest.mark.parametrize("when", [0.5, 1.4])
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
    assert list(paths.output.parent.glob(".site.anliku/new*")) == []
