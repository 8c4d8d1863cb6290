"""Sorted postings of one family of terms → shards, and the router that finds the shard of a term.

A shard is `varint length · deflated head · Rice-coded gaps`. The head: number of keys; the keys; document frequencies less
one; the impacts of all lists, less one; alias lines in UTF-8. Lists follow each other in the order of the keys.
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from generator.search.borders import list_bytes, list_uses, shard_starts, shard_target
from generator.search.encode import check_column, check_letters, deflate_numbers, rice_bits, varints, with_length
from generator.search.lists import U32, U64, AnyLists, Excerpt, ReadExcerpt
from generator.search.normalise import units_of_text
from generator.search.state import IndexState
from generator.search.terms import units_of
from generator.search.weights import level_limits, levels_of, rice_parameters, stored_impacts

LARGER = {"c": 16, "w": 2}
"""How much larger shards of single characters are, since few queries want them; and those of words, which are asked for
so often that they would be cut smaller than those of pairs."""


class Scale(Struct, frozen=True, kw_only=True):
    """The coarse sizes that enter the bytes of shards."""

    documents: int
    span: int

    @property
    def digest(self) -> bytes:
        """For the recognition of unchanged shards."""
        return f"{self.documents} {self.span}".encode()


class Family(Struct, frozen=True, kw_only=True):
    """One kind of term with its own shards: `p` pairs, `f` pairs with a function character, `c` characters, `w` words."""

    letter: str
    lists: AnyLists
    room_shift: int
    """Bits of the first code unit that do not tell rooms apart."""
    words: tuple[str, ...] = ()
    """For `w`: the keys' texts."""
    scatter: U32 | None = None
    """For `w`: hashes of the texts."""


class Shard(Struct, frozen=True, kw_only=True):
    """One shard, not yet encoded."""

    path: str
    """Without the hash."""
    separator: str
    """A key above all of the shard before and not above the first of this one, with as little in it as may be."""
    part: ShardPart


def room_shift(documents: int) -> int:
    """Rooms are blocks of 64 first characters in a large archive, of 512 in a small one."""
    return 6 if documents >= 16000 else 7 if documents >= 6000 else 8 if documents >= 2000 else 9


def families_of(state: IndexState, scale: Scale) -> Iterator[Family]:
    """The four families of an archive."""
    shift = room_shift(scale.documents)
    pairs, functional, characters, words = state.families
    yield Family(letter="p", lists=pairs, room_shift=shift)
    yield Family(letter="f", lists=functional, room_shift=shift + 3)
    yield Family(letter="c", lists=characters, room_shift=shift + 4)
    yield Family(letter="w", lists=words, room_shift=shift - 6, words=state.vocabulary, scatter=state.scatter)


def cut_shards(family: Family, scale: Scale, aliases: Mapping[str, Sequence[str]]) -> Iterator[Shard]:
    """The shards of a family in the order of their keys.

    Args:
        family: Its postings.
        scale: Coarse sizes.
        aliases: Key → alias lines that begin with it; keys that are in no text get a list of their own, without postings.
    """
    used = family.lists.keys
    frequencies = family.lists.frequencies.astype(np.int64)
    if not len(used):
        if aliases:
            yield Shard(path=f"{family.letter}/0-0", separator="", part=_aliases_alone(family, scale, aliases))
        return
    if family.letter == "w":
        rooms: npt.NDArray[Any] = np.array([ord(word[0]) >> family.room_shift for word in family.words])
        assert family.scatter is not None
        hashes = family.scatter.astype(np.uint64)
    else:
        rooms = used >> np.uint32(16 + family.room_shift)
        hashes = (used.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)
    firsts = shard_starts(
        rooms,
        hashes,
        list_bytes(frequencies, scale.span),
        list_uses(frequencies, family.lists.topical.astype(np.int64)),
        shard_target(scale.documents) * LARGER.get(family.letter, 1),
    )
    texts = _KeyTexts(family, used)
    alias_at = _alias_places(texts, firsts, aliases)
    ordinal = 0
    for place, (first, last) in enumerate(zip(firsts, [*firsts[1:], len(used)], strict=True)):
        ordinal = ordinal + 1 if place and rooms[first] == rooms[first - 1] else 0
        part = ShardPart(
            letter=family.letter,
            keys=used[first:last],
            words=family.words[first:last] if family.letter == "w" else (),
            frequencies=frequencies[first:last],
            sums=family.lists.sums[first:last],
            excerpt=Excerpt(family.lists, first, last),
            aliases="\n".join(alias_at.get(place, ())),
            scale=scale,
        )
        yield Shard(
            path=f"{family.letter}/{int(rooms[first]):x}-{ordinal}", separator=texts.separator(first), part=part
        )


