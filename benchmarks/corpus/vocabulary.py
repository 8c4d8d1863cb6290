"""The controlled vocabulary of a made-up archive; what grows with the archive has pools that grow with its root."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from benchmarks.corpus.chance import Chance, Ranked
from benchmarks.corpus.heads import SERIES_PARTS, Head
from benchmarks.corpus.naming import person, stem
from benchmarks.corpus.places import Place, Places
from benchmarks.corpus.words import Pair, lexicon
from benchmarks.corpus.writer import Language, Setting, Writer
from benchmarks.corpus.yaml_text import both, flow_list

_UNIT_KINDS = (
    Pair("组织部", "Organization Department of the CPC {} Committee"),
    Pair("机关工委", "Working Committee for Organs of the CPC {} Committee"),
    Pair("政务服务局", "Government Services Bureau of {}"),
    Pair("民政局", "Civil Affairs Bureau of {}"),
    Pair("社会工作部", "Society Work Department of the CPC {} Committee"),
)
_METHOD_KINDS = ("brand", "work-method", "mechanism", "platform", "team", "activity")
_ENDINGS = (
    Pair("工作法", "Work Method"),
    Pair("行动", "Action"),
    Pair("计划", "Plan"),
    Pair("模式", "Model"),
    Pair("工程", "Project"),
    Pair("机制", "Mechanism"),
    Pair("联盟", "Alliance"),
    Pair("驿站", "Post"),
)
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九")
_ENGLISH_NUMERALS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """An entry of methods.yml."""

    id: str
    name: Pair
    kind: str
    meaning: Pair
    members: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An entry of the project's own measures.yml."""

    id: str
    name: Pair
    unit: Pair


class Pools:
    """Methods, people and organizations of an archive of so many cases."""

    def __init__(self, seed: int, cases: int, places: Places, language: Language, themes: Sequence[str]) -> None:
        self.seed = seed
        self.methods = tuple(_methods(seed, self.method_count(cases), language, themes))
        self.people = tuple(_people(seed, self.people_count(cases)))
        self.ranked_methods = Ranked(self.methods)
        self.ranked_people = Ranked(self.people)
        self._counties = places.counties

    @staticmethod
    def method_count(serial: int) -> int:
        """How many methods are known when case `serial` is written."""
        return 20 + 6 * math.isqrt(serial)

    @staticmethod
    def people_count(serial: int) -> int:
        """How many contributors have written when case `serial` is written."""
        return 30 + 4 * math.isqrt(serial)

    def units(self, county: Place) -> tuple[Pair, ...]:
        """Organizations of a county."""
        return tuple(Pair(county.name.zh + kind.zh, kind.en.format(county.name.en)) for kind in _UNIT_KINDS)

    def all_units(self) -> list[tuple[str, Pair, Place]]:
        return [
            (f"{county.id}-{place}", unit, county)
            for county in self._counties
            for place, unit in enumerate(self.units(county), 1)
        ]


def _methods(seed: int, count: int, language: Language, themes: Sequence[str]) -> list[Method]:
    """So many methods of different names; the first of them are the same for any count."""
    chance = Chance(seed, "methods")
    found: dict[str, Method] = {}
    words = lexicon()
    while len(found) < count:
        members: tuple[Pair, ...] = ()
        form = chance.unit()
        if form < 0.15:
            number = chance.whole(2, 6)
            first, second = stem(chance), chance.one_of(words["modifier"])
            name = Pair(
                f"一{first.zh[0]}{_NUMERALS[number - 1]}{second.zh}",
                f"One {first.en}, {_ENGLISH_NUMERALS[number - 1]} {second.en.capitalize()}",
            )
            groups = (words["facility"], words["mechanism"], words["service"], words["team"])
            drawn = {pair.zh: pair for pair in (chance.one_of(chance.one_of(groups)) for _ in range(3 * number + 9))}
            members = tuple(drawn.values())[: number + 1]
        elif form < 0.55:
            start, ending = stem(chance), chance.one_of(_ENDINGS)
            name = Pair(start.zh + ending.zh, f"{start.en} {ending.en}")
        else:
            modifier, start, ending = chance.one_of(words["modifier"]), stem(chance), chance.one_of(_ENDINGS)
            name = Pair(f"{start.zh}{modifier.zh}{ending.zh}", f"{start.en} {modifier.en.capitalize()} {ending.en}")
        if name.zh in found or any(
            name.en == method.name.en for method in found.values() if name.en[0] == method.name.en[0]
        ):
            continue
        place = len(found) + 1
        setting = Setting(theme=themes[place % len(themes)], places=(name,), communities=(name,), methods=(name,))
        meaning = Writer(language, setting, chance).sentence("meaning")
        found[name.zh] = Method(
            id=f"m{place:04d}", name=name, kind=chance.one_of(_METHOD_KINDS), meaning=meaning, members=members
        )
    return list(found.values())


