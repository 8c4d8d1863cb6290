"""The rendered texts in the cache, as any process writes and reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.cache import CacheDamaged
from generator.render.packed import pack, unpack
from generator.render.text import RenderedText


def packed_texts(folder: str, texts: Mapping[str, RenderedText]) -> Iterator[tuple[str, bytes]]:
    """Path of the source and packed text, for each language."""
    for language, text in texts.items():
        yield f"{folder}/{language}.md", pack(text)


class Texts:
    """The rendered texts of a cache, as any process reads them."""

    def __init__(self, path: Path) -> None:
        """Open the file of a cache for reading."""
        self._connection = sqlite3.connect(path, isolation_level=None)

    def get(self, path: str) -> RenderedText:
        """The text of a source; `KeyError` where there is none."""
        row = self._connection.execute("SELECT text FROM texts WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise KeyError(path)
        try:
            return unpack(row[0])
        except (ValueError, KeyError) as error:
            raise CacheDamaged from error