def _aliases_alone(family: Family, scale: Scale, aliases: Mapping[str, Sequence[str]]) -> ShardPart:
    """The one shard of a family of which no text has a term: other names may still begin with one."""
    return ShardPart(
        letter=family.letter,
        keys=family.lists.keys,
        words=(),
        frequencies=family.lists.frequencies.astype(np.int64),
        sums=family.lists.sums,
        excerpt=Excerpt(family.lists, 0, 0),
        aliases="\n".join(line for key in sorted(aliases) for line in aliases[key]),
        scale=scale,
    )


class _KeyTexts(Struct, frozen=True):
    """Keys of a family as strings that sort by code unit."""

    family: Family
    used: U32

    def text(self, ordinal: int) -> str:
        """The key itself; characters have one code unit."""
        if self.family.letter == "w":
            return self.family.words[ordinal]
        key = int(self.used[ordinal])
        return chr(key >> 16) + ("" if self.family.letter == "c" else chr(key & 0xFFFF))

    def separator(self, ordinal: int) -> str:
        """A key above the one before and not above this one, of the same room, with as little in it as may be."""
        if self.family.letter != "w":
            key = int(self.used[ordinal])
            coarse = self.family.room_shift + 16
            if ordinal:
                coarse = min(coarse, (key ^ int(self.used[ordinal - 1])).bit_length() - 1)
            value = key >> coarse << coarse
            return chr(value >> 16) + (chr(value & 0xFFFF) if value & 0xFFFF else "")
        first = self.text(ordinal)
        if ordinal == 0:
            return first[:1]
        before = self.text(ordinal - 1)
        for length in range(1, len(first) + 1):
            if first[:length] > before[:length]:
                return first[:length]
        return first


def _alias_places(texts: _KeyTexts, firsts: list[int], aliases: Mapping[str, Sequence[str]]) -> dict[int, list[str]]:
    """Shard → its alias lines, in the order of their keys."""
    separators = [texts.separator(first) for first in firsts]
    places: dict[int, list[str]] = {}
    for key, lines in sorted((_in_units(key), lines) for key, lines in aliases.items()):
        places.setdefault(max(0, bisect_right(separators, key) - 1), []).extend(lines)
    return places


def _in_units(key: str) -> str:
    """A key as one character a code unit, as the browser compares it."""
    return key if len(units_of(key)) == 2 * len(key) else "".join(map(chr, units_of_text(key).tolist()))


