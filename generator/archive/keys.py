"""Reading keys: a tree of YAML nodes → one checked, frozen record, or problems with their lines.

The records are groups of declared keys (`Keys`). A declaration carries the Chinese alias and an example, so that one table
serves reading, the messages and the JSON Schema.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec import Struct, StructMeta

from generator.archive.names import nearest
from generator.archive.values import Kind, RefusedError
from generator.nodes import MappingNode, Node, Scalar, Sequence
from generator.problems import Bilingual, Location, Problem


class Key(Struct, frozen=True, kw_only=True):
    """What is declared of a key."""

    zh: str
    """Its Chinese alias."""
    description: str
    """What it means, in English, for the schema."""
    example: str
    default: Any
    """The value where the key is left out; `...` where it must be there."""


def declare(zh: str, description: str, example: str, default: Any = ...) -> Any:
    """Declare a key: its Chinese alias, what it means (English, for the schema), an example, and its default."""
    return Key(zh=zh, description=description, example=example, default=default)


class _Declaring(StructMeta):
    """Makes records of classes whose fields are declared keys: the declarations are kept, their defaults stand in."""

    keys: Mapping[str, Key]

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _Declaring:
        keys = {field: value for field, value in namespace.items() if isinstance(value, Key)}
        for field, key in keys.items():
            if key.default is ...:
                del namespace[field]
            else:
                namespace[field] = key.default
        made: _Declaring = super().__new__(cls, name, bases, namespace, frozen=True, kw_only=True)
        made.keys = keys
        return made


class Keys(Struct, metaclass=_Declaring):
    """A group of keys. `shorthand` is the key that a bare text stands for, where the group may be written so."""

    shorthand: ClassVar[str | None] = None


def keys_of(model: type[Keys]) -> Mapping[str, Key]:
    """The declared keys of a group by name, in their order."""
    return model.keys


AnyKeys = TypeVar("AnyKeys", bound=Keys)


class Lines:
    """Where each value stands: path of keys and positions → line of the file."""

    def __init__(self, first_line: int) -> None:
        self._line_of: dict[tuple[str | int, ...], int] = {(): first_line}

    def note(self, place: tuple[str | int, ...], line: int) -> None:
        self._line_of[place] = line

    def of(self, *place: str | int) -> int:
        """The line of the value, else of the nearest group that holds it."""
        for size in range(len(place), -1, -1):
            if (line := self._line_of.get(place[:size])) is not None:
                return line
        return 0


def read_keys(
    model: type[AnyKeys], node: Node | None, path: str, first_line: int = 1
) -> tuple[AnyKeys | None, Lines, list[Problem]]:
    """Check a tree against a model.

    Returns:
        The record (None where anything is wrong), the lines of its values, and all problems.
    """
    reader = _Reader(path, first_line)
    typed = reader.group(model, node, ()) if node is not None else {}
    record = reader.record(model, typed, ())
    return (record if not reader.problems else None), reader.lines, reader.problems


class _Reader:
    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.lines = Lines(first_line)
        self.problems: list[Problem] = []
        self._broken: set[tuple[str | int, ...]] = set()
        self._typed: dict[tuple[str | int, ...], str] = {}
        """Keys that the writer typed in another form than the canonical one."""

    def problem(self, line: int, code: str, **args: object) -> None:
        self.problems.append(Problem(Location(self.path, line), code, args))

    def group(self, model: type[Keys], node: Node, place: tuple[str | int, ...]) -> dict[str, Any]:
        """The values of a group of keys, by canonical name."""
        if isinstance(node, Scalar) and model.shorthand and node.text:
            self.lines.note((*place, model.shorthand), node.line)
            return {model.shorthand: node.text}
        if not isinstance(node, MappingNode):
            self._broken.add(place)
            self.problem(node.line, "value-mapping", key=self._shown_key(place))
            return {}
        names, shapes = _shapes_of(model)
        values: dict[str, Any] = {}
        line_of: dict[str, int] = {}
        for key, value, line in node.entries:
            name = names.get(key)
            if name is None:
                self.unknown_key(model, key, line)
                continue
            here = (*place, name)
            if name in line_of:
                self.problem(line, "key-duplicate", key=key, first=line_of[name])
                continue
            line_of[name] = line
            self.lines.note(here, line)
            if key != name:
                self._typed[here] = key
            if _is_empty(value):
                continue  # a key without value is a key that was left out
            shape = shapes[name]
            values[name] = value.text if shape.kind and type(value) is Scalar else self.value(shape, value, here)
        if not self._broken:
            return values
        return {name: value for name, value in values.items() if (*place, name) not in self._broken}

    def value(self, shape: _Shape, node: Node, place: tuple[str | int, ...]) -> Any:
        """A value in the shape that is asked for; a wrong shape is a problem and the value is dropped."""
        if shape.group is not None:
            return self.group(shape.group, node, place)
        item = shape.item
        if item is None:
            return node.text if isinstance(node, Scalar) else self._wrong(node, place, "value-text")
        if not shape.is_table:
            if isinstance(node, Scalar):
                node = Sequence((node,), node.line)  # one item may stand without a list
            if not isinstance(node, Sequence):
                return self._wrong(node, place, "value-list")
            for index, child in enumerate(node.items):
                self.lines.note((*place, index), child.line)
            return [self.value(item, child, (*place, index)) for index, child in enumerate(node.items)]
        if not isinstance(node, MappingNode):
            return self._wrong(node, place, "value-mapping")
        for key, _, line in node.entries:
            self.lines.note((*place, key), line)
        return {key: self.value(item, value, (*place, key)) for key, value, _ in node.entries if not _is_empty(value)}

    def _wrong(self, node: Node, place: tuple[str | int, ...], code: str) -> None:
        self._broken.add(place)
        self.problem(self.lines.of(*place) or node.line, code, key=self._shown_key(place))

    def _shown_key(self, place: tuple[str | int, ...]) -> str:
        """`figures[2].value`, counted from 1 as people do, in the words of the writer."""
        text = ""
        for size, step in enumerate(place, 1):
            if isinstance(step, int):
                text += f"[{step + 1}]"
            else:
                word = self._typed.get(place[:size], step)
                text += f".{word}" if text else word
        return text or "—"

    def unknown_key(self, model: type[Keys], name: str, line: int) -> None:
        known = [word for key_name, key in model.keys.items() for word in (key_name, key.zh)]
        self.problem(
            line,
            "key-unknown",
            key=name,
            suggestion=did_you_mean(nearest(name, known, 1)),
            known=Bilingual("、".join(key.zh for key in model.keys.values()), ", ".join(model.keys)),
        )

    # ── values ───────────────────────────────────────────────────────────
    def record(self, model: type[AnyKeys], typed: Mapping[str, Any], place: tuple[str | int, ...]) -> AnyKeys | None:
        """A group of checked values; None where one is missing or refused, which is a problem."""
        values: dict[str, Any] = {}
        sound = True
        for name, shape in _shapes_of(model)[1].items():
            if name not in typed:
                if model.keys[name].default is ...:
                    self._missing(model.keys[name], name, place)
                    sound = False
                continue
            given = typed[name]
            if shape.kind is None or given is None:
                values[name] = self.checked(shape, given, (*place, name))
                continue
            try:
                values[name] = shape.kind.read(given)  # most are texts
            except RefusedError as error:
                self._refused(error, given, (*place, name))
                sound = False
        return model(**values) if sound and not self.problems else None

    def checked(self, shape: _Shape, typed: Any, place: tuple[str | int, ...]) -> Any:
        """A value checked by its kind, or each of its parts by theirs."""
        if typed is None:
            return None  # it had the wrong shape, and that was told
        if shape.group is not None:
            return self.record(shape.group, typed, place)
        if shape.item is not None:
            if shape.is_table:
                return {key: self.checked(shape.item, value, (*place, key)) for key, value in typed.items()}
            return tuple([self.checked(shape.item, value, (*place, index)) for index, value in enumerate(typed)])
        assert shape.kind is not None
        try:
            return shape.kind.read(typed)
        except RefusedError as error:
            self._refused(error, typed, place)
            return None

    def _refused(self, error: RefusedError, value: str, place: tuple[str | int, ...]) -> None:
        shown, line = self._shown_key(place), self.lines.of(*place)
        if error.code == "value-choice":
            args = {"known": error.args_of["known"], "suggestion": did_you_mean(error.args_of["nearest"])}
            self.problem(line, error.code, key=shown, value=value, **args)
        else:
            self.problem(line, error.code, key=shown, value=_short(value), **error.args_of)

    def _missing(self, key: Key, name: str, place: tuple[str | int, ...]) -> None:
        if any(place[:size] in self._broken for size in range(len(place) + 1)) or (*place, name) in self._broken:
            return
        self.problem(self.lines.of(*place, name), "key-missing", key=name, zh_key=key.zh, example=key.example)


class _Shape(Struct, frozen=True, kw_only=True):
    """What a value must look like: a group of keys, a list of items, a table (any key → item), or else a text."""

    group: type[Keys] | None = None
    item: _Shape | None = None
    is_table: bool = False
    kind: Kind | None = None
    """Of a text."""


def _shape(annotation: Any) -> _Shape:
    found = without_none(annotation)
    if isinstance(found, type) and issubclass(found, Keys):
        return _Shape(group=found)
    if get_origin(found) is tuple:
        return _Shape(item=_shape(get_args(found)[0]))
    if get_origin(found) is dict:
        return _Shape(item=_shape(get_args(found)[1]), is_table=True)
    return _Shape(kind=kind_of(found))


def kind_of(annotation: Any) -> Kind:
    """The kind of value that an annotation declares."""
    (kind,) = (mark for mark in annotation.__metadata__ if isinstance(mark, Kind))
    return kind


@cache
def annotations_of(model: type[Keys]) -> Mapping[str, Any]:
    """The types of the keys of a group."""
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.keys}


@cache
def _shapes_of(model: type[Keys]) -> tuple[Mapping[str, str], Mapping[str, _Shape]]:
    """Key as it may be typed → its name; name → shape of the value."""
    names = {key.zh: name for name, key in model.keys.items()} | {name: name for name in model.keys}
    return names, {name: _shape(annotation) for name, annotation in annotations_of(model).items()}


def _is_empty(node: Node) -> bool:
    return type(node) is Scalar and (not node.text or node.text.isspace() or (node.text == "~" and node.plain))


@cache
def words_of(model: type[Keys]) -> frozenset[str]:
    """Every key of a group and of the groups inside it, in English and Chinese."""
    found: set[str] = set()
    for name, shape in _shapes_of(model)[1].items():
        found |= {name, model.keys[name].zh}
        inner: _Shape | None = shape
        while inner is not None:
            if inner.group is not None:
                found |= words_of(inner.group)
            inner = inner.item
    return frozenset(found)


def did_you_mean(names: tuple[str, ...] | list[str]) -> Bilingual:
    """The beginning of a remedy; empty where nothing is near."""
    if not names:
        return Bilingual("", "")
    return Bilingual("是不是“" + "”或“".join(names) + "”？", "did you mean " + " or ".join(map(repr, names)) + "? ")


def without_none(annotation: Any) -> Any:
    """The annotation without `| None`."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"
