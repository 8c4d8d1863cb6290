"""Problems of the content: place, fact and remedy, in the language of the reader.

The writer's fault is a `Problem`; all problems of a run travel together in one `ContentError`, which is shown without a
traceback. Any other exception is our own fault and shows one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct, field

from generator.messages import MESSAGES

Severity = Literal["error", "warning"]


class Location(Struct, frozen=True, order=True):
    """Where a problem is: the path as the writer knows it, and the line from 1 (0: the file as a whole)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Problem(Struct, frozen=True):
    """One finding.

    `code` names a message in `MESSAGES`; `args` fills its blanks. The words are chosen when it is shown, so that one
    run of the checks serves both languages.
    """

    where: Location
    code: str
    args: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in MESSAGES:
            raise KeyError(f"no message for the problem code {self.code!r}")

    @property
    def severity(self) -> Severity:
        return MESSAGES[self.code].severity

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """Order of a report: by file, line, code, then by what it says."""
        return (self.where.path, self.where.line, self.code, repr(sorted(self.args.items(), key=lambda item: item[0])))

    def format(self, language: str) -> str:
        """The finding as two lines (one where there is no remedy): `path:line: error: fact [code]` and the remedy."""
        message = MESSAGES[self.code]
        chinese = language == "zh"
        args = {key: _shown(value, chinese=chinese) for key, value in self.args.items()}
        fact, remedy = (message.zh, message.zh_remedy) if chinese else (message.en, message.en_remedy)
        kind = {"error": "错误" if chinese else "error", "warning": "提醒" if chinese else "warning"}[self.severity]
        text = f"{_visible(str(self.where))}: {kind}: {fact.format_map(args)} [{self.code}]"
        if remedy:
            text += f"\n    {'改法：' if chinese else 'fix: '}{remedy.format_map(args)}"
        return text


class ContentError(Exception):
    """The content can't be published; `problems` says why, sorted, warnings included."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sort_problems(problems))
        super().__init__("\n".join(problem.format("en") for problem in self.problems))


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """In the order of a report, each finding once."""
    unique = {(problem.sort_key): problem for problem in problems}
    return [unique[key] for key in sorted(unique)]


def has_errors(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether anything forbids publishing; with `strict`, warnings do too."""
    return any(strict or problem.severity == "error" for problem in problems)


def _shown(value: object, *, chinese: bool) -> object:
    """Lists are joined as the language does it; a pair (zh, en) shows its side."""
    if isinstance(value, Bilingual):
        return _visible(value.zh if chinese else value.en)
    if isinstance(value, (list, tuple)):
        return ("、" if chinese else ", ").join(str(_shown(item, chinese=chinese)) for item in value)
    return _visible(value) if isinstance(value, str) else value


_UNSEEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]"
)
"""What would steer a terminal, begin a line that looks like a message of ours, or turn the direction of one."""


def _visible(text: str) -> str:
    """Words of the content as they may be shown: what is not seen is written as its code."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) if _UNSEEN.search(text) else text


class Bilingual(Struct, frozen=True):
    """An argument of a problem that has its own words in each language."""

    zh: str
    en: str
