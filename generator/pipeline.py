"""The order of the steps: settings → vocabulary → each case → checks between cases → pages → site."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from contextlib import ExitStack, suppress
from functools import partial
from typing import TypeVar

from msgspec import Struct

from generator.archive.archive import Archive
from generator.archive.related import Relations, update
from generator.beside import Beside
from generator.cache import Cache, CacheDamaged, pack_record, unpack_record
from generator.config import SiteConfig, load_config
from generator.content import Content, read_content
from generator.gather import base_digest
from generator.index_work import FOLDER, IndexWork
from generator.jieba_beside import JiebaBeside
from generator.listing import Listing
from generator.making import PageWork, read_made, remember_made
from generator.paths import Paths
from generator.problems import ContentError, Problem, has_errors, sort_problems
from generator.progress import Progress, no_progress
from generator.publish import Outcome, Publication
from generator.site import SiteWriter
from generator.stages import Stages
from generator.unchanged import LastBuild, remember_build
from generator.workers import cores

CARRIED = ("assets/", FOLDER)
"""Folders of files that are named by their content: a reader who has an older page open asks for them still."""

Result = TypeVar("Result")


class Report(Struct, frozen=True, kw_only=True):
    """What a run found and made."""

    archive: Archive
    problems: tuple[Problem, ...]
    """Warnings; errors end the run."""
    files: int
    """Of the site, the index included."""
    outcome: Outcome
    """What publishing had to do."""


def check(paths: Paths, *, jobs: int | None = None, progress: Progress = no_progress) -> tuple[Archive, list[Problem]]:
    """Read and check an archive without building anything; all problems, sorted.

    Raises:
        ContentError: The settings can't be read, so that nothing can be checked.
    """
    config = load_config(paths.config)

    def run(cache: Cache) -> tuple[Archive, list[Problem]]:
        content = read_content(paths, config, jobs or cores(), progress, cache, None, render=False)
        return content.archive, sort_problems([*content.problems, *content.alike()])

    return _with_cache(paths, config, run)


def build(
    paths: Paths,
    *,
    publication: Publication | None = None,
    jobs: int | None = None,
    strict: bool = False,
    search: bool = True,
    reads: bytes | None = None,
    listing: Listing | None = None,
    jieba: JiebaBeside | None = None,
    progress: Progress = no_progress,
    stages: Stages | None = None,
) -> Report:
    """Build the site and put it in the place of the old one.

    Args:
        paths: Where things are.
        publication: Holds the place of the site, where somebody has taken it already.
        jobs: Processes; one for each core by default.
        strict: Warnings forbid publishing too.
        search: Whether the index is made; without it no page has a box, and the search page says why.
        reads: Digest of everything that is read, made before the reading (`unchanged.all_reads`): remembered, so that
            the next run may find that nothing has changed.
        listing: What lies in the content folder, where somebody has looked already.
        jieba: Cuts in the place of this process where little changed; it may have read its dictionary by then.
        progress: Told how far the work is.
        stages: Takes the time of each step.

    Raises:
        ContentError: Something in the content or the settings forbids publishing; nothing was changed.
        PublishError: The site can't be written; the old one is whole.
    """
    config = load_config(paths.config)
    processes = jobs or cores()
    stages = stages or Stages()

    def run(place: Publication, cache: Cache) -> Report:
        with ExitStack() as doing:
            index = doing.enter_context(
                IndexWork(config, cache, jieba, wanted=search, jobs=processes, progress=progress)
            )
            with stages("read"):
                content = read_content(paths, config, processes, progress, cache, listing, render=True)
                if has_errors(content.problems, strict=strict):
                    raise ContentError([*content.problems, *content.alike()])
                related = cache.memo(_RELATED)
                cache.close()  # other processes read it now
                # After an edit cases are compared beside the pages; where all are new, on all cores.
                beside = partial(Beside, apart=content.few and processes > 1, once=True)
                relating = doing.enter_context(beside(partial(_relate, content, related, processes)))
            staging = place.staging()
            writer = SiteWriter(
                content.archive,
                content.digests,
                config,
                paths.theme,
                paths.content,
                cache.path,
                vocabulary=content.vocabulary,
                has_search=search,
            )
            pages = PageWork(writer, staging, read_made(cache), content.anew)
            cache.close()
            index.begin(writer, pages.said, staging, content.anew if content.few and pages.is_only_texts else None)
            with stages("relate"):
                relations = relating.result()
                writer.relate(unpack_record(relations, Relations).near)
                alike = doing.enter_context(beside(partial(_alike, content)))
                if not alike.is_apart:
                    alike.result()
                content.traces.clear()  # what is there when processes are forked is soon there three times
            with stages("write"):
                made = pages.make(jobs=processes, progress=progress)
            with stages("index"):
                files = made.files + index.make(writer, pages.said, staging)
            problems = tuple(sort_problems([*content.problems, *alike.result()]))
            if has_errors(problems, strict=strict):
                raise ContentError(problems)
            if _nothing_withdrawn(content.archive, cache, paths):
                staging.carry(CARRIED)
            with stages("publish"):
                outcome = place.switch()
            index.remember()
        with stages("remember"):
            if made.whole:
                writer.remember_proof()
            remember_made(cache, made)
            if relations != related:
                cache.remember(_RELATED, relations)
        cache.remember(_numbers_of(paths), "\n".join(content.archive.by_number).encode())
        if reads is not None:
            cases = len(content.archive.cases)
            last = LastBuild(reads=reads, site=outcome.state, cases=cases, files=files, problems=problems)
            remember_build(cache, paths, last)
        return Report(archive=content.archive, problems=problems, files=files, outcome=outcome)

    if publication is not None:
        return _with_cache(paths, config, partial(run, publication))
    with Publication(paths.output) as own:
        return _with_cache(paths, config, partial(run, own))


def _nothing_withdrawn(archive: Archive, cache: Cache, paths: Paths) -> bool:
    """Whether all cases of the site before are known to be published still; else nothing of it may stay."""
    before = cache.memo(_numbers_of(paths))
    return before is not None and set(before.decode().split()) <= archive.by_number.keys()


def _numbers_of(paths: Paths) -> str:
    return f"numbers {paths.output.absolute()}"


def _with_cache(paths: Paths, config: SiteConfig, run: Callable[[Cache], Result]) -> Result:
    """Run with the cache; once more without what it held if that turns out to be damaged; without it at last, if there
    is no room for it."""
    base = base_digest(config)
    with Cache(paths.cache, base) as cache:
        try:
            return run(cache)
        except (CacheDamaged, sqlite3.DatabaseError):
            cache.throw_away()
        with suppress(sqlite3.OperationalError):
            return run(cache)
    with Cache(None, base) as scratch:
        return run(scratch)


# ── beside the pages ─────────────────────────────────────────────────────────
_RELATED = "related"


def _relate(content: Content, kept: bytes | None, jobs: int) -> Generator[bytes, None, None]:
    """The nearest other cases of each, packed; those that an edit did not touch are as they were kept."""
    before = unpack_record(kept, Relations) if kept is not None else None
    yield pack_record(update(before, content.archive, content.traces, jobs))


def _alike(content: Content) -> Generator[list[Problem], None, None]:
    yield content.alike()
