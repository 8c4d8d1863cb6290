"""The page of a case: citations, QR code, marks of glossary terms, the text beside the text."""

from __future__ import annotations

import re

import pytest

from generator.pages.qr import qr_code
from tests.archive.factories import CONFIG
from tests.test_pages import Case, pages_of

NEWSPAPER: Case = {
    "form": "adapted", "title": "一张网兜住民生", "author": "甲, 乙", "publication": "某某日报", "date": "2023-05-12", "page": "03",
}  # fmt: skip


GLOSSARY = {
    "terms": [
        {"id": "grid-worker", "term": {"zh": "网格员", "en": "grid worker"}, "definition": {"zh": "管一个网格的人。", "en": "Who looks after a grid."}},
    ],
}  # fmt: skip


BODY: Case = {"body": "## 网格员\n\n网格员上门，网格员再上门。", "en_body": "## Grid worker\n\nGrid workers call."}
FOUR: Case = {
    "contributors": [{"name": "戊", "role": "editor"}, *({"name": name, "role": "author"} for name in "甲乙丙丁")]
}
CASES: dict[str, Case] = {
    "practices/alpha": {"updated": "2026-12-01", "source": NEWSPAPER, **BODY},
    "practices/reprint": {"source": {**NEWSPAPER, "form": "reprint", "editor": "戊"}},
    "practices/month": {"source": {**NEWSPAPER, "date": "2023-05"}},
    "practices/nameless": {"source": {**NEWSPAPER, "publication": "不详"}},
    "practices/four": {"source": {key: NEWSPAPER[key] for key in ("form", "title", "publication", "date")}, **FOUR},
    "practices/chinese": {"en": False},
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages of an archive that has an address."""
    config = CONFIG + "base_url: https://example.org/anliku/\n"
    return pages_of(tmp_path_factory.mktemp("public"), CASES, config=config, glossary=GLOSSARY)


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages of one that has none."""
    return pages_of(tmp_path_factory.mktemp("private"), {"practices/alpha": {}})


def citations(page: str) -> list[str]:
    return [re.sub("<[^>]+>", "", found) for found in re.findall(r'<p class="citation">(.*?)</p>', page)]


def test_a_case_is_cited_as_a_web_page_with_its_number_and_its_last_change(public: dict[str, str]) -> None:
    assert citations(public["cases/alpha.html"])[0] == (
        "案例库. 第 1 篇: AL-0001[EB/OL]. (2026-12-01)[引用日期]. https://example.org/anliku/cases/alpha.html."
    )
    assert citations(public["en/cases/alpha.html"])[0] == (
        "Case Archive. Case 1: AL-0001[EB/OL]. (2026-12-01)[date of access]."
        " https://example.org/anliku/en/cases/alpha.html."
    )


def test_without_a_base_url_the_citation_leaves_the_address_to_the_reader(private: dict[str, str]) -> None:
    assert citations(private["cases/alpha.html"]) == ["案例库. 第 1 篇: AL-0001[EB/OL]. (2026-11-21)[引用日期]."]
    assert "<span data-here></span>" in private["cases/alpha.html"]


def test_a_reprint_is_its_authors(public: dict[str, str]) -> None:
    assert citations(public["cases/reprint.html"])[0].startswith("甲, 乙. 第 2 篇: AL-0002[EB/OL].")


def test_a_newspaper_article_is_cited_where_title_newspaper_and_day_are_known(public: dict[str, str]) -> None:
    assert citations(public["cases/alpha.html"])[1:] == ["甲, 乙. 一张网兜住民生[N]. 某某日报, 2023-05-12(03)."]
    assert citations(public["cases/month.html"])[1:] == []
    assert citations(public["cases/nameless.html"])[1:] == []


def test_four_authors_are_three_and_more_and_an_editor_is_none(public: dict[str, str]) -> None:
    assert citations(public["cases/four.html"])[1:] == ["甲, 乙, 丙, 等. 一张网兜住民生[N]. 某某日报, 2023-05-12."]
    assert citations(public["en/cases/four.html"])[1:] == [
        "甲, 乙, 丙, et al. 一张网兜住民生[N]. 某某日报, 2023-05-12."
    ]


def test_the_qr_code_says_the_address_of_the_page_and_needs_a_base_url(
    public: dict[str, str], private: dict[str, str]
) -> None:
    for path in ("cases/alpha.html", "en/cases/alpha.html"):
        code = qr_code(f"https://example.org/anliku/{path}")
        assert code is not None
        assert f'<path d="{code.path}"/>' in public[path]
        assert 'class="qr"' not in private[path]


def test_terms_of_the_glossary_are_links_to_its_entries_in_the_language_of_the_text(public: dict[str, str]) -> None:
    assert re.findall(r'<a class="term".*?</a>', public["cases/alpha.html"]) == [
        '<a class="term" href="../glossary.html#grid-worker" data-other="grid worker" data-tag="en"'
        ' data-tip="管一个网格的人。">网格员</a>'
    ]
    assert re.findall(r'<a class="term".*?</a>', public["en/cases/alpha.html"]) == [
        '<a class="term" href="../glossary.html#grid-worker" data-head="grid worker" data-other="网格员"'
        ' data-tag="zh-CN" data-tip="Who looks after a grid.">Grid workers</a>'
    ]
    assert 'id="grid-worker"' in public["glossary.html"]
    assert 'id="grid-worker"' in public["en/glossary.html"]


def test_only_a_translated_case_can_be_read_beside_its_other_language(public: dict[str, str]) -> None:
    assert 'data-beside="../en/cases/alpha.html" data-labels="中文 · 原文|English · 译文"' in public["cases/alpha.html"]
    assert 'data-beside="../../cases/alpha.html"' in public["en/cases/alpha.html"]
    assert "data-beside=" not in public["cases/chinese.html"]
    assert "data-beside=" not in public["en/cases/chinese.html"]
