"""The page of statistics: what the archive holds, and what it lacks, in charts and in tables that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.pages import views
from generator.pages.addresses import Addresses
from generator.pages.charts import bar_chart, column_chart
from generator.pages.common import Desk
from generator.pages.head import head_of
from generator.pages.overview import shade
from generator.pages.region import TREE_KINDS
from generator.pages.statistics_views import (
    LACKING,
    BarChart,
    Gap,
    Grid,
    GridRow,
    Part,
    Split,
    StatisticsPage,
    StatisticsRow,
    StatisticsSection,
    StatisticsTable,
)
from generator.pages.tables import (
    figure_file,
    language_name,
    language_table,
    level_table,
    levels,
    measure_table,
    method_table,
    place_table,
    source_answers,
    source_table,
    stats_of,
    theme_table,
    theme_year_table,
    theme_years,
    themes_in_use,
    type_table,
    year_link,
    year_table,
    years_in_use,
)
from generator.stats import ArchiveStats, Count

SHOWN_BARS = 12
"""Methods and measures that get a bar; the tables have more."""
SHOWN_ROWS = 40
SHOWN_DEPTH = 2
"""Deepest level of places in the table on the page, from 0; the file has all."""
GRID_YEARS = 12
"""Newest years beside the themes; the file has all."""


def statistics_page(desk: Desk) -> StatisticsPage:
    """`statistics.html`"""
    stats = stats_of(desk)
    archive = desk.archive

    def url_in(to: Addresses) -> str:
        return to.free("statistics")

    title = desk.words("pages.statistics.title")
    tally = (
        (stats.total, "cases"),
        (len(archive.by_region), "places"),
        (sum(entry.count > 0 and not _has_children(desk, entry.id) for entry in stats.themes), "themes"),
        (stats.methods, "methods"),
        (stats.figures, "figures"),
        (len(archive.by_measure), "measures"),
    )
    sections = (
        _places(desk, stats),
        _themes(desk, stats),
        _years(desk, stats),
        _figures(desk),
        _kinds(desk, stats),
        _missing(desk, stats),
    )
    return StatisticsPage(
        kind="statistics",
        language=desk.language,
        url=desk.to.free("statistics"),
        title=title,
        description=desk.words("pages.statistics.description"),
        section="statistics",
        alternates=desk.alternates(url_in),
        head=head_of(desk, url_in, title),
        tally=tuple((count, desk.words(f"statistics.tally.{name}", n=count)) for count, name in tally),
        sections=tuple(section for section in sections if section is not None),
    )


def _section(desk: Desk, name: str, tables: Sequence[StatisticsTable] = (), **parts: object) -> StatisticsSection:
    """A section; its title, note and remark are words of the interface, and each of its tables can be downloaded."""
    given: dict[str, object] = {"files": tuple(table.file for table in tables), "tables": tuple(tables), **parts}
    return StatisticsSection(
        id=name,
        title=desk.words(f"statistics.section.{name}.title"),
        note=desk.words(f"statistics.section.{name}.note"),
        remark=desk.words(f"statistics.section.{name}.remark"),
        **given,  # type: ignore[arg-type]
    )


def _shown(table: StatisticsTable, rows: Iterable[StatisticsRow]) -> StatisticsTable:
    """The rows that stand on the page; the file has all."""
    return StatisticsTable(caption=table.caption, columns=table.columns, rows=tuple(rows), file=table.file)


def _chart(
    desk: Desk, rows: Sequence[tuple[views.Link, int]], caption: str, note: str = "", whole: int | None = None
) -> BarChart:
    return bar_chart(rows, caption=caption, note=note, description=_most(desk, rows), whole=whole)


def _most(desk: Desk, rows: Sequence[tuple[views.Link, int]]) -> str:
    """A chart in a sentence: how many rows it has, and which is the longest."""
    if not rows:
        return ""
    link, most = max(rows, key=lambda row: row[1])
    return desk.words("statistics.description", rows=len(rows), label=link.label, n=most)


def _has_children(desk: Desk, theme: str) -> bool:
    return bool(desk.archive.vocabulary.theme_children.get(theme))


def _top_level(desk: Desk) -> tuple[str, ...]:
    """The highest places of which there are several."""
    children = desk.archive.vocabulary.region_children
    level = children.get(None, ())
    while len(level) == 1 and children.get(level[0]):
        level = children[level[0]]
    return level


def _places(desk: Desk, stats: ArchiveStats) -> StatisticsSection | None:
    counted = desk.archive.by_region
    if not counted:
        return None
    words = desk.words
    rows = [(desk.region(region), len(counted.get(region, ()))) for region in _top_level(desk)]
    rows.sort(key=lambda row: -row[1])
    charts = [_chart(desk, rows, words("statistics.chart.places"), words("chart.unit_cases"))]
    table = level_table(desk)
    if table.rows:
        found = tuple(levels(desk).values())
        charts.append(
            bar_chart(
                [(row.link, with_cases) for row, (_, with_cases) in zip(table.rows, found, strict=True)],
                caption=words("statistics.chart.levels"),
                description=words("statistics.chart.levels_description"),
                wholes=[total for total, _ in found],
                texts=[words("statistics.of", n=with_cases, total=total) for total, with_cases in found],
            )
        )
    places = place_table(desk, stats)
    shown = _shown(places, (row for row in places.rows if row.depth <= SHOWN_DEPTH))
    return _section(desk, "places", (shown, table), bars=tuple(charts))


def _themes(desk: Desk, stats: ArchiveStats) -> StatisticsSection | None:
    if not desk.archive.by_theme:
        return None
    groups: list[tuple[Count, list[Count]]] = []
    for entry in stats.themes:
        if entry.depth == 0:
            groups.append((entry, []))
        else:
            groups[-1][1].append(entry)
    longest = max(entry.count for group, below in groups for entry in below or [group])
    charts = tuple(
        _chart(
            desk,
            [(desk.theme(entry.id), entry.count) for entry in below or [group]],
            desk.say(group.name),
            desk.words("list.count", n=group.count),
            longest,
        )
        for group, below in groups
    )
    return _section(desk, "themes", (theme_table(desk, stats),), bars=charts)


def _years(desk: Desk, stats: ArchiveStats) -> StatisticsSection:
    columns = [
        (
            year_link(desk, entry.year),
            (0, 0, entry.count) if entry.year is None else (entry.count - entry.inferred, entry.inferred, 0),
        )
        for entry in stats.years
    ]
    if desk.archive.undated:
        unknown = views.Link(label=desk.words("statistics.kind.unknown"), url=desk.to.year(None))
        columns[-1] = (unknown, columns[-1][1])
    table, grid = year_table(desk, stats), _grid(desk)
    files = (table.file, theme_year_table(desk).file) if grid is not None else (table.file,)
    return _section(
        desk,
        "years",
        (table,),
        columns=column_chart(
            columns,
            caption=desk.words("statistics.chart.years"),
            description=_most(desk, [(link, sum(counts)) for link, counts in columns]),
            apart=1 if desk.archive.undated else 0,
        ),
        kinds=tuple(
            desk.words(f"statistics.kind.{kind}") for index, kind in enumerate(("dated", "inferred", "unknown"))
        ),
        grid=grid,
        files=files,
    )


def _grid(desk: Desk) -> Grid | None:
    """Themes down, years across; `None` where there is nothing to put side by side."""
    themes, years = themes_in_use(desk), years_in_use(desk)
    columns = [*[year for year in years if year is not None][-GRID_YEARS:], *([None] if None in years else [])]
    if len(themes) < 2 or len(columns) < 2:
        return None
    found = theme_years(desk)
    rows = []
    for theme in themes:
        link = desk.theme(theme)
        cells = []
        for year in columns:
            count = found.get((theme, year), 0)
            label = desk.words("statistics.cell", theme=link.label, year=year_link(desk, year).label, n=count)
            url = f"{desk.to.free('search')}?theme={theme}&year={year}" if count and year is not None else None
            cells.append(
                views.MatrixCell(count=count, url=url, shade=shade(count) if year is not None else 0, label=label)
            )
        rows.append(GridRow(link=link, cells=tuple(cells)))
    return Grid(
        caption=desk.words("statistics.table.themes-years"),
        corner=desk.words("statistics.column.theme"),
        columns=tuple(year_link(desk, year) for year in columns),
        rows=tuple(rows),
    )


def _figures(desk: Desk) -> StatisticsSection | None:
    """Methods most used, and measures most given."""
    methods, measures = method_table(desk), measure_table(desk)
    charts, tables, files = [], [], []
    for table, column, name in ((methods, -1, "methods"), (measures, 1, "measures")):
        if table.rows:
            rows = [(row.link, int(row.cells[column])) for row in table.rows[:SHOWN_BARS]]
            charts.append(_chart(desk, rows, desk.words(f"statistics.chart.{name}"), desk.words("chart.unit_cases")))
            tables.append(_shown(table, table.rows[:SHOWN_ROWS]))
            files.append(table.file)
    if measures.rows:
        files.append(figure_file(desk))
    return _section(desk, "figures", tables, bars=tuple(charts), files=tuple(files)) if charts else None


def _kinds(desk: Desk, stats: ArchiveStats) -> StatisticsSection:
    by_type = Split(
        caption=desk.words("statistics.split.types"),
        parts=tuple(
            Part(link=desk.type(entry.id), count=entry.count, shade=index % 8)
            for index, entry in enumerate(entry for entry in stats.types if entry.count)
        ),
    )
    splits = [by_type]
    for entry in stats.languages:
        if entry.language != desk.config.default_language:
            name = language_name(desk, entry.language)
            answers = (
                (desk.words("statistics.translated", language=name), entry.count),
                (desk.words("statistics.untranslated", language=name), stats.total - entry.count),
            )
            splits.append(_split(desk.words("statistics.split.languages"), answers))
    splits += [_split(question, answers) for question, answers in source_answers(desk)]
    tables = (type_table(desk, stats), language_table(desk, stats), source_table(desk))
    return _section(desk, "kinds", tables, splits=tuple(splits))


def _split(caption: str, answers: Sequence[tuple[str, int]]) -> Split:
    """A question and its answers; of two, the second says that something is lacking."""
    shades = (0, LACKING) if len(answers) == 2 else range(len(answers))
    return Split(
        caption=caption,
        parts=tuple(
            Part(link=views.Link(label=label, url=None), count=count, shade=shade)
            for (label, count), shade in zip(answers, shades, strict=True)
            if count
        ),
    )


def _missing(desk: Desk, stats: ArchiveStats) -> StatisticsSection | None:
    """Themes without a case; places without a case, below each place that has one, down to the county."""
    vocabulary, counted = desk.archive.vocabulary, desk.archive.by_region
    gaps = []
    themes = [desk.theme(entry.id) for entry in stats.themes if not entry.count and not _has_children(desk, entry.id)]
    if themes:
        gaps.append(Gap(label=desk.words("statistics.gap.themes"), names=tuple(themes)))
    for parent in (None, *(region for region in vocabulary.regions if region in counted)):
        names = [
            desk.region(region)
            for region in vocabulary.region_children.get(parent, ())
            if region not in counted and vocabulary.regions[region].kind in TREE_KINDS
        ]
        if names:
            label = desk.region_name(parent) if parent is not None else desk.words("statistics.gap.places")
            gaps.append(Gap(label=label, names=tuple(names)))
    return _section(desk, "missing", gaps=tuple(gaps)) if gaps else None
