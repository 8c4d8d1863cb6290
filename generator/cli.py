"""The command line: `anliku build`, `check`, `serve`, `new`, `stamp`, `schema`, `stats`, `search`, `audit`.

Exit codes: 0 done; 1 the content, the settings or the place of the output forbid it (said in full, without a
traceback); 2 the command was called wrongly. Anything else is a fault of the program.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

import click

from generator import __version__
from generator.commands.asking import search, stats
from generator.commands.auditing import audit
from generator.commands.base import BilingualGroup, BilingualOption, Chosen, option, requested_language
from generator.commands.publishing import build, check, serve
from generator.commands.usage import in_chinese
from generator.commands.writing import new, schema, stamp
from generator.console import LANGUAGES, Console, forgiving


@click.group(cls=BilingualGroup)
@option(
    "--lang",
    type=click.Choice(LANGUAGES),
    zh="提示用中文或英文",
    en="messages in Chinese or English",
    expose_value=False,
)
@click.version_option(
    __version__,
    prog_name="anliku",
    cls=BilingualOption,
    help_zh="显示版本并退出",
    help_en="Show the version and exit.",
)
def anliku() -> None:
    """See `BilingualGroup`."""


for command in (build, check, serve, new, stamp, schema, stats, search, audit):
    anliku.add_command(command)


def run() -> int:
    """Do what the command line asks for; returns the exit code."""
    Chosen.language = requested_language()
    forgiving(sys.stdout)
    forgiving(sys.stderr)
    try:
        return anliku.main(prog_name="anliku", standalone_mode=False) or 0
    except click.exceptions.NoArgsIsHelpError as error:
        Console(Chosen.language).complain(error.message, error.message)
        return 2
    except click.UsageError as error:
        hint = f"{error.ctx.command_path} --help" if error.ctx is not None else "anliku --help"
        message = error.format_message()
        Console(Chosen.language).complain(
            f"用法有误：{in_chinese(message)}\n用法说明：{hint}", f"wrong usage: {message}\nsee: {hint}"
        )
        return 2
    except click.Abort:
        return 1


def main() -> None:
    """The console script.

    It looks for cycles of objects rarely, since texts make few and looking takes a tenth of the time; and it ends at once,
    since to free an archive object by object takes a third of a second, for nothing. numpy's linear algebra, of which
    nothing is used, is kept from beginning a thread for each core, which would wait busily where others have work.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(1_000_000, 20, 20)
    code = run()
    with suppress(BrokenPipeError):  # whoever read our words has gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
