"""`stats` and `search`: questions to the archive."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.base import bilingual_command, common, option, paths_of, reports_problems
from generator.console import Console

if TYPE_CHECKING:
    from generator.search.run_query import QueryAnswer, QueryRunner


@bilingual_command(
    help_zh="统计案例：按类型、地区、主题、语言；某地历年的做法；某项数据各地对照。",
    help_en="Count the cases by type, region, theme and language; the history of a place; one measure across places.",
)
@common
@option("--region", zh="某个地区历年的案例和数据", en="the history of a region")
@option("--measure", zh="某项指标各地对照", en="a measure across places")
@option("--json", "as_json", is_flag=True, zh="输出 JSON", en="print JSON")
@reports_problems
def stats(
    console: Console,
    config: Path | None,
    content: Path | None,
    output: Path | None,
    region: str | None,
    measure: str | None,
    as_json: bool,
) -> int:
    """Print statistics."""
    from generator import pipeline
    from generator.config import load_config
    from generator.problems import ContentError, has_errors
    from generator.stats_text import render_stats

    paths = paths_of(config, content, output)
    archive, problems = pipeline.check(paths)
    if has_errors(problems):
        raise ContentError(problems)
    settings = load_config(paths.config)
    print(render_stats(archive, settings, console.language, region=region, measure=measure, as_json=as_json))
    return 0


@bilingual_command(
    help_zh="在已生成的站点里检索，用的就是网页上的那个引擎。\n\n不写 QUERY 时用 --batch 从标准输入逐行读。",
    help_en="Search the built site, with the very engine of its pages.\n\nWithout QUERY, --batch reads one a line.",
)
@click.argument("query", required=False)
@common
@option("--limit", type=click.IntRange(1, 1000), default=10, zh="最多几条（默认 10）", en="how many hits (10)")
@option("--json", "as_json", is_flag=True, zh="每个检索词输出一个 JSON 对象", en="one JSON object a query")
@option("--batch", is_flag=True, zh="从标准输入读，每行一个检索词", en="read queries from standard input, one a line")
@option("--explain", is_flag=True, zh="列出各词的权重和得分", en="show terms, weights and scores")
@reports_problems
def search(
    console: Console,
    query: str | None,
    config: Path | None,
    content: Path | None,
    output: Path | None,
    limit: int,
    as_json: bool,
    batch: bool,
    explain: bool,
) -> int:
    """Search the built site."""
    from generator.search.run_query import QueryRunner, UnusableIndexError

    if (query is None) == (not batch):
        console.complain("写一个检索词，或用 --batch 从标准输入读", "give a query, or --batch to read them")
        return 2
    paths = paths_of(config, content, output)
    script = paths.theme / "search" / "dist" / "headless.js"
    folder = paths.output / "search"
    if not folder.is_dir():
        console.complain(
            f"{folder} 还没有索引；先运行 anliku build", f"there is no index in {folder}; run anliku build first"
        )
        return 1
    runner = QueryRunner(folder, script.read_text(encoding="utf-8"))
    queries = (line.rstrip("\r\n") for line in sys.stdin) if batch else [query or ""]
    try:
        _answer(console, runner, queries, limit, as_json=as_json, explain=explain)
    except UnusableIndexError as error:
        console.complain(
            f"索引不能用（{error.part}：{error.code}）；请重新运行 anliku build",
            f"the index cannot be used ({error.part}: {error.code}); run anliku build again",
        )
        return 1
    return 0


def _answer(
    console: Console, runner: QueryRunner, queries: Iterable[str], limit: int, *, as_json: bool, explain: bool
) -> None:
    for query in queries:
        answer = runner.query(query, lang=console.language, limit=limit)
        if as_json:
            terms = {"terms": list(answer.terms)} if explain else {}
            print(json.dumps({**answer.to_json(), **terms}, ensure_ascii=False), flush=True)
        else:
            _show(console, answer, explain=explain)


def _show(console: Console, answer: QueryAnswer, *, explain: bool) -> None:
    about = "" if answer.exact else console.text("约 ", "about ")
    print(console.text(f"“{answer.query}”：{about}{answer.total} 篇", f"{answer.query!r}: {about}{answer.total} cases"))
    for place, hit in enumerate(answer.hits, 1):
        score = f"  {hit.score:.3f}" if explain else ""
        other = console.text(f"（别名：{hit.by}）", f" (by another name: {hit.by})") if hit.match == "alias" else ""
        print(f"{place:3}. {hit.title}{other}{score}\n     {hit.url}")
    if explain:
        for term in answer.terms:
            print("     " + "  ".join(f"{name}={value}" for name, value in term.items()))
