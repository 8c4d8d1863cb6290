"""All postings of an archive in sorted arrays, to which cases can be added and from which they can be taken."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.search.prepare import DamagedCacheError, PreparedDocument, read_record
from generator.search.weights import impact_bytes, length_class, mean_in_steps

U64 = npt.NDArray[np.uint64]
MAGIC = b"ANS1"
HIGHEST_NUMBER = (1 << 24) - 1


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


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """All that the files of an index follow from, besides the records of the cases.

    Postings are `key << 32 | number << 8 | impact`, sorted. Keys: two code units of a pair; a character in the upper half;
    the ordinal of a word in `vocabulary`.
    """

    pairs: U64
    characters: U64
    words: U64
    vocabulary: tuple[str, ...]
    cases: Mapping[int, CaseFacts]
    run_mean: float
    word_mean: float

    def to_bytes(self) -> bytes:
        """For a cache between two builds."""
        head = json.dumps(
            {
                "vocabulary": self.vocabulary,
                "cases": [
                    [
                        number, facts.published, facts.facets, facts.languages, facts.run_length, facts.word_length,
                        facts.phrases, facts.digest,
                    ]
                    for number, facts in sorted(self.cases.items())
                ],
                "means": [self.run_mean, self.word_mean],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode("utf-8", "surrogatepass")  # fmt: skip
        counts = struct.pack("<4sQQQQ", MAGIC, len(head), len(self.pairs), len(self.characters), len(self.words))
        arrays = (array.astype("<u8", copy=False).tobytes() for array in (self.pairs, self.characters, self.words))
        return b"".join((counts, head, *arrays))

    @classmethod
    def from_bytes(cls, data: bytes) -> IndexState:
        """Read what `to_bytes` wrote.

        Raises:
            DamagedCacheError: For anything else; build from the prepared cases.
        """
        if len(data) < 36 or data[:4] != MAGIC:
            raise DamagedCacheError("not a state of this version")
        _, head_bytes, pairs, characters, words = struct.unpack_from("<4sQQQQ", data)
        if len(data) != 36 + head_bytes + 8 * (pairs + characters + words):
            raise DamagedCacheError("another length")
        head = json.loads(data[36 : 36 + head_bytes].decode("utf-8", "surrogatepass"))
        at = 36 + head_bytes
        arrays = []
        for count in (pairs, characters, words):
            arrays.append(np.frombuffer(data, np.dtype("<u8"), count, at))
            at += 8 * count
        return cls(
            pairs=arrays[0],
            characters=arrays[1],
            words=arrays[2],
            vocabulary=tuple(head["vocabulary"]),
            cases={
                row[0]: CaseFacts(
                    published=row[1],
                    facets=tuple((name, tuple(values)) for name, values in row[2]),
                    languages=tuple(row[3]),
                    run_length=row[4],
                    word_length=row[5],
                    phrases=tuple(row[6]),
                    digest=row[7],
                )
                for row in head["cases"]
            },
            run_mean=head["means"][0],
            word_mean=head["means"][1],
        )


def case_facts(prepared: PreparedDocument) -> CaseFacts:
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
    """Mean lengths in steps: of the texts in runs of characters, and of those in words.

    A case counts as a text in words only when it has at least fifty of them: a Chinese text with three years and an
    abbreviation in it says nothing of the length of English texts.
    """
    runs = [facts.run_length for facts in cases_list] if (cases_list := list(cases)) else []
    words = [facts.word_length for facts in cases_list if facts.word_length >= 50]
    return mean_in_steps(sum(runs), len(runs)), mean_in_steps(sum(words), len(words))


def _impacts(weights: npt.NDArray[np.uint8], facts: CaseFacts, means: tuple[float, float], words: bool) -> Any:
    """Impacts of one case's terms."""
    by_words = words and facts.word_length >= 50
    length = length_class(facts.word_length, means[1]) if by_words else length_class(facts.run_length, means[0])
    return impact_bytes(weights, length)


def _packed(keys: npt.NDArray[Any], number: int, impacts: npt.NDArray[np.uint8]) -> U64:
    """Postings of one case, sorted as the keys are."""
    return np.asarray(
        (keys.astype(np.uint64) << np.uint64(32)) | np.uint64(number << 8) | impacts.astype(np.uint64), np.uint64
    )


