"""The operations on files of which publishing consists, one method each.

Publishing calls the system only here, so that a test can let any one of them fail, or the process die in it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from contextlib import suppress

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK})
"""What systems answer where a file can't have a second name: FAT and exFAT, some network drives, files of others."""


class Disk:
    """The system's own operations. All raise `OSError`, with the path where there is one."""

    def inodes(self, folder: str) -> tuple[list[str], list[tuple[str, int]]]:
        """What a folder holds, in no order: folders, and files with their inodes, which are the same for two names of
        one file (0 where the system has none). A link is a file, wherever it leads."""
        folders, files = [], []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                else:
                    files.append((entry.name, entry.inode()))
        return folders, files

    def stamps(self, folder: str) -> tuple[list[str], list[tuple[str, int, int]]]:
        """What a folder holds, in no order: folders, and files with size (-1 for links and pipes) and time (ns)."""
        folders, files = [], []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                else:
                    about = entry.stat(follow_symlinks=False)
                    size = about.st_size if stat.S_ISREG(about.st_mode) else -1
                    files.append((entry.name, size, about.st_mtime_ns))
        return folders, files

    def read(self, path: str) -> bytes:
        with open(path, "rb") as file:
            return file.read()

    def write(self, path: str, data: bytes) -> tuple[int, int]:
        """Make a file, or write one anew that has no other name; returns its size and time (ns)."""
        try:
            with open(path, "wb", buffering=0) as file:
                rest = memoryview(data)
                while rest:
                    rest = rest[file.write(rest) :]
                about = os.fstat(file.fileno())
        except OSError as error:
            error.filename = error.filename or path  # a full disk does not say whose
            raise
        return about.st_size, about.st_mtime_ns

    def open(self, path: str, flags: int) -> int:
        """Open a file for longer, made if it is not there; returns its number."""
        return os.open(path, flags | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)

    def append(self, path: str, file: int, data: bytes) -> None:
        """Add to an open file; `path` is only named in errors."""
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
        except OSError as error:
            error.filename = error.filename or path
            raise

    def make_folder(self, path: str, mode: int = 0o777) -> None:
        os.mkdir(path, mode)

    def make_folders(self, root: str, folder: str, known: set[str]) -> None:
        """Make the folders on the way from `root` down to `folder`, but for those known; all are known then."""
        at = ""
        for part in folder.split("/"):
            at = f"{at}/{part}" if at else part
            if at not in known:
                with suppress(FileExistsError):  # another process may have been quicker
                    self.make_folder(f"{root}/{at}")
                known.add(at)

    def link(self, path: str, other: str) -> None:
        """Give a file a second name."""
        os.link(path, other)

    def rename(self, path: str, other: str) -> None:
        """Rename a file, in place of another if there is one, or a folder, where there is none."""
        os.replace(path, other)

    def unlink(self, path: str) -> None:
        os.unlink(path)

    def remove_folder(self, path: str) -> None:
        """Remove an empty folder."""
        os.rmdir(path)

    def exchange(self, one: str, other: str) -> bool:
        """Let two folders change names in one step; False where the system or the file system can't."""
        if sys.platform != "linux":
            return False
        library = ctypes.CDLL(None, use_errno=True)
        if not hasattr(library, "renameat2"):
            return False
        result = library.renameat2(
            _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE)
        )
        if result == 0:
            return True
        number = ctypes.get_errno()
        if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            return False
        raise OSError(number, os.strerror(number), other)
