"""What earlier builds found out about each folder of the content, kept so that only what changed is done again.

One SQLite file in a folder of its own; where none is wanted, a temporary one, so that the rest of the program knows no
difference. It holds for each folder what was read, checked and rendered, and the rendered texts by the path of their
source, so that no step holds the bodies of a whole archive in memory.

Nothing in it is trusted: a file that is damaged, foreign, of another program or of another version is thrown away, and
values are built from the nouns of this program only, so that a cache that came with an archive can run no code.
"""

from __future__ import annotations

import importlib
import io
import os
import pickle
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from generator.locks import lock_file

FILE = "cache.sqlite"
LOCK = "lock"
APPLICATION = 0x414E4C4B
"""`ANLK`: what SQLite files of this program call themselves."""
FORMAT = 2

CHECKSUM = 4
"""Bytes before each value."""

ASKED_AT_ONCE = 500
"""Folders."""

_MEMO = "SELECT value FROM memos WHERE name = ?"
_TABLES = """
CREATE TABLE IF NOT EXISTS memos (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS folders (
    path TEXT PRIMARY KEY, stamps BLOB, files BLOB, checks BLOB, rendered INTEGER, record BLOB, problems BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (path TEXT PRIMARY KEY, text BLOB) WITHOUT ROWID;
"""


class CacheDamaged(Exception):
    """The cache holds something that this program did not write; it is to be thrown away."""


class Entry(Struct, frozen=True, kw_only=True):
    """What is known of one folder."""

    path: str
    """Relative to the content folder."""
    stamps: bytes
    """Sizes and times of its files when they were read; empty where they may not be relied on."""
    files: bytes
    """Digest of names and bytes of its files."""
    checks: bytes
    """Digest of what the checks of its texts depend on."""
    rendered: bool
    """Whether its texts are there (or it has none to show)."""
    record: bytes
    """The case or page, packed with `pack_value`."""
    problems: bytes
    """Warnings, packed too."""


class Cache:
    """Open for one run; a context manager."""

    def __init__(self, folder: Path | None, base: bytes | None) -> None:
        """Open the cache in `folder`, or a temporary one.

        Args:
            folder: Made if it is not there. Where it can't be written or another run holds it, the cache is temporary.
            base: Digest of what everything in it depends on; a cache with another one is emptied. `None`: only memos are
                looked at.
        """
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._lock: int | None = None
        if folder is not None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                self._lock = lock_file(folder / LOCK)
            except OSError:
                self._lock = None
            if self._lock is None:
                folder = None
        if folder is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="anliku-")
            folder = Path(self._scratch.name)
        self.folder = folder
        self.path = folder / FILE
        self._base = base
        self._open_connection: sqlite3.Connection | None = None
        try:
            self._open()
        except (sqlite3.DatabaseError, CacheDamaged):
            self.throw_away()

    @property
    def lasting(self) -> bool:
        """Whether the next run will find it."""
        return self._scratch is None

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if self._lock is not None:
            os.close(self._lock)
        if self._scratch is not None:
            self._scratch.cleanup()

    def close(self) -> None:
        """Write everything to the file, so that other processes can read it; only `memo` and the like open it again."""
        if self._open_connection is not None:
            self._open_connection.close()
        self._open_connection = None

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._open_connection is None:
            self._open_connection = sqlite3.connect(self.path, isolation_level=None)
        return self._open_connection

    def throw_away(self) -> None:
        """Empty the cache, whatever is in it."""
        with suppress(sqlite3.Error):
            self.close()
        for entry in self.folder.iterdir():
            if entry.name == LOCK:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        with suppress(sqlite3.OperationalError):  # no room: whoever asks or tells it something hears of it
            self._open()

    def _open(self) -> None:
        known = self.path.exists()
        if known:
            application = self._connection.execute("PRAGMA application_id").fetchone()[0]
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if (application, version) != (APPLICATION, FORMAT):
                raise CacheDamaged
        # A journal survives a killed process; that power may fail is the business of the next run, which finds damage.
        # What is known of a folder has some 4 KB: with the usual pages of 4 KB nearly each would be spread over several.
        self._connection.execute("PRAGMA page_size = 65536")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.executescript(_TABLES)
        if not known:
            self._connection.execute(f"PRAGMA application_id = {APPLICATION}")
            self._connection.execute(f"PRAGMA user_version = {FORMAT}")
            self.remember("base", self._base or b"")
        elif self._base is not None and self.memo("base") != self._base:
            raise CacheDamaged

    # ── folders and texts ────────────────────────────────────────────────
    def paths(self) -> set[str]:
        """Folders of which something is known."""
        return {row[0] for row in self._connection.execute("SELECT path FROM folders")}

    def entries(self, paths: Sequence[str]) -> Iterator[Entry | None]:
        """What is known of folders, in their order; some hundreds are asked for at once."""
        columns = "SELECT path, stamps, files, checks, rendered, record, problems FROM folders"
        for start in range(0, len(paths), ASKED_AT_ONCE):
            part = paths[start : start + ASKED_AT_ONCE]
            rows = self._connection.execute(f"{columns} WHERE path IN ({','.join('?' * len(part))})", part)
            found = {row[0]: row for row in rows}
            for path in part:
                yield _entry(*found[path]) if path in found else None

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep entries, in place of what was known of the same folders."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO folders VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (entry.path, entry.stamps, entry.files, entry.checks, entry.rendered, entry.record, entry.problems)
                for entry in entries
            ),
        )

    def put_texts(self, texts: Iterable[tuple[str, bytes]]) -> None:
        """Keep packed texts by the path of their source."""
        self._connection.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?)", texts)

    def drop(self, paths: Iterable[str]) -> None:
        """Forget folders and their texts."""
        for path in paths:
            self._connection.execute("DELETE FROM folders WHERE path = ?", (path,))
            self._connection.execute("DELETE FROM texts WHERE path >= ? AND path < ?", (f"{path}/", f"{path}0"))

    def begin(self) -> None:
        self._connection.execute("BEGIN")

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    # ── small things ─────────────────────────────────────────────────────
    def memo(self, name: str) -> bytes | None:
        """A value kept under a name, `None` where there is none or it is damaged."""
        row = self._connection.execute(_MEMO, (name,)).fetchone()
        return _sound(row[0]) if row is not None else None

    def remember(self, name: str, value: bytes) -> None:
        """Keep a value under a name."""
        self._connection.execute("INSERT OR REPLACE INTO memos VALUES (?, ?)", (name, _checked(value)))


