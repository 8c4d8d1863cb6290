"""What a query finds: the shipped engine on small indexes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import opencc
import pytest
from msgspec.structs import replace

from generator.search.documents import NameGroup
from generator.search.normalise import fold
from generator.search.run_query import QueryRunner, UnusableIndexError
from generator.search.terms import RUN
from tests.search.factories import ENGINE, Bench, document, text

DIGITS = "〇一二三四五六七八九"
SYLLABLES = "党建引领基层治理乡村振兴网格员社区服务群众草原牧区合作社集体经济人才的了在和是一二三〇年月农业产品电商旗县苏木嘎查𠮷"


def _archive(count: int, seed: str) -> dict[int, str]:
    chance = random.Random(seed)
    bodies = {}
    for number in range(1, count + 1):
        sentences = []
        for _ in range(chance.randint(3, 12)):
            sentences.append("".join(chance.choices(SYLLABLES, k=chance.randint(2, 14))))
        bodies[number * 3] = "，".join(sentences) + f"。grid {number} works 二〇一{DIGITS[number % 10]}年"
    return bodies


@pytest.fixture(scope="module")
def bodies() -> dict[int, str]:
    return _archive(120, "bodies")


@pytest.fixture(scope="module")
def bench(bodies: dict[int, str], tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("site")
    return Bench(folder, (document(number, text("题目", body)) for number, body in bodies.items()))


def _runs(bodies: dict[int, str], count: int) -> Iterator[str]:
    chance = random.Random("runs")
    for _ in range(count):
        runs = [run for run in RUN.findall(chance.choice(list(bodies.values()))) if len(run) > 1]
        run = chance.choice(runs)
        length = chance.randint(2, min(8, len(run)))
        start = chance.randrange(len(run) - length + 1)
        yield run[start : start + length]


def test_every_run_of_characters_finds_exactly_the_texts_that_contain_it(bench: Bench, bodies: dict[int, str]) -> None:
    for run in _runs(bodies, 400):
        answer = bench.runner.query(run, limit=200)

        containing = {number for number, body in bodies.items() if run in body}
        found = {int(hit.slug.removeprefix("case-")) for hit in answer.hits}
        assert found == containing, run
        assert (answer.total, answer.exact) == (len(containing), True), run


def test_traditional_and_simplified_queries_find_the_same(bench: Bench, bodies: dict[int, str]) -> None:
    traditional = opencc.OpenCC("s2t").convert

    for run in _runs(bodies, 80):
        assert bench.numbers(traditional(run)) == bench.numbers(run), run


def test_full_width_and_half_width_queries_find_the_same(bench: Bench) -> None:
    for query in ("grid 7", "works", "2013年"):
        wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in query)

        assert bench.numbers(wide) == bench.numbers(query) != []


def test_one_character_finds_all_texts_with_it(bench: Bench, bodies: dict[int, str]) -> None:
    for character in "旗苏𠮷":
        assert set(bench.numbers(character)) == {number for number, body in bodies.items() if character in body}


def test_a_year_in_arabic_digits_finds_chinese_ones_and_the_other_way_round(
    bench: Bench, bodies: dict[int, str]
) -> None:
    expected = {number for number, body in bodies.items() if "二〇一三年" in body}

    assert set(bench.numbers("2013")) == expected
    assert set(bench.numbers("2013年")) == expected
    assert set(bench.numbers("二〇一三年")) == expected


def test_shards_give_the_scores_of_brute_force(bench: Bench, bodies: dict[int, str]) -> None:
    # More occurrences of the pair in texts of about one length never rank lower.
    found = bench.numbers("草原")

    counts = [bodies[number].count("草原") for number in found]
    assert set(found) == {number for number, body in bodies.items() if "草原" in body}
    assert max(counts) in counts[:5]


def test_no_query_lists_all_cases_newest_first(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path,
        [
            document(1, text("甲"), published="2023-01-01"),
            document(2, text("乙"), published="2024-01-01"),
            document(5, text("丙"), published="2022-01-01"),
        ],
    )

    assert bench.numbers("") == [2, 1, 5]


def test_a_withdrawn_case_leaves_a_hole_that_is_never_found(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [document(1, text("党建引领")), document(40, text("党建引领"))])

    assert sorted(bench.numbers("党建")) == [1, 40]
    assert sorted(bench.numbers("")) == [1, 40]


@pytest.mark.parametrize(
    "query",
    [
        "党" * 10000,
        "a" * 10000,
        "__proto__",
        "constructor",
        "hasOwnProperty toString",
        ".*+?^${}()|[]\\/",
        "\ud800",
        "\udfff党\ud800建",
        "😀😀😀",
        "𠮷",
        "𠮷𠮷",
        "，。！？……——",
        "   \t\n　",
        '"',
        '""',
        "“”",
        '"党建',
        "的",
        "的是了",
        "\x00",
        "<script>alert(1)</script>",
        "%s%n",
        "１+１=２",
        "a'b\"c\\",
        "\u202e党建",
        "e\u0301" * 300,
    ],
)
def test_a_hostile_query_has_a_well_formed_answer(bench: Bench, query: str) -> None:
    answer = bench.runner.query(query)

    assert answer.total >= len(answer.hits) or answer.total == 0
    assert len(answer.hits) <= 10
    assert {hit.match for hit in answer.hits} <= {"text", "alias"}


def test_words_only_some_of_which_stand_together_still_find_the_nearest(bench: Bench) -> None:
    answer = bench.runner.query("草原瑜伽与火箭发射")

    assert answer.found == "some" and not answer.exact
    assert answer.hits


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [document(1, text("党建引领"))])
    next((bench.folder / "p").iterdir()).unlink()
    runner = QueryRunner(bench.folder, ENGINE.read_text("utf-8"))

    with pytest.raises(UnusableIndexError, match="missing: p/"):
        runner.query("党建引领")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: data[: len(data) // 2], "damaged: p/"),
        (lambda data: data.replace(b'"#', b'"$', 1) if b'"#' in data else data[:-6] + b'#");\n', "damaged: p/"),
        (lambda data: data.replace(b"anlikuPart(3,", b"anlikuPart(1,"), "outdated: p/"),
        (lambda data: b"<html>Not found</html>", "damaged: p/"),
    ],
    ids=["truncated", "altered", "of another format", "a page in its place"],
)
def test_a_shard_that_is_not_what_it_says_is_named(tmp_path: Path, damage, message: str) -> None:  # type: ignore[no-untyped-def]
    bench = Bench(tmp_path, [document(1, text("党建引领"))])
    for shard in (bench.folder / "p").iterdir():
        shard.write_bytes(damage(shard.read_bytes()))
    runner = QueryRunner(bench.folder, ENGINE.read_text("utf-8"))

    with pytest.raises(UnusableIndexError, match=message):
        runner.query("党建引领")


def test_an_english_query_finds_what_only_the_chinese_text_has_by_its_name(tmp_path: Path) -> None:
    names = [NameGroup(kind="glossary", names=("网格化管理", "grid management"))]
    bench = Bench(
        tmp_path,
        [
            document(1, text("社区", "推行网格化管理")),
            document(2, text("牧区", "别的事情")),
            document(3, text("农村", "grid")),
        ],
        names,
    )

    answer = bench.runner.query("Grid Management")

    assert [(hit.slug, hit.match) for hit in answer.hits] == [("case-1", "alias")]


def test_a_chinese_query_finds_what_only_the_english_text_has(tmp_path: Path) -> None:
    names = [NameGroup(kind="glossary", names=("网格化管理", "grid management"))]
    bench = Bench(
        tmp_path, [document(1, text("社区"), text("Community", "They apply grid management.")), document(2)], names
    )

    answer = bench.runner.query("网格化管理")

    assert [(hit.slug, hit.match) for hit in answer.hits] == [("case-1", "alias")]


def test_a_name_that_would_leave_a_lone_character_is_no_other_name(tmp_path: Path) -> None:
    names = [NameGroup(kind="glossary", names=("网格", "grid"))]
    bench = Bench(
        tmp_path,
        [
            document(1, text("社区", "网格员来了")),
            document(2, text("甲"), text("Power", "The grid failed.")),
            document(3, text("乙", "网格的事")),
        ],
        names,
    )

    result = bench.runner.ask("网格员", {"limit": 10})
    assert [hit["number"] for hit in result["hits"]] == [1]
    assert [reading["marks"] for reading in result["readings"]] == [["网格员"]]
    assert sorted(bench.numbers("网格的")) == [2, 3]


def test_a_hit_by_another_name_says_which(tmp_path: Path) -> None:
    names = [NameGroup(kind="glossary", names=("网格化管理", "grid management"))]
    bench = Bench(tmp_path, [document(1, text("社区", "推行网格化管理")), document(2)], names)

    hits = bench.runner.query("Grid Management").hits

    assert [(hit.match, hit.by) for hit in hits] == [("alias", "网格化管理")]


def test_a_hit_by_a_name_that_is_not_in_its_text_shows_the_name(tmp_path: Path) -> None:
    fields = {"regions": ("内蒙古自治区", "土默特左旗"), "units": ("安长社区党委",)}
    bench = Bench(tmp_path, [document(1, text("社区", "别的事情", fields=fields)), document(2)])

    [passage] = bench.runner.ask("土默特", {"limit": 10, "passages": True})["passages"]
    assert passage["name"] == [{"text": "土默特", "marked": True}, {"text": "左旗", "marked": False}]

    [passage] = bench.runner.ask("别的事情", {"limit": 10, "passages": True})["passages"]
    assert passage["name"] == []


def test_asking_for_no_hit_still_tells_how_many_there_are(bench: Bench, bodies: dict[int, str]) -> None:
    run = next(run for run in _runs(bodies, 50) if len(run) > 3)

    result = bench.runner.ask(run, {"limit": 0, "verify": 200})

    assert (result["found"], result["total"]) == ("all", bench.runner.query(run).total)
    assert bench.runner.ask(run, {"limit": 0})["found"] == "all"
    assert bench.runner.ask("", {"limit": 0})["total"] == len(bodies)


def test_a_third_language_is_searched_by_its_words(tmp_path: Path) -> None:
    mongolian = text("Малчин", "Малчид хамтран ажиллана. ᠮᠣᠩᠭᠣᠯ")
    both = document(1, text("牧区"))
    third = replace(both, texts={**both.texts, "mn": mongolian})
    alone = replace(both, number=2, slug="case-2", texts={"mn": text("Сургууль")})
    bench = Bench(tmp_path, [third, alone, document(3)])

    for query, found in (("малчид", [1]), ("ᠮᠣᠩᠭᠣᠯ", [1]), ("牧区", [1]), ("сургууль", [2])):
        assert bench.numbers(query) == found, query
    assert [hit.title for hit in bench.runner.query("牧区", lang="mn").hits] == ["Малчин"]
    assert [hit.title for hit in bench.runner.query("сургууль", lang="en").hits] == ["Сургууль"]


def test_folded_names_are_found_in_the_text_that_the_archive_shows() -> None:
    assert fold("網格化管理") == "网格化管理"


def test_a_string_is_found_however_many_texts_have_its_pairs_apart(tmp_path: Path) -> None:
    apart = [document(number, text(f"第{number}", "网格长。格员会。" * 4)) for number in range(1, 300)]
    whole = [document(number, text(f"第{number}", "问。" * 40 + "网格员。")) for number in range(300, 330)]
    bench = Bench(tmp_path, [*apart, *whole])

    assert sorted(bench.numbers("网格员", limit=100)) == list(range(300, 330))


def test_a_query_loads_and_finds_the_same_whatever_was_asked_before(tmp_path: Path) -> None:
    chance = random.Random("before")
    syllables = [chr(0x4E00 + chance.randrange(3000)) for _ in range(400)]
    bodies = ["".join(chance.choices(syllables, k=4000)) for _ in range(60)]
    documents = [document(number, text("题目", body)) for number, body in enumerate(bodies, 1)]
    used = Bench(tmp_path, documents)
    queries = [body[at : at + 60] for at, body in enumerate(bodies[:12])]
    for query in queries:
        used.numbers(query)

    for query in queries[:4]:
        fresh = QueryRunner(used.folder, ENGINE.read_text("utf-8"))
        before = fresh.query(query, limit=60)
        assert any(term["frequency"] < 0 for term in before.terms), (
            "too large for the budget, so that something is left out"
        )
        assert used.runner.query(query, limit=60) == before
