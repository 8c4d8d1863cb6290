"""Result cards and texts in groups of neighbouring case numbers."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from generator.search.documents import in_order
from generator.search.encode import deflate
from generator.search.facts import CaseFacts
from generator.search.packed_text import join_rows, pack_table
from generator.search.prepare import Record, TextRecord

RecordOf = Callable[[int], Record]
"""Reads the record of a case, by its number."""

CASE_FILES = 4600
"""Most files of cards and texts, all languages together: with the shards below 6,000 at 20,000 cases."""
CARD_FILES = 540
"""Most files of cards a language, and no more than a quarter of all; no round number, so that an archive that grows past one
is not grouped anew."""
WORD_FILES = 400
"""Files of texts that each language beside the first gives up for the shards of its words."""
SHELF = 16
"""Groups of texts that share one hash in the manifest."""
CARD_SHELF = 8
"""Groups of cards that share one."""


class CaseGroup(Struct, frozen=True, kw_only=True):
    """The cases of one file of cards or texts, in one language."""

    kind: Literal["cards", "texts"]
    language: str
    numbers: tuple[int, ...]
    address: str = ""
    """Usual address of a case, for cards."""

    def encode(self, record_of: RecordOf) -> bytes:
        """The payload of the file."""
        if self.kind == "cards":
            return deflate(_cards(self.language, self.numbers, record_of, self.address))
        return deflate(_texts(self.language, self.numbers, record_of))


class Group(Struct, frozen=True, kw_only=True):
    """One file of cards or texts, not yet encoded."""

    path: str
    """Without the hash."""
    digest: str
    cases: CaseGroup


def _card_files(languages: int) -> int:
    """Most files of cards in each of so many languages."""
    return min(CARD_FILES, CASE_FILES // (4 * max(1, languages)))


def numbers_per_card_group(span: int, languages: int) -> int:
    """Case numbers (holes included) in one file of cards."""
    return max(16, -(-span // _card_files(languages)))


def numbers_per_text_group(span: int, languages: int) -> int:
    """Case numbers (holes included) in one file of texts."""
    files = CASE_FILES - languages * _card_files(languages) - WORD_FILES * max(0, languages - 1)
    return max(2, -(-span * max(1, languages) // max(CASE_FILES // 4, files)))


def days_of(published: str) -> int:
    """Days since 1970-01-01."""
    return date.fromisoformat(published).toordinal() - date(1970, 1, 1).toordinal()


def case_marks(cases: Mapping[int, CaseFacts]) -> dict[int, str]:
    """What cards and texts of each case are recognised by: its number and the digest of its record, sorted by number."""
    return {number: f"{number} {facts.digest}" for number, facts in sorted(cases.items())}


def card_groups(language: str, marks: Mapping[int, str], address: str, size: int) -> Iterator[Group]:
    """Cards of all cases in one language; a case without it is shown with the text that it has.

    Args:
        language: Of the cards.
        marks: From `case_marks`.
        address: Usual address of a case.
        size: Numbers in a group.
    """
    for first, numbers in _blocks(list(marks), size):
        yield Group(
            path=f"k/{language}{first // size:x}",
            digest=_digest("card", language, address, str(size), *map(marks.__getitem__, numbers)),
            cases=CaseGroup(kind="cards", language=language, numbers=tuple(numbers), address=address),
        )


def text_groups(language: str, marks: Mapping[int, str], written: Iterable[int], size: int) -> Iterator[Group]:
    """Texts in one language; shelves in which nobody has a text in it are left out, and all others are whole.

    Args:
        language: Of the texts.
        marks: From `case_marks`.
        written: Numbers of the cases that have a text in it.
        size: Numbers in a group.
    """
    shelves = {number // size // SHELF for number in written}
    wanted = [number for number in marks if number // size // SHELF in shelves]
    for first, numbers in _blocks(wanted, size):
        yield Group(
            path=f"t/{language}{first // size:x}",
            digest=_digest("text", language, str(size), *map(marks.__getitem__, numbers)),
            cases=CaseGroup(kind="texts", language=language, numbers=tuple(numbers)),
        )


def _blocks(numbers: Sequence[int], size: int) -> Iterator[tuple[int, Sequence[int]]]:
    """First number (from 0) of each block that has a case, and the case numbers in it, both sorted."""
    start = 0
    while start < len(numbers):
        block = numbers[start] // size
        end = bisect_left(numbers, (block + 1) * size, start)
        yield block * size, numbers[start:end]
        start = end


def _digest(*parts: str) -> str:
    """Short hash of strings."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()


def _shown_text(record: Record, language: str) -> tuple[str, TextRecord]:
    """The text in this language, or else in the first that there is."""
    shown = language if language in record.texts else in_order(record.texts)[0]
    return shown, record.texts[shown]


def _cards(language: str, numbers: Sequence[int], record_of: RecordOf, address: str) -> bytes:
    """Rows of a group of cards: step of the number, title, slug, day, type, place, address where unusual, language of the
    text where it is another one."""
    rows = []
    before = 0
    for number in numbers:
        record = record_of(number)
        shown, text = _shown_text(record, language)
        usual = text.url == address.format(slug=record.slug)
        rows.append(
            [
                str(number - before),
                text.title,
                record.slug,
                str(days_of(record.published)),
                record.type,
                text.place,
                "" if usual else text.url,
                "" if shown == language else shown,
            ]
        )
        before = number
    return pack_table(rows)


def _texts(language: str, numbers: Sequence[int], record_of: RecordOf) -> bytes:
    """Rows of a group of texts (`Record.row`)."""
    rows = (record_of(number).row(language) for number in numbers)
    return join_rows([row for row in rows if row is not None])
