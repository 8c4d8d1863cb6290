"""The whole content, read and checked: each folder by itself, then all together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator.archive.archive import Archive
from generator.archive.checks.between import check_links, check_numbers, check_series
from generator.archive.checks.likeness import check_likeness
from generator.archive.documents import Body, body_of
from generator.archive.model import Case
from generator.archive.reading import PAGES_FOLDER, highest_given, read_text, scan
from generator.archive.traces import Trace
from generator.cache import Cache
from generator.config import SiteConfig
from generator.gather import gather, gather_vocabulary
from generator.interface_words import check_words
from generator.listing import Listing
from generator.pages.addresses import RESERVED
from generator.paths import Paths
from generator.problems import Location, Problem
from generator.progress import Progress
from generator.workers import ALONE_BELOW


class Content(Struct, frozen=True, kw_only=True):
    """What was read, and what was found wrong with it; of the comparison of texts see `alike`."""

    folder: Path

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

    def alike(self) -> list[Problem]:
        """Passages that stand in two cases."""
        return check_likeness(self.cases, self.traces, self._body, self.archive.vocabulary)

    def _body(self, case: Case) -> Body:
        """The original text of a case once more: only few cases are suspected of being alike."""
        source, _ = read_text(self.folder, next(iter(case.articles.values())).path)
        return body_of(source) if source is not None else Body(text="", line=1)


def read_content(
    paths: Paths,
    config: SiteConfig,
    jobs: int,
    progress: Progress,
    cache: Cache,
    listing: Listing | None,
    *,
    render: bool,
) -> Content:
    """Read the vocabulary, and each folder that is not remembered; check all of it.

    Args:
        paths: Where things are.
        config: The settings.
        jobs: Processes.
        progress: Told how far the work is.
        cache: What earlier runs found out.
        listing: What lies in the content folder, where somebody has looked already.
        render: Whether the texts are wanted as HTML.
    """
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
    problems += [
        *check_numbers(cases, partial(highest_given, paths.content)),
        *check_series(cases, vocabulary),
        *check_links(links, cases, [page.slug for page in pages], config.language_codes, broken),
    ]
    return Content(
        folder=paths.content,
        archive=Archive.of(cases, vocabulary, pages),
        problems=problems,
        cases=cases,
        traces=traces,
        anew=frozenset([case.number for case in cases if f"{case.type}/{case.slug}" in gathered.read]),
        few=len(gathered.read) < ALONE_BELOW,
        digests=gathered.digests,
        vocabulary=key,
    )
