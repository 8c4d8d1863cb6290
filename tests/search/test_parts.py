"""Prepared cases, encodings, weights, borders."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.borders import list_bytes, list_uses, shard_starts
from generator.search.cut import cut_texts
from generator.search.encode import check_letters, part_script, printable, rice_bits, varints
from generator.search.normalise import fold, fold_all
from generator.search.packed_text import pack_text
from generator.search.prepare import DamagedCacheError, PreparedDocument, prepare
from generator.search.shards import shared_prefixes
from generator.search.terms import STEMS, count_terms
from generator.search.weights import impact_bytes, length_class, level_limits, levels_of, step_up
from tests.search.factories import document, segmenter, text

TEXTS = st.text(alphabet=st.sampled_from("党建引领乡村振兴的是abc 12,。\n𠮷後二〇㎡…½éé"), max_size=60)


def test_a_prepared_case_survives_its_bytes() -> None:
    prepared = prepare(
        document(7, text("党建引领", "网格员 works in 2023"), text("Party building", "Grid")), segmenter()
    )

    again = PreparedDocument.from_bytes(prepared.to_bytes())

    assert again.to_bytes() == prepared.to_bytes()
    assert (again.number, again.words) == (7, prepared.words)


@pytest.mark.parametrize("damage", [b"", b"ANP3", b"x" * 200])
def test_a_damaged_cache_is_noticed(damage: bytes) -> None:
    with pytest.raises(DamagedCacheError):
        PreparedDocument.from_bytes(damage)


def test_a_truncated_cache_is_noticed() -> None:
    data = prepare(document(1, text("党建引领")), segmenter()).to_bytes()

    with pytest.raises(DamagedCacheError):
        PreparedDocument.from_bytes(data[:-1])


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_the_fast_cut_gives_the_same_terms_as_the_plain_one(texts: list[str]) -> None:
    cut = cut_texts(texts, segmenter())

    for ordinal, shown in enumerate(texts):
        pairs, characters, words = count_terms(fold(shown))
        units = [
            ((pair >> 16).to_bytes(2, "little") + (pair & 0xFFFF).to_bytes(2, "little")).decode(
                "utf-16-le", "surrogatepass"
            )
            for pair in cut.pairs[cut.pair_texts == ordinal].tolist()
        ]
        assert sorted(units) == sorted(pairs.elements())
        assert sorted(map(chr, cut.characters[cut.character_texts == ordinal].tolist())) == sorted(
            characters.elements()
        )
        assert Counter(map(STEMS.__getitem__, cut.words[ordinal])) == words


@given(st.sets(st.text("abc", min_size=1, max_size=6), max_size=12))
def test_neighbouring_words_share_what_both_begin_with(words: set[str]) -> None:
    listed = sorted(words)

    shared = shared_prefixes(listed)

    for before, word, count in zip(["", *listed], listed, shared, strict=False):
        assert before[:count] == word[:count]
        assert count in (len(before), len(word)) or before[count] != word[count]


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_texts_folded_together_are_as_folded_alone(texts: list[str]) -> None:
    units, lengths = fold_all(texts)

    start = 0
    for shown, length in zip(texts, lengths, strict=True):
        assert units[start : start + length].tobytes().decode("utf-16-le", "surrogatepass") == fold(shown)
        start += length + 1


@given(TEXTS)
def test_packing_by_table_gives_the_bytes_of_packing_one_by_one(shown: str) -> None:
    assert pack_text(shown) == b"".join(pack_text(character) for character in shown)


def test_a_pair_across_two_words_is_known_as_such() -> None:
    cut = cut_texts(["学生会主席"], segmenter())

    pairs = [chr(pair >> 16) + chr(pair & 0xFFFF) for pair in cut.pairs.tolist()]
    assert dict(zip(pairs, cut.straddling.tolist(), strict=True)) == {
        "学生": False,
        "生会": False,
        "会主": True,
        "主席": False,
    }


def test_impact_is_the_saturated_share_of_bm25() -> None:
    # One occurrence in a text of mean length: 1 / (1 + 1.2) = 0.4545… of 255.
    assert impact_bytes(np.array([10], np.uint8), length_class(100, 100.0)).tolist() == [116]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [(20_000, [15, 12, 6]), (1000, [13, 11, 8]), (40, [15, 15, 15])],
)
def test_rare_terms_have_more_levels_than_frequent_ones_unless_the_archive_is_small(
    documents: int, expected: list[int]
) -> None:
    frequencies = np.array([1, documents // 400 + 1, documents // 20 + 1])

    assert levels_of(frequencies, level_limits(documents)).tolist() == expected


@given(st.integers(1, 10**6))
def test_a_size_in_steps_is_never_below_the_size(number: int) -> None:
    assert number <= step_up(number) < number * 2


@given(st.lists(st.integers(0, 2**34)))
def test_varints_are_read_as_they_were_written(numbers: list[int]) -> None:
    data = varints(numbers)

    read, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            read.append(value)
            value = shift = 0
    assert read == numbers


def test_rice_codes_are_those_of_the_definition() -> None:
    # 5 with k = 1: quotient 2 → 00 1, remainder 1 → 1; 0 with k = 0: 1.
    assert rice_bits(np.array([5, 0]), np.array([1, 0])) == bytes([0b00111000])


@given(st.binary(max_size=60))
def test_printable_bytes_hold_neither_quotation_mark_nor_backslash(data: bytes) -> None:
    made = printable(data)

    assert len(made) == 2 * -(-8 * len(data) // 13)
    assert not set(made) & {ord('"'), ord("\\")} and all(35 <= byte <= 126 for byte in made)


def test_a_part_is_a_call_that_a_classic_script_may_make() -> None:
    assert part_script("p/1-0", b"\x00") == b'anlikuPart(3,"p/1-0",1,192397,"##");\n'
    assert check_letters(0xFFFFFF) == "zzzz"


def _borders(frequencies: list[int]) -> list[int]:
    counts = np.array(frequencies)
    rooms = np.arange(len(counts)) // 500
    hashes = (np.arange(len(counts), dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)
    return shard_starts(rooms, hashes, list_bytes(counts, 1000), list_uses(counts, counts // 10), 400)


def test_one_edit_moves_borders_of_its_own_rooms_only() -> None:
    chance = np.random.default_rng(7)
    frequencies = np.minimum(900, chance.zipf(1.5, 5000)).tolist()
    edited = list(frequencies)
    for at in range(1000, 1060):
        edited[at] += 1

    before, after = _borders(frequencies), _borders(edited)

    def outside(borders: list[int]) -> list[int]:
        return [border for border in borders if border // 500 != 2]

    assert outside(before) == outside(after)
    assert len(before) > 20
