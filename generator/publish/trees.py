"""Whole folders of a site: looking through, making one like another, removing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct

from generator.fingerprints import file_digest
from generator.publish.disk import NO_LINKS, Disk
from generator.publish.ledger import Entry, Ledger
from generator.publish.staging import MARK


class Survey(Struct, frozen=True, kw_only=True):
    """What lies in a published site."""

    intact: dict[str, Entry]
    """Files that are as this program wrote them."""
    strange: frozenset[str]
    """Files that somebody else put there or changed, or of which the ledger says nothing."""
    touched: bool
    """Whether a file has another time than the ledger says, but its bytes."""


def survey(disk: Disk, site: str, ledger: Ledger) -> Survey:
    """Hold a site against its ledger, by size and time; only what differs there is read."""
    intact: dict[str, Entry] = {}
    strange: set[str] = set()
    touched = False
    waiting = [""]
    while waiting:
        at = waiting.pop()
        folders, files = disk.stamps(f"{site}/{at}")
        waiting += [f"{at}{name}/" for name in folders]
        for name, size, modified in files:
            path = at + name
            known = ledger.get(path)
            if known is not None and known.modified == modified and known.size == size:
                intact[path] = known
            elif known is not None and known.size == size and file_digest(disk.read(f"{site}/{path}")) == known.digest:
                intact[path] = known._replace(modified=modified)
                touched = True
            elif path != MARK:
                strange.add(path)
    return Survey(intact=intact, strange=frozenset(strange), touched=touched)


def are_twins(disk: Disk, one: str, other: str) -> bool:
    """Whether two trees have the same folders, and all files of them but their marks are second names of each other."""
    waiting = [""]
    while waiting:
        at = waiting.pop()
        folders, files = disk.inodes(f"{one}/{at}")
        other_folders, other_files = disk.inodes(f"{other}/{at}")
        different = set(files) ^ set(other_files)
        if at == "":
            different = {file for file in different if file[0] != MARK}
        if different or sorted(folders) != sorted(other_folders) or any(inode == 0 for _, inode in files):
            return False
        waiting += [f"{at}{name}/" for name in folders]
    return True


class Grower:
    """Adds files of one tree to another."""

    def __init__(self, disk: Disk, source: str, target: str) -> None:
        self._disk = disk
        self._source = source
        self._target = target
        self._folders = {""}

    def move(self, paths: Iterable[str]) -> None:
        """By renaming, in place of files of the same names."""
        for path in paths:
            self._prepare(path)
            self._disk.rename(f"{self._source}/{path}", f"{self._target}/{path}")

    def link(self, paths: Iterable[str], replaced: Collection[str] = ()) -> None:
        """By second names, in place of those files that are named; `OSError` where the system has no second names."""
        for path in paths:
            self._prepare(path)
            if path in replaced:
                self._disk.unlink(f"{self._target}/{path}")
            self._disk.link(f"{self._source}/{path}", f"{self._target}/{path}")

    def link_or_copy(self, paths: Iterable[str]) -> dict[str, tuple[int, int]]:
        """By second names where the system has them; sizes and times of those that had to be copied."""
        copied: dict[str, tuple[int, int]] = {}
        for path in paths:
            self._prepare(path)
            source, target = f"{self._source}/{path}", f"{self._target}/{path}"
            if not copied:
                try:
                    self._disk.link(source, target)
                    continue
                except OSError as error:
                    if error.errno not in NO_LINKS:
                        raise
            copied[path] = self._disk.write(target, self._disk.read(source))
        return copied

    def _prepare(self, path: str) -> None:
        folder, _, _ = path.rpartition("/")
        if folder not in self._folders:
            self._disk.make_folders(self._target, folder, self._folders)


def prune(disk: Disk, root: str, paths: Iterable[str]) -> None:
    """Remove files of a tree, and the folders that are empty then."""
    folders = set()
    for path in paths:
        disk.unlink(f"{root}/{path}")
        folders.add(path.rpartition("/")[0])
    removed: set[str] = set()
    for folder in sorted(folders, key=len, reverse=True):
        at = folder
        while at and at not in removed and disk.inodes(f"{root}/{at}") == ([], []):
            disk.remove_folder(f"{root}/{at}")
            removed.add(at)
            at = at.rpartition("/")[0]


def remove_tree(disk: Disk, folder: str) -> None:
    """Delete a folder of ours if it is there, its mark last: one that was deleted halfway is still known as ours."""
    try:
        folders, files = disk.inodes(folder)
    except FileNotFoundError:
        return
    for name in folders:
        remove_tree(disk, f"{folder}/{name}")
    for name, _ in sorted(files, key=lambda file: file[0] == MARK):
        disk.unlink(f"{folder}/{name}")
    disk.remove_folder(folder)
