"""What lies in the published site, without reading it: path → digest, with the size and time by which a file is known.

The ledger is a memory, not an authority: an entry counts only while the file in the site still has that size and time.
So a ledger that is missing, damaged or of an earlier build costs time and nothing else.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import NamedTuple

from generator.fingerprints import SIZE, digest

_HEAD = b"anliku ledger 1\n"


class Entry(NamedTuple):
    """One file of the site as it was written. A tuple, since a site has tens of thousands."""

    digest: bytes
    """Of its bytes."""
    size: int
    """In bytes."""
    modified: int
    """Nanoseconds since 1970, as exact as the file system has it."""
    carried: bool = False
    """It belongs to the site before, and stays for one build."""


Ledger = Mapping[str, Entry]
"""By path relative to the root of the site, with `/`."""


def state_of(ledger: Ledger) -> bytes:
    """Digest of all paths and bytes: two sites of one state are the same."""
    return digest("\n".join([f"{path} {ledger[path].digest.hex()}" for path in sorted(ledger)]).encode())


def pack_ledger(ledger: Ledger) -> bytes:
    """As bytes of a file; the same for the same ledger on the same machine."""
    paths = sorted(ledger)
    entries = [ledger[path] for path in paths]
    rest = b"".join(
        (
            len(entries).to_bytes(8, "little"),
            b"".join([entry.digest for entry in entries]),
            array("q", [entry.size for entry in entries]).tobytes(),
            array("q", [entry.modified for entry in entries]).tobytes(),
            bytes([entry.carried for entry in entries]),
            "\n".join(paths).encode(),
        )
    )
    return _HEAD + digest(rest) + rest


def unpack_ledger(data: bytes) -> dict[str, Entry] | None:
    """What `pack_ledger` packed; `None` where it is damaged or of another version."""
    start = len(_HEAD) + SIZE
    if data[: len(_HEAD)] != _HEAD or digest(data[start:]) != data[len(_HEAD) : start]:
        return None
    count = int.from_bytes(data[start : start + 8], "little")
    at = start + 8
    digests = [data[at + SIZE * each : at + SIZE * (each + 1)] for each in range(count)]
    at += SIZE * count
    sizes, times = array("q"), array("q")
    sizes.frombytes(data[at : at + 8 * count])
    times.frombytes(data[at + 8 * count : at + 16 * count])
    at += 16 * count
    carried = map(bool, data[at : at + count])
    paths = data[at + count :].decode().split("\n") if count else []
    return dict(zip(paths, map(Entry._make, zip(digests, sizes, times, carried, strict=True)), strict=True))
