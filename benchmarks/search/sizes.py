"""Seconds of the processor, memory, files and bytes of generated archives: `python -m benchmarks.search sizes FOLDER`."""

from __future__ import annotations

import gzip
import resource
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.search.generated import generated_facets
from generator.search.build import PartLedger, write_index
from generator.search.documents import OutputFile, SearchDocument, SearchSettings, SearchVocabulary
from generator.search.patched import IndexBuild
from generator.search.postings import collect_postings
from generator.search.prepare import PackedDocument, PreparedDocument, prepare, read_record
from generator.search.run_query import QueryRunner
from generator.search.update import update_state
from generator.segment import Segmenter
from generator.workers import cores

VOCABULARY = SearchVocabulary(facets=generated_facets())


def peak_megabytes() -> float:
    """Highest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def prepare_all(documents: Sequence[SearchDocument]) -> tuple[list[bytes], float]:
    """Prepared cases as cached bytes, and the seconds that it took."""
    segmenter = Segmenter()
    begin = time.process_time()
    cached = [prepare(document, segmenter).to_bytes() for document in documents]
    return cached, time.process_time() - begin


def build(cached: list[bytes], folder: Path) -> dict[str, Any]:
    """Build from cached cases, then once more after one edit; write the first to a folder."""
    begin = time.process_time()
    prepared = {document.number: document for document in map(PreparedDocument.from_bytes, cached)}
    state = collect_postings(prepared.values())
    ledger = PartLedger()
    files: dict[str, int] = defaultdict(int)
    sizes: dict[str, int] = defaultdict(int)
    for file in write_index(state, lambda number: read_record(prepared[number]), VOCABULARY, after=ledger):
        assert isinstance(file, OutputFile)
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        kind = file.path.split("/")[1]
        files[kind] += 1
        sizes[kind] += len(file.data)
    seconds = time.process_time() - begin
    return {
        "state": state,
        "ledger": ledger,
        "prepared": prepared,
        "seconds from cache": seconds,
        "files": dict(files),
        "bytes": dict(sizes),
    }


def build_on_all_cores(cached: list[bytes], folder: Path) -> dict[str, float]:
    """Seconds of a build from cached cases as the product makes it: by the clock, and of all processes together."""
    by_number = {PackedDocument(data).number: data for data in cached}
    keys = dict.fromkeys(by_number)
    began, worked = time.perf_counter(), _seconds_of_all()
    with IndexBuild(
        lambda numbers: map(by_number.__getitem__, numbers), VOCABULARY, SearchSettings(), keys, jobs=cores()
    ) as index:
        for file in index.files():
            assert isinstance(file, OutputFile)
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
    return {"by the clock": time.perf_counter() - began, "of all processes": _seconds_of_all() - worked}


def _seconds_of_all() -> float:
    """Of this process and of all that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def rebuild(built: dict[str, Any], changed: SearchDocument) -> tuple[float, int]:
    """Seconds and written files of an edit or a new case."""
    document = prepare(changed, Segmenter())
    begin = time.process_time()
    before = [built["prepared"][document.number]] if document.number in built["prepared"] else []
    state = update_state(built["state"], before, [document])
    assert state is not None
    prepared = {**built["prepared"], document.number: document}
    files = list(
        write_index(
            state, lambda number: read_record(prepared[number]), VOCABULARY, before=built["ledger"], after=PartLedger()
        )
    )
    return time.process_time() - begin, sum(isinstance(file, OutputFile) for file in files)


def cold_bytes(folder: Path, script: str, queries: Sequence[str], engine_bytes: int) -> dict[str, Any]:
    """What the first query loads: files as they lie there, and as a host sends them that compresses."""
    raw, packed, requests, texts = [], [], [], []
    for query in queries:
        runner = QueryRunner(folder / "search", script)
        runner.ask(query, {"limit": 10, "verify": 0})
        parts = [(name, (folder / "search" / f"{name}.js").read_bytes()) for name in runner.loaded]
        shown = [data for name, data in parts if not name.startswith("t/")]
        raw.append(engine_bytes + sum(map(len, shown)))
        packed.append(engine_bytes + sum(len(gzip.compress(data)) for data in shown))
        texts.append(sum(len(gzip.compress(data)) for name, data in parts if name.startswith("t/")))
        requests.append(len(shown))
    return {
        name: (median(values), max(values))
        for name, values in (("plain", raw), ("gzip", packed), ("texts, gzip", texts), ("requests", requests))
    }
