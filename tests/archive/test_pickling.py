"""A record comes out of its pickle as it went in, and stays frozen."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass

import pytest

from generator.archive.pickling import pickles_fast


@pickles_fast
@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    number: int


@pickles_fast
@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    name: str
    one: One
    more: tuple[One, ...] = ()


RECORDS = [One(number=1), Several(name="甲", one=One(number=2), more=(One(number=3),))]


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_comes_out_of_its_pickle_and_out_of_a_copy_as_it_went_in(record: object) -> None:
    assert pickle.loads(pickle.dumps(record, protocol=5)) == record
    assert copy.deepcopy(record) == record


def test_a_record_that_came_out_of_its_pickle_is_frozen() -> None:
    record = pickle.loads(pickle.dumps(RECORDS[0]))

    with pytest.raises(FrozenInstanceError):
        record.number = 2


def test_a_pickle_with_another_number_of_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        One.__new__(One).__setstate__((1, 2))  # type: ignore[attr-defined]
