"""All files of the index: the same bytes from any order, any cache, any way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search.build import PartLedger, build_index, write_index
from generator.search.documents import (
    FacetValue,
    FacetVocabulary,
    NameGroup,
    OutputFile,
    SearchDocument,
    SearchVocabulary,
)
from generator.search.postings import collect_postings
from generator.search.prepare import DamagedCacheError, PreparedDocument, prepare, read_record
from generator.search.state import IndexState, StatePatch, base_parts, patch_bytes, read_base, read_patch
from generator.search.update import update_state
from tests.search.factories import document, segmenter, text

VOCABULARY = SearchVocabulary(
    names=(NameGroup(kind="glossary", names=("网格化管理", "grid management")),),
    facets=(
        FacetVocabulary(
            name="region",
            labels={"zh": "地区", "en": "Region"},
            values=(
                FacetValue(id="150100", parent=None, labels={"zh": "呼和浩特市", "en": "Hohhot"}),
                FacetValue(id="150121", parent="150100", labels={"zh": "土默特左旗", "en": "Tumed Left Banner"}),
            ),
        ),
    ),
)
WORDS = [
    "党建引领",
    "乡村振兴",
    "网格员",
    "社区治理",
    "牧区",
    "草原",
    "合作社",
    "集体经济",
    "人才",
    "服务",
    "群众",
    "基层",
    "2023年",
    "grid",
    "party",
]
BODIES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map("，".join)
CASES = st.dictionaries(st.integers(1, 60), BODIES, min_size=1, max_size=12)


def _documents(bodies: dict[int, str]) -> list[SearchDocument]:
    return [
        document(number, text(body[:8], body), facets={"region": ("150121",)})
        for number, body in sorted(bodies.items())
    ]


def _prepared(bodies: dict[int, str]) -> list[PreparedDocument]:
    return [prepare(item, segmenter()) for item in _documents(bodies)]


def _files(prepared: Sequence[PreparedDocument]) -> dict[str, bytes]:
    return {file.path: file.data for file in build_index(prepared, VOCABULARY)}


@settings(max_examples=15, deadline=None)
@given(CASES)
def test_the_order_of_the_cases_does_not_matter(bodies: dict[int, str]) -> None:
    prepared = _prepared(bodies)

    assert _files(prepared) == _files(prepared[::-1])


@settings(max_examples=25, deadline=None)
@given(CASES, st.dictionaries(st.integers(1, 60), BODIES, max_size=3), st.sets(st.integers(1, 60), max_size=3))
def test_a_patched_index_is_a_fresh_one_byte_for_byte(
    bodies: dict[int, str], changes: dict[int, str], removed: set[int]
) -> None:
    after = {number: body for number, body in {**bodies, **changes}.items() if number not in removed - changes.keys()}
    if not after:
        return
    old = collect_postings(_prepared(bodies))
    ledger = PartLedger()
    on_disk = {
        file.path: file.data
        for file in write_index(old, _reader(_prepared(bodies)), VOCABULARY, after=ledger)
        if isinstance(file, OutputFile)
    }

    state = _edited(_stored(old), bodies, after)
    made = write_index(
        state,
        _reader(_prepared(after)),
        VOCABULARY,
        before=ledger,
        after=PartLedger(),
    )
    patched = {file.path: file.data if isinstance(file, OutputFile) else on_disk[file.path] for file in made}

    assert patched == _files(_prepared(after))


@settings(max_examples=25, deadline=None)
@given(st.lists(CASES, min_size=2, max_size=5))
def test_edit_upon_edit_gives_the_state_of_a_fresh_build(archives: list[dict[int, str]]) -> None:
    state = collect_postings(_prepared(archives[0]))
    for before, after in pairwise(archives):
        state = _edited(_stored(state), before, after)

    fresh = collect_postings(_prepared(archives[-1]))
    for edited in (state, _stored(state.rebased())):
        assert (edited.vocabulary, dict(edited.cases), edited.means) == (fresh.vocabulary, fresh.cases, fresh.means)
        assert edited.scatter.tolist() == fresh.scatter.tolist()
        for lists, others in zip(edited.families, fresh.families, strict=True):
            assert lists.sums.tolist() == others.sums.tolist()
            assert lists.topical.tolist() == others.topical.tolist()
            assert lists.frequencies.tolist() == others.frequencies.tolist()
            count = len(lists.keys)
            for first, last in ((0, count), (0, count // 2), (count // 2, count), (count // 3, count // 3 + 1)):
                if last <= count:
                    assert lists.postings(first, last).tolist() == others.postings(first, last).tolist()


def _stored(state: IndexState) -> IndexState:
    """The state as the next build reads it."""
    base = read_base(b"".join(base_parts(state.base)))
    return IndexState(base=base, patch=read_patch(patch_bytes(state.patch or StatePatch())))


def _edited(state: IndexState, before: dict[int, str], after: dict[int, str]) -> IndexState:
    gone = {number: body for number, body in before.items() if after.get(number) != body}
    new = {number: body for number, body in after.items() if before.get(number) != body}
    edited = update_state(state, _prepared(gone), _prepared(new))
    return collect_postings(_prepared(after)) if edited is None else edited


def _reader(prepared: Sequence[PreparedDocument]):  # type: ignore[no-untyped-def]
    records = {item.number: read_record(item) for item in prepared}
    return records.__getitem__


def test_an_edit_leaves_most_files_as_they_are() -> None:
    bodies = {number: "，".join(WORDS[number % 5 :] + WORDS[: number % 7]) for number in range(1, 200)}
    old = collect_postings(_prepared(bodies))
    ledger = PartLedger()
    count = len(list(write_index(old, _reader(_prepared(bodies)), VOCABULARY, after=ledger)))
    changed = {**bodies, 5: bodies[5].replace("社区治理", "社区服务")}

    state = update_state(old, _prepared({5: bodies[5]}), _prepared({5: changed[5]}))
    assert state is not None
    made = list(write_index(state, _reader(_prepared(changed)), VOCABULARY, before=ledger))

    assert sum(isinstance(file, OutputFile) for file in made) < count / 3


def test_every_file_name_but_the_manifest_bears_a_hash_and_no_capital() -> None:
    names = sorted(_files(_prepared({1: "党建引领", 2: "grid party"})))

    assert "search/manifest.js" in names
    assert all(name == name.lower() and name.endswith(".js") for name in names)
    others = [name for name in names if name != "search/manifest.js"]
    assert all(len(name.removesuffix(".js").rsplit("-", 1)[1]) == 4 for name in others)


def test_two_cases_of_one_number_are_refused() -> None:
    prepared = _prepared({3: "党建"})

    with pytest.raises(ValueError, match="3 is used twice"):
        collect_postings([*prepared, *prepared])


def test_an_empty_archive_has_an_index_too() -> None:
    files = _files([])

    assert "search/manifest.js" in files


@pytest.mark.parametrize("data", [b"", b"ANS3", b"ANS4", b"ANQ2", b"x" * 100])
def test_a_damaged_state_is_noticed(data: bytes) -> None:
    for read in (read_base, read_patch):
        with pytest.raises(DamagedCacheError):
            read(data)


@pytest.mark.parametrize("place", [40, 100, -200, -20])
def test_every_damaged_byte_of_a_state_is_noticed_when_it_is_asked_for(place: int) -> None:
    data = bytearray(b"".join(base_parts(collect_postings(_prepared({1: "党建引领", 2: "grid party"})).base)))
    data[place] ^= 1

    with pytest.raises(DamagedCacheError):
        IndexState(base=read_base(bytes(data)), patch=StatePatch()).rebased()
