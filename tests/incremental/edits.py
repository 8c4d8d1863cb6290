"""What happens to an archive in the course of its life, drawn by chance: each edit leaves a content without errors."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

Edit = Callable[[Path, Random], None]


def cases_of(archive: Path) -> list[Path]:
    return sorted(path.parent for path in (archive / "content").glob("*/*/zh.md"))


def change_text(archive: Path, chance: Random) -> None:
    """A word more in the body: the translation becomes stale, which is a warning."""
    _change(chance.choice(cases_of(archive)) / "zh.md", r"(?m)。$", f"，第{chance.randrange(1000)}次。")


def change_translation(archive: Path, chance: Random) -> None:
    _change(chance.choice(cases_of(archive)) / "en.md", r"(?m)\.$", f", for the {chance.randrange(1000)}th time.")


def change_title(archive: Path, chance: Random) -> None:
    _change(
        chance.choice(cases_of(archive)) / "zh.md",
        r"(?m)^title: .*$",
        f"title: 网格员第{chance.randrange(99)}次回访社区",
    )


def change_figure(archive: Path, chance: Random) -> None:
    _change(
        chance.choice(cases_of(archive)) / "zh.md",
        r"value: \d+, unit: 个",
        f"value: {chance.randrange(9999)}, unit: 个",
    )


def change_themes(archive: Path, chance: Random) -> None:
    themes = re.findall(r"(?m)^- id: (\S+)\n(?:  .*\n)*?  parent:", _vocabulary(archive, "themes").read_text("utf-8"))
    chosen = ", ".join(chance.sample(themes, 2))
    _change(chance.choice(cases_of(archive)) / "zh.md", r"(?m)^themes: .*$", f"themes: [{chosen}]")


def drop_period(archive: Path, chance: Random) -> None:
    _change(chance.choice(cases_of(archive)) / "zh.md", r"(?m)^period:\n(?:  .*\n)+", "")


def move_regions(archive: Path, chance: Random) -> None:
    """A case gets the regions of another."""
    one, other = chance.sample(cases_of(archive), 2)
    found = re.search(r"(?m)^regions:\n(?:- .*\n)+", (other / "zh.md").read_text("utf-8"))
    if found is not None and re.search(r"(?m)^regions:", (one / "zh.md").read_text("utf-8")):
        _change(one / "zh.md", r"(?m)^regions:\n(?:- .*\n)+", found[0].replace("\\", r"\\"))


def add_case(archive: Path, chance: Random) -> None:
    model = chance.choice([case for case in cases_of(archive) if "series:" not in (case / "zh.md").read_text("utf-8")])
    highest = max(int(number) for number in _numbers(archive))
    target = model.with_name(f"added-{highest + 1}")
    shutil.copytree(model, target)
    _change(target / "zh.md", r"(?m)^number: .*$", f"number: AL-{highest + 1:04}")
    _change(target / "zh.md", r"(?m)^title: .*$", f"title: 新增的第{highest + 1}篇案例怎样写成")
    _change(target / "zh.md", r"(?m)^published: .*$", f"published: 2024-0{chance.randrange(1, 9)}-11")


def rename_case(archive: Path, chance: Random) -> None:
    case = chance.choice(cases_of(archive))
    if not case.name.startswith("renamed"):
        case.rename(case.with_name(f"renamed-{case.name}"))


def move_case(archive: Path, chance: Random) -> None:
    """Another type."""
    news = [case for case in cases_of(archive) if case.parent.name == "news"]
    if news:
        case = chance.choice(news)
        case.rename(archive / "content" / "commentary" / case.name)


def delete_case(archive: Path, chance: Random) -> None:
    shutil.rmtree(chance.choice(cases_of(archive)[1:]))


def withdraw_case(archive: Path, chance: Random) -> None:
    _change(chance.choice(cases_of(archive)[1:]) / "zh.md", r"(?m)^status: .*$", "status: withdrawn")


def delete_translation(archive: Path, chance: Random) -> None:
    (chance.choice(cases_of(archive)) / "en.md").unlink(missing_ok=True)


def rename_method(archive: Path, chance: Random) -> None:
    _entry(archive, "methods", chance, r"(name: \{zh: [^,]+, en: )[^}]*\}", rf'\g<1>"Way No. {chance.randrange(99)}"}}')


def define_theme(archive: Path, chance: Random) -> None:
    _entry(archive, "themes", chance, r"(name: \{zh: [^,]+, en: )[^}]*\}", rf'\g<1>"Theme {chance.randrange(99)}"}}')


def rename_region(archive: Path, chance: Random) -> None:
    _entry(archive, "regions", chance, r"(name: \{zh: [^,]+, en: )[^}]*\}", rf'\g<1>"Place {chance.randrange(99)}"}}')


def define_term(archive: Path, chance: Random) -> None:
    _entry(archive, "glossary", chance, r"(definition: \{zh: )[^,]*,", rf"\g<1>第{chance.randrange(99)}种说法,")


def change_settings(archive: Path, chance: Random) -> None:
    path = archive / "site_config.yml"
    text = re.sub(r"(?m)^(newest|page_size): .*\n", "", path.read_text("utf-8"))
    path.write_text(f"{text}newest: {chance.randrange(2, 6)}\npage_size: {chance.randrange(3, 9)}\n", "utf-8")


EDITS: tuple[Edit, ...] = (
    change_text,
    change_translation,
    change_title,
    change_figure,
    change_themes,
    drop_period,
    move_regions,
    add_case,
    rename_case,
    move_case,
    delete_case,
    withdraw_case,
    delete_translation,
    rename_method,
    define_theme,
    rename_region,
    define_term,
    change_settings,
)


def _numbers(archive: Path) -> list[str]:
    found = [re.search(r"(?m)^number: AL-(\d+)$", (case / "zh.md").read_text("utf-8")) for case in cases_of(archive)]
    return [match[1] for match in found if match is not None]


def _vocabulary(archive: Path, name: str) -> Path:
    return archive / "content" / "vocabulary" / f"{name}.yml"


def _entry(archive: Path, name: str, chance: Random, pattern: str, replacement: str) -> None:
    """Change one entry of a vocabulary file, any of those that the pattern finds."""
    path = _vocabulary(archive, name)
    text = path.read_text("utf-8")
    found = list(re.finditer(pattern, text))
    if found:
        place = chance.choice(found)
        path.write_text(text[: place.start()] + place.expand(replacement) + text[place.end() :], "utf-8")


def _change(path: Path, pattern: str, replacement: str) -> None:
    if path.is_file():
        path.write_text(re.sub(pattern, replacement, path.read_text("utf-8"), count=1), "utf-8")
