"""Work in a process of its own: what it yields comes back, and no more of it runs than it was told."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections.abc import Generator
from functools import partial
from pathlib import Path

import pytest

from generator.beside import Beside, Steps
from generator.problems import Location, Problem
from generator.publish import PublishError

BOTH = pytest.mark.parametrize(
    "apart",
    [pytest.param(True, marks=pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")), False],
)


def two_steps(folder: Path) -> Generator[int, None, None]:
    (folder / "first").touch()
    yield os.getpid()
    (folder / "second").touch()


def there(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@BOTH
def test_what_is_yielded_comes_back_and_the_rest_is_done_when_it_is_told_so(tmp_path: Path, apart: bool) -> None:
    with Beside(partial(two_steps, tmp_path), apart=apart) as beside:
        assert beside.is_apart is apart
        assert (beside.result() != os.getpid()) is apart
        assert beside.result() == beside.result()
        assert there(tmp_path) == {"first"}
        beside.go_on()
        assert beside.result() is None
        assert there(tmp_path) == {"first", "second"}


@BOTH
def test_what_it_is_told_arrives_where_it_stands_and_each_yield_comes_back_in_turn(apart: bool) -> None:
    def answering() -> Generator[str, str, None]:
        told = yield "ready"
        told = yield told * 2
        yield told * 3

    large = "案" * 200_000
    with Beside(answering, apart=apart) as beside:
        beside.go_on(large)
        assert beside.result() == large * 2
        beside.go_on("例")
        assert beside.result() == "例例例"
        beside.go_on()
        assert beside.result() is None


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")
@pytest.mark.parametrize("told", [0, 1, 1000])
def test_who_is_told_only_half_a_word_ends(told: int) -> None:
    def waiting() -> Generator[int, str, None]:
        yield 1
        yield 2

    with Beside(waiting) as beside:
        beside.result()
        beside._word.write(pickle.dumps("案" * 2000)[:told])
        beside._word.flush()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, beside._word.fileno())  # as when we are killed, but for our own end, which stays ours to close
        os.close(nowhere)
        deadline = time.monotonic() + 10
        while not (ended := os.waitid(os.P_PID, beside._process, os.WEXITED | os.WNOHANG | os.WNOWAIT)):
            assert time.monotonic() < deadline, "it waits for ever"
            time.sleep(0.01)

        assert ended.si_status == 1


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")
def test_who_has_died_cannot_be_told_anything() -> None:
    def killed() -> Generator[int, None, None]:
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    with Beside(killed) as beside:
        beside.go_on()
        with pytest.raises(RuntimeError, match="died"):
            beside.result()
    with Beside(killed, once=True) as beside:
        beside.result()
        time.sleep(0.1)
        with pytest.raises(RuntimeError, match="died"):
            beside.go_on("案" * 100_000)


@BOTH
def test_the_rest_is_never_done_when_nobody_tells_it_to(tmp_path: Path, apart: bool) -> None:
    with Beside(partial(two_steps, tmp_path), apart=apart) as beside:
        beside.result()
    time.sleep(0.1)

    assert there(tmp_path) == {"first"}


@BOTH
def test_an_error_reaches_the_one_who_waits(apart: bool) -> None:
    def failing() -> Generator[None, None, None]:
        raise FileNotFoundError(2, "No such file", "a.md")
        yield

    with Beside(failing, apart=apart) as beside, pytest.raises(FileNotFoundError) as told:
        beside.result()

    assert told.value.filename == "a.md"


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")
def test_an_error_that_cannot_be_handed_over_is_told_in_words() -> None:
    class LocalError(Exception):
        pass

    def failing() -> Generator[None, None, None]:
        raise LocalError("site")
        yield

    with Beside(failing) as beside, pytest.raises(RuntimeError, match="LocalError: site"):
        beside.result()


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")
def test_an_error_of_publishing_keeps_its_problem() -> None:
    problem = Problem(Location("site"), "output-foreign")

    def failing() -> Generator[None, None, None]:
        raise PublishError(problem)
        yield

    with Beside(failing) as beside, pytest.raises(PublishError) as told:
        beside.result()

    assert told.value.problem == problem


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")
def test_a_process_that_is_killed_is_missed() -> None:
    def killed() -> Generator[None, None, None]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield

    with Beside(killed) as beside, pytest.raises(RuntimeError, match="died"):
        beside.result()


def _endless() -> Generator[None, None, None]:
    time.sleep(1000)
    yield


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")
@pytest.mark.parametrize("steps", [_endless, partial(iter, [None])])
def test_several_end_at_once_when_nobody_waits_for_them(steps: Steps[None]) -> None:
    begin = time.monotonic()
    with Beside(steps), Beside(steps), Beside(steps):
        pass

    assert time.monotonic() - begin < 5
