"""One command, measured from outside: time, processor time and memory of all its processes; and the size of its output."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.05
"""Seconds between two looks at the memory of all processes, at least."""
REST = 50
"""How many times as long as a look took nobody looks: large processes take milliseconds each, and what is looked at waits
meanwhile. So measuring takes a fiftieth at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one run, or several after each other, took."""

    wall: float
    """Seconds from start to end of the first process."""
    cpu: float
    """Seconds of processor time, user and system, of all processes."""
    memory: int
    """Bytes: the largest sum over all processes at one moment (PSS: shared pages count once). Looked at every INTERVAL,
    less often in large programs."""
    largest: int
    """Bytes: peak of the largest single process. The kernel's own peak at the last look, not `ru_maxrss`, in which a new
    process begins with the size of the one that started it."""

    def then(self, other: Sample) -> Sample:
        """Both commands after each other."""
        return Sample(
            wall=self.wall + other.wall,
            cpu=self.cpu + other.cpu,
            memory=max(self.memory, other.memory),
            largest=max(self.largest, other.largest),
        )


COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Programs in Python keep their compiled modules, as they do unless somebody tells them not to."""


class CommandFailed(Exception):
    """A measured command that did not succeed; its last lines of output are the message."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Sample:
    """Run a command in a folder and measure it.

    Raises:
        CommandFailed: It ended with anything but 0.
    """
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **COMPILED, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _MemoryWatch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        memory, largest = watch.stop()
        if process.returncode:
            output.seek(0)
            said = "\n".join(output.read().decode(errors="replace").splitlines()[-15:])
            raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    return Sample(wall=wall, cpu=usage.ru_utime + usage.ru_stime, memory=max(memory, largest), largest=largest)


class _MemoryWatch(threading.Thread):
    """Adds up the memory of all processes of one session until it is stopped."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._done = threading.Event()
        self._sum = self._largest = 0

    def run(self) -> None:
        rest = INTERVAL
        while not self._done.wait(rest):
            begin = time.perf_counter()
            found = _processes_of(self._session)
            self._sum = max(self._sum, sum(_kilobytes(process, "smaps_rollup", "Pss:") for process in found) * 1024)
            peaks = (_kilobytes(process, "status", "VmHWM:") * 1024 for process in found)
            self._largest = max(self._largest, *peaks, 0)
            rest = max(INTERVAL, REST * (time.perf_counter() - begin))

    def stop(self) -> tuple[int, int]:
        """The largest sum, and the largest peak of one process."""
        self._done.set()
        self.join()
        return self._sum, self._largest


def _processes_of(session: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                # The name of the program, in parentheses, may hold spaces; the session is the fourth field after it.
                fields = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session:
                found.append(int(folder.name))
    return found


def _kilobytes(process: int, file: str, key: str) -> int:
    """A number of a process, 0 where the process has just ended."""
    try:
        text = Path(f"/proc/{process}/{file}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith(key)), 0)


def size_of(folder: Path) -> tuple[int, int]:
    """Files below a folder and their bytes; a file with several names counts for each."""
    files = total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            files += 1
            total += (Path(where) / name).lstat().st_size
    return files, total
