"""Publishing that is killed, or that fails, at each of its operations in turn: the site is always a whole one."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.beside import Beside
from generator.publish import MARK, Disk, Publication, PublishError
from generator.workers import run_all
from tests.publish.breaking import CHANGES, OPERATIONS, Breaking, die

Site = dict[str, bytes]

OLD: Site = {
    "index.html": b"old home",
    "cases/a.html": b"same",
    "cases/b.html": b"old b",
    "cases/gone.html": b"withdrawn",
    "regions/15/x.html": b"alone in its folders",
    "was-a-folder/x.html": b"x",
    "was-a-file": b"y",
    "assets/search/1.js": b"old shard",
}
NEW: Site = {
    "index.html": b"new home",
    "cases/a.html": b"same",
    "cases/b.html": b"new b",
    "themes/t.html": b"in a new folder",
    "was-a-folder": b"x",
    "was-a-file/y.html": b"y",
    "assets/search/2.js": b"new shard",
}
NEXT: Site = {"index.html": b"next home", "cases/a.html": b"same", "cases/b.html": b"new b", "more/m.html": b"m"}
CARRIED = "assets/search/"


def write(output: Path, site: Site, disk: Disk, *, carry: bool = False) -> bool:
    """One build; whether it changed the site."""
    publication = Publication(output, disk)
    with publication:
        staging = publication.staging()
        for number, (path, data) in enumerate(site.items()):
            if number % 2 and staging.digest(path) is not None and OLD.get(path) == data:
                staging.keep(path)
            else:
                staging.write(path, data)
        if carry:
            staging.carry([CARRIED])
        return publication.switch().changed


def content(site: Path) -> Site:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != MARK
    }


@dataclass(frozen=True)
class Situation:
    """From where to where, on what kind of disk."""

    name: str
    before: tuple[Site, ...]
    exchanges: bool = True
    links: bool = True
    mirror: bool = True

    def prepare(self, output: Path) -> None:
        for site in self.before:
            write(output, site, self.disk())
        if not self.mirror:
            shutil.rmtree(output.with_name(".site.anliku") / "mirror")

    def disk(self, *args: object, **how: object) -> Breaking:
        return Breaking(*args, **how, exchanges=self.exchanges, links=self.links)  # type: ignore[arg-type]

    @property
    def old(self) -> Site | None:
        return self.before[-1] if self.before else None

    @property
    def new(self) -> Site:
        """What a reader of the new site finds: the old shard too."""
        return {**{path: data for path, data in (self.old or {}).items() if path.startswith(CARRIED)}, **NEW}


SITUATIONS = [
    Situation("the first time", ()),
    Situation("with a mirror", (OLD,)),
    Situation("without a mirror", (OLD,), mirror=False),
    Situation("by two renames", (OLD,), exchanges=False),
    Situation("by two renames without a mirror", (OLD,), exchanges=False, mirror=False),
    Situation("without second names", (OLD,), links=False),
]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is such a place: thousands of small builds."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory, prefix="anliku-") as made:
        yield Path(made)


def trials(folder: Path, situation: Situation, kinds: Collection[str]) -> Iterator[tuple[int, str, Path]]:
    """Number and kind of each operation of one build, with a place where all is prepared for it."""
    for name in ("dry", "model"):
        shutil.rmtree(folder / name, ignore_errors=True)
    dry = situation.disk()
    situation.prepare(folder / "dry" / "site")
    write(folder / "dry" / "site", NEW, dry, carry=True)
    assert set(dry.done) <= set(OPERATIONS)
    situation.prepare(folder / "model" / "site")
    for number, kind in enumerate(dry.done):
        if kind in kinds:
            copy(folder / "model", folder / "trial")
            yield number, kind, folder / "trial" / "site"
            shutil.rmtree(folder / "trial")


def copy(model: Path, folder: Path) -> None:
    """With second names and times as they are."""
    inodes: dict[int, Path] = {}

    def copy_file(source: str, target: str) -> str:
        first = inodes.setdefault(Path(source).stat().st_ino, Path(target))
        if first == Path(target):
            return shutil.copy2(source, target)
        os.link(first, target)
        return target

    if model.exists():
        shutil.copytree(model, folder, copy_function=copy_file)
    else:
        folder.mkdir()


def in_a_process_that_may_die(work: Callable[[], object]) -> bool:
    """Whether it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def assert_the_next_build_needs_no_help(situation: Situation, output: Path) -> None:
    write(output, NEW, situation.disk(), carry=True)
    assert content(output) in (NEW, situation.new)
    write(output, NEXT, situation.disk())
    assert content(output) == NEXT
    beside = output.with_name(".site.anliku")
    assert sorted(path.name for path in output.parent.iterdir()) == [".site.anliku", "site"]
    assert {path.name for path in beside.iterdir()} <= {MARK, ".gitignore", "ledger", "lock", "mirror"}
    if situation.links:
        assert content(beside / "mirror") == NEXT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that dies is a fork")
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
def test_killed_before_or_during_any_operation_the_site_is_the_old_or_the_new_one(
    situation: Situation, folder: Path
) -> None:
    for half, kinds in ((False, CHANGES), (True, {"write", "append"})):
        found = []
        for number, kind, output in trials(folder, situation, kinds):
            disk = situation.disk(number, die, half=half)
            if in_a_process_that_may_die(lambda output=output, disk=disk: write(output, NEW, disk, carry=True)):
                pytest.fail(f"{kind}, operation {number}, did not happen")

            if output.exists():
                now = content(output)
                assert now in (situation.old, situation.new), (number, kind)
                found.append(now == situation.new)
            elif situation.old is not None:
                assert not situation.exchanges
                assert content(output.with_name(".site.anliku") / "old") == situation.old
            assert_the_next_build_needs_no_help(situation, output)
        assert found == sorted(found), "first the old site, then the new one"
        assert True in found


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
def test_where_any_operation_fails_the_old_site_stays_or_the_new_one_stands(situation: Situation, folder: Path) -> None:
    def full(path: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    def forbidden(path: str) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), path)

    for at, kind, output in trials(folder, situation, OPERATIONS):
        told = None
        try:
            write(
                output,
                NEW,
                situation.disk(at, full if kind in CHANGES and at % 2 else forbidden, half=True),
                carry=True,
            )
        except PublishError as error:
            told = error.problem

        if told is None:
            assert content(output) == situation.new, (at, kind)
        else:
            assert told.code == "output-not-writable"
            assert (content(output) if output.exists() else None) == situation.old, (at, kind)
        assert_the_next_build_needs_no_help(situation, output)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
