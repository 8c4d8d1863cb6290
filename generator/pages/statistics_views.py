"""What stands on the page of statistics: charts, tables and gaps; see `views`."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages import views


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar below its label; lengths as SVG writes them."""

    link: views.Link
    count: int
    text: str
    """What is written for the number; empty: the number."""
    row: str
    """Where its row begins, all of which can be clicked."""
    baseline: str
    top: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    caption: str
    note: str
    description: str
    """For those who do not see the chart."""
    bars: tuple[Bar, ...]
    pitch: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPart:
    kind: int
    """Of the chart's kinds, from 0."""
    top: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    link: views.Link
    count: int
    left: str
    width: str
    middle: str
    number_baseline: str
    labelled: bool
    """Whether its label stands below it: of many columns only some have room."""
    at_edge: bool
    """Whether it stands at the right edge, where a label has room to the left only."""
    parts: tuple[ColumnPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChart:
    caption: str
    description: str
    columns: tuple[Column, ...]
    ground: str
    right: str
    """Where the ground line ends."""
    label_baseline: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    link: views.Link
    count: int
    shade: int
    """Colour: 0–7, or `LACKING` for what is not there."""


LACKING = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A whole and its parts."""

    caption: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    link: views.Link
    cells: tuple[views.MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of counts with shades: its own text equivalent."""

    caption: str
    corner: str
    columns: tuple[views.Link, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsRow:
    link: views.Link
    depth: int
    """Levels above it in a tree; 0 at the top."""
    cells: tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsTable:
    """Numbers as a table: on the page, and as a file."""

    caption: str
    columns: tuple[str, ...]
    """Heads, that of the row heads first."""
    rows: tuple[StatisticsRow, ...]
    file: views.Link
    """The table as CSV, whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What has no case."""

    label: str
    names: tuple[views.Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsSection:
    """Charts, and the tables that say the same."""

    id: str
    title: str
    note: str
    remark: str
    """A sentence on the limits of the numbers; may be empty."""
    bars: tuple[BarChart, ...] = ()
    columns: ColumnChart | None = None
    kinds: tuple[str, ...] = ()
    """What the kinds of the columns are called, the lowest first."""
    splits: tuple[Split, ...] = ()
    grid: Grid | None = None
    gaps: tuple[Gap, ...] = ()
    tables: tuple[StatisticsTable, ...] = ()
    files: tuple[views.Link, ...] = ()
    """What can be downloaded as CSV."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsPage(views.Page):
    """kind `statistics`."""

    tally: tuple[tuple[int, str], ...]
    """(number, what it counts)."""
    sections: tuple[StatisticsSection, ...]
