"""Bodies: sections, paragraphs, lists and a table, with the same blocks in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.corpus.chance import Chance
from benchmarks.corpus.words import Pair
from benchmarks.corpus.writer import Writer, capital

SHORTEST = 600
LONGEST = 2500
"""Characters of a Chinese body, spaces and line ends not counted."""

HALF_SENTENCE = 30
"""A body ends with the sentence that passes its length, so half a sentence is taken off beforehand."""

PROFILES = {"default": 2, "long": 1, "news": 9}
"""Name → how uneven the lengths are: the mean is some 1,200, 1,500 and 830 characters."""


def body_length(profile: str, chance: Chance) -> int:
    """Characters of a Chinese body, seldom very long."""
    count = PROFILES[profile]
    if count == 1:
        share = (chance.unit() + chance.unit()) / 2
    else:
        share = min(chance.unit() for _ in range(count))
    return SHORTEST + 40 + int(share * (LONGEST - SHORTEST - 190))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section: its heading (none for text before the first), what its sentences are drawn from, and its share."""

    heading: Pair | None
    openings: str
    sentences: str
    share: float
    structured: bool = False
    """Whether it may have headings and lists of its own."""


def report_parts(chance: Chance) -> list[Part]:
    """The usual sections of a report."""
    parts = [
        Part(heading=Pair("背景", "Background"), openings="lead", sentences="practice", share=0.2),
        Part(heading=Pair("做法", "Practice"), openings="practice", sentences="practice", share=0.55, structured=True),
        Part(heading=Pair("成效", "Results"), openings="result", sentences="result", share=0.18),
    ]
    if chance.happens(0.5):
        lessons = Part(heading=Pair("启示", "Lessons"), openings="lesson", sentences="lesson", share=0.07)
        parts.append(lessons)
    return parts


def free_parts(chance: Chance, writer: Writer, headings: int) -> list[Part]:
    """Sections of an article: an opening, then so many headings of its own, of uneven length."""
    opening = Part(heading=None, openings="lead", sentences="practice", share=0.2 if headings else 1.0)
    shares = [0.5 + chance.unit() for _ in range(headings)]
    return [opening] + [
        Part(
            heading=writer.sentence("heading"),
            openings="practice",
            sentences="result" if place == headings - 1 else "practice",
            share=0.8 * share / sum(shares),
            structured=headings < 3,
        )
        for place, share in enumerate(shares)
    ]


def write_body(parts: Sequence[Part], length: int, writer: Writer, chance: Chance, extra: Sequence[Pair] = ()) -> Pair:
    """Write a body.

    Args:
        parts: Sections in order.
        length: Wanted characters of the Chinese body.
        writer: Of the case.
        chance: For the structure.
        extra: Blocks that end the body's last but one section: what the figures say, a link.

    Returns:
        Markdown without a line end at the end.
    """
    blocks: list[Pair] = []
    left = length - sum(_size(block) for block in extra) - HALF_SENTENCE
    shares = sum(part.share for part in parts)
    for place, part in enumerate(parts):
        # What one section takes too much the following ones miss, so that the whole keeps its length.
        wanted = left * part.share / shares
        written = _section(part, wanted, writer, chance)
        left -= sum(map(_size, written))
        shares -= part.share
        blocks += written
        if place == max(len(parts) - 2, 0):
            blocks += extra
    return Pair("\n\n".join(block.zh for block in blocks), "\n\n".join(block.en for block in blocks))


def _section(part: Part, wanted: float, writer: Writer, chance: Chance) -> list[Pair]:
    blocks: list[Pair] = []
    if part.heading is not None:
        blocks.append(Pair(f"## {part.heading.zh}", f"## {part.heading.en}"))
    first = writer.sentence(part.openings)
    while True:
        blocks.append(_paragraph(part, first, wanted - sum(map(_size, blocks)), writer, chance))
        missing = wanted - sum(map(_size, blocks))
        if missing <= 0:
            return blocks
        if part.structured and missing > 250 and chance.happens(0.45):
            blocks.append(_list(writer, chance))
            missing -= _size(blocks[-1])
        if part.structured and missing > 250 and chance.happens(0.5):
            heading = writer.sentence("heading")
            blocks.append(Pair(f"### {heading.zh}", f"### {heading.en}"))
        first = writer.sentence(part.sentences)


def _paragraph(part: Part, first: Pair, wanted: float, writer: Writer, chance: Chance) -> Pair:
    """One to five sentences; fewer where the section has no room for more."""
    sentences = [first]
    for _ in range(chance.whole(0, 4)):
        if sum(map(_size, sentences)) >= wanted:
            break
        sentences.append(writer.sentence("speech" if chance.happens(0.12) else part.sentences))
    return Pair("".join(one.zh for one in sentences), " ".join(one.en for one in sentences))


def _list(writer: Writer, chance: Chance) -> Pair:
    """Three to six items, their first words in bold in some lists."""
    items = [writer.sentence("item") for _ in range(chance.whole(3, 6))]
    bold, numbered = chance.happens(0.5), chance.happens(0.4)
    rows: list[Pair] = []
    for number, item in enumerate(items, 1):
        sign = f"{number}. " if numbered else "- "
        zh, en = item
        if bold:
            zh = "**{}：**{}".format(*zh.split("：", 1))
            en = "**{}:** {}".format(*(capital(text.strip()) for text in en.split(":", 1)))
        rows.append(Pair(sign + zh, sign + en))
    return Pair("\n".join(row.zh for row in rows), "\n".join(row.en for row in rows))


def _size(block: Pair) -> int:
    return count_characters(block.zh)


def count_characters(text: str) -> int:
    """Characters of a body, spaces and line ends not counted."""
    return len(text) - text.count(" ") - text.count("\n")
