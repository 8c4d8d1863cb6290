"""Where the marks of charts stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.pages.charts import BAR_PITCH, PLOT_HEIGHT, bar_chart, column_chart
from generator.pages.views import Link


def named(label: str) -> Link:
    return Link(label=label, url=None)


def em(value: str) -> float:
    return float(value.removesuffix("em"))


def percent(value: str) -> float:
    return float(value.removesuffix("%"))


def test_the_longest_bar_is_as_wide_as_the_chart_and_the_others_in_proportion() -> None:
    chart = bar_chart([(named("甲"), 8), (named("乙"), 2), (named("丙"), 0)], caption="", description="")

    assert [bar.width for bar in chart.bars] == ["100.00%", "25.00%", "0.00%"]
    assert em(chart.height) == 3 * BAR_PITCH
    assert all(em(bar.baseline) < em(bar.top) < em(chart.height) for bar in chart.bars)


def test_bars_of_several_charts_share_a_scale_and_parts_have_their_own() -> None:
    shared = bar_chart([(named("甲"), 2)], caption="", description="", whole=8)
    parts = bar_chart(
        [(named("甲"), 2), (named("乙"), 3)], caption="", description="", wholes=[4, 12], texts=["a", "b"]
    )

    assert [bar.width for bar in shared.bars] == ["25.00%"]
    assert [(bar.width, bar.text) for bar in parts.bars] == [("50.00%", "a"), ("25.00%", "b")]


def test_a_chart_of_nothing_has_no_bar_and_does_not_divide_by_zero() -> None:
    assert bar_chart([], caption="", description="").bars == ()
    assert bar_chart([(named("甲"), 0)], caption="", description="").bars[0].width == "0.00%"
    assert column_chart([], caption="", description="").columns == ()


def test_kinds_are_stacked_from_the_ground_up_without_gap_or_overlap() -> None:
    chart = column_chart([(named("2022"), (1, 3, 0)), (named("2023"), (2, 0, 0))], caption="", description="")

    first, second = chart.columns
    lower, upper = first.parts
    assert [part.kind for part in first.parts] == [0, 1]
    assert em(lower.top) + em(lower.height) == em(chart.ground)
    assert em(upper.top) + em(upper.height) == em(lower.top)
    assert em(lower.height) + em(upper.height) == PLOT_HEIGHT
    assert [(part.kind, em(part.height)) for part in second.parts] == [(0, PLOT_HEIGHT / 2)]
    assert (first.count, second.count) == (4, 2)


def test_columns_stand_side_by_side_within_the_chart_and_the_last_ones_apart() -> None:
    rows = [(named(str(year)), (1,)) for year in range(2000, 2030)]

    chart = column_chart([*rows, (named("不详"), (1,))], caption="", description="", apart=1)

    ends = [(percent(column.left), percent(column.left) + percent(column.width)) for column in chart.columns]
    gaps = [left - right for (_, right), (left, _) in pairwise(ends)]
    assert min(gaps) > 0
    assert gaps[-1] > 2 * gaps[0]
    assert ends[-1][1] <= percent(chart.right) <= 100


@pytest.mark.parametrize(
    ("count", "labels"),
    [(3, ["2000", "2001", "2002"]), (10, ["2001", "2003", "2005", "2007", "2009"]), (23, ["2002", "2007", "2012", "2017", "2022"])],
)  # fmt: skip
def test_of_many_columns_some_are_labelled_from_the_last_back_and_always_those_apart(
    count: int, labels: list[str]
) -> None:
    rows = [(named(str(2000 + number)), (1,)) for number in range(count)]

    chart = column_chart([*rows, (named("不详"), (1,))], caption="", description="", apart=1)

    assert [column.link.label for column in chart.columns if column.labelled] == [*labels, "不详"]
