"""One rule of ranking a test."""

from __future__ import annotations

from pathlib import Path

from generator.search.documents import NameGroup
from tests.search.factories import Bench, document, text

FILLER = "这里写的是别的事情，和问的没有关系，只是为了让正文长一些。" * 3


def test_a_title_match_beats_a_body_match(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path, [document(1, text("别的题目", "网格员" + FILLER)), document(2, text("网格员", FILLER)), document(3)]
    )

    assert bench.numbers("网格员") == [2, 1]


def test_a_short_text_beats_a_long_one_with_the_same_words(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path,
        [document(1, text("甲", "网格员" + FILLER * 6)), document(2, text("乙", "网格员" + FILLER)), document(3)],
    )

    assert bench.numbers("网格员") == [2, 1]


def test_more_occurrences_beat_fewer(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path,
        [
            document(1, text("甲", FILLER + "网格员。草原。")),
            document(2, text("乙", FILLER + "网格员。网格员。")),
            document(3),
        ],
    )

    assert bench.numbers("网格员") == [2, 1]


def test_a_word_beats_the_same_characters_across_two_words(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path,
        [
            document(1, text("甲", "他在学生会上发言。" + FILLER)),
            document(2, text("乙", "发展中国家的经验。" + FILLER)),
            document(3, text("丙", "中国的经验很多。" + FILLER)),
        ],
    )

    assert bench.numbers("中国")[0] == 3


def test_a_rare_word_of_a_question_weighs_more_than_a_frequent_one(tmp_path: Path) -> None:
    frequent = [document(number, text(f"第{number}", "社区服务社区服务。" + FILLER)) for number in range(1, 20)]
    bench = Bench(tmp_path, [*frequent, document(50, text("别的", "马头琴。" + FILLER))])

    assert bench.numbers("社区服务怎么用马头琴来做")[0] == 50


def test_a_text_with_all_words_hides_texts_with_some(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path,
        [
            document(1, text("甲", "牧区。" + FILLER)),
            document(2, text("乙", "牧区的网格员。" + FILLER)),
            document(3, text("丙", "网格员。" + FILLER)),
        ],
    )

    assert bench.numbers("牧区 网格员") == [2]


def test_an_unbroken_phrase_hides_the_same_pairs_apart(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path,
        [document(1, text("甲", "农产品。产品电。电商" + FILLER)), document(2, text("乙", "农产品电商" + FILLER))],
    )

    assert bench.numbers("农产品电商") == [2]


def test_when_nothing_has_the_phrase_its_words_apart_are_shown(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [document(1, text("甲", "农产品。产品电。电商" + FILLER)), document(2, text("乙", FILLER))])

    answer = bench.runner.query("农产品电商")

    assert (answer.found, [hit.slug for hit in answer.hits]) == ("apart", ["case-1"])


def test_quotation_marks_want_the_words_side_by_side(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path,
        [
            document(1, text("甲"), text("Services", "The party serves. Its building is new.")),
            document(2, text("乙"), text("Work", "Good party building helps.")),
        ],
    )

    assert sorted(bench.numbers("party building")) == [1, 2]
    assert bench.numbers("“party building”") == [2]


def test_function_characters_do_not_decide(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path,
        [
            document(1, text("甲", "什么是什么的什么。怎么是怎么的" + FILLER)),
            document(2, text("乙", "马头琴和牧民" + FILLER)),
            document(3),
        ],
    )

    assert bench.numbers("什么是马头琴")[0] == 2


def test_english_words_are_found_in_any_form(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [document(1, text("甲"), text("Villages", "They managed communities.")), document(2)])

    for query in ("community management", "VILLAGE", "manages"):
        assert bench.numbers(query) == [1], query


def test_a_word_that_is_still_being_typed_finds_those_that_begin_with_it(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [document(1, text("甲"), text("Grassland", "Revitalization of villages")), document(2)])

    assert bench.numbers("grassl") == [1]


def test_what_was_typed_beats_another_name_for_it(tmp_path: Path) -> None:
    names = [NameGroup(kind="region", names=("土默特左旗", "Tumed Left Banner", "土左旗"))]
    bench = Bench(
        tmp_path, [document(1, text("土默特左旗", FILLER)), document(2, text("土左旗", FILLER)), document(3)], names
    )

    answer = bench.runner.query("土左旗")

    assert [(hit.slug, hit.match) for hit in answer.hits] == [("case-2", "text"), ("case-1", "alias")]


def test_of_equals_the_newer_number_comes_first(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [document(1, text("网格员", FILLER)), document(9, text("网格员", FILLER)), document(4)])

    assert bench.numbers("网格员") == [9, 1]


def test_one_case_is_one_hit_in_the_language_of_the_interface(tmp_path: Path) -> None:
    both = document(1, text("网格员", url="cases/case-1.html"), text("Grid workers", url="en/cases/case-1.html"))
    bench = Bench(tmp_path, [both, document(2)])

    chinese = bench.runner.query("网格员", lang="zh").hits
    english = bench.runner.query("网格员", lang="en").hits

    assert [(hit.title, hit.url) for hit in chinese] == [("网格员", "cases/case-1.html")]
    assert [(hit.title, hit.url) for hit in english] == [("Grid workers", "en/cases/case-1.html")]
