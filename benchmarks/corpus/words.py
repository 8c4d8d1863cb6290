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

    zh: tuple[str, ...]
    """Wordings of it; the slots stand in all of them."""
    en: str
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
def adverbs() -> tuple[str, ...]:
    """Chinese words that may stand at the beginning of any clause of a report."""
    return tuple(_sections("variants.txt")["adverb"])


@cache
def _wordings() -> Mapping[str, tuple[str, ...]]:
    lines = (line.partition("=") for line in _sections("variants.txt")["wording"])
    return {wording: (wording, *others.split("|")) for wording, _, others in lines}


MOST_WORDINGS = 60
"""Of one template."""


def _variants(text: str) -> tuple[str, ...]:
    """The text in all wordings that the list allows, the first being the text itself."""
    found = [text]
    for wording, others in _wordings().items():
        if wording in text:
            found = [one.replace(wording, other) for one in found for other in others]
    # Spread over all wordings of all parts, where there are too many.
    step = -(-len(found) // MOST_WORDINGS)
    return tuple(found[::step])


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
    return Template(zh=_variants(zh), en=en, slots=tuple((name, name.rstrip("0123456789")) for name in names))
