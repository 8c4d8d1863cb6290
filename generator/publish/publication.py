"""Holding the place of a site, and putting a new one there at one stroke."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from generator.beside import Beside
from generator.locks import try_lock
from generator.problems import Bilingual, Location, Problem
from generator.publish.disk import Disk
from generator.publish.ledger import Entry, pack_ledger, state_of, unpack_ledger
from generator.publish.staging import LOG_ENDING, MARK, Notes, Staging, read_notes
from generator.publish.trees import Grower, Survey, are_twins, prune, remove_tree, survey

_IGNORE_ALL = b"*\n"
"""For Git: nothing in the folder beside the site is anybody's work."""


class PublishError(Exception):
    """The site can't be written; the message names the path and the reason."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.format("en"))

    def __reduce__(self) -> tuple[type[PublishError], tuple[Problem]]:
        return PublishError, (self.problem,)


class Outcome(Struct, frozen=True, kw_only=True):
    """What publishing did."""

    changed: bool
    """False: the site was as it should be and was not touched."""
    written: int
    """Files that are new or differ."""
    removed: int
    """Files that are gone."""
    kept: int
    """Files that stayed as they were."""
    carried: int
    """Files among those kept that only the site before needed; they go with the next build."""
    state: bytes = b""
    """Digest of everything that the site holds now."""


class Publication:
    """Holds the place of a site while a new one is built; a context manager.

    Args:
        output: Where the site lies, or shall.
        disk: The operations on files.
        ahead: Look at the present site in processes of their own, from the moment the place is taken.

    Raises:
        PublishError: Another build holds it, it can't be written, or it is somebody else's folder.
    """

    def __init__(self, output: Path, disk: Disk | None = None, *, ahead: bool = False) -> None:
        self._shown = output
        output = Path(os.path.abspath(output))  # resolve() would follow a link
        if not output.name:
            raise PublishError(Problem(Location(str(output)), "output-foreign"))
        self.output = output
        self.beside = output.with_name(f".{output.name}.anliku")
        """The folder of everything that is not the site itself."""
        self._disk = disk or Disk()
        self._site = str(output)
        self._old, self._mirror, self._ledger, self._lock = (
            str(self.beside / name) for name in ("old", "mirror", "ledger", "lock")
        )
        # Its own name for each build: a process that outlives a killed build finds no folder to write into.
        self._new = str(self.beside / f"new-{os.getpid()}")
        self._notes = self._new + LOG_ENDING
        self._lock_file: int | None = None
        self._made: list[Path] = []
        """Folders above the site that were not there; the innermost first."""
        self._mirror_is_sound = True
        self._ahead = ahead
        self._staging: Staging | None = None

    def __enter__(self) -> Publication:
        try:
            self._refuse_foreign()
            self._take_place()
            self._recover()
        except (OSError, PublishError) as error:
            self._give_up()
            if isinstance(error, OSError):
                raise self._not_writable(error) from error
            raise
        self._begin_to_look(apart=self._ahead)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._looking.close()
        self._comparing.close()
        if self._staging is not None:
            self._staging.close()
        self._give_up()
        if isinstance(error, OSError) and self._is_ours(error):
            raise self._not_writable(error) from error

    def staging(self) -> Staging:
        """Where the new site grows, empty; what an earlier one of this build held is gone.

        Raises:
            PublishError: The present site can't be read, or nothing can be written.
        """
        try:
            if self._staging is not None:
                self._looking.close()
                self._comparing.close()
                self._begin_to_look(apart=False)
                remove_tree(self._disk, self._new)
                remove_tree(self._disk, self._notes)
            published = self._found.intact
            self._disk.make_folder(self._notes)
            self._disk.make_folder(self._new)
        except OSError as error:
            raise self._not_writable(error) from error
        self._staging = Staging(Path(self._new), published, self._disk)
        return self._staging

    @property
    def found(self) -> bytes | None:
        """Digest of everything that the published site holds; `None` where something is not as it was written."""
        found = self._found
        return None if found.strange or not found.intact else state_of(found.intact)

    @cached_property
    def _found(self) -> Survey:
        look = self._looking.result()
        return look.survey or Survey(intact=self._read_ledger(), strange=frozenset(), touched=False)

    # ── the switch ───────────────────────────────────────────────────────
    def switch(self) -> Outcome:
        """Put the new site in the place of the old one; what was neither written nor kept is gone.

        Returns:
            What was done; nothing, where the new site is the old one.

        Raises:
            PublishError: It could not be done; the old site is whole.
        """
        assert self._staging is not None
        self._staging.close()
        try:
            return self._switch(read_notes(self._disk, self._notes))
        except OSError as error:
            raise self._not_writable(error) from error

    def _switch(self, notes: Notes) -> Outcome:
        plan = _plan(notes, self._found)
        outcome = Outcome(
            changed=bool(plan.put or plan.gone) or not os.path.exists(f"{self._site}/{MARK}"),
            written=len(plan.put),
            removed=len(plan.gone),
            kept=len(plan.ledger) - len(plan.put),
            carried=sum(entry.carried for entry in plan.ledger.values()),
            state=state_of(plan.ledger),
        )
        if not outcome.changed:
            if self._found.touched:
                self._save(plan.ledger)
            return outcome
        self._mirror_is_sound = False
        old = self._exchange(self._grow(plan))
        # The new site stands: whatever fails from here on costs the next build time, and nothing else.
        with suppress(OSError, KeyboardInterrupt):
            self._save(plan.ledger)
            self._mend_mirror(plan, old)
            self._mirror_is_sound = True
        return outcome

    def _grow(self, plan: _Plan) -> str:
        """Bring all files of the new site together; returns where."""
        disk = self._disk
        if self._comparing.result():
            disk.write(f"{self._mirror}/{MARK}", b"")
            prune(disk, self._mirror, sorted(plan.gone))
            Grower(disk, self._new, self._mirror).move(sorted(plan.put))
            return self._mirror
        remove_tree(disk, self._mirror)
        disk.write(f"{self._new}/{MARK}", b"")
        stays = sorted(plan.ledger.keys() - plan.put)
        copied = Grower(disk, self._site, self._new).link_or_copy(stays)
        for path, (size, modified) in copied.items():
            plan.ledger[path] = plan.ledger[path]._replace(size=size, modified=modified)
        return self._new

    def _exchange(self, new: str) -> str | None:
        """Let the new site take the place of the old one; returns where the old one lies."""
        disk = self._disk
        if not self.output.exists():
            disk.rename(new, self._site)
            return None
        if disk.exchange(new, self._site):
            return new
        disk.rename(self._site, self._old)
        try:
            disk.rename(new, self._site)
        except BaseException:
            disk.rename(self._old, self._site)
            raise
        return self._old

    def _mend_mirror(self, plan: _Plan, old: str | None) -> None:
        """Make a twin of the site, in which the next one can grow; the old site, if there is one, is nearly that.

        So nothing that the new site does not have stays on the disk.
        """
        disk = self._disk
        if old is None:
            disk.make_folder(self._mirror)
            twin, missing, replaced = self._mirror, frozenset(plan.ledger), frozenset[str]()
        else:
            prune(disk, old, sorted(plan.gone))
            twin, missing, replaced = old, plan.put, plan.put & plan.before
        Grower(disk, self._site, twin).link(sorted(missing), replaced)
        if twin != self._mirror:
            disk.rename(twin, self._mirror)

    def _save(self, ledger: Mapping[str, Entry]) -> None:
        self._disk.write(f"{self._ledger}.new", pack_ledger(ledger))
        self._disk.rename(f"{self._ledger}.new", self._ledger)

    # ── before and after ─────────────────────────────────────────────────
    def _begin_to_look(self, *, apart: bool) -> None:
        self.__dict__.pop("_found", None)
        self._looking = Beside(partial(self._look, apart=apart), apart=apart, once=True)
        self._comparing = Beside(self._compare, apart=apart, once=True)

    def _look(self, *, apart: bool) -> Generator[_Look, None, None]:
        """What the present site holds, as far as it is known."""
        known = self._read_ledger()
        try:
            found = survey(self._disk, self._site, known)
        except FileNotFoundError:
            found = Survey(intact={}, strange=frozenset(), touched=False)
        is_as_known = not found.strange and not found.touched and len(found.intact) == len(known)
        yield _Look(survey=None if apart and is_as_known else found)

    def _compare(self) -> Generator[bool, None, None]:
        """Whether there is a twin of the site."""
        try:
            yield are_twins(self._disk, self._site, self._mirror)
        except FileNotFoundError:
            yield False

    def _read_ledger(self) -> dict[str, Entry]:
        try:
            return unpack_ledger(self._disk.read(self._ledger)) or {}
        except FileNotFoundError:
            return {}

    def _recover(self) -> None:
        """Put right what an interrupted build left; without one there is nothing to do."""
        disk = self._disk
        names = disk.inodes(str(self.beside))[0]
        if "old" in names and not self.output.exists():
            disk.rename(self._old, self._site)
        leftovers = {name for name in names if name == "old" or name.startswith("new-")}
        if leftovers:  # the mirror may hold what was withdrawn since
            leftovers |= {"mirror"}
        # The notes last: as long as they are there, the rest is not to be trusted.
        for name in sorted(leftovers, key=lambda name: name.endswith(LOG_ENDING)):
            remove_tree(disk, str(self.beside / name))

    def _give_up(self) -> None:
        """Remove what was only for this build, and let the place go; the new site or the old one stands."""
        if self._lock_file is None:
            return
        disk = self._disk
        with suppress(OSError):
            if not self._mirror_is_sound:  # half made, or there are no second names here
                remove_tree(disk, self._mirror)
            remove_tree(disk, self._new)
            if self.output.exists():
                remove_tree(disk, self._old)
            remove_tree(disk, self._notes)
            if not self.output.exists() and not os.path.lexists(self._old):  # nothing was there, nothing is left
                remove_tree(disk, self._mirror)
                for name in (self._ledger, str(self.beside / ".gitignore"), self._lock, str(self.beside / MARK)):
                    with suppress(FileNotFoundError):
                        disk.unlink(name)
                for folder in (self.beside, *self._made):
                    disk.remove_folder(str(folder))
        os.close(self._lock_file)
        self._lock_file = None

    def _refuse_foreign(self) -> None:
        """A folder that this program did not make is not replaced, unless it is empty."""
        for folder, shown in ((self.output, self._shown), (self.beside, self.beside)):
            there = os.path.lexists(folder)
            if (
                folder.is_symlink()
                or (there and not folder.is_dir())
                or (there and not (folder / MARK).exists() and any(folder.iterdir()))
            ):
                raise PublishError(Problem(Location(str(shown)), "output-foreign"))

    def _take_place(self) -> None:
        self._made = [folder for folder in self.output.parents if not folder.exists()]
        self.output.parent.mkdir(parents=True, exist_ok=True)
        while True:
            with suppress(FileExistsError):
                self._disk.make_folder(str(self.beside), 0o770)  # a web server need not see it
            try:
                if not (self.beside / MARK).exists():
                    self._disk.write(str(self.beside / MARK), b"")
                    self._disk.write(str(self.beside / ".gitignore"), _IGNORE_ALL)
                lock = self._disk.open(self._lock, os.O_RDWR)
            except FileNotFoundError:
                continue  # another build that failed has just removed the folder
            if not try_lock(lock):
                holder = os.read(lock, 100).decode("utf-8", "replace").strip()
                os.close(lock)
                raise PublishError(Problem(Location(str(self._shown)), "output-locked", {"holder": holder or "?"}))
            if os.path.exists(self._lock) and os.path.samestat(os.fstat(lock), os.stat(self._lock)):
                break
            os.close(lock)  # the holder removed the file between our opening and locking it
        self._lock_file = lock
        os.ftruncate(lock, 0)
        self._disk.append(self._lock, lock, f"{os.getpid()}".encode())

    def _is_ours(self, error: OSError) -> bool:
        names = (error.filename, error.filename2)
        return any(name is not None and os.fsdecode(name).startswith((str(self.beside), self._site)) for name in names)

    def _not_writable(self, error: OSError) -> PublishError:
        reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
        return PublishError(Problem(Location(str(self._shown)), "output-not-writable", {"reason": reason}))


class _Look(Struct, frozen=True, kw_only=True):
    """What was found at the place of the site."""

    survey: Survey | None
    """`None` where all is as the ledger says, which is sooner read than handed over."""


class _Plan(Struct, frozen=True, kw_only=True):
    """How the old site becomes the new one."""

    ledger: dict[str, Entry]
    """Of the new site."""
    put: frozenset[str]
    """Files that were written for it."""
    gone: frozenset[str]
    """Files of the old one that it does not have."""
    before: frozenset[str]
    """All files of the old one."""


def _plan(notes: Notes, found: Survey) -> _Plan:
    intact = found.intact
    put = frozenset(
        path for path, entry in notes.written.items() if path not in intact or intact[path].digest != entry.digest
    )
    rest = intact.keys() - notes.kept - notes.written.keys()
    carried = {path for path in rest if path.startswith(notes.carry)} if notes.carry else set[str]()
    fresh = {path for path in carried if not intact[path].carried}
    if put or fresh or len(carried) < len(rest) or found.strange:
        carried = fresh  # else nothing is new, so this build is none for those who read
    ledger = {path: entry._replace(carried=False) if entry.carried else entry for path, entry in intact.items()}
    for path in rest - carried:
        del ledger[path]
    for path in carried:
        ledger[path] = ledger[path]._replace(carried=True)
    for path in put:
        ledger[path] = notes.written[path]
    before = found.strange.union(intact)
    return _Plan(ledger=ledger, put=put, gone=before - ledger.keys(), before=before)


_IN_THE_WAY = Bilingual("路径上有同名文件", "a file of that name is in the way")
_NO_PERMISSION = Bilingual("没有权限", "no permission")
_REASONS = {
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: Bilingual("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: Bilingual("磁盘已满", "the disk is full"),
    errno.EDQUOT: Bilingual("磁盘配额已用完", "the disk quota is used up"),
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.ENOENT: Bilingual("生成期间有人移走了文件", "somebody moved files away meanwhile"),
}
