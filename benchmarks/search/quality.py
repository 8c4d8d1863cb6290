"""Recall, precision and rank of the engine on a collection: `python -m benchmarks.search quality FOLDER`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from generator.search.build import build_index
from generator.search.documents import LanguageText, SearchDocument, SearchVocabulary
from generator.search.prepare import prepare
from generator.search.run_query import QueryAnswer, QueryRunner
from generator.segment import Segmenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Substring:
    """A string and the documents that contain it."""

    query: str
    documents: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and the document that it was asked about."""

    query: str
    document: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Documents with queries whose answers are known."""

    documents: tuple[SearchDocument, ...]
    substrings: tuple[Substring, ...]
    questions: tuple[Question, ...]


def _lines(path: Path) -> list[dict[str, object]]:
    """Objects of a file with one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def read_collection(folder: Path) -> Collection:
    """Read `documents.jsonl` (id, title, text), `substrings.jsonl` (query, documents), `questions.jsonl` (query, document)."""
    documents = tuple(
        SearchDocument(
            number=int(str(row["id"])) + 1,
            slug=f"d{row['id']}",
            type="practices",
            published="2024-01-01",
            year=2024,
            texts={
                "zh": LanguageText(
                    title=str(row["title"]), summary="", body=str(row["text"]), url=f"cases/d{row['id']}.html"
                )
            },
        )
        for row in _lines(folder / "documents.jsonl")
    )
    substrings = tuple(
        Substring(query=str(row["query"]), documents=frozenset(row["documents"]))  # type: ignore[call-overload]
        for row in _lines(folder / "substrings.jsonl")
    )
    questions = tuple(
        Question(query=str(row["query"]), document=int(str(row["document"])))
        for row in _lines(folder / "questions.jsonl")
    )
    return Collection(documents=documents, substrings=substrings, questions=questions)


def write_collection_index(collection: Collection, folder: Path) -> Path:
    """Build the index of a collection below a folder; returns the folder of the index."""
    segmenter = Segmenter()
    prepared = (prepare(document, segmenter) for document in collection.documents)
    for file in build_index(prepared, SearchVocabulary()):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return folder / "search"


def _found(answer: QueryAnswer) -> list[int]:
    """Documents of the hits, best first."""
    return [int(hit.slug[1:]) for hit in answer.hits]


def measure_substrings(runner: QueryRunner, substrings: Sequence[Substring]) -> dict[str, float]:
    """Macro averages over the queries; a query without a result has precision 0."""
    recalls, precisions, shown, counts, empty = [], [], [], [], 0
    for item in substrings:
        answer = runner.query(item.query, limit=200)
        found = _found(answer)
        right = [document for document in found if document in item.documents]
        recalls.append(len(right) / min(200, len(item.documents)))
        precisions.append(len(right) / len(found) if found else 0.0)
        first = found[:10]
        shown.append(sum(document in item.documents for document in first) / len(first) if first else 0.0)
        if len(item.documents) <= 200:
            counts.append(float(answer.total == len(item.documents)))
        empty += not found
    return {
        "recall": fmean(recalls),
        "precision": fmean(precisions),
        "precision of the first ten": fmean(shown),
        "right counts up to 200": fmean(counts),
        "no result": empty / len(substrings),
    }


def measure_questions(runner: QueryRunner, questions: Sequence[Question]) -> dict[str, float]:
    """MRR@10 and the share of questions without any hit."""
    ranks, empty = [], 0
    for item in questions:
        found = _found(runner.query(item.query, limit=10))
        ranks.append(1 / (found.index(item.document) + 1) if item.document in found else 0.0)
        empty += not found
    return {"MRR@10": fmean(ranks), "no result": empty / len(questions)}
