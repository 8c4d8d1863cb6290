"""Where a new site grows: what differs from the published one is written, what does not is noted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from generator.fingerprints import file_digest
from generator.publish.disk import Disk
from generator.publish.ledger import Entry, Ledger

MARK = ".anliku"
"""File that says that a folder was made by this program and may be replaced by it."""

LOG_ENDING = ".log"
"""What the name of the folder has more that holds the notes of a staging folder."""

_WRITTEN, _KEPT, _CARRY = "+", "=", ">"


class Staging:
    """The files of a new site, as any process adds them.

    Files that differ from those of the published site are written into the folder `root`. Of the others, and of what
    was written, each process keeps notes in a file of its own, since the process that publishes can't ask the others.
    """

    def __init__(self, root: Path, published: Ledger = MappingProxyType({}), disk: Disk | None = None) -> None:
        """Take part in the staging at `root`; `published` is what the present site holds, as it was written."""
        self.root = root
        self._published = published
        self._disk = disk or Disk()
        self._folders = {""}
        self._log: int | None = None
        self._log_process = 0
        self._root = str(root)
        notes = self._root + LOG_ENDING
        self._notes: str | None = notes if os.path.isdir(notes) else None  # a test's bare folder

    def __getstate__(self) -> dict[str, object]:
        """Without the open file: a process has its own."""
        return {**self.__dict__, "_published": dict(self._published), "_log": None, "_log_process": 0}

    def below(self, folder: str) -> Staging:
        """The same for somebody who only adds and keeps files below a folder (`search/`): little to hand over."""
        published = {path: entry for path, entry in self._published.items() if path.startswith(folder)}
        return Staging(self.root, published, self._disk)

    def digest(self, path: str) -> bytes | None:
        """Of a file of the published site; `None` where there is none, or it is not as this program wrote it."""
        known = self._published.get(path)
        return known.digest if known is not None else None

    def write(self, path: str, data: bytes) -> bytes:
        """Add a file; nothing is written where the published site has the same.

        Args:
            path: Relative to the root of the site, with `/`; never leads out of it.
            data: Its bytes.

        Returns:
            The digest, by which `digest` knows the file once it is published.
        """
        _check(path)
        made = file_digest(data)
        known = self._published.get(path)
        if known is not None and known.digest == made:
            self._note(f"{_KEPT}{path}\n")
            return made
        folder, _, _ = path.rpartition("/")
        if folder not in self._folders:
            self._disk.make_folders(self._root, folder, self._folders)
        size, modified = self._disk.write(f"{self._root}/{path}", data)
        self._note(f"{_WRITTEN}{made.hex()} {size} {modified} {path}\n")
        return made

    def keep(self, path: str) -> None:
        """Let a file of the published site stay as it is; `LookupError` where `digest` knows none."""
        self.keep_all((path,))

    def keep_all(self, paths: Iterable[str]) -> None:
        """Let many files stay, at the cost of one."""
        wanted = list(paths)
        missing = set(wanted) - self._published.keys()
        if missing:
            raise LookupError(f"{min(missing)!r} is not in the published site")
        self._note("".join([f"{_KEPT}{path}\n" for path in wanted]))

    def carry(self, prefixes: Iterable[str]) -> None:
        """Let the files below these folders (`assets/search/`) that the new site no longer has stay until the next
        build, for those who have an older page open.

        Not to be called when something was withdrawn: then what is not written or kept is gone at once.
        """
        self._note("".join([f"{_CARRY}{prefix}\n" for prefix in prefixes]))

    def _note(self, lines: str) -> None:
        if self._notes is None or not lines:
            return
        process = os.getpid()
        path = f"{self._notes}/{process}"
        if self._log is None or self._log_process != process:  # a forked process has its parent's
            self._log = self._disk.open(path, os.O_WRONLY | os.O_APPEND)
            self._log_process = process
        self._disk.append(path, self._log, lines.encode())

    def close(self) -> None:
        """Close this process' notes."""
        if self._log is not None and self._log_process == os.getpid():
            os.close(self._log)
        self._log = None


_OUT = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[\\\x00-\x1f\x7f]")
"""A part of an address that is empty, `.` or `..`, and what is no part of a name anywhere."""


def _check(path: str) -> None:
    if _OUT.search(path):
        raise ValueError(f"{path!r} leads out of the site, or is no address")
    if path == MARK:
        raise ValueError(f"{path!r} is the mark of the site's folder")


class Notes(Struct, frozen=True, kw_only=True):
    """What all processes noted."""

    written: Mapping[str, Entry]
    kept: frozenset[str]
    """Not those that were written too."""
    carry: tuple[str, ...] = ()
    """Prefixes of paths."""


def read_notes(disk: Disk, folder: str) -> Notes:
    """The notes in a folder, of all processes.

    Raises:
        ValueError: Two files of different bytes have one address, so that chance would decide.
    """
    written: dict[str, Entry] = {}
    kept: set[str] = set()
    carry: set[str] = set()
    for line in _lines(disk, folder):
        kind, rest = line[0], line[1:]
        if kind == _WRITTEN:
            made, size, modified, path = rest.split(" ", 3)
            entry = Entry(bytes.fromhex(made), int(size), int(modified))
            before = written.get(path)
            if before is not None and before.digest != entry.digest:
                raise ValueError(f"two files of the site have the address {path!r}")
            if before is None or before.modified < entry.modified:
                written[path] = entry
        elif kind == _KEPT:
            kept.add(rest)
        else:
            carry.add(rest)
    return Notes(written=written, kept=frozenset(kept - written.keys()), carry=tuple(sorted(carry)))


def _lines(disk: Disk, folder: str) -> Iterator[str]:
    for name, _ in sorted(disk.inodes(folder)[1]):
        yield from disk.read(f"{folder}/{name}").decode().split("\n")[:-1]
