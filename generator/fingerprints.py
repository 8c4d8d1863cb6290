"""What results depend on besides the content: the program, the libraries, the theme, the settings. As short digests."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

LIBRARIES = (
    "jinja2",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "msgspec",
    "nh3",
    "numpy",
    "opencc",
    "pillow",
    "pypinyin",
    "pyyaml",
    "rjieba",
    "segno",
    "snowballstemmer",
)
"""Those whose version can change a byte of the site."""

PICTURES = (".svg", ".png", ".jpg", ".webp", ".ico")
"""What a theme may have of them."""

SIZE = 16
"""Bytes of a digest."""

SETTLED = 50_000_000
"""Nanoseconds after which a file's time tells of every later change; clocks of file systems are that coarse."""


def digest(*parts: bytes) -> bytes:
    """Of several byte strings, each told apart from its neighbours."""
    state = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()


def file_digest(data: bytes) -> bytes:
    """Of the bytes of one file: SHA-256, which most processors have an instruction for, so that it takes half as long."""
    return hashlib.sha256(data, usedforsecurity=False).digest()[:SIZE]


def digest_of(value: object) -> bytes:
    """Of a value made of plain data and records, by what is in them and in that order; without sets."""
    try:
        data = msgspec.msgpack.encode(value)
    except UnicodeEncodeError:  # half a character beyond the basic plane
        data = repr(value).encode("utf-8", "surrogatepass")
    return digest(data)


@cache
def code_digest() -> bytes:
    """Of this program, its libraries and the Python that runs it."""
    versions = "\n".join(versions_of(LIBRARIES))
    return digest(sys.version.encode(), versions.encode(), *_contents(Path(__file__).parent, (".py",)))


def theme_digest(theme: Path) -> bytes:
    """Of all files of a theme."""
    return digest(*_contents(theme, (".html", ".css", ".js", ".yml", *PICTURES)))


def versions_of(libraries: Collection[str]) -> list[str]:
    """`jinja2 3.1.6` for each library that is installed, sorted; for one that is installed twice, both.

    Read off the names of what installers leave beside a library, since `importlib.metadata` takes longer to load than
    everything else that a build without changes does.
    """
    found = set()
    for folder in map(Path, sys.path):
        for entry in folder.iterdir() if folder.is_dir() else ():
            if entry.suffix in (".dist-info", ".egg-info"):
                library, _, version = entry.stem.partition("-")
                if (known := library.lower().replace("_", "-")) in libraries:
                    found.add(f"{known} {version}")
    return sorted(found)


def _contents(folder: Path, endings: tuple[str, ...]) -> Iterator[bytes]:
    for path in sorted(_files(folder, endings)):
        yield os.path.relpath(path, folder).encode()
        with open(path, "rb") as file:
            yield file.read()


def _files(folder: Path | str, endings: tuple[str, ...]) -> Iterable[str]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name not in ("__pycache__", "node_modules"):
                yield from _files(entry.path, endings)
        elif entry.name.endswith(endings):
            yield entry.path
