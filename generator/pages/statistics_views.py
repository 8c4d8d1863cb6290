"""What stands on the page of statistics: charts, tables and gaps; see `views`."""

from __future__ import annotations

from msgspec import Struct

from generator.pages import views


class Bar(Struct, frozen=True, kw_only=True):
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


class BarChart(Struct, frozen=True, kw_only=True):
    caption: str
    note: str
    description: str
    """For those who do not see the chart."""
    bars: tuple[Bar, ...]
    pitch: str
    height: str


class ColumnPart(Struct, frozen=True, kw_only=True):
    kind: int
    """Of the chart's kinds, from 0."""
    top: str
    height: str


class Column(Struct, frozen=True, kw_only=True):
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


class ColumnChart(Struct, frozen=True, kw_only=True):
    caption: str
    description: str
    columns: tuple[Column, ...]
    ground: str
    right: str
    """Where the ground line ends."""
    label_baseline: str
    height: str


class Part(Struct, frozen=True, kw_only=True):
    link: views.Link
    count: int
    shade: int
    """Colour: 0–7, or `LACKING` for what is not there."""


LACKING = 9


class Split(Struct, frozen=True, kw_only=True):
    """A whole and its parts."""

    caption: str
    parts: tuple[Part, ...]


class GridRow(Struct, frozen=True, kw_only=True):
    link: views.Link
    cells: tuple[views.MatrixCell, ...]


class Grid(Struct, frozen=True, kw_only=True):
    """A table of counts with shades: its own text equivalent."""

    caption: str
    corner: str
    columns: tuple[views.Link, ...]
    rows: tuple[GridRow, ...]


class StatisticsRow(Struct, frozen=True, kw_only=True):
    link: views.Link
    depth: int
    """Levels above it in a tree; 0 at the top."""
    cells: tuple[str | int, ...]


class StatisticsTable(Struct, frozen=True, kw_only=True):
    """Numbers as a table: on the page, and as a file."""

    caption: str
    columns: tuple[str, ...]
    """Heads, that of the row heads first."""
    rows: tuple[StatisticsRow, ...]
    file: views.Link
    """The table as CSV, whole."""


class Gap(Struct, frozen=True, kw_only=True):
    """What has no case."""

    label: str
    names: tuple[views.Link, ...]


class StatisticsSection(Struct, frozen=True, kw_only=True):
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


class StatisticsPage(views.Page, frozen=True, kw_only=True):
    """kind `statistics`."""

    tally: tuple[tuple[int, str], ...]
    """(number, what it counts)."""
    sections: tuple[StatisticsSection, ...]
