"""The arithmetic of the search benchmark; no browser, no peers."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.search import indexing, tables
from benchmarks.search.collection import (
    Query,
    draw_strings,
    folded_text,
    read_document,
    read_search_vocabulary,
    write_documents,
    write_vocabulary,
)
from benchmarks.search.compare import Row
from benchmarks.search.quality import Found, question_measures, string_measures
from generator.search.documents import FacetValue, FacetVocabulary, NameGroup, SearchVocabulary
from tests.search.factories import document, text


def _query(*right: str) -> Query:
    return Query(text="网格", right=frozenset(right))


def test_recall_is_of_all_right_answers_and_precision_of_the_ten_shown() -> None:
    found = Found(slugs=("a", "x", *(f"y{place}" for place in range(8)), "b"))

    measures = string_measures([_query("a", "b")], [found])

    assert measures["string recall"] == 1.0
    assert measures["string precision"] == 0.1
    assert measures["right lists"] == 0.0


def test_a_query_without_a_result_has_precision_zero_and_is_counted() -> None:
    measures = string_measures([_query("a"), _query("a")], [Found(slugs=()), Found(slugs=("a",))])

    assert (measures["string precision"], measures["string no result"], measures["string recall"]) == (0.5, 0.5, 0.5)


def test_hits_by_another_name_lower_precision_but_not_that_of_what_is_said_to_be_as_typed() -> None:
    found = Found(slugs=("a", "b"), others=frozenset({"b"}))

    measures = string_measures([_query("a")], [found])

    assert (measures["string precision"], measures["string precision as typed"], measures["right lists"]) == (
        0.5,
        1.0,
        1.0,
    )


def test_the_rank_of_the_first_right_answer_among_ten_counts() -> None:
    late = Found(slugs=(*tuple(f"x{place}" for place in range(10)), "a"))

    measures = question_measures(
        [_query("a"), _query("a", "b"), _query("a")], [Found(slugs=("a",)), Found(slugs=("x", "b", "a")), late]
    )

    assert measures["MRR@10"] == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert measures["recall@10"] == pytest.approx((1 + 1 + 0) / 3)


def test_drawn_strings_know_all_texts_that_contain_them() -> None:
    documents = [
        document(number, text(f"第{number}", "网格員服务群众，社区党员。" * (number % 3 + 1)), text("Grid", "工作"))
        for number in range(1, 20)
    ]

    drawn = list(draw_strings(documents, "seed", 30))

    assert drawn == list(draw_strings(documents, "seed", 30)) != list(draw_strings(documents, "other", 30))
    for query in drawn:
        assert 2 <= len(query.text) <= 8
        assert query.right == {one.slug for one in documents if query.text in folded_text(one)} != set()


def test_documents_and_vocabulary_survive_the_disk(tmp_path: Path) -> None:
    one = document(
        3, text("网格", "正文", "摘要", "cases/a.html", {"methods": ("甲", "乙")}), facets={"region": ("1",)}
    )
    vocabulary = SearchVocabulary(
        dictionary=("网格员",),
        names=(NameGroup(kind="region", names=("甲", "A")),),
        facets=(
            FacetVocabulary(
                name="region", labels={"zh": "地区"}, values=(FacetValue(id="1", parent=None, labels={"zh": "甲"}),)
            ),
        ),
    )

    write_documents(tmp_path / "documents.jsonl", [one])
    write_vocabulary(tmp_path / "vocabulary.json", vocabulary)

    assert read_document((tmp_path / "documents.jsonl").read_text("utf-8")) == one
    assert read_search_vocabulary(tmp_path / "vocabulary.json") == vocabulary


def _row(contender: str, **measures: float) -> Row:
    notes = {"strings": 4, "questions": 0, "mean characters of a Chinese body": 830}
    return Row(
        collection="real",
        label="an archive",
        contender=contender,
        documents=37,
        measures=measures,
        notes=notes,
        load=0.5,
    )


def test_a_search_that_builds_everything_anew_needs_as_long_for_an_edit() -> None:
    ours = {"edit seconds": 0.25, "edit CPU seconds": 0.5, "text memory": 1e8, "first query bytes, median": 4e4}
    theirs = {"text seconds": 9.0, "text CPU seconds": 8.0}
    rows = [_row("Ours", **ours, **{"first query bytes, worst": 2.5e6}), _row("Theirs", **theirs)]

    made = tables.table(rows)

    assert "| after one edit: by the clock / of all processors | 0.2 s / 0.5 s | 9.0 s / 8.0 s |" in made
    assert "| first query, empty cache: median / worst | 40 KB / 2.5 MB | – |" in made
    assert "(4 strings; 830 characters a Chinese body)" in made


def test_a_report_changes_only_what_stands_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{tables.BEGIN}\nold\n{tables.END}\nafter\n", encoding="utf-8")

    tables.report(page, "new\n")

    assert page.read_text("utf-8") == f"before\n{tables.BEGIN}\nnew\n{tables.END}\nafter\n"


def test_an_edited_index_is_measured_on_what_the_build_before_has_left(tmp_path: Path) -> None:
    texts, site, keep = tmp_path / "texts", tmp_path / "site", tmp_path / "keep"
    texts.mkdir()
    cases = [document(number, text(f"第{number}号", "网格员服务群众。" * number)) for number in range(1, 9)]
    write_documents(texts / indexing.DOCUMENTS, cases)
    write_documents(texts / indexing.stage_file("edit"), [document(3, text("第3号", "牧区的事情。"))])
    write_vocabulary(texts / indexing.VOCABULARY, SearchVocabulary())

    all_files = indexing.build("text", texts, site, keep, tmp_path / "nothing")
    edited = indexing.build("edit", texts, tmp_path / "edited", keep, site)

    assert 0 < edited < all_files == sum(path.is_file() for path in site.rglob("*"))
