"""What the index remembers from build to build: prepared cases, the state of all postings, and which parts lie on disk.

A folder of files that are never changed once they are written, and `head.json`, which names those that count and takes the
place of the one before in one step. What a build has not committed is not named, and is removed by the next.
"""

from __future__ import annotations

import hashlib
import shutil
import weakref
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct, field

from generator.fingerprints import digest_of, versions_of
from generator.search.aliases import alias_lines
from generator.search.build import Aliases, MadePart, PartLedger
from generator.search.documents import NameGroup
from generator.search.encode import FORMAT
from generator.search.prepare import DamagedCacheError, PackedDocument
from generator.search.state import IndexState, StatePatch, base_parts, patch_bytes, read_base, read_patch

HEAD = "head.json"
KEEP_FORMAT = 4
ALIASES = "aliases"
MOST_FILES = 24
"""Files of prepared cases above which they are written anew as one."""


class Place(Struct, frozen=True, kw_only=True, array_like=True):
    """Where a prepared case lies."""

    key: str
    """What it was made from."""
    file: str
    offset: int
    length: int
    crc: int


class Head(Struct, frozen=True, kw_only=True):
    """What the file `HEAD` says, as JSON."""

    format: int
    code: str
    base: str
    serial: int
    state: tuple[str, str]
    """Names of the files of its base and of its patch."""
    ledger: dict[str, MadePart]
    cases: dict[int, Place]


_read_head = msgspec.json.Decoder(Head).decode
_read_aliases = msgspec.json.Decoder(Aliases).decode


class PreparedCases:
    """Prepared cases in the files of a folder, by case number; each process opens its own."""

    def __init__(self, folder: Path, places: dict[int, Place] | None = None) -> None:
        self.folder = folder
        self.places = places if places is not None else {}
        self._open: dict[str, BinaryIO] = {}
        self._checked: set[int] = set()
        weakref.finalize(self, _close_all, self._open)

    def read(self, number: int) -> PackedDocument:
        """One case.

        Raises:
            DamagedCacheError: It is not what was written.
        """
        return PackedDocument(self.read_bytes(number))

    def read_bytes(self, number: int) -> bytes:
        """One case, still packed; raises as `read` does."""
        place = self.places[number]
        try:
            if place.file not in self._open:
                self._open[place.file] = (self.folder / place.file).open("rb", buffering=0)
            file = self._open[place.file]
            file.seek(place.offset)
            data = file.read(place.length)
        except OSError as error:
            raise DamagedCacheError(str(error)) from error
        if number not in self._checked:  # a clean build reads each case several times
            if zlib.crc32(data) != place.crc:
                raise DamagedCacheError(f"case {number} was altered")
            self._checked.add(number)
        return data

    def close(self) -> None:
        """Close all files; reading opens them again."""
        _close_all(self._open)

    def add(self, name: str, cases: Iterable[tuple[int, str, bytes]]) -> None:
        """Write number, key and bytes of cases into a new file."""
        with (self.folder / name).open("wb") as file:
            offset = 0
            for number, key, data in cases:
                file.write(data)
                place = Place(key=key, file=name, offset=offset, length=len(data), crc=zlib.crc32(data))
                self.places[number] = place
                self._checked.discard(number)
                offset += len(data)

    @property
    def is_scattered(self) -> bool:
        """Whether the files are many, or mostly of no use any more."""
        names = {place.file for place in self.places.values()}
        used = sum(place.length for place in self.places.values())
        with suppress(OSError):
            return len(names) > MOST_FILES or sum((self.folder / name).stat().st_size for name in names) > 2 * used
        return True


def _close_all(files: dict[str, BinaryIO]) -> None:
    for file in files.values():
        file.close()
    files.clear()


