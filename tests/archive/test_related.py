"""The same problem, other places: what brings one case near another."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive import related as related_module
from generator.archive.reading import scan
from generator.archive.related import Relation, relations
from generator.archive.traces import Trace
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
    return [relation.number for relation in relations(made.archive, traces_of(made))["AL-0001"]]


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


def test_a_relation_says_what_both_have(tmp_path: Path) -> None:
    shared = {"themes": ["elderly", "grids"], "methods": ["连心卡", "党员包户"]}
    cases = {"practices/a": shared, "practices/b": {**shared, "regions": ["回民区"]}, "practices/c": FAR}
    made = make_archive(tmp_path, cases=cases, vocabulary=METHODS)

    relation = relations(made.archive, traces_of(made))["AL-0001"][0]

    score = relation.score
    assert dataclasses.replace(relation, score=score) == Relation(
        number="AL-0002", score=score, themes=("elderly", "grids"), methods=("card", "pairs"), measures=()
    )


def test_the_order_of_the_traces_changes_nothing(tmp_path: Path) -> None:
    cases = {f"practices/c{index}": {"body": "网格员走访，网格员记录。"} for index in range(5)}
    made = make_archive(tmp_path, cases={**cases, "practices/z": FAR})
    traces = traces_of(made)

    assert relations(made.archive, traces) == relations(made.archive, traces[::-1])


def test_an_archive_of_one_case_has_no_relations(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/a": {}})

    assert relations(made.archive, traces_of(made)) == {"AL-0001": ()}


@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([1.0, 0.7, 0.5])), min_size=2, max_size=12))
def test_common_properties_add_to_scores_and_only_the_rarest_of_them_leads_to_others(
    held: list[dict[str, float]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(related_module, "COMMON", 2)
        patch.setattr(related_module, "_BLOCK", 5)
        properties = related_module._Properties(len(held))
        properties.add(held, 1.0, main=True)
        found = [(sums.copy(), rest) for sums, rest in properties.sums()]

    everyone = np.arange(len(held))
    holders = {key: [entries for entries in held if key in entries] for key in "abcdef"}
    weigh = {key: related_module._rarity(len(some), len(held)) for key, some in holders.items() if some}
    for index, (sums, rest) in enumerate(found):
        leading = [key for key in held[index] if len(holders[key]) <= 2]
        common = properties.common(index, everyone)
        for other, entries in enumerate(held):
            if other == index:
                continue
            shared = [held[index][key] * entries[key] * weigh[key] for key in held[index] if key in entries]
            assert sums[other] + common[other] == pytest.approx(sum(shared))
            assert common[other] <= rest + 1e-9
            if any(key in entries for key in leading):
                assert sums[other] > 0
