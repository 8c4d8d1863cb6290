"""What lies in a folder, all the way down, as names, kinds, sizes and times: looked at once in a run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias


class Item(NamedTuple):
    """An entry of a folder. A tuple, since an archive has tens of thousands."""

    name: str
    mode: int
    """Kind and rights; of a link itself."""
    size: int
    """In bytes."""
    modified: int
    """Time of the last change of content, in nanoseconds since 1970; so `changed`, of content or state."""
    changed: int
    inode: int
    is_folder: bool


Listing: TypeAlias = Mapping[str, "tuple[Item, ...] | OSError"]
"""Folder, relative to the one that was listed and "" for that one, → what it holds, by name; or why nobody knows."""


def listing_of(root: Path) -> Listing:
    """Look through a folder and all folders in it."""
    found: dict[str, tuple[Item, ...] | OSError] = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        items = found[folder] = items_of(f"{root}/{folder}")
        if not isinstance(items, OSError):
            prefix = f"{folder}/" if folder else ""
            waiting += [prefix + item.name for item in items if item.is_folder]
    return found


def items_of(folder: str | Path) -> tuple[Item, ...] | OSError:
    """What lies directly in a folder, by name; or why nobody knows."""
    try:
        return _items(folder)
    except OSError as error:
        return error


def _items(folder: str | Path) -> tuple[Item, ...]:
    items = []
    with os.scandir(folder) as entries:
        for entry in entries:
            about = entry.stat(follow_symlinks=False)
            items.append(
                Item(
                    entry.name,
                    about.st_mode,
                    about.st_size,
                    about.st_mtime_ns,
                    about.st_ctime_ns,
                    about.st_ino,
                    entry.is_dir(follow_symlinks=False),
                )
            )
    return tuple(sorted(items))
