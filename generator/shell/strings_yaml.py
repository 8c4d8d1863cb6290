"""Words of the interface in any YAML, by the YAML parser: for files that `common_yaml` does not read."""

from __future__ import annotations

from collections.abc import Hashable

import yaml

from generator.problems import Bilingual


class Unreadable(Exception):
    """The text is no YAML, or has a key twice; `line` counts from 1, 0 where there is none."""

    def __init__(self, line: int, detail: Bilingual) -> None:
        super().__init__(detail.en)
        self.line = line
        self.detail = detail


def read_yaml(text: str) -> object:
    """The tree in a text: dicts, lists, and texts as typed.

    Raises:
        Unreadable: There is none.
    """
    try:
        return yaml.load(text, _StringsLoader)  # noqa: S506 - a SafeLoader
    except _GivenTwice as error:
        names = "、".join(error.keys), ", ".join(error.keys)
        raise Unreadable(_line(error), Bilingual(f"写了两次：{names[0]}", f"given twice: {names[1]}")) from None
    except yaml.YAMLError as error:
        reason = getattr(error, "problem", None) or str(error)
        detail = Bilingual(f"不是可读的 YAML：{reason}", f"cannot be read as YAML: {reason}")
        raise Unreadable(_line(error), detail) from None


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark is not None else 0


class _GivenTwice(Exception):
    def __init__(self, keys: list[str], mark: object) -> None:
        self.keys = keys
        self.problem_mark = mark
        super().__init__(", ".join(keys))


class _StringsLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which every scalar is text and no key comes twice."""


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Hashable, object]:
    pairs = [(loader.construct_object(key), loader.construct_object(value, deep=True)) for key, value in node.value]
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        repeated = sorted({str(name) for name in names if names.count(name) > 1})
        raise _GivenTwice(repeated, node.start_mark)
    return dict(pairs)


_StringsLoader.yaml_implicit_resolvers = {}
_StringsLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
