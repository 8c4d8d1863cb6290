"""Which figures of a place are put beside those of others."""

from __future__ import annotations

from pathlib import Path

from generator.archive.archive import Comparable
from generator.pages.comparing import MAX_MEASURES, MAX_OTHERS, Comparer, Comparisons
from generator.problems import has_errors
from tests.archive.factories import VOCABULARY, figure, make_archive

TOP = {"code": "15", "kind": "autonomous-region", "name": {"zh": "内蒙古自治区"}}
CITY = {"code": "1501", "kind": "prefecture", "name": {"zh": "呼和浩特市"}}


def district(number: int) -> dict[str, object]:
    return {"code": f"1501{number:02d}", "kind": "county", "name": {"zh": f"第{number}区"}}


def street(number: int, within: int) -> dict[str, object]:
    return {"code": f"1501{within:02d}{number:03d}", "kind": "township", "name": {"zh": f"第{within}区{number}街道"}}


REGIONS = {
    "regions": [TOP, CITY, *(district(number) for number in range(1, 10)), street(1, 1), street(2, 1), street(1, 2)]
}
MEASURES = {"measures": [{"id": f"m{number}", "name": {"zh": f"指标{number}"}} for number in range(1, 9)]}


def grids(value: int, place: str, year: int | None = None, measure: str = "m1") -> dict[str, object]:
    case: dict[str, object] = {
        "regions": [place],
        "figures": [figure("grids", value, measure=measure)],
    }
    if year:
        case["source"] = {"form": "original", "date": f"{year}-01-01"}
    return case


def comparisons(root: Path, cases: list[dict[str, object]], region: str) -> Comparisons:
    made = make_archive(
        root,
        cases={f"practices/case-{number:02d}": case for number, case in enumerate(cases, 1)},
        vocabulary={**VOCABULARY, "regions": REGIONS, "measures": MEASURES},
    )
    assert not has_errors(made.problems), made.text()
    return Comparer(made.archive).of(region)


def values(rows: tuple[Comparable, ...]) -> list[int]:
    return [int(row.figure.value) for row in rows]


def test_a_place_is_compared_with_what_lies_directly_in_the_same_place(tmp_path: Path) -> None:
    cases = [grids(60, "第1区"), grids(50, "第2区"), grids(40, "第1区1街道"), grids(9, "第2区1街道")]

    (beside,) = comparisons(tmp_path, cases, "150101").shown

    assert values(beside.here) == [60, 40]
    assert values(beside.others) == [50]


def test_a_place_speaks_first_for_itself_and_only_else_by_what_lies_in_it(tmp_path: Path) -> None:
    cases = [grids(1, "第2区1街道", 2024), grids(2, "第2区", 2020), grids(3, "第1区1街道"), grids(4, "第3区")]

    (beside,) = comparisons(tmp_path, cases, "150103").shown

    assert values(beside.here) == [4]
    assert values(beside.others) == [3, 2]


def test_of_several_figures_of_a_neighbour_the_newest_stands_there(tmp_path: Path) -> None:
    cases = [grids(1, "第1区"), grids(2, "第2区", 2019), grids(3, "第2区", 2023), grids(4, "第2区")]

    (beside,) = comparisons(tmp_path, cases, "150101").shown

    assert values(beside.others) == [3]


def test_without_a_neighbour_that_gives_the_measure_there_is_nothing_to_compare(tmp_path: Path) -> None:
    made = comparisons(tmp_path, [grids(1, "第1区"), grids(2, "第2区", measure="m2")], "150101")

    assert made.shown == ()
    assert made.measure_count == 0


def test_many_neighbours_are_cut_to_those_of_the_same_level_and_the_newest_in_the_order_of_the_vocabulary(
    tmp_path: Path,
) -> None:
    cases = [grids(number, f"第{number}区", 2010 + number) for number in range(3, 10)]
    cases += [grids(1, "第1区"), grids(2, "第2区1街道", 2025)]

    (beside,) = comparisons(tmp_path, cases, "150101").shown

    assert len(beside.others) == MAX_OTHERS
    assert values(beside.others) == [4, 5, 6, 7, 8, 9]  # not the street, though newest; not the oldest, 3


def test_measures_that_most_neighbours_give_come_first_and_the_rest_is_only_counted(tmp_path: Path) -> None:
    cases = [grids(number, place, measure=f"m{number}") for number in range(1, 9) for place in ("第1区", "第2区")]
    cases += [grids(8, "第3区", measure="m8"), grids(5, "第1区1街道", 2024, measure="m5")]

    made = comparisons(tmp_path, cases, "150101")

    assert made.measure_count == 8
    assert [beside.measure for beside in made.shown][:2] == ["m8", "m5"]
    assert len(made.shown) == MAX_MEASURES
