"""Rendered texts on disk, so that no step holds the bodies of a whole archive in memory.

One SQLite file, written by one process and read by many. A text is found by the path of its source file.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

from generator.render.text import Heading, RenderedText, Section


class Store:
    """Texts by the path of their source, relative to the content folder."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("CREATE TABLE IF NOT EXISTS texts (path TEXT PRIMARY KEY, text BLOB) WITHOUT ROWID")

    def put_all(self, texts: Iterable[tuple[str, RenderedText]]) -> None:
        """Keep texts; one of the same path is replaced."""
        rows = [(path, pack(text)) for path, text in texts]
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?)", rows)
        self._connection.execute("COMMIT")

    def get(self, path: str) -> RenderedText:
        """The text of a source; `KeyError` where there is none."""
        row = self._connection.execute("SELECT text FROM texts WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise KeyError(path)
        return unpack(row[0])

    def close(self) -> None:
        self._connection.close()


def pack(text: RenderedText) -> bytes:
    """A rendered text as bytes: JSON, deflated."""
    data = {
        "sections": [[section.heading and section.heading.id, section.html] for section in text.sections],
        "headings": [[heading.id, heading.title, heading.level] for heading in text.headings],
        "plain": text.plain,
    }
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 1)


def unpack(data: bytes) -> RenderedText:
    """The text that `pack` made bytes of."""
    found = json.loads(zlib.decompress(data))
    headings = tuple(Heading(id=place, title=title, level=level) for place, title, level in found["headings"])
    by_id = {heading.id: heading for heading in headings}
    sections = tuple(
        Section(heading=by_id[place] if place is not None else None, html=html) for place, html in found["sections"]
    )
    return RenderedText(sections=sections, headings=headings, plain=found["plain"])
