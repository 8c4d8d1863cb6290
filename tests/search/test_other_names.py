"""When another name of a thing stands in for what was typed, and when it would only bring noise."""

from __future__ import annotations

from pathlib import Path

from generator.search.documents import NameGroup, SearchDocument
from tests.search.factories import Bench, document, text

LEAD = NameGroup(kind="glossary", names=("头雁", "lead goose", "officials"))
MEALS = NameGroup(kind="glossary", names=("助餐", "老人吃饭", "dining hall for seniors"))
JOIN = NameGroup(kind="glossary", names=("双报到", "dual registration", "members report in communities"))


def _english(number: int, body: str) -> SearchDocument:
    return document(number, en=text(title="Title", body=body))


def _hits(bench: Bench, query: str) -> list[tuple[str, str]]:
    return [(hit.slug, hit.match) for hit in bench.runner.query(query, lang="en").hits]


def test_a_name_of_several_words_must_stand_in_the_text_as_it_is(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path,
        [
            document(1, text(body="开展双报到")),
            _english(2, "Now all members report in communities."),
            _english(3, "The communities report that members come in."),
        ],
        [JOIN],
    )

    assert set(_hits(bench, "双报到")) == {("case-1", "text"), ("case-2", "alias")}


def test_a_quoted_phrase_is_said_otherwise_only_where_the_whole_of_it_is_a_name(tmp_path: Path) -> None:
    bench = Bench(
        tmp_path,
        [
            _english(1, "About dual registration of members."),
            _english(2, "Dual use; a registration is needed."),
            document(3, text(body="开展双报到")),
        ],
        [JOIN],
    )

    assert _hits(bench, '"dual registration"') == [("case-1", "text"), ("case-3", "alias")]
    assert _hits(bench, '"dual registration of"') == [("case-1", "text")]


def test_one_word_for_a_name_does_not_flood_what_was_found_as_typed(tmp_path: Path) -> None:
    cases = [document(1, text(body="头雁领飞")), *(_english(number, "The officials came.") for number in range(2, 9))]

    assert _hits(Bench(tmp_path, cases, [LEAD]), "头雁") == [("case-1", "text")]


def test_one_word_for_a_name_finds_where_the_name_itself_stands_nowhere(tmp_path: Path) -> None:
    cases = [_english(number, "The officials came.") for number in range(2, 9)]

    assert len(_hits(Bench(tmp_path, cases, [LEAD]), "头雁")) == 7


def test_words_of_one_name_that_stand_apart_do_not_hide_another_name_that_stands_there(tmp_path: Path) -> None:
    chinese, english = text(body="上门助餐" + "，走访居民" * 9), text(title="A hall, for dining", body="Seniors dine.")
    bench = Bench(tmp_path, [document(1, chinese, en=english), _english(2, "Now a dining hall for seniors.")], [MEALS])

    for _ in range(2):  # what is loaded already does not count for the budget
        assert set(_hits(bench, "老人吃饭")) == {("case-1", "alias"), ("case-2", "alias")}
