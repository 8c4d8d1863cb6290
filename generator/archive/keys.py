"""Reading keys: a tree of YAML nodes → one checked, frozen record, or problems with their lines.

The records are pydantic models (`Keys`). Their fields carry the Chinese alias and an example, so that one table serves
reading, the messages and the JSON Schema.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, TypeVar, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from generator.archive.names import nearest
from generator.nodes import MappingNode, Node, Scalar, Sequence
from generator.problems import Bilingual, Location, Problem


class Keys(BaseModel):
    """A group of keys. `shorthand` is the key that a bare text stands for, where the group may be written so."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)
    shorthand: ClassVar[str | None] = None


def declare(zh: str, description: str, example: str, default: Any = ...) -> Any:
    """Declare a key: its Chinese alias, what it means (English, for the schema), an example, and its default."""
    return Field(default, description=description, json_schema_extra={"zh": zh, "example": example})


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
    data = reader.group(model, node, ()) if node is not None else {}
    try:
        record: AnyKeys | None = model.model_validate(data)
    except ValidationError as error:
        record = None
        for item in error.errors(include_url=False):
            reader.report(model, item["loc"], item["type"], item.get("ctx", {}), item.get("input"))
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
            if shape is _TEXT and isinstance(value, Scalar):  # most are
                values[name] = value.text
            else:
                values[name] = self.value(shape, value, here)
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
        known = [word for field_name, field in model.model_fields.items() for word in (field_name, alias_of(field))]
        self.problem(
            line,
            "key-unknown",
            key=name,
            suggestion=did_you_mean(nearest(name, known, 1)),
            known=Bilingual("、".join(map(alias_of, model.model_fields.values())), ", ".join(model.model_fields)),
        )

    def report(
        self, model: type[Keys], place: tuple[str | int, ...], code: str, ctx: Mapping[str, Any], value: object
    ) -> None:
        """One of pydantic's findings as a problem of ours."""
        if any(place[:size] in self._broken for size in range(len(place) + 1)):
            return
        shown = self._shown_key(place)
        line = self.lines.of(*place)
        if code == "missing":
            field = _field_at(model, place)
            example = (field.json_schema_extra or {}).get("example", "") if field else ""  # type: ignore[union-attr]
            self.problem(
                line, "key-missing", key=str(place[-1]), zh_key=alias_of(field) if field else "", example=example
            )
        elif code == "value-choice":
            self.problem(
                line, code, key=shown, value=value, known=ctx["known"], suggestion=did_you_mean(ctx["nearest"])
            )
        elif code.startswith("value-"):
            self.problem(line, code, key=shown, value=_short(value), **ctx)
        else:
            # A shape that the tree allowed and pydantic did not: always a text where something else must stand.
            self.problem(line, "value-text", key=shown)


class _Shape(Struct, frozen=True, kw_only=True):
    """What a value must look like: a group of keys, a list of items, a table (any key → item), or else a text."""

    group: type[Keys] | None = None
    item: _Shape | None = None
    is_table: bool = False


_TEXT = _Shape()


def _shape(annotation: Any) -> _Shape:
    kind = _bare(annotation)
    if isinstance(kind, type) and issubclass(kind, Keys):
        return _Shape(group=kind)
    if get_origin(kind) is tuple:
        return _Shape(item=_shape(get_args(kind)[0]))
    if get_origin(kind) in (dict, Mapping):
        return _Shape(item=_shape(get_args(kind)[1]), is_table=True)
    return _TEXT


@cache
def _shapes_of(model: type[Keys]) -> tuple[Mapping[str, str], Mapping[str, _Shape]]:
    """Key as it may be typed → its name; name → shape of the value."""
    fields = model.model_fields
    names = {alias_of(field): name for name, field in fields.items()} | {name: name for name in fields}
    return names, {name: _shape(field.annotation) for name, field in fields.items()}


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and (not node.text.strip() or (node.plain and node.text == "~"))


@cache
def words_of(model: type[Keys]) -> frozenset[str]:
    """Every key of a group and of the groups inside it, in English and Chinese."""
    found: set[str] = set()
    waiting: list[Any] = [model]
    while waiting:
        kind = _bare(waiting.pop())
        if isinstance(kind, type) and issubclass(kind, Keys):
            for name, field in kind.model_fields.items():
                found |= {name, alias_of(field)}
                waiting.append(field.annotation)
        else:
            waiting += get_args(kind)
    return frozenset(found)


def alias_of(field: FieldInfo) -> str:
    """The Chinese alias of a key."""
    extra = field.json_schema_extra
    return str(extra["zh"]) if isinstance(extra, dict) else ""


def did_you_mean(names: tuple[str, ...] | list[str]) -> Bilingual:
    """The beginning of a remedy; empty where nothing is near."""
    if not names:
        return Bilingual("", "")
    return Bilingual("是不是“" + "”或“".join(names) + "”？", "did you mean " + " or ".join(map(repr, names)) + "? ")


def _bare(annotation: Any) -> Any:
    """The annotation without `| None` and `Annotated`."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        rest = [arg for arg in get_args(annotation) if arg is not type(None)]
        return _bare(rest[0])
    if hasattr(annotation, "__metadata__"):
        return _bare(annotation.__origin__)
    return annotation


def _field_at(model: type[Keys], place: tuple[str | int, ...]) -> FieldInfo | None:
    field: FieldInfo | None = None
    current: Any = model
    for step in place:
        if isinstance(current, type) and issubclass(current, Keys):
            field = current.model_fields.get(str(step))
            current = _bare(field.annotation) if field else None
        elif get_origin(current) is tuple:
            current = _bare(get_args(current)[0])
        elif get_origin(current) is dict:
            current = _bare(get_args(current)[1])
    return field


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"
