"""The JSON Schemas say what the reader accepts: checked with a validator of the few words that they use."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.archive.front_matter import CaseKeys
from generator.archive.keys import keys_of
from generator.schema import schemas, write_schemas
from tests.archive.test_keys import CHINESE, ENGLISH

ROOT = Path(__file__).resolve().parents[1]
ALL = schemas()
KNOWN_WORDS = {
    "$schema", "$defs", "$ref", "title", "description", "default", "examples", "type", "properties", "required",
    "additionalProperties", "items", "anyOf", "allOf", "enum", "pattern", "format", "minimum", "maximum", "const",
}  # fmt: skip
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def faults(schema: dict[str, Any], value: Any, root: dict[str, Any], place: str = "") -> list[str]:
    """What JSON Schema 2020-12 would refuse; only the words that our schemas use."""
    assert schema.keys() <= KNOWN_WORDS, schema.keys() - KNOWN_WORDS
    if "$ref" in schema:
        return faults(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], value, root, place)
    found: list[str] = []
    kind = schema.get("type")
    if kind in ("number", "integer"):
        if isinstance(value, bool) or not isinstance(value, int if kind == "integer" else (int, float)):
            return [f"{place}: {value!r} is no {kind}"]
    elif kind is not None and not isinstance(value, TYPES[kind]):
        return [f"{place}: {value!r} is no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{place}: {value!r} is none of {schema['enum']}")
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        found.append(f"{place}: {value!r} does not match")
    if "anyOf" in schema and all(faults(choice, value, root, place) for choice in schema["anyOf"]):
        found.append(f"{place}: {value!r} is none of the alternatives")
    for part in schema.get("allOf", ()):
        found += faults(part, value, root, place)
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        found += [f"{place}.{name} is missing" for name in schema.get("required", ()) if name not in value]
        for name, child in value.items():
            if name in properties:
                found += faults(properties[name], child, root, f"{place}.{name}")
            elif isinstance(extra := schema.get("additionalProperties"), dict):
                found += faults(extra, child, root, f"{place}.{name}")
            elif extra is False:
                found.append(f"{place}.{name} is unknown")
    if isinstance(value, list) and "items" in schema:
        for index, child in enumerate(value):
            found += faults(schema["items"], child, root, f"{place}[{index}]")
    return found


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates are texts."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def told(name: str, text: str) -> list[str]:
    schema = ALL[f"{name}.schema.json"]
    return faults(schema, yaml.load(text, Loader), schema)


def front_matter(file: Path) -> str:
    return file.read_text("utf-8").split("---\n")[1]


def test_what_the_reader_accepts_the_schema_accepts() -> None:
    assert told("case", ENGLISH.replace('"1,600"', "1600")) == []
    assert (
        told("case", CHINESE.replace("１６００", "1600").replace("２０２６", "2026").replace("缺失: 是", "缺失: true"))
        == []
    )
    assert told("case", ENGLISH.replace('"1,600"', "1600").replace("[{place: 回民区, role: pilot}]", "[回民区]")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("number: AL-0001", "number: 1", ".number"),
        ("title: 早市\n", "", ""),
        ("title: 早市", "titel: 早市", ".titel"),
        ("status: published", "status: publish", ".status"),
        ("form: adapted", "form: copied", ".source"),
        ("key: stalls", "key: Stalls", ".figures"),
        ('value: "1,600"', "value: many", ".figures"),
        ("themes: [grid-management]", "themes: {a: b}", ".themes"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(right: str, wrong: str, place: str) -> None:
    text = ENGLISH.replace(right, wrong).replace('"1,600"', "1600")

    found = told("case", text)

    assert found
    assert any(fault.startswith(place) for fault in found), found


def test_the_files_of_the_archive_fit_their_schemas() -> None:
    found = told("site_config", (ROOT / "site_config.yml").read_text("utf-8"))
    for file in sorted(ROOT.glob("content/*/*/*.md")):
        name = "page" if file.parts[-3] == "pages" else "case" if file.name == "zh.md" else "translation"
        found += [f"{file.parent.name}/{file.name}{fault}" for fault in told(name, front_matter(file))]
    for file in sorted(ROOT.glob("content/vocabulary/*.yml")):
        found += [f"{file.name}{fault}" for fault in told(f"vocabulary-{file.stem}", file.read_text("utf-8"))]

    assert found == []


def test_every_key_is_there_in_both_languages_with_a_description() -> None:
    properties = ALL["case.schema.json"]["properties"]

    for name, key in keys_of(CaseKeys).items():
        assert {name, key.zh} <= properties.keys()
        assert properties[name]["description"] == properties[key.zh]["description"] == key.description != ""


def test_schemas_are_written_as_the_same_bytes_each_time(tmp_path: Path) -> None:
    first = {file.name: file.read_bytes() for file in write_schemas(tmp_path / "a")}
    second = {file.name: file.read_bytes() for file in write_schemas(tmp_path / "b")}

    assert first == second
    assert first.keys() == ALL.keys()
    assert all(json.loads(data)["$schema"].startswith("https://json-schema.org/") for data in first.values())
