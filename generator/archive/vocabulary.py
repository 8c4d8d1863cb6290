"""The controlled vocabulary: look-up by id, the trees, and the names that people use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from generator.archive.model import (
    Allowance,
    Measure,
    Method,
    Organization,
    Person,
    Phrase,
    Region,
    Series,
    Term,
    Theme,
)
from generator.archive.names import NameIndex, RegionNames


class Vocabulary(Struct, frozen=True, kw_only=True, dict=True):
    """Everything in `content/vocabulary/`, in the order of the files; each mapping is id → entry."""

    regions: Mapping[str, Region] = field(default_factory=dict)
    regions_as_of: str | None = None
    themes: Mapping[str, Theme] = field(default_factory=dict)
    methods: Mapping[str, Method] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    organizations: Mapping[str, Organization] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    terms: Mapping[str, Term] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    unreadable: frozenset[str] = frozenset()
    """Files (without `.yml`) with errors: what they do not name may yet be named by what could not be read."""

    # ── trees ────────────────────────────────────────────────────────────
    def region_path(self, region_id: str) -> tuple[Region, ...]:
        """From the top of the tree down to the region itself."""
        return self._region_paths[region_id]

    @cached_property
    def _region_paths(self) -> Mapping[str, tuple[Region, ...]]:
        return {region_id: tuple(_path(self.regions, region_id)) for region_id in self.regions}

    @cached_property
    def region_children(self) -> Mapping[str | None, tuple[str, ...]]:
        """Parent id → ids of its children, in the order of the file; `None` → the tops."""
        return _children(self.regions.values())

    @cached_property
    def theme_children(self) -> Mapping[str | None, tuple[str, ...]]:
        """Parent id → ids of its children, in the order of the file; `None` → the groups."""
        return _children(self.themes.values())

    def with_ancestors(self, region_ids: Iterable[str]) -> tuple[str, ...]:
        """The regions and all that they lie in, each once, tops first."""
        seen: dict[str, None] = {}
        for region_id in region_ids:
            for region in self.region_path(region_id):
                seen.setdefault(region.id)
        return tuple(seen)

    # ── names ────────────────────────────────────────────────────────────
    @cached_property
    def region_names(self) -> RegionNames:
        return RegionNames(self.regions)

    @cached_property
    def theme_names(self) -> NameIndex:
        return NameIndex((theme.id, _all_names(theme.name, theme.aliases)) for theme in self.themes.values())

    @cached_property
    def method_names(self) -> NameIndex:
        return NameIndex((method.id, _all_names(method.name, method.aliases)) for method in self.methods.values())

    @cached_property
    def series_names(self) -> NameIndex:
        return NameIndex((series.id, tuple(series.name.values())) for series in self.series.values())

    @cached_property
    def organization_names(self) -> NameIndex:
        return NameIndex((unit.id, _all_names(unit.name, unit.aliases)) for unit in self.organizations.values())

    @cached_property
    def measure_names(self) -> NameIndex:
        return NameIndex((measure.id, tuple(measure.name.values())) for measure in self.measures.values())

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """What the archive calls things, in every language: names that jieba's dictionary may not know."""
        tables = (self.regions, self.themes, self.methods, self.organizations)
        entries = [entry.name for table in tables for entry in table.values()]
        entries += [person.name for person in self.people]
        entries += [term.term for term in self.terms.values()]
        return tuple(dict.fromkeys(name for names in entries for name in names.values()))

    @cached_property
    def person_of(self) -> Mapping[str, Person]:
        """Name or variant, in any language → person."""
        return {name: person for person in self.people for name in (*person.name.values(), *person.variants)}


def _path(entries: Mapping[str, Region], entry_id: str) -> Iterator[Region]:
    chain: list[Region] = []
    current: str | None = entry_id
    while current is not None:
        entry = entries[current]
        chain.append(entry)
        current = entry.parent
    return reversed(chain)


def _children(entries: Iterable[Region | Theme]) -> Mapping[str | None, tuple[str, ...]]:
    children: dict[str | None, list[str]] = {}
    for entry in entries:
        children.setdefault(entry.parent, []).append(entry.id)
    return {parent: tuple(ids) for parent, ids in children.items()}


def _all_names(name: Mapping[str, str], aliases: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return (*name.values(), *(alias for group in aliases.values() for alias in group))
