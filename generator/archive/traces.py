"""What is kept of a text to find others like it, without the text: a few hundred bytes a case.

One trace serves both questions that compare cases: which passages stand in two of them (`checks/likeness.py`), and
which cases are about the same thing (`related.py`). It is made where the text is read, in any process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.archive.checks.markdown import prose_lines
from generator.archive.documents import Body
from generator.archive.widths import nfkc

GRAM = 16
"""Characters that are hashed together: as long as the longest set phrases, so that these alone bring no two texts near."""
WINDOW = 9
"""Of so many neighbouring grams one is kept, so that a passage of GRAM + WINDOW - 1 = 24 characters always leaves one."""
SHORTEST = GRAM + WINDOW - 1
"""Characters of the shortest common passage that is looked for; below it stand names and set phrases."""

_KEPT = re.compile(r"[^\W_]+")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s")
_LEFT_OUT = re.compile(r"《[^《》]*》|(?<=\])\([^()\s]*\)")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_BASE = 0x100000001B3


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The trace of one case."""

    number: str
    passages: bytes
    """Hashes of the sampled grams of the body, ascending, four bytes each, little-endian."""
    length: int
    """Letters of the body."""
    topics: bytes
    """Pairs of Chinese characters that the text says more than once, ascending, four bytes each (two code points)."""

    @property
    def passage_array(self) -> NDArray[np.uint32]:
        return np.frombuffer(self.passages, dtype="<u4")

    @property
    def topic_array(self) -> NDArray[np.uint32]:
        return np.frombuffer(self.topics, dtype="<u4")


def make_trace(number: str, title: str, summary: str, body: Body) -> Trace:
    """The trace of a case from its original text."""
    text = _letters("\n".join(_cleared(line) for _, line in prose_lines(body)))
    topics = repeated_pairs("\n".join([title, summary, text]))
    return Trace(number=number, passages=sample_passages(text), length=len(text), topics=topics)


def letters(body: Body) -> Iterator[tuple[int, str]]:
    """Line number and letters of each line of prose: what two texts must share to be alike.

    Punctuation, spaces, width and case do not count, so that a changed comma hides nothing. Headings, code and
    《document titles》 are left out: they are named alike on purpose. So are the targets of links. Lines without letters
    are passed over.
    """
    for line, text in prose_lines(body):
        if kept := _letters(_cleared(text)):
            yield line, kept


def _cleared(text: str) -> str:
    """A line without what is left out; nothing of a heading."""
    if _HEADING.match(text):
        return ""
    return _LEFT_OUT.sub(" ", text) if "《" in text or "](" in text else text


def _letters(text: str) -> str:
    return "".join(_KEPT.findall(nfkc(text).casefold()))


def sample_passages(text: str) -> bytes:
    """Sampled hashes of the text's grams; two texts that share a passage of SHORTEST characters share a hash.

    Source:
        Winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (2003).
    """
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    if len(codes) < SHORTEST:
        return b""
    hashes, size = codes, 1
    while size < GRAM:  # the hash of a gram from those of its halves
        hashes = hashes[:-size] * np.uint64(pow(_BASE, size, 1 << 64)) + hashes[size:]
        size *= 2
    hashes = (hashes ^ (hashes >> np.uint64(29))) * _MIX
    hashes >>= np.uint64(32)
    lowest = _lowest(hashes.astype("<u4"))
    return bytes(_distinct(lowest[np.flatnonzero(np.diff(lowest, prepend=~lowest[:1]))]).tobytes())


def _lowest(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The lowest of each WINDOW neighbours."""
    size = 1
    while 2 * size <= WINDOW:
        hashes = np.minimum(hashes[:-size], hashes[size:])
        size *= 2
    rest = WINDOW - size
    return np.minimum(hashes[:-rest], hashes[rest:]) if rest else hashes


def _distinct(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Each value once, ascending: `numpy.unique` without what it does for other kinds of arrays."""
    values = np.sort(values)
    return values[np.r_[True, values[1:] != values[:-1]]]


def repeated_pairs(text: str) -> bytes:
    """Neighbouring Chinese characters that stand in the text at least twice.

    What a text returns to is what it is about. Pairs need no dictionary, and how rare they are in the archive decides
    later what they weigh, so that pairs of function words fall away by themselves.
    """
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint32)
    if len(codes) < 2:
        return b""
    chinese = (codes >= 0x4E00) & (codes <= 0x9FFF)
    pairs = np.sort(((codes[:-1] << np.uint32(16)) | codes[1:])[chinese[:-1] & chinese[1:]])
    again = pairs[1:][pairs[1:] == pairs[:-1]]
    return bytes(_distinct(again).astype("<u4").tobytes()) if len(again) else b""
