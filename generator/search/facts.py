"""What the index must know of every case at once, and the lengths by which texts are judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.search.prepare import Prepared, read_record
from generator.search.weights import length_class, mean_in_steps

U8 = npt.NDArray[np.uint8]
FEWEST_WORDS = 50
"""Words from which on a case counts as a text in words: one with three years and an abbreviation in it is none."""


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


def classes_of(cases: Iterable[CaseFacts | Prepared], means: tuple[float, float], *, words: bool) -> U8:
    """Class of length of each case, for its words or for all else."""
    classes = [
        length_class(facts.word_length, means[1])
        if words and facts.word_length >= FEWEST_WORDS
        else length_class(facts.run_length, means[0])
        for facts in cases
    ]
    return np.array(classes, np.uint8)