class ShardPart(Struct, frozen=True, kw_only=True):
    """What the bytes of one shard follow from."""

    letter: str
    keys: U32
    words: tuple[str, ...]
    frequencies: npt.NDArray[np.int64]
    sums: U64
    """Of the postings, see `Lists.sums`."""
    excerpt: Excerpt | ReadExcerpt
    """The postings themselves: those of a shard that lies on disk already are never read."""
    aliases: str
    scale: Scale

    def digest(self) -> str:
        """Short hash of all of it."""
        hashed = hashlib.blake2b(digest_size=12)
        text = "\n".join(self.words) + "\0" + self.aliases
        for data in (self.letter.encode(), self.scale.digest, text.encode("utf-8", "surrogatepass")):
            hashed.update(with_length(data))
        arrays = (self.frequencies, self.sums) if self.letter == "w" else (self.keys, self.frequencies, self.sums)
        for array in arrays:
            hashed.update(array.tobytes())
        return hashed.hexdigest()

    def encode(self) -> bytes:
        """The payload of the shard."""
        levels = levels_of(self.frequencies, level_limits(self.scale.documents))
        parameters = rice_parameters(self.frequencies, self.scale.span)
        postings = self.excerpt.postings
        of_level = np.repeat((levels << 8).astype(np.uint16), self.frequencies)
        impacts = stored_impacts().take(of_level | (postings & np.uint32(255)).astype(np.uint16))
        numbers = postings >> np.uint32(8)
        starts = np.cumsum(self.frequencies) - self.frequencies
        gaps = np.diff(numbers, prepend=np.uint32(0))
        gaps[starts] = numbers[starts]
        head = b"".join(
            (
                varints([len(self.frequencies)]),
                self._key_bytes(),
                varints(self.frequencies - 1),
                impacts.tobytes(),
                self.aliases.encode("utf-8", "surrogatepass"),
            )
        )
        return with_length(deflate_numbers(head)) + rice_bits(gaps - 1, np.repeat(parameters, self.frequencies))

    def _key_bytes(self) -> bytes:
        """Keys, as differences from the key before."""
        if self.letter == "w":
            shared = shared_prefixes(self.words)
            rests = [word[length:] for word, length in zip(self.words, shared, strict=True)]
            text = "".join(rests).encode()
            return varints(shared) + varints([len(rest) for rest in rests]) + with_length(text)
        if not len(self.keys):
            return b"" if self.letter == "c" else varints([0])
        upper = (self.keys >> np.uint32(16)).astype(np.int64)
        lower = (self.keys & np.uint32(0xFFFF)).astype(np.int64)
        groups = np.flatnonzero(np.concatenate(([True], upper[1:] != upper[:-1])))
        counts = np.diff(np.append(groups, len(upper)))
        steps = np.diff(upper[groups], prepend=0)
        if self.letter == "c":
            return varints(steps)
        previous = np.concatenate(([0], lower[:-1]))
        previous[groups] = 0
        return varints([len(groups)]) + varints(steps) + varints(counts) + varints(lower - previous)


def shared_prefixes(words: Sequence[str]) -> list[int]:
    """How many first characters each word shares with the one before; 0 for the first."""
    if not words:
        return []
    lengths = np.array([len(word) for word in words])
    letters = np.array(words).view(np.uint32).reshape(len(words), -1)
    differs = np.ones((len(words) - 1, letters.shape[1] + 1), np.bool_)
    differs[:, :-1] = letters[1:] != letters[:-1]
    shared: list[int] = np.minimum(differs.argmax(axis=1), np.minimum(lengths[1:], lengths[:-1])).tolist()
    return [0, *shared]


def router_bytes(family_shards: Sequence[tuple[str, int, int]]) -> bytes:
    """Where the shards of one family begin, how large they are, and their hashes.

    Args:
        family_shards: Separator, size of the payload in bytes, check; in the order of the keys.

    Returns:
        Count; differences of the first code units; second code units (0 for none), high bytes and then low bytes; sizes;
        hashes.
    """
    units = [
        (ord(separator[0]) if separator else 0, ord(separator[1]) if len(separator) > 1 else 0)
        for separator, _, _ in family_shards
    ]
    firsts = np.array([first for first, _ in units], np.int64)
    return b"".join(
        (
            varints([len(family_shards)]),
            varints(np.diff(firsts, prepend=0)),
            bytes(second >> 8 for _, second in units),
            bytes(second & 255 for _, second in units),
            _size_and_hash_columns(family_shards),
        )
    )


def word_router_bytes(family_shards: Sequence[tuple[str, int, int]]) -> bytes:
    """The same for words: count; the separators, one a line; sizes; hashes."""
    text = "\n".join(separator for separator, _, _ in family_shards).encode()
    return varints([len(family_shards)]) + with_length(text) + _size_and_hash_columns(family_shards)


def _size_and_hash_columns(family_shards: Sequence[tuple[str, int, int]]) -> bytes:
    """Sizes, one byte each: quarters of the power of 2, from 64 bytes on; hashes."""
    sizes = bytes(min(255, max(0, round(4 * math.log2(max(1, size) / 64)))) for _, size, _ in family_shards)
    return sizes + check_column([check for _, _, check in family_shards])


def shard_name(path: str, check: int) -> str:
    """Name of a part in the folder of the index, without ending."""
    return f"{path}-{check_letters(check)}"
