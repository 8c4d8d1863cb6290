"""What Click says of a wrong call, in Chinese: it has the words in English only.

Click tells the kind of most faults by its sentence alone, so the sentences are known by their form, in the wording of
all versions that the program may meet. One that is not known stays English rather than untold.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _rule(pattern: str, chinese: str) -> _Rule:
    """A sentence of Click and its Chinese; the groups fill the blanks `{0}`, `{1}` …"""
    return re.compile(pattern, re.S), lambda found: chinese.format(*(_values(group) for group in found.groups("")))


_SENTENCES: tuple[_Rule, ...] = (
    _rule(r"No such option:? (.+?)\.?", "没有选项 {0}"),
    _rule(r"No such command (.+?)\.?", "没有命令 {0}"),
    _rule(r"Missing command\.?", "没有写命令"),
    _rule(r"Missing argument (.+?)\.", "缺少参数 {0}"),
    _rule(r"Missing option (.+?)\.", "缺少选项 {0}"),
    _rule(r"Got unexpected extra arguments? \((.*)\)", "多出的参数：{0}"),
    _rule(r"Option (.+?) requires an argument\.", "选项 {0} 后面要写一个值"),
    _rule(r"Option (.+?) does not take a value\.", "选项 {0} 后面不写值"),
    _rule(r"(.+?) is not one of (.+?)\.", "{0} 不在可选的 {1} 之中"),
    _rule(r"(.+?) is not a valid integer(?: range)?\.", "{0} 不是整数"),
    _rule(r"(.+?) is not in the range (.+?)\.", "{0} 不在范围 {1} 之内"),
    _rule(r"(?:File|Directory|Path) (.+?) does not exist\.", "{0} 不存在"),
    _rule(r"(?:File|Directory|Path) (.+?) is a file\.", "{0} 是文件，不是文件夹"),
    _rule(r"(?:File|Directory|Path) (.+?) is a directory\.", "{0} 是文件夹，不是文件"),
)
_VALUE = re.compile(r"Invalid value(?: for (?P<name>.+?))?: (?P<what>.*)", re.S)
_MEANT = re.compile(r"(?P<said>.*?)\s*(?:Did you mean|\(Possible options:|\(Did you mean) (?P<meant>.+?)[?)]*", re.S)


def in_chinese(message: str) -> str:
    """A sentence of Click in Chinese; itself where its form is not known."""
    meant = _MEANT.fullmatch(message)
    if meant is not None:
        return f"{in_chinese(meant['said'])}；是不是 {_values(meant['meant'].removeprefix('one of: '))}？"
    value = _VALUE.fullmatch(message)
    if value is not None:
        name = f"{_values(value['name'])} 的值" if value["name"] else "值"
        return f"{name}不对：{in_chinese(value['what'])}"
    for pattern, chinese in _SENTENCES:
        found = pattern.fullmatch(message)
        if found is not None:
            return chinese(found)
    return message


def _values(text: str) -> str:
    """Names in quotes, joined as Chinese does it."""
    quoted = re.findall(r"'([^']*)'", text)
    return "、".join(quoted) if quoted and re.fullmatch(r"(?:'[^']*'(?:, | / | or )?)+", text) else text
