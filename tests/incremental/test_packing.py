"""A record comes out of its bytes as it went in; bytes that are not of its kind are refused."""

from __future__ import annotations

import datetime as dt
import zlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from generator.cache import CacheDamaged, pack_record, pack_value, unpack_record, unpack_value
from generator.problems import Bilingual, Location, Problem


class Inner(Struct, frozen=True, kw_only=True):
    day: dt.date | None
    number: Decimal


class Outer(Struct, frozen=True, kw_only=True):
    name: str
    inner: Inner
    more: tuple[Inner, ...] = ()
    packed: bytes = b""


inner = st.builds(Inner, day=st.none() | st.dates(), number=st.decimals(allow_nan=False, allow_infinity=False))
outer = st.builds(Outer, name=st.text(st.characters(exclude_categories=["Cs"])), inner=inner, packed=st.binary())


@given(outer)
def test_a_record_comes_out_of_its_bytes_as_it_went_in(record: Outer) -> None:
    assert unpack_record(pack_record(record), Outer) == record


@given(outer, st.data())
def test_a_damaged_record_is_refused(record: Outer, data: st.DataObject) -> None:
    packed = bytearray(pack_record(record))
    packed[data.draw(st.integers(0, len(packed) - 1))] ^= data.draw(st.integers(1, 255))

    with pytest.raises(CacheDamaged):
        unpack_record(bytes(packed), Outer)


def test_a_record_of_another_kind_is_refused() -> None:
    with pytest.raises(CacheDamaged):
        unpack_record(pack_record(Inner(day=None, number=Decimal(1))), Outer)


def test_problems_come_out_of_their_bytes_with_all_that_they_say() -> None:
    problem = Problem(
        Location("a.md", 3), "name-unknown", {"kind": Bilingual("地区", "region"), "near": ("甲", "\ud800")}
    )

    assert unpack_value(pack_value([problem])) == [problem]


def test_bytes_that_name_anything_but_records_of_this_program_are_refused() -> None:
    data = b"cos\nsystem\n(S'true'\ntR."

    with pytest.raises(CacheDamaged, match="system"):
        unpack_value(zlib.crc32(data).to_bytes(4, "little") + data)
