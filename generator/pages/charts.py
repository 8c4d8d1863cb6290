"""Where the marks of a chart stand: numbers → geometry. Templates draw it as SVG.

Widths are in percent of the chart, heights in em of its type, so a chart fits any screen and any size of type without a
script, and its words stay words.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.pages import views
from generator.pages.statistics_views import Bar, BarChart, Column, ColumnChart, ColumnPart

BAR_PITCH = 2.75
"""From one bar to the next, in em: a line of text, the bar, and air."""
PLOT_HEIGHT = 10.0
"""Of the highest column, in em."""
WIDEST_SLOT = 10.0
"""For one column, in percent: few columns do not become slabs."""
LABEL_STEPS = ((9, 1), (18, 2))
"""Up to so many columns, each so-manieth is labelled; of more, each fifth: four digits on the narrowest screen."""
MANY_STEP = 5


def bar_chart(
    rows: Sequence[tuple[views.Link, int]],
    *,
    caption: str,
    description: str,
    note: str = "",
    whole: int | None = None,
    wholes: Sequence[int] = (),
    texts: Sequence[str] = (),
) -> BarChart:
    """Bars one below the other, each below its label.

    Args:
        rows: Label and number, in the order shown.
        caption: Name of the chart.
        description: What it says, in a sentence, for those who do not see it.
        note: A few words beside the caption.
        whole: The number whose bar is as wide as the chart; the largest by default.
        wholes: The same for each bar, where each is a part of something of its own.
        texts: What is written for each number where that is not the number itself.
    """
    longest = whole if whole is not None else max((count for _, count in rows), default=0)
    bars = tuple(
        Bar(
            link=link,
            count=count,
            text=texts[index] if texts else "",
            row=_em(index * BAR_PITCH),
            baseline=_em(index * BAR_PITCH + 1),
            top=_em(index * BAR_PITCH + 1.4),
            width=_percent(_part(count, wholes[index] if wholes else longest)),
        )
        for index, (link, count) in enumerate(rows)
    )
    height = _em(len(rows) * BAR_PITCH)
    return BarChart(caption=caption, note=note, description=description, bars=bars, pitch=_em(BAR_PITCH), height=height)


def column_chart(
    rows: Sequence[tuple[views.Link, tuple[int, ...]]], *, caption: str, description: str, apart: int = 0
) -> ColumnChart:
    """Columns side by side, each of several kinds one upon the other.

    Args:
        rows: Label and the numbers of each kind, the lowest first, from left to right.
        caption: Name of the chart.
        description: What it says, in a sentence.
        apart: So many of the last columns stand apart from the others.
    """
    slots = len(rows) + (0.5 if apart and apart < len(rows) else 0)
    slot = min(WIDEST_SLOT, 100 / slots) if slots else 0
    highest = max((sum(counts) for _, counts in rows), default=0)
    ordinary = len(rows) - apart
    step = next((step for most, step in LABEL_STEPS if len(rows) <= most), MANY_STEP)
    columns = []
    for index, (link, counts) in enumerate(rows):
        left = (index + (0.5 if index >= ordinary > 0 else 0)) * slot
        bottom = PLOT_HEIGHT + 1.5
        parts = []
        for kind, count in enumerate(counts):
            tall = PLOT_HEIGHT * count / highest if highest else 0
            bottom -= tall
            if count:
                parts.append(ColumnPart(kind=kind, top=_em(bottom), height=_em(tall)))
        columns.append(
            Column(
                link=link,
                count=sum(counts),
                left=_percent(left + slot * 0.12),
                width=_percent(slot * 0.76),
                middle=_percent(left + slot / 2),
                number_baseline=_em(bottom - 0.4),
                labelled=index >= ordinary or (ordinary - 1 - index) % step == 0,
                at_edge=left + slot > 99,
                parts=tuple(parts),
            )
        )
    return ColumnChart(
        caption=caption,
        description=description,
        columns=tuple(columns),
        ground=_em(PLOT_HEIGHT + 1.5),
        right=_percent(slots * slot),
        label_baseline=_em(PLOT_HEIGHT + 3),
        height=_em(PLOT_HEIGHT + 3.6),
    )


def _part(count: int, whole: int) -> float:
    """Percent of the whole; 0 of nothing."""
    return 100 * count / whole if whole else 0


def _em(value: float) -> str:
    return f"{value:.2f}em"


def _percent(value: float) -> str:
    return f"{value:.2f}%"
