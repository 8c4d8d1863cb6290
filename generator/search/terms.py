"""Folded text → search terms. The browser has the same rules in `theme/search/terms.js`.

Scripts are named by explicit ranges, since the Unicode tables of Python and of browsers differ. Ranges are those of UTF-16
code units, in which both languages can count: a character beyond the basic plane is two units, and so a pair of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import numpy as np
import numpy.typing as npt

from generator.search.stem import stem

RUN = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\ud800-\udfff\uf900-\ufaff"
    "\U00010000-\U0010ffff]+"
)
"""Unbroken characters of scripts without spaces: Chinese, kana, hangul, and all beyond the basic plane."""

WORD = re.compile(
    "[0-9a-zµß-öø-ɏͰ-ϿЀ-ԯ\u0620-\u064a\u0660-\u0669\u066e-\u06d3\u06d5\u06ee-\u06fc\u0f20-\u0f29\u0f40-\u0fbc\u1810-\u1819\u1820-\u18af\u1e00-\u1eff]+"
)
"""Words of scripts with spaces, digits included."""

ENGLISH = re.compile("[a-z]+")
NUMBER_RUN = re.compile("[〇零一二三四五六七八九]{2,}")
DIGIT_OF = {ord(character): str(value) for value, character in enumerate("〇一二三四五六七八九")} | {ord("零"): "0"}
LONGEST_WORD = 40
"""Characters of a word that count: longer ones are cut, which keeps a pasted data URL out of the index."""

FUNCTION_CHARACTERS = frozenset("的了是在和与及或也都而被由把将对从以于为之其这那哪什么谁何几个有到就所等吗呢啊")
"""Characters that say little alone; the list of the prototype that was measured."""


class _Stems(dict[str, str]):
    """Word → stem, filled as words are met."""

    def __missing__(self, word: str) -> str:
        cut = word[:LONGEST_WORD]
        stemmed = self[word] = stem(cut) if ENGLISH.fullmatch(cut) else cut
        return stemmed


STEMS: Mapping[str, str] = _Stems()
"""Each word's stem by Snowball's English rules; a word that is not of a–z is its own, cut at `LONGEST_WORD`."""


def numbers_in(run: str) -> list[str]:
    """Numbers written digit by digit with Chinese digits, in Arabic ones: 二〇二三 → 2023.

    Two digits and more with a zero among them, or four and more: 一二 and 三五 are words more often than numbers.
    """
    return [
        found.translate(DIGIT_OF)
        for found in NUMBER_RUN.findall(run)
        if len(found) >= 4 or "〇" in found or "零" in found
    ]


def units_of(text: str) -> bytes:
    """UTF-16 code units, little-endian, without a mark."""
    return text.encode("utf-16-le", "surrogatepass")


@cache
def run_units() -> npt.NDArray[np.bool_]:
    """For each code unit: whether it is of a run; the halves of characters beyond the basic plane are."""
    return _units_in(RUN)


@cache
def word_units() -> npt.NDArray[np.bool_]:
    """For each code unit: whether it is of a word."""
    return _units_in(WORD)


def _units_in(pattern: re.Pattern[str]) -> npt.NDArray[np.bool_]:
    """Code units that a pattern matches which is one set of characters and ranges, repeated."""
    table = np.zeros(65536, np.bool_)
    for first, last, alone in re.findall("(.)-(.)|(.)", pattern.pattern.removeprefix("[").removesuffix("]+")):
        table[ord(first or alone) : ord(last or alone) + 1] = True
    return table


def words_of(folded: str) -> list[str]:
    """Stems and numbers of a folded text, in order, Latin words first, then the numbers in Chinese digits."""
    words = [STEMS[word] for word in WORD.findall(folded)]
    for run in NUMBER_RUN.findall(folded):
        words.extend(numbers_in(run))
    return words


def pairs_of(folded: str) -> list[str]:
    """Overlapping pairs of code units of every run, in order; for tests and for short names, not for whole texts."""
    pairs: list[str] = []
    for run in RUN.findall(folded):
        units = units_of(run)
        pairs.extend(
            units[place : place + 4].decode("utf-16-le", "surrogatepass") for place in range(0, len(units) - 2, 2)
        )
    return pairs


def characters_of(folded: str) -> list[str]:
    """Characters of every run that stand in the basic plane, in order: the terms of one-character queries."""
    return [character for run in RUN.findall(folded) for character in run if ord(character) < 0x10000]


def count_terms(folded: str) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often each pair, character and word stands in a folded text, unweighted: the reference for the fast path."""
    return Counter(pairs_of(folded)), Counter(characters_of(folded)), Counter(words_of(folded))