def memo_of(path: Path, name: str) -> bytes | None:
    """As `Cache.memo`, for a process that was forked from the one that has opened the cache.

    Args:
        path: The file of the cache.
        name: Of the memo.
    """
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute(_MEMO, (name,)).fetchone()
    return _sound(row[0]) if row is not None else None


def _entry(
    path: str, stamps: bytes, files: bytes, checks: bytes, rendered: int, record: bytes, problems: bytes
) -> Entry:
    return Entry(
        path=path,
        stamps=stamps,
        files=files,
        checks=checks,
        rendered=bool(rendered),
        record=record,
        problems=problems,
    )


# ── values as bytes ──────────────────────────────────────────────────────────
Record = TypeVar("Record", bound=Struct)


def pack_record(record: Struct) -> bytes:
    """A record whose fields all say their types, with a checksum before it; without lone surrogates."""
    return _checked(msgspec.msgpack.encode(record))


def unpack_record(data: bytes, kind: type[Record]) -> Record:
    """What `pack_record` packed, in a fifth of the time that a pickle takes.

    Raises:
        CacheDamaged: It is not a packed record of this kind.
    """
    sound = _sound(data)
    if sound is None:
        raise CacheDamaged
    try:
        record: Record = _decoder(kind).decode(sound)
    except (msgspec.DecodeError, ValueError) as error:
        raise CacheDamaged(kind.__name__) from error
    return record


@lru_cache
def _decoder(kind: type[Record]) -> msgspec.msgpack.Decoder[Record]:
    return msgspec.msgpack.Decoder(kind)


def pack_value(value: object) -> bytes:
    """A value made of the program's nouns and plain data, with a checksum before it."""
    return _checked(pickle.dumps(value, protocol=5))


def unpack_value(data: bytes) -> Any:
    """What `pack_value` packed.

    Raises:
        CacheDamaged: It is not what was packed, or it names anything but the program's nouns.
    """
    sound = _sound(data)
    if sound is None:
        raise CacheDamaged
    return _Reader(io.BytesIO(sound)).load()


def _checked(data: bytes) -> bytes:
    """With a checksum before it: against damage, not against forgery, which the types of what is read keep out."""
    return zlib.crc32(data).to_bytes(CHECKSUM, "little") + data


def _sound(data: bytes) -> bytes | None:
    return data[CHECKSUM:] if zlib.crc32(data[CHECKSUM:]).to_bytes(CHECKSUM, "little") == data[:CHECKSUM] else None


_PLAIN = frozenset({("datetime", "date"), ("decimal", "Decimal")})
_REBUILD = ("msgspec._utils", "rebuild")
"""Calls a record's class with its fields."""
_classes: dict[tuple[str, str], Any] = {}


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        found = _classes.get((module, name))
        if found is None:
            plain = (module, name) in _PLAIN or (module, name) == _REBUILD
            if not plain and not module.startswith("generator."):
                raise CacheDamaged(f"{module}.{name}")
            found = getattr(importlib.import_module(module), name)
            if not plain and not (isinstance(found, type) and issubclass(found, Struct)):
                raise CacheDamaged(f"{module}.{name}")
            _classes[module, name] = found
        return found
