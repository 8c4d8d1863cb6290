"""Write the table of what Chromium 86 knows: `python -m tools.browser_features <browser-compat-data>/data.json`.

The data is that of the npm package `@mdn/browser-compat-data` (CC0), taken as an argument; the table is small enough to be
kept beside the test that reads it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

OLDEST = 86
"""Major version of the oldest Chromium that the site supports."""

TABLE = Path(__file__).resolve().parents[1] / "tests" / "browser" / "chromium_features.json"

_WORD = re.compile(r"-?[a-z][a-z0-9-]*")
_NAME = re.compile(r"[A-Za-z]\w*")
NEVER = 10_000
"""Version of what no Chromium has."""


def since(feature: Mapping[str, Any]) -> int | None:
    """Major version of Chromium that brought it, if only in part, by this name without a switch; None where nothing is said of it."""
    compat = feature.get("__compat")
    if compat is None:
        return None
    told = compat["support"].get("chrome", {"version_added": False})
    versions = [NEVER]
    for one in told if isinstance(told, list) else [told]:
        version = one["version_added"]
        if one.get("flags") or one.get("prefix") or one.get("alternative_name"):
            continue
        if version and version != "preview":
            versions.append(int(re.sub(r"\D.*", "", version.removeprefix("≤")) or 1))
    return min(versions)


def members(feature: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((name, inner) for name, inner in feature.items() if name != "__compat")


def table(data: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """What a style, script or page may use, by kind and name → major version of Chromium.

    Names of styles are there whatever their version, so that one that is not there is known to be unknown. Of scripts,
    values and attributes only those newer than `OLDEST` are there: most names in a script are its own.
    """
    css = data["css"]
    found: dict[str, dict[str, int]] = {
        "property": _all(css["properties"]),
        "selector": _all(css["selectors"]),
        "at-rule": _all(css["at-rules"]),
        "media": _all(css["at-rules"]["media"]),
    }
    types = [inner for _, inner in members(css["types"])]
    functions = dict(members(css["types"]))
    for inner in types:
        functions |= dict(members(inner))
    found["function"] = {name: version for name, version in _all(functions).items() if _WORD.fullmatch(name)}
    found["unit"] = {name: version for name, version in _all(css["types"]["length"]).items() if _WORD.fullmatch(name)}
    found["value"] = {
        f"{name}: {value}": since(inner) or 0
        for name, feature in members(css["properties"])
        for value, inner in members(feature)
        if _WORD.fullmatch(value) and OLDEST < (since(inner) or 0) < NEVER
    }
    found["attribute"] = _newest(_attributes(data["html"]))
    found["script"] = _newest(_script_names(data))
    return {kind: dict(sorted(names.items())) for kind, names in sorted(found.items())}


def _all(features: Mapping[str, Any]) -> dict[str, int]:
    return {name: version for name, feature in members(features) if (version := since(feature)) is not None}


def _newest(pairs: Iterator[tuple[str, int]]) -> dict[str, int]:
    """Names of which even the oldest bearer is newer than `OLDEST`."""
    oldest: dict[str, int] = {}
    for name, version in pairs:
        oldest[name] = min(version, oldest.get(name, NEVER))
    return {name: version for name, version in oldest.items() if OLDEST < version < NEVER}


def _attributes(html: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    groups = [html["global_attributes"], *(element for _, element in members(html["elements"]))]
    for group in groups:
        for name, feature in members(group):
            if _WORD.fullmatch(name) and (version := since(feature)) is not None:
                yield name, version


def _script_names(data: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for bearers in (data["javascript"]["builtins"], data["api"]):
        for bearer, feature in members(bearers):
            yield bearer, since(feature) or 0
            for name, inner in members(feature):
                plain = name.removesuffix("_static")
                if _NAME.fullmatch(plain) and not plain.endswith("_event") and (version := since(inner)) is not None:
                    yield plain, version


def main() -> None:
    data = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    lines = [f'"source": "@mdn/browser-compat-data {data["__meta"]["version"]} (CC0-1.0)"', f'"oldest": {OLDEST}']
    for kind, names in table(data).items():
        lines.append(f'"{kind}": ' + json.dumps(names, separators=(",", ":")))
    TABLE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
