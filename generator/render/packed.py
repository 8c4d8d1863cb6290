"""Rendered texts as bytes, for the cache and for other processes.

A checksum, one line of JSON with headings and lengths, then the texts themselves, one behind the other. They are not
deflated: that takes a third as long as rendering them, inflating them takes as long as all else that is done to read
them again, and the cache is small beside the site.
"""

from __future__ import annotations

import zlib

import msgspec

from generator.render.text import Heading, RenderedText, Section

_CHECKSUM = 4
"""Bytes of the CRC-32 of what follows, big-endian."""


class _Head(msgspec.Struct, array_like=True, frozen=True):
    """What is said of the texts that follow."""

    sections: tuple[tuple[str | None, int], ...]
    """Id of the heading, and length in characters."""
    headings: tuple[tuple[str, str, int], ...]
    """Id, title and level."""


_read_head = msgspec.json.Decoder(_Head).decode


def pack(text: RenderedText) -> bytes:
    """A rendered text as bytes."""
    head = _Head(
        sections=tuple(
            [(section.heading.id if section.heading else None, len(section.html)) for section in text.sections]
        ),
        headings=tuple([(heading.id, heading.title, heading.level) for heading in text.headings]),
    )
    parts = [*(section.html for section in text.sections), text.plain]
    data = msgspec.json.encode(head) + b"\n" + "".join(parts).encode()
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big") + data


def unpack(data: bytes) -> RenderedText:
    """The text that `pack` made bytes of.

    Raises:
        ValueError: The bytes are damaged.
    """
    if zlib.crc32(data[_CHECKSUM:]).to_bytes(_CHECKSUM, "big") != data[:_CHECKSUM]:
        raise ValueError("the checksum of a text is wrong")
    end = data.index(b"\n", _CHECKSUM)
    head = _read_head(data[_CHECKSUM:end])
    rest = data[end + 1 :].decode()
    headings = tuple([Heading(id=place, title=title, level=level) for place, title, level in head.headings])
    by_id = {heading.id: heading for heading in headings}
    sections = []
    start = 0
    for place, length in head.sections:
        heading = by_id[place] if place is not None else None
        sections.append(Section(heading=heading, html=rest[start : start + length]))
        start += length
    return RenderedText(sections=tuple(sections), headings=headings, plain=rest[start:])