def _people(seed: int, count: int) -> list[Pair]:
    chance = Chance(seed, "people")
    found: dict[str, Pair] = {}
    while len(found) < count:
        name = person(chance)
        found.setdefault(name.zh, name)
    return list(found.values())


def read_measures(measures_yml: str) -> tuple[Measure, ...]:
    """The project's own measures."""
    return tuple(
        Measure(
            id=entry["id"],
            name=Pair(entry["name"]["zh"], entry["name"]["en"]),
            unit=Pair(entry["unit"]["zh"], entry["unit"]["en"]),
        )
        for entry in yaml.safe_load(measures_yml)["measures"]
    )


def read_themes(themes_yml: str) -> tuple[str, ...]:
    """Ids of the themes below the groups of the project's own themes.yml, sorted."""
    return tuple(sorted(entry["id"] for entry in yaml.safe_load(themes_yml)["themes"] if "parent" in entry))


def vocabulary_files(own: Mapping[str, str], pools: Pools, heads: Sequence[Head], series: int) -> dict[str, str]:
    """File name → text.

    Args:
        own: The project's own files: `regions.yml`, `themes.yml`, `measures.yml`, and `phrases.yml` if there is one.
        pools: Of the archive.
        heads: Of all its cases; only places that they name are in the tree, as in a real archive.
        series: How many series there are, finished or not.
    """
    files = dict(own)
    files["regions.yml"] = own["regions.yml"].rstrip("\n") + "\n" + "".join(map(_region, _places_of(heads)))
    files["methods.yml"] = "methods:\n" + "".join(map(_method, pools.methods))
    files["people.yml"] = "people:\n" + "".join(f"- name: {both(*name)}\n" for name in pools.people)
    files["organizations.yml"] = "organizations:\n" + "".join(
        f'- id: {unit_id}\n  name: {both(*name)}\n  region: "{county.id}"\n'
        for unit_id, name, county in pools.all_units()
    )
    files["series.yml"] = _series(series, sum(head.series is not None for head in heads))
    files["glossary.yml"] = "terms:\n" + "".join(_terms(own["measures.yml"]))
    return files


def _places_of(heads: Sequence[Head]) -> list[Place]:
    """Made-up places that the cases name, parents first."""
    towns = {head.township.id: head.township for head in heads if head.township}
    communities = {head.community.id: head.community for head in heads if head.community}
    return [towns[key] for key in sorted(towns)] + [communities[key] for key in sorted(communities)]


def _region(place: Place) -> str:
    return f'- id: {place.id}\n  kind: {place.kind}\n  name: {both(*place.name)}\n  parent: "{place.parent}"\n'


def _method(method: Method) -> str:
    lines = [f"- id: {method.id}", f"  name: {both(*method.name)}", f"  kind: {method.kind}"]
    lines.append(f"  meaning: {both(*method.meaning)}")
    if method.members:
        lines.append("  members:")
        lines += [f"  - {both(*member)}" for member in method.members]
        lines.append(f"  parts: {flow_list(['1', str(len(method.members) - 1)])}")
    return "\n".join(lines) + "\n"


def _series(count: int, articles: int) -> str:
    """Series of which only the last may be unfinished."""
    if not count:
        return "series: []\n"
    entries = []
    for number in range(1, count + 1):
        lines = [
            f"- id: forum-{number}",
            f"  name: {both(f'基层治理笔谈第 {number} 辑', f'Governance Notes, Volume {number}')}",
        ]
        if number * SERIES_PARTS <= articles:
            lines.append(f"  parts: {SERIES_PARTS}")
        entries.append("\n".join(lines) + "\n")
    return "series:\n" + "".join(entries)


def _terms(measures_yml: str) -> list[str]:
    """Words of the lists that a glossary would explain, but for those that the measures put into other English words."""
    measured = " ".join(measure.name.zh for measure in read_measures(measures_yml))
    groups = {"role": "who", "facility": "where", "mechanism": "how"}
    found: dict[str, str] = {}
    for group in groups:
        for place, pair in enumerate(lexicon()[group][:20], 1):
            if pair.zh in measured:
                continue
            definition = both(
                f"基层治理中常说的{pair.zh}，见于各类案例。",
                f"What primary-level governance calls {pair.en}; found in many cases.",
            )
            entry = f"- id: {group}-{place}\n  term: {both(*pair)}\n  definition: {definition}\n"
            found.setdefault(pair.zh, entry)
    return list(found.values())
