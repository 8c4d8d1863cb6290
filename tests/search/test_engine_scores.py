"""The engine on shards against a plain scorer that knows the formulas of `docs/search.md` and nothing of files."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.search.terms import FUNCTION_CHARACTERS, RUN
from tests.search.factories import Bench, document, segmenter, text

WORDS = [
    "党建引领",
    "基层治理",
    "乡村振兴",
    "网格员",
    "社区",
    "服务群众",
    "草原",
    "牧区",
    "合作社",
    "集体经济",
    "人才",
    "农产品电商",
]
SINGLE = "旗县苏木嘎查的和在了马头琴"
TITLE, BODY = 3.0, 1.0
STRADDLING = 0.3
K1, B = 1.2, 0.6
CASES = 90


def _pairs(runs: str) -> list[tuple[str, bool]]:
    """All pairs of a text, each with whether it lies across two words of jieba."""
    joined = "\n".join(RUN.findall(runs))
    starts, at = set(), 0
    for word in segmenter().cut(joined):
        starts.add(at)
        at += len(word)
    return [
        (joined[place : place + 2], place + 1 in starts)
        for place in range(len(joined) - 1)
        if "\n" not in joined[place : place + 2]
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainScorer:
    """Scores every case for every query, one after the other."""

    weights: dict[int, dict[str, int]]
    """Case → pair → occurrences in tenths."""
    lengths: dict[int, int]
    """Case → pairs of the body."""
    frequencies: Counter[str]

    @classmethod
    def of(cls, cases: dict[int, tuple[str, str]]) -> PlainScorer:
        weights = {}
        for number, (title, body) in cases.items():
            sums: Counter[str] = Counter()
            for part, weight in ((title, TITLE), (body, BODY)):
                for pair, straddling in _pairs(part):
                    sums[pair] += 10 * weight * (STRADDLING if straddling else 1)  # type: ignore[assignment]
            weights[number] = {pair: min(255, max(1, round(total))) for pair, total in sums.items()}
        lengths = {number: len(_pairs(body)) for number, (_, body) in cases.items()}
        return cls(
            weights=weights, lengths=lengths, frequencies=Counter(pair for row in weights.values() for pair in row)
        )

    def _idf(self, documents: int, pair: str) -> float:
        frequency = self.frequencies[pair]
        return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))

    def score(self, number: int, query: str) -> float | None:
        """The score of a case, None where it does not have all terms."""
        mean = 1.25 ** round(math.log(sum(self.lengths.values()) / len(self.lengths), 1.25))
        length = min(255, int(self.lengths[number] / mean * 8 + 0.5)) / 8
        total = 0.0
        for pair, weight in _terms(query).items():
            if pair not in self.weights[number]:
                return None
            often = self.weights[number][pair] / 10
            impact = max(1, round(255 * often / (often + K1 * (1 - B + B * length))))
            levels = 15  # in an archive as small as this, whatever the term
            stored = min(levels, max(1, (2 * impact * levels + 255) // 510))
            total += weight * self._idf(len(self.weights), pair) ** 1.2 / levels * stored
        return total


def _terms(query: str) -> dict[str, float]:
    """Pair → its weight: half for a function character, none for two unless nothing else is left, at most twice."""
    weights: dict[str, float] = {}
    for place in range(len(query) - 1):
        pair = query[place : place + 2]
        functional = sum(character in FUNCTION_CHARACTERS for character in pair)
        weight = (1, 0.5, 0.1)[functional]
        weights[pair] = min(2 * weight, weights.get(pair, 0) + weight)
    return {pair: weight for pair, weight in weights.items() if weight > 0.2} or weights


@pytest.fixture(scope="module")
def cases() -> dict[int, tuple[str, str]]:
    chance = random.Random("scores")
    found = {}
    for number in range(1, CASES + 1):
        sentences = [
            "".join(
                chance.choice(WORDS) if chance.random() < 0.6 else chance.choice(SINGLE)
                for _ in range(chance.randint(2, 6))
            )
            for _ in range(chance.randint(2, 30))
        ]
        found[2 * number] = ("".join(chance.sample(WORDS, 2)), "，".join(sentences))
    return found


@pytest.fixture(scope="module")
def bench(cases: dict[int, tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Bench:
    documents = [document(number, text(title, body)) for number, (title, body) in cases.items()]
    return Bench(tmp_path_factory.mktemp("scores"), documents)


def _queries(cases: dict[int, tuple[str, str]], count: int) -> list[str]:
    chance = random.Random("asked")
    queries = list(WORDS)
    while len(queries) < count:
        runs = RUN.findall(chance.choice(list(cases.values()))[1])
        run = chance.choice([run for run in runs if len(run) > 1])
        size = chance.randint(2, min(8, len(run)))
        start = chance.randrange(len(run) - size + 1)
        queries.append(run[start : start + size])
    return queries


def test_the_engine_scores_every_hit_as_the_formula_does(bench: Bench, cases: dict[int, tuple[str, str]]) -> None:
    plain = PlainScorer.of(cases)

    for query in _queries(cases, 120):
        hits = bench.runner.query(query, limit=200).hits
        scores = {int(hit.slug.removeprefix("case-")): hit.score for hit in hits}

        expected = {
            number: score
            for number, (title, body) in cases.items()
            if query in f"{title}\n{body}" and (score := plain.score(number, query)) is not None
        }
        assert scores == pytest.approx(expected, rel=1e-9), query
        assert list(scores) == sorted(expected, key=lambda number: (-expected[number], -number)), query


def test_words_that_stand_apart_are_scored_alike(bench: Bench, cases: dict[int, tuple[str, str]]) -> None:
    plain = PlainScorer.of(cases)

    found = {int(hit.slug.removeprefix("case-")): hit.score for hit in bench.runner.query("草原 人才", limit=200).hits}

    expected = {}
    for number in cases:
        parts = plain.score(number, "草原"), plain.score(number, "人才")
        if None not in parts:
            expected[number] = sum(part for part in parts if part is not None)
    assert expected
    assert found == pytest.approx(expected, rel=1e-9)


def test_no_score_depends_on_the_folder_or_on_the_order_of_the_cases(
    bench: Bench, cases: dict[int, tuple[str, str]], tmp_path: Path
) -> None:
    documents = [document(number, text(title, body)) for number, (title, body) in reversed(cases.items())]
    other = Bench(tmp_path / "elsewhere", documents)

    for query in _queries(cases, 20):
        assert other.runner.query(query, limit=200).hits == bench.runner.query(query, limit=200).hits
