"""How far long work is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Step, items done, items in all."""


def no_progress(step: str, done: int, total: int) -> None:
    """For those who do not watch."""