class Keep(Struct):
    """The folder, as the last committed build left it."""

    folder: Path
    base: str
    """Digest of what all prepared cases depend on."""
    prepared: PreparedCases
    ledger: PartLedger = field(default_factory=PartLedger)
    base_file: str = ""
    patch_file: str = ""
    """Of the state; the patch is missing where the state is as its base has it."""
    serial: int = 0
    """Rises with each build; names of new files bear it."""

    @classmethod
    def open(cls, folder: Path, base: str) -> Keep:
        """Read the folder; empty if it is not there, damaged, foreign, of another program or of another base."""
        empty = cls(folder=folder, base=base, prepared=PreparedCases(folder))
        try:
            text = (folder / HEAD).read_bytes()
        except OSError:
            return empty
        try:
            check, _, body = text.partition(b"\n")
            head = _read_head(body) if check == _check_of(body) else None
        except msgspec.DecodeError:
            return empty
        if head is None or (head.format, head.code, head.base) != (KEEP_FORMAT, code_digest(), base):
            return empty
        return cls(
            folder=folder,
            base=base,
            prepared=PreparedCases(folder, head.cases),
            ledger=PartLedger(made=head.ledger),
            base_file=head.state[0],
            patch_file=head.state[1],
            serial=head.serial,
        )

    def next_name(self, kind: str) -> str:
        """Name of a file of this build: another one than any that counts."""
        return f"{kind}-{self.serial + 1}"

    def state(self) -> IndexState | None:
        """The state of the last build; None where it is damaged."""
        if not self.base_file:
            return None
        try:
            base = read_base(_mapped(self.folder / self.base_file))
            patch = read_patch((self.folder / self.patch_file).read_bytes()) if self.patch_file else StatePatch()
            return IndexState(base=base, patch=patch)
        except (OSError, ValueError):
            return None

    def aliases(self, names: Sequence[NameGroup]) -> Aliases:
        """`alias_lines` of the vocabulary's names: kept, since stemming them all takes longer than an edit's parts."""
        key = digest_of(names).hex().encode()
        try:
            check, _, body = (self.folder / ALIASES).read_bytes().partition(b"\n")
            if check == key + _check_of(body):
                return _read_aliases(body)
        except (OSError, ValueError):
            pass
        lines = alias_lines(names)
        body = msgspec.json.encode(lines)
        written = self.folder / f"{ALIASES}.new"
        written.write_bytes(key + _check_of(body) + b"\n" + body)
        written.replace(self.folder / ALIASES)
        return lines

    def forget(self) -> None:
        """Begin anew: nothing of what was kept counts any more."""
        self.prepared.close()
        self.prepared = PreparedCases(self.folder)
        self.ledger = PartLedger()
        self.base_file = self.patch_file = ""

    def commit(self, state: IndexState | None, ledger: PartLedger) -> None:
        """Let the next build begin from this one. Killed at any moment, the folder is as before or as after.

        Args:
            state: None where it is as before.
            ledger: All parts of the index.
        """
        if state is None and ledger == self.ledger:
            return
        base_file, patch_file = self.base_file, self.patch_file
        if state is not None:
            base_file, patch_file = self._write_state(state)
        head = Head(
            format=KEEP_FORMAT,
            code=code_digest(),
            base=self.base,
            serial=self.serial + 1,
            state=(base_file, patch_file),
            ledger=ledger.made,
            cases=self.prepared.places,
        )
        body = msgspec.json.encode(head)
        written = self.folder / f"{HEAD}.new"
        written.write_bytes(_check_of(body) + b"\n" + body)
        self.prepared.close()
        written.replace(self.folder / HEAD)
        self.base_file, self.patch_file, self.serial = base_file, patch_file, self.serial + 1
        self.sweep()

    def _write_state(self, state: IndexState) -> tuple[str, str]:
        """Names of the files of the base and of the patch; the base is written only where there is none that serves."""
        if not state.needs_base and self.base_file:
            assert state.patch is not None
            patch = self.next_name("state-patch")
            (self.folder / patch).write_bytes(patch_bytes(state.patch))
            return self.base_file, patch
        name = self.next_name("state")
        with (self.folder / name).open("wb") as file:
            file.writelines(base_parts(state.rebased().base))
        return name, ""

    def sweep(self) -> None:
        """Remove all files that do not count."""
        kept = {HEAD, self.base_file, self.patch_file, *(place.file for place in self.prepared.places.values())}
        if self.serial:
            kept.add(ALIASES)
        with suppress(OSError):
            for entry in self.folder.iterdir():
                if entry.name in kept:
                    continue
                with suppress(OSError):
                    shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def _mapped(path: Path) -> memoryview:
    """A file as memory, of which only what is asked for is read."""
    with path.open("rb") as file:
        return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))


def _check_of(body: bytes) -> bytes:
    """First line of the head."""
    return hashlib.blake2b(body, digest_size=16).hexdigest().encode()


@cache
def code_digest() -> str:
    """Of all that decides bytes beside the content: this package, what it calls, and the libraries' versions."""
    hashed = hashlib.blake2b(digest_size=12)
    root = Path(__file__).parents[1]
    sources = [
        root / "segment.py",
        root / "indexing.py",
        root / "searched.py",
        *(root / "search").rglob("*.py"),
        *(root / "search" / "data").iterdir(),
    ]
    for source in sorted(sources):
        hashed.update(f"\n{source.name}\n".encode() + source.read_bytes())
    for told in versions_of(("numpy", "rjieba", "pypinyin")):
        hashed.update(f"{told}\n".encode())
    hashed.update(f"{zlib.ZLIB_RUNTIME_VERSION} {FORMAT}".encode())
    return hashed.hexdigest()
