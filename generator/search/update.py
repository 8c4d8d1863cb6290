"""The state of an archive after an edit: cases are taken out and put in, and all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from generator.search.facts import CaseFacts, case_facts, classes_of, means_of
from generator.search.lists import U32, U64, Patch, with_function_character
from generator.search.postings import Columns, character_keys
from generator.search.prepare import Prepared
from generator.search.state import IndexState, StatePatch


def update_state(state: IndexState, before: Iterable[Prepared], after: Iterable[Prepared]) -> IndexState | None:
    """The state after an edit: what `collect_postings` would give for all cases.

    Args:
        state: Before.
        before: Altered and withdrawn cases, as they were.
        after: New and altered cases.

    Returns:
        None when a mean length passed a step: then every impact changes, and all cases must be collected anew.
    """
    old, new = list(before), list(after)
    facts: dict[int, CaseFacts | None] = dict.fromkeys(document.number for document in old)
    facts |= {document.number: case_facts(document) for document in new}
    cases: Mapping[int, CaseFacts | None] = {**state.cases, **facts}
    if means_of(one for one in cases.values() if one is not None) != state.means:
        return None
    vocabulary = tuple(sorted(set().union(*(document.words for document in (*old, *new)))))
    ordinal_of = {word: ordinal for ordinal, word in enumerate(vocabulary)}
    was, now = (_postings(documents, ordinal_of, state.means) for documents in (old, new))
    edit = StatePatch(
        families=tuple(Patch.between(first, second) for first, second in zip(was, now, strict=True)),
        vocabulary=vocabulary,
        cases=facts,
    )
    return IndexState(base=state.base, patch=edit if state.patch is None else state.patch.then(edit))


def _postings(
    documents: Sequence[Prepared], ordinal_of: Mapping[str, int], means: tuple[float, float]
) -> tuple[U64, ...]:
    """All postings of some cases, by family."""
    pairs, characters, words = Columns(), Columns(), Columns()
    for document in documents:
        pairs.add(document.pairs, document.pair_weights)
        characters.add(character_keys(document), document.character_weights)
        ordinals = np.array([ordinal_of[word] for word in document.words], np.uint32)
        words.add(ordinals, document.word_weights)
    numbers = [document.number for document in documents]
    by_runs, by_words = (classes_of(documents, means, words=chosen) for chosen in (False, True))
    joined = pairs.joined(numbers, by_runs)
    functional = with_function_character(_keys(joined))
    return joined[~functional], joined[functional], characters.joined(numbers, by_runs), words.joined(numbers, by_words)


def _keys(joined: U64) -> U32:
    return (joined >> np.uint64(32)).astype(np.uint32)
