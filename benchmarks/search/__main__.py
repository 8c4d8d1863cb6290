"""Measures the search: `python -m benchmarks.search quality FOLDER`, `python -m benchmarks.search sizes FOLDER --cases 10000`."""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.search.generated import draw_queries, generate_documents, sentences_of
from benchmarks.search.quality import (
    measure_questions,
    measure_substrings,
    read_collection,
    write_collection_index,
)
from benchmarks.search.sizes import build, cold_bytes, peak_megabytes, prepare_all, rebuild
from generator.search.run_query import QueryRunner

ENGINE = Path(__file__).parents[2] / "theme" / "search" / "dist" / "headless.js"
COLD_QUERIES = 40


def quality(collection: Path, work: Path) -> dict[str, Any]:
    """Recall, precision, rank."""
    read = read_collection(collection)
    runner = QueryRunner(write_collection_index(read, work), ENGINE.read_text("utf-8"))
    return {
        "documents": len(read.documents),
        "substrings": measure_substrings(runner, read.substrings),
        "questions": measure_questions(runner, read.questions),
    }


def sizes(collection: Path, work: Path, cases: int, seed: str) -> dict[str, Any]:
    """Seconds, memory, files, bytes of one generated archive."""
    sentences = sentences_of([item.texts["zh"].body for item in read_collection(collection).documents])
    documents = list(generate_documents(cases, sentences, seed))
    edited, text = documents[cases // 2], documents[cases // 2].texts["zh"]
    changed = replace(edited, texts={"zh": replace(text, body=sentences[7][:30] + text.body[30:])})
    cached, seconds = prepare_all(documents)
    del documents
    built = build(cached, work)
    edit_seconds, edit_files = rebuild(built, changed)
    new_seconds, new_files = rebuild(built, replace(changed, number=cases + 1, slug="new"))
    script = ENGINE.read_text("utf-8")
    return {
        "cases": cases,
        "seed": seed,
        "seconds": {
            "prepare": seconds,
            "build from cache": built["seconds from cache"],
            "one edit": edit_seconds,
            "one new case": new_seconds,
        },
        "peak MB, everything in one process": peak_megabytes(),
        "written files": {"edit": edit_files, "new case": new_files},
        "files": sum(built["files"].values()),
        "files by kind": built["files"],
        "bytes by kind": built["bytes"],
        "first query, cold (median, worst)": cold_bytes(
            work, script, draw_queries(sentences, f"{seed} cold", COLD_QUERIES), len(gzip.compress(script.encode()))
        ),
    }


def main() -> None:
    """Read the arguments, measure, print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["quality", "sizes"])
    parser.add_argument("collection", type=Path, help="folder with documents.jsonl, questions.jsonl, substrings.jsonl")
    parser.add_argument("--cases", type=int, default=10000)
    parser.add_argument("--seed", default="anliku")
    arguments = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="search-benchmark-"))
    try:
        if arguments.what == "quality":
            result = quality(arguments.collection, work)
        else:
            result = sizes(arguments.collection, work, arguments.cases, arguments.seed)
        print(json.dumps(result, indent=2, ensure_ascii=False))
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
