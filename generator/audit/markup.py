"""HTML → its tags, one after the other, ten times as fast as `html.parser`: an audit reads every page of the site.

For documents in which tags are written out properly, as templates write them. A test holds it against `html.parser`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

_ATTRIBUTES = r"""([^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)"""
_TAG = re.compile(
    "<!--.*?-->"
    rf"|<(script|style|textarea|title)\b{_ATTRIBUTES}>(.*?)(?=</\1\b)"  # their content is text, whatever it looks like
    rf"|<([A-Za-z][A-Za-z0-9:-]*){_ATTRIBUTES}>",
    re.S | re.I,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_MARKS = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.S | re.I)


class Tag(Struct, frozen=True):
    """A start tag."""

    name: str
    """Lower case."""
    attributes: dict[str, str]
    """Names in lower case, values unescaped; an attribute without value is empty. The first of two counts."""
    start: int
    """Position of its `<` in the document."""
    end: int
    """Position behind its `>`."""
    content: str | None = None
    """Of script, style, textarea and title: the text in it, as it stands there."""


def start_tags(document: str) -> Iterator[Tag]:
    """The start tags of a document in order; comments, end tags and what only looks like a tag in a script are not."""
    for found in _TAG.finditer(document):
        raw, raw_attributes, content, plain, plain_attributes = found.groups()
        name = plain or raw
        if name is None:
            continue
        written = plain_attributes or raw_attributes
        attributes: dict[str, str] = {}
        if written:
            for key, double, single, bare in _ATTRIBUTE.findall(written):
                value = double or single or bare
                attributes.setdefault(key.lower(), unescape(value) if "&" in value else value)
        end = found.end() if content is None else found.start(3)
        yield Tag(name.lower(), attributes, found.start(), end, content)


def text_of(markup: str) -> str:
    """What a reader sees of a piece of HTML; white space is left out, since templates break lines anywhere."""
    return "".join(unescape(_MARKS.sub(" ", markup)).split())


def words_of(markup: str) -> list[str]:
    """What a reader sees of a piece of HTML, cut at white space and at tags."""
    return unescape(_MARKS.sub(" ", markup)).split()
