"""Frozen records that are pickled and built again in two thirds of the time.

What is known of each case goes from process to process and into the cache. The way of `dataclasses` asks each record
for the list of its fields whenever one is pickled; here that list is made once for each class.
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Record = TypeVar("Record")


def pickles_fast(kind: type[Record]) -> type[Record]:
    """Decorate a frozen dataclass with slots; its pickles hold the values of its fields, in their order."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    get = attrgetter(*names)
    setters = [getattr(kind, name).__set__ for name in names]

    def get_state(record: Record) -> tuple[Any, ...]:
        return get(record) if len(names) > 1 else (get(record),)

    def set_state(record: Record, state: tuple[Any, ...]) -> None:
        for put, value in zip(setters, state, strict=True):
            put(record, value)

    kind.__getstate__ = get_state  # type: ignore[method-assign, assignment]
    kind.__setstate__ = set_state  # type: ignore[attr-defined]
    return kind
