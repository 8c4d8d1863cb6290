"""雷同: passages that stand in two cases."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from generator.archive.checks.likeness import RUN, SHARE, compare, suspects
from generator.archive.documents import Body
from generator.archive.traces import SHORTEST, _is_letter, letters, make_trace, sample_passages
from tests.archive.factories import make_archive


def prose(count: int, seed: int) -> str:
    """So many Chinese characters in sentences of twenty; no two seeds share a passage."""
    dice = random.Random(seed)
    characters = [chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(count)]
    return "".join(c + ("。" if place % 20 == 19 else "") for place, c in enumerate(characters))


def body(text: str) -> Body:
    return Body(text=text, line=1)


COPIED = prose(RUN + 10, seed=9)


def test_two_cases_that_share_a_long_passage_are_told_at_the_later_one_with_both_lines(tmp_path: Path) -> None:
    first = f"{prose(800, 1)}\n\n{COPIED}"
    second = f"{prose(800, 2)}\n\n{prose(100, 3)}\n\n{COPIED}"

    made = make_archive(tmp_path, cases={"practices/a": {"body": first}, "practices/b": {"body": second}})

    likeness = [problem for problem in made.problems if problem.code == "likeness"]
    assert [str(problem.where) for problem in likeness] == ["practices/b/zh.md:15"]
    assert likeness[0].args["other"] == "practices/a/zh.md:13"
    assert likeness[0].args["run"] == RUN + 10
    assert likeness[0].args["share"] == "8.0%"


def test_a_changed_comma_a_space_or_a_broken_line_hides_nothing() -> None:
    changed = COPIED.replace("。", "， ")
    broken = f"{changed[:30]}\n{changed[30:]}"

    assert compare(body(COPIED), body(broken)).run == RUN + 10


def test_many_short_passages_are_told_by_their_share() -> None:
    shared = [prose(30, seed) for seed in range(100, 104)]
    first = "\n\n".join([prose(120, 1), *(f"{text}。{prose(60, 200 + place)}" for place, text in enumerate(shared))])
    second = "\n\n".join([prose(120, 2), *(f"{text}。{prose(60, 300 + place)}" for place, text in enumerate(shared))])

    overlap = compare(body(first), body(second))

    assert overlap.run == 30
    assert overlap.common == 120
    assert overlap.share == pytest.approx(120 / 480)
    assert overlap.share > SHARE
    assert overlap.is_alike


def test_set_phrases_and_names_are_not_a_likeness() -> None:
    phrase = prose(SHORTEST - 1, seed=7)

    overlap = compare(body(phrase + prose(300, 1)), body(phrase + prose(300, 2)))

    assert overlap.common == 0
    assert not overlap.is_alike


def test_one_long_phrase_in_a_caption_is_not_a_likeness() -> None:
    phrase = prose(30, seed=7)

    overlap = compare(body(phrase + prose(60, 1)), body(phrase + prose(60, 2)))

    assert overlap.share == pytest.approx(1 / 3)
    assert not overlap.is_alike


def test_the_share_is_that_of_the_shorter_text() -> None:
    overlap = compare(body(COPIED), body(prose(700, 1) + COPIED))

    assert overlap.share == 1.0


def test_the_table_of_letters_says_of_each_character_whether_it_is_a_letter_or_digit() -> None:
    assert _is_letter().tolist() == [chr(code).isalnum() for code in range(1 << 16)]


def test_headings_code_and_document_titles_are_not_compared() -> None:
    text = "## 背景\n\n正文一。\n\n```\n代码\n```\n\n见《关于某事的实施方案》第二条。"

    assert list(letters(body(text))) == [(3, "正文一"), (9, "见第二条")]


def test_a_common_passage_of_twenty_letters_always_leaves_a_common_trace() -> None:
    passage = prose(SHORTEST, seed=5).replace("。", "")
    for place in range(40):
        first = prose(40 + place, 1).replace("。", "") + passage + prose(50, 2).replace("。", "")
        second = prose(90 - place, 3).replace("。", "") + passage + prose(37, 4).replace("。", "")

        ours, theirs = sample_passages(first), sample_passages(second)

        grams = [{data[start : start + 4] for start in range(0, len(data), 4)} for data in (ours, theirs)]
        assert grams[0] & grams[1], place


def test_a_text_shorter_than_the_shortest_passage_leaves_none() -> None:
    assert sample_passages("短" * (SHORTEST - 1)) == b""


def test_a_formula_that_stands_everywhere_makes_no_suspects() -> None:
    formula = prose(60, seed=8)
    traces = [make_trace(str(number), "", "", body(formula + prose(200, number + 50))) for number in range(100)]

    assert suspects([trace.passage_array for trace in traces], [trace.length for trace in traces]) == []


def test_a_passage_copied_many_times_is_told_without_all_pairs() -> None:
    passage = prose(120, seed=8)
    traces = [make_trace(str(number), "", "", body(passage + prose(200, number + 50))) for number in range(40)]

    pairs = suspects([trace.passage_array for trace in traces], [trace.length for trace in traces])

    assert {second for _, second in pairs} == set(range(1, 40))
    assert len(pairs) < 40 * 39 / 2 / 4


def test_a_pair_that_was_answered_for_is_quiet(tmp_path: Path) -> None:
    cases = {"practices/a": {"body": COPIED + prose(300, 1)}, "practices/b": {"body": COPIED + prose(300, 2)}}
    entry = {"cases": ["AL-0002", "AL-0001"], "why": {"zh": "同一材料", "en": "the same material"}}

    told = make_archive(tmp_path / "told", cases=cases)
    answered = make_archive(tmp_path / "answered", cases=cases, vocabulary={"likeness": {"allowed": [entry]}})

    assert told.codes() == ["likeness"]
    assert answered.codes() == []


def test_an_answer_for_a_case_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    entry = {"cases": ["AL-0001", "AL-0077"], "why": {"zh": "无", "en": "none"}}

    made = make_archive(tmp_path, cases={"practices/a": {}}, vocabulary={"likeness": {"allowed": [entry]}})

    assert made.told("case-number-unknown") == ["vocabulary/likeness.yml:3"]


def test_drafts_and_withdrawn_cases_are_not_compared(tmp_path: Path) -> None:
    cases = {"practices/a": {"body": COPIED}, "practices/b": {"body": COPIED, "status": "draft"}}

    assert make_archive(tmp_path, cases=cases).codes() == []


def test_traces_are_the_same_on_every_machine() -> None:
    trace = make_trace(
        "AL-0001", "网格员", "网格员走访", body("网格员走访居民，网格员记下难题，居民与网格员商量办法。")
    )

    assert trace.passages.hex() == PASSAGES
    assert {chr(pair >> 16) + chr(pair & 0xFFFF) for pair in np.frombuffer(trace.topics, "<u4").tolist()} == {
        "网格",
        "格员",
        "员走",
        "走访",
        "居民",
    }


PASSAGES = "0b00f518"
