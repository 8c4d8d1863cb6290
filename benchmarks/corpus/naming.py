"""Made-up names of people, places, estates and companies. Their number has no limit: new ones go on coming, as in life."""

from __future__ import annotations

from benchmarks.corpus.chance import FLAT, Chance, Ranked
from benchmarks.corpus.words import Pair, syllables

_PARTS = {group: Ranked(pairs, FLAT) for group, pairs in syllables().items()}


def person(chance: Chance) -> Pair:
    """A surname and one or two syllables."""
    family = _PARTS["surname"].draw(chance)
    given = [_PARTS["given"].draw(chance) for _ in range(1 if chance.happens(0.2) else 2)]
    return Pair(family.zh + "".join(part.zh for part in given), f"{family.en} {_capital(given)}")


def stem(chance: Chance) -> Pair:
    """The two syllables that stand before the kind of a place: 安宁, Anning."""
    first, second = _PARTS["place"].draw(chance), _PARTS["place"].draw(chance)
    return Pair(first.zh + second.zh, _capital([first, second]))


def steppe_stem(chance: Chance) -> Pair:
    """A place name of the grassland: 巴彦塔拉, Bayantal."""
    first, second = _PARTS["steppe"].draw(chance), _PARTS["water"].draw(chance)
    return Pair(first.zh + second.zh, _capital([first, second]))


def estate(chance: Chance) -> Pair:
    name, kind = stem(chance), _PARTS["estate"].draw(chance)
    return Pair(name.zh + kind.zh, f"{name.en} {kind.en}")


def company(chance: Chance) -> Pair:
    name, trade = stem(chance), _PARTS["trade"].draw(chance)
    return Pair(f"{name.zh}{trade.zh}公司", f"{name.en} {trade.en} Company")


def newspaper(chance: Chance) -> Pair:
    name = stem(chance)
    return Pair(f"{name.zh}日报", f"{name.en} Daily")


def _capital(parts: list[Pair]) -> str:
    return "".join(part.en for part in parts).capitalize()
