"""One case → what the index needs of it: a pure function, worth caching, since it holds all that is slow per case."""

from __future__ import annotations

import json
import struct
from collections import Counter
from itertools import chain
from typing import Any, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from generator.search.cut import Cutter, cut_texts
from generator.search.documents import LanguageText, SearchDocument, in_order
from generator.search.normalise import fold, has_traditional
from generator.search.packed_text import pack_row
from generator.search.terms import RUN, STEMS

U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
U32 = npt.NDArray[np.uint32]

BODY_WEIGHT = 10
"""One occurrence in the body: weights are kept in tenths of it, in one byte."""
FIELD_WEIGHTS = {
    "title": 30, "methods": 20, "summary": 15, "regions": 20, "themes": 15, "units": 10, "people": 10,
}  # fmt: skip
"""Tenths for one occurrence. The title's 3 was measured on three collections; the others lie between it and the body."""
STRADDLING_SHARE = 0.3
"""What an occurrence counts whose two characters belong to two words; usual range 0.3–0.5."""
UNIT = 0.5
"""Tenths in which weights are added up: all of them, and their shares for straddling pairs, are whole numbers of it."""
PHRASE_WORDS = 4
PHRASE_LENGTH = 8
HEADER = struct.Struct("<4sIIIIIIII")
MAGIC = b"ANP3"
ONE_BYTE: np.dtype[np.uint8] = np.dtype("u1")
TWO_BYTES: np.dtype[np.uint16] = np.dtype("<u2")
FOUR_BYTES: np.dtype[np.uint32] = np.dtype("<u4")
Number = TypeVar("Number", bound=np.generic)


class DamagedCacheError(ValueError):
    """The bytes are not those of a prepared document of this version."""


class PreparedDocument(Struct, frozen=True, kw_only=True):
    """One case, cut and weighed. Arrays of terms are sorted and without repetition; weights are in tenths, 1–255."""

    number: int
    pairs: U32
    pair_weights: U8
    characters: U16
    character_weights: U8
    words: tuple[str, ...]
    word_weights: U8
    run_length: int
    """Pairs in the bodies: the length by which pairs and characters are judged."""
    word_length: int
    """Words in the bodies."""
    record: bytes
    """What cards, texts, facets and names need; see `read_record`: the length of a JSON head as four bytes, the head, and
    the packed texts that it names."""

    def to_bytes(self) -> bytes:
        """The same bytes for the same document, on every machine."""
        words = "\n".join(self.words).encode()
        return b"".join(
            (
                HEADER.pack(
                    MAGIC, self.number, self.run_length, self.word_length,
                    len(self.pairs), len(self.characters), len(self.words), len(words), len(self.record),
                ),
                self.pairs.astype("<u4").tobytes(),
                self.characters.astype("<u2").tobytes(),
                self.pair_weights.tobytes(),
                self.character_weights.tobytes(),
                self.word_weights.tobytes(),
                words,
                self.record,
            )
        )  # fmt: skip

    @classmethod
    def from_bytes(cls, data: bytes) -> PreparedDocument:
        """Read what `to_bytes` wrote.

        Raises:
            DamagedCacheError: For anything else; prepare the document anew.
        """
        packed = PackedDocument(data)
        return cls(**{name: getattr(packed, name) for name in cls.__struct_fields__})