def collect_postings(documents: Iterable[PreparedDocument]) -> IndexState:
    """The state of an archive, from all its cases in any order.

    Raises:
        ValueError: For two cases of one number, or a number that is not within 1–16,777,215.
    """
    cases: dict[int, CaseFacts] = {}
    kept: dict[int, PreparedDocument] = {}
    for document in documents:
        if document.number in cases or not 0 < document.number <= HIGHEST_NUMBER:
            raise ValueError(f"case number {document.number} is used twice or out of range")
        cases[document.number] = case_facts(document)
        kept[document.number] = replace(document, record=b"")
    means = means_of(cases.values())
    vocabulary = tuple(sorted({word for document in kept.values() for word in document.words}))
    ordinal_of = {word: ordinal for ordinal, word in enumerate(vocabulary)}
    pairs: list[U64] = []
    characters: list[U64] = []
    words: list[U64] = []
    for number in sorted(kept):
        rows = _rows(kept.pop(number), cases[number], means, ordinal_of)
        for parts, row in zip((pairs, characters, words), rows, strict=True):
            parts.append(row)
    return IndexState(
        pairs=_sorted(pairs),
        characters=_sorted(characters),
        words=_sorted(words),
        vocabulary=vocabulary,
        cases=dict(sorted(cases.items())),
        run_mean=means[0],
        word_mean=means[1],
    )


def _rows(
    document: PreparedDocument, facts: CaseFacts, means: tuple[float, float], ordinal_of: Mapping[str, int]
) -> tuple[U64, U64, U64]:
    """Postings of one case in the three arrays."""
    ordinals = np.fromiter((ordinal_of[word] for word in document.words), np.uint64, len(document.words))
    number = document.number
    return (
        _packed(document.pairs, number, _impacts(document.pair_weights, facts, means, False)),
        _packed(
            document.characters.astype(np.uint32) << 16,
            number,
            _impacts(document.character_weights, facts, means, False),
        ),
        _packed(ordinals, number, _impacts(document.word_weights, facts, means, True)),
    )


def _sorted(parts: list[U64]) -> U64:
    """All parts in one sorted array; the parts are emptied to spare memory."""
    joined = np.concatenate(parts) if parts else np.empty(0, np.uint64)
    parts.clear()
    joined.sort()
    return joined


def update_state(
    state: IndexState, changed: Iterable[PreparedDocument], removed: Iterable[int] = ()
) -> IndexState | None:
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
    words = _without(state.words, gone)
    vocabulary, words = _merged_vocabulary(state.vocabulary, words, new.values())
    ordinal_of = {word: ordinal for ordinal, word in enumerate(vocabulary)}
    added = [_rows(document, cases[document.number], means, ordinal_of) for document in new.values()]
    columns = [_sorted([rows[column] for rows in added]) for column in range(3)]
    return IndexState(
        pairs=_merge(_without(state.pairs, gone), columns[0]),
        characters=_merge(_without(state.characters, gone), columns[1]),
        words=_merge(words, columns[2]),
        vocabulary=vocabulary,
        cases=dict(sorted(cases.items())),
        run_mean=means[0],
        word_mean=means[1],
    )


def _without(postings: U64, numbers: Iterable[int]) -> U64:
    """Postings of all other cases."""
    owners = (postings >> np.uint64(8)).astype(np.uint32) & np.uint32(HIGHEST_NUMBER)
    keep = np.ones(len(postings), np.bool_)
    for number in numbers:
        keep &= owners != np.uint32(number)
    return postings[keep]


def _merge(postings: U64, added: U64) -> U64:
    """Two sorted arrays as one."""
    return np.insert(postings, np.searchsorted(postings, added), added)


def _merged_vocabulary(
    vocabulary: tuple[str, ...], words: U64, documents: Iterable[PreparedDocument]
) -> tuple[tuple[str, ...], U64]:
    """Words that are still used or new, and the old postings with the new ordinals."""
    used = np.unique(words >> np.uint64(32)).tolist()
    kept = [vocabulary[ordinal] for ordinal in used]
    merged = tuple(sorted({*kept, *(word for document in documents for word in document.words)}))
    ordinal_of = {word: ordinal for ordinal, word in enumerate(merged)}
    new_ordinals = np.zeros(len(vocabulary), np.uint64)
    new_ordinals[used] = [ordinal_of[word] for word in kept]
    if not len(words):
        return merged, words
    return merged, (new_ordinals[words >> np.uint64(32)] << np.uint64(32)) | (words & np.uint64(0xFFFFFFFF))
