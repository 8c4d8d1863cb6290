"""What the index must know of every case at once, and the lengths by which texts are judged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from generator.search.prepare import Prepared, read_record
from generator.search.weights import length_class, mean_in_steps

U8 = npt.NDArray[np.uint8]
FEWEST_WORDS = 50
"""Words from which on a case counts as a text in words: one with three years and an abbreviation in it is none."""


class CaseFacts(NamedTuple):
    """What the index must know of every case at once.

    Every build reads the facts of all cases, and most builds look into few of them: so they are texts until somebody asks,
    and a named tuple, which is made in a fifth of the time of a dataclass.
    """

    published: str
    facets: str
    """JSON: facet and its value ids, sorted by facet; `type` and `year` included."""
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
        languages=" ".join(sorted(record.texts)),
        run_length=prepared.run_length,
        word_length=prepared.word_length,
        phrases=" ".join(record.phrases),
        digest=hashlib.blake2b(prepared.record, digest_size=12).hexdigest(),
    )


def pack_facts(cases: Mapping[int, CaseFacts]) -> bytes:
    """The facts of cases as bytes: one line of JSON with lengths, then column after column, a line for each case."""
    columns = list(zip(*cases.values(), strict=True)) if cases else [()] * len(CaseFacts._fields)
    texts = ["\n".join(map(str, column)).encode("utf-8", "surrogatepass") for column in (cases, *columns)]
    return b"".join((json.dumps([len(cases), *map(len, texts)]).encode(), b"\n", *texts))


def unpack_facts(data: bytes) -> dict[int, CaseFacts]:
    """Read what `pack_facts` wrote."""
    head, _, body = data.partition(b"\n")
    count, *lengths = json.loads(head)
    if not count:
        return {}
    ends = list(accumulate(lengths))
    numbers, published, facets, languages, run_lengths, word_lengths, phrases, digests = (
        body[start:end].decode("utf-8", "surrogatepass").split("\n")
        for start, end in zip((0, *ends), ends, strict=False)
    )
    rows = zip(
        published, facets, languages, map(int, run_lengths), map(int, word_lengths), phrases, digests, strict=True
    )
    return dict(zip(map(int, numbers), map(CaseFacts._make, rows), strict=True))


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
