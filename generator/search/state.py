"""All that the files of an index follow from, and how it lies on disk: a base, written rarely, and a small patch beside it."""

from __future__ import annotations

import hashlib
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct, field

from generator.search.facts import CaseFacts
from generator.search.lists import NOTHING, U32, U64, AnyLists, Lists, Patch, PatchedLists
from generator.search.prepare import DamagedCacheError

FAMILIES = 4
"""Pairs without a function character, those with one, characters, words; in this order."""
BASE, PATCH = struct.Struct("<4sII8I"), struct.Struct("<4sII8I")
BASE_MAGIC, PATCH_MAGIC = b"ANS4", b"ANQ2"
WORDS = FAMILIES - 1
PATCHED_SHARE = 50
"""The base is written anew when more than one of so many postings differ from it; usual range 20–200."""

Buffer = bytes | memoryview
Families = tuple[AnyLists, ...]


def scatter_of(words: Sequence[str]) -> U32:
    """A hash of each word that is the same in every run."""
    hashes = b"".join(hashlib.blake2b(word.encode(), digest_size=4).digest() for word in words)
    return np.frombuffer(hashes, np.dtype("<u4"))


class Base(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """The state as it was when all of it was written last."""

    families: tuple[Lists, ...]
    vocabulary: tuple[str, ...]
    """Sorted; keys of the words are ordinals in it."""
    scatter: U32
    """`scatter_of` the vocabulary."""
    cases: Mapping[int, CaseFacts]
    means: tuple[float, float]
    """Mean lengths in steps, from `means_of`."""

    @cached_property
    def size(self) -> int:
        """Number of postings."""
        return sum(len(lists.stored) for lists in self.families)


class StatePatch(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """What differs from the base."""

    families: tuple[Patch, ...] = (NOTHING,) * FAMILIES
    vocabulary: tuple[str, ...] = ()
    """Sorted words of the patch; its keys are ordinals in it."""
    cases: Mapping[int, CaseFacts | None] = field(default_factory=dict)
    """New facts of cases; None for withdrawn ones."""

    def then(self, later: StatePatch) -> StatePatch:
        """Both, one after the other."""
        vocabulary = tuple(sorted({*self.vocabulary, *later.vocabulary}))
        place_of = {word: place for place, word in enumerate(vocabulary)}
        words = [
            patch.families[WORDS].with_keys(np.array([place_of[word] for word in patch.vocabulary], np.uint32))
            for patch in (self, later)
        ]
        earlier = (*self.families[:WORDS], words[0])
        return StatePatch(
            families=tuple(
                first.then(second) for first, second in zip(earlier, (*later.families[:WORDS], words[1]), strict=True)
            ),
            vocabulary=vocabulary,
            cases={**self.cases, **later.cases},
        )

    @property
    def size(self) -> int:
        """How many postings differ."""
        return sum(patch.size for patch in self.families)


class IndexState(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """All that the files of an index follow from, besides the records of the cases: a base with a patch laid over it, which
    is done when somebody asks, since an edit needs no more of the state before than these two."""

    base: Base
    patch: StatePatch | None = None

    @classmethod
    def fresh(
        cls,
        families: tuple[Lists, ...],
        vocabulary: tuple[str, ...],
        cases: Mapping[int, CaseFacts],
        means: tuple[float, float],
    ) -> IndexState:
        """A state that no patch lies over."""
        base = Base(
            families=families,
            vocabulary=vocabulary,
            scatter=scatter_of(vocabulary),
            cases=dict(sorted(cases.items())),
            means=means,
        )
        return cls(base=base)

    @property
    def families(self) -> Families:
        """Keys of words are not ordinals of the vocabulary, but in the same order."""
        return self._laid[0]

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """As in `Base`; so are all others."""
        return self._laid[1]

    @property
    def scatter(self) -> U32:
        return self._laid[2]

    @property
    def means(self) -> tuple[float, float]:
        return self.base.means

    @cached_property
    def cases(self) -> Mapping[int, CaseFacts]:
        """Sorted by number."""
        if self.patch is None:
            return self.base.cases
        cases = {**self.base.cases, **self.patch.cases}
        return {number: facts for number, facts in sorted(cases.items()) if facts is not None}

    @cached_property
    def _laid(self) -> tuple[Families, tuple[str, ...], U32]:
        """Families, vocabulary and its hashes, up to date."""
        base, patch = self.base, self.patch
        if patch is None:
            return base.families, base.vocabulary, base.scatter
        vocabulary, scatter, base_keys, patch_keys = _united(base, patch.vocabulary)
        words = PatchedLists.of(base.families[WORDS], base_keys, patch.families[WORDS].with_keys(patch_keys))
        if len(words.keys) < len(vocabulary):
            used = np.zeros(len(vocabulary), np.bool_)
            used[words.keys] = True
            vocabulary, scatter = tuple(compress(vocabulary, used)), scatter[used]
        others = [
            PatchedLists.of(lists, lists.keys, part)
            for lists, part in zip(base.families[:WORDS], patch.families[:WORDS], strict=True)
        ]
        return (*others, words), vocabulary, scatter

    @property
    def needs_base(self) -> bool:
        """Whether the patch is so large that the base is better written anew."""
        return self.patch is None or self.patch.size * PATCHED_SHARE > self.base.size

    def rebased(self) -> IndexState:
        """The same state without a patch.

        Raises:
            DamagedCacheError: The base is not what was written.
        """
        if self.patch is None:
            return self
        families = [lists.whole() if isinstance(lists, PatchedLists) else lists for lists in self.families]
        families[WORDS] = Lists(
            keys=np.arange(len(self.vocabulary), dtype=np.uint32),
            frequencies=families[WORDS].frequencies,
            topical=families[WORDS].topical,
            sums=families[WORDS].sums,
            stored=families[WORDS].stored,
        )
        return IndexState.fresh(tuple(families), self.vocabulary, self.cases, self.means)


def _united(base: Base, more: Sequence[str]) -> tuple[tuple[str, ...], U32, U32, U32]:
    """The words of a base and of a patch as one vocabulary, their hashes, and the new keys of both."""
    known = base.vocabulary
    places = [bisect_left(known, word) for word in more]
    is_fresh = [place == len(known) or known[place] != word for place, word in zip(places, more, strict=True)]
    fresh, fresh_places = list(compress(more, is_fresh)), list(compress(places, is_fresh))
    united: list[str] = []
    before = 0
    for place, word in zip(fresh_places, fresh, strict=True):
        united += known[before:place]
        united.append(word)
        before = place
    united += known[before:]
    shifts = np.searchsorted(np.array(fresh_places, np.int64), np.arange(len(known)), side="right")
    base_keys = (np.arange(len(known)) + shifts).astype(np.uint32)
    fresh_before = np.cumsum(np.array([0, *is_fresh], np.int64))[:-1]
    patch_keys = (np.array(places, np.int64) + fresh_before).astype(np.uint32)
    return tuple(united), np.insert(base.scatter, fresh_places, scatter_of(fresh)), base_keys, patch_keys


# ── on disk ──────────────────────────────────────────────────────────────────
def base_parts(base: Base) -> Iterator[Buffer]:
    """The bytes of a base: a header, all but the postings under a checksum, and the postings, which have their sums."""
    head = _packed_head(base.vocabulary, base.cases, base.means)
    checked: list[Buffer] = [head]
    checked += [_buffer(lists.sums, "<u8") for lists in base.families]
    for lists in base.families:
        checked += [_buffer(array, "<u4") for array in (lists.keys, lists.frequencies, lists.topical)]
    checked.append(_buffer(base.scatter, "<u4"))
    counts = [count for lists in base.families for count in (len(lists.keys), len(lists.stored))]
    check = 0
    for part in checked:
        check = zlib.crc32(part, check)
    yield BASE.pack(BASE_MAGIC, check, len(head), *counts)
    yield from checked
    for lists in base.families:
        yield _buffer(lists.stored, "<u4")


def read_base(data: Buffer) -> Base:
    """Read what `base_parts` gave; the arrays stay where they lie, and postings are checked when they are asked for.

    Raises:
        DamagedCacheError: For anything else; build from the prepared cases.
    """
    check, head_bytes, counts = _header(BASE, BASE_MAGIC, data)
    keys, sizes = counts[::2], counts[1::2]
    words = keys[WORDS]
    end = BASE.size + head_bytes + 20 * sum(keys) + 4 * words
    if len(data) != end + 4 * sum(sizes) or zlib.crc32(memoryview(data)[BASE.size : end]) != check:
        raise DamagedCacheError("not what was written")
    vocabulary, rest, cases = _unpacked_head(data, BASE.size, head_bytes)
    take = _Taker(data, BASE.size + head_bytes)
    sums = [take("<u8", count) for count in keys]
    columns = [[take("<u4", count) for _ in range(3)] for count in keys]
    scatter = take("<u4", words)
    return Base(
        families=tuple(
            Lists(keys=key, frequencies=frequency, topical=topical, sums=total, stored=take("<u4", size))
            for (key, frequency, topical), total, size in zip(columns, sums, sizes, strict=True)
        ),
        vocabulary=vocabulary,
        scatter=scatter,
        cases=cases,
        means=(rest[0], rest[1]),
    )


def patch_bytes(patch: StatePatch) -> bytes:
    """The bytes of a patch."""
    withdrawn = [number for number, facts in patch.cases.items() if facts is None]
    cases = {number: facts for number, facts in patch.cases.items() if facts is not None}
    head = _packed_head(patch.vocabulary, cases, withdrawn)
    arrays = [array for part in patch.families for array in part.both]
    body = b"".join((head, *(_buffer(array, "<u8") for array in arrays)))
    return PATCH.pack(PATCH_MAGIC, zlib.crc32(body), len(head), *map(len, arrays)) + body


def read_patch(data: bytes) -> StatePatch:
    """Read what `patch_bytes` gave.

    Raises:
        DamagedCacheError: For anything else.
    """
    check, head_bytes, counts = _header(PATCH, PATCH_MAGIC, data)
    if zlib.crc32(memoryview(data)[PATCH.size :]) != check:
        raise DamagedCacheError("not what was written")
    vocabulary, rest, cases = _unpacked_head(data, PATCH.size, head_bytes)
    take = _Taker(data, PATCH.size + head_bytes)
    arrays = [take("<u8", count) for count in counts]
    return StatePatch(
        families=tuple(
            Patch(removed=removed, added=added) for removed, added in zip(arrays[::2], arrays[1::2], strict=True)
        ),
        vocabulary=vocabulary,
        cases={**cases, **dict.fromkeys(map(int, rest))},
    )


def _header(layout: struct.Struct, magic: bytes, data: Buffer) -> tuple[int, int, Sequence[int]]:
    """Checksum, length of the head, and counts."""
    if len(data) < layout.size or bytes(data[:4]) != magic:
        raise DamagedCacheError("not a state of this version")
    _, check, head_bytes, *counts = layout.unpack_from(data)
    return check, head_bytes, counts


class _Head(Struct, frozen=True, kw_only=True, array_like=True):
    """What is no array."""

    words: str
    rest: list[float]
    cases: dict[int, CaseFacts]


_read_head = msgspec.msgpack.Decoder(_Head).decode


def _packed_head(vocabulary: Sequence[str], cases: Mapping[int, CaseFacts], rest: Sequence[float]) -> bytes:
    """Words, something more, and facts, filled up so that what follows lies at multiples of eight bytes behind."""
    words = "\n".join(vocabulary)
    head = msgspec.msgpack.encode(_Head(words=words, rest=list(rest), cases=dict(cases)))
    return len(head).to_bytes(4, "little") + head + b" " * (-(len(head) + 4 + BASE.size) % 8)


def _unpacked_head(data: Buffer, at: int, length: int) -> tuple[tuple[str, ...], list[float], dict[int, CaseFacts]]:
    """What `_packed_head` packed."""
    view = memoryview(data)[at : at + length]
    head = _read_head(view[4 : 4 + int.from_bytes(view[:4], "little")])
    return tuple(head.words.split("\n")) if head.words else (), head.rest, head.cases


def _buffer(array: U32 | U64, kind: str) -> Buffer:
    return np.ascontiguousarray(array, kind).data.cast("B") if len(array) else b""


class _Taker(Struct):
    """Takes arrays from bytes, one behind the other."""

    data: Buffer
    at: int

    def __call__(self, kind: str, count: int) -> Any:
        array = np.frombuffer(self.data, np.dtype(kind), count, self.at)
        self.at += array.nbytes
        return array
