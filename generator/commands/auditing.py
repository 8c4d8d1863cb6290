"""`audit`: a built site against the conventions of the field."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.base import bilingual_command, common, option, reports_problems
from generator.console import Console, ProgressBar


@bilingual_command(
    help_zh="核对已生成的站点：网页标签、页脚、空白栏目、链接、外部主机、IPv4 地址、重量、个人信息。\n\n"
    "SITE 是站点文件夹，不写就是生成的那个。退出码：0 没有错误；1 有错误（--strict 时提醒也算）。",
    help_en="Check a built site: page labels, footer, blank columns, links, other hosts, IPv4 literals, weights, "
    "personal data.\n\nSITE is its folder, by default the one that was built. Exit codes: 0 no errors; 1 errors "
    "(with --strict also warnings).",
)
@click.argument("site", required=False, type=click.Path(path_type=Path))
@common
@option("--json", "as_json", is_flag=True, zh="输出 JSON", en="print JSON")
@option("--strict", is_flag=True, zh="有提醒也以 1 退出", en="exit with 1 on warnings too")
@option("--jobs", type=click.IntRange(1, 256), zh="同时用几个进程", en="processes")
@reports_problems
def audit(
    console: Console,
    site: Path | None,
    config: Path | None,
    content: Path | None,
    output: Path | None,
    as_json: bool,
    strict: bool,
    jobs: int | None,
) -> int:
    """Audit a built site."""
    import datetime as dt

    from generator.audit.report import as_json as to_json
    from generator.audit.report import as_text
    from generator.audit.run import NoSiteError
    from generator.audit.run import audit as run_audit
    from generator.config import load_config
    from generator.workers import cores

    file = config or Path("site_config.yml")
    folder = site or output or file.parent / "site"
    settings = load_config(file) if config is not None or file.is_file() else None
    try:
        with ProgressBar(console) as progress:
            report = run_audit(
                folder,
                config=settings,
                today=dt.date.today(),  # noqa: DTZ011
                jobs=jobs or cores(),
                progress=progress,
            )
    except NoSiteError:
        console.complain(
            f"{folder} 里没有站点（缺 index.html）；先运行 anliku build",
            f"there is no site in {folder} (no index.html); run anliku build first",
        )
        return 1
    text = to_json(report, str(folder), console.language) if as_json else as_text(report, console.language)
    print(text, end="")
    return 1 if report.count("error") or (strict and report.count("warning")) else 0
