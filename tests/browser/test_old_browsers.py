"""Chromium 86 and later: whatever is newer, in the styles, scripts and pages as shipped, is listed here with its fallback.

What Chromium knows since when stands in `chromium_features.json` (`tools/browser_features.py` writes it).
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT
from tools.page_kinds import LANGUAGES, PAGES, address

TABLE = json.loads((Path(__file__).parent / "chromium_features.json").read_text("utf-8"))
OLDEST = TABLE["oldest"]

FALLBACKS = {
    "media forced-colors": "the rule is skipped; browsers without forced colours have nothing to answer to",
    "property accent-color": "check boxes in the browser's own colour",
    "property print-color-adjust": "-webkit-print-color-adjust stands beside it",
    "property color-adjust": "Material's old name of print-color-adjust",
    "property forced-color-adjust": "as forced colours",
    "property mask-image": "-webkit-mask-image stands beside it (Material)",
    "property mask-position": "-webkit-mask-position stands beside it (Material)",
    "property mask-repeat": "-webkit-mask-repeat stands beside it (Material)",
    "property mask-size": "-webkit-mask-size stands beside it (Material)",
    "property box-decoration-break": "-webkit-box-decoration-break stands beside it (Material)",
    "property scrollbar-color": "the browser's own scroll bar",
    "property scrollbar-width": "the browser's own scroll bar",
    "property scrollbar-gutter": "the bar takes its place when it comes (Material)",
    "property text-autospace": "no thin space between Chinese and Latin letters",
    "property text-spacing-trim": "full-width punctuation keeps its full width",
    "property text-decoration-thickness": "the font's own thickness",
    "property text-underline-offset": "the font's own offset",
    "property text-wrap": "headings break where the generator put <wbr>, paragraphs where they are full",
    "value align-self: start": "known by the older name flex-start; until Chromium 93 in a flex box as stretch",
    "value justify-content: start": "until Chromium 93 in a flex box as flex-start, which is the same here",
}
"""Kind and name of what is newer than the oldest Chromium, or unknown to all → what is seen there instead."""

OWN_NAMES = {
    "basket-page.js": {"draw", "last", "move", "take"},
    "bundle.min.js": {"at", "config", "destroy", "margin", "scheduler", "vi"},
    "search.js": {"at", "bytes", "check", "forget", "format"},
}
"""Names in a script for things of its own that newer browsers happen to use for theirs. Calls of `.at()` are found."""

KNOWN = {"function minmax", "function repeat", "function rgba", "property grid-gap", "property size"}
"""Known for long, but not in the table by these names."""

STYLE_UNITS = {"px", "%", "s", "ms", "fr", "deg", "mm", "cm", "pt", "rem", "em", "ch", "vw", "vh", "vmax", "vmin"}
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Head and declarations of each rule; of an @-rule with rules inside, the head alone."""
    stack: list[str] = []
    text = ""
    for part in re.split(r"([{};])", css):
        if part == "{":
            stack.append(text.strip())
            yield text.strip(), ""
            text = ""
        elif part == "}":
            yield stack.pop(), text.strip()
            text = ""
        elif part == ";":
            yield (stack[-1] if stack else ""), text.strip()
            text = ""
        else:
            text += part


def _used_in_styles(css: str) -> set[tuple[str, str]]:
    """Everything in a stylesheet that a browser may or may not know, as kind and name."""
    css = re.sub(
        r'url\((?:"[^"]*"|\'[^\']*\'|[^)]*)\)|"[^"\n]*"|\'[^\'\n]*\'', '""', re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    )
    css = re.sub(r'@charset "";', "", css)
    used: set[tuple[str, str]] = set()
    for head, declaration in _blocks(css):
        if not declaration:
            if head.startswith("@"):
                name = re.match(r"@([\w-]+)", head)
                assert name is not None
                if name[1] in ("media", "supports"):
                    used |= {
                        ("media", feature) for feature in re.findall(r"\(\s*([a-z-]+)", head) if name[1] == "media"
                    }
                    used |= {("at-rule", name[1])}
                elif not name[1].startswith(("bottom-", "top-", "-webkit-", "-moz-")):
                    used.add(("at-rule", name[1]))
            else:
                used |= {("selector", pseudo) for pseudo in re.findall(r"::?([a-z-]+)", head)}
            continue
        name_, _, value = declaration.partition(":")
        name, value = name_.strip(), re.sub(r"--[\w-]+", "", value)
        used |= {("function", one) for one in re.findall(r"(?<![\w-])([a-z][a-z0-9-]*)\(", value)}
        used |= {("unit", one) for one in re.findall(r"(?<![\w.#-])-?\d*\.?\d+([a-z%]+)", value)}
        if not name.startswith("-") and name != "src":
            used.add(("property", name))
            used |= {("value", f"{name}: {word}") for word in re.findall(r"(?<![\w#-])[a-z][a-z-]*(?![\w(-])", value)}
    return used


