"""What many cases say alike becomes one object: units, labels, names of themes and places.

Cases that were read one by one have a copy of each; half of their memory is such copies, and each process that makes
pages soon has its own of all that its parent held.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr

LONGEST = 40
"""Characters of a text that may well be said elsewhere too; titles, summaries and digests are not."""


class Sharing:
    """What was said so far."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._mappings: dict[tuple[tuple[str, Any], ...], dict[str, Any]] = {}

    def of(self, value: Any) -> Any:
        """A value that equals the one given, parts of which are those of earlier ones.

        Args:
            value: A record, whose fields are set anew, so that nobody else may have it yet; or what a field holds.
        """
        kind = type(value)
        if kind is str:
            return self._texts.setdefault(value, value) if len(value) <= LONGEST else value
        if kind is tuple:
            return tuple([self.of(item) for item in value])
        if kind is dict:
            return self._mapping({self.of(key): self.of(item) for key, item in value.items()})
        if isinstance(value, Struct):
            for name in value.__struct_fields__:
                force_setattr(value, name, self.of(getattr(value, name)))
        return value

    def _mapping(self, made: dict[str, Any]) -> dict[str, Any]:
        """Texts by language, numbers by name; True equals 1, so only where all are of one of these kinds."""
        if {type(item) for item in made.values()} in (set(), {str}, {int}):
            return self._mappings.setdefault(tuple(made.items()), made)
        return made
