"""JSON Schemas of every file that people write, from the same models that read them: editors complete from them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, get_args, get_origin

from msgspec import to_builtins

from generator.archive.front_matter import CaseKeys, PageKeys, TranslationKeys
from generator.archive.keys import Key, Keys, annotations_of, keys_of, kind_of, without_none
from generator.archive.vocabulary_files import FILES
from generator.config import SiteConfig

_SHORTHANDS = frozenset(group.__name__ for group in Keys.__subclasses__() if group.shorthand)
"""Groups that may be written as a bare text."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """File name → schema: the settings, the front matter of each kind of text, every vocabulary file."""
    models: dict[str, type[Keys]] = {
        "site_config": SiteConfig,
        "case": CaseKeys,
        "translation": TranslationKeys,
        "page": PageKeys,
        **{f"vocabulary-{name}": model for name, model in FILES.items()},
    }
    return {f"{name}.schema.json": _schema(model) for name, model in models.items()}


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        file = folder / name
        file.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
        written.append(file)
    return written


def _schema(model: type[Keys]) -> dict[str, Any]:
    groups: dict[str, dict[str, Any]] = {}
    schema = _group(model, groups)
    for name in _SHORTHANDS & groups.keys():
        groups[name] = {"anyOf": [{"type": "string"}, groups[name]]}
    return {"$schema": DIALECT, **({"$defs": dict(sorted(groups.items()))} if groups else {}), **schema}


def _group(model: type[Keys], groups: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The schema of a group of keys; those of the groups inside it are put into `groups`, by name.

    Each key may be written in Chinese; a key that must be there may be there under either name.
    """
    keys = keys_of(model)
    properties = {name: _property(name, keys[name], value, groups) for name, value in annotations_of(model).items()}
    properties |= {keys[name].zh: copy.deepcopy(entry) for name, entry in properties.items()}
    schema = {"additionalProperties": False, "properties": properties, "title": model.__name__, "type": "object"}
    if model.__doc__:
        schema["description"] = model.__doc__
    schema = dict(sorted(schema.items()))
    if required := [name for name, key in keys.items() if key.default is ...]:
        schema["allOf"] = [{"anyOf": [{"required": [name]}, {"required": [keys[name].zh]}]} for name in required]
    return schema


def _property(name: str, key: Key, annotation: Any, groups: dict[str, dict[str, Any]]) -> dict[str, Any]:
    schema = {**_value(annotation, groups), "description": key.description}
    if "$ref" not in schema:
        schema["title"] = name.replace("_", " ").title()
    if key.default is not ...:
        schema["default"] = to_builtins(key.default)
    return {**dict(sorted(schema.items())), "examples": [key.example]}


def _value(annotation: Any, groups: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The schema of a value of this type."""
    bare = without_none(annotation)
    if isinstance(bare, type) and issubclass(bare, Keys):
        if bare.__name__ not in groups:
            groups[bare.__name__] = _group(bare, groups)
        found: dict[str, Any] = {"$ref": f"#/$defs/{bare.__name__}"}
    elif get_origin(bare) is tuple:
        found = {"items": _value(get_args(bare)[0], groups), "type": "array"}
    elif get_origin(bare) is dict:
        found = {"additionalProperties": _value(get_args(bare)[1], groups), "type": "object"}
    else:
        found = dict(kind_of(bare).schema)
    return found if bare is annotation else {"anyOf": [*found.get("anyOf", [found]), {"type": "null"}]}
