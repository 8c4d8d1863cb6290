"""Measures searches beside each other on one collection."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from benchmarks.measure import size_of
from benchmarks.search.browser import FirstQuery, ask_all, chromium, first_queries, warm_times
from benchmarks.search.collection import Collection, Query
from benchmarks.search.contenders import Built, Contender
from benchmarks.search.quality import MOST, SHOWN, question_measures, string_measures

FIRST_QUERIES = 40
WARM_QUERIES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured of one search on one collection."""

    collection: str
    label: str
    contender: str
    documents: int
    measures: Mapping[str, float]
    """Named figures: shares from 0 to 1, milliseconds, seconds, bytes."""
    notes: Mapping[str, object]
    load: float
    """Of the machine before the run, one minute's mean."""

    def to_json(self) -> dict[str, Any]:
        """For files."""
        return asdict(self)


def compare(
    collection: Collection, contenders: Sequence[Contender], work: Path, sample: int, seed: str
) -> Iterator[Row]:
    """Measure all that can bear the size of the collection, one after the other.

    Args:
        collection: What is searched and asked.
        contenders: Searches, ours first.
        work: An empty folder; what lies there of an earlier run is removed.
        sample: Questions and strings that are asked at most, drawn at random.
        seed: Names the draw.
    """
    chance = random.Random(f"{seed} sample")
    strings, questions = _sampled(collection.strings, sample, chance), _sampled(collection.questions, sample, chance)
    asked = [*strings, *questions]
    first = _sampled(strings or questions, FIRST_QUERIES, chance)
    warm = _sampled(asked, WARM_QUERIES, chance)
    for contender in contenders:
        if len(collection.documents) > contender.largest:
            print(f"{contender.label}: not measured with {len(collection.documents):,} documents", file=sys.stderr)
            continue
        folder = work / collection.name / contender.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        load = os.getloadavg()[0]
        print(f"{collection.name}: {contender.label} …", file=sys.stderr, flush=True)
        built = contender.build(collection, folder)
        with chromium() as browser:
            measures = {
                **_quality(browser, built, strings, questions),
                **_first(first_queries(browser, built, first[: contender.first_queries])),
                **_warm(warm_times(browser, built, warm)),
            }
        yield Row(
            collection=collection.name,
            label=collection.label,
            contender=contender.label,
            documents=len(collection.documents),
            measures={**measures, **_size(built), **_making(built)},
            notes={
                **built.notes,
                "strings": len(strings),
                "questions": len(questions),
                "first queries": min(len(first), contender.first_queries),
                "warm queries": len(warm),
                "mean characters of a Chinese body": collection.characters,
            },
            load=round(load, 1),
        )


def _sampled(queries: Sequence[Query], most: int, chance: random.Random) -> list[Query]:
    return list(queries) if len(queries) <= most else chance.sample(list(queries), most)


# ── figures ──────────────────────────────────────────────────────────────────
def _quality(browser: Browser, built: Built, strings: Sequence[Query], questions: Sequence[Query]) -> dict[str, float]:
    measures: dict[str, float] = {}
    if strings:
        measures |= string_measures(strings, ask_all(browser, built, strings, MOST))
    if questions:
        measures |= question_measures(questions, ask_all(browser, built, questions, SHOWN))
    return measures


def _first(queries: Sequence[FirstQuery]) -> dict[str, float]:
    return {
        f"{name}, {kind}": float(measure([getattr(query, field) for query in queries]))
        for name, field in (
            ("first query bytes", "bytes"),
            ("first query requests", "requests"),
            ("passage bytes", "passage_bytes"),
            ("passage requests", "passage_requests"),
            ("facet count bytes", "count_bytes"),
        )
        for kind, measure in (("median", median), ("worst", max))
    }


def _warm(times: Sequence[float]) -> dict[str, float]:
    return {"warm ms, median": median(times), "warm ms, worst": max(times)}


def _size(built: Built) -> dict[str, float]:
    files, size = size_of(built.index)
    return {"index files": files, "index bytes": size}


def _making(built: Built) -> dict[str, float]:
    measures: dict[str, float] = {}
    for stage, sample in built.samples.items():
        measures[f"{stage} seconds"] = sample.wall
        measures[f"{stage} CPU seconds"] = sample.cpu
        measures[f"{stage} memory"] = sample.memory
    return measures
