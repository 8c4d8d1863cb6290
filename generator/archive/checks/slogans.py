"""Numbered slogans: 三联四同 has three members and four, 1+3+N has one, three and any number.

Only names that are plainly built of numbers are read; of any other name nothing is claimed. 四点半课堂 is a time of day,
一张网 an image, 12345 a telephone number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.problems import Location, Problem

_VALUE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMERAL = "[一二两三四五六七八九十]"
_OTHER = "[^一二两三四五六七八九十\\W\\d_]"

_SUM = re.compile(r"(?<![\d+])(\d{1,2}(?:\+(?:\d{1,2}|[A-Z]))+|[A-Z](?:\+\d{1,2})+)(?![\d+])")
"""1+3+N, 4+N, 1+7+9."""
_COUNTING = re.compile(r"(?<!\d)(1234(?:5(?:6(?:7(?:89?)?)?)?)?)(?!\d)")
"""1234 is one, two, three and four; so are longer rows that count from one, but for the telephone number 12345."""
_CHAIN = re.compile(rf"(?:{_NUMERAL}{_OTHER}{{1,3}}){{2,4}}")
"""三联四同, 三聚焦三步走: numbers, each with one to three characters, and nothing else."""
_OF_SO_MANY = re.compile(rf"({_NUMERAL})(?:个|大|项)({_OTHER}{{1,4}}|一)")
"""四个有, 五个规范化, 五个一."""
_SHORT = re.compile(rf"([三四五六七八九十])({_OTHER})")
"""四供, 四强: a number and one character."""

_TIME = re.compile(rf"{_NUMERAL}(?:年|月|日|天|周|季|点|刻|小时|分钟|级|村|支部|院|户|张|股|家|批|次|站|盘)")
"""Numbers that measure or rank, and do not count members."""
_QUOTED = re.compile("[“‘「]([^”’」]+)[”’」]")
_HOTLINES = frozenset({"12345"})


class Numbers(Struct, frozen=True):
    """The numbers of a slogan, in order; `is_open` where a letter stands for any number."""

    parts: tuple[int, ...]
    is_open: bool = False

    def __str__(self) -> str:
        return " + ".join([*map(str, self.parts), *(["N"] if self.is_open else [])])


def numbers_in_name(name: str) -> Numbers | None:
    """The numbers that a name is built of; `None` where it is no numbered slogan, or where that is not plain.

    Args:
        name: In Chinese. What stands in quotation marks is read by itself: “四供”专项行动.
    """
    text = unicodedata.normalize("NFKC", name)
    for part in [*_QUOTED.findall(text), text]:
        bare = re.sub(r"[\s“”‘’「」、,，·]", "", part)
        if found := _SUM.search(bare):
            pieces = found[1].split("+")
            return Numbers(
                tuple(int(piece) for piece in pieces if piece.isdigit()), any(not piece.isdigit() for piece in pieces)
            )
        if (found := _COUNTING.search(bare)) and found[1] not in _HOTLINES:
            return Numbers(tuple(int(digit) for digit in found[1]))
        if _TIME.search(bare):
            continue
        if found := _OF_SO_MANY.fullmatch(bare) or _SHORT.fullmatch(bare):
            return Numbers((_VALUE[found[1]],))
        if _CHAIN.fullmatch(bare):
            parts = tuple(_VALUE[numeral] for numeral in re.findall(_NUMERAL, bare))
            if max(parts) > 1:
                return Numbers(parts)
    return None


def check_slogan(
    where: Location, *, name: str, parts: Sequence[int], is_open: bool, is_complete: bool, member_count: int
) -> Iterator[Problem]:
    """Compare name, numbers and members of one method.

    Args:
        where: Of the method.
        name: In the default language.
        parts: The numbers as declared.
        is_open: Whether a letter is declared: its members are not counted.
        is_complete: Whether the sources list all members.
        member_count: How many are listed.
    """
    derived = numbers_in_name(name)
    if derived is not None and parts and not _agree(derived, tuple(parts), is_open):
        shown = Numbers(tuple(parts), is_open)
        yield Problem(where, "method-parts", {"name": name, "derived": str(derived), "parts": str(shown)})
    if not parts and member_count and derived is not None:
        example = f"[{', '.join(map(str, derived.parts))}]" + (", open: true" if derived.is_open else "")
        yield Problem(where, "method-parts-missing", {"name": name, "found": member_count, "example": example})
    if parts and is_complete and member_count and not is_open and member_count != sum(parts):
        yield Problem(where, "method-members", {"name": name, "expected": sum(parts), "found": member_count})


def _agree(derived: Numbers, parts: tuple[int, ...], is_open: bool) -> bool:
    """Members in pairs may be counted once: 六建六送 is six times 建 with 送, [6] as well as [6, 6]."""
    if derived.is_open != is_open:
        return False
    return parts == derived.parts or (len(set(derived.parts)) == 1 and parts == derived.parts[:1])
