"""`anliku serve`: the site on this machine, rebuilt when a file is saved; problems are shown in the page.

MkDocs' live-reload server watches, rebuilds and tells the browser; it is imported by the shell, like all of MkDocs.
"""

from __future__ import annotations

import html
import tempfile
import webbrowser
from pathlib import Path

from msgspec.structs import replace

from generator import pipeline
from generator.console import Console
from generator.paths import Paths
from generator.problems import ContentError, Problem
from generator.publish import Publication
from generator.shell.live import LiveServer

_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.7 system-ui,sans-serif;max-width:60em;margin:3em auto;padding:0 1em}}
pre{{white-space:pre-wrap;background:#f3eee7;padding:1em}}</style></head>
<body><h1>{title}</h1><pre>{problems}</pre></body></html>
"""


def serve_site(paths: Paths, address: str, console: Console, *, open_browser: bool) -> int:
    """Serve until interrupted. The site lies in a temporary folder: the published one is not touched."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        console.complain(
            f"地址“{address}”写法不对，例如 127.0.0.1:8000", f"{address!r} is no address; write 127.0.0.1:8000"
        )
        return 2
    with tempfile.TemporaryDirectory(prefix="anliku-serve-") as folder:
        root = Path(folder) / "site"
        preview = replace(paths, output=root)

        def rebuild() -> str | None:
            """Build; the page that tells the problems where it can't be done."""
            try:
                with Publication(root, ahead=True) as publication:
                    report = pipeline.build(preview, publication=publication)
            except ContentError as error:
                console.show(error.problems)
                return problem_page(error.problems, console)
            console.show(report.problems)
            console.say(f"已生成 {len(report.archive.cases)} 篇。", f"built {len(report.archive.cases)} cases.")
            return None

        try:
            server = LiveServer(root, host, int(port), rebuild, [paths.content, paths.config, paths.theme])
        except OSError as error:
            console.complain(
                f"端口 {port} 不能用（{error.strerror}）；用 --address 127.0.0.1:8001 换一个",
                f"port {port} cannot be used ({error.strerror}); choose another with --address 127.0.0.1:8001",
            )
            return 1
        url = f"http://{host}:{port}/"
        console.say(f"打开 {url}（按 Ctrl+C 结束）", f"open {url} (Ctrl+C ends it)")
        if open_browser:
            webbrowser.open(url)
        server.run()
    return 0


def problem_page(problems: tuple[Problem, ...], console: Console) -> str:
    """What the browser shows while the content has errors."""
    errors = [problem for problem in problems if problem.severity == "error"]
    text = "\n".join(problem.format(console.language) for problem in errors)
    title = console.text(f"{len(errors)} 处错误，站点没有更新", f"{len(errors)} errors; the site was not updated")
    return _PAGE.format(lang=console.text("zh-CN", "en"), title=title, problems=html.escape(text))
