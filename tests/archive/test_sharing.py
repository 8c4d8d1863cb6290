"""Cases that share what they say alike are the cases that they were."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from generator.archive.sharing import LONGEST, Sharing


class Part(Struct, frozen=True, kw_only=True):
    label: dict[str, str]
    scale: dict[str, int]
    value: Decimal
    themes: tuple[str, ...]


def part(label: str, value: str = "1.0", scale: int = 1) -> Part:
    return Part(
        label={"zh": label, "en": "".join(reversed(label))},
        scale={"zh": scale},
        value=Decimal(value),
        themes=("".join(["a", "b"]),),
    )


def test_a_record_equals_what_it_was_and_its_texts_are_those_of_an_earlier_one() -> None:
    sharing = Sharing()
    first, second = sharing.of(part("人次")), sharing.of(part("人次", value="1"))

    assert (first, second) == (part("人次"), part("人次", value="1"))
    assert first.label is second.label
    assert first.themes[0] is second.themes[0]


def test_numbers_stay_as_they_are_written() -> None:
    sharing = Sharing()
    records = [sharing.of(part("人", value=value, scale=scale)) for value, scale in (("1.0", 1), ("1", True))]

    assert [str(record.value) for record in records] == ["1.0", "1"]
    assert [repr(record.scale) for record in records] == ["{'zh': 1}", "{'zh': True}"]


def test_the_order_of_languages_is_that_of_each_record() -> None:
    sharing = Sharing()

    assert [list(sharing.of(texts)) for texts in ({"zh": "1", "en": "2"}, {"en": "2", "zh": "1"})] == [
        ["zh", "en"],
        ["en", "zh"],
    ]


def test_long_texts_which_nothing_else_says_are_not_kept() -> None:
    text = "长" * (LONGEST + 1)
    same = "长" * (LONGEST + 1)
    sharing = Sharing()

    assert sharing.of(text) is text
    assert sharing.of(same) is same
