"""Builds beside each other: Anliku and each peer that is installed, on the same made-up archives, in one run.

    python -m benchmarks.build                                   # Anliku and MkDocs + Material, 100 and 1,000 cases, clean builds
    python -m benchmarks.build --cases 1000 --with hugo --scenarios clean again edit vocabulary
    python -m benchmarks.build --with all --pagefind PATH --zensical PATH --report docs/performance.md

Programs take turns (A B A B), so that whatever else the machine does falls on all of them. Each is run once beforehand
without being counted. Every counted run is kept in `build.json` of the work folder.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import reduce
from pathlib import Path
from statistics import median

from benchmarks.archives import PROJECT, Recipe, write_archive
from benchmarks.edits import change_sentence, change_vocabulary
from benchmarks.measure import CommandFailed, Sample, run, size_of
from benchmarks.peers import Contender, articles, contenders, program
from benchmarks.plot import Bar, bars

SCENARIOS = {
    "clean": "clean build, nothing there before",
    "again": "again, nothing changed",
    "edit": "one sentence of one case changed, in both languages",
    "vocabulary": "the name of one method changed",
}
BEGIN, END = "<!-- build:begin -->", "<!-- build:end -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All counted runs of one program in one scenario."""

    cases: int
    scenario: str
    contender: str
    label: str
    incremental: bool
    samples: tuple[Sample, ...]
    files: int
    bytes: int

    @property
    def wall(self) -> float:
        return median(sample.wall for sample in self.samples)


class Bench:
    """One size of archive in a work folder: the archive, and beside it one folder for each program."""

    def __init__(self, cases: int, work: Path, chosen: Sequence[Contender], seed: int, profile: str) -> None:
        self.cases = cases
        self.chosen = [contender for contender in chosen if cases <= contender.largest]
        self.archive = work / f"archive-{cases}"
        self._work = work / f"sites-{cases}"
        self._steps = 0
        recipe = Recipe(cases=cases, seed=seed, profile=profile)
        # Made anew each time: edits of an earlier run would otherwise still be in it.
        shutil.rmtree(self.archive, ignore_errors=True)
        write_archive(recipe, self.archive)
        for contender in self.chosen:
            shutil.rmtree(self.folder(contender), ignore_errors=True)
            self.folder(contender).mkdir(parents=True)
            contender.write(articles(self.archive), self.folder(contender))

    def folder(self, contender: Contender) -> Path:
        return self._work / contender.name

    def warm_up(self) -> None:
        """One run of each that is not counted: it leaves files in memory and compiled modules on disk."""
        for contender in self.chosen:
            self.clean(contender)
            self.build(contender)

    def clean(self, contender: Contender) -> None:
        for name in (contender.output, *contender.caches):
            shutil.rmtree(self.folder(contender) / name, ignore_errors=True)

    def build(self, contender: Contender) -> Sample:
        folder = self.folder(contender)
        commands = contender.commands(self.archive, folder)
        where = PROJECT if contender.in_project else folder
        return reduce(Sample.then, (run(command, where, contender.environment) for command in commands))

    def prepare(self, scenario: str) -> None:
        """Change what the scenario changes, for all programs alike."""
        self._steps += 1
        if scenario == "edit":
            changed = change_sentence(self.archive, self._steps)
            for contender in self.chosen:
                contender.write(articles(self.archive, [changed[0].parent]), self.folder(contender))
        elif scenario == "vocabulary":
            change_vocabulary(self.archive, self._steps)
            # The peers have no vocabulary: for them a name is written in every text, which one search would replace.

    def measure(self, scenario: str, runs: int) -> list[Result]:
        """Runs of all programs in turn."""
        samples: dict[str, list[Sample]] = {contender.name: [] for contender in self.chosen}
        for number in range(1, runs + 1):
            self.prepare(scenario)
            for contender in self.chosen:
                if scenario == "clean":
                    self.clean(contender)
                sample = self.build(contender)
                samples[contender.name].append(sample)
                print(
                    f"{self.cases} cases, {scenario}, run {number}: {contender.name} {sample.wall:.2f} s, "
                    f"CPU {sample.cpu:.2f} s, {sample.memory / 1e6:.0f} MB",
                    file=sys.stderr,
                    flush=True,
                )
        results = []
        for contender in self.chosen:
            files, size = size_of(self.folder(contender) / contender.output)
            results.append(
                Result(
                    cases=self.cases,
                    scenario=scenario,
                    contender=contender.name,
                    label=contender.label,
                    incremental=contender.incremental,
                    samples=tuple(samples[contender.name]),
                    files=files,
                    bytes=size,
                )
            )
        return results


