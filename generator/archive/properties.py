"""Each case as a vector: what it has, and what each thing weighs.

A property weighs by its kind, by its place in the case, and by how few cases have it. Numbers of cases are taken
coarsely, so that one case more or less rarely changes what others weigh; weights are whole multiples of `UNIT`, so that
sums of products are exact and the same in any order.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.archive.archive import Archive
from generator.archive.model import Case

Integers: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.float64]
Prints: TypeAlias = NDArray[np.uint64]

THEME = 1.0
THEME_PLACES = (1.0, 0.7, 0.5, 0.4)
"""What a theme weighs by its place in the list of a case: writers put the most telling first."""
GROUP = 0.2
"""What the same group of themes weighs, where the themes differ."""
METHOD = 0.8
MEASURE = 0.3
TEXT = 1.5
"""What two texts weigh that say all the same words again and again; real pairs have some 0.05 to 0.3 of it."""
TOPICS = 40
"""The rarest repeated pairs of characters of a case, by which its text is known."""
COMMON_TOPIC = 0.25
"""A pair of characters in more texts than this part of the archive says nothing."""

COMMON = 500
"""Cases that have a property, beyond which it no longer leads from one to another by itself: enough to choose from."""

UNIT = 2.0**-20
"""Of weights: the product of two has 40 binary places at most, and a float holds 52."""

_DIGITS = 3
"""Binary digits of a number of cases that count: up to 7 exactly, then 8, 10, 12, 14, 16, 20 and so on."""
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Vectors(Struct, frozen=True, kw_only=True, eq=False):
    """The vectors of all cases, in the order of the cases; properties that only one case has are left out."""

    count: int
    """Cases."""
    owners: Integers
    """Position of the case that has each entry, ascending."""
    keys: Integers
    """Number of its property, from 0."""
    weights: Numbers
    """Multiples of `UNIT`."""
    leads: NDArray[np.bool_]
    """Whether the property leads from this case to others: it is not common, or it is the rarest theme of the case."""
    prints: Prints
    """Of each case a hash of its vector: what it has in common with another case changes with one of the two only."""


class _Kind(Struct, frozen=True, kw_only=True):
    """The entries of one kind of property."""

    owners: Integers
    keys: Integers
    """From 0 within the kind."""
    weights: Numbers
    """Before rarity counts."""
    names: Prints
    """Of each key, a hash that no other property has."""
    factor: float


def vectors_of(archive: Archive, cases: Sequence[Case], topics: Sequence[bytes]) -> Vectors:
    """The vectors of some cases.

    Args:
        archive: Whose themes have groups.
        cases: In the order wanted.
        topics: Of each case its repeated pairs of characters (`Trace.topics`).
    """
    parent_of = {theme.id: theme.parent for theme in archive.vocabulary.themes.values()}
    used = {case.themes for case in cases}
    firsts_of = {themes: _distinct(themes)[: len(THEME_PLACES)] for themes in used}
    groups_of = {themes: _distinct(map(parent_of.__getitem__, themes)) for themes in used}
    themes = _kind("theme", [firsts_of[case.themes] for case in cases], THEME, THEME_PLACES)
    kinds = [
        themes,
        _kind("group", [groups_of[case.themes] for case in cases], GROUP),
        _kind("method", [_distinct(case.methods) for case in cases], METHOD),
        _kind("measure", [_distinct([figure.measure for figure in case.figures]) for case in cases], MEASURE),
        _topics(topics),
    ]
    return _join(kinds, len(cases), main=themes)


def _join(kinds: Sequence[_Kind], count: int, main: _Kind | None = None) -> Vectors:
    """One vector a case from the entries of several kinds.

    Args:
        kinds: None of two with the same name of a property.
        count: Cases.
        main: The kind of which the rarest of a case leads to others however many have it.
    """
    first = 0
    owners, keys, weights, leads, names = [], [], [], [], []
    for kind in kinds:
        holders = np.bincount(kind.keys, minlength=len(kind.names))
        levels = np.flatnonzero(np.bincount(holders))
        factor_of = np.zeros(levels.max(initial=-1) + 1)
        factor_of[levels] = [math.sqrt(kind.factor * rarity(level, count)) for level in levels.tolist()]
        leading = holders[kind.keys] <= COMMON
        if kind is main:
            leading |= _is_rarest(kind, holders)
        shared = holders[kind.keys] > 1
        owners.append(kind.owners[shared])
        keys.append(kind.keys[shared] + first)
        weights.append(np.round(kind.weights * factor_of[holders[kind.keys]] / UNIT)[shared])
        leads.append(leading[shared])
        names.append(kind.names)
        first += len(kind.names)
    owner, key = np.concatenate(owners), np.concatenate(keys)
    order = np.argsort(owner, kind="stable")
    owner, key = owner[order], key[order]
    weight, lead = np.concatenate(weights)[order], np.concatenate(leads)[order]
    name = np.concatenate(names)[key]
    parts = _mixed(name ^ _mixed(weight.astype(np.uint64) * np.uint64(2) + lead))
    prints = np.zeros(count, dtype=np.uint64)
    np.add.at(prints, owner, parts)
    return Vectors(count=count, owners=owner, keys=key, weights=weight * UNIT, leads=lead, prints=prints)


def rarity(holders: int, total: int) -> float:
    """From 1, held by one of very many cases, down to some 0, held by all."""
    holders, total = _coarse(holders), _coarse(total)
    return math.log((total + 1) / (holders + 0.5)) / math.log((total + 1) / 1.5) if total > 1 else 0.0


def _coarse(number: int) -> int:
    shift = max(number.bit_length() - _DIGITS, 0)
    return number >> shift << shift


def _distinct(entries: Iterable[str | None]) -> tuple[str, ...]:
    """Each entry once; without `None`."""
    return tuple([entry for entry in dict.fromkeys(entries) if entry is not None])


def _kind(name: str, held: Sequence[Sequence[str]], factor: float, places: Sequence[float] = ()) -> _Kind:
    """One kind of property.

    Args:
        name: Of the kind.
        held: The entries of each case, each once.
        factor: Of the kind.
        places: What an entry weighs by its place; all the same without it.
    """
    flat = [entry for entries in held for entry in entries]
    number_of = {entry: number for number, entry in enumerate(dict.fromkeys(flat))}
    lengths = np.array([len(entries) for entries in held], dtype=np.int64)
    owners = np.repeat(np.arange(len(held)), lengths)
    weights = np.ones(len(flat))
    if places:
        weights = np.array(places)[np.arange(len(flat)) - np.repeat(np.cumsum(lengths) - lengths, lengths)]
    names = [hashlib.blake2b(f"{name} {entry}".encode(), digest_size=8).digest() for entry in number_of]
    return _Kind(
        owners=owners,
        keys=np.array([number_of[entry] for entry in flat], dtype=np.int64),
        weights=weights,
        names=np.frombuffer(b"".join(names), dtype="<u8").astype(np.uint64),
        factor=factor,
    )


def _is_rarest(kind: _Kind, holders: Integers) -> NDArray[np.bool_]:
    """Whether each entry is the one of its case that fewest have; of several the first by hash of the name."""
    order = np.lexsort((kind.names[kind.keys], holders[kind.keys], kind.owners))
    ordered = kind.owners[order]
    rarest = np.zeros(len(order), dtype=np.bool_)
    rarest[order] = np.r_[True, ordered[1:] != ordered[:-1]][: len(order)]
    return rarest


def _topics(topics: Sequence[bytes]) -> _Kind:
    """The rarest pairs of each text that others have too, scaled so that each text is as long as any other."""
    total = len(topics)
    codes = np.frombuffer(b"".join(topics), dtype="<u4").astype(np.uint32, copy=False)
    owners = np.repeat(np.arange(total), np.array([len(pairs) for pairs in topics], dtype=np.int64) // codes.itemsize)
    pairs = _numbered(codes)
    counts = np.bincount(pairs)[pairs]
    telling = (counts > 1) & (counts <= max(2.0, COMMON_TOPIC * total))
    codes, owners, counts, pairs = codes[telling], owners[telling], counts[telling], pairs[telling]
    levels = {level: rarity(level, total) for level in np.flatnonzero(np.bincount(counts)).tolist()}
    values = sorted({0.0, *levels.values()}, reverse=True)
    rank_of = np.zeros(max(levels, default=0) + 1, dtype=np.int64)
    rank_of[list(levels)] = [values.index(value) for value in levels.values()]
    ranks = rank_of[counts]
    chosen = _first_of_each(owners, ranks, codes, total, len(values))
    codes, owners, pairs = codes[chosen], owners[chosen], pairs[chosen]
    weights = np.array(values, dtype=np.float64)[ranks[chosen]]
    lengths = np.sqrt(np.bincount(owners, weights * weights, total))
    keys = (np.cumsum(np.bincount(pairs) > 0) - 1)[pairs]
    names = np.zeros(keys.max(initial=-1) + 1, dtype=np.uint64)
    names[keys] = codes
    return _Kind(
        owners=owners,
        keys=keys,
        weights=weights / lengths[owners],
        names=_mixed(names),
        factor=TEXT,
    )


def _numbered(codes: NDArray[np.uint32]) -> Integers:
    """The same small number for the same pair of characters, in their order: few characters make up all texts, so a table
    will do."""
    used = np.zeros(1 << 16, dtype=np.int64)
    first, second = codes >> np.uint32(16), codes & np.uint32(0xFFFF)
    used[first] = used[second] = 1
    number_of = np.cumsum(used) - 1
    return np.asarray(number_of[first] * used.sum() + number_of[second])


def _first_of_each(
    owners: Integers, ranks: Integers, codes: NDArray[np.uint32], total: int, levels: int
) -> NDArray[np.bool_]:
    """Of the entries of each owner the TOPICS lowest by rank, then by code. Only those of the last rank are sorted."""
    at = owners * levels + ranks
    upto = np.cumsum(np.bincount(at, minlength=total * levels).reshape(total, levels), axis=1)
    last = (upto <= TOPICS).sum(axis=1)  # rank of which not all have a place
    chosen = ranks < last[owners]
    rest = np.flatnonzero(ranks == last[owners])
    rest = rest[np.lexsort((codes[rest], owners[rest]))]
    room = TOPICS - np.where(last > 0, upto[np.arange(total), np.maximum(last - 1, 0)], 0)
    place = np.arange(len(rest)) - np.searchsorted(owners[rest], owners[rest])
    chosen[rest[place < room[owners[rest]]]] = True
    return np.asarray(chosen)


def _mixed(values: Prints) -> Prints:
    """Hashes of whole numbers, each bit of which depends on all of theirs.

    Source:
        The finalizer of MurmurHash3 (Austin Appleby, public domain).
    """
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return (values ^ (values >> np.uint64(33))) + _MIX
