"""One run at a time: locks that the system takes back when a process ends, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_held: dict[int, tuple[int, int]] = {}
"""Files that this process has locked → device and inode. A forked process lets go of them: a worker that outlives its
killed parent would hold them for ever."""


def lock_file(path: Path) -> int | None:
    """Open and lock a file, made if need be; `None` where another process holds it. Closing it gives it free.

    Raises:
        OSError: The file can't be opened.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    if try_lock(file):
        return file
    os.close(file)
    return None


def try_lock(file: int) -> bool:
    """Lock an open file; False where another process holds it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True  # no process is forked there
    import fcntl  # noqa: PLC0415

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    about = os.fstat(file)
    _held[file] = (about.st_dev, about.st_ino)
    return True


def _let_go() -> None:
    for file, known in _held.items():
        with suppress(OSError):
            about = os.fstat(file)
            if (about.st_dev, about.st_ino) == known:  # else it was closed, and the number is another file's now
                os.close(file)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
