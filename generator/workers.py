"""Running a pure function over many items on all cores, in order, with the state that each process makes once."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

State = TypeVar("State")
Item = TypeVar("Item")
Result = TypeVar("Result")

ALONE_BELOW = 64
"""Items for which starting processes costs more than it saves."""

_state: Any = None


@contextmanager
def _shared_as_it_is() -> Iterator[None]:
    """Nobody looks for cycles among the objects that are there now: to look at them is to write to them, and a forked
    process then gets a copy of all that it shared with its parent."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _begin(make: Callable[..., Any], args: tuple[Any, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    global _state  # one state a process: that is what a pool's initializer is for
    _state = make(*args)


def _end_with_parent() -> None:
    """A parent that was killed tells nobody, and its workers would wait for work for ever."""
    import multiprocessing  # noqa: PLC0415  (a worker has it already)

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(work: Callable[[Any, Any], Any], items: Sequence[Any]) -> list[Any]:
    return [work(_state, item) for item in items]


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_all(
    work: Callable[[State, Item], Result],
    items: Iterable[Item],
    *,
    make: Callable[..., State],
    args: tuple[Any, ...],
    jobs: int,
    chunk: int = 16,
    alone_below: int = ALONE_BELOW,
) -> Iterator[Result]:
    """Results in the order of the items.

    Args:
        work: Called with the state and one item; must be importable by name.
        items: What to work on.
        make: Makes the state of a process from `args`.
        args: Must be picklable where processes can't be forked.
        jobs: Processes; 1 works in this process.
        chunk: Items sent to a process at once.
        alone_below: With fewer items this process does the work itself.
    """
    listed = list(items)
    if jobs <= 1 or len(listed) < alone_below:
        state = make(*args)
        for item in listed:
            yield work(state, item)
        return
    # A hundredth of a second that a build with little to do can save.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    chunks = [listed[start : start + chunk] for start in range(0, len(listed), chunk)]
    with (
        _shared_as_it_is(),
        ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(make, args)) as pool,
    ):
        waiting = []
        ahead = 4 * jobs
        for part in chunks:
            waiting.append(pool.submit(_run, work, part))
            if len(waiting) >= ahead:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()
