"""A disk whose operations can be counted, and one of which fails or is the last thing that the process does."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from generator.publish import Disk

OPERATIONS = (
    "append",
    "exchange",
    "inodes",
    "link",
    "make_folder",
    "open",
    "read",
    "remove_folder",
    "rename",
    "stamps",
    "unlink",
    "write",
)
CHANGES = frozenset(OPERATIONS) - {"inodes", "read", "stamps"}


class Breaking(Disk):
    """Counts its operations; at one of them something happens instead.

    Args:
        at: Number of the operation, from 0; -1 for none.
        half: Whether a file that is written then gets half of its bytes first.
        happens: What happens, called with the path.
        stays: Whether it happens at every later change of the disk too.
        exchanges: Whether folders can change places.
        links: Whether a file can have two names.
    """

    def __init__(
        self,
        at: int = -1,
        happens: Callable[[str], None] = lambda path: None,
        *,
        half: bool = False,
        stays: bool = False,
        exchanges: bool = True,
        links: bool = True,
    ) -> None:
        self.done: list[str] = []
        self.at, self.happens, self.half, self.stays = at, happens, half, stays
        self.exchanges, self.links = exchanges, links

    def exchange(self, one: str, other: str) -> bool:
        if not self.exchanges:
            return False
        return super().exchange(one, other)

    def link(self, path: str, other: str) -> None:
        if not self.links:
            raise PermissionError(1, "Operation not permitted", path)
        super().link(path, other)


def _counted(name: str, operation: Callable[..., Any]) -> Callable[..., Any]:
    def run(disk: Breaking, *args: Any, **how: Any) -> Any:
        number = len(disk.done)
        disk.done.append(name)
        if number == disk.at or (disk.stays and disk.at >= 0 and number > disk.at and name in CHANGES):
            if disk.half and name in ("write", "append"):
                operation(disk, *args[:-1], args[-1][: len(args[-1]) // 2])
            disk.happens(str(args[0]))
        return operation(disk, *args, **how)

    return run


for _name in OPERATIONS:
    setattr(Breaking, _name, _counted(_name, getattr(Breaking, _name)))


def die(path: str) -> None:
    """End the process as a kill does: nothing is put away, no handler runs."""
    os._exit(9)
