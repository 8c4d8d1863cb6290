"""The command that measures builds beside each other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.archives import Recipe, write_archive
from benchmarks.build import BEGIN, END, Bench, Result, report, table
from benchmarks.measure import CommandFailed, Sample, run, size_of
from benchmarks.peers import Contender, articles, contenders


def make_sample(wall: float = 1.0) -> Sample:
    return Sample(wall=wall, cpu=2.0, memory=3_000_000, largest=2_000_000)


def make_result(contender: str, *walls: float) -> Result:
    return Result(
        cases=100,
        scenario="clean",
        contender=contender,
        label=contender,
        incremental=False,
        samples=tuple(make_sample(wall) for wall in walls),
        files=10,
        bytes=1_000_000,
    )


def test_processor_time_and_memory_of_child_processes_count(tmp_path: Path) -> None:
    child = "x = bytearray(80_000_000); s = sum(range(4_000_000)); import time; time.sleep(0.5)"
    code = f"import subprocess, sys; p = [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in range(2)]; [q.wait() for q in p]"

    sample = run([sys.executable, "-c", code], tmp_path)

    assert sample.memory > 160_000_000 > sample.largest > 80_000_000
    assert sample.cpu > 0.05
    assert sample.wall > 0.5


def test_a_command_that_fails_is_told_with_its_last_lines(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


def test_commands_after_each_other_add_their_times_and_keep_the_higher_peak() -> None:
    first, second = make_sample(1.0), Sample(wall=2.0, cpu=1.0, memory=9, largest=9)

    assert first.then(second) == Sample(wall=3.0, cpu=3.0, memory=3_000_000, largest=2_000_000)


def test_the_size_of_a_folder_counts_all_files_below_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one").write_bytes(b"123")
    (tmp_path / "two").write_bytes(b"12")

    assert size_of(tmp_path) == (2, 5)


def test_the_table_gives_medians_and_ratios_to_the_first_row() -> None:
    text = table([make_result("ours", 3.0, 1.0, 2.0), make_result("theirs", 8.0, 9.0, 7.0)])

    assert "| ours | 2.00 (1.00–3.00) | 1.00 |" in text
    assert "| theirs | 8.00 (7.00–9.00) | 4.00 |" in text


def test_a_report_keeps_what_stands_around_its_marks(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    file.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")

    report(file, "new\n")
    report(file, "newer\n")

    assert file.read_text(encoding="utf-8") == f"before\n{BEGIN}\nnewer\n{END}\nafter\n"


def test_peers_get_the_same_text_without_front_matter_and_with_links_that_lead_somewhere(tmp_path: Path) -> None:
    write_archive(Recipe(cases=60), tmp_path / "archive")
    mkdocs = next(one for one in contenders() if one.name == "mkdocs")
    (tmp_path / "project").mkdir()

    mkdocs.write(articles(tmp_path / "archive"), tmp_path / "project")

    pages = sorted((tmp_path / "project" / "docs").glob("*/*/*.md"))
    assert len(pages) == 120
    linked = 0
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert "\n---\n" not in text
        for target in [part.partition(")")[0] for part in text.split("](")[1:]]:
            assert (page.parent / target).is_file()
            linked += 1
    assert linked > 0


def test_programs_take_turns_and_clean_builds_find_nothing_there(tmp_path: Path) -> None:
    """Each build notes whether an earlier site was there."""
    log = tmp_path / "log"
    code = (
        "import pathlib, sys; site = pathlib.Path('site'); "
        f"open({str(log)!r}, 'a').write(f'{{sys.argv[1]}} {{site.exists()}}\\n'); site.mkdir(exist_ok=True)"
    )

    def make(name: str) -> Contender:
        return Contender(
            name=name,
            label=name,
            write=lambda texts, folder: None,
            version=lambda: name,
            commands=lambda archive, folder: [[sys.executable, "-c", code, name]],
        )

    bench = Bench(3, tmp_path / "work", [make("a"), make("b")], seed=1, profile="default")
    bench.measure("clean", 2)
    bench.measure("again", 1)

    assert log.read_text().splitlines() == ["a False", "b False", "a False", "b False", "a True", "b True"]


def test_what_is_left_out_to_measure_it_is_not_made(tmp_path: Path) -> None:
    write_archive(Recipe(cases=3, seed=1), tmp_path)
    places = ["--config", "site_config.yml", "--content", "content", "--output", "site"]
    command = [sys.executable, "-m", "benchmarks.without", "checks", "lists", "--", "build", "--no-search", *places]

    run(command, tmp_path, {"PYTHONPATH": str(Path(__file__).parents[2])})

    site = tmp_path / "site"
    assert {path.parent.name for path in site.rglob("*.html") if path.name != "404.html"} == {"cases"}
    assert len(list(site.rglob("cases/*.html"))) == 2 * 3
    assert not list(site.rglob("*.xml"))
