"""The order of the steps: settings → vocabulary → each case → checks between cases → pages → site."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Mapping, Set
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from generator.archive.archive import Archive, FreePage
from generator.archive.checks.between import check_links, check_numbers, check_series
from generator.archive.checks.likeness import check_likeness
from generator.archive.checks.markdown import InnerLink
from generator.archive.documents import Body, body_of
from generator.archive.model import Case
from generator.archive.reading import PAGES_FOLDER, read_text, scan
from generator.archive.related import Relations, update
from generator.archive.traces import Trace
from generator.archive.vocabulary import Vocabulary
from generator.beside import Beside
from generator.cache import Cache, CacheDamaged, pack_record, unpack_record
from generator.config import SiteConfig, load_config
from generator.gather import base_digest, gather, gather_vocabulary
from generator.index_apart import Order, patch_index, remember_vocabulary
from generator.interface_words import check_words
from generator.jieba_beside import JiebaBeside
from generator.listing import Listing
from generator.making import PageWork, read_made, remember_made
from generator.pages.addresses import RESERVED
from generator.paths import Paths
from generator.problems import ContentError, Location, Problem, has_errors, sort_problems
from generator.progress import Progress, no_progress
from generator.publish import Outcome, Publication, Staging
from generator.searched import document_of, vocabulary_of
from generator.site import SiteWriter
from generator.stages import Stages
from generator.texts import Texts
from generator.unchanged import LastBuild, remember_build
from generator.workers import ALONE_BELOW, cores

SEARCH = "search/"
"""Where the index lies in a site."""
CARRIED = ("assets/", SEARCH)
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
        read = _read(paths, config, jobs or cores(), progress, cache, None, render=False)
        return read.archive, sort_problems([*read.problems, *next(_alike(read, paths.content))])

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
            patch = doing.enter_context(_patching(config, cache, jieba, wanted=search and processes > 1))
            with stages("read"):
                read = _read(paths, config, processes, progress, cache, listing, render=True)
                if has_errors(read.problems, strict=strict):
                    raise ContentError([*read.problems, *next(_alike(read, paths.content))])
                related = cache.memo(_RELATED)
                cache.close()  # other processes read it now
                beside = partial(Beside, apart=read.few and processes > 1, once=True)
                relating = doing.enter_context(beside(partial(_relations, read, related, processes)))
            staging = place.staging()
            writer = SiteWriter(
                read.archive,
                read.digests,
                config,
                paths.theme,
                paths.content,
                cache.path,
                vocabulary=read.vocabulary,
                has_search=search,
            )
            work = PageWork(writer, staging, read_made(cache), read.anew)
            cache.close()
            # After an edit the index is patched beside the pages; a whole one needs all cores for itself.
            told = patch.is_apart and work.is_only_texts and read.few
            if told:
                writer.load_dictionary(jieba)
                patch.go_on(_order(writer, read.anew, work.said, staging))
            else:
                patch.close()
                if jieba is not None:
                    jieba.close()
            with stages("relate"):
                relations = relating.result()
                writer.relate(unpack_record(relations, Relations).near)
                alike = doing.enter_context(beside(partial(_alike, read, paths.content)))
                if not alike.is_apart:
                    alike.result()
                read.traces.clear()  # what is there when processes are forked is soon there three times
            with stages("write"):
                made = work.make(jobs=processes, progress=progress)
            with stages("index"):
                index, indexed = patch, patch.result() if told else None
                if indexed is None:
                    indexing = partial(_index, writer, work.said, cache, staging, processes, progress)
                    index = doing.enter_context(Beside(indexing, apart=False))
                    indexed = index.result() or 0
            problems = tuple(sort_problems([*read.problems, *alike.result()]))
            if has_errors(problems, strict=strict):
                raise ContentError(problems)
            if _nothing_withdrawn(read.archive, cache, paths):
                staging.carry(CARRIED)
            with stages("publish"):
                outcome = place.switch()
            index.go_on()
            index.result()
        with stages("remember"):
            if made.whole:
                writer.remember_proof()
            remember_made(cache, made)
            if relations != related:
                cache.remember(_RELATED, relations)
        cache.remember(_numbers_of(paths), "\n".join(read.archive.by_number).encode())
        if reads is not None:
            last = LastBuild(
                reads=reads,
                site=outcome.state,
                cases=len(read.archive.cases),
                files=made.files + indexed,
                problems=problems,
            )
            remember_build(cache, paths, last)
        return Report(archive=read.archive, problems=problems, files=made.files + indexed, outcome=outcome)

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


# ── reading ──────────────────────────────────────────────────────────────────
class _Read(Struct, frozen=True, kw_only=True):
    """The content, read and checked."""

    archive: Archive
    problems: list[Problem]
    cases: list[Case]
    """Also those that are not published."""
    traces: list[Trace]
    """One of each case, by which cases are compared; no longer there when that is done."""
    anew: frozenset[str]
    """Numbers of the cases that were not remembered."""
    few: bool
    """Whether few folders were not."""
    digests: Mapping[str, bytes]
    """From `gather`."""
    vocabulary: bytes
    """Digest of its files."""


def _read(
    paths: Paths,
    config: SiteConfig,
    jobs: int,
    progress: Progress,
    cache: Cache,
    listing: Listing | None,
    *,
    render: bool,
) -> _Read:
    vocabulary, key, problems = gather_vocabulary(paths.content, cache)
    problems += check_words(paths.theme / "strings", config.language_codes, paths.config.name)
    folders, found = scan(paths.content, [declared.id for declared in config.types], listing)
    problems += found
    problems += [
        Problem(Location(folder.path), "address-reserved", {"slug": folder.slug})
        for folder in folders
        if folder.type == PAGES_FOLDER and folder.slug in RESERVED | set(config.language_codes)
    ]
    gathered = gather(
        folders, paths.content, config, vocabulary, key, cache, render=render, jobs=jobs, progress=progress
    )
    problems += gathered.problems
    cases = [known.case for known in gathered.known if known.case is not None]
    pages = [known.page for known in gathered.known if known.page is not None]
    traces = [known.trace for known in gathered.known if known.trace is not None]
    links = [link for known in gathered.known for link in known.links]
    sound = {f"{case.type}/{case.slug}" for case in cases} | {f"{PAGES_FOLDER}/{page.slug}" for page in pages}
    broken = frozenset(folder.path for folder in folders) - sound
    problems += _check_between(cases, pages, links, config, vocabulary, broken)
    return _Read(
        archive=Archive.of(cases, vocabulary, pages),
        problems=problems,
        cases=cases,
        traces=traces,
        anew=frozenset([case.number for case in cases if f"{case.type}/{case.slug}" in gathered.read]),
        few=len(gathered.read) < ALONE_BELOW,
        digests=gathered.digests,
        vocabulary=key,
    )


def _alike(read: _Read, content: Path) -> Generator[list[Problem], None, None]:
    """Passages that stand in two cases."""
    yield check_likeness(read.cases, read.traces, lambda case: _read_body(content, case), read.archive.vocabulary)


def _read_body(content: Path, case: Case) -> Body:
    """The original text of a case once more: only few cases are suspected of being alike."""
    source, _ = read_text(content, next(iter(case.articles.values())).path)
    return body_of(source) if source is not None else Body(text="", line=1)


def _check_between(
    cases: list[Case],
    pages: list[FreePage],
    links: list[InnerLink],
    config: SiteConfig,
    vocabulary: Vocabulary,
    broken: frozenset[str],
) -> list[Problem]:
    return [
        *check_numbers(cases),
        *check_series(cases, vocabulary),
        *check_links(links, cases, [page.slug for page in pages], config.language_codes, broken),
    ]


# ── writing ──────────────────────────────────────────────────────────────────
_RELATED = "related"


def _relations(read: _Read, kept: bytes | None, jobs: int) -> Generator[bytes, None, None]:
    """The nearest other cases of each, packed; those that an edit did not touch are as they were kept."""
    before = unpack_record(kept, Relations) if kept is not None else None
    yield pack_record(update(before, read.archive, read.traces, jobs))


def _patching(config: SiteConfig, cache: Cache, jieba: JiebaBeside | None, *, wanted: bool) -> Beside[int | None]:
    """Begin to load what patching the index takes, where there is one; whether it can be patched is not known yet."""
    keep = _index_folder(cache)
    steps = partial(patch_index, config, cache.path, keep, jieba)
    return Beside(steps, apart=wanted and cache.lasting and keep.is_dir())


def _index_folder(cache: Cache) -> Path:
    return cache.folder / "search"


def _order(writer: SiteWriter, anew: Set[str], said: Mapping[str, bytes], staging: Staging) -> Order:
    """What the index must know after an edit of texts."""
    archive, texts = writer.archive, Texts(writer.store)
    changed = [case for case in archive.cases if case.number in anew]
    return Order(
        vocabulary=writer.shared_key,
        keys={case.serial: said[case.number].hex() for case in archive.cases},
        documents={case.serial: document_of(case, archive.vocabulary, writer.config, texts) for case in changed},
        staging=staging.below(SEARCH),
    )


def _index(
    writer: SiteWriter, said: Mapping[str, bytes], cache: Cache, staging: Staging, jobs: int, progress: Progress
) -> Generator[int | None, None, None]:
    """Make the search index on top of what the cache has of it; yields the number of its files, and remembers them."""
    if not writer.has_search:
        yield 0
        return
    from generator.indexing import add_files, index_build  # noqa: PLC0415  (half of what loading the program takes)

    archive, config = writer.archive, writer.config
    vocabulary = vocabulary_of(archive, config, writer.words)
    with index_build(
        archive,
        config,
        vocabulary,
        cache.path,
        jobs=jobs,
        keys=said,
        keep=_index_folder(cache) if cache.lasting else None,
        exists=lambda path: staging.digest(path) is not None,
        progress=progress,
    ) as index:
        yield add_files(index, staging)
        index.commit()
    remember_vocabulary(cache, writer.shared_key, vocabulary)
