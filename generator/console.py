"""What the commands print: in the user's language, on any console, with progress on long work."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO

from generator.problems import Problem

LANGUAGES = ("zh", "en")


def preferred_language() -> str:
    """Chinese or English, by the locale: Chinese for any Chinese locale, else English."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")]
    chosen = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "zh" if chosen.lower().startswith(("zh", "chinese")) else "en"


def forgiving(stream: TextIO) -> None:
    """Never fail on a console that can't show a character (GBK on Chinese Windows): show a question mark instead."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


class Console:
    """Prints in one language; problems go to standard error, results to standard output."""

    def __init__(self, language: str, *, quiet: bool = False) -> None:
        self.language = language
        self.quiet = quiet
        forgiving(sys.stdout)
        forgiving(sys.stderr)

    def text(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def say(self, zh: str, en: str) -> None:
        if not self.quiet:
            print(self.text(zh, en), flush=True)

    def complain(self, zh: str, en: str) -> None:
        print(self.text(zh, en), file=sys.stderr, flush=True)

    def show(self, problems: Iterable[Problem]) -> tuple[int, int]:
        """Print all problems; returns how many errors and warnings there were."""
        errors = warnings = 0
        for problem in problems:
            print(problem.format(self.language), file=sys.stderr)
            if problem.severity == "error":
                errors += 1
            else:
                warnings += 1
        sys.stderr.flush()
        return errors, warnings


class ProgressBar:
    """One line that is rewritten while work goes on; nothing where nobody watches."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown = not console.quiet and sys.stderr.isatty()
        self._names = {
            "read": ("读取", "reading"),
            "write": ("生成", "writing"),
            "index": ("索引", "indexing"),
            "audit": ("核对", "auditing"),
        }
        self._width = 0

    def __enter__(self) -> ProgressBar:
        return self

    def __call__(self, step: str, done: int, total: int) -> None:
        if not self._shown:
            return
        if done % max(1, total // 200) and done != total:
            return
        line = f"{self._console.text(*self._names[step])} {done}/{total}"
        sys.stderr.write("\r" + line + " " * max(0, self._width - len(line)))
        sys.stderr.flush()
        self._width = len(line)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown and self._width:
            sys.stderr.write("\r" + " " * self._width * 2 + "\r")
            sys.stderr.flush()
