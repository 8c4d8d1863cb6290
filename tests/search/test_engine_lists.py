"""Lists of hits: sorted by date, in pages, narrowed by facets."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.search.factories import Bench, document, text

FILLER = "这里写的是别的事情，和问的没有关系。"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Fifty cases about one thing, of mixed dates, lengths and years."""
    chance = random.Random("lists")
    documents = [
        document(
            number,
            text(f"第{number}号", "网格员。" * chance.randint(1, 6) + FILLER * chance.randint(0, 5)),
            published=f"20{chance.randint(14, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            year=2014 + number % 3,
            type=("practices", "brands")[number % 2],
        )
        for number in range(1, 51)
    ]
    documents.append(document(60, text("别的", FILLER), published="2030-01-01"))
    return Bench(tmp_path_factory.mktemp("lists"), documents)


def _dates(bench: Bench, numbers: list[int]) -> list[str]:
    answer = bench.runner.ask("", {"lang": "zh", "limit": 200})
    date_of = {hit["number"]: hit["published"] for hit in answer["hits"]}
    return [date_of[number] for number in numbers]


def _asked(bench: Bench, query: str, **options: object) -> list[int]:
    hits = bench.runner.ask(query, {"lang": "zh", "limit": 200, "verify": 200, **options})["hits"]
    return [hit["number"] for hit in hits]


def test_by_date_the_newest_hit_comes_first_and_the_hits_are_the_same(bench: Bench) -> None:
    by_relevance, by_date = _asked(bench, "网格员"), _asked(bench, "网格员", sort="date")

    assert sorted(by_date) == sorted(by_relevance) == list(range(1, 51))
    assert _dates(bench, by_date) == sorted(_dates(bench, by_date), reverse=True)
    assert by_date != by_relevance


def test_of_one_day_the_higher_number_comes_first(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [document(number, text("网格员")) for number in (3, 8, 5)])

    assert _asked(bench, "网格员", sort="date") == [8, 5, 3]


@pytest.mark.parametrize("query", ["", "网格", "网格员"])
@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_pages_put_together_are_the_whole_list(bench: Bench, query: str, sort: str) -> None:
    whole = _asked(bench, query, sort=sort)

    pages = [
        number
        for offset in range(0, len(whole) + 10, 10)
        for number in _asked(bench, query, sort=sort, limit=10, offset=offset)
    ]

    assert pages == whole


def test_a_choice_narrows_a_list_and_keeps_its_order(bench: Bench) -> None:
    for sort in ("relevance", "date"):
        whole = _asked(bench, "网格员", sort=sort)

        narrowed = _asked(bench, "网格员", sort=sort, facets={"type": ["brands"], "year": ["2015"]})

        assert narrowed == [number for number in whole if number % 2 == 1 and number % 3 == 1]


def test_counts_are_those_of_the_narrowed_lists(bench: Bench) -> None:
    answer = bench.runner.ask("网格员", {"lang": "zh", "counts": True, "verify": 200, "facets": {"type": ["brands"]}})

    counts = {
        facet["name"]: {value["id"]: value["count"] for value in facet["values"]} for facet in answer["facetCounts"]
    }
    for year in ("2014", "2015", "2016"):
        assert counts["year"][year] == len(_asked(bench, "网格员", facets={"type": ["brands"], "year": [year]})), (
            "other facets count what is chosen"
        )
    assert counts["type"] == {"brands": 25, "practices": 25}, "its own counts leave the choice out"


def test_a_page_past_the_end_is_empty_and_knows_the_total(bench: Bench) -> None:
    answer = bench.runner.query("网格员", offset=500)

    assert (answer.hits, answer.total) == ((), 50)
