"""Sorted postings of one family of terms → shards, and the router that finds the shard of a term.

A shard is `varint length · deflated head · Rice-coded gaps`. The head: number of keys; the keys; document frequencies less
one; the impacts of all lists, less one; alias lines in UTF-8. Lists follow each other in the order of the keys.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.search.borders import list_bytes, list_uses, shard_starts, shard_target
from generator.search.encode import check_letters, deflate_numbers, rice_bits, varints, with_length
from generator.search.terms import FUNCTION_CHARACTERS
from generator.search.weights import level_limits, levels_of, rice_parameters

U64 = npt.NDArray[np.uint64]
TOPICAL_IMPACT = 150
"""Impact (of 255) from which a posting counts as topical when shards are cut; about what one title occurrence gives."""
CHARACTER_SHARDS = 8
"""How much larger shards of single characters are: few queries want them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The coarse sizes that enter the bytes of shards."""

    documents: int
    span: int

    @property
    def digest(self) -> bytes:
        """For the recognition of unchanged shards."""
        return f"{self.documents} {self.span}".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One kind of term with its own shards: `p` pairs, `f` pairs with a function character, `c` characters, `w` words."""

    letter: str
    postings: U64
    words: tuple[str, ...] = ()
    """For `w`: the keys' texts."""
    room_shift: int = 0
    """Bits of the first code unit that do not tell rooms apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One shard, not yet encoded."""

    path: str
    """Without the hash."""
    separator: str
    """A key above all of the shard before and not above the first of this one, as short as may be."""
    digest: str
    """Of everything that its bytes follow from."""
    encode: Callable[[], bytes]


def room_shift(documents: int) -> int:
    """Rooms are blocks of 64 first characters in a large archive, of 512 in a small one."""
    return 6 if documents >= 16000 else 7 if documents >= 6000 else 8 if documents >= 2000 else 9


def split_families(
    pairs: U64, characters: U64, words: U64, vocabulary: tuple[str, ...], scale: Scale
) -> Iterator[Family]:
    """The four families of an archive, one after the other to spare memory."""
    functional = np.zeros(65536, np.bool_)
    functional[[ord(character) for character in FUNCTION_CHARACTERS]] = True
    with_function = functional[(pairs >> np.uint64(48)).astype(np.int64)]
    with_function |= functional[(pairs >> np.uint64(32)).astype(np.int64) & 0xFFFF]
    shift = room_shift(scale.documents)
    yield Family(letter="p", postings=pairs[~with_function], room_shift=shift)
    yield Family(letter="f", postings=pairs[with_function], room_shift=shift + 3)
    yield Family(letter="c", postings=characters, room_shift=shift + 4)
    yield Family(letter="w", postings=words, words=vocabulary, room_shift=shift - 6)


