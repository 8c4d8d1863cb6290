"""Work that goes on in a process of its own while this one does something else.

For what takes a tenth of a second or more and touches nothing that the other process touches: looking at the published
site, patching the index. The work is a generator: what it yields comes back, and what stands after a `yield` is done when
it is told to go on, or never.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, NoReturn, TypeVar

Result = TypeVar("Result")

Steps = Callable[[], Generator[Result, Any, None]]

_DIED = "a process that worked beside this one has died"

_ends: set[int] = set()
"""This process' ends of all pipes to others."""


class Beside(Generic[Result]):
    """A generator in a process of its own; a context manager, after which nothing of it runs any more.

    Where processes can't be forked, and where that is not wanted, it is done in this process when its result is asked for.
    """

    def __init__(self, steps: Steps[Result], *, apart: bool = True, once: bool = False) -> None:
        """Begin, if it is to run apart.

        Args:
            steps: Makes the generator. Runs apart, it is killed where nobody tells it to go on.
            apart: Whether it may have a process of its own.
            once: Nothing stands after the `yield`: the process ends when it has handed over the result.
        """
        self._here: Generator[Result, Any, None] | None = None
        self._told: object = None
        self._outcome: tuple[Result] | None = None
        self._process = 0
        if apart and sys.platform == "linux":
            answer, own_answer = os.pipe()
            own_word, word = os.pipe()
            self._process = os.fork()
            if self._process == 0:
                for end in (answer, word, *_ends):  # those of others too, or they would not hear that we are gone
                    os.close(end)
                _live(steps, own_word, own_answer, once=once)
            os.close(own_answer)
            os.close(own_word)
            _ends.update((answer, word))
            self._answer, self._word = os.fdopen(answer, "rb"), os.fdopen(word, "wb")
        else:
            self._here = steps()

    @property
    def is_apart(self) -> bool:
        """Whether it has a process of its own."""
        return self._here is None

    def result(self) -> Result:
        """What the generator yielded last; waits for it. Raises what it raised."""
        if self._outcome is None:
            self._outcome = (self._step(self._here) if self._here is not None else self._read(),)
        return self._outcome[0]

    def go_on(self, told: object = None) -> None:
        """Let it run to its next `yield`, whose value comes with `result`; its end counts as one that yields `None`.

        Args:
            told: What the `yield` gives it that it stands at; something that can be pickled.
        """
        self.result()
        self._outcome = None
        if self._here is not None:
            self._told = told
        else:
            try:
                pickle.dump(told, self._word, protocol=5)
                self._word.flush()
            except BrokenPipeError:
                raise RuntimeError(_DIED) from None

    def _step(self, here: Generator[Result, Any, None]) -> Result:
        try:
            return here.send(self._told)
        except StopIteration as end:
            nothing: Result = end.value
            return nothing

    def close(self) -> None:
        """End it, wherever it is."""
        if self._here is not None:
            self._here.close()
        elif self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0
            for end in (self._answer, self._word):
                _ends.discard(end.fileno())
                with suppress(BrokenPipeError):  # it may have been gone when it was told something
                    end.close()

    def __enter__(self) -> Beside[Result]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self) -> Result:
        try:
            sound, value = pickle.load(self._answer)  # noqa: S301  (from ourselves)
        except EOFError:
            raise RuntimeError(_DIED) from None
        if not sound:
            raise value
        result: Result = value
        return result


# ── in the other process ─────────────────────────────────────────────────────
def _live(steps: Steps[Result], word: int, answer: int, *, once: bool) -> NoReturn:
    try:
        gc.freeze()  # to look for cycles among what is shared would be to copy it
        words: SimpleQueue[object] = SimpleQueue()
        threading.Thread(target=_listen, args=(word, words), daemon=True).start()
        with os.fdopen(answer, "wb") as out:
            try:
                running = steps()
                out.write(pickle.dumps((True, next(running)), protocol=5))
                while not once:
                    out.flush()
                    made = running.send(words.get())
                    out.write(pickle.dumps((True, made), protocol=5))
            except StopIteration:
                out.write(pickle.dumps((True, None), protocol=5))
            except BaseException as error:
                out.write(_packed(error))
    finally:
        os._exit(0)  # never on into what our parent was doing


def _listen(word: int, words: SimpleQueue[object]) -> None:
    """Where nobody waits for us any more, because it gave up or was killed, we end at once."""
    with os.fdopen(word, "rb") as told:
        while True:
            try:
                words.put(pickle.load(told))  # noqa: S301  (from ourselves)
            except (EOFError, pickle.UnpicklingError):  # also in the middle of a word
                os._exit(1)


def _packed(error: BaseException) -> bytes:
    """An error as it is, or, where it can't be pickled and read again, what it says."""
    try:
        data = pickle.dumps((False, error), protocol=5)
        pickle.loads(data)  # noqa: S301  (our own)
    except Exception:
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")), protocol=5)
    return data
