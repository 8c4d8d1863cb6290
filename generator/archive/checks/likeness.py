"""Near-duplicate passages between cases (雷同).

Traces give the pairs that may be alike; only these are compared letter by letter. So ten thousand cases cost one sort
of some two million hashes and as many readings as there are suspects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.archive.documents import Body
from generator.archive.model import Case
from generator.archive.traces import GRAM, SHORTEST, WINDOW, Trace, letters
from generator.archive.vocabulary import Vocabulary
from generator.problems import Location, Problem

SHARE = 0.15
"""Part of the shorter text that stands in common passages, from which a pair is reported. Two newspaper reports of one
campaign that were written from one template shared 29 %; texts in words of their own share next to nothing."""
RUN = 60
"""Characters of one common passage, from which a pair is reported whatever its share: longer than any official name or
set phrase, about two sentences."""
LEAST = 40
"""Characters in common passages below which nothing is reported: in a caption one set phrase is a large share."""
GRAMS_OF_LEAST = 2
GRAMS_OF_RUN = (RUN - GRAM + 1) // WINDOW
LONGEST_WITH_ONE = GRAM + 2 * WINDOW - 2
"""What is sure to be shared: 2 sampled grams by LEAST characters in passages, 5 by a passage of RUN characters, one by
every passage of up to 32 characters, and more by longer ones."""

SMALL_GROUP = 16
"""Texts with the same gram, up to which each is paired with each."""
LARGEST_GROUP = 64
LARGEST_PART = 0.005
"""A gram in more texts than both of these (of an archive, as a part) is a formula of the language, and ignored."""
NEIGHBOURS = 3
"""In groups between the two, each text is paired with so many that follow it by number: copies are told, not all pairs."""

SAMPLE = 24
"""Characters of the common passage that a problem shows."""

ReadBody = Callable[[Case], Body]
"""Reads the body of a case's original text again."""


class Overlap(Struct, frozen=True, kw_only=True):
    """What two texts have in common, in passages of SHORTEST letters and more."""

    share: float
    """Letters of the shorter text that stand in common passages, as a part of its letters."""
    common: int
    """The same as a number of letters."""
    run: int
    """Letters of the longest common passage."""
    sample: str
    """Its beginning."""
    lines: tuple[int, int]
    """Where it begins: line of the first and of the second file."""

    @property
    def is_alike(self) -> bool:
        return self.common >= LEAST and (self.run >= RUN or self.share >= SHARE)


def check_likeness(
    cases: Sequence[Case], traces: Iterable[Trace], read_body: ReadBody, vocabulary: Vocabulary
) -> list[Problem]:
    """Tell each pair of published cases whose texts are alike and that nobody answered for, at the later number.

    Args:
        cases: All cases.
        traces: Of all cases.
        read_body: Called for suspects only.
        vocabulary: Holds the allowances.
    """
    problems = [*_check_allowances(cases, vocabulary)]
    case_of = {case.number: case for case in cases if case.status == "published"}
    trace_of = {trace.number: trace for trace in traces if trace.number in case_of}
    known = sorted(trace_of.values(), key=lambda trace: case_of[trace.number].serial)
    allowed = {frozenset(pair) for entry in vocabulary.allowances for pair in _pairs(entry.cases)}
    read = lru_cache(maxsize=64)(lambda number: read_body(case_of[number]))
    for first, second in suspects([trace.passage_array for trace in known], [trace.length for trace in known]):
        numbers = known[first].number, known[second].number
        if frozenset(numbers) in allowed:
            continue
        overlap = compare(read(numbers[0]), read(numbers[1]))
        if overlap.is_alike:
            earlier, later = (next(iter(case_of[number].articles.values())).path for number in numbers)
            args = {
                "other": f"{earlier}:{overlap.lines[0]}",
                "share": f"{overlap.share:.1%}",
                "run": overlap.run,
                "sample": overlap.sample,
                "file": "vocabulary/likeness.yml",
            }
            problems.append(Problem(Location(later, overlap.lines[1]), "likeness", args))
    return problems