def cut_shards(family: Family, scale: Scale, aliases: Mapping[str, Sequence[str]]) -> Iterator[Shard]:
    """The shards of a family in the order of their keys.

    Args:
        family: Its postings.
        scale: Coarse sizes.
        aliases: Key → alias lines that begin with it; keys that are in no text get a list of their own, without postings.
    """
    keys = (family.postings >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    used = keys[starts]
    frequencies = np.diff(np.append(starts, len(keys)))
    if not len(used):
        return
    topical = np.add.reduceat(((family.postings & np.uint64(255)) >= TOPICAL_IMPACT).astype(np.int64), starts)
    if family.letter == "w":
        rooms: npt.NDArray[Any] = np.array([ord(word[0]) >> family.room_shift for word in family.words])
        hashes = np.array([_scatter(word.encode()) for word in family.words], np.uint64)
    else:
        rooms = used >> np.uint32(16 + family.room_shift)
        hashes = (used.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)
    firsts = shard_starts(
        rooms,
        hashes,
        list_bytes(frequencies, scale.span),
        list_uses(frequencies, topical),
        shard_target(scale.documents) * (CHARACTER_SHARDS if family.letter == "c" else 1),
    )
    texts = _KeyTexts(family, used)
    alias_at = _alias_places(family, used, texts, firsts, aliases)
    ordinal = 0
    for place, (first, last) in enumerate(zip(firsts, [*firsts[1:], len(used)], strict=True)):
        ordinal = ordinal + 1 if place and rooms[first] == rooms[first - 1] else 0
        low = int(starts[first])
        high = int(starts[last]) if last < len(starts) else len(keys)
        part = _Part(
            letter=family.letter,
            keys=used[first:last],
            words=family.words[first:last] if family.letter == "w" else (),
            frequencies=frequencies[first:last],
            postings=family.postings[low:high],
            aliases="\n".join(alias_at.get(place, ())),
            scale=scale,
        )
        separator = texts.separator(first)
        yield Shard(
            path=f"{family.letter}/{int(rooms[first]):x}-{ordinal}",
            separator=separator,
            digest=part.digest(),
            encode=part.encode,
        )


def _scatter(data: bytes) -> int:
    """A hash that is the same in every run."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "little")


@dataclass(frozen=True, slots=True)
class _KeyTexts:
    """Keys of a family as strings that sort by code unit."""

    family: Family
    used: npt.NDArray[np.uint32]

    def text(self, ordinal: int) -> str:
        """The key itself; characters have one code unit."""
        if self.family.letter == "w":
            return self.family.words[ordinal]
        key = int(self.used[ordinal])
        return chr(key >> 16) + ("" if self.family.letter == "c" else chr(key & 0xFFFF))

    def separator(self, ordinal: int) -> str:
        """The shortest key between a key and the one before it."""
        first = self.text(ordinal)
        if ordinal == 0:
            return first[:1]
        before = self.text(ordinal - 1)
        for length in range(1, len(first) + 1):
            if first[:length] > before[:length]:
                return first[:length]
        return first


def _alias_places(
    family: Family,
    used: npt.NDArray[np.uint32],
    texts: _KeyTexts,
    firsts: list[int],
    aliases: Mapping[str, Sequence[str]],
) -> dict[int, list[str]]:
    """Shard → its alias lines, in the order of their keys."""
    separators = [texts.separator(first) for first in firsts]
    places: dict[int, list[str]] = {}
    for key in sorted(aliases):
        place = max((at for at, separator in enumerate(separators) if separator <= key), default=0)
        places.setdefault(place, []).extend(aliases[key])
    return places


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What the bytes of one shard follow from."""

    letter: str
    keys: npt.NDArray[np.uint32]
    words: tuple[str, ...]
    frequencies: npt.NDArray[np.int64]
    postings: U64
    aliases: str
    scale: Scale

    def digest(self) -> str:
        """Short hash of all of it."""
        hashed = hashlib.blake2b(digest_size=12)
        text = "\n".join(self.words) + "\0" + self.aliases
        for data in (self.letter.encode(), self.scale.digest, text.encode("utf-8", "surrogatepass")):
            hashed.update(with_length(data))
        low = self.postings & np.uint64(0xFFFFFFFF) if self.letter == "w" else self.postings
        hashed.update(varints(self.frequencies))
        hashed.update(np.ascontiguousarray(low).tobytes())
        return hashed.hexdigest()

    def encode(self) -> bytes:
        """The payload of the shard."""
        levels = levels_of(self.frequencies, level_limits(self.scale.documents))
        parameters = rice_parameters(self.frequencies, self.scale.span)
        impacts = (self.postings & np.uint64(255)).astype(np.int64)
        numbers = ((self.postings >> np.uint64(8)) & np.uint64(0xFFFFFF)).astype(np.int64)
        level_of = np.repeat(levels, self.frequencies)
        stored = np.clip((2 * impacts * level_of + 255) // 510, 1, level_of)
        starts = np.cumsum(self.frequencies) - np.asarray(self.frequencies)
        before = np.concatenate(([0], numbers[:-1]))
        before[starts] = 0
        head = b"".join(
            (
                varints([len(self.frequencies)]),
                self._key_bytes(),
                varints(np.asarray(self.frequencies) - 1),
                (stored - 1).astype(np.uint8).tobytes(),
                self.aliases.encode("utf-8", "surrogatepass"),
            )
        )
        gaps = rice_bits(numbers - before - 1, np.repeat(parameters, self.frequencies))
        return with_length(deflate_numbers(head)) + gaps

    def _key_bytes(self) -> bytes:
        """Keys, as differences from the key before."""
        if self.letter == "w":
            shared = [0]
            for before, word in zip(self.words, self.words[1:], strict=False):
                length = 0
                while length < min(len(before), len(word)) and before[length] == word[length]:
                    length += 1
                shared.append(length)
            rests = [word[length:] for word, length in zip(self.words, shared, strict=True)]
            text = "".join(rests).encode()
            return varints(shared) + varints([len(rest) for rest in rests]) + with_length(text)
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


def router_bytes(family_shards: Sequence[tuple[str, int, int]]) -> bytes:
    """Where the shards of one family begin, how large they are, and their hashes.

    Args:
        family_shards: Separator, size of the payload in bytes, check; in the order of the keys.

    Returns:
        Count; differences of the first code units; second code units (0 for none); sizes in 256 bytes; hashes.
    """
    units = [
        [ord(separator[0]) if separator else 0, ord(separator[1]) if len(separator) > 1 else 0]
        for separator, _, _ in family_shards
    ]
    firsts = np.array([unit[0] for unit in units], np.int64)
    return b"".join(
        (
            varints([len(family_shards)]),
            varints(np.diff(firsts, prepend=0)),
            varints([unit[1] for unit in units]),
            _size_and_hash_columns(family_shards),
        )
    )


def word_router_bytes(family_shards: Sequence[tuple[str, int, int]]) -> bytes:
    """The same for words: count; the separators, one a line; sizes; hashes."""
    text = "\n".join(separator for separator, _, _ in family_shards).encode()
    return varints([len(family_shards)]) + with_length(text) + _size_and_hash_columns(family_shards)


def _size_and_hash_columns(family_shards: Sequence[tuple[str, int, int]]) -> bytes:
    """Sizes in 256 bytes, one byte each; hashes, three bytes each."""
    sizes = bytes(min(255, (size + 255) // 256) for _, size, _ in family_shards)
    return sizes + b"".join(check.to_bytes(3, "little") for _, _, check in family_shards)


def shard_name(path: str, check: int) -> str:
    """Name of a part in the folder of the index, without ending."""
    return f"{path}-{check_letters(check)}"
