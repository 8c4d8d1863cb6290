"""Made-up archives for measurements: any number of bilingual cases, the same bytes for the same arguments.

    python -m benchmarks.archives --cases 1000 --seed 1 --output DIR

writes `DIR/site_config.yml`, `DIR/content/` and `DIR/archive.json`, which says how it was made. Settings, themes, measures,
guard list and the upper levels of the region tree are the project's own; everything else is made up here.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from benchmarks.corpus.bodies import PROFILES
from benchmarks.corpus.cases import CaseMaker
from benchmarks.corpus.heads import TYPE_CYCLE, Head, Heads
from benchmarks.corpus.places import Places
from benchmarks.corpus.vocabulary import Pools, read_measures, read_themes, vocabulary_files
from benchmarks.corpus.words import Pair
from benchmarks.corpus.writer import Language

PROJECT = Path(__file__).resolve().parent.parent
OWN_VOCABULARY = ("regions.yml", "themes.yml", "measures.yml", "phrases.yml")
RECIPE = "archive.json"

FORK_FROM = 400
"""Cases from which on a second process is worth its start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that an archive depends on, beside the project's own vocabulary."""

    cases: int
    seed: int = 1
    profile: str = "default"


class World:
    """An archive before its texts are written: cases can be had one by one."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        folder = PROJECT / "content" / "vocabulary"
        self.own = {name: _read(folder / name) for name in OWN_VOCABULARY if (folder / name).exists()}
        themes = read_themes(self.own["themes.yml"])
        self.language = Language(recipe.seed, themes)
        places = Places(recipe.seed, self.own["regions.yml"])
        self.heads = Heads(recipe.seed, places, themes)
        self.pools = Pools(recipe.seed, recipe.cases, places, self.language, themes)
        self._maker = CaseMaker(
            recipe.seed, recipe.profile, self.heads, self.pools, self.language, read_measures(self.own["measures.yml"])
        )

    def texts(self, head: Head) -> Pair:
        """The text of `zh.md` and `en.md`."""
        return self._maker.texts(head)

    def vocabulary(self) -> dict[str, str]:
        """File name → text."""
        heads = [self.heads.head(serial) for serial in range(1, self.recipe.cases + 1)]
        series = max((head.series[0] for head in heads if head.series), default=0)
        return vocabulary_files(self.own, self.pools, heads, series)


def write_archive(recipe: Recipe, output: Path) -> None:
    """Write a whole archive into a new or empty folder."""
    world = World(recipe)
    for type_id in sorted(set(TYPE_CYCLE)):
        (output / "content" / type_id).mkdir(parents=True, exist_ok=True)
    folder = output / "content" / "vocabulary"
    folder.mkdir(exist_ok=True)
    for name, text in world.vocabulary().items():
        _write(folder / name, text)
    _write(output / "site_config.yml", _settings())
    _write(output / RECIPE, json.dumps(asdict(recipe), indent=2) + "\n")
    serials = range(1, recipe.cases + 1)
    processes = min(os.cpu_count() or 1, 8) if recipe.cases >= FORK_FROM else 1
    if processes == 1:
        _write_cases(world, output, serials)
        return
    size = -(-recipe.cases // (processes * 4))
    shares = [serials[start : start + size] for start in range(0, recipe.cases, size)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.map(partial(_write_share, recipe, output), shares, chunksize=1)


_worlds: dict[Recipe, World] = {}


def _write_share(recipe: Recipe, output: Path, serials: Sequence[int]) -> None:
    """In a worker, which makes its world once."""
    if recipe not in _worlds:
        _worlds[recipe] = World(recipe)
    _write_cases(_worlds[recipe], output, serials)


def _write_cases(world: World, output: Path, serials: Iterable[int]) -> None:
    for serial in serials:
        write_case(world, output, world.heads.head(serial))


def write_case(world: World, output: Path, head: Head) -> list[Path]:
    """Write the two files of one case."""
    folder = output / "content" / head.folder
    folder.mkdir(exist_ok=True)
    texts = world.texts(head)
    paths = [folder / "zh.md", folder / "en.md"]
    for path, text in zip(paths, texts, strict=True):
        _write(path, text)
    return paths


def read_recipe(archive: Path) -> Recipe:
    """How an archive was made."""
    return Recipe(**json.loads(_read(archive / RECIPE)))


def _settings() -> str:
    """The project's settings; cases chosen for the home page are chosen here too."""
    lines = _read(PROJECT / "site_config.yml").splitlines()
    return "\n".join("featured: [AL-0001]" if line.startswith("featured:") else line for line in lines) + "\n"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archives", description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, required=True, help="how many, from 1")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="default", help="lengths of the texts")
    parser.add_argument("--output", type=Path, required=True, help="a new or empty folder, or an archive made before")
    chosen = parser.parse_args(arguments)
    if chosen.cases < 1:
        parser.error("--cases must be 1 or more")
    if (chosen.output / RECIPE).exists():
        shutil.rmtree(chosen.output)
    elif chosen.output.exists() and any(chosen.output.iterdir()):
        parser.error(f"{chosen.output} is not empty and was not made by this command")
    begin = time.perf_counter()
    write_archive(Recipe(cases=chosen.cases, seed=chosen.seed, profile=chosen.profile), chosen.output)
    print(f"{chosen.cases} cases in {time.perf_counter() - begin:.1f} s: {chosen.output}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