class PackedDocument:
    """A prepared document as its bytes, of which only what is asked for is taken apart."""

    number: int
    run_length: int
    word_length: int
    _pair_count: int
    _character_count: int
    _word_count: int
    _word_bytes: int

    def __init__(self, data: bytes) -> None:
        """Look at the header.

        Raises:
            DamagedCacheError: These are not the bytes that `PreparedDocument.to_bytes` gives.
        """
        if len(data) < HEADER.size:
            raise DamagedCacheError("shorter than its header")
        magic, self.number, self.run_length, self.word_length, pairs, characters, words, word_bytes, record = (
            HEADER.unpack_from(data)
        )
        if magic != MAGIC or len(data) != HEADER.size + 5 * pairs + 3 * characters + words + word_bytes + record:
            raise DamagedCacheError("another format or another length")
        self._data = data
        self._pair_count, self._character_count, self._word_count = pairs, characters, words
        self._word_bytes = word_bytes

    @property
    def pairs(self) -> U32:
        """As in `PreparedDocument`; so are all others."""
        return self._array(FOUR_BYTES, self._pair_count, HEADER.size)

    @property
    def pair_weights(self) -> U8:
        at = HEADER.size + 4 * self._pair_count + 2 * self._character_count
        return self._array(ONE_BYTE, self._pair_count, at)

    @property
    def characters(self) -> U16:
        return self._array(TWO_BYTES, self._character_count, HEADER.size + 4 * self._pair_count)

    @property
    def character_weights(self) -> U8:
        at = HEADER.size + 5 * self._pair_count + 2 * self._character_count
        return self._array(ONE_BYTE, self._character_count, at)

    @property
    def words(self) -> tuple[str, ...]:
        at = self._words_at + self._word_count
        text = self._data[at : at + self._word_bytes].decode()
        return tuple(text.split("\n")) if text else ()

    @property
    def word_weights(self) -> U8:
        return self._array(ONE_BYTE, self._word_count, self._words_at)

    @property
    def record(self) -> bytes:
        return self._data[self._words_at + self._word_count + self._word_bytes :]

    @property
    def _words_at(self) -> int:
        return HEADER.size + 5 * self._pair_count + 3 * self._character_count

    def _array(self, kind: np.dtype[Number], count: int, at: int) -> npt.NDArray[Number]:
        return np.frombuffer(self._data, kind, count, at)


Prepared = PreparedDocument | PackedDocument


class TextRecord(Struct, frozen=True, kw_only=True):
    """What cards need of one text of a case."""

    title: str
    url: str
    place: str
    row: int
    """Bytes of its packed row."""


class Record(Struct, frozen=True, kw_only=True):
    """Cards, texts, facets and names of a prepared document."""

    slug: str
    type: str
    published: str
    year: int | None
    facets: dict[str, list[str]]
    phrases: list[str]
    """Of the Chinese title, see `title_phrases`."""
    texts: dict[str, TextRecord]
    """Language → text, sorted."""
    rows: bytes = b""
    """The packed rows of the texts, one behind the other."""

    def row(self, language: str) -> bytes | None:
        """The row of a text in its file (number, 1 if Traditional characters are in it, title, summary, names one a line,
        body, 1 if no text of the case in another language has a run of characters); None where there is no text in this
        language."""
        at = 0
        for one, text in self.texts.items():
            if one == language:
                return self.rows[at : at + text.row]
            at += text.row
        return None


_read_head = msgspec.json.Decoder(Record).decode


def read_record(prepared: Prepared) -> Record:
    """The record of a prepared document."""
    data = prepared.record
    at = 4 + int.from_bytes(data[:4], "little")
    return replace(_read_head(data[4:at]), rows=data[at:])


def title_phrases(title: str, cutter: Cutter) -> list[str]:
    """Phrases of up to four words and eight characters in a title, sorted: what suggestions are made of."""
    phrases = set()
    for run in RUN.findall(fold(title)):
        words = cutter.cut(run)
        for first in range(len(words)):
            for last in range(first + 1, min(first + PHRASE_WORDS, len(words)) + 1):
                phrase = "".join(words[first:last])
                if 2 <= len(phrase) <= PHRASE_LENGTH:
                    phrases.add(phrase)
    return sorted(phrases)