def _newer(kind: str, name: str) -> bool:
    """Whether the oldest Chromium does not know it; of names of styles also whether nobody does."""
    plain = re.sub(r"^(?:min|max)-", "", name) if kind == "media" else name
    if kind == "unit":
        return name not in STYLE_UNITS
    if f"{kind} {name}" in KNOWN:
        return False
    if kind in ("value", "attribute", "script"):
        return name in TABLE[kind]
    if kind == "selector" and plain.startswith("-webkit-"):
        return False
    return int(TABLE[kind].get(plain, 10_000)) > OLDEST


def _is_listed(found: set[tuple[str, str]]) -> list[str]:
    return sorted(f"{kind} {name}" for kind, name in found if f"{kind} {name}" not in FALLBACKS)


@pytest.fixture(scope="module")
def styles(site: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((site / "assets").rglob("*.css")))


@pytest.fixture(scope="module")
def scripts(site: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((site / "assets").rglob("*.js"))}


def _newer_styles(styles: str) -> set[tuple[str, str]]:
    """What is newer; the values of a newer property are not told beside it."""
    newer = {(kind, name) for kind, name in _used_in_styles(styles) if _newer(kind, name)}
    return {one for one in newer if one[0] != "value" or ("property", one[1].partition(":")[0]) not in newer}


def _newer_names(scripts: dict[str, str]) -> set[tuple[str, str]]:
    found = set()
    for file, text in scripts.items():
        own = OWN_NAMES.get(re.sub(r"\.[0-9a-f]{8,10}(?=\.)", "", file), set())
        members = re.findall(r"(?<=[\w)\]?]\.)[A-Za-z]\w*", text)
        plain = re.findall(r"(?<![\w.$])([A-Za-z]\w*)(?=\()|\bnew ([A-Z]\w*)|\b(?:window|self|globalThis)\.(\w+)", text)
        names = (set(members) | {name for names in plain for name in names if name}) - own
        if re.search(r"\.at\(", text):
            names.add("at")
        found |= {("script", name) for name in names if name in TABLE["script"]}
    return found


def _newer_attributes(site: Path) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for language in LANGUAGES:
        for name in PAGES:
            path = address(name, language)
            if path is not None:
                page = (site / re.sub(r"[?#].*", "", path)).read_text("utf-8")
                for tag in re.findall(r"<[a-z][^>]*>", page):
                    found |= {
                        ("attribute", one) for one in re.findall(r"\s([a-z-]+)(?==|\s|>)", re.sub(r'"[^"]*"', "", tag))
                    }
    return {one for one in found if one[1] in TABLE["attribute"]}


def test_no_style_is_newer_than_chromium_86_without_a_fallback_that_is_told(styles: str) -> None:
    assert _is_listed(_newer_styles(styles)) == []


def test_no_name_in_a_script_is_newer_than_chromium_86_without_a_fallback_that_is_told(scripts: dict[str, str]) -> None:
    assert _is_listed(_newer_names(scripts)) == []


def test_no_attribute_of_a_page_is_newer_than_chromium_86_without_a_fallback_that_is_told(site: Path) -> None:
    assert _is_listed(_newer_attributes(site)) == []


def test_every_fallback_that_is_told_is_of_something_in_use(styles: str, scripts: dict[str, str], site: Path) -> None:
    used = _newer_styles(styles) | _newer_names(scripts) | _newer_attributes(site)

    assert sorted(set(FALLBACKS) - {f"{kind} {name}" for kind, name in used}) == []


def test_the_syntax_of_every_script_is_known_to_chromium_86(scripts: dict[str, str]) -> None:
    """A compiler that writes for Chromium 86 has nothing to rewrite."""
    changed = []
    for name, text in scripts.items():
        made = [
            subprocess.run(
                [ESBUILD, f"--target={target}", "--charset=utf8"],
                input=text,
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for target in (f"chrome{OLDEST}", "esnext")
        ]
        if made[0] != made[1]:
            changed.append(name)

    assert changed == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a:has(b){color:red}", "selector has"),
        ("@container x{a{color:red}}", "at-rule container"),
        ("a{inset:0}", "property inset"),
        ("a{overflow:clip}", "value overflow: clip"),
        ("a{color:color-mix(in srgb,red,blue)}", "function color-mix"),
        ("a{height:100dvh}", "unit dvh"),
        ("@media (forced-colors:active){a{color:red}}", "media forced-colors"),
        ("a{colour:red}", "property colour"),
    ],
    ids=lambda text: str(text),
)
def test_what_is_newer_or_unknown_in_a_style_is_found(css: str, found: str) -> None:
    assert [f"{kind} {name}" for kind, name in _newer_styles(css)] == [found]


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("x=list.at(-1)", "at"),
        ("x=structuredClone(y)", "structuredClone"),
        ("Object.hasOwn(a,b)", "hasOwn"),
        ("new Sanitizer()", "Sanitizer"),
        ("a?.toSorted()", "toSorted"),
    ],
)
def test_what_is_newer_in_a_script_is_found(script: str, found: str) -> None:
    assert ("script", found) in _newer_names({"search.js": script})
