"""Rendered texts as bytes, for the cache and for other processes.

Deflated: a line of JSON (the headings; of each section its heading and how many characters it has), the HTML of the
sections, the plain text. Nothing long goes through JSON.
"""

from __future__ import annotations

import json
import zlib

from generator.render.text import Heading, RenderedText, Section


def pack(text: RenderedText) -> bytes:
    """A rendered text as bytes."""
    about = {
        "headings": [[heading.id, heading.title, heading.level] for heading in text.headings],
        "sections": [[section.heading and section.heading.id, len(section.html)] for section in text.sections],
    }
    parts = [json.dumps(about, ensure_ascii=False), "\n", *[section.html for section in text.sections], text.plain]
    return zlib.compress("".join(parts).encode(), 1)


def unpack(data: bytes) -> RenderedText:
    """The text that `pack` made bytes of; `ValueError`, `KeyError` or `zlib.error` where it did not."""
    line, _, rest = zlib.decompress(data).decode().partition("\n")
    about = json.loads(line)
    headings = {place: Heading(id=place, title=title, level=level) for place, title, level in about["headings"]}
    sections = []
    start = 0
    for place, length in about["sections"]:
        heading = headings[place] if place is not None else None
        sections.append(Section(heading=heading, html=rest[start : start + length]))
        start += length
    return RenderedText(sections=tuple(sections), headings=tuple(headings.values()), plain=rest[start:])
