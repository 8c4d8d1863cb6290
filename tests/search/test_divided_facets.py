"""Large trees of places: the upper levels first, and what lies below a place when it is opened."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from generator.search.documents import FacetValue, FacetVocabulary, SearchDocument
from generator.search.facet_columns import LARGE_TREE
from generator.search.run_query import QueryRunner
from tests.search.factories import ENGINE, Bench, document, text

CITIES, COUNTIES, TOWNS = 4, 8, 10
CASES = 900


def _parent(region: str) -> str | None:
    """Of `nm`, `nm-1`, `nm-1-2`, `nm-1-2-3`; and of `nm-1/`, what lies below it."""
    return region[:-1] if region.endswith("/") else region.rpartition("-")[0] or None


def _with_ancestors(regions: tuple[str, ...]) -> set[str]:
    found = set(regions)
    for region in regions:
        step: str | None = region
        while (step := _parent(step or "")) is not None:
            found.add(step)
    return found


@pytest.fixture(scope="module")
def documents() -> list[SearchDocument]:
    """Cases in one to three places of any level, and some in none."""
    chance = random.Random("places")

    def place() -> str:
        depth = chance.choice((1, 2, 3, 3, 3))
        return "-".join(["nm", *(str(chance.randrange(size)) for size in (CITIES, COUNTIES, TOWNS)[:depth])])

    found = []
    for number in range(1, CASES + 1):
        places = {place() for _ in range(chance.choice((0, 1, 1, 1, 2, 3)))}
        special = tuple(sorted(one for one in places if not any(other.startswith(f"{one}-") for other in places)))
        found.append(document(number, text(body="网格员"), facets={"region": special}))
    return found


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, documents: list[SearchDocument]) -> Bench:
    """An index of them."""
    return _bench(tmp_path_factory.mktemp("places"), documents)


@pytest.fixture
def bench(index: Bench) -> Bench:
    """The index with an engine that nobody has asked."""
    index.runner = QueryRunner(index.folder, ENGINE.read_text("utf-8"))
    return index


def _bench(folder: Path, documents: list[SearchDocument]) -> Bench:
    used = sorted({region for one in documents for region in _with_ancestors(one.facets["region"])})
    values = tuple(FacetValue(id=region, parent=_parent(region), labels={"zh": region}) for region in used)
    return Bench(folder, documents, facets=[FacetVocabulary(name="region", labels={"zh": "地区"}, values=values)])


def _counts(bench: Bench, counts: object, **options: object) -> dict[str, int]:
    answer = bench.runner.ask("网格员", {"counts": counts, "limit": 1, **options})
    (facet,) = (one for one in answer["facetCounts"] if one["name"] == "region")
    parents = {value["id"]: facet["values"][value["parent"]]["id"] for value in facet["values"] if value["parent"] >= 0}
    for identifier, parent in parents.items():
        assert parent == _parent(identifier)
    return {value["id"]: value["count"] for value in facet["values"] if value["count"]}


def _loaded(bench: Bench) -> set[str]:
    return {name.rpartition("-")[0] for name in bench.runner.loaded if name.startswith("v/region")}


def _expected(documents: list[SearchDocument]) -> Counter[str]:
    return Counter(region for one in documents for region in _with_ancestors(one.facets["region"]))


def test_counts_of_all_levels_are_those_of_the_cases(bench: Bench, documents: list[SearchDocument]) -> None:
    expected = _expected(documents)

    assert len(expected) > LARGE_TREE
    assert _counts(bench, True) == expected
    assert len(_loaded(bench)) == 1 + CITIES


def test_at_first_the_first_level_of_more_than_one_value_is_loaded(
    bench: Bench, documents: list[SearchDocument]
) -> None:
    expected = _expected(documents)

    counts = _counts(bench, {"region": []})

    cities = [f"nm-{city}" for city in range(CITIES)]
    below = {
        f"{city}/": sum(any(one.startswith(f"{city}-") for one in document.facets["region"]) for document in documents)
        for city in cities
    }
    assert counts == {region: expected[region] for region in ("nm", *cities)} | below
    assert _loaded(bench) == {"v/region"}


def test_a_place_that_is_opened_brings_what_lies_below_it_and_nothing_else(
    bench: Bench, documents: list[SearchDocument]
) -> None:
    expected = _expected(documents)

    counts = _counts(bench, {"region": ["nm-2"]})

    within = {region: count for region, count in expected.items() if region.startswith("nm-2-")}
    assert {region: count for region, count in counts.items() if region.startswith("nm-2-")} == within
    assert "nm-2/" not in counts and "nm-1/" in counts
    assert len(_loaded(bench)) == 2


@pytest.mark.parametrize("chosen", [["nm-1-3-4"], ["nm-0-1", "nm-3-2-5"], ["nm-2"], ["nm-2", "nm-1-1-1"], ["nm-9"]])
def test_a_choice_at_any_level_keeps_the_cases_in_it(
    bench: Bench, documents: list[SearchDocument], chosen: list[str]
) -> None:
    answer = bench.runner.ask("网格员", {"limit": CASES, "facets": {"region": chosen}})

    expected = {one.number for one in documents if _with_ancestors(one.facets["region"]).intersection(chosen)}
    assert {hit["number"] for hit in answer["hits"]} == expected


def test_a_choice_below_what_is_counted_is_counted_too(bench: Bench, documents: list[SearchDocument]) -> None:
    counts = _counts(bench, {"region": []}, facets={"region": ["nm-1-3-4"]})

    assert counts == _expected(documents), "its own counts leave the choice out, and all levels are known"


def test_a_small_tree_is_one_column(tmp_path: Path, documents: list[SearchDocument]) -> None:
    few = documents[:40]
    bench = _bench(tmp_path, few)

    assert _counts(bench, {"region": []}) == _expected(few)
    assert len(list((bench.folder / "v").glob("region*"))) == 1
