"""All postings of an archive in sorted arrays, to which cases can be added and from which they can be taken."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.search.prepare import DamagedCacheError, Prepared, read_record
from generator.search.weights import impact_bytes, length_class, mean_in_steps

U8 = npt.NDArray[np.uint8]
U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
MAGIC = b"ANS2"
COUNTS = struct.Struct("<4sI6I")
Buffer = bytes | memoryview
HIGHEST_NUMBER = (1 << 24) - 1
FEWEST_WORDS = 50
"""Words from which on a case counts as a text in words: one with three years and an abbreviation in it is none."""
BUCKETS = 8
"""Parts in which the postings of a large archive are sorted one after the other, to spare memory."""
LARGE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lists:
    """The postings of many terms, list after list."""

    keys: U32
    """Sorted, none twice, none without a posting. Two code units of a pair; a character in the upper half; the ordinal of
    a word in the vocabulary."""
    frequencies: U32
    """How many cases each list has."""
    postings: U32
    """`number << 8 | impact`, rising within a list."""

    def starts(self) -> npt.NDArray[np.int64]:
        """Where each list begins, and at last where all end."""
        return np.concatenate(([0], np.cumsum(self.frequencies, dtype=np.int64)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What the index must know of every case at once."""

    published: str
    facets: tuple[tuple[str, tuple[str, ...]], ...]
    """Facet and its value ids, sorted by facet; `type` and `year` included."""
    languages: tuple[str, ...]
    """Languages with a page of their own."""
    run_length: int
    word_length: int
    phrases: tuple[str, ...]
    """Of the Chinese title."""
    digest: str
    """Of the record: two cases with the same digest have the same cards and texts."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IndexState:
    """All that the files of an index follow from, besides the records of the cases."""

    pairs: Lists
    characters: Lists
    words: Lists
    vocabulary: tuple[str, ...]
    cases: Mapping[int, CaseFacts]
    """Sorted by number."""
    run_mean: float
    word_mean: float

    def parts(self) -> Iterator[bytes | memoryview]:
        """Its bytes, for a cache between two builds."""
        head = json.dumps(
            {
                "vocabulary": "\n".join(self.vocabulary),
                "cases": [
                    [
                        number, facts.published, facts.facets, facts.languages, facts.run_length, facts.word_length,
                        " ".join(facts.phrases), facts.digest,
                    ]
                    for number, facts in self.cases.items()
                ],
                "means": [self.run_mean, self.word_mean],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode("utf-8", "surrogatepass")  # fmt: skip
        head += b" " * (-len(head) % 4)
        families = (self.pairs, self.characters, self.words)
        counts = [count for lists in families for count in (len(lists.keys), len(lists.postings))]
        yield COUNTS.pack(MAGIC, len(head), *counts)
        yield head
        for lists in families:
            for array in (lists.keys, lists.frequencies, lists.postings):
                yield np.ascontiguousarray(array, "<u4").data.cast("B") if len(array) else b""

    def to_bytes(self) -> bytes:
        """All of it in one."""
        return b"".join(self.parts())

    @classmethod
    def from_bytes(cls, data: Buffer) -> IndexState:
        """Read what `to_bytes` wrote; the arrays stay where they lie.

        Raises:
            DamagedCacheError: For anything else; build from the prepared cases.
        """
        if len(data) < COUNTS.size or bytes(data[:4]) != MAGIC:
            raise DamagedCacheError("not a state of this version")
        _, head_bytes, *counts = COUNTS.unpack_from(data)
        if len(data) != COUNTS.size + head_bytes + 4 * sum(2 * counts[at] + counts[at + 1] for at in (0, 2, 4)):
            raise DamagedCacheError("another length")
        at = COUNTS.size + head_bytes
        head = json.loads(bytes(data[COUNTS.size : at]).decode("utf-8", "surrogatepass"))
        arrays = []
        for count in (size for family in (0, 2, 4) for size in (counts[family], counts[family], counts[family + 1])):
            arrays.append(np.frombuffer(data, np.dtype("<u4"), count, at))
            at += 4 * count
        lists = [
            Lists(keys=keys, frequencies=frequencies, postings=postings)
            for keys, frequencies, postings in zip(arrays[::3], arrays[1::3], arrays[2::3], strict=True)
        ]
        return cls(
            pairs=lists[0],
            characters=lists[1],
            words=lists[2],
            vocabulary=tuple(head["vocabulary"].split("\n")) if head["vocabulary"] else (),
            cases={
                row[0]: CaseFacts(
                    published=row[1],
                    facets=tuple((name, tuple(values)) for name, values in row[2]),
                    languages=tuple(row[3]),
                    run_length=row[4],
                    word_length=row[5],
                    phrases=tuple(row[6].split(" ")) if row[6] else (),
                    digest=row[7],
                )
                for row in head["cases"]
            },
            run_mean=head["means"][0],
            word_mean=head["means"][1],
        )


def character_keys(document: Prepared) -> U32:
    """Characters as keys of lists."""
    return document.characters.astype(np.uint32) << np.uint32(16)


def case_facts(prepared: Prepared) -> CaseFacts:
    """The facts of one case."""
    record = read_record(prepared)
    facets: dict[str, tuple[str, ...]] = {name: tuple(values) for name, values in record["facets"].items()}
    facets["type"] = (record["type"],)
    if record["year"] is not None:
        facets["year"] = (str(record["year"]),)
    texts = record["texts"]
    return CaseFacts(
        published=record["published"],
        facets=tuple(sorted(facets.items())),
        languages=tuple(sorted(texts)),
        run_length=prepared.run_length,
        word_length=prepared.word_length,
        phrases=tuple(record["phrases"]),
        digest=hashlib.blake2b(prepared.record, digest_size=12).hexdigest(),
    )


def means_of(cases: Iterable[CaseFacts]) -> tuple[float, float]:
    """Mean lengths in steps: of the texts in runs of characters, and of those in words."""
    lengths = [(facts.run_length, facts.word_length) for facts in cases]
    words = [length for _, length in lengths if length >= FEWEST_WORDS]
    return mean_in_steps(sum(length for length, _ in lengths), len(lengths)), mean_in_steps(sum(words), len(words))


@cache
def _impacts() -> U8:
    """Impact by class of length and weight."""
    weights = np.arange(256, dtype=np.uint8)
    return np.stack([impact_bytes(weights, length) for length in range(256)])


def classes_of(cases: Iterable[CaseFacts], means: tuple[float, float], *, words: bool) -> U8:
    """Class of length of each case, for its words or for all else."""
    classes = [
        length_class(facts.word_length, means[1])
        if words and facts.word_length >= FEWEST_WORDS
        else length_class(facts.run_length, means[0])
        for facts in cases
    ]
    return np.array(classes, np.uint8)


@dataclass(slots=True)
class Columns:
    """Terms of cases as they come: one family of terms, or the words with their own vocabulary."""

    keys: list[U32] = field(default_factory=list)
    weights: list[U8] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def add(self, keys: npt.NDArray[Any], weights: U8) -> None:
        """The terms of one case."""
        self.keys.append(keys)
        self.weights.append(weights)
        self.counts.append(len(keys))

    def lists(self, numbers: Sequence[int], classes: U8) -> Lists:
        """All postings; the columns are emptied to spare memory.

        Args:
            numbers: Of the cases, in the order in which they came.
            classes: From `classes_of`, beside them.
        """
        keys = np.concatenate(self.keys, dtype=np.uint32) if self.keys else np.empty(0, np.uint32)
        weights = np.concatenate(self.weights) if self.weights else np.empty(0, np.uint8)
        self.keys.clear()
        self.weights.clear()
        postings = np.repeat(np.array(numbers, np.uint32) << np.uint32(8), self.counts)
        postings |= _impacts().reshape(-1)[np.repeat(classes.astype(np.uint16) << 8, self.counts) | weights]
        return _sorted_lists(keys, postings)


def _sorted_lists(keys: U32, postings: U32) -> Lists:
    """Lists of postings in any order."""
    if len(keys) < LARGE:
        borders = [0, 1 << 32]
    else:
        sample = np.quantile(keys[:: len(keys) // 10_000], np.linspace(0, 1, BUCKETS + 1)[1:-1])
        borders = [0, *sorted({int(border) for border in sample} - {0}), 1 << 32]
    parts: list[Lists] = []
    for low, high in pairwise(borders):
        chosen = slice(None) if len(borders) == 2 else (keys >= np.uint32(low)) & (keys <= np.uint32(high - 1))
        joined = keys[chosen].astype(np.uint64) << np.uint64(32)
        joined |= postings[chosen]
        joined.sort()
        parts.append(_as_lists((joined >> np.uint64(32)).astype(np.uint32), joined.astype(np.uint32)))
    return Lists(
        keys=np.concatenate([part.keys for part in parts]),
        frequencies=np.concatenate([part.frequencies for part in parts]),
        postings=np.concatenate([part.postings for part in parts]),
    )


def _as_lists(keys: U32, postings: U32) -> Lists:
    """Lists of sorted postings, each beside its key."""
    if not len(keys):
        return Lists(keys=keys, frequencies=keys, postings=postings)
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return Lists(
        keys=keys[starts], frequencies=np.diff(np.append(starts, len(keys))).astype(np.uint32), postings=postings
    )


def collect_postings(documents: Iterable[Prepared]) -> IndexState:
    """The state of an archive, from all its cases in any order.

    Raises:
        ValueError: For two cases of one number, or a number that is not within 1–16,777,215.
    """
    cases: dict[int, CaseFacts] = {}
    pairs, characters = Columns(), Columns()
    words: list[tuple[tuple[str, ...], U8]] = []
    known: dict[str, str] = {}
    for document in documents:
        if document.number in cases or not 0 < document.number <= HIGHEST_NUMBER:
            raise ValueError(f"case number {document.number} is used twice or out of range")
        cases[document.number] = case_facts(document)
        pairs.add(document.pairs, document.pair_weights)
        characters.add(character_keys(document), document.character_weights)
        words.append((tuple(known.setdefault(word, word) for word in document.words), document.word_weights))
    means = means_of(cases.values())
    numbers = list(cases)
    by_runs = classes_of(cases.values(), means, words=False)
    vocabulary, columns = columns_of_words(words)
    return IndexState(
        pairs=pairs.lists(numbers, by_runs),
        characters=characters.lists(numbers, by_runs),
        words=columns.lists(numbers, classes_of(cases.values(), means, words=True)),
        vocabulary=vocabulary,
        cases=dict(sorted(cases.items())),
        run_mean=means[0],
        word_mean=means[1],
    )


def columns_of_words(words: Iterable[tuple[tuple[str, ...], U8]]) -> tuple[tuple[str, ...], Columns]:
    """The sorted vocabulary of cases, and their words by ordinal.

    Words are numbered as they come, so that those of one case only are in memory, and get their ordinals at the end.
    """
    met: dict[str, int] = {}
    columns = Columns()
    for found, weights in words:
        columns.add(np.array([met.setdefault(word, len(met)) for word in found], np.uint32), weights)
    vocabulary = tuple(sorted(met))
    ordinal_of = np.empty(len(met), np.uint32)
    ordinal_of[[met[word] for word in vocabulary]] = np.arange(len(met), dtype=np.uint32)
    columns.keys = [ordinal_of[keys] for keys in columns.keys]
    return vocabulary, columns