def test_a_disk_that_can_no_longer_be_written_leaves_a_whole_site_and_is_told(
    situation: Situation, folder: Path
) -> None:
    def read_only(path: str) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

    for at, kind, output in trials(folder, situation, CHANGES):
        told = False
        try:
            write(output, NEW, situation.disk(at, read_only, stays=True), carry=True)
        except PublishError as error:
            told = "read-only" in str(error)

        if output.exists():
            assert content(output) == (situation.old if told else situation.new), (at, kind)
        elif situation.old is not None:
            assert content(output.with_name(".site.anliku") / "old") == situation.old
        assert_the_next_build_needs_no_help(situation, output)


def _wait(seconds: float, item: int) -> int:
    time.sleep(seconds)
    return item


def _seconds(seconds: float) -> float:
    return seconds


def _forever() -> Generator[None, None, None]:
    time.sleep(1000)
    yield


def _build_with_workers(output: Path, ready: Path) -> None:
    with Publication(output, ahead=True), Beside(_forever):
        for _ in run_all(_wait, range(100), make=_seconds, args=(0.05,), jobs=2, chunk=1):
            ready.touch()


@pytest.mark.skipif(sys.platform != "linux", reason="reads the list of processes as Linux has it")
def test_a_killed_build_takes_its_workers_along_and_holds_nothing(tmp_path: Path) -> None:
    output, ready = tmp_path / "site", tmp_path / "ready"
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        _build_with_workers(output, ready)
        os._exit(0)
    while not ready.exists():
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)

    write(output, NEW, Disk())

    assert content(output) == NEW
    deadline = time.monotonic() + 10
    while members(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert members(child) == []


def members(group: int) -> list[str]:
    """The processes of a group that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _, its_group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append(folder.name)
    return found
