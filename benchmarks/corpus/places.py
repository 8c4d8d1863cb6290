"""The region tree of a made-up archive: the project's own counties, with made-up townships and communities below them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from benchmarks.corpus.chance import Chance, Ranked
from benchmarks.corpus.naming import stem, steppe_stem
from benchmarks.corpus.words import Pair

TOWNSHIPS = 9
"""Of one county; some 1,000 in all, as in Inner Mongolia."""
COMMUNITIES = 5
"""Of one township."""

_TOWN_KINDS = (Pair("街道", "Subdistrict"), Pair("镇", "Town"), Pair("乡", "Township"))
_COMMUNITY_KINDS = (Pair("社区", "Community"), Pair("社区", "Community"), Pair("村", "Village"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A node of the tree. `path` is how a case names it: so many steps that it can't be another."""

    id: str
    kind: str
    name: Pair
    path: str
    parent: str | None
    """Id of the made-up township's or community's parent; `None` for the project's own regions."""


class Places:
    """All regions that cases may lie in, drawn with a skew: a few counties have most of the cases."""

    def __init__(self, seed: int, regions_yml: str) -> None:
        """Read the counties from the project's `regions.yml`; prefectures and zones only serve as their own."""
        self.seed = seed
        entries = yaml.load(regions_yml, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["regions"]
        own = [
            Place(
                id=entry.get("id") or entry["code"],
                kind=entry["kind"],
                name=Pair(entry["name"]["zh"], entry["name"]["en"]),
                path=entry["name"]["zh"],
                parent=None,
            )
            for entry in entries
        ]
        self._taken = {place.name.zh for place in own}
        # Sorted by code, so that the order of the file changes no draw.
        self.counties = sorted((place for place in own if place.kind == "county"), key=lambda place: place.id)
        self.prefectures = sorted((place for place in own if place.kind == "prefecture"), key=lambda place: place.id)
        self._ranked = Ranked(Chance(seed, "counties").shuffled(self.counties))
        self._towns = Ranked(range(TOWNSHIPS))
        self._communities = Ranked(range(COMMUNITIES))
        self._below: dict[str, tuple[Place, ...]] = {}

    def county(self, chance: Chance) -> Place:
        return self._ranked.draw(chance)

    def township(self, county: Place, chance: Chance) -> Place:
        return self.below(county)[self._towns.draw(chance)]

    def community(self, township: Place, chance: Chance) -> Place:
        return self.below(township)[self._communities.draw(chance)]

    def below(self, parent: Place) -> tuple[Place, ...]:
        """The made-up townships of a county, or communities of a township; always the same for one seed."""
        if parent.id not in self._below:
            self._below[parent.id] = tuple(self._make(parent))
        return self._below[parent.id]

    def _make(self, parent: Place) -> list[Place]:
        chance = Chance(self.seed, "below", parent.id)
        is_county = parent.kind == "county"
        banner = parent.name.zh.endswith("旗") or "旗/" in parent.path
        found: dict[str, Place] = {}
        while len(found) < (TOWNSHIPS if is_county else COMMUNITIES):
            steppe = banner and chance.happens(0.6)
            name = steppe_stem(chance) if steppe else stem(chance)
            if is_county:
                kind = Pair("苏木", "Sum") if steppe else chance.one_of(_TOWN_KINDS)
                level = "township"
            else:
                kind = Pair("嘎查", "Gacha") if steppe else chance.one_of(_COMMUNITY_KINDS)
                level = "village" if kind.zh in ("村", "嘎查") else "community"
            if name.zh in found or name.zh + kind.zh in self._taken:
                continue
            found[name.zh] = Place(
                id=f"{name.en.lower()}-{parent.id.rpartition('-')[2] if is_county else parent.id}",
                kind=level,
                name=Pair(name.zh + kind.zh, f"{name.en} {kind.en}"),
                path=f"{parent.path}/{name.zh}{kind.zh}",
                parent=parent.id,
            )
        return _with_unique_ids(list(found.values()))

    def by_id(self) -> Mapping[str, Place]:
        """Every place known so far, made-up ones that were drawn included."""
        below = [place for places in self._below.values() for place in places]
        return {place.id: place for place in [*self.counties, *self.prefectures, *below]}


def _with_unique_ids(places: list[Place]) -> list[Place]:
    """Two names of one pinyin get numbers."""
    seen: dict[str, int] = {}
    found = []
    for place in places:
        count = seen[place.id] = seen.get(place.id, 0) + 1
        new_id = place.id if count == 1 else re.sub(r"^([a-z]+)", rf"\g<1>{count}", place.id)
        found.append(Place(id=new_id, kind=place.kind, name=place.name, path=place.path, parent=place.parent))
    return found
