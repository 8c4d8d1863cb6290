"""`build`, `check` and `serve`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.base import bilingual_command, common, option, paths_of, reports_problems
from generator.console import Console, ProgressBar


@bilingual_command(
    help_zh="检查内容并生成站点；有错误就什么也不改。",
    help_en="Check the content and build the site; with any error nothing is changed.",
)
@common
@option(
    "--no-search",
    is_flag=True,
    zh="不做检索索引（快速预览、测速用）",
    en="make no search index (quick previews, measuring)",
)
@option("--strict", is_flag=True, zh="提醒也当作错误", en="warnings are errors too")
@option(
    "--jobs",
    type=click.IntRange(1, 256),
    zh="同时用几个进程（默认每核一个）",
    en="processes (default: one for each core)",
)
@option(
    "--no-cache",
    is_flag=True,
    zh="全部重新生成，不用也不写 .anliku 中的缓存",
    en="make everything anew; neither use nor write the cache in .anliku",
)
@option(
    "--profile",
    is_flag=True,
    zh="最后列出各步用时",
    en="tell at the end how long each step took",
)
@reports_problems
def build(
    console: Console,
    config: Path | None,
    content: Path | None,
    output: Path | None,
    no_search: bool,
    strict: bool,
    jobs: int | None,
    no_cache: bool,
    profile: bool,
) -> int:
    """Build the site."""
    import time
    from contextlib import ExitStack

    from msgspec.structs import replace

    from generator.jieba_beside import JiebaBeside
    from generator.listing import listing_of
    from generator.publish import Publication
    from generator.stages import Stages
    from generator.unchanged import all_reads, has_built, last_build

    paths = paths_of(config, content, output)
    if no_cache:
        paths = replace(paths, cache=None)
    begin, stages = time.perf_counter(), Stages()
    with Publication(paths.output, ahead=jobs != 1) as publication:
        with stages("compare"):
            listing = listing_of(paths.content)
            reads = all_reads(paths, listing, no_search, strict) if paths.cache else None
            last = last_build(paths, reads, publication)
        if last is not None:
            console.show(last.problems)
            console.say(
                f"内容没有变化：{last.cases} 篇案例，{last.files} 个文件，站点没有改动（{time.perf_counter() - begin:.1f} 秒）。",
                f"Nothing has changed: {last.cases} cases, {last.files} files; the site was left as it is "
                f"({time.perf_counter() - begin:.1f} s).",
            )
            return 0
        with ExitStack() as doing:
            # Where little may have changed, the dictionary is read while the program and the content are.
            jieba = doing.enter_context(JiebaBeside()) if jobs != 1 and has_built(paths) else None
            with stages("load"):
                from generator import pipeline
            report = pipeline.build(
                paths,
                publication=publication,
                jobs=jobs,
                strict=strict,
                search=not no_search,
                reads=reads,
                listing=listing,
                jieba=jieba,
                progress=doing.enter_context(ProgressBar(console)),
                stages=stages,
            )
    console.show(report.problems)
    if profile:
        for stage in stages.done:
            console.say(*(f"{stage.name:<12}{stage.seconds:8.2f} s{stage.cpu:9.2f} s CPU" for _ in range(2)))
    seconds = time.perf_counter() - begin
    count, index = len(report.archive.cases), paths.output / "index.html"
    console.say(
        f"已生成 {count} 篇案例，{report.files} 个文件（{report.outcome.written} 个有变化），用时 {seconds:.1f} 秒。\n打开 {index}（双击即可），或运行 anliku serve。",
        f"Built {count} cases, {report.files} files ({report.outcome.written} changed), in {seconds:.1f} s.\nOpen {index} (a double click will do), or run anliku serve.",
    )
    return 0


@bilingual_command(
    help_zh="检查全部内容，一次说出所有问题，什么也不生成。",
    help_en="Check all content and tell every problem at once; nothing is built.",
)
@common
@option("--strict", is_flag=True, zh="有提醒也以 1 退出", en="exit with 1 on warnings too")
@option("--jobs", type=click.IntRange(1, 256), zh="同时用几个进程", en="processes")
@reports_problems
def check(
    console: Console, config: Path | None, content: Path | None, output: Path | None, strict: bool, jobs: int | None
) -> int:
    """Check the content."""
    from generator import pipeline
    from generator.problems import has_errors

    with ProgressBar(console) as progress:
        archive, problems = pipeline.check(paths_of(config, content, output), jobs=jobs, progress=progress)
    errors, warnings = console.show(problems)
    console.say(
        f"{len(archive.cases)} 篇已发布案例：{errors} 处错误，{warnings} 处提醒。",
        f"{len(archive.cases)} published cases: {errors} errors, {warnings} warnings.",
    )
    return 1 if has_errors(problems, strict=strict) else 0


@bilingual_command(
    help_zh="在本机显示站点，内容一保存就重新生成并刷新页面。",
    help_en="Show the site on this machine; saving a file rebuilds it and reloads the page.",
)
@common
@option(
    "--address", default="127.0.0.1:8000", zh="本机地址和端口", en="address and port on this machine", show_default=True
)
@option("--open", "open_browser", is_flag=True, zh="打开浏览器", en="open the browser")
@reports_problems
def serve(
    console: Console,
    config: Path | None,
    content: Path | None,
    output: Path | None,
    address: str,
    open_browser: bool,
) -> int:
    """Show the site with live reload."""
    from generator.serve import serve_site

    return serve_site(paths_of(config, content, output), address, console, open_browser=open_browser)
