"""The postings of an archive after an edit: cases are taken out and put in, and all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from generator.search.postings import (
    Columns,
    IndexState,
    Lists,
    case_facts,
    character_keys,
    classes_of,
    means_of,
)
from generator.search.prepare import Prepared


def update_state(state: IndexState, changed: Iterable[Prepared], removed: Iterable[int] = ()) -> IndexState | None:
    """The state after an edit: what `collect_postings` would give for all cases.

    Args:
        state: Before.
        changed: New and altered cases.
        removed: Numbers of withdrawn cases.

    Returns:
        None when a mean length passed a step: then every impact changes, and all cases must be collected anew.
    """
    new = {document.number: document for document in changed}
    gone = {*removed, *new}
    cases = {number: facts for number, facts in state.cases.items() if number not in gone}
    cases |= {number: case_facts(document) for number, document in new.items()}
    means = means_of(cases.values())
    if means != (state.run_mean, state.word_mean):
        return None
    withdrawn = np.zeros(max((*state.cases, *gone), default=0) + 1, np.bool_)
    withdrawn[list(gone)] = True
    pairs, characters = Columns(), Columns()
    for document in new.values():
        pairs.add(document.pairs, document.pair_weights)
        characters.add(character_keys(document), document.character_weights)
    numbers = list(new)
    facts = [cases[number] for number in numbers]
    by_runs = classes_of(facts, means, words=False)
    old_words = _without(state.words, withdrawn)
    vocabulary, old_words, columns = _merged_vocabulary(state.vocabulary, old_words, list(new.values()))
    return IndexState(
        pairs=_merge(_without(state.pairs, withdrawn), pairs.lists(numbers, by_runs)),
        characters=_merge(_without(state.characters, withdrawn), characters.lists(numbers, by_runs)),
        words=_merge(old_words, columns.lists(numbers, classes_of(facts, means, words=True))),
        vocabulary=vocabulary,
        cases=dict(sorted(cases.items())),
        run_mean=means[0],
        word_mean=means[1],
    )


def _without(lists: Lists, withdrawn: npt.NDArray[np.bool_]) -> Lists:
    """Postings of all other cases."""
    places = np.flatnonzero(withdrawn[lists.postings >> np.uint32(8)])
    if not len(places):
        return lists
    lost = np.bincount(np.searchsorted(lists.starts(), places, side="right") - 1, minlength=len(lists.keys))
    frequencies = lists.frequencies - lost.astype(np.uint32)
    kept = frequencies > 0
    return Lists(keys=lists.keys[kept], frequencies=frequencies[kept], postings=np.delete(lists.postings, places))


def _merge(lists: Lists, added: Lists) -> Lists:
    """Two sets of lists, of different cases, as one."""
    if not len(added.keys):
        return lists
    slots = np.minimum(np.searchsorted(lists.keys, added.keys), max(0, len(lists.keys) - 1))
    fresh = added.keys[lists.keys[slots] != added.keys] if len(lists.keys) else added.keys
    keys = np.insert(lists.keys, np.searchsorted(lists.keys, fresh), fresh)
    frequencies = np.zeros(len(keys), np.uint32)
    slots = np.searchsorted(keys, lists.keys)
    frequencies[slots] = lists.frequencies
    starts = np.concatenate(([0], np.cumsum(frequencies, dtype=np.int64)))
    # Of the old lists only those are looked at that grow: one after the other, so that all places are found at once.
    growing = np.searchsorted(keys, added.keys)
    counts = frequencies[growing].astype(np.int64)
    begins = np.concatenate(([0], np.cumsum(counts)))
    places = np.arange(begins[-1]) + np.repeat(starts[growing] - begins[:-1], counts)
    ordinals = np.arange(len(growing), dtype=np.uint64) << np.uint64(32)
    old = np.repeat(ordinals, counts) | lists.postings[places]
    new = np.repeat(ordinals, added.frequencies) | added.postings
    within = np.searchsorted(old, new)
    at = within + np.repeat(starts[growing] - begins[:-1], added.frequencies)
    frequencies[growing] += added.frequencies
    return Lists(keys=keys, frequencies=frequencies, postings=np.insert(lists.postings, at, added.postings))


def _merged_vocabulary(
    vocabulary: tuple[str, ...], words: Lists, documents: Sequence[Prepared]
) -> tuple[tuple[str, ...], Lists, Columns]:
    """Words that are still used or new, the old lists with the new ordinals, and the words of the documents."""
    kept = [vocabulary[ordinal] for ordinal in words.keys.tolist()]
    added = set().union(*(document.words for document in documents)).difference(kept)
    merged = tuple(sorted((*kept, *added))) if added else tuple(kept)
    ordinal_of = {word: ordinal for ordinal, word in enumerate(merged)}
    keys = np.fromiter(map(ordinal_of.__getitem__, kept), np.uint32, len(kept))
    columns = Columns()
    for document in documents:
        ordinals = np.fromiter(map(ordinal_of.__getitem__, document.words), np.uint32, len(document.words))
        columns.add(ordinals, document.word_weights)
    return merged, Lists(keys=keys, frequencies=words.frequencies, postings=words.postings), columns
