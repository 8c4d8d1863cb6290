"""The state of an archive from its prepared cases on disk: one family of terms a process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.search.facts import CaseFacts, classes_of, means_of
from generator.search.keep import Place, PreparedCases
from generator.search.lists import Lists
from generator.search.postings import U8, Columns, WordColumns, character_keys
from generator.search.state import IndexState
from generator.workers import run_all

FAMILIES = ("pairs", "characters", "words")
ALONE_BELOW = 300
"""Cases for which other processes cost more than they save."""


class FamilyReader(Struct, frozen=True):
    """What a process needs to collect a family."""

    folder: Path
    places: dict[int, Place]
    numbers: Sequence[int]
    by_runs: U8
    by_words: U8
    """Classes of length, beside the numbers."""


def collect_family(reader: FamilyReader, family: str) -> tuple[tuple[Lists, ...], tuple[str, ...]]:
    """All lists of one family, pairs in two parts, and for words the vocabulary.

    Raises:
        DamagedCacheError: A prepared case is not what was written.
    """
    prepared = PreparedCases(reader.folder, reader.places)
    documents = map(prepared.read, reader.numbers)
    if family == "words":
        words = WordColumns()
        for document in documents:
            words.add_words(document.words, document.word_weights)
        vocabulary = words.vocabulary()
        return (words.lists(reader.numbers, reader.by_words),), vocabulary
    columns = Columns()
    if family == "pairs":
        for document in documents:
            columns.add(document.pairs, document.pair_weights)
        return columns.lists_of_pairs(reader.numbers, reader.by_runs), ()
    for document in documents:
        columns.add(character_keys(document), document.character_weights)
    return (columns.lists_of_characters(reader.numbers, reader.by_runs),), ()


def collect_state(prepared: PreparedCases, facts: Mapping[int, CaseFacts], jobs: int) -> IndexState:
    """What `collect_postings` gives, for cases that lie on disk.

    Args:
        prepared: Where the cases are.
        facts: Of all cases, by number.
        jobs: Processes.

    Raises:
        DamagedCacheError: A prepared case is not what was written.
    """
    cases = dict(sorted(facts.items()))
    means = means_of(cases.values())
    by_runs, by_words = (classes_of(cases.values(), means, words=words) for words in (False, True))
    found = run_all(
        collect_family,
        FAMILIES,
        make=FamilyReader,
        args=(prepared.folder, prepared.places, tuple(cases), by_runs, by_words),
        jobs=jobs,
        chunk=1,
        alone_below=0 if len(cases) >= ALONE_BELOW else len(FAMILIES) + 1,
    )
    (pairs, _), (characters, _), (words, vocabulary) = found
    return IndexState.fresh((*pairs, *characters, *words), vocabulary, cases, means)
