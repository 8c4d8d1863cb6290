"""The words of the interface: `theme/strings/<language>.yml`, one file a language, all with the same keys.

A file is a tree of keys; a leaf is a text with blanks in braces, or its plural forms:

    case:
      skip: 跳到正文
      count: {one: "{n} case", other: "{n} cases"}

A third language is one more file. A key that one file has and another has not is an error, and so is a blank.
"""

from __future__ import annotations

import string
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

import yaml
from markupsafe import Markup, escape

Forms: TypeAlias = Mapping[str, str]
"""Plural forms: `other`, and `one` where the language has it."""

_PLURALS = frozenset({"one", "other"})
GROUPED_FROM = {"zh": 10_000}
"""Numbers from here on get thousands separators; 1,000 in a language that is not listed (GB/T 15835 leaves four
digits ungrouped)."""


class StringsError(Exception):
    """The files of words do not fit together; the message lists every fault."""


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
        text = leaf if isinstance(leaf, str) else leaf.get("one" if blanks.get("n") == 1 else "other", leaf["other"])
        if not blanks:
            return text
        shown = {name: self.number(value) if type(value) is int else value for name, value in blanks.items()}
        if any(isinstance(value, Markup) for value in shown.values()):
            return Markup(str(escape(text)).format_map({name: escape(value) for name, value in shown.items()}))
        return text.format_map(shown)

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


def load_strings(folder: Path, languages: Iterable[str]) -> dict[str, Words]:
    """Read the files of `languages` and hold them against each other.

    Returns:
        Language code → words, in the order given.

    Raises:
        StringsError: A file is not readable as such a tree, or keys or blanks differ; all faults at once.
        FileNotFoundError: A language has no file.
    """
    faults: list[str] = []
    trees: dict[str, dict[str, str | Forms]] = {}
    for language in languages:
        path = folder / f"{language}.yml"
        leaves: dict[str, str | Forms] = {}
        tree = yaml.load(path.read_text(encoding="utf-8"), _StringsLoader)  # noqa: S506 - a SafeLoader
        _flatten(tree, "", leaves, faults, path.name)
        trees[language] = leaves
    every = sorted({key for leaves in trees.values() for key in leaves})
    for key in every:
        missing = [language for language, leaves in trees.items() if key not in leaves]
        if missing:
            having = [language for language, leaves in trees.items() if key in leaves]
            faults += [f"{language}.yml: {key} is missing ({', '.join(having)} has it)" for language in missing]
            continue
        blanks = {language: _blanks(leaves[key]) for language, leaves in trees.items()}
        if len(set(blanks.values())) > 1:
            told = "; ".join(f"{language}: {', '.join(sorted(names)) or 'none'}" for language, names in blanks.items())
            faults.append(f"{key}: the blanks differ ({told})")
    if faults:
        raise StringsError("\n".join(faults))
    return {language: Words(language, leaves) for language, leaves in trees.items()}


def _flatten(tree: object, prefix: str, leaves: dict[str, str | Forms], faults: list[str], file: str) -> None:
    if isinstance(tree, str):
        leaves[prefix] = tree
        return
    if not isinstance(tree, dict) or not tree:
        faults.append(f"{file}: {prefix or 'the file'} is neither a text nor a group of keys")
        return
    if set(tree) <= _PLURALS and all(isinstance(value, str) for value in tree.values()):
        if "other" in tree:
            leaves[prefix] = tree
        else:
            faults.append(f"{file}: {prefix} has no form 'other'")
        return
    for key, value in tree.items():
        _flatten(value, f"{prefix}.{key}" if prefix else str(key), leaves, faults, file)


def _blanks(leaf: str | Forms) -> frozenset[str]:
    """Names of the blanks; of plural forms those of `other`, since `one` may leave the number out."""
    text = leaf if isinstance(leaf, str) else leaf["other"]
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


class _StringsLoader(yaml.SafeLoader):
    """YAML in which every scalar is text and no key comes twice."""


def _mapping(loader: _StringsLoader, node: yaml.MappingNode) -> dict[Hashable, object]:
    pairs = [(loader.construct_object(key), loader.construct_object(value, deep=True)) for key, value in node.value]
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        repeated = sorted({str(name) for name in names if names.count(name) > 1})
        raise StringsError(f"{node.start_mark}: given twice: {', '.join(repeated)}")
    return dict(pairs)


_StringsLoader.yaml_implicit_resolvers = {}
_StringsLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