def suspects(samples: Sequence[NDArray[np.uint32]], lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of positions (lower first, ascending) whose samples share as many hashes as texts do that are alike.

    Args:
        samples: Of each text, ascending.
        lengths: Letters of each text.
    """
    if not any(map(len, samples)):
        return []
    owners = np.repeat(np.arange(len(samples), dtype=np.uint64), [len(sample) for sample in samples])
    grams = np.sort((np.concatenate(samples).astype(np.uint64) << np.uint64(32)) | owners)
    hashes = grams >> np.uint64(32)
    is_same = hashes[1:] == hashes[:-1]
    grams = grams[np.append(is_same, False) | np.append(False, is_same)]  # most stand in one text only
    hashes, owners = grams >> np.uint64(32), grams & np.uint64(0xFFFFFFFF)
    starts = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))
    sizes = np.diff(starts, append=len(hashes))
    sizes = np.repeat(sizes, sizes)
    reach = np.where(sizes <= SMALL_GROUP, SMALL_GROUP, NEIGHBOURS)
    reach[sizes > max(LARGEST_GROUP, LARGEST_PART * len(samples))] = 0
    found = []
    for distance in range(1, SMALL_GROUP):
        paired = (hashes[distance:] == hashes[:-distance]) & (reach[:-distance] >= distance)
        found.append((owners[:-distance][paired] << np.uint64(32)) | owners[distance:][paired])
    every = np.sort(np.concatenate(found))
    begins = np.flatnonzero(np.diff(every, prepend=~every[:1]))
    pairs, counts = every[begins], np.diff(begins, append=len(every))
    first, second = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    size_of = np.array(lengths)
    shared = np.ceil(SHARE * np.minimum(size_of[first], size_of[second]) / LONGEST_WITH_ONE)
    enough = counts >= np.clip(shared, GRAMS_OF_LEAST, GRAMS_OF_RUN)
    return list(zip(first[enough].tolist(), second[enough].tolist(), strict=True))


def compare(first: Body, second: Body) -> Overlap:
    """Compare two texts letter by letter. A passage goes on over the ends of lines and paragraphs."""
    ours, our_lines = _flat(first)
    theirs, their_lines = _flat(second)
    places: dict[str, list[int]] = {}
    for place in range(len(ours) - SHORTEST + 1):
        places.setdefault(ours[place : place + SHORTEST], []).append(place)
    our_marks, their_marks = bytearray(len(ours)), bytearray(len(theirs))
    best = (0, 0, 0)
    place = 0
    while place <= len(theirs) - SHORTEST:
        starts = places.get(theirs[place : place + SHORTEST], ())
        length = 0
        for start in starts:
            size = _common(ours, start, theirs, place)
            our_marks[start : start + size] = b"\1" * size
            best = max(best, (size, -start, -place))
            length = max(length, size)
        their_marks[place : place + length] = b"\1" * length
        place += max(1, length - SHORTEST + 1)
    size, start, other = best[0], -best[1], -best[2]
    counts = [
        (sum(not c.isspace() for c in text), sum(marks)) for text, marks in ((ours, our_marks), (theirs, their_marks))
    ]
    total, common = min(counts)
    return Overlap(
        share=common / total if total else 0.0,
        common=common,
        run=size,
        sample=ours[start : start + min(size, SAMPLE)] + ("…" if size > SAMPLE else ""),
        lines=(_line_at(our_lines, start, first), _line_at(their_lines, other, second)),
    )


def _flat(body: Body) -> tuple[str, list[tuple[int, int]]]:
    """The letters of a text in one row; and where in it each line begins, with the line's number."""
    parts: list[str] = []
    begins: list[tuple[int, int]] = []
    length = 0
    for line, text in letters(body):
        begins.append((length, line))
        parts.append(text)
        length += len(text)
    return "".join(parts), begins


def _line_at(begins: Sequence[tuple[int, int]], place: int, body: Body) -> int:
    return max((entry for entry in begins if entry[0] <= place), default=(0, body.line))[1]


def _common(ours: str, start: int, theirs: str, place: int) -> int:
    """Letters that are the same from two places on."""
    size, end = 0, min(len(ours) - start, len(theirs) - place)
    while size < end and ours[start + size] == theirs[place + size]:
        size += 1
    return size


def _pairs(numbers: Sequence[str]) -> list[tuple[str, str]]:
    return [(first, second) for index, first in enumerate(numbers) for second in numbers[index + 1 :]]


def _check_allowances(cases: Sequence[Case], vocabulary: Vocabulary) -> list[Problem]:
    """An allowance names cases that exist."""
    known = {case.number for case in cases}
    return [
        Problem(Location("vocabulary/likeness.yml", entry.line), "case-number-unknown", {"number": number})
        for entry in vocabulary.allowances
        for number in entry.cases
        if number not in known
    ]