# ── tables ───────────────────────────────────────────────────────────────────
def table(results: Sequence[Result]) -> str:
    """Markdown: one table for each size and scenario; ratios are to the first row."""
    parts = []
    for cases, scenario in dict.fromkeys((result.cases, result.scenario) for result in results):
        rows = [result for result in results if (result.cases, result.scenario) == (cases, scenario)]
        lines = [
            f"**{cases:,} bilingual cases: {SCENARIOS[scenario]}** (medians of {len(rows[0].samples)} runs; in brackets the range)",
            "",
            "| | seconds | × | CPU seconds | peak memory, all processes | largest process | files | MB |",
            "|---|--:|--:|--:|--:|--:|--:|--:|",
        ]
        lines += [_row(row, rows[0], scenario) for row in rows]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _row(row: Result, first: Result, scenario: str) -> str:
    walls = [sample.wall for sample in row.samples]
    note = "" if scenario == "clean" or row.incremental else " (builds all again)"
    cells = [
        row.label + note,
        f"{median(walls):.2f} ({min(walls):.2f}–{max(walls):.2f})",
        f"{row.wall / first.wall:.2f}",
        f"{median(sample.cpu for sample in row.samples):.2f}",
        f"{median(sample.memory for sample in row.samples) / 1e6:.0f} MB",
        f"{median(sample.largest for sample in row.samples) / 1e6:.0f} MB",
        f"{row.files:,}",
        f"{row.bytes / 1e6:.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def plot(results: Sequence[Result]) -> str:
    """The medians as bars, one group for each size and scenario."""
    groups: dict[str, list[Bar]] = {}
    for result in results:
        title = f"{result.cases:,} cases: {SCENARIOS[result.scenario]}"
        label = (
            result.label if result.scenario == "clean" or result.incremental else f"{result.label} (builds all again)"
        )
        ours = result.contender.startswith("anliku")
        groups.setdefault(title, []).append(Bar(label=label, seconds=result.wall, ours=ours))
    return bars(groups)


def conditions(chosen: Sequence[Contender], load: float) -> str:
    """What the numbers depend on."""
    versions = dict.fromkeys(contender.version() or "" for contender in chosen)
    return (
        f"{os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}, "
        f"{', '.join(version for version in versions if version)}; load of the machine before the run {load:.1f}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def report(path: Path, text: str) -> None:
    """Put the tables between the marks of a Markdown file; what stands around them stays."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf-8")


# ── the command ──────────────────────────────────────────────────────────────
def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--runs", type=int, default=3, help="counted runs of each")
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=["clean"])
    parser.add_argument(
        "--with",
        dest="peers",
        nargs="+",
        default=["mkdocs"],
        metavar="PEER",
        help="peers beside Anliku, or all, or none",
    )
    parser.add_argument("--pagefind", default="pagefind", help="the program pagefind")
    parser.add_argument("--zensical", default="zensical", help="the program zensical")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", default="default", help="lengths of the texts, see benchmarks.archives")
    parser.add_argument(
        "--work", type=Path, default=PROJECT / "benchmarks" / "output", help="folder for archives and sites"
    )
    parser.add_argument("--report", type=Path, help=f"Markdown file with {BEGIN} and {END}")
    parser.add_argument("--cold", action="store_true", help="no run beforehand: for what takes minutes")
    parser.add_argument("--plot", type=Path, help="SVG file for the plot")
    chosen = parser.parse_args(arguments)
    known = contenders(program(chosen.pagefind), program(chosen.zensical))
    names = [contender.name for contender in known]
    if unknown := set(chosen.peers) - {*names, "all", "none"}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(names[1:])}")
    # Who is asked for by name is measured, however long it takes.
    known = [replace(one, largest=sys.maxsize) if one.name in chosen.peers else one for one in known]
    wanted = [one for one in known if one.name in ("anliku", "anliku-plain", *chosen.peers) or "all" in chosen.peers]
    present = [one for one in wanted if one.version() is not None]
    for missing in wanted:
        if missing not in present:
            print(f"{missing.name} is not installed and left out", file=sys.stderr)
    load = os.getloadavg()[0]
    work = chosen.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []
    for cases in chosen.cases:
        bench = Bench(cases, work, present, chosen.seed, chosen.profile)
        if not chosen.cold:
            bench.warm_up()
        for scenario in chosen.scenarios:
            results += bench.measure(scenario, chosen.runs)
            print(table([one for one in results if one.cases == cases and one.scenario == scenario]), flush=True)
            (work / "build.json").write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")
    if chosen.plot is not None:
        chosen.plot.write_text(plot(results), encoding="utf-8")
    if chosen.report is not None:
        command = f"    python -m benchmarks.build {' '.join(_plain_arguments(arguments))}"
        report(chosen.report, f"\n{conditions(present, load)}\n\n{command}\n\n{table(results)}")
    return 0


def _plain_arguments(arguments: Sequence[str] | None) -> list[str]:
    """The arguments as they were given, without paths of this machine."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    kept: list[str] = []
    for argument in given:
        if kept and kept[-1] in ("--pagefind", "--zensical"):
            kept[-1:] = [kept[-1], "PATH"]
        elif kept and kept[-1] in ("--work", "--report", "--plot"):
            kept.pop()
        else:
            kept.append(argument)
    return kept


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CommandFailed as error:
        sys.exit(str(error))
