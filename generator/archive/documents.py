"""One text file → front matter and body."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Generic, TypeVar

from msgspec import Struct

from generator.archive.keys import Keys, Lines, read_keys, words_of
from generator.archive.parse_yaml import parse_yaml
from generator.archive.reading import SourceText
from generator.problems import Location, Problem

FENCE = "---"
_OPENING = re.compile(rf"{FENCE}[^\S\n]*(?=\n|\Z)")
_CLOSING = re.compile(rf"\n{_OPENING.pattern}")

AnyKeys = TypeVar("AnyKeys", bound=Keys)


class Body(Struct, frozen=True, kw_only=True):
    """Markdown below the front matter."""

    text: str
    line: int
    """Line of the file (from 1) on which the text begins."""


class Document(Struct, Generic[AnyKeys], frozen=True, kw_only=True):
    """A file whose front matter was read; `keys` is None where it has errors."""

    source: SourceText
    keys: AnyKeys | None
    lines: Lines
    body: Body


def parse_document(source: SourceText, model: type[AnyKeys]) -> tuple[Document[AnyKeys] | None, list[Problem]]:
    """Divide a file and check its front matter; None where it has no front matter at all."""
    text = source.text
    opening = _OPENING.match(text)
    if opening is None:
        return None, [Problem(Location(source.path, 1), "front-matter-missing")]
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None, [Problem(Location(source.path, 1), "front-matter-open")]
    front = text[opening.end() + 1 : closing.start()]
    node, problems = parse_yaml(front, source.path, first_line=2, keys=words_of(model))
    keys: AnyKeys | None = None
    lines = Lines(1)
    if node is not None or not problems:
        keys, lines, more = read_keys(model, node, source.path)
        problems += more
    line = text.count("\n", 0, closing.end()) + 2
    body = Body(text=text[closing.end() + 1 :].rstrip(), line=line)
    return Document(source=source, keys=keys, lines=lines, body=body), problems


def body_of(source: SourceText) -> Body:
    """The body alone, where the front matter is known to be sound; all of the text where there is none."""
    rows = source.text.split("\n")
    fences = [number for number, row in enumerate(rows) if row.rstrip() == FENCE][:2]
    first = fences[1] + 1 if len(fences) == 2 and fences[0] == 0 else 0
    return Body(text="\n".join(rows[first:]).rstrip(), line=first + 1)


@lru_cache(maxsize=4)
def text_hash(title: str, summary: str, body: Body) -> str:
    """What a translation says it translates: twelve hexadecimal digits over title, summary and body.

    Spaces at line ends and blank lines at both ends do not count. It is asked for more than once of the same text.
    """
    lines = [line.rstrip() for line in body.text.strip().split("\n")]
    return hashlib.sha256("\0".join([title, summary, *lines]).encode()).hexdigest()[:12]
