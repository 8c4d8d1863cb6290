"""What the commands have in common: two languages, the options of all, problems told without a traceback."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.console import LANGUAGES, Console, preferred_language
from generator.problems import ContentError

CACHE_FOLDER = ".anliku"
"""Beside the settings: what is kept between builds. It can be deleted at any time."""

Command = TypeVar("Command", bound=Callable[..., Any])


def requested_language() -> str:
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


class Chosen:
    """The language of this run; set once, at the start."""

    language = "en"


def text(zh: str, en: str) -> str:
    return zh if Chosen.language == "zh" else en


class _Bilingual(click.Command):
    """Click's own words, in the language of this run."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, text("用法：", "Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(text("选项", "Options")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = text("显示本说明并退出", "Show this message and exit.")
        return option


class BilingualCommand(_Bilingual):
    """A command whose help is chosen when it is shown."""

    def __init__(self, *args: Any, help_zh: str = "", help_en: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._help = (help_zh, help_en)

    def get_short_help_str(self, limit: int = 100) -> str:
        return text(*self._help).partition("\n")[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = text(*self._help)
        super().format_help_text(ctx, formatter)


class BilingualGroup(_Bilingual, click.Group):
    """Anliku itself."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = [(name, self.commands[name].get_short_help_str()) for name in self.list_commands(ctx)]
        with formatter.section(text("命令", "Commands")):
            formatter.write_dl(commands)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = text(
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
        self.help = text(*self._help)
        return super().get_help_record(ctx)


def option(*names: str, zh: str, en: str, **kwargs: Any) -> Callable[[Command], Command]:
    return click.option(*names, cls=BilingualOption, help_zh=zh, help_en=en, **kwargs)


def common(command: Command) -> Command:
    """The options that every command has."""
    for add in (
        option("--lang", type=click.Choice(LANGUAGES), zh="提示用中文或英文", en="messages in Chinese or English"),
        option(
            "--output",
            type=click.Path(path_type=Path),
            zh="站点写到哪里（默认 site）",
            en="where the site is written (site)",
        ),
        option(
            "--content",
            type=click.Path(path_type=Path),
            zh="内容文件夹（默认 content）",
            en="the content folder (content)",
        ),
        option(
            "--config",
            type=click.Path(path_type=Path),
            zh="设置文件（默认 site_config.yml）",
            en="the settings (site_config.yml)",
        ),
    ):
        command = add(command)
    return command


def paths_of(config: Path | None, content: Path | None, output: Path | None) -> Any:
    """Content and output lie beside the settings unless they are named."""
    from generator.paths import Paths, theme_folder

    settings = config or Path("site_config.yml")
    return Paths(
        config=settings,
        content=content or settings.parent / "content",
        output=output or settings.parent / "site",
        theme=theme_folder(),
        cache=settings.parent / CACHE_FOLDER,
    )


def reports_problems(command: Callable[..., int]) -> Callable[..., None]:
    """The writer's fault is told and ends with 1; any other exception is ours and keeps its traceback."""

    @functools.wraps(command)
    def run(**options: Any) -> None:
        from generator.publish import PublishError

        console = Console(options.pop("lang", None) or Chosen.language)
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
        click.get_current_context().exit(code)

    return run


def bilingual_command(help_zh: str, help_en: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command of a function that returns the exit code."""
    return click.command(cls=BilingualCommand, help_zh=help_zh, help_en=help_en)
