"""What is fixed of a case before its text is written: number, type, places, theme, date, address.

A head depends on the seed and the case's own number alone, so an archive of 1,000 is the beginning of one of 10,000,
and a case can link to another without writing it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.corpus.chance import Chance, Ranked
from benchmarks.corpus.places import Place, Places

TYPE_CYCLE = (
    "practices",
    "news",
    "practices",
    "brands",
    "news",
    "practices",
    "forum",
    "practices",
    "organs",
    "news",
    "practices",
    "practices",
    "news",
    "photos",
    "practices",
    "brands",
    "forum",
    "news",
    "practices",
    "organs",
    "practices",
    "commentary",
    "practices",
    "news",
    "brands",
    "practices",
    "practices",
    "organs",
    "news",
    "forum",
    "practices",
    "practices",
    "news",
    "brands",
    "editorials",
    "practices",
    "commentary",
    "news",
    "practices",
    "forum",
    "practices",
    "brands",
    "photos",
    "practices",
    "organs",
    "news",
    "practices",
    "practices",
    "commentary",
    "brands",
)
"""Types of cases 1, 2, 3 …, again and again: two in five are practices, as in the archive that this program is for."""

SERIES_PARTS = 12
"""Articles of a finished series."""

FIRST_DAY = dt.date(2020, 1, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A case without its text."""

    serial: int
    """Its number, from 1."""
    type: str
    slug: str
    published: dt.date
    counties: tuple[Place, ...]
    """The first is the subject; others are mentioned."""
    township: Place | None
    community: Place | None
    themes: tuple[str, ...]
    series: tuple[int, int] | None
    """Number of the series from 1 and part from 1; only forum articles."""

    @property
    def number(self) -> str:
        return f"AL-{self.serial:04d}"

    @property
    def folder(self) -> str:
        """Relative to the content folder."""
        return f"{self.type}/{self.slug}"


class Heads:
    """Heads by serial number."""

    def __init__(self, seed: int, places: Places, themes: Sequence[str]) -> None:
        self.seed = seed
        self._places = places
        self._themes = Ranked(Chance(seed, "themes").nearly_ordered(themes))
        self._forum_before = [TYPE_CYCLE[:place].count("forum") for place in range(len(TYPE_CYCLE) + 1)]

    def head(self, serial: int) -> Head:
        chance = Chance(self.seed, "head", serial)
        places = self._places
        county = places.county(chance)
        township = places.township(county, chance) if chance.happens(0.6) else None
        community = places.community(township, chance) if township and chance.happens(0.4) else None
        others = [places.county(chance)] if chance.happens(0.15) else []
        themes: dict[str, None] = {}
        for _ in range(1 + chance.skewed(0, 3)):
            themes[self._themes.draw(chance)] = None
        kind = TYPE_CYCLE[(serial - 1) % len(TYPE_CYCLE)]
        return Head(
            serial=serial,
            type=kind,
            # The guard list wants a capital in Party-building, also where a text links to a case by its address.
            slug=f"{next(iter(themes)).replace('party-building', 'dangjian')}-{county.id}-{serial:05d}",
            # Slowly at first, then faster: 10,000 cases in two years, 100,000 in seven.
            published=FIRST_DAY + dt.timedelta(days=math.isqrt(serial * 60)),
            counties=(county, *(other for other in others if other is not county)),
            township=township,
            community=community,
            themes=tuple(themes),
            series=self._series(serial) if kind == "forum" else None,
        )

    def like(self, serial: int, known: int) -> Head:
        """The head of a case beyond the first `known`, in the places of one of these and in no series."""
        own, other = self.head(serial), self.head(Chance(self.seed, "like", serial).whole(1, known))
        return replace(
            own,
            counties=other.counties,
            township=other.township,
            community=other.community,
            series=None,
            slug=f"new-{serial:05d}",
        )

    def _series(self, serial: int) -> tuple[int, int]:
        rounds, place = divmod(serial - 1, len(TYPE_CYCLE))
        before = rounds * self._forum_before[-1] + self._forum_before[place]
        return before // SERIES_PARTS + 1, before % SERIES_PARTS + 1
