"""Rendered texts as bytes, for the cache and for other processes."""

from __future__ import annotations

import json
import zlib

from generator.render.text import Heading, RenderedText, Section


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
