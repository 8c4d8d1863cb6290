"""The words of the interface: `theme/strings/<language>.yml`, one file a language, all with the same keys.

A file is a tree of keys; a leaf is a text with blanks in braces, or its plural forms:

    case:
      skip: 跳到正文
      count: {one: "{n} case", other: "{n} cases"}

A third language is one more file. A key that one file has and another has not is an error, and so is a blank.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from markupsafe import Markup, escape
from msgspec import Struct

from generator.common_yaml import read_common
from generator.nodes import bare
from generator.problems import Bilingual

Forms: TypeAlias = Mapping[str, str]
"""Plural forms: `other`, and `one` where the language has it."""

_PLURALS = frozenset({"one", "other"})
GROUPED_FROM = {"zh": 10_000}
"""Numbers from here on get thousands separators; 1,000 in a language that is not listed (GB/T 15835 leaves four
digits ungrouped)."""


class Fault(Struct, frozen=True):
    """One thing that is wrong with the words."""

    file: str
    """Name of the file: `en.yml`."""
    line: int
    """From 1; 0 where the fault has no line of its own."""
    detail: Bilingual


class StringsError(Exception):
    """The files of words do not fit together; `faults` has everything that was found, the message too."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{fault.file}: {fault.detail.en}" for fault in self.faults))

    def __reduce__(self) -> tuple[type[StringsError], tuple[tuple[Fault, ...]]]:
        return StringsError, (self.faults,)  # it may be raised in another process


class Words:
    """The words of one language: `words("case.count", n=5)`."""

    def __init__(self, language: str, leaves: Mapping[str, str | Forms]) -> None:
        self.language = language
        self._leaves = leaves

    def __call__(self, key: str, /, **blanks: object) -> str:
        """The text at `key` with its blanks filled.

        Whole numbers are grouped; `n` also chooses the plural form. With `Markup` among the blanks the result is
        `Markup` and all else is escaped.

        Raises:
            KeyError: No such key, or a blank was not given: a fault of the template.
        """
        leaf = self._leaves[key]
        text = leaf if type(leaf) is str else _form(leaf, blanks.get("n"))
        if not blanks:
            return text
        has_markup = False
        for name, value in blanks.items():
            kind = type(value)
            if kind is int:
                blanks[name] = self.number(value)  # type: ignore[arg-type]
            elif kind is Markup:
                has_markup = True
        if has_markup:
            return Markup(str(escape(text)).format_map({name: escape(value) for name, value in blanks.items()}))
        return text.format_map(blanks)

    def number(self, value: int) -> str:
        """A whole number as the language groups it."""
        return f"{value:,}" if abs(value) >= GROUPED_FROM.get(self.language, 1_000) else str(value)

    def below(self, prefix: str) -> dict[str, str]:
        """All texts below a key, blanks unfilled, for a script of the page; plural forms as `key.one`, `key.other`."""
        found: dict[str, str] = {}
        for key, leaf in self._leaves.items():
            if key.startswith(prefix + "."):
                name = key[len(prefix) + 1 :]
                found |= {name: leaf} if isinstance(leaf, str) else {f"{name}.{form}": leaf[form] for form in leaf}
        return found


def _form(leaf: str | Forms, count: object) -> str:
    """The text for so many."""
    return leaf if isinstance(leaf, str) else leaf.get("one" if count == 1 else "other", leaf["other"])


def load_strings(folder: Path, languages: Iterable[str]) -> dict[str, Words]:
    """Read the files of `languages` and hold them against each other.

    Returns:
        Language code → words, in the order given.

    Raises:
        StringsError: A file is not readable as such a tree, or keys or blanks differ; all faults at once.
        FileNotFoundError: A language has no file.
    """
    return dict(_words_in(tuple([(language, (folder / f"{language}.yml").read_bytes()) for language in languages])))


@lru_cache(maxsize=4)
def _words_in(files: tuple[tuple[str, bytes], ...]) -> Mapping[str, Words]:
    """The words of languages, by what their files hold: a build asks for them in several places."""
    faults: list[Fault] = []
    trees: dict[str, dict[str, str | Forms]] = {}
    for language, data in files:
        leaves: dict[str, str | Forms] = {}
        try:
            _flatten(_read(data, f"{language}.yml"), "", leaves, faults, f"{language}.yml")
        except StringsError as error:
            faults += error.faults
            continue
        trees[language] = leaves
    every = sorted({key for leaves in trees.values() for key in leaves})
    for key in every:
        missing = [language for language, leaves in trees.items() if key not in leaves]
        if missing:
            having = [language for language, leaves in trees.items() if key in leaves]
            for language in missing:
                zh = f"缺少 {key}（{'、'.join(having)} 里有）"
                faults.append(
                    Fault(f"{language}.yml", 0, Bilingual(zh, f"{key} is missing ({', '.join(having)} has it)"))
                )
            continue
        blanks = {language: _blanks(leaves[key]) for language, leaves in trees.items()}
        if len(set(blanks.values())) > 1:
            first, *others = blanks
            told = {language: ", ".join(sorted(names)) for language, names in blanks.items()}
            for other in others:
                if blanks[other] != blanks[first]:
                    zh = f"{key} 的空格不同（{first}：{told[first] or '无'}；{other}：{told[other] or '无'}）"
                    en = (
                        f"{key}: the blanks differ ({first}: {told[first] or 'none'}; {other}: {told[other] or 'none'})"
                    )
                    faults.append(Fault(f"{other}.yml", 0, Bilingual(zh, en)))
    if faults:
        raise StringsError(faults)
    return {language: Words(language, leaves) for language, leaves in trees.items()}


def _read(data: bytes, file: str) -> object:
    """The tree in one file: texts, and what holds them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        detail = Bilingual("文件不是 UTF-8 编码", "the file is not UTF-8")
        raise StringsError([Fault(file, 0, detail)]) from None
    if (common := read_common(text, 1)) is not None:
        return bare(common)
    from generator.shell.strings_yaml import Unreadable, read_yaml  # noqa: PLC0415  (slow to load, and mostly not needed)

    try:
        return read_yaml(text)
    except Unreadable as error:
        raise StringsError([Fault(file, error.line, error.detail)]) from None


def _flatten(tree: object, prefix: str, leaves: dict[str, str | Forms], faults: list[Fault], file: str) -> None:
    if isinstance(tree, str):
        leaves[prefix] = tree
        return
    if not isinstance(tree, dict) or not tree:
        zh = f"{prefix or '文件'} 既不是文字，也不是一组键"
        en = f"{prefix or 'the file'} is neither a text nor a group of keys"
        faults.append(Fault(file, 0, Bilingual(zh, en)))
        return
    if set(tree) <= _PLURALS and all(isinstance(value, str) for value in tree.values()):
        if "other" in tree:
            leaves[prefix] = tree
        else:
            faults.append(Fault(file, 0, Bilingual(f"{prefix} 缺少 other 这一形式", f"{prefix} has no form 'other'")))
        return
    for key, value in tree.items():
        _flatten(value, f"{prefix}.{key}" if prefix else str(key), leaves, faults, file)


def _blanks(leaf: str | Forms) -> frozenset[str]:
    """Names of the blanks; of plural forms those of `other`, since `one` may leave the number out."""
    text = leaf if isinstance(leaf, str) else leaf["other"]
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
