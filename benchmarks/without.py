"""A build that leaves something out, to measure what it costs. What it makes is no site to show anybody.

    python -m benchmarks.without checks lists -- build --no-cache --no-search --config … --content … --output …

`checks`: of texts, and the comparing of cases by them. `lists`: all pages but those of cases, and all feeds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from generator.cli import main as run


def _no_checks() -> None:
    from generator import prepare  # numpy comes with it

    prepare.Preparer._check_texts = lambda *_: ((), [])  # type: ignore[method-assign]
    prepare.make_trace = lambda *_: None  # type: ignore[assignment]


def _no_lists() -> None:
    from generator.pages import plan

    plan.planned_lists = plan.planned_single = lambda _: iter(())


LEFT_OUT: Mapping[str, Callable[[], None]] = {"checks": _no_checks, "lists": _no_lists}


def main(arguments: Sequence[str]) -> None:
    """Leave out what stands before `--`; the rest is the command line."""
    words = list(arguments)
    end = words.index("--") if "--" in words else len(words)
    if end == len(words) or not LEFT_OUT.keys() >= set(words[:end]):
        sys.exit(f"usage: python -m benchmarks.without [{'|'.join(LEFT_OUT)}]… -- build …")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does before numpy is loaded
    for name in words[:end]:
        LEFT_OUT[name]()
    sys.argv[1:] = words[end + 1 :]
    run()


if __name__ == "__main__":
    main(sys.argv[1:])
