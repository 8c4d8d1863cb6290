"""What the bytes of a page depend on, as digests: a page whose key is the same as in the last build is not made again.

A key may hold more than the page shows, which costs time, and never less: that incremental builds equal clean ones is
tested with random edits. Everything that all pages share (program, theme, settings, frame) is part of every key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

from generator.archive.archive import Archive, place_of
from generator.archive.model import Case, Region
from generator.fingerprints import digest

Part: TypeAlias = bytes | str | int | None


class Dependencies:
    """Digests of the cases and vocabulary entries of one archive."""

    def __init__(self, archive: Archive, digests: Mapping[str, bytes], base: bytes) -> None:
        """Prepare.

        Args:
            archive: The published archive.
            digests: Number of a case → digest of everything read of it.
            base: Digest of what all pages depend on.
        """
        self._archive = archive
        self._digests = digests
        self._base = base
        self._entries: dict[int, bytes] = {}
        self._cards = _Cards(self)
        self._regions: dict[str | None, bytes] = {}

    def key(self, *parts: Part) -> bytes:
        """The key of a page that depends on these parts, in this order, and on what all pages depend on."""
        return digest(self._base, *map(_bytes, parts))

    def card(self, case: Case) -> bytes:
        """Whatever a page may show of a case: itself, and the vocabulary entries that it names, with those above."""
        return self._cards[case.number]

    def cards(self, cases: Iterable[Case]) -> bytes:
        """Of several cases in order."""
        cards = self._cards
        return b"".join([cards[case.number] for case in cases])

    def entry(self, entry: object) -> bytes:
        """Of one entry of the vocabulary."""
        place = id(entry)  # entries live as long as the archive
        if place not in self._entries:
            self._entries[place] = digest(repr(entry).encode())
        return self._entries[place]

    def entries(self, entries: Iterable[object]) -> bytes:
        """Of several entries in order."""
        return b"".join(map(self.entry, entries))

    def cases_of(self, region: str | None) -> bytes:
        """All cases of a region, or of the archive, and all whose figures hold there."""
        if region not in self._regions:
            cases = self._archive.by_region.get(region, ()) if region is not None else self._archive.cases
            figures = self._figures.get(region, {}) if region is not None else {}
            self._regions[region] = digest(self.cards(cases), self.cards(figures.values()))
        return self._regions[region]

    def around(self, region: Region) -> bytes:
        """What the page of a region shows of it, of what lies in it and of its neighbours."""
        vocabulary, counted = self._archive.vocabulary, self._archive.by_region
        children = vocabulary.region_children
        nodes = [*children.get(region.parent, ()), *children.get(region.id, ())]
        nodes += [below for child in children.get(region.id, ()) for below in children.get(child, ())]
        rows = [f"{node} {len(counted.get(node, ()))}" for node in nodes]
        return digest(
            self.cases_of(region.parent),
            self.cases_of(region.id),
            self.entries(vocabulary.regions[node] for node in nodes),
            "\n".join([*rows, *vocabulary.measures]).encode(),
        )

    @cached_property
    def _figures(self) -> Mapping[str, Mapping[str, Case]]:
        """Region → number → case, of the cases with a comparable figure there."""
        found: dict[str, dict[str, Case]] = {}
        for regions in self._archive.by_measure.values():
            for region, rows in regions.items():
                found.setdefault(region, {}).update((row.case.number, row.case) for row in rows)
        return found

    @cached_property
    def everything(self) -> bytes:
        """All cases and the whole vocabulary but for what is only checked with."""
        vocabulary = self._archive.vocabulary
        tables = (
            vocabulary.regions,
            vocabulary.themes,
            vocabulary.methods,
            vocabulary.series,
            vocabulary.organizations,
            vocabulary.terms,
            vocabulary.measures,
        )
        entries = [self.entries(table.values()) for table in tables]
        return digest(
            self.cards(self._archive.cases), *entries, self.entries(vocabulary.people), _bytes(vocabulary.regions_as_of)
        )

    @cached_property
    def terms(self) -> bytes:
        """The glossary."""
        return digest(self.entries(self._archive.vocabulary.terms.values()))

    def made_card(self, number: str) -> bytes:
        """The digest that `card` remembers."""
        case = self._archive.by_number[number]
        return digest(self._digests.get(number, b""), *map(self.entry, self._named(case)))

    def _named(self, case: Case) -> Iterable[object]:
        vocabulary = self._archive.vocabulary
        places = dict.fromkeys(
            [*(entry.region for entry in case.regions), *(place_of(figure, case) for figure in case.figures)]
        )
        for place in places:
            if place is not None:
                yield from vocabulary.region_path(place)
        for theme in self._archive.themes_of(case):
            yield vocabulary.themes[theme]
        for method in case.methods:
            yield vocabulary.methods[method]
        for unit in case.units:
            yield vocabulary.organizations[unit]
        if case.series is not None:
            yield vocabulary.series[case.series]
        for contributor in case.contributors:
            yield vocabulary.person_of.get(contributor.name)
        for measure in dict.fromkeys(figure.measure for figure in case.figures):
            if measure is not None:
                yield vocabulary.measures[measure]


class _Cards(dict[str, bytes]):
    """Digest of each case that was asked for, by its number: lists ask for the same cases hundreds of thousand times."""

    def __init__(self, depends: Dependencies) -> None:
        self._depends = depends

    def __missing__(self, number: str) -> bytes:
        card = self[number] = self._depends.made_card(number)
        return card


def _bytes(part: Part) -> bytes:
    return part if isinstance(part, bytes) else repr(part).encode()
