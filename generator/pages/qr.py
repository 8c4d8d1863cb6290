"""The address of a page as a QR code, drawn as the path of an SVG."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct

MASK = 2
"""One of the eight patterns that a code may be turned over with; a reader finds out which. Trying all of them for the
prettiest would make it five times the work, on every page."""

LONGEST = 213
"""Bytes of an address whose code is still easy to photograph: version 10."""


class QrCode(Struct, frozen=True, kw_only=True):
    """A symbol, drawn."""

    size: int
    """Modules a side, without the quiet zone of four that must surround it."""
    path: str
    """Data of an SVG path, one unit a module: strokes of width 1 through the middle of each row."""


def qr_code(text: str) -> QrCode | None:
    """The symbol of a text (a seventh of it may be damaged); `None` where it is longer than `LONGEST`."""
    if len(text.encode()) > LONGEST:
        return None
    import segno  # noqa: PLC0415  (slow to load, and a site without an address of its own has no codes)

    rows = segno.make(text, error="m", mask=MASK, micro=False, boost_error=False).matrix
    return QrCode(size=len(rows), path="".join(f"M0 {place}.5{_strokes(row)}" for place, row in enumerate(rows)))


def _strokes(row: bytes | bytearray) -> str:
    """Strokes over dark modules and moves over light ones."""
    return "".join(
        f"h{length}" if dark else f"m{length} 0"
        for dark, length in ((dark, sum(1 for _ in run)) for dark, run in groupby(row))
    )
