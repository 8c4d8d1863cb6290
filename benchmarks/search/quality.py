"""Recall, precision and rank: how good lists of hits are, wherever they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from benchmarks.search.collection import Collection, Query
from generator.search.build import build_index
from generator.search.prepare import prepare
from generator.search.run_query import QueryRunner
from generator.segment import Segmenter

SHOWN = 10
MOST = 200
"""Hits that are asked for where all right answers count."""
COUNTED = 200
"""Right answers of a query up to which its whole list is compared with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a query found."""

    slugs: tuple[str, ...]
    """Cases, best first, each once."""
    others: frozenset[str] = frozenset()
    """Those that are marked as found by another name."""


def string_measures(queries: Sequence[Query], answers: Sequence[Found]) -> dict[str, float]:
    """Means over the queries; one without a result has precision 0.

    `string recall` is of as many right answers as there is room for among the hits asked for, `string precision` of the first
    ten hits; `as typed` leaves out hits that are marked as found by another name: they are no answers to a string, but are not
    said to be. `right lists` are lists that hold all right answers and nothing else, of queries with few right answers.
    """
    recalls, precisions, typed, lists, empty = [], [], [], [], 0
    for query, found in zip(queries, answers, strict=True):
        room = max(1, MOST - len(found.others.intersection(found.slugs)))
        recalls.append(len(query.right.intersection(found.slugs)) / min(room, len(query.right)))
        precisions.append(_precision(query, found.slugs[:SHOWN]))
        typed.append(_precision(query, [slug for slug in found.slugs if slug not in found.others][:SHOWN]))
        empty += not found.slugs
        if len(query.right) <= COUNTED:
            lists.append(set(found.slugs) - found.others == query.right)
    return {
        "string recall": fmean(recalls),
        "string precision": fmean(precisions),
        "string precision as typed": fmean(typed),
        "right lists": fmean(lists) if lists else 1.0,
        "string no result": empty / len(queries),
    }


def _precision(query: Query, shown: Sequence[str]) -> float:
    return len(query.right.intersection(shown)) / len(shown) if shown else 0.0


def question_measures(queries: Sequence[Query], answers: Sequence[Found]) -> dict[str, float]:
    """Mean reciprocal rank of the first right answer, and share of all right answers, among the first ten hits."""
    ranks, recalls, empty = [], [], 0
    for query, found in zip(queries, answers, strict=True):
        shown = found.slugs[:SHOWN]
        ranks.append(next((1 / place for place, slug in enumerate(shown, 1) if slug in query.right), 0.0))
        recalls.append(len(query.right.intersection(shown)) / min(SHOWN, len(query.right)))
        empty += not shown
    return {"MRR@10": fmean(ranks), "recall@10": fmean(recalls), "question no result": empty / len(queries)}


# ── without a browser ────────────────────────────────────────────────────────
def write_collection_index(collection: Collection, folder: Path) -> Path:
    """Build the index of a collection below a folder; returns the folder of the index."""
    segmenter = Segmenter(collection.vocabulary.dictionary)
    prepared = (prepare(document, segmenter) for document in collection.documents)
    for file in build_index(prepared, collection.vocabulary):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return folder / "search"


def ask_runner(runner: QueryRunner, queries: Sequence[Query], most: int) -> list[Found]:
    """What the command line finds."""
    answers = []
    for query in queries:
        hits = runner.query(query.text, lang=query.lang, limit=most).hits
        others = frozenset(hit.slug for hit in hits if hit.match == "alias")
        answers.append(Found(slugs=tuple(hit.slug for hit in hits), others=others))
    return answers
