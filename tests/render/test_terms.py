"""Marks of glossary terms: what is marked, what never is, and how much."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.render.terms import MOST, GlossaryTerm, TermMarker


def term(
    head: str, *aliases: str, definition: str = "一句话。", other: str = "", id: str | None = None
) -> GlossaryTerm:
    return GlossaryTerm(
        id=id or f"t{sum(map(ord, head))}",
        head=head,
        forms=(head, *aliases),
        definition=definition,
        other=other,
        other_tag="en" if other else "",
    )


def marked(html: str, *terms: GlossaryTerm) -> list[str]:
    """The words that are marked, in the order of the text."""
    (out,) = TermMarker(terms, "../glossary.html#").mark([html])
    return re.findall(r'<a class="term"[^>]*>([^<]*)</a>', out)


def test_a_mark_leads_to_the_entry_and_says_what_it_means() -> None:
    marker = TermMarker([term("网格员", other="grid worker", id="grid-worker")], "../glossary.html#")

    (out,) = marker.mark(["<p>找网格员。</p>"])

    assert out == (
        '<p>找<a class="term" href="../glossary.html#grid-worker" data-other="grid worker" data-tag="en"'
        ' data-tip="一句话。">网格员</a>。</p>'
    )


def test_a_mark_on_another_word_for_the_term_tells_the_term() -> None:
    (out,) = TermMarker([term("业主委员会", "业委会")], "#").mark(["<p>业委会</p>"])

    assert 'data-head="业主委员会"' in out


def test_the_longest_term_is_taken_and_one_in_a_paragraph() -> None:
    assert marked(
        "<p>网格员和专职网格员，网格党支部。</p>", term("网格员"), term("专职网格员"), term("网格党支部")
    ) == ["专职网格员"]


def test_a_term_is_marked_only_where_it_first_stands() -> None:
    assert marked("<p>网格员</p><p>网格员，业委会</p><p>网格员</p>", term("网格员"), term("业委会")) == [
        "网格员",
        "业委会",
    ]


def test_marks_are_few_however_long_the_text() -> None:
    terms = [term(f"{number}号网格员") for number in range(30)]

    assert len(marked("".join(f"<p>{entry.head}</p>" for entry in terms), *terms)) == MOST


def test_nothing_is_marked_in_headings_links_code_attributes_and_titles_of_documents() -> None:
    html = (
        '<h3 id="s1-1">网格员</h3><p><a href="网格员.html" title="a > 网格员">网格员</a><code>网格员</code>'
        '《网格员守则》<sup id="fnref:1"><a href="#fn:1">网格员</a></sup></p><pre><code>网格员</code></pre>'
    )

    assert marked(html, term("网格员")) == []
    assert marked(html + "<p>网格员</p>", term("网格员")) == ["网格员"]


def test_terms_without_a_definition_and_words_of_everyday_are_left_alone() -> None:
    html = "<p>党委、网格员 ask the official of the sum</p>"

    assert marked(html, term("网格员", definition=""), term("党委"), term("official"), term("sum")) == []


def test_english_terms_are_found_as_whole_words_in_the_plural_and_with_a_capital() -> None:
    worker = term("grid worker")

    assert marked("<p>Grid workers came.</p>", worker) == ["Grid workers"]
    assert marked("<p>a grid workerless day; subgrid worker</p>", worker) == []
    assert marked("<p>the owners’ committee</p>", term("owners' committee")) == ["owners’ committee"]


def test_terms_in_any_script_are_found_also_beside_plain_ones_that_begin_alike() -> None:
    terms = [term("Party branch"), term("Party café"), term("members' room"), term("дневной центр")]
    html = "<p>A Party café.</p><p>the members’ room</p><p>Дневной центр</p><p>party, branch</p><p>Party branches</p>"

    assert marked(html, *terms) == ["Party café", "members’ room", "Дневной центр"]
    assert marked("<p>party_branch, Party branch-office</p><p>Party branches</p><p>Party branchs</p>", *terms) == [
        "Party branchs"
    ]


def test_text_that_needs_escaping_is_found_and_stays_escaped() -> None:
    (out,) = TermMarker([term("甲&乙办法", definition='"<x>')], "#").mark(["<p>甲&amp;乙办法 &lt;</p>"])

    assert 'data-tip="&quot;&lt;x&gt;">甲&amp;乙办法</a> &lt;</p>' in out


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "网格员", "专职", "<h3>", "</h3>", '<a href="x">', "</a>", " ", "《", "》"])
    )
)
def test_without_its_marks_a_text_is_what_it_was(pieces: list[str]) -> None:
    html = "".join(pieces)

    (out,) = TermMarker([term("网格员"), term("专职网格员")], "#").mark([html])

    assert re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", out) == html
