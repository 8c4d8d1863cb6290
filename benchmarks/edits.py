"""Single changes to a made-up archive, as an editor would make them: what incremental builds are measured with.

Each change is named by a step, so that changes in a row differ and yet are the same on every machine. All return the
files that they wrote.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from benchmarks.archives import World, read_recipe, write_case
from benchmarks.corpus.chance import Chance
from benchmarks.corpus.words import Pair
from benchmarks.corpus.writer import Setting, Writer
from generator.archive.documents import Body, text_hash


def change_sentence(archive: Path, step: int, world: World | None = None) -> list[Path]:
    """Put another sentence in the place of one, in both languages, and stamp the translation anew.

    Args:
        archive: Folder of an archive that `benchmarks.archives` made.
        step: Chooses the case and the new sentence.
        world: The archive's, where it is at hand.
    """
    world = world or World(read_recipe(archive))
    chance = Chance(world.recipe.seed, "change", step)
    head = world.heads.head(chance.whole(1, world.recipe.cases))
    folder = archive / "content" / head.folder
    names = tuple(place.name for place in (head.counties[0], head.township) if place)
    methods = (world.pools.methods[0].name,)
    setting = Setting(theme=head.themes[0], places=names, communities=names, methods=methods)
    new = Writer(world.language, setting, chance).sentence("practice")
    zh, en = folder / "zh.md", folder / "en.md"
    zh_head, zh_body = _divided(zh)
    en_head, en_body = _divided(en)
    zh_blocks, en_blocks = zh_body.split("\n\n"), en_body.split("\n\n")
    place = next(place for place, block in enumerate(zh_blocks) if re.match(r"[^#\-|\d]", block))
    zh_blocks[place] = _with_last(zh_blocks[place], new.zh, "。")
    en_blocks[place] = _with_last(en_blocks[place], new.en, ". ")
    zh_body = "\n\n".join(zh_blocks)
    stamp = _stamp(zh_head, zh_body)
    en_head = re.sub(r"(?m)^translation_of: .*$", f'translation_of: "{stamp}"', en_head)
    zh.write_bytes(f"{zh_head}{zh_body}".encode())
    en.write_bytes((en_head + "\n\n".join(en_blocks)).encode())
    return [zh, en]


def add_case(archive: Path, step: int, world: World | None = None) -> list[Path]:
    """Write one more case, of a number that the archive does not have yet; `step` counts from 1.

    Places are those of an earlier case, so that the vocabulary need not change.
    """
    world = world or World(read_recipe(archive))
    return write_case(world, archive, world.heads.like(world.recipe.cases + step, world.recipe.cases))


def change_vocabulary(archive: Path, step: int) -> list[Path]:
    """Change the English name of the most used method; pages of its cases and lists in English show it."""
    path = archive / "content" / "vocabulary" / "methods.yml"
    text = path.read_text(encoding="utf-8")
    changed, count = re.subn(
        r"(?m)(^  name: \{zh: [^,]+, en: )([^}0-9\"]*?)(?: No\. \d+)?\}$", rf"\g<1>\g<2> No. {step}}}", text, count=1
    )
    if not count:
        raise ValueError(f"no method to change in {path}")
    path.write_bytes(changed.encode())
    return [path]


def _divided(path: Path) -> Pair:
    """Front matter with its fences and line end, and body."""
    text = path.read_text(encoding="utf-8")
    end = text.index("\n---\n", 4) + 5
    return Pair(text[:end], text[end:])


def _with_last(paragraph: str, sentence: str, end: str) -> str:
    """The paragraph with its last sentence replaced, or the whole where it has but one."""
    before, _, _ = paragraph.rstrip("\n" + end.strip()).rpartition(end)
    return f"{before}{end}{sentence}" if before else sentence


def _stamp(head: str, body: str) -> str:
    keys = yaml.safe_load(head.strip().strip("-"))
    return text_hash(keys["title"], keys["summary"], Body(text=body.rstrip(), line=1))
