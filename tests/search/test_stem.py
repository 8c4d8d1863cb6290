"""Stems of English words, beside those of Snowball's own program."""

from __future__ import annotations

import pytest
import snowballstemmer
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.search.stem import DERIVED, EED_KEPT, EXCEPTIONS, ING_KEPT, NOMINAL, RESIDUAL, stem

SNOWBALL = snowballstemmer.stemmer("english").stemWord
BEGINNINGS = sorted({*EXCEPTIONS, *ING_KEPT, *EED_KEPT, "gener", "commun", "past", "inter", "organ", ""})
ENDINGS = sorted(
    {*DERIVED, *NOMINAL, *RESIDUAL, "eedly", "ingly", "edly", "eed", "ing", "ed", "s", "ies", "ied", "sses", "us", "e", "ll", ""}
)  # fmt: skip
WORDS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(BEGINNINGS),
    st.text(alphabet="aeiouybdlmnrstwx", max_size=5),
    st.sampled_from(ENDINGS),
    st.sampled_from(ENDINGS),
).filter(bool)


@settings(max_examples=1500)
@given(WORDS)
@example("sayyying")
@example("yyes")
def test_a_stem_is_that_of_snowball(word: str) -> None:
    assert stem(word) == SNOWBALL(word)


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("villages", "villag"), ("generations", "generat"), ("hoping", "hope"), ("hopping", "hop"), ("dying", "die"), ("as", "as")],
)  # fmt: skip
def test_words_of_one_meaning_have_one_stem(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed
