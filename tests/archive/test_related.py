"""The same problem, other places: what brings one case near another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.archive import properties as properties_module
from generator.archive import related as related_module
from generator.archive.archive import Archive
from generator.archive.documents import Body
from generator.archive.model import CaseRegion
from generator.archive.properties import vectors_of
from generator.archive.reading import scan
from generator.archive.related import LEAST, LIMIT, relations, update
from generator.archive.traces import Trace, make_trace
from generator.prepare import Preparer
from tests.archive.factories import MadeArchive, figure, make_archive

METHODS = {
    "methods": {
        "methods": [
            {"id": "pairs", "kind": "mechanism", "name": {"zh": "党员包户", "en": "Pairing"}},
            {"id": "card", "kind": "mechanism", "name": {"zh": "连心卡", "en": "Card"}},
        ]
    }
}


def traces_of(made: MadeArchive) -> list[Trace]:
    preparer = Preparer(made.paths.content, made.config, made.archive.vocabulary)
    folders, _ = scan(made.paths.content, ["practices", "brands"])
    prepared = [preparer.prepare(folder, render=False) for folder in folders]
    return [item.trace for item in prepared if item.trace is not None]


def related(tmp_path: Path, *cases: Mapping[str, object]) -> list[str]:
    """Numbers of what is near the first case, best first."""
    made = make_archive(
        tmp_path, cases={f"practices/c{index:02d}": case for index, case in enumerate(cases)}, vocabulary=METHODS
    )
    assert made.codes() == []
    return list(relations(made.archive, traces_of(made)).near["AL-0001"])


FAR = {"themes": ["talent"], "regions": ["阿拉善左旗"]}
"""A case that has nothing in common with the others, so that what they share is not shared by all."""


def test_a_common_theme_brings_cases_together_and_none_keeps_them_apart(tmp_path: Path) -> None:
    assert related(tmp_path, {"themes": ["grids"]}, {"themes": ["grids"], "regions": ["回民区"]}, FAR) == ["AL-0002"]


def test_a_common_method_and_theme_beat_a_common_theme(tmp_path: Path) -> None:
    with_method = {"themes": ["grids"], "methods": ["党员包户"], "regions": ["阿拉善左旗"]}
    theme_only = {"themes": ["grids"], "regions": ["阿拉善左旗"]}

    order = related(tmp_path, {"themes": ["grids"], "methods": ["党员包户"]}, theme_only, with_method, FAR, FAR)

    assert order == ["AL-0003", "AL-0002"]


def test_a_theme_that_comes_first_in_both_beats_one_that_comes_last(tmp_path: Path) -> None:
    last = {"themes": ["talent", "elderly", "grids"], "regions": ["阿拉善左旗"]}
    first = {"themes": ["grids", "elderly"], "regions": ["阿拉善左旗"]}

    assert related(tmp_path, {"themes": ["grids"]}, last, first, FAR)[0] == "AL-0003"


def test_a_common_measure_counts(tmp_path: Path) -> None:
    measured = {"regions": ["回民区"], "figures": [figure("f", 1, measure="grids")]}

    assert related(tmp_path, {"figures": [figure("g", 2, measure="grids")]}, {"regions": ["回民区"]}, measured, FAR)[
        0
    ] == ("AL-0003")


def test_a_text_on_the_same_thing_counts(tmp_path: Path) -> None:
    road = "路面破损，居民反映路面坑洼，街道修复路面，居民参与修复。"
    other = {"regions": ["回民区"], "body": "老人吃饭难，社区办起食堂，食堂给老人送餐。"}
    same = {"regions": ["回民区"], "body": "雨后路面积水，物业与居民商量修复，路面换新。居民满意。"}

    assert related(tmp_path, {"body": road}, other, same, FAR, FAR)[0] == "AL-0003"


def test_of_equal_cases_the_one_from_another_county_comes_first_and_the_same_place_last(tmp_path: Path) -> None:
    here, county, elsewhere = ({"regions": [place]} for place in ("东风路街道", "新城区", "阿拉善左旗"))
    others = [FAR] * 12

    order = related(tmp_path, {"regions": ["东风路街道"]}, here, county, elsewhere, *others)

    assert order == ["AL-0004", "AL-0003", "AL-0002"]


def test_a_case_without_a_region_is_compared_like_any_other(tmp_path: Path) -> None:
    assert related(tmp_path, {"regions": []}, {"regions": []}, FAR) == ["AL-0002"]


def test_ties_go_by_number_and_only_a_few_are_kept(tmp_path: Path) -> None:
    same = [{"regions": ["回民区"]}] * 7

    assert related(tmp_path, {}, *same, *[FAR] * 30) == ["AL-0002", "AL-0003", "AL-0004", "AL-0005", "AL-0006"]


def test_the_order_of_the_traces_changes_nothing(tmp_path: Path) -> None:
    cases = {f"practices/c{index}": {"body": "网格员走访，网格员记录。"} for index in range(5)}
    made = make_archive(tmp_path, cases={**cases, "practices/z": FAR})
    traces = traces_of(made)

    assert relations(made.archive, traces) == relations(made.archive, traces[::-1])


def test_an_archive_of_one_case_has_no_relations(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/a": {}})

    assert relations(made.archive, traces_of(made)).near == {"AL-0001": ()}


# ── vectors made by chance ───────────────────────────────────────────────────
CHARACTERS = st.sampled_from("路灯老人食堂网格")
CASES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["grids", "elderly", "talent"]), unique=True, max_size=3),
        st.lists(st.sampled_from(["pairs", "card"]), unique=True),
        st.sampled_from(["东风路街道", "新城区", "阿拉善左旗", None]),
        st.text(CHARACTERS, max_size=30),
    ),
    min_size=2,
    max_size=14,
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> MadeArchive:
    return make_archive(tmp_path_factory.mktemp("sample"), cases={"practices/a": {}}, vocabulary=METHODS)


def archive_of(
    sample: MadeArchive, drawn: Sequence[tuple[list[str], list[str], str | None, str] | None]
) -> tuple[Archive, list[Trace]]:
    """Cases as drawn, numbered by their place; `None` leaves a number out."""
    vocabulary, pattern = sample.archive.vocabulary, sample.archive.cases[0]
    cases, traces = [], []
    for serial, entry in enumerate(drawn, start=1):
        if entry is None:
            continue
        themes, methods, place, text = entry
        regions = ()
        if place is not None:
            regions = (CaseRegion(region=str(vocabulary.region_names.resolve(place)), role="subject", printed=None),)
        number = f"AL-{serial:04d}"
        cases.append(
            replace(
                pattern, number=number, slug=f"c{serial}", themes=tuple(themes), methods=tuple(methods), regions=regions
            )
        )
        traces.append(make_trace(number, text, "", Body(text="", line=1)))
    return Archive.of(cases, vocabulary), traces


@settings(deadline=None)
@given(CASES, st.integers(1, 4))
def test_the_nearest_are_those_that_share_most_whatever_is_common(
    sample: MadeArchive, drawn: list[tuple[list[str], list[str], str | None, str]], common: int
) -> None:
    archive, traces = archive_of(sample, drawn)
    with pytest.MonkeyPatch.context() as patch:
        for module in (related_module, properties_module):
            patch.setattr(module, "COMMON", common)
        patch.setattr(related_module, "_BLOCK", 5)
        found = relations(archive, traces)
        vectors = vectors_of(archive, archive.by_serial, [trace.topics for trace in traces])
    factors = related_module._Scores(archive, archive.by_serial, vectors)._factors

    count = len(archive.cases)
    table = np.zeros((count, 1 + int(vectors.keys.max(initial=-1))))
    table[vectors.owners, vectors.keys] = vectors.weights
    leading = np.zeros_like(table)
    leading[vectors.owners[vectors.leads], vectors.keys[vectors.leads]] = 1.0
    for index, case in enumerate(archive.by_serial):
        shared = table * table[index]
        scores = np.round(shared.sum(axis=1) * factors(index, np.arange(count)), 3)
        compared = (shared * leading[index]).sum(axis=1) > 0
        compared[index] = False
        best = sorted(((-score, other) for other, score in enumerate(scores) if compared[other] and score >= LEAST))[
            :LIMIT
        ]
        assert found.near[case.number] == tuple(archive.by_serial[other].number for _, other in best)


@settings(deadline=None)
@given(CASES, st.data())
def test_comparing_what_an_edit_touched_gives_what_comparing_all_gives(
    sample: MadeArchive, drawn: list[tuple[list[str], list[str], str | None, str]], data: st.DataObject
) -> None:
    edited: list[tuple[list[str], list[str], str | None, str] | None] = [*drawn]
    for other in data.draw(CASES)[:2]:
        edited[data.draw(st.integers(0, len(drawn) - 1))] = data.draw(st.sampled_from([other, None]))
    before, after = archive_of(sample, drawn), archive_of(sample, edited)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(related_module, "PART", 1.0)
        assert update(relations(*before), *after) == relations(*after)


def test_an_edit_of_one_text_compares_few_cases(sample: MadeArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{chr(0x4E00 + serial // 2)}网格" * 3 for serial in range(100)]
    drawn = [(["grids"], [], None, text) for text in texts]
    before = relations(*archive_of(sample, drawn))
    compared: list[int] = []
    rows = related_module._Scores.rows
    monkeypatch.setattr(
        related_module._Scores, "rows", lambda self, block: (compared.extend(block), rows(self, block))[1]
    )

    update(before, *archive_of(sample, [*drawn[:-1], (["grids"], [], None, "食堂送餐食堂送餐")]))

    assert 0 < len(compared) < 20
