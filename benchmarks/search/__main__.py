"""Measures the search.

python -m benchmarks.search compare COLLECTION … --pagefind PROGRAM    beside other searches, in a browser
python -m benchmarks.search quality FOLDER                             recall, precision, rank, without a browser
python -m benchmarks.search sizes FOLDER --cases 10000                 seconds, files, bytes of one process
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks.search.collection import read_folder
from benchmarks.search.compare import Row
from benchmarks.search.generated import draw_queries, generate_documents, sentences_of
from benchmarks.search.quality import (
    MOST,
    SHOWN,
    ask_runner,
    question_measures,
    string_measures,
    write_collection_index,
)
from benchmarks.search.sizes import build, build_on_all_cores, cold_bytes, peak_megabytes, prepare_all, rebuild
from generator.search.run_query import QueryRunner

ENGINE = Path(__file__).parents[2] / "theme" / "search" / "dist" / "headless.js"
COLD_QUERIES = 40


def quality(folder: Path, work: Path) -> dict[str, Any]:
    """Recall, precision, rank, as the command line has them."""
    read = read_folder(folder)
    runner = QueryRunner(write_collection_index(read, work), ENGINE.read_text("utf-8"))
    return {
        "documents": len(read.documents),
        "strings": string_measures(read.strings, ask_runner(runner, read.strings, MOST)),
        "questions": question_measures(read.questions, ask_runner(runner, read.questions, SHOWN)),
    }


def sizes(collection: Path, work: Path, cases: int, seed: str) -> dict[str, Any]:
    """Seconds, memory, files, bytes of one generated archive."""
    sentences = sentences_of([item.texts["zh"].body for item in read_folder(collection).documents])
    documents = list(generate_documents(cases, sentences, seed))
    edited, text = documents[cases // 2], documents[cases // 2].texts["zh"]
    changed = replace(edited, texts={"zh": replace(text, body=sentences[7][:30] + text.body[30:])})
    cached, seconds = prepare_all(documents)
    del documents
    built = build(cached, work)
    from_cache = built["seconds from cache"]
    edit_seconds, edit_files = rebuild(built, changed)
    new_seconds, new_files = rebuild(built, replace(changed, number=cases + 1, slug="new"))
    peak = peak_megabytes()
    files, sizes_of = built["files"], built["bytes"]
    del built
    whole = build_on_all_cores(cached, work)
    script = ENGINE.read_text("utf-8")
    return {
        "cases": cases,
        "seed": seed,
        "seconds": {
            "prepare": seconds,
            "build from cache": from_cache,
            "build from cache, all cores": whole,
            "one edit": edit_seconds,
            "one new case": new_seconds,
        },
        "peak MB, everything in one process": peak,
        "written files": {"edit": edit_files, "new case": new_files},
        "files": sum(files.values()),
        "files by kind": files,
        "bytes by kind": sizes_of,
        "first query, cold (median, worst)": cold_bytes(
            work, script, draw_queries(sentences, f"{seed} cold", COLD_QUERIES), len(gzip.compress(script.encode()))
        ),
    }


def compare_all(chosen: argparse.Namespace) -> None:
    """Measure, print tables; keep rows in a file and tables in a document where that is asked."""
    from benchmarks.search import tables
    from benchmarks.search.collection import Collection, generated_archive, real_archive
    from benchmarks.search.compare import compare
    from benchmarks.search.contenders import OURS, material, pagefind, warm_up

    peers = [*([pagefind(chosen.pagefind)] if chosen.pagefind else []), *([material()] if chosen.material else [])]
    work = chosen.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    known = json.loads(chosen.json.read_text("utf-8")) if chosen.json and chosen.json.exists() else []
    rows = [Row(**row) for row in known]
    warm_up()
    for name in chosen.collections:
        collection: Collection
        if name == "real":
            collection = real_archive(chosen.strings, chosen.seed)
        elif name.isdigit():
            collection = generated_archive(int(name), chosen.strings, chosen.seed, chosen.profile, work)
        else:
            collection = read_folder(Path(name))
        made: list[Row] = []
        for row in compare(collection, [OURS, *peers], work, chosen.sample, chosen.seed):
            made.append(row)
            rows = [old for old in rows if (old.collection, old.contender) != (row.collection, row.contender)] + [row]
            rows.sort(key=_order)
            if chosen.json:
                text = json.dumps([one.to_json() for one in rows], indent=1, ensure_ascii=False)
                chosen.json.write_text(text + "\n", encoding="utf-8")
        print(tables.table(made), flush=True)
        if chosen.report:
            tables.report(chosen.report, f"\n{tables.conditions()}\n\n{tables.table(rows)}")


def _order(row: Row) -> tuple[bool, int, str, bool, str]:
    """Generated archives last, by size; ours before the others."""
    is_generated = row.collection.startswith("generated")
    size = row.documents if is_generated else 0
    return is_generated, size, row.collection, row.contender != "Anliku", row.contender


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="what", required=True)
    compared = commands.add_parser("compare", help="beside other searches, in a browser")
    compared.add_argument(
        "collections",
        nargs="+",
        help="a folder with documents.jsonl, questions.jsonl, substrings.jsonl; `real`; a number of cases",
    )
    compared.add_argument("--pagefind", help="the program pagefind; left out where it is not given")
    compared.add_argument("--material", action="store_true", help="MkDocs with Material too")
    compared.add_argument("--sample", type=int, default=2000, help="queries of a kind at most")
    compared.add_argument("--strings", type=int, default=400, help="queries drawn from the texts of an archive")
    compared.add_argument("--seed", default="anliku")
    compared.add_argument("--profile", default="default", help="lengths of generated texts, see benchmarks.archives")
    compared.add_argument("--work", type=Path, default=Path("benchmarks/output/search"))
    compared.add_argument("--json", type=Path, help="file of all figures; rows of other collections in it stay")
    compared.add_argument("--report", type=Path, help="Markdown file with marks for the tables")
    for name, words in (("quality", "recall, precision, rank"), ("sizes", "seconds, files, bytes")):
        command = commands.add_parser(name, help=words)
        command.add_argument(
            "collection", type=Path, help="folder with documents.jsonl, questions.jsonl, substrings.jsonl"
        )
        command.add_argument("--cases", type=int, default=10000)
        command.add_argument("--seed", default="anliku")
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, measure, print."""
    chosen = _parser().parse_args(arguments)
    if chosen.what == "compare":
        compare_all(chosen)
        return
    work = Path(tempfile.mkdtemp(prefix="search-benchmark-"))
    try:
        if chosen.what == "quality":
            result = quality(chosen.collection, work)
        else:
            result = sizes(chosen.collection, work, chosen.cases, chosen.seed)
        print(json.dumps(result, indent=2, ensure_ascii=False))
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    from benchmarks.measure import CommandFailed

    try:
        main()
    except CommandFailed as error:
        sys.exit(str(error))
