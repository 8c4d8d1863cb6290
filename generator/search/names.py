"""Names and frequent phrases of titles with their pinyin: suggestions, `djyl`, and same-sound errors.

Files `n/<letter>`: deflated lines `pinyin syllables⇥name⇥kind⇥weight`, sorted; one file a first letter. File `n/sounds`: deflated
lines `syllable⇥characters`, for what a reader typed in characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from heapq import nlargest
from itertools import islice, product

from generator.search.aliases import folded_names
from generator.search.documents import NameGroup
from generator.search.encode import deflate
from generator.search.terms import RUN

MOST_PHRASES = 12000
"""Phrases of titles in all files together."""
PHRASES_A_LETTER = 1500
TWO_READINGS = {
    "泊": "bo po", "堡": "bao pu", "藏": "cang zang", "曾": "ceng zeng",
    "长": "chang zhang", "朝": "chao zhao", "重": "chong zhong",
    "传": "chuan zhuan", "单": "dan shan", "调": "diao tiao", "都": "dou du", "盖": "gai ge",
    "行": "hang xing", "角": "jiao jue", "解": "jie xie",
    "乐": "le yue", "六": "liu lu", "娜": "na nuo", "朴": "pu piao",
    "莎": "sha suo", "厦": "sha xia", "宿": "su xiu", "尉": "wei yu",
    "蔚": "wei yu", "巷": "xiang hang", "校": "xiao jiao", "召": "zhao shao",
}  # fmt: skip
"""Characters that names have in two readings, which nobody can tell from the character alone."""
MOST_READINGS = 4


def syllables_of(name: str) -> str:
    """Syllables of a name, one a character, by phrase where pypinyin knows it, separated by spaces."""
    from pypinyin.seg.simpleseg import seg  # noqa: PLC0415  (slow to load, and most edits change no name)

    return " ".join(map(_syllables_of_word, seg(name)))


@cache
def _syllables_of_word(word: str) -> str:
    """The same for one of the words into which pypinyin itself cuts a name: many names share few of them."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  (as above)

    return " ".join(lazy_pinyin(word, style=Style.NORMAL, errors=lambda rest: list(rest)))  # type: ignore[arg-type, return-value]


def readings_of(name: str) -> tuple[str, ...]:
    """`syllables_of` a name, and then its other likely readings, at most four in all.

    Only characters of `TWO_READINGS` are read in two ways, and only where pypinyin knows no phrase that decides.
    """
    first = syllables_of(name)
    if TWO_READINGS.keys().isdisjoint(name):
        return (first,)
    from pypinyin import Style, pinyin  # noqa: PLC0415  (as above)

    known = pinyin(name, style=Style.NORMAL, heteronym=True, errors=lambda rest: [[one] for one in rest])  # type: ignore[arg-type, return-value]
    if len(known) != len(name) or len(first.split(" ")) != len(name):
        return (first,)
    choices = [
        [sound, *(other for other in TWO_READINGS.get(character, "").split() if other in sounds and other != sound)]
        for character, sound, sounds in zip(name, first.split(" "), known, strict=True)
    ]
    return tuple(" ".join(sounds) for sounds in islice(product(*choices), MOST_READINGS))


def _frequent_phrases(titles: str) -> dict[str, int]:
    """Phrases in two titles and more, without those that stand only within one longer such phrase."""
    counts = Counter(titles.split())
    most = nlargest(2 * MOST_PHRASES, counts.values())
    fewest = max(2, min(most, default=0))
    usual = sorted((-count, phrase) for phrase, count in counts.items() if count >= fewest)[: 2 * MOST_PHRASES]
    frequent = {phrase: -negative for negative, phrase in usual}
    covered: dict[str, int] = {}
    for phrase, count in frequent.items():
        for cut in range(1, len(phrase) - 1):
            for part in (phrase[cut:], phrase[:-cut]):
                if covered.get(part, 0) < count:
                    covered[part] = count
    return {phrase: count for phrase, count in frequent.items() if covered.get(phrase, 0) < count}


_cached_readings = cache(readings_of)


def name_files(titles: str, groups: Sequence[NameGroup]) -> list[tuple[str, bytes]]:
    """The files of names and phrases.

    Args:
        titles: The phrases of each title, separated by spaces, on a line.
        groups: Names of things.

    Returns:
        Path without hash, and payload, of each file, sorted by path; the last is `n/sounds`.
    """
    phrases = _frequent_phrases(titles)
    best = sorted(phrases, key=lambda phrase: (-phrases[phrase], phrase))[:MOST_PHRASES]
    entries = {phrase: (_cached_readings(phrase), "title", phrases[phrase]) for phrase in best}
    for group, names in zip(groups, folded_names(groups), strict=True):
        for folded in names:
            if RUN.fullmatch(folded) and len(folded) > 1:
                entries[folded] = (_cached_readings(folded), group.kind, 0)
    lines: dict[str, list[tuple[int, str, str]]] = {}
    characters: dict[str, set[str]] = {}
    for name in sorted(entries):
        readings, kind, count = entries[name]
        for sounds in readings:
            if not sounds[:1].isascii() or not sounds[:1].isalpha():
                continue
            line = "\t".join((sounds, name, kind, str(count.bit_length())))
            lines.setdefault(sounds[0], []).append((-count if count else -(1 << 30), sounds, line))
            for character, sound in zip(name, sounds.split(" "), strict=False):
                characters.setdefault(sound, set()).add(character)
    files = []
    for letter in sorted(lines):
        chosen = sorted(lines[letter])[:PHRASES_A_LETTER]
        files.append((f"n/{letter}", deflate("\n".join(sorted(line for _, _, line in chosen)).encode())))
    sounds_text = "\n".join(f"{sound}\t{''.join(sorted(characters[sound]))}" for sound in sorted(characters))
    return [*files, ("n/sounds", deflate(sounds_text.encode()))]
