"""The only writer of the site: files are laid beside the old site, and take its place at one stroke.

`site` is never half a site. The new one is built in `site.new` next to it. Then the two change places in one system
call where the system has one (Linux); elsewhere the old one is first moved to `site.old`, and a build that was
interrupted between the two moves is put right by the next one.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from types import TracebackType

from generator.problems import Bilingual, Location, Problem

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

MARK = ".anliku"
"""File that says that a folder was made by this program and may be replaced by it."""


class PublishError(Exception):
    """The site can't be written; the message names the path and the reason."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.format("en"))


class Staging:
    """The folder in which a new site grows."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folders: set[Path] = set()

    def write(self, path: str, data: bytes) -> None:
        """Write one file of the site.

        Args:
            path: Relative to the root of the site, with `/`; never leads out of it.
        """
        relative = PurePosixPath(path)
        if relative.is_absolute() or ".." in relative.parts or not relative.parts:
            raise ValueError(f"{path!r} leads out of the site")
        target = self.root.joinpath(*relative.parts)
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        with open(target, "wb") as file:
            file.write(data)


class Publication:
    """Holds the place of a site while a new one is built; a context manager.

    Raises:
        PublishError: Another build holds it, it can't be written, or it is somebody else's folder.
    """

    def __init__(self, output: Path) -> None:
        self._shown = output
        output = Path(os.path.abspath(output))  # noqa: PTH100  (resolve() would follow a link)
        if not output.name:
            raise PublishError(Problem(Location(str(output)), "output-foreign"))
        self.output = output
        self.new = output.with_name(output.name + ".new")
        self.old = output.with_name(output.name + ".old")
        self._lock = output.with_name(f".{output.name}.lock")
        self._lock_file: int | None = None

    def __enter__(self) -> Staging:
        try:
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            self._refuse_foreign()
            self._recover()
            self.new.mkdir()
            (self.new / MARK).write_text("", encoding="utf-8")
        except OSError as error:
            self._release_lock()
            raise _not_writable(self._shown, error) from error
        except PublishError:
            self._release_lock()
            raise
        return Staging(self.new)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is not None:
                with suppress(OSError):
                    _remove(self.new)
                if isinstance(error, OSError) and _is_about(error, self.new):
                    raise _not_writable(self._shown, error) from error
        finally:
            self._release_lock()

    def switch(self) -> None:
        """Put the new site in the place of the old one, and remove the old one."""
        try:
            if not self.output.exists():
                os.rename(self.new, self.output)
                return
            if _exchange(self.new, self.output):
                _remove(self.new)
                return
            os.rename(self.output, self.old)
            os.rename(self.new, self.output)
            _remove(self.old)
        except OSError as error:
            raise _not_writable(self._shown, error) from error

    def _recover(self) -> None:
        """Put right what an interrupted build left."""
        if self.old.exists() and not self.output.exists():
            os.rename(self.old, self.output)
        for leftover in (self.new, self.old):
            if leftover.exists():
                _remove(leftover)

    def _refuse_foreign(self) -> None:
        """A folder that this program did not make is not replaced, unless it is empty."""
        for folder in (self.output, self.new, self.old):
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                raise PublishError(
                    Problem(Location(str(self._shown if folder == self.output else folder)), "output-foreign")
                )
            if folder.is_dir() and not (folder / MARK).exists() and any(folder.iterdir()):
                raise PublishError(
                    Problem(Location(str(self._shown if folder == self.output else folder)), "output-foreign")
                )

    def _take_lock(self) -> None:
        while True:
            lock = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o644)
            if not _lock(lock):
                holder = os.read(lock, 100).decode("utf-8", "replace").strip()
                os.close(lock)
                raise PublishError(Problem(Location(str(self._shown)), "output-locked", {"holder": holder or "?"}))
            if self._lock.exists() and os.path.samestat(os.fstat(lock), os.stat(self._lock)):  # noqa: PTH116
                break
            os.close(lock)  # the holder removed the file between our opening and locking it
        os.ftruncate(lock, 0)
        os.write(lock, f"{os.getpid()}".encode())
        self._lock_file = lock

    def _release_lock(self) -> None:
        if self._lock_file is None:
            return
        # Removed while held, so that whoever opened it meanwhile holds a file without a name and tries again.
        self._lock.unlink(missing_ok=True)
        os.close(self._lock_file)
        self._lock_file = None


def _lock(file: int) -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _exchange(one: Path, other: Path) -> bool:
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
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


def _remove(folder: Path) -> None:
    """Delete a folder of ours, its mark last: one that was deleted halfway is still known as ours."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != MARK:
            entry.unlink()
    (folder / MARK).unlink(missing_ok=True)
    folder.rmdir()


_IN_THE_WAY = Bilingual("路径上有同名文件", "a file of that name is in the way")
_REASONS = {
    errno.EACCES: Bilingual("没有权限", "no permission"),
    errno.EPERM: Bilingual("没有权限", "no permission"),
    errno.EROFS: Bilingual("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: Bilingual("磁盘已满", "the disk is full"),
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
}


def _is_about(error: OSError, folder: Path) -> bool:
    return error.filename is not None and str(error.filename).startswith(str(folder))


def _not_writable(output: Path, error: OSError) -> PublishError:
    reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return PublishError(Problem(Location(str(output)), "output-not-writable", {"reason": reason}))


@contextmanager
def published(output: Path) -> Iterator[Staging]:
    """Write a site inside the block; at its end it takes the place of the old one, unless there was an error."""
    publication = Publication(output)
    with publication as staging:
        yield staging
        publication.switch()
