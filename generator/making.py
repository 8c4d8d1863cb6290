"""The plan of a site → its files: what an earlier build made is kept, the rest is made on all cores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct, field

from generator.cache import Cache, pack_record, unpack_record
from generator.fingerprints import SIZE
from generator.pages.addresses import ROBOTS, SITEMAP
from generator.pages.planned import Planned
from generator.progress import Progress
from generator.publish import Staging
from generator.site import SiteWriter
from generator.workers import run_all

Files: TypeAlias = tuple[tuple[str, bytes], ...]
"""Address and digest of each file that an entry of the plan made."""

Made: TypeAlias = bytes | tuple[bytes, Files]
"""Key of an entry of the plan and what it made: the key and the digest as one, where that is one file at its own address,
as nearly all are; tens of thousands are read at each build."""

CHUNK = 24
"""Pages that are given to a process at once."""
ALONE_BELOW_CHUNKS = 6
"""Such portions for which starting processes costs more than it saves."""


class MadePages(Struct, frozen=True, kw_only=True):
    """What all entries of a plan made, for the next build."""

    by_name: Mapping[str, Made] = field(default_factory=dict)
    """By the name of the entry."""
    shared: bytes = b""
    """What all pages depended on (`SiteWriter.shared_key`)."""
    own: Mapping[str, bytes] = field(default_factory=dict)
    """What the pages of each case depended on beside that, by its number (`SiteWriter.own_key`)."""
    cases: Mapping[str, bytes] = field(default_factory=dict)
    """Digest of all that was said of each case, by its number (`SiteWriter.case_key`)."""
    whole: bool = False
    """Whether nothing was kept: all of it was made."""

    @property
    def files(self) -> int:
        return sum(1 if isinstance(made, bytes) else len(made[1]) for made in self.by_name.values())


def read_made(cache: Cache) -> MadePages:
    """What the last build remembered; nothing, where it is not sound."""
    kept = cache.memo("pages")
    return unpack_record(kept, MadePages) if kept is not None else MadePages()


def remember_made(cache: Cache, made: MadePages) -> None:
    """For the next build."""
    cache.remember("pages", pack_record(made))


class PageWork:
    """What there is to make of a site, on top of what earlier builds made."""

    def __init__(self, writer: SiteWriter, staging: Staging, before: MadePages, read: Set[str]) -> None:
        """Find out what changed beside texts of cases.

        Args:
            writer: With the plan.
            staging: Takes the files.
            before: What earlier builds made: the key says of what, the published site whether it is still there.
            read: Numbers of the cases that were not remembered.
        """
        self._writer, self._staging, self._before = writer, staging, before
        self.is_only_texts = before.shared == writer.shared_key and all(
            _stands(name, made, staging) for name, made in before.by_name.items()
        )
        """Whether no page can be another but those of cases whose texts are, or their neighbours."""
        by_number = writer.archive.by_number
        known, new = (before.cases, read & by_number.keys()) if self.is_only_texts else ({}, by_number)
        self.said: Mapping[str, bytes] = {**known, **{number: writer.case_key(by_number[number]) for number in new}}
        """Digest of all that is said of each case, by its number."""

    def make(self, *, jobs: int, progress: Progress) -> MadePages:
        """Make every page and file of the plan that is not in the published site as it should be.

        Args:
            jobs: Processes.
            progress: Told how far the work is.
        """
        writer, staging, before = self._writer, self._staging, self._before
        own = {case.number: writer.own_key(case) for case in writer.archive.by_serial}
        made: dict[str, Made] = {}
        only: tuple[str, ...] | None = None
        if self.is_only_texts:
            made.update(before.by_name)
            only = tuple([number for number, key in own.items() if before.own.get(number) != key])
        maker = _Maker(writer, staging, only)
        work: list[int] = []
        for place, planned in enumerate(maker.plan):
            known = before.by_name.get(planned.url)
            if known is not None and _key_of(known) == planned.key and _stands(planned.url, known, staging):
                made[planned.url] = known
            else:
                made.pop(planned.url, None)
                work.append(place)
        staging.keep_all(_urls(made))
        chunks = [work[start : start + CHUNK] for start in range(0, len(work), CHUNK)]
        if len(chunks) >= ALONE_BELOW_CHUNKS:
            writer.load()
        given = (writer, staging, only)
        done = 0
        for part in run_all(_make, chunks, make=_Maker, args=given, jobs=jobs, chunk=1, alone_below=ALONE_BELOW_CHUNKS):
            for place, files in part:
                planned = maker.plan[place]
                made[planned.url] = _made(planned.url, planned.key, files)
            done += len(part)
            progress("write", done, len(work))
        if only is None:
            made |= _addresses(writer, staging, made)
        whole = only is None and len(work) == len(maker.plan)
        return MadePages(by_name=made, shared=writer.shared_key, own=own, cases=self.said, whole=whole)


def _made(name: str, key: bytes, files: Files) -> Made:
    if len(files) == 1 and files[0][0] == name and len(key) == SIZE:
        return key + files[0][1]
    return key, files


def _key_of(made: Made) -> bytes:
    return made[:SIZE] if isinstance(made, bytes) else made[0]


def _stands(name: str, made: Made, staging: Staging) -> bool:
    """Whether all of it is in the published site."""
    if isinstance(made, bytes):
        return staging.digest(name) == made[SIZE:]
    return all(staging.digest(url) == digest for url, digest in made[1])


def _urls(by_name: Mapping[str, Made]) -> list[str]:
    """Addresses of all files."""
    return [
        url
        for name, made in by_name.items()
        for url in ((name,) if isinstance(made, bytes) else (url for url, _ in made[1]))
    ]


def _addresses(writer: SiteWriter, staging: Staging, made: Mapping[str, Made]) -> dict[str, Made]:
    """The files that list the addresses of all others, where the settings say where the site stands."""
    from generator.pages.feeds import robots, sitemap  # noqa: PLC0415  (an edit of a text needs no feeds)

    config = writer.config
    if config.base_url is None:
        return {}
    others = tuple(f"{language}/" for language in config.language_codes[1:])
    pages = [url for url in _urls(made) if url.endswith(".html") and not url.startswith(others) and url != "404.html"]
    texts = {
        SITEMAP: sitemap(config, writer.archive, pages),
        ROBOTS: robots(config, sitemap_url=config.absolute(SITEMAP) or ""),
    }
    return {url: (b"", ((url, staging.write(url, text.encode())),)) for url, text in texts.items()}


# ── in the worker processes ──────────────────────────────────────────────────
class _Maker:
    """Makes entries of the plan; of that of some cases only, where these alone changed."""

    def __init__(self, writer: SiteWriter, staging: Staging, only: tuple[str, ...] | None) -> None:
        self.writer = writer
        self.staging = staging
        self.only = only

    @cached_property
    def plan(self) -> tuple[Planned, ...]:
        if self.only is None:
            return self.writer.plan
        return self.writer.plan_of(self.writer.archive.by_number[number] for number in self.only)


def _make(maker: _Maker, places: Sequence[int]) -> list[tuple[int, Files]]:
    made = []
    for place in places:
        files = maker.writer.make(maker.plan[place])
        made.append((place, tuple((url, maker.staging.write(url, data)) for url, data in files.items())))
    return made
