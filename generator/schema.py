"""JSON Schemas of every file that people write, from the same models that read them: editors complete from them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from generator.archive.front_matter import CaseKeys, PageKeys, TranslationKeys
from generator.archive.keys import Keys
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
    schema = model.model_json_schema(mode="validation")
    groups = schema.get("$defs", {})
    for group in (schema, *groups.values()):
        _with_aliases(group)
    for name in _SHORTHANDS & groups.keys():
        groups[name] = {"anyOf": [{"type": "string"}, groups[name]]}
    return {"$schema": DIALECT, **schema}


def _with_aliases(group: dict[str, Any]) -> None:
    """Each key may be written in Chinese; a key that must be there may be there under either name."""
    properties = group.get("properties")
    if not isinstance(properties, dict):
        return
    aliases: dict[str, str] = {}
    for name, entry in list(properties.items()):
        alias = entry.pop("zh", None)
        example = entry.pop("example", None)
        if example:
            entry["examples"] = [example]
        if alias:
            aliases[name] = alias
            properties[alias] = copy.deepcopy(entry)
    required = group.pop("required", [])
    conditions = [
        {"anyOf": [{"required": [name]}, {"required": [aliases[name]]}]} if name in aliases else {"required": [name]}
        for name in required
    ]
    if conditions:
        group["allOf"] = conditions
