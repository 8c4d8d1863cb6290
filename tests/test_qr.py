"""QR codes: the drawn path is the symbol."""

from __future__ import annotations

import re

import segno

from generator.pages.qr import LONGEST, MASK, qr_code

ADDRESS = "https://www.example.org/anliku/cases/huimin.html"


def test_the_path_draws_every_dark_module_once_and_no_other() -> None:
    symbol = segno.make(ADDRESS, error="m", mask=MASK, micro=False, boost_error=False)
    code = qr_code(ADDRESS)
    assert code is not None
    drawn: list[tuple[int, int]] = []
    for row, line in re.findall(r"M0 (\d+)\.5([^M]*)", code.path):
        column = 0
        for step, length in re.findall(r"([mh])(\d+)", line):
            if step == "h":
                drawn += [(int(row), column + place) for place in range(int(length))]
            column += int(length)

    dark = [(y, x) for y, row in enumerate(symbol.matrix) for x, module in enumerate(row) if module]
    assert drawn == dark
    assert code.size == len(symbol.matrix)


def test_an_address_too_long_for_a_code_that_can_be_photographed_has_none() -> None:
    fits = qr_code("a" * LONGEST)

    assert fits is not None
    assert fits.size == 57
    assert qr_code("a" * (LONGEST + 1)) is None
