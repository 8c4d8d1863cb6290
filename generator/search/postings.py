"""All postings of an archive in sorted arrays, to which cases can be added and from which they can be taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.search.facts import CaseFacts, case_facts, classes_of, means_of
from generator.search.lists import LOW, U32, U64, Lists, with_function_character
from generator.search.prepare import Prepared
from generator.search.state import IndexState
from generator.search.weights import impact_bytes

U8 = npt.NDArray[np.uint8]
HIGHEST_NUMBER = (1 << 24) - 1
BUCKETS = 8
"""Parts in which the postings of a large archive are sorted one after the other, to spare memory."""
LARGE = 1_000_000
CASES_AT_ONCE = 1000
"""Cases whose impacts are looked up at once, for the same reason."""


def character_keys(document: Prepared) -> U32:
    """Characters as keys of lists."""
    return document.characters.astype(np.uint32) << np.uint32(16)


SortedLists = tuple[U32, U32, U32]
"""Keys, frequencies and postings as in `Lists`."""


@cache
def _impacts() -> U8:
    """Impact by class of length and weight."""
    return impact_bytes(np.arange(256, dtype=np.uint8), np.arange(256)[:, np.newaxis])


class Columns:
    """Terms of cases as they come: one family of terms, or the words with their own vocabulary.

    They are copied: an array that looks into the bytes of a prepared case would keep all of it in memory.
    """

    def __init__(self) -> None:
        self._keys = bytearray()
        self._weights = bytearray()
        self._counts: list[int] = []

    def add(self, keys: npt.NDArray[Any], weights: U8) -> None:
        """The terms of one case."""
        self._keys += keys.astype(np.uint32, copy=False).tobytes()
        self._weights += weights.tobytes()
        self._counts.append(len(keys))

    def sorted(self, numbers: Sequence[int], classes: U8) -> SortedLists:
        """Keys, frequencies and postings; arguments as of `postings`."""
        return _sorted_lists(*self.postings(numbers, classes))

    def joined(self, numbers: Sequence[int], classes: U8) -> U64:
        """All postings as `key << 32 | posting`, sorted; arguments as of `postings`."""
        keys, postings = self.postings(numbers, classes)
        joined = keys.astype(np.uint64) << LOW | postings
        joined.sort()
        return joined

    def postings(self, numbers: Sequence[int], classes: U8) -> tuple[U32, U32]:
        """Keys and postings side by side, case by case; the columns are emptied to spare memory.

        Args:
            numbers: Of the cases, in the order in which they came.
            classes: From `classes_of`, beside them.
        """
        keys, weights = np.frombuffer(self._keys, np.uint32), np.frombuffer(self._weights, np.uint8)
        postings = np.empty(len(keys), np.uint32)
        counts = np.array(self._counts, np.int64)
        ends = np.cumsum(counts)
        heads, by_class = np.array(numbers, np.uint32) << np.uint32(8), classes.astype(np.uint16) << np.uint16(8)
        for first in range(0, len(counts), CASES_AT_ONCE):
            chosen = slice(first, first + CASES_AT_ONCE)
            part = slice(int(ends[first] - counts[first]), int(ends[chosen][-1]))
            impacts = _impacts().reshape(-1)[np.repeat(by_class[chosen], counts[chosen]) | weights[part]]
            postings[part] = np.repeat(heads[chosen], counts[chosen]) | impacts
        self._keys, self._weights, self._counts = bytearray(), bytearray(), []
        return keys, postings

    def lists(self, numbers: Sequence[int], classes: U8) -> Lists:
        """All lists; arguments as of `postings`."""
        return Lists.of(*self.sorted(numbers, classes))

    def lists_of_characters(self, numbers: Sequence[int], classes: U8) -> Lists:
        """The same for keys that are characters: 16 bits are sorted without comparing, in a third of the time."""
        keys, postings = self.postings(numbers, classes)
        if any(second < first for first, second in pairwise(numbers)):
            return Lists.of(*_sorted_lists(keys, postings))
        characters = (keys >> np.uint32(16)).astype(np.uint16)
        del keys
        order = np.argsort(characters, kind="stable")
        counts = np.bincount(characters, minlength=1)
        found = np.flatnonzero(counts)
        return Lists.of(found.astype(np.uint32) << np.uint32(16), counts[found].astype(np.uint32), postings[order])

    def lists_of_pairs(self, numbers: Sequence[int], classes: U8) -> tuple[Lists, Lists]:
        """The lists of pairs without a function character, and of those with one."""
        keys, frequencies, postings = self.sorted(numbers, classes)
        functional = with_function_character(keys)
        of_posting = np.repeat(functional, frequencies)
        plain, others = (
            Lists.of(keys[chosen], frequencies[chosen], postings[chosen_postings])
            for chosen, chosen_postings in ((~functional, ~of_posting), (functional, of_posting))
        )
        return plain, others


class _Ordinals(dict[str, int]):
    """Word → a number of its own, in the order in which they are met."""

    def __missing__(self, word: str) -> int:
        ordinal = self[word] = len(self)
        return ordinal


class WordColumns(Columns):
    """The words of cases as they come: numbered as they are met, so that only the different ones are in memory."""

    def __init__(self) -> None:
        super().__init__()
        self._met = _Ordinals()

    def add_words(self, words: Sequence[str], weights: U8) -> None:
        """The words of one case."""
        self.add(np.fromiter(map(self._met.__getitem__, words), np.uint32, len(words)), weights)

    def vocabulary(self) -> tuple[str, ...]:
        """All words, sorted; from now on the keys are ordinals in it."""
        words = tuple(sorted(self._met))
        ordinal_of = np.empty(len(words), np.uint32)
        ordinal_of[[self._met[word] for word in words]] = np.arange(len(words), dtype=np.uint32)
        keys = np.frombuffer(self._keys, np.uint32)
        keys[:] = ordinal_of[keys]
        return words


def _sorted_lists(keys: U32, postings: U32) -> SortedLists:
    """Lists of postings in any order."""
    if len(keys) < LARGE:
        borders = [0, 1 << 32]
    else:
        sample = np.quantile(keys[:: len(keys) // 10_000], np.linspace(0, 1, BUCKETS + 1)[1:-1])
        borders = [0, *sorted({int(border) for border in sample} - {0}), 1 << 32]
    parts: list[tuple[U32, U32]] = []
    output = np.empty(len(keys), np.uint32)
    start = 0
    for low, high in pairwise(borders):
        chosen = slice(None) if len(borders) == 2 else (keys >= np.uint32(low)) & (keys <= np.uint32(high - 1))
        joined = keys[chosen].astype(np.uint64) << LOW
        joined |= postings[chosen]
        joined.sort()
        output[start : start + len(joined)] = joined  # the lower half
        start += len(joined)
        joined >>= LOW
        parts.append(_lists_in(joined))
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts]), output


def _lists_in(keys: U64) -> tuple[U32, U32]:
    """Sorted keys, each once, and how often each stands there."""
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    return keys[starts].astype(np.uint32), np.diff(np.append(starts, len(keys))).astype(np.uint32)


def collect_postings(documents: Iterable[Prepared]) -> IndexState:
    """The state of an archive, from all its cases in any order.

    Raises:
        ValueError: For two cases of one number, or a number that is not within 1–16,777,215.
    """
    cases: dict[int, CaseFacts] = {}
    pairs, characters = Columns(), Columns()
    words = WordColumns()
    for document in documents:
        if document.number in cases or not 0 < document.number <= HIGHEST_NUMBER:
            raise ValueError(f"case number {document.number} is used twice or out of range")
        cases[document.number] = case_facts(document)
        pairs.add(document.pairs, document.pair_weights)
        characters.add(character_keys(document), document.character_weights)
        words.add_words(document.words, document.word_weights)
    means = means_of(cases.values())
    numbers = list(cases)
    by_runs = classes_of(cases.values(), means, words=False)
    vocabulary = words.vocabulary()
    pair_lists, functional = pairs.lists_of_pairs(numbers, by_runs)
    return IndexState.fresh(
        (
            pair_lists,
            functional,
            characters.lists_of_characters(numbers, by_runs),
            words.lists(numbers, classes_of(cases.values(), means, words=True)),
        ),
        vocabulary,
        cases,
        means,
    )
