"""Names and frequent phrases of titles with their pinyin: suggestions, `djyl`, and same-sound errors.

Files `n/<letter>`: deflated lines `pinyin syllables⇥name⇥kind⇥weight`, sorted; one file a first letter. File `n/sounds`: deflated
lines `syllable⇥characters`, for what a reader typed in characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pypinyin import Style, lazy_pinyin

from generator.search.documents import NameGroup
from generator.search.encode import deflate
from generator.search.normalise import fold
from generator.search.postings import CaseFacts
from generator.search.terms import RUN

LONGEST_PHRASE = 8
"""Characters of a phrase of titles."""
PHRASES_A_LETTER = 1500


@cache
def _syllables(run: str) -> tuple[str, ...]:
    """One syllable a character."""
    return tuple(lazy_pinyin(run, style=Style.NORMAL, errors=lambda rest: list(rest)))  # type: ignore[arg-type, return-value]


def _title_phrases(cases: Mapping[int, CaseFacts]) -> Counter[tuple[str, str]]:
    """(phrase, its syllables) → titles in which it stands, for phrases in two titles and more."""
    counts: Counter[tuple[str, str]] = Counter()
    for facts in cases.values():
        syllables = facts.pinyin.split(" ")
        place = 0
        seen = set()
        for run in RUN.findall(fold(facts.title)):
            sounds = syllables[place : place + len(run)]
            place += len(run)
            if len(sounds) != len(run):
                break
            for first in range(len(run)):
                for last in range(first + 2, min(len(run), first + LONGEST_PHRASE) + 1):
                    seen.add((run[first:last], " ".join(sounds[first:last])))
        counts.update(seen)
    frequent = Counter({phrase: count for phrase, count in counts.items() if count > 1})
    return _without_parts(frequent)


def _without_parts(counts: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Only phrases that do not always stand within one longer phrase."""
    covered: dict[str, int] = {}
    for (phrase, _), count in counts.items():
        for part in (phrase[1:], phrase[:-1]):
            covered[part] = max(covered.get(part, 0), count)
    return Counter({key: count for key, count in counts.items() if covered.get(key[0], 0) < count})


def name_files(cases: Mapping[int, CaseFacts], groups: Sequence[NameGroup]) -> Iterator[tuple[str, bytes]]:
    """Path without hash, and payload, of each file, sorted by path."""
    entries: dict[str, tuple[str, str, int]] = {}
    for (phrase, sounds), count in _title_phrases(cases).items():
        entries[phrase] = (sounds, "title", count)
    for group in groups:
        for name in group.names:
            folded = fold(name)
            if RUN.fullmatch(folded) and len(folded) > 1:
                entries[folded] = (" ".join(_syllables(folded)), group.kind, 0)
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
    for letter in sorted(lines):
        best = sorted(lines[letter])[:PHRASES_A_LETTER]
        yield f"n/{letter}", deflate("\n".join(sorted(line for _, _, line in best)).encode())
    sounds_text = "\n".join(f"{sound}\t{''.join(sorted(characters[sound]))}" for sound in sorted(characters))
    yield "n/sounds", deflate(sounds_text.encode())
