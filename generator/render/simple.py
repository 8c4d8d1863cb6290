"""Texts of the common kind → HTML without the Markdown parser: its very bytes, in a tenth of the time.

Nearly all texts are headings, paragraphs, lists of one level and tables, with some bold type and links. These are read
here; at the first sign of anything else the whole text is left to the parser, so that this module needs to know nothing
but what it lets through. That holds no tag, no quotation mark inside an attribute and no address of an unknown form, so
there is nothing to clean either. A test holds it to what parser and cleaner make of the same text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from generator.render.line_breaks import join_lines

_STRANGE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\xa0\\<>`_]")
"""What means something to Markdown or HTML, or is written in another way there; one set of characters is found fast."""
_COMMON_ASCII = bytes(sorted({0x0A, *range(0x20, 0x7F)} - set(b"\\<>`_")))
"""All other ASCII: leaving these out of a text in ASCII takes a tenth of the time that looking for others does."""
_STRANGE_TEXTS = ("![", "~~~", " \n", 'title="')
_ENTITY = re.compile("&#?[0-9A-Za-z]+;")
_IDEOGRAPHIC_SPACES = re.compile("^\u3000+", re.M)
_HEADING = re.compile(r"(#{2,4}) +([^#\s][^#]*)")
_BULLET = re.compile(r"[-+*] +(.*)")
_NUMBER = re.compile(r"\d+\. +(.*)")
_RULE = re.compile(r"[-=*][-=* ]*")
_ALIGN = re.compile(r" *(:?)-+(:?) *")
_ALIGNS = {("", ""): "", (":", ""): ' align="left"', ("", ":"): ' align="right"', (":", ":"): ' align="center"'}
_STRONG = re.compile(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*")
_LINK = re.compile(
    r"\[([^\[\]*\n]+)\]\("
    r"(https?://[a-z0-9]+(?:\.[a-z0-9]+)*\.[a-z]{2,8}(?:/[A-Za-z0-9./?=%#+,-]*)?"  # another site
    r"|(?:\.\./)*[a-z0-9][a-z0-9./-]*(?:#[a-z0-9-]+)?)\)"  # another text
)


class SimpleBlock(NamedTuple):
    """One block. A name is `h2`, `h3`, `h4`, `p`, `ul`, `ol` or `table`."""

    name: str
    html: str
    """Of a heading only what is inside it. Links lead where the writer said."""
    insides: tuple[str, ...]
    """HTML of the pieces of text: of the paragraph or heading, of each item or cell."""


class _NotSimpleError(Exception):
    """The text has something that this module does not know."""


def simple_blocks(text: str) -> list[SimpleBlock] | None:
    """The blocks of a text in order; None where the parser has to read it."""
    is_strange = text.encode().translate(None, _COMMON_ASCII) if text.isascii() else _STRANGE.search(text)
    if is_strange or any(strange in text for strange in _STRANGE_TEXTS) or _ENTITY.search(text):
        return None
    if "\u3000" in text:
        text = _IDEOGRAPHIC_SPACES.sub("", text)
    try:
        found = [block for chunk in text.split("\n\n") for block in _chunk(chunk.strip("\n"))]
    except _NotSimpleError:
        return None
    for first, second in pairwise(found):
        if first.name == second.name and first.name in ("ul", "ol"):
            return None  # two lists of one kind in a row are one list with paragraphs in it
    return found


def _chunk(text: str) -> list[SimpleBlock]:
    """What stands between two blank lines: headings divide it."""
    if not text:
        return []
    if "\n" not in text and text[0].isalpha() and "|" not in text:  # most are a paragraph of one line
        inside = _inside(text)
        return [SimpleBlock("p", f"<p>{inside}</p>", (inside,))]
    lines = text.split("\n")
    if "#" not in text or not any(line.startswith("#") for line in lines):
        return [_block(lines)]
    if any(line.startswith("|") for line in lines):
        raise _NotSimpleError
    found: list[SimpleBlock] = []
    start = 0
    for place, line in enumerate(lines):
        if line.startswith("#"):
            if start < place:
                found.append(_block(lines[start:place]))
            found.append(_heading(line))
            start = place + 1
    if start < len(lines):
        found.append(_block(lines[start:]))
    return found


def _heading(line: str) -> SimpleBlock:
    found = _HEADING.fullmatch(line)
    if found is None:
        raise _NotSimpleError
    inside = _inside(found[2].strip())
    return SimpleBlock(f"h{len(found[1])}", inside, (inside,))


def _block(lines: list[str]) -> SimpleBlock:
    first = lines[0]
    if not first[:1].isalpha():  # most begin with a word
        if first.startswith("|"):
            return _table(lines)
        if _BULLET.match(first):
            return _list("ul", _BULLET, lines)
        if _NUMBER.match(first):
            if not first.startswith("1."):
                raise _NotSimpleError
            return _list("ol", _NUMBER, lines)
    for line in lines:
        _require_words(line)
    inside = _inside("\n".join(lines))
    return SimpleBlock("p", f"<p>{inside}</p>", (inside,))


def _list(name: str, item: re.Pattern[str], lines: list[str]) -> SimpleBlock:
    insides = []
    for line in lines:
        found = item.fullmatch(line)
        if found is None:
            raise _NotSimpleError
        _require_words(found[1])
        insides.append(_inside(found[1]))
    items = "\n".join(f"<li>{inside}</li>" for inside in insides)
    return SimpleBlock(name, f"<{name}>\n{items}\n</{name}>", tuple(insides))


def _require_words(line: str) -> None:
    """Refuse a line that begins with a mark, or has one that only tables have."""
    first = line[:1]
    if not first or first.isspace() or "|" in line:
        raise _NotSimpleError
    if first.isalpha():
        return
    if first == "#" or _BULLET.match(line) or _NUMBER.match(line) or _RULE.fullmatch(line):
        raise _NotSimpleError


def _table(lines: list[str]) -> SimpleBlock:
    """A table whose lines all begin and end with a bar and have as many cells as its head, two at least."""
    rows = [line[1:-1].split("|") for line in lines if line.startswith("|") and line.endswith("|") and len(line) > 1]
    if len(rows) < len(lines) or len(rows) < 3 or len(rows[0]) < 2 or any(len(row) != len(rows[0]) for row in rows):
        raise _NotSimpleError
    aligns = []
    for cell in rows[1]:
        found = _ALIGN.fullmatch(cell)
        if found is None:
            raise _NotSimpleError
        aligns.append(_ALIGNS[found[1], found[2]])
    insides: list[str] = []
    parts = ['<div class="table"><table>\n<thead>']
    for row in (rows[0], *rows[2:]):
        tag, scope = ("th", ' scope="col"') if row is rows[0] else ("td", "")
        parts.append("<tr>")
        for cell, align in zip(row, aligns, strict=True):
            inside = _inside(cell.strip(" "))
            insides.append(inside)
            parts.append(f"<{tag}{scope}{align}>{inside}</{tag}>")
        parts.append("</tr>")
        if row is rows[0]:
            parts.append("</thead>\n<tbody>")
    parts.append("</tbody>\n</table></div>")
    return SimpleBlock("table", "\n".join(parts), tuple(insides))


def _inside(text: str) -> str:
    """The HTML of a piece of text."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "[" in text or "]" in text:
        text = _LINK.sub(r'<a href="\2">\1</a>', text)
        if "[" in text or "]" in text:
            raise _NotSimpleError
    if "*" in text:
        text = _STRONG.sub(r"<strong>\1</strong>", text)
        if "*" in text:
            raise _NotSimpleError
    return join_lines(text) if "\n" in text else text
