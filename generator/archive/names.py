"""Names as people write them → ids of the vocabulary, without guessing: one answer, or all candidates."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from generator.archive.model import Region
from generator.archive.widths import nfkc

SEPARATORS = ("/", "›", ">", "／")
"""What may stand between the steps of a path such as 回民区/钢铁路街道."""

SUFFIXES = (
    "社区居民委员会",
    "社区居委会",
    "居民委员会",
    "居委会",
    "社区",
    "村民委员会",
    "村委会",
    "街道办事处",
    "街道",
    "办事处",
)
"""Generic endings that the press leaves out or swaps (通道街办事处 is 通道街街道), longest first."""


class Unknown(Struct, frozen=True):
    """No entry has the name; `nearest` are names that look like it, best first."""

    name: str
    nearest: tuple[str, ...]


class Ambiguous(Struct, frozen=True):
    """Several entries have the name; `candidates` are their ids."""

    name: str
    candidates: tuple[str, ...]


Resolution: TypeAlias = str | Unknown | Ambiguous
"""An id, or why there is none."""


_UNMEANT = re.compile("[ \u3000\t“”\"‘’'「」《》]+")


def fold(name: str) -> str:
    """A name without the differences that nobody means: width, case, quotation marks and spaces."""
    plain = nfkc(name)
    folded = plain.casefold()
    return _UNMEANT.sub("", folded if folded == plain else nfkc(folded))


def nearest(name: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Known names that look like `name`, best first, for a “did you mean”."""
    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(fold(candidate), candidate)
    wanted = fold(name)
    found = difflib.get_close_matches(wanted, by_fold, n=limit, cutoff=0.5)
    if not found and len(wanted) > 1:
        found = [key for key in by_fold if wanted in key or (len(key) > 1 and key in wanted)][:limit]
    return tuple(by_fold[key] for key in found)


class NameIndex:
    """Ids by name: an id is a name of itself, and the first name given is the one suggested to writers."""

    def __init__(self, entries: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._ids_of: dict[str, list[str]] = {}
        self._suggested: list[str] = []
        for entry_id, names in entries:
            self._suggested.extend(names)
            for name in dict.fromkeys((fold(entry_id), *map(fold, names))):
                self._ids_of.setdefault(name, []).append(entry_id)

    def resolve(self, name: str) -> Resolution:
        """The one entry of that name."""
        ids = self._ids_of.get(fold(name), ())
        if len(ids) == 1:
            return ids[0]
        return Ambiguous(name, tuple(ids)) if ids else Unknown(name, nearest(name, self._suggested))

    def shared_names(self) -> dict[str, tuple[str, ...]]:
        """Names that several entries have, folded → ids."""
        return {name: tuple(ids) for name, ids in self._ids_of.items() if len(ids) > 1}


class RegionNames:
    """Regions by code, name, alias, or a path of these in which each step lies anywhere below the one before.

    A generic ending that is missing or other than the vocabulary's is forgiven only where the exact name finds
    nothing, and only inside the nearest known ancestor.
    """

    def __init__(self, regions: Mapping[str, Region]) -> None:
        self._regions = regions
        self._exact: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        self._suggested: list[str] = []
        for region in regions.values():
            names = [*region.name.values(), *(alias for group in region.aliases.values() for alias in group)]
            if region.romanized:
                names.append(region.romanized)
            self._suggested.extend(names[:1])
            folded = [fold(name) for name in names]
            codes = {fold(code) for code in (region.id, region.code) if code}
            for key in dict.fromkeys((*codes, *folded)):
                self._exact.setdefault(key, []).append(region.id)
            for stem in dict.fromkeys(map(_stem, folded)):
                self._stems.setdefault(stem, []).append(region.id)

    def resolve(self, name: str) -> Resolution:
        """The one region that is meant."""
        steps = [name]
        for separator in SEPARATORS:
            steps = [part for step in steps for part in step.split(separator)]
        steps = [step.strip() for step in steps if step.strip()]
        if not steps:
            return Unknown(name, ())
        found = self._find(steps[0], within=None)
        for step in steps[1:]:
            if not found:
                break
            found = self._find(step, within=frozenset(found))
        if len(found) == 1:
            return found[0]
        if found:
            return Ambiguous(name, tuple(found))
        return Unknown(name, nearest(steps[-1], self._suggested))

    def path_name(self, region_id: str, language: str = "zh") -> str:
        """A path of names that resolves to this region again, as short as it can be."""
        chain: list[str] = []
        current: str | None = region_id
        while current is not None:
            region = self._regions[current]
            chain.insert(0, region.name.get(language) or next(iter(region.name.values())))
            if self.resolve("/".join(chain)) == region_id:
                return "/".join(chain)
            current = region.parent
        return region_id

    def _find(self, name: str, within: frozenset[str] | None) -> list[str]:
        key = fold(name)
        for table in (self._exact.get(key, []), self._stems.get(_stem(key), [])):
            found = [region_id for region_id in table if within is None or self._lies_in(region_id, within)]
            if found:
                return found
        return []

    def _lies_in(self, region_id: str, ancestors: frozenset[str]) -> bool:
        current = self._regions[region_id].parent
        while current is not None:
            if current in ancestors:
                return True
            current = self._regions[current].parent
        return False


def _stem(name: str) -> str:
    if not name.endswith(SUFFIXES):
        return name  # so do most
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name
