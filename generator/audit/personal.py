"""Personal data in texts: identity numbers, mobile numbers, bank cards. Check digits keep false alarms away.

Source of the check digits: GB 11643 (identity numbers: weights 2^i modulo 11) and ISO/IEC 7812-1 (cards: Luhn).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from msgspec import Struct

_RUN = re.compile(r"[0-9０-９][0-9０-９ -]{9,}[0-9０-９Xx]")
"""Digits enough for any of the numbers: most pages have none, and only around them is it looked more closely."""
_FULL_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z.])(?:"
    r"(?P<identity>[1-9][0-9]{16}[0-9Xx])"
    r"|(?P<card>62[0-9]{14,17})"
    r"|(?P<phone>(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2})"
    r")(?![0-9A-Za-z])"
)
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CHECK = "10X98765432"


class PersonalNumber(Struct, frozen=True):
    """A number found; `shown` is masked, so that a report does not spread it."""

    kind: str
    """`id-number`, `phone` or `bank-card`."""
    start: int
    shown: str


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Numbers that belong to persons, in order of the text; half-width and full-width digits alike."""
    for run in _RUN.finditer(text):
        begin = max(0, run.start() - 1)
        for found in _NUMBER.finditer(text[begin : run.end() + 1].translate(_FULL_WIDTH)):
            number, start = found[0], begin + found.start()
            if found["identity"] and is_identity_number(number):
                yield PersonalNumber("id-number", start, f"{number[:6]}{'*' * 8}{number[-4:]}")
            elif number.isdigit() and number.startswith("62") and len(number) >= 16 and _passes_luhn(number):
                yield PersonalNumber("bank-card", start, f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}")
            elif found["phone"]:
                digits = re.sub(r"[^0-9]", "", number)[-11:]
                yield PersonalNumber("phone", start, f"{digits[:3]}****{digits[-4:]}")


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are an identity number: a date of birth that exists, and the right check digit."""
    try:
        born = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return born.year >= 1880 and _CHECK[total % 11] == number[17].upper()


def _passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0
