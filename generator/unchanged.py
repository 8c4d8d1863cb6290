"""Whether there is anything to do at all: answered before the rest of the program is loaded.

The answer is yes unless everything that a build reads is as it was, by size and time of each file, and the published
site is whole, by the same. What the last build said (its warnings) is said again.
"""

from __future__ import annotations

import sqlite3
import time

from msgspec import Struct

from generator.cache import FILE, Cache, CacheDamaged, pack_value, unpack_value
from generator.fingerprints import SETTLED, code_digest, digest, theme_digest
from generator.listing import Listing
from generator.paths import Paths
from generator.problems import Problem
from generator.publish import Publication


class LastBuild(Struct, frozen=True, kw_only=True):
    """What a build that published said at its end."""

    reads: bytes
    """Digest of all that it read."""
    site: bytes
    """Digest of all that it published."""
    cases: int
    files: int
    problems: tuple[Problem, ...]
    """Warnings."""


def all_reads(paths: Paths, content: Listing, *options: object) -> bytes | None:
    """A digest of everything that a build reads, by name, size and time; `None` while a file is too young to tell.

    Args:
        paths: Where things are.
        content: What lies in the content folder.
        options: What else the build depends on.
    """
    young = time.time_ns() - SETTLED
    rows: list[str] = []
    for folder, items in content.items():
        if isinstance(items, OSError):
            continue
        rows.append(f"{folder}/\n")  # an empty one is told of by `check`
        for name, _, size, modified, changed, inode, is_folder in items:
            if is_folder:
                continue
            if max(modified, changed) > young:
                return None
            rows.append(f"{folder}/{name}\0{size}\0{modified}\0{changed}\0{inode}\n")
    try:
        config = paths.config.read_bytes()
    except OSError:
        return None
    return digest(
        code_digest(), theme_digest(paths.theme), config, repr(options).encode(), "".join(sorted(rows)).encode()
    )


def has_built(paths: Paths) -> bool:
    """Whether something is known from an earlier run, right or not."""
    return paths.cache is not None and (paths.cache / FILE).is_file()


def last_build(paths: Paths, reads: bytes | None, publication: Publication) -> LastBuild | None:
    """What the last build said, if this one would do the same and its site, which `publication` holds, stands.

    Raises:
        PublishError: The place of the site can't be had.
    """
    if reads is None or paths.cache is None or not has_built(paths):
        return None
    try:
        with Cache(paths.cache, None) as cache:
            kept = cache.memo(_name(paths))
            last: LastBuild | None = unpack_value(kept) if kept is not None else None
    except (CacheDamaged, sqlite3.DatabaseError):
        return None
    return last if last is not None and last.reads == reads and publication.found == last.site else None


def remember_build(cache: Cache, paths: Paths, last: LastBuild) -> None:
    """For the next run."""
    cache.remember(_name(paths), pack_value(last))


def _name(paths: Paths) -> str:
    return f"last {paths.output.absolute()}"
