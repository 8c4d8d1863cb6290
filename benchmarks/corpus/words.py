"""The word lists, names and sentence templates of this folder, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent


class Pair(NamedTuple):
    """The same thing in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A sentence with slots such as `{facility}` or `{facility2}`, in both languages."""

    text: Pair
    slots: tuple[tuple[str, str], ...]
    """Name of each slot and the group that fills it, in the order of the Chinese text."""


def _sections(name: str) -> dict[str, list[str]]:
    """Lines of a file by the heading `[name]` above them, comments and empty lines left out."""
    found: dict[str, list[str]] = {}
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = lines = []
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


def _pairs(name: str) -> dict[str, tuple[Pair, ...]]:
    groups: dict[str, tuple[Pair, ...]] = {}
    for group, lines in _sections(name).items():
        entries = [entry.strip().partition("=") for line in lines for entry in line.split(";")]
        groups[group] = tuple(Pair(zh, en) for zh, _, en in entries)
    return groups


@cache
def lexicon() -> Mapping[str, tuple[Pair, ...]]:
    """Words by group, the most frequent first."""
    return _pairs("lexicon.txt")


@cache
def syllables() -> Mapping[str, tuple[Pair, ...]]:
    """Parts of names by group, the most frequent first."""
    return _pairs("names.txt")


@cache
def templates() -> Mapping[str, tuple[Template, ...]]:
    """Templates by what they are for."""
    return {
        group: tuple(_template(zh, en) for zh, en in zip(lines[::2], lines[1::2], strict=True))
        for group, lines in _sections("templates.txt").items()
    }


def _template(zh: str, en: str) -> Template:
    names = list(dict.fromkeys(re.findall(r"\{(\w+)\}", zh)))
    missing = set(re.findall(r"\{(\w+)\}", en)) - set(names)
    if missing:
        raise ValueError(f"slots {sorted(missing)} of {en!r} are not in {zh!r}")
    return Template(text=Pair(zh, en), slots=tuple((name, name.rstrip("0123456789")) for name in names))
