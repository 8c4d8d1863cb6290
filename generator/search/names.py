"""Names and frequent phrases of titles with their pinyin: suggestions, `djyl`, and same-sound errors.

Files `n/<letter>`: deflated lines `pinyin syllables⇥name⇥kind⇥weight`, sorted; one file a first letter. File `n/sounds`: deflated
lines `syllable⇥characters`, for what a reader typed in characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

from generator.search.aliases import folded_names
from generator.search.documents import NameGroup
from generator.search.encode import deflate
from generator.search.terms import RUN

MOST_PHRASES = 12000
"""Phrases of titles in all files together."""
PHRASES_A_LETTER = 1500


def syllables_of(name: str) -> str:
    """Syllables of a name, one a character, by phrase where pypinyin knows it, separated by spaces."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  (slow to load, and most edits change no name)

    return " ".join(lazy_pinyin(name, style=Style.NORMAL, errors=lambda rest: list(rest)))  # type: ignore[arg-type, return-value]


def _frequent_phrases(titles: Iterable[Sequence[str]]) -> dict[str, int]:
    """Phrases in two titles and more, without those that stand only within one longer such phrase."""
    counts = Counter(chain.from_iterable(titles))
    usual = sorted((-count, phrase) for phrase, count in counts.items() if count > 1)[: 2 * MOST_PHRASES]
    frequent = {phrase: -negative for negative, phrase in usual}
    covered: dict[str, int] = {}
    for phrase, count in frequent.items():
        for cut in range(1, len(phrase) - 1):
            for part in (phrase[cut:], phrase[:-cut]):
                if covered.get(part, 0) < count:
                    covered[part] = count
    return {phrase: count for phrase, count in frequent.items() if covered.get(phrase, 0) < count}


_cached_syllables = cache(syllables_of)


def name_files(titles: Sequence[Sequence[str]], groups: Sequence[NameGroup]) -> list[tuple[str, bytes]]:
    """The files of names and phrases.

    Args:
        titles: The phrases of each title.
        groups: Names of things.

    Returns:
        Path without hash, and payload, of each file, sorted by path; the last is `n/sounds`.
    """
    phrases = _frequent_phrases(titles)
    best = sorted(phrases, key=lambda phrase: (-phrases[phrase], phrase))[:MOST_PHRASES]
    entries = {phrase: (_cached_syllables(phrase), "title", phrases[phrase]) for phrase in best}
    for group, names in zip(groups, folded_names(groups), strict=True):
        for folded in names:
            if RUN.fullmatch(folded) and len(folded) > 1:
                entries[folded] = (_cached_syllables(folded), group.kind, 0)
    lines: dict[str, list[tuple[int, str, str]]] = {}
    characters: dict[str, set[str]] = {}
    for name in sorted(entries):
        sounds, kind, count = entries[name]
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
