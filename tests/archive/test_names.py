"""Names as people write them: one answer, or all candidates, never a guess."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.model import Region
from generator.archive.names import Ambiguous, NameIndex, RegionNames, Unknown, fold, nearest
from generator.archive.reading import read_vocabulary_texts
from generator.archive.vocabulary import Vocabulary
from generator.archive.vocabulary_files import read_vocabulary

CONTENT = Path(__file__).resolve().parents[2] / "content"
WORDS = st.sampled_from(
    ["东", "西", "东街", "东街道", "东街社区", "新城区", "新城", "双河镇", "dong", "Dong Jie", "East Road"]
)


def real_vocabulary() -> Vocabulary:
    texts, problems = read_vocabulary_texts(CONTENT)
    vocabulary, more = read_vocabulary(texts)
    assert [problem for problem in [*problems, *more] if problem.severity == "error"] == []
    return vocabulary


REAL = real_vocabulary()


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Region]:
    """Small trees in which names repeat as often as they can."""
    regions: dict[str, Region] = {}
    for number in range(draw(st.integers(1, 8))):
        parent = draw(st.none() | st.sampled_from([*regions])) if regions else None
        regions[f"r{number}"] = Region(
            id=f"r{number}",
            kind="county",
            name={"zh": draw(WORDS), "en": draw(WORDS)},
            code=draw(st.none() | st.just(f"15{number:04d}")),
            aliases={"zh": tuple(draw(st.lists(WORDS, max_size=2)))},
            parent=parent,
        )
    return regions


def make_names(*rows: str, **aliases: str) -> RegionNames:
    """Regions from paths of ids, names are the ids: `"1501/150103"`; `name=alias` adds an alias."""
    regions = {}
    for row in rows:
        *above, entry = row.split("/")
        names = (aliases[entry],) if entry in aliases else ()
        regions[row] = Region(
            id=row, kind="county", name={"zh": entry}, aliases={"zh": names}, parent="/".join(above) or None
        )
    return RegionNames(regions)


def test_every_region_of_the_archive_is_found_by_the_path_that_messages_propose() -> None:
    names = REAL.region_names

    assert len(REAL.regions) > 50
    for region_id in REAL.regions:
        assert names.resolve(names.path_name(region_id)) == region_id
        assert names.resolve(names.path_name(region_id, "en")) == region_id


def test_every_region_of_the_archive_is_found_by_code_id_and_full_path() -> None:
    for region in REAL.regions.values():
        path = "/".join(step.name["zh"] for step in REAL.region_path(region.id))

        assert REAL.region_names.resolve(region.id) == region.id
        assert region.code is None or REAL.region_names.resolve(region.code) == region.id
        assert REAL.region_names.resolve(path) == region.id


@given(trees())
def test_a_proposed_path_resolves_to_its_region_in_any_tree(regions: dict[str, Region]) -> None:
    names = RegionNames(regions)

    for region_id in regions:
        assert names.resolve(names.path_name(region_id)) == region_id


@given(trees(), st.text(max_size=12) | WORDS | st.lists(WORDS, max_size=3).map("/".join))
def test_an_answer_is_one_region_of_that_name_or_all_candidates(regions: dict[str, Region], name: str) -> None:
    answer = RegionNames(regions).resolve(name)

    if isinstance(answer, Ambiguous):
        assert len(set(answer.candidates)) == len(answer.candidates) > 1
        assert set(answer.candidates) <= regions.keys()
    elif isinstance(answer, Unknown):
        assert len(answer.nearest) <= 3
    else:
        assert answer in regions


@given(trees(), WORDS)
def test_a_name_that_two_regions_bear_is_never_guessed(regions: dict[str, Region], name: str) -> None:
    bearers = {
        region.id
        for region in regions.values()
        if fold(name) in map(fold, [*region.name.values(), *region.aliases["zh"], region.id])
    }

    answer = RegionNames(regions).resolve(name)

    if len(bearers) > 1:
        assert isinstance(answer, Ambiguous)
        assert set(answer.candidates) == bearers
    elif bearers:
        assert {answer} == bearers


@given(trees(), st.randoms())
def test_the_order_of_the_file_changes_no_answer(regions: dict[str, Region], random: object) -> None:
    shuffled = [*regions.items()]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = RegionNames(regions), RegionNames(dict(shuffled))

    for region in regions.values():
        first, second = one.resolve(region.name["zh"]), other.resolve(region.name["zh"])
        if isinstance(first, Ambiguous):
            assert isinstance(second, Ambiguous)
            assert set(first.candidates) == set(second.candidates)
        else:
            assert first == second


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("回民区", "150103"),
        ("150103", "150103"),
        ("Huimin District", "150103"),
        ("huimin  district", "150103"),
        ("呼和浩特市／回民区", "150103"),
        ("内蒙古自治区 › 回民区", "150103"),
        ("回民区/钢铁路街道", "150103007"),
        ("回民区/钢铁路", "150103007"),
        ("回民区/钢铁路街道办事处", "150103007"),
        ("呼和浩特市/钢铁路街道", "150103007"),
        ("土左旗", "150121"),
    ],
)
def test_a_region_is_found_as_the_press_writes_it(written: str, meant: str) -> None:
    answer = REAL.region_names.resolve(written)

    assert isinstance(answer, str), answer
    assert REAL.regions[answer].code == meant


def test_a_step_of_a_path_may_be_left_out_but_not_turned_round() -> None:
    names = make_names("市", "市/区", "市/区/街道")

    assert names.resolve("市/街道") == "市/区/街道"
    assert names.resolve("街道/市") == Unknown("街道/市", ("市",))


def test_an_ending_is_forgiven_only_where_the_exact_name_finds_nothing() -> None:
    names = make_names("市", "市/东风路街道", "市/东风路社区")

    assert names.resolve("东风路街道") == "市/东风路街道"
    assert names.resolve("东风路") == Ambiguous("东风路", ("市/东风路街道", "市/东风路社区"))
    assert names.resolve("东风路居委会") == Ambiguous("东风路居委会", ("市/东风路街道", "市/东风路社区"))


def test_an_alias_is_as_good_as_a_name() -> None:
    names = make_names("盟", "盟/阿拉善左旗", 阿拉善左旗="阿左旗")

    assert names.resolve("阿左旗") == "盟/阿拉善左旗"


def test_an_unknown_name_tells_the_nearest() -> None:
    answer = REAL.region_names.resolve("回名区")

    assert isinstance(answer, Unknown)
    assert answer.nearest[0] == "回民区"


@pytest.mark.parametrize("empty", ["", " ", "/", "›/ ／", "　"])
def test_an_empty_name_is_unknown(empty: str) -> None:
    assert REAL.region_names.resolve(empty) == Unknown(empty, ())


@given(st.text(max_size=30))
def test_width_and_spaces_around_make_no_difference(name: str) -> None:
    assert fold(unicodedata.normalize("NFKC", name)) == fold(name)
    assert fold(f" {name}\u3000") == fold(name)


@pytest.mark.parametrize(
    ("one", "other"), [("“1+3+N”", "１＋３＋Ｎ"), ("《方案》", "方案"), ("Grid Worker", "gridworker")]
)
def test_what_nobody_means_makes_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_an_entry_is_found_by_id_name_and_alias_and_a_shared_alias_is_not_guessed() -> None:
    index = NameIndex([("grid", ["网格管理", "网格"]), ("care", ["为老服务", "网格"])])

    assert index.resolve("grid") == index.resolve("网格管理") == "grid"
    assert index.resolve("网格") == Ambiguous("网格", ("grid", "care"))
    assert index.resolve("网各管理") == Unknown("网各管理", ("网格管理",))
    assert index.shared_names() == {"网格": ("grid", "care")}


@given(st.text(max_size=10), st.lists(st.text(max_size=10), max_size=6))
def test_the_nearest_names_are_known_names_each_once(name: str, known: list[str]) -> None:
    found = nearest(name, known)

    assert set(found) <= set(known)
    assert len(set(found)) == len(found) <= 3
