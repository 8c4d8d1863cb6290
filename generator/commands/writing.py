"""`new`, `stamp` and `schema`: what helps those who write."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.base import bilingual_command, common, paths_of, reports_problems
from generator.console import Console


@bilingual_command(
    help_zh="新建一篇案例的双语样稿，带说明和编号。\n\nTYPE 是类型（practices、brands ……），SLUG 是网址用的名字，可直接写中文标题。",
    help_en="Make a commented draft of a case in every language, with a new number.\n\n"
    "TYPE is a type (practices, brands …), SLUG its address; a Chinese title will do.",
)
@click.argument("type_id", metavar="TYPE")
@click.argument("slug", metavar="SLUG")
@common
@reports_problems
def new(
    console: Console, type_id: str, slug: str, config: Path | None, content: Path | None, output: Path | None
) -> int:
    """Make a draft."""
    import datetime as dt

    from generator.scaffold import make_case

    files = make_case(paths_of(config, content, output), type_id, slug, today=dt.date.today())  # noqa: DTZ011
    for file in files:
        console.say(f"已建立 {file}", f"made {file}")
    console.say(
        "写好后运行 anliku check；把 status 改为 published 才会发布。",
        "When written, run anliku check; it is published once its status is published.",
    )
    return 0


@bilingual_command(
    help_zh="译文核对完毕后，记下它译自哪一版原文（写入 translation_of）。\n\n不写 SLUG 就处理全部案例。",
    help_en="After a translation was checked, note which version it translates (writes translation_of).\n\n"
    "Without SLUG all cases are stamped.",
)
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@common
@reports_problems
def stamp(
    console: Console, slugs: tuple[str, ...], config: Path | None, content: Path | None, output: Path | None
) -> int:
    """Stamp translations."""
    from generator import stamp as stamping

    for file in stamping.stamp(paths_of(config, content, output), slugs):
        console.say(f"已更新 {file}", f"stamped {file}")
    return 0


@bilingual_command(
    help_zh="写出 JSON Schema，供编辑器补全和检查（默认写到 schema 文件夹）。",
    help_en="Write the JSON Schemas with which editors complete and check (into the folder schema by default).",
)
@common
@reports_problems
def schema(console: Console, config: Path | None, content: Path | None, output: Path | None) -> int:
    """Write the schemas."""
    from generator.schema import write_schemas

    folder = output or Path("schema")
    for file in write_schemas(folder):
        console.say(f"已写出 {file}", f"wrote {file}")
    return 0
