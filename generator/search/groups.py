"""Result cards and texts in groups of neighbouring case numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.search.documents import LANGUAGES
from generator.search.encode import deflate
from generator.search.packed_text import pack_table
from generator.search.postings import CaseFacts

type_of_record = Callable[[int], Mapping[str, Any]]
"""Case number → what `read_record` gives."""

CARD_FILES = 480
"""Most files of cards a language."""
TEXT_FILES = 4400
"""Most files of texts, all languages together: with shards and cards below 6,000 at 20,000 cases; no round number, so that an
archive that grows past one is not grouped anew."""
SHELF = 16
"""Groups of texts that share one hash in the manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group, not yet encoded."""

    path: str
    """Without the hash."""
    digest: str
    encode: Callable[[], bytes]


def numbers_per_card_group(span: int) -> int:
    """Case numbers (holes included) in one file of cards."""
    return max(16, -(-span // CARD_FILES))


def numbers_per_text_group(span: int, languages: int) -> int:
    """Case numbers (holes included) in one file of texts."""
    return max(2, -(-span * max(1, languages) // TEXT_FILES))


def days_of(published: str) -> int:
    """Days since 1970-01-01."""
    return date.fromisoformat(published).toordinal() - date(1970, 1, 1).toordinal()


def card_groups(
    language: str, cases: Mapping[int, CaseFacts], record_of: type_of_record, address: str, size: int
) -> Iterator[Group]:
    """Cards of all cases in one language; a case without it is shown with the text that it has."""
    for first, numbers in _blocks(cases, size):

        def encode(numbers: list[int] = numbers) -> bytes:
            return deflate(_cards(language, numbers, record_of, address))

        yield Group(
            path=f"k/{language}{first // size:x}",
            digest=_digest("card", language, address, str(size), *_facts_of(cases, numbers)),
            encode=encode,
        )


def text_groups(language: str, cases: Mapping[int, CaseFacts], record_of: type_of_record, size: int) -> Iterator[Group]:
    """Texts in one language; shelves in which nobody has a text in it are left out, and all others are whole."""
    shelves = {number // size // SHELF for number, facts in cases.items() if language in facts.languages}
    wanted = {number: facts for number, facts in cases.items() if number // size // SHELF in shelves}
    for first, numbers in _blocks(wanted, size):

        def encode(numbers: list[int] = numbers) -> bytes:
            return deflate(_texts(language, numbers, record_of))

        yield Group(
            path=f"t/{language}{first // size:x}",
            digest=_digest("text", language, str(size), *_facts_of(cases, numbers)),
            encode=encode,
        )


def _blocks(cases: Mapping[int, CaseFacts], size: int) -> Iterator[tuple[int, list[int]]]:
    """First number (from 0) of each block that has a case, and the case numbers in it, sorted."""
    block: list[int] = []
    for number in sorted(cases):
        if block and block[0] // size != number // size:
            yield block[0] // size * size, block
            block = []
        block.append(number)
    if block:
        yield block[0] // size * size, block


def _facts_of(cases: Mapping[int, CaseFacts], numbers: list[int]) -> list[str]:
    """Numbers with the digests of their records."""
    return [f"{number} {cases[number].digest}" for number in numbers]


def _digest(*parts: str) -> str:
    """Short hash of strings."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()


def _shown_text(record: Mapping[str, Any], language: str) -> tuple[str, Mapping[str, str]]:
    """The text in this language, or else in the first that there is."""
    texts = record["texts"]
    if language in texts:
        return language, texts[language]
    other = next(name for name in LANGUAGES if name in texts)
    return other, texts[other]


def _cards(language: str, numbers: list[int], record_of: type_of_record, address: str) -> bytes:
    """Rows of a group of cards: step of the number, title, slug, day, type, place, address where unusual, language of the
    text where it is another one."""
    rows = []
    before = 0
    for number in numbers:
        record = record_of(number)
        shown, text = _shown_text(record, language)
        usual = text["url"] == address.format(slug=record["slug"])
        rows.append(
            [
                str(number - before),
                text["title"],
                record["slug"],
                str(days_of(record["published"])),
                record["type"],
                text["place"],
                "" if usual else text["url"],
                "" if shown == language else shown,
            ]
        )
        before = number
    return pack_table(rows)


def _texts(language: str, numbers: list[int], record_of: type_of_record) -> bytes:
    """Rows of a group of texts: number, 1 if Traditional characters are in it, title, summary, names, body."""
    rows = []
    for number in numbers:
        text = record_of(number)["texts"].get(language)
        if text is None:
            continue
        parts = [text["title"], text["summary"], text["names"], text["body"]]
        rows.append([str(number), str(int(text["folds"])), *parts])
    return pack_table(rows)
