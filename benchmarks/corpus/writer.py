"""Sentences of one case in both languages: templates filled with words of its theme and names of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.corpus import naming
from benchmarks.corpus.chance import FLAT, Chance, Ranked
from benchmarks.corpus.words import Pair, Template, adverbs, lexicon, templates

MODIFIED = frozenset({"facility", "mechanism", "service", "team", "event"})
"""Groups whose words often have a modifier before them."""
MODIFIER_SHARE = 0.4
THEME_SHARE = 0.6
"""How often a word comes in the order of the theme, not of the language: what one theme often says others rarely do."""
AGAIN_SHARE = 0.25
"""How often a word that the case has used comes again, as in any text about one thing."""

ADVERB_SHARE = 0.35

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Language:
    """What the texts of all cases draw from; made once a process."""

    def __init__(self, seed: int, themes: tuple[str, ...]) -> None:
        self.general = {group: Ranked(pairs, FLAT) for group, pairs in lexicon().items()}
        self.of_theme = {
            (theme, group): Ranked(Chance(seed, "words", theme, group).nearly_ordered(pairs), FLAT)
            for theme in themes
            for group, pairs in lexicon().items()
        }
        self.templates = {group: Ranked(found, FLAT) for group, found in templates().items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a case is about: its places and methods, most important first, and its theme."""

    theme: str
    places: tuple[Pair, ...]
    """Of which "the district did" is said: county, then township."""
    communities: tuple[Pair, ...]
    methods: tuple[Pair, ...]


class Writer:
    """Writes for one case. Names of its people, estates and companies come up again and again in it."""

    def __init__(self, language: Language, setting: Setting, chance: Chance) -> None:
        self._language = language
        self._setting = setting
        self._chance = chance
        self._used: dict[str, list[Pair]] = {}
        own: Mapping[str, Callable[[], Pair]] = {
            "place": lambda: self._early(setting.places),
            "where": lambda: self._early(setting.communities),
            "method": lambda: self._quoted(self._early(setting.methods)),
            "person": lambda: self._named("person", naming.person, 4),
            "estate": lambda: self._named("estate", naming.estate, 3),
            "company": lambda: self._named("company", naming.company, 2),
            "few": lambda: self._number(2, 9),
            "some": lambda: self._number(10, 99),
            "many": lambda: self._large(),
            "percent": lambda: self._number(5, 70),
            "days": lambda: self._number(2, 45),
        }
        self._own = own

    def text(self, group: str) -> Pair:
        """A filled template of a group: a sentence, a title, an item of a list."""
        return self.fill(self._language.templates[group].draw(self._chance))

    def sentence(self, group: str) -> Pair:
        """The same, beginning with a capital in English."""
        filled = self.text(group)
        return Pair(filled.zh, capital(filled.en))

    def fill(self, template: Template) -> Pair:
        zh: dict[str, str] = {}
        en: dict[str, str] = {}
        for slot, group in template.slots:
            pair = self.word(group)
            for _ in range(4):
                if pair.zh not in zh.values():
                    break
                pair = self.word(group)
            zh[slot], en[slot] = pair
        text = template.en.format_map(en)
        if ". " in text:
            text = ". ".join(map(capital, text.split(". ")))
        return Pair(self._with_adverbs(self._chance.one_of(template.zh)).format_map(zh), text)

    def _with_adverbs(self, text: str) -> str:
        """Now and then a clause after a comma gets another beginning."""
        if "，" not in text:
            return text
        chance = self._chance
        first, *others = text.split("，")
        for clause in others:
            first += "，" + (chance.one_of(adverbs()) if chance.happens(ADVERB_SHARE) else "") + clause
        return first

    def word(self, group: str) -> Pair:
        """What fills a slot of a group."""
        if (make := self._own.get(group)) is not None:
            return make()
        if group in self._language.templates:
            return self.text(group)
        chance, used = self._chance, self._used.setdefault(group, [])
        if used and chance.happens(AGAIN_SHARE):
            return chance.one_of(used)
        pair = self._fresh(group)
        if group in MODIFIED and chance.happens(MODIFIER_SHARE):
            modifier = self._fresh("modifier")
            if modifier.zh[0] != pair.zh[0] and modifier.en.lower() not in pair.en.lower():
                pair = Pair(modifier.zh + pair.zh, f"{modifier.en} {pair.en}")
        used.append(pair)
        return pair

    def _fresh(self, group: str) -> Pair:
        if self._chance.happens(THEME_SHARE):
            return self._language.of_theme[self._setting.theme, group].draw(self._chance)
        return self._language.general[group].draw(self._chance)

    def _early(self, pairs: tuple[Pair, ...]) -> Pair:
        return pairs[self._chance.skewed(0, len(pairs) - 1)]

    def _quoted(self, pair: Pair) -> Pair:
        return Pair(f"“{pair.zh}”", pair.en)

    def _named(self, group: str, make: Callable[[Chance], Pair], count: int) -> Pair:
        """One of a few names that this case keeps to."""
        used = self._used.setdefault(group, [])
        place = self._chance.skewed(0, count - 1)
        while len(used) <= place:
            used.append(make(self._chance))
        return used[place]

    def _number(self, low: int, high: int) -> Pair:
        number = self._chance.whole(low, high)
        return Pair(str(number), _NUMBERS[number] if number < len(_NUMBERS) else str(number))

    def _large(self) -> Pair:
        number = self._chance.skewed(100, 4000)
        return Pair(str(number), f"{number:,}")


def capital(text: str) -> str:
    """The text with its first letter, which may stand after a quotation mark, as a capital."""
    if text[:1] == '"':
        return '"' + text[1:2].upper() + text[2:]
    return text[:1].upper() + text[1:]