def prepare(document: SearchDocument, cutter: Cutter) -> PreparedDocument:
    """Cut and weigh all texts of a case.

    Args:
        document: The case.
        cutter: jieba with the archive's own names (`SearchVocabulary.dictionary`).
    """
    languages = in_order(document.texts)
    weighted = [_weighted_texts(document.texts[language]) for language in languages]
    fields = list(chain.from_iterable(weighted))
    cut = cut_texts([words for words, _, _ in fields], cutter)
    weights = np.array([round(weight / UNIT) for _, weight, _ in fields], np.uint64)
    straddling = np.array([round(weight * STRADDLING_SHARE / UNIT) for _, weight, _ in fields], np.uint64)
    is_body = np.array([body for _, _, body in fields], np.bool_)
    bodies = chain.from_iterable(words for (_, _, body), words in zip(fields, cut.words, strict=True) if body)
    in_bodies = Counter(map(STEMS.__getitem__, bodies))
    word_weights = {word: count * BODY_WEIGHT for word, count in in_bodies.items()}
    for (_, weight, body), words in zip(fields, cut.words, strict=True):
        for word in () if body else words:
            stemmed = STEMS[word]
            word_weights[stemmed] = word_weights.get(stemmed, 0) + weight
    pair_weights = np.where(cut.straddling, straddling[cut.pair_texts], weights[cut.pair_texts])
    pairs, summed_pairs = _sum_weights(cut.pairs, pair_weights)
    characters, summed_characters = _sum_weights(cut.characters, weights[cut.character_texts])
    language_of = np.repeat(np.arange(len(languages)), list(map(len, weighted)))
    in_runs = np.bincount(language_of[np.concatenate((cut.pair_texts, cut.character_texts))], minlength=len(languages))
    with_runs = {language for language, count in zip(languages, in_runs.tolist(), strict=True) if count}
    words_sorted = sorted(word_weights)
    summed_words = np.fromiter(map(word_weights.__getitem__, words_sorted), np.int64, len(words_sorted))
    return PreparedDocument(
        number=document.number,
        pairs=pairs,
        pair_weights=summed_pairs,
        characters=characters,
        character_weights=summed_characters,
        words=tuple(words_sorted),
        word_weights=np.minimum(255, summed_words).astype(np.uint8),
        run_length=int(is_body[cut.pair_texts].sum()),
        word_length=in_bodies.total(),
        record=_record_of(document, cutter, with_runs),
    )


def _weighted_texts(text: LanguageText) -> list[tuple[str, int, bool]]:
    """Field texts with what one occurrence counts, and whether it is the body."""
    named = [(text.title, FIELD_WEIGHTS["title"], False), (text.summary, FIELD_WEIGHTS["summary"], False)]
    for name in sorted(text.fields):
        named.append(("\n".join(text.fields[name]), FIELD_WEIGHTS[name], False))
    return [*named, (text.body, BODY_WEIGHT, True)]


def _sum_weights(keys: npt.NDArray[Any], weights: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[Any], U8]:
    """Sorted keys without repetition, and the sum of their weights in tenths, at least 1, at most 255.

    A key and its weight are sorted as one number: NumPy sorts numbers many times as fast as it finds their order.

    Args:
        keys: Below 2³².
        weights: In `UNIT`, below 256.
    """
    if not len(keys):
        return keys, np.empty(0, np.uint8)
    wide: np.dtype[Any] = np.dtype(np.uint32 if keys.dtype.itemsize == 2 else np.uint64)
    joined = keys.astype(wide) << 8
    joined |= weights.astype(wide)
    joined.sort()
    sorted_keys = (joined >> 8).astype(keys.dtype)
    is_first = np.empty(len(joined), np.bool_)
    is_first[0] = True
    np.not_equal(sorted_keys[1:], sorted_keys[:-1], out=is_first[1:])
    starts = np.flatnonzero(is_first)
    sums = np.add.reduceat(joined & 255, starts) * UNIT
    return sorted_keys[starts], np.clip(np.rint(sums), 1, 255).astype(np.uint8)


def _record_of(document: SearchDocument, cutter: Cutter, with_runs: set[str]) -> bytes:
    """Everything of a case that is not a term: JSON with sorted keys, then the packed texts.

    Args:
        document: The case.
        cutter: As in `prepare`.
        with_runs: Languages whose text has an unbroken run of characters, however short.
    """
    chinese = document.texts.get("zh")
    rows = {
        language: _row_of(document.number, text, is_alone=not with_runs - {language})
        for language, text in sorted(document.texts.items())
    }
    record = {
        "slug": document.slug,
        "type": document.type,
        "published": document.published,
        "year": document.year,
        "facets": {name: list(values) for name, values in document.facets.items()},
        "phrases": title_phrases(chinese.title, cutter) if chinese else [],
        "texts": {
            language: {
                "title": text.title,
                "url": text.url,
                "place": text.place,
                "row": len(rows[language]),
            }
            for language, text in document.texts.items()
        },
    }
    head = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")
    return b"".join((len(head).to_bytes(4, "little"), head, *rows.values()))


def _row_of(number: int, text: LanguageText, *, is_alone: bool) -> bytes:
    """The row of a text in its file; `is_alone`: no text of the case in another language has an unbroken run of characters."""
    names = "\n".join(name for field in sorted(text.fields) for name in text.fields[field])
    parts = [text.title, text.summary, names, text.body]
    return pack_row([str(number), str(int(has_traditional("\n".join(parts)))), *parts, str(int(is_alone))])
