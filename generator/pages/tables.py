"""The tables of the statistics, on the page and as files that spreadsheets read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.archive.archive import place_of
from generator.archive.model import Case
from generator.pages import views
from generator.pages.common import Desk
from generator.pages.region import TREE_KINDS
from generator.pages.statistics_views import StatisticsRow, StatisticsTable
from generator.stats import ArchiveStats, archive_stats

FORMULA = frozenset("=+-@\t\r\n")
"""What a spreadsheet takes for the beginning of a formula."""


def stats_of(desk: Desk) -> ArchiveStats:
    """The archive counted, as the command `stats` counts it."""
    names = {declared.id: declared.name for declared in desk.config.types}
    return archive_stats(desk.archive, names, desk.config.language_codes)


def statistics_files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of each table of the page, whole, and of all figures that can be compared."""
    stats = stats_of(desk)
    tables = (
        place_table(desk, stats),
        level_table(desk),
        theme_table(desk, stats),
        year_table(desk, stats),
        theme_year_table(desk),
        method_table(desk),
        measure_table(desk),
        figure_table(desk),
        type_table(desk, stats),
        language_table(desk, stats),
        source_table(desk),
    )
    for table in tables:
        if table.rows:
            yield table.file.url or "", csv_of(table)


def csv_of(table: StatisticsTable) -> bytes:
    """A table as spreadsheets read it: UTF-8 with a byte-order mark, lines ended by CR LF.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(_harmless, table.columns))
    for row in table.rows:
        writer.writerow([_harmless(row.link.label), *map(_harmless, row.cells)])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA else cell


def _table(
    desk: Desk, name: str, columns: Sequence[str], rows: Iterable[StatisticsRow], more: Iterable[str] = ()
) -> StatisticsTable:
    """A table; its caption and heads are words of the interface, those of `more` are given."""
    file = _file(desk, name)
    return StatisticsTable(
        caption=file.label,
        columns=(*(desk.words(f"statistics.column.{column}") for column in columns), *more),
        rows=tuple(rows),
        file=file,
    )


def _file(desk: Desk, name: str) -> views.Link:
    return views.Link(label=desk.words(f"statistics.table.{name}"), url=desk.to.table(name))


def _row(link: views.Link | str, *cells: str | int, depth: int = 0) -> StatisticsRow:
    shown = views.Link(label=link, url=None) if isinstance(link, str) else link
    return StatisticsRow(link=shown, depth=depth, cells=cells)


def level_name(desk: Desk, kind: str) -> str:
    return desk.words(f"pages.region-kind.{kind}")


def year_link(desk: Desk, year: int | None) -> views.Link:
    """A year as a bare number, or the word for an unknown date."""
    label = desk.words("pages.year.unknown") if year is None else str(year)
    return views.Link(label=label, url=desk.to.year(year))


def language_name(desk: Desk, code: str) -> str:
    return next(entry.name for entry in desk.config.languages if entry.code == code)


# ── numbers that stats has not ───────────────────────────────────────────────
def levels(desk: Desk) -> dict[str, tuple[int, int]]:
    """Level → places that the vocabulary has, and those of them with a case; only levels that it lists in full."""
    found: dict[str, tuple[int, int]] = {}
    for region in desk.archive.vocabulary.regions.values():
        if region.kind in TREE_KINDS:
            places, with_cases = found.get(region.kind, (0, 0))
            found[region.kind] = (places + 1, with_cases + (region.id in desk.archive.by_region))
    return {kind: counts for kind, counts in found.items() if counts[0] > 1}


def theme_years(desk: Desk) -> Mapping[tuple[str, int | None], int]:
    """(theme that a case names, year) → cases; `None` is an unknown year."""
    found: dict[tuple[str, int | None], int] = {}
    for case in desk.archive.cases:
        for theme in case.themes:
            for year in case.years or (None,):
                found[theme, year] = found.get((theme, year), 0) + 1
    return found


def years_in_use(desk: Desk) -> list[int | None]:
    """Oldest first, unknown last."""
    years: list[int | None] = [*sorted(desk.archive.by_year)]
    return [*years, None] if desk.archive.undated else years


def themes_in_use(desk: Desk) -> list[str]:
    """Themes that cases name, in the order of the vocabulary."""
    named = {theme for case in desk.archive.cases for theme in case.themes}
    return [theme for theme in desk.archive.vocabulary.themes if theme in named]


def source_answers(desk: Desk) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """Question to the sources → (answer, cases): how our text came of them; whether they give date, paper and page."""
    cases = desk.archive.cases
    forms = tuple(
        (desk.words(f"statistics.form.{form}"), sum(case.source.form == form for case in cases))
        for form in ("original", "adapted", "reprint")
    )
    found = [(desk.words("statistics.split.form"), forms)]
    given: tuple[tuple[str, Callable[[Case], bool]], ...] = (
        ("date", lambda case: case.source.date is not None),
        ("publication", lambda case: case.source.publication is not None),
        ("page", lambda case: case.source.page is not None),
    )
    for name, has in given:
        known = sum(map(has, cases))
        answers = ((desk.words("statistics.given"), known), (desk.words("statistics.not_given"), len(cases) - known))
        found.append((desk.words(f"statistics.split.{name}"), answers))
    return tuple(found)


# ── tables ───────────────────────────────────────────────────────────────────
def place_table(desk: Desk, stats: ArchiveStats) -> StatisticsTable:
    """Every place with a case, down to the lowest."""
    regions = desk.archive.vocabulary.regions
    rows = (
        _row(
            desk.region(entry.id),
            level_name(desk, regions[entry.id].kind),
            regions[entry.id].code or "",
            entry.count,
            depth=entry.depth,
        )
        for entry in stats.regions
    )
    return _table(desk, "places", ("place", "level", "code", "cases"), rows)


def level_table(desk: Desk) -> StatisticsTable:
    rows = (_row(level_name(desk, kind), places, found) for kind, (places, found) in levels(desk).items())
    return _table(desk, "levels", ("level", "places", "with_cases"), rows)


def theme_table(desk: Desk, stats: ArchiveStats) -> StatisticsTable:
    rows = (_row(desk.theme(entry.id), entry.count, depth=entry.depth) for entry in stats.themes)
    return _table(desk, "themes", ("theme", "cases"), rows)


def year_table(desk: Desk, stats: ArchiveStats) -> StatisticsTable:
    rows = (
        _row(
            year_link(desk, entry.year),
            entry.count,
            0 if entry.year is None else entry.count - entry.inferred,
            entry.inferred,
        )
        for entry in stats.years
    )
    return _table(desk, "years", ("year", "cases", "dated", "inferred"), rows)


def theme_year_table(desk: Desk) -> StatisticsTable:
    found, years = theme_years(desk), years_in_use(desk)
    rows = (_row(desk.theme(theme), *(found.get((theme, year), 0) for year in years)) for theme in themes_in_use(desk))
    return _table(desk, "themes-years", ("theme",), rows, more=(year_link(desk, year).label for year in years))


def method_table(desk: Desk) -> StatisticsTable:
    """Methods in use, most used first, then in the order of the vocabulary."""
    archive = desk.archive
    order = {method: place for place, method in enumerate(archive.vocabulary.methods)}
    rows = (
        _row(
            desk.method(method),
            desk.words(f"pages.method-kind.{archive.vocabulary.methods[method].kind}"),
            len(cases),
        )
        for method, cases in sorted(archive.by_method.items(), key=lambda item: (-len(item[1]), order[item[0]]))
    )
    return _table(desk, "methods", ("method", "kind", "cases"), rows)


def measure_table(desk: Desk) -> StatisticsTable:
    """Measures in use, those of most cases first, then in the order of the vocabulary."""
    measures = desk.archive.vocabulary.measures
    cases: dict[str, set[str]] = {measure: set() for measure in measures}
    places: dict[str, set[str]] = {measure: set() for measure in measures}
    figures = dict.fromkeys(measures, 0)
    for case in desk.archive.cases:
        for figure in case.figures:
            if figure.measure is not None:
                cases[figure.measure].add(case.number)
                figures[figure.measure] += 1
                places[figure.measure].update(filter(None, (place_of(figure, case),)))
    rows = (
        _row(
            desk.say(measures[measure].name),
            desk.say(measures[measure].definition),
            len(cases[measure]),
            len(places[measure]),
            figures[measure],
        )
        for measure in sorted(measures, key=lambda measure: -len(cases[measure]))
        if cases[measure]
    )
    return _table(desk, "measures", ("measure", "definition", "cases", "places", "figures"), rows)


def figure_file(desk: Desk) -> views.Link:
    """The file of `figure_table`, which stands on no page."""
    return _file(desk, "figures")


def figure_table(desk: Desk) -> StatisticsTable:
    """Every figure that names a measure, by measure, then by place and case number; never added up."""
    vocabulary = desk.archive.vocabulary
    order = {region: place for place, region in enumerate(vocabulary.regions)}
    unknown, inferred = desk.words("pages.source.unknown"), desk.words("common.inferred")
    rows = []
    for measure, regions in desk.archive.by_measure.items():
        tops = (regions[top] for top in vocabulary.region_children[None] if top in regions)
        for entry in sorted(
            (entry for top in tops for entry in top), key=lambda entry: (order[entry.place], entry.case.serial)
        ):
            case, figure = entry.case, entry.figure
            rows.append(
                _row(
                    desk.say(vocabulary.measures[measure].name),
                    desk.say(figure.label),
                    desk.place(entry.place, top=0),
                    level_name(desk, vocabulary.regions[entry.place].kind),
                    f"{(figure.value * figure.scale.get(desk.language, 1)).normalize():f}",
                    desk.words(f"statistics.qualifier.{figure.qualifier}") if figure.qualifier else "",
                    desk.say(figure.unit),
                    figure.as_of or unknown,
                    desk.year_name(case.years),
                    inferred if case.period is not None else "",
                    case.number,
                )
            )
    columns = ("measure", "label", "place", "level", "value", "qualifier", "unit", "as_of", "year", "note", "case")
    return _table(desk, "figures", columns, rows)


def type_table(desk: Desk, stats: ArchiveStats) -> StatisticsTable:
    return _table(desk, "types", ("type", "cases"), (_row(desk.type(entry.id), entry.count) for entry in stats.types))


def language_table(desk: Desk, stats: ArchiveStats) -> StatisticsTable:
    rows = (_row(language_name(desk, entry.language), entry.count, f"{entry.share:f}") for entry in stats.languages)
    return _table(desk, "languages", ("language", "cases", "percent"), rows)


def source_table(desk: Desk) -> StatisticsTable:
    rows = (_row(question, answer, count) for question, answers in source_answers(desk) for answer, count in answers)
    return _table(desk, "sources", ("source", "answer", "cases"), rows)
