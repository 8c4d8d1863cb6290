"""Measurements as Markdown tables, and into the documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.compare import Row

BEGIN, END = "<!-- search:begin -->", "<!-- search:end -->"
Show = Callable[[float], str]


def _share(value: float) -> str:
    return f"{value:.3f}"


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _kilobytes(value: float) -> str:
    return f"{value / 1000:.0f} KB" if value < 995_000 else f"{value / 1e6:.1f} MB"


def _megabytes(value: float) -> str:
    return f"{value / 1e6:.1f} MB" if value < 99.5e6 else f"{value / 1e6:.0f} MB"


def _number(value: float) -> str:
    return f"{value:,.0f}"


def _milliseconds(value: float) -> str:
    return f"{value:.1f}"


def _seconds(value: float) -> str:
    return f"{value:.1f} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a table: a figure, or two with a slash between them; left out where nobody has it."""

    label: str
    keys: tuple[str, ...]
    show: Show


LINES = (
    Line(label="strings: recall", keys=("string recall",), show=_share),
    Line(label="strings: precision of the ten shown", keys=("string precision",), show=_share),
    Line(label="… hits by another name left out", keys=("string precision as typed",), show=_share),
    Line(label="strings: exactly the right list (up to 200)", keys=("right lists",), show=_share),
    Line(label="strings: no result", keys=("string no result",), show=_percent),
    Line(label="questions: MRR@10", keys=("MRR@10",), show=_share),
    Line(label="questions: recall@10", keys=("recall@10",), show=_share),
    Line(label="questions: no result", keys=("question no result",), show=_percent),
    Line(
        label="first query, empty cache: median / worst",
        keys=("first query bytes, median", "first query bytes, worst"),
        show=_kilobytes,
    ),
    Line(label="… requests", keys=("first query requests, median", "first query requests, worst"), show=_number),
    Line(
        label="… passages of ten hits, apart",
        keys=("passage bytes, median", "passage bytes, worst"),
        show=_kilobytes,
    ),
    Line(label="… their requests", keys=("passage requests, median", "passage requests, worst"), show=_number),
    Line(
        label="… counts of all facets, apart",
        keys=("facet count bytes, median", "facet count bytes, worst"),
        show=_kilobytes,
    ),
    Line(label="warm query, ms: median / worst", keys=("warm ms, median", "warm ms, worst"), show=_milliseconds),
    Line(label="index", keys=("index bytes",), show=_megabytes),
    Line(label="index, files", keys=("index files",), show=_number),
    Line(
        label="built from texts: by the clock / of all processors",
        keys=("text seconds", "text CPU seconds"),
        show=_seconds,
    ),
    Line(label="… without its search", keys=("without seconds",), show=_seconds),
    Line(label="… peak memory, all processes", keys=("text memory",), show=_megabytes),
    Line(
        label="built from prepared cases: by the clock / of all processors",
        keys=("cache seconds", "cache CPU seconds"),
        show=_seconds,
    ),
    Line(label="… peak memory", keys=("cache memory",), show=_megabytes),
    Line(
        label="after one edit: by the clock / of all processors",
        keys=("edit seconds", "edit CPU seconds"),
        show=_seconds,
    ),
    Line(
        label="after one new case: by the clock / of all processors",
        keys=("new seconds", "new CPU seconds"),
        show=_seconds,
    ),
)

INCREMENTAL = {"cache seconds", "cache memory", "edit seconds", "new seconds"}
"""What those that always build everything need as much for as from texts."""


def _cell(row: Row, line: Line) -> str:
    keys = line.keys
    if keys[0] in INCREMENTAL and keys[0] not in row.measures:
        keys = ("text memory",) if keys[0].endswith("memory") else ("text seconds", "text CPU seconds")
    if any(key not in row.measures for key in keys):
        return "–"
    if line.label.startswith("… counts") and not row.measures[keys[0]]:
        return "–"
    return " / ".join(line.show(row.measures[key]) for key in keys)


def table(rows: Sequence[Row]) -> str:
    """One table for each collection."""
    parts = []
    for name in dict.fromkeys(row.collection for row in rows):
        shown = [row for row in rows if row.collection == name]
        lines = [
            f"**{shown[0].label[:1].upper()}{shown[0].label[1:]}** ({_asked(shown[0])})",
            "",
            f"| | {' | '.join(row.contender for row in shown)} |",
            f"|---|{'--:|' * len(shown)}",
        ]
        for line in LINES:
            cells = [_cell(row, line) for row in shown]
            if any(cell != "–" for cell in cells):
                lines.append(f"| {line.label} | {' | '.join(cells)} |")
        lines += ["", f"Load of the machine before each run: {', '.join(str(row.load) for row in shown)}."]
        lines += [f"{row.contender}: {_notes(row)}." for row in shown if _notes(row)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _asked(row: Row) -> str:
    parts = [f"{row.notes[kind]:,} {kind}" for kind in ("strings", "questions") if row.notes[kind]]
    return f"{', '.join(parts)}; {row.notes['mean characters of a Chinese body']:,} characters a Chinese body"


def _notes(row: Row) -> str:
    parts = []
    if "start of the program, CPU seconds" in row.notes:
        parts.append(f"of each build, {row.notes['start of the program, CPU seconds']} s are the start of the program")
    if "files written by one edit" in row.notes:
        parts.append(f"one edit writes {row.notes['files written by one edit']} files")
        parts.append(f"one new case {row.notes['files written by one new case']}")
    interface = row.notes.get("engine with the whole interface, gzip, bytes")
    if isinstance(interface, int):
        parts.append(f"the page's script with the whole interface is {_kilobytes(interface)} where the host compresses")
    return ", ".join(parts)


def report(path: Path, text: str) -> None:
    """Put the tables between the marks of a Markdown file; what stands around them stays."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf-8")


def conditions() -> str:
    """What the numbers depend on."""
    return f"{os.cpu_count()} cores, Chromium without a screen, a web server on the same machine that compresses texts (gzip)."
