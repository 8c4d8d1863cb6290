"""Numbers as texts print them, in Chinese or Arabic numerals, made the same: 二十 is 20, 1.3 万余 is 13000."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

_DIGIT = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TEN_THOUSANDS = re.compile(r"\s*[多余]?\s*万")
_AFTER_DIGIT = re.compile(r"\d\s*[多余]?\s*\Z")
_CHINESE = re.compile("[〇零一二两三四五六七八九十百千万]+")


def arabic_numbers(text: str) -> Iterator[Decimal]:
    """Numbers in Arabic numerals; with 万 after it both as printed and multiplied."""
    text = _GROUPED.sub("", unicodedata.normalize("NFKC", text))
    for found in _ARABIC.finditer(text):
        value = Decimal(found[0])
        yield value
        if _TEN_THOUSANDS.match(text, found.end()):
            yield value * 10_000


def chinese_numbers(text: str) -> Iterator[Decimal]:
    """Numbers in Chinese numerals, wherever the characters stand, also inside words."""
    text = unicodedata.normalize("NFKC", text)
    for found in _CHINESE.finditer(text):
        if found[0] != "万" or not _AFTER_DIGIT.search(text, 0, found.start()):
            yield from _values(found[0])


def numbers(text: str) -> set[Decimal]:
    """All of both."""
    return {*arabic_numbers(text), *chinese_numbers(text)}


def _values(run: str) -> Iterator[Decimal]:
    """A run as one number; where it is a row of digits, also as that row: 二〇二三 is 2023."""
    if not any(character in _UNIT or character == "万" for character in run):
        digits = [_DIGIT[character] for character in run]
        yield Decimal("".join(map(str, digits)))
        yield from map(Decimal, digits)
        return
    total = part = 0
    digit: int | None = None
    for character in run:
        if character in _DIGIT:
            digit = _DIGIT[character]
        elif character == "万":
            total += (part + (digit or 0) or 1) * 10_000
            part, digit = 0, None
        else:
            part += (1 if digit is None else digit) * _UNIT[character]
            digit = None
    yield Decimal(total + part + (digit or 0))
