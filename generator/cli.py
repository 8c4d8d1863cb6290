"""The command line: `anliku build`, `serve`, `check`, `new`, `stamp`, `schema`.

Exit codes: 0 done; 1 the content, the settings or the place of the output forbid it (said in full, without a
traceback); 2 the command was called wrongly. Anything else is a fault of the program.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import __version__
from generator.console import LANGUAGES, Console, ProgressBar, forgiving, preferred_language
from generator.problems import ContentError

Command = TypeVar("Command", bound=Callable[..., Any])


def _requested_language() -> str:
    """`--lang` is looked for before the arguments are parsed, since the help text depends on it."""
    arguments = sys.argv[1:]
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            value = argument.partition("=")[2]
        elif argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        else:
            continue
        if value in LANGUAGES:
            return value
    return preferred_language()


class _Chosen:
    """The language of this run; set once, at the start."""

    language = "en"


def _text(zh: str, en: str) -> str:
    return zh if _Chosen.language == "zh" else en


class _Bilingual(click.Command):
    """Click's own words, in the language of this run."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, _text("用法：", "Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(_text("选项", "Options")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _text("显示本说明并退出", "Show this message and exit.")
        return option


class BilingualCommand(_Bilingual):
    """A command whose help is chosen when it is shown."""

    def __init__(self, *args: Any, help_zh: str = "", help_en: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._help = (help_zh, help_en)

    def get_short_help_str(self, limit: int = 100) -> str:
        return _text(*self._help).partition("\n")[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = _text(*self._help)
        super().format_help_text(ctx, formatter)


class BilingualGroup(_Bilingual, click.Group):
    """Anliku itself."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = [(name, self.commands[name].get_short_help_str()) for name in self.list_commands(ctx)]
        with formatter.section(_text("命令", "Commands")):
            formatter.write_dl(commands)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = _text(
            "案例库：把结构化的 Markdown 案例生成双语网站。\n\n退出码：0 完成；1 内容或设置有误，已逐条说明；2 命令用法有误。",
            "Anliku: structured Markdown cases become a bilingual site.\n\n"
            "Exit codes: 0 done; 1 errors in content or settings, all of them told; 2 wrong usage.",
        )
        super().format_help_text(ctx, formatter)


class BilingualOption(click.Option):
    """An option whose help is chosen when it is shown."""

    def __init__(self, *args: Any, help_zh: str = "", help_en: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._help = (help_zh, help_en)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = _text(*self._help)
        return super().get_help_record(ctx)


def _option(*names: str, zh: str, en: str, **kwargs: Any) -> Callable[[Command], Command]:
    return click.option(*names, cls=BilingualOption, help_zh=zh, help_en=en, **kwargs)


def _common(command: Command) -> Command:
    """The options that every command has."""
    for add in (
        _option("--lang", type=click.Choice(LANGUAGES), zh="提示用中文或英文", en="messages in Chinese or English"),
        _option(
            "--output",
            type=click.Path(path_type=Path),
            zh="站点写到哪里（默认 site）",
            en="where the site is written (site)",
        ),
        _option(
            "--content",
            type=click.Path(path_type=Path),
            zh="内容文件夹（默认 content）",
            en="the content folder (content)",
        ),
        _option(
            "--config",
            type=click.Path(path_type=Path),
            zh="设置文件（默认 site_config.yml）",
            en="the settings (site_config.yml)",
        ),
    ):
        command = add(command)
    return command


def _paths(config: Path | None, content: Path | None, output: Path | None) -> Any:
    """Content and output lie beside the settings unless they are named."""
    from generator.pipeline import Paths, theme_folder  # noqa: PLC0415  (help must be quick)

    settings = config or Path("site_config.yml")
    return Paths(
        config=settings,
        content=content or settings.parent / "content",
        output=output or settings.parent / "site",
        theme=theme_folder(),
    )


def _reports_problems(command: Callable[..., int]) -> Callable[..., None]:
    """The writer's fault is told and ends with 1; any other exception is ours and keeps its traceback."""

    @functools.wraps(command)
    def run(**options: Any) -> None:
        from generator.publish import PublishError  # noqa: PLC0415

        console = Console(options.pop("lang", None) or _Chosen.language)
        try:
            code = command(console, **options)
        except ContentError as error:
            errors, warnings = console.show(error.problems)
            console.complain(
                f"\n{errors} 处错误，{warnings} 处提醒。站点没有改动。",
                f"\n{errors} errors, {warnings} warnings. The site was not changed.",
            )
            code = 1
        except PublishError as error:
            console.show([error.problem])
            code = 1
        except KeyboardInterrupt:
            console.complain("已中断；站点没有改动。", "Interrupted; the site was not changed.")
            code = 1
        sys.exit(code)

    return run


@click.group(cls=BilingualGroup)
@_option("--lang", type=click.Choice(LANGUAGES), zh="提示用中文或英文", en="messages in Chinese or English", expose_value=False)
@click.version_option(
    __version__,
    prog_name="anliku",
    cls=BilingualOption,
    help_zh="显示版本并退出",
    help_en="Show the version and exit.",
)
def anliku() -> None:
    """See `BilingualGroup`."""


@anliku.command(
    cls=BilingualCommand,
    help_zh="检查内容并生成站点；有错误就什么也不改。",
    help_en="Check the content and build the site; with any error nothing is changed.",
)
@_common
@_option("--strict", is_flag=True, zh="提醒也当作错误", en="warnings are errors too")
@_option(
    "--jobs",
    type=click.IntRange(1, 256),
    zh="同时用几个进程（默认每核一个）",
    en="processes (default: one for each core)",
)
@_reports_problems
def build(
    console: Console, config: Path | None, content: Path | None, output: Path | None, strict: bool, jobs: int | None
) -> int:
    """Build the site."""
    import time  # noqa: PLC0415

    from generator import pipeline  # noqa: PLC0415

    paths = _paths(config, content, output)
    begin = time.perf_counter()
    with ProgressBar(console) as progress:
        report = pipeline.build(paths, jobs=jobs, strict=strict, progress=progress)
    console.show(report.problems)
    seconds = time.perf_counter() - begin
    count, index = len(report.archive.cases), paths.output / "index.html"
    console.say(
        f"已生成 {count} 篇案例，{report.files} 个文件，用时 {seconds:.1f} 秒。\n打开 {index}（双击即可），或运行 anliku serve。",
        f"Built {count} cases, {report.files} files, in {seconds:.1f} s.\nOpen {index} (a double click will do), or run anliku serve.",
    )
    return 0


@anliku.command(
    cls=BilingualCommand,
    help_zh="检查全部内容，一次说出所有问题，什么也不生成。",
    help_en="Check all content and tell every problem at once; nothing is built.",
)
@_common
@_option("--strict", is_flag=True, zh="有提醒也以 1 退出", en="exit with 1 on warnings too")
@_option("--jobs", type=click.IntRange(1, 256), zh="同时用几个进程", en="processes")
@_reports_problems
def check(
    console: Console, config: Path | None, content: Path | None, output: Path | None, strict: bool, jobs: int | None
) -> int:
    """Check the content."""
    from generator import pipeline  # noqa: PLC0415
    from generator.problems import has_errors  # noqa: PLC0415

    with ProgressBar(console) as progress:
        archive, problems = pipeline.check(_paths(config, content, output), jobs=jobs, progress=progress)
    errors, warnings = console.show(problems)
    console.say(
        f"{len(archive.cases)} 篇已发布案例：{errors} 处错误，{warnings} 处提醒。",
        f"{len(archive.cases)} published cases: {errors} errors, {warnings} warnings.",
    )
    return 1 if has_errors(problems, strict=strict) else 0


@anliku.command(
    cls=BilingualCommand,
    help_zh="新建一篇案例的双语样稿，带说明和编号。\n\nTYPE 是类型（practices、brands ……），SLUG 是网址用的名字，可直接写中文标题。",
    help_en="Make a commented draft of a case in every language, with a new number.\n\n"
    "TYPE is a type (practices, brands …), SLUG its address; a Chinese title will do.",
)
@click.argument("type_id", metavar="TYPE")
@click.argument("slug", metavar="SLUG")
@_common
@_reports_problems
def new(
    console: Console, type_id: str, slug: str, config: Path | None, content: Path | None, output: Path | None
) -> int:
    """Make a draft."""
    import datetime as dt  # noqa: PLC0415

    from generator.scaffold import make_case  # noqa: PLC0415

    files = make_case(_paths(config, content, output), type_id, slug, today=dt.date.today())  # noqa: DTZ011
    for file in files:
        console.say(f"已建立 {file}", f"made {file}")
    console.say(
        "写好后运行 anliku check；把 status 改为 published 才会发布。",
        "When written, run anliku check; it is published once its status is published.",
    )
    return 0


@anliku.command(
    cls=BilingualCommand,
    help_zh="译文核对完毕后，记下它译自哪一版原文（写入 translation_of）。\n\n不写 SLUG 就处理全部案例。",
    help_en="After a translation was checked, note which version it translates (writes translation_of).\n\n"
    "Without SLUG all cases are stamped.",
)
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@_common
@_reports_problems
def stamp(
    console: Console, slugs: tuple[str, ...], config: Path | None, content: Path | None, output: Path | None
) -> int:
    """Stamp translations."""
    from generator import stamp as stamping  # noqa: PLC0415

    for file in stamping.stamp(_paths(config, content, output), slugs):
        console.say(f"已更新 {file}", f"stamped {file}")
    return 0


@anliku.command(
    cls=BilingualCommand,
    help_zh="写出 JSON Schema，供编辑器补全和检查（默认写到 schema 文件夹）。",
    help_en="Write the JSON Schemas with which editors complete and check (into the folder schema by default).",
)
@_common
@_reports_problems
def schema(console: Console, config: Path | None, content: Path | None, output: Path | None) -> int:
    """Write the schemas."""
    from generator.schema import write_schemas  # noqa: PLC0415

    folder = output or Path("schema")
    for file in write_schemas(folder):
        console.say(f"已写出 {file}", f"wrote {file}")
    return 0


@anliku.command(
    cls=BilingualCommand,
    help_zh="在本机显示站点，内容一保存就重新生成并刷新页面。",
    help_en="Show the site on this machine; saving a file rebuilds it and reloads the page.",
)
@_common
@_option(
    "--address", default="127.0.0.1:8000", zh="本机地址和端口", en="address and port on this machine", show_default=True
)
@_option("--open", "open_browser", is_flag=True, zh="打开浏览器", en="open the browser")
@_reports_problems
def serve(
    console: Console,
    config: Path | None,
    content: Path | None,
    output: Path | None,
    address: str,
    open_browser: bool,
) -> int:
    """Show the site with live reload."""
    from generator.serve import serve_site  # noqa: PLC0415

    return serve_site(_paths(config, content, output), address, console, open_browser=open_browser)


def main() -> None:
    """The console script."""
    _Chosen.language = _requested_language()
    forgiving(sys.stdout)
    forgiving(sys.stderr)
    try:
        sys.exit(anliku.main(prog_name="anliku", standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as error:
        Console(_Chosen.language).complain(error.message, error.message)
        sys.exit(2)
    except click.UsageError as error:
        hint = f"{error.ctx.command_path} --help" if error.ctx is not None else "anliku --help"
        message = error.format_message()
        Console(_Chosen.language).complain(
            f"用法有误：{message}\n用法说明：{hint}", f"wrong usage: {message}\nsee: {hint}"
        )
        sys.exit(2)
    except click.Abort:
        sys.exit(1)
