"""Where the time of a build goes, step by step."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct, field


class Stage(Struct, frozen=True, kw_only=True):
    """One step of a build."""

    name: str
    seconds: float
    """By the clock on the wall."""
    cpu: float
    """Seconds of all processes together; those of the processes that worked on this step count in it."""


class Stages(Struct):
    """The steps of one build, in order."""

    done: list[Stage] = field(default_factory=list)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Time what stands inside as one step."""
        wall, cpu = time.perf_counter(), _cpu()
        try:
            yield
        finally:
            self.done.append(Stage(name=name, seconds=time.perf_counter() - wall, cpu=_cpu() - cpu))


def _cpu() -> float:
    """Seconds of this process and of those that it started and that have ended."""
    if sys.platform == "win32":
        return time.process_time()
    import resource  # noqa: PLC0415

    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both)
