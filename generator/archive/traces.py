"""What is kept of a text to find others like it, without the text: a few hundred bytes a case.

One trace serves both questions that compare cases: which passages stand in two of them (`checks/likeness.py`), and
which cases are about the same thing (`related.py`). It is made where the text is read, in any process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np
from msgspec import Struct
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


class Trace(Struct, frozen=True, kw_only=True):
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


def make_trace(number: str, title: str, summary: str, body: Body) -> Trace:
    """The trace of a case from its original text."""
    codes = _letter_codes("\n".join(_cleared(line) for _, line in prose_lines(body)))
    topics = _repeated_pairs(np.concatenate((_codes(f"{title}\n{summary}\n"), codes)))
    return Trace(number=number, passages=_sample(codes), length=len(codes), topics=topics)


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


@cache
def _is_letter() -> NDArray[np.bool_]:
    """By code point below 65,536, whether it is a letter or digit: found run by run, for code by code takes ten times as
    long as reading a case."""
    table = np.zeros(1 << 16, dtype=np.bool_)
    every = np.arange(1 << 16, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    for run in _KEPT.finditer(every):
        table[run.start() : run.end()] = True
    return table


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


def _letter_codes(text: str) -> NDArray[np.uint32]:
    """The code points of what `_letters` gives."""
    codes = _codes(nfkc(text).casefold())
    if len(codes) and codes.max() >= 1 << 16:
        return _codes(_letters(text))
    return codes[_is_letter()[codes]]


def sample_passages(text: str) -> bytes:
    """Sampled hashes of the text's grams; two texts that share a passage of SHORTEST characters share a hash.

    Source:
        Winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (2003).
    """
    return _sample(_codes(text))


def _sample(codes: NDArray[np.uint32]) -> bytes:
    if len(codes) < SHORTEST:
        return b""
    hashes, size = codes.astype(np.uint64), 1
    while size < GRAM:  # the hash of a gram from those of its halves
        hashes = hashes[:-size] * np.uint64(pow(_BASE, size, 1 << 64)) + hashes[size:]
        size *= 2
    hashes = (hashes ^ (hashes >> np.uint64(29))) * _MIX
    hashes >>= np.uint64(32)
    lowest = _lowest(hashes.astype("<u4"))
    return _distinct(lowest[_changes(lowest)])


def _lowest(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The lowest of each WINDOW neighbours."""
    size = 1
    while 2 * size <= WINDOW:
        hashes = np.minimum(hashes[:-size], hashes[size:])
        size *= 2
    rest = WINDOW - size
    return np.minimum(hashes[:-rest], hashes[rest:]) if rest else hashes


def _changes(values: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Whether each value is another than the one before it; the first is."""
    changes = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _distinct(values: NDArray[np.uint32]) -> bytes:
    """Each value once, ascending: `numpy.unique` without what it does for other kinds of arrays."""
    values = np.sort(values)
    return values[_changes(values)].astype("<u4", copy=False).tobytes()


def _repeated_pairs(codes: NDArray[np.uint32]) -> bytes:
    """Neighbouring Chinese characters that stand in the text at least twice.

    What a text returns to is what it is about. Pairs need no dictionary, and how rare they are in the archive decides
    later what they weigh, so that pairs of function words fall away by themselves.
    """
    chinese = (codes >= 0x4E00) & (codes <= 0x9FFF)
    pairs = np.sort(((codes[:-1] << np.uint32(16)) | codes[1:])[chinese[:-1] & chinese[1:]])
    return _distinct(pairs[1:][pairs[1:] == pairs[:-1]])
