"""What the index must know of every case at once, and the lengths by which texts are judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from generator.search.prepare import Prepared, read_record
from generator.search.weights import length_class, mean_in_steps

U8 = npt.NDArray[np.uint8]
FEWEST_WORDS = 50
"""Words from which on a case counts as a text in words: one with three years and an abbreviation in it is none."""


class CaseFacts(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the index must know of every case at once.

    Every build reads the facts of all cases, and most builds look into few of them: so they are texts until somebody asks.
    """

    published: str
    facets: str
    """JSON: facet and its value ids, sorted by facet; `type` and `year` included."""
    facet_names: str
    """Facets of which it has a value, separated by spaces."""
    languages: str
    """Languages with a page of their own, separated by spaces."""
    run_length: int
    word_length: int
    phrases: str
    """Of the Chinese title, separated by spaces."""
    digest: str
    """Of the record: two cases with the same digest have the same cards and texts."""


def case_facts(prepared: Prepared) -> CaseFacts:
    """The facts of one case."""
    record = read_record(prepared)
    facets: dict[str, list[str]] = {**record.facets, "type": [record.type]}
    if record.year is not None:
        facets["year"] = [str(record.year)]
    return CaseFacts(
        published=record.published,
        facets=msgspec.json.encode(sorted(facets.items())).decode(),
        facet_names=" ".join(sorted(name for name, values in facets.items() if values)),
        languages=" ".join(sorted(record.texts)),
        run_length=prepared.run_length,
        word_length=prepared.word_length,
        phrases=" ".join(record.phrases),
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
