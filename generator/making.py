"""The plan of a site → its files: what an earlier build made is kept, the rest is made on all cores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.cache import Cache, pack_value, unpack_value
from generator.pages.addresses import ROBOTS, SITEMAP
from generator.pages.feeds import robots, sitemap
from generator.progress import Progress
from generator.publish import Staging
from generator.site import SiteWriter
from generator.workers import run_all

Files: TypeAlias = tuple[tuple[str, bytes], ...]
"""Address and digest of each file that an entry of the plan made."""

CHUNK = 24
"""Pages that are given to a process at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePages:
    """What all entries of a plan made, for the next build."""

    by_name: Mapping[str, tuple[bytes, Files]]
    """Key and files, by the name of the entry."""

    @property
    def files(self) -> int:
        return sum(len(files) for _, files in self.by_name.values())


def read_made(cache: Cache) -> MadePages:
    """What the last build remembered; nothing, where it is not sound."""
    kept = cache.memo("pages")
    return MadePages(by_name=unpack_value(kept) if kept is not None else {})


def remember_made(cache: Cache, made: MadePages) -> None:
    """For the next build."""
    cache.remember("pages", pack_value(dict(made.by_name)))


def make_pages(writer: SiteWriter, staging: Staging, before: MadePages, *, jobs: int, progress: Progress) -> MadePages:
    """Make every page and file of the plan that is not in the published site as it should be.

    Args:
        writer: With the plan.
        staging: Takes the files.
        before: What earlier builds made: the key says of what, the published site whether it is still there.
        jobs: Processes.
        progress: Told how far the work is.
    """
    made: dict[str, tuple[bytes, Files]] = {}
    work: list[int] = []
    kept: list[str] = []
    for place, planned in enumerate(writer.plan):
        known = before.by_name.get(planned.url)
        if known is not None and known[0] == planned.key and _stand(known[1], staging):
            made[planned.url] = known
            kept += [url for url, _ in known[1]]
        else:
            work.append(place)
    staging.keep_all(kept)
    chunks = [work[start : start + CHUNK] for start in range(0, len(work), CHUNK)]
    done = 0
    for part in run_all(_make, chunks, make=_Maker, args=(writer, staging), jobs=jobs, chunk=1, alone_below=6):
        for place, files in part:
            planned = writer.plan[place]
            made[planned.url] = planned.key, files
        done += len(part)
        progress("write", done, len(work))
    made |= _addresses(writer, staging, made)
    return MadePages(by_name=made)


def _stand(files: Files, staging: Staging) -> bool:
    return all(staging.digest(url) == digest for url, digest in files)


def _addresses(
    writer: SiteWriter, staging: Staging, made: Mapping[str, tuple[bytes, Files]]
) -> dict[str, tuple[bytes, Files]]:
    """The files that list the addresses of all others, where the settings say where the site stands."""
    config = writer.config
    if config.base_url is None:
        return {}
    others = tuple(f"{language}/" for language in config.language_codes[1:])
    urls = [url for _, files in made.values() for url, _ in files]
    pages = [url for url in urls if url.endswith(".html") and not url.startswith(others) and url != "404.html"]
    texts = {
        SITEMAP: sitemap(config, writer.archive, pages),
        ROBOTS: robots(config, sitemap_url=config.absolute(SITEMAP) or ""),
    }
    return {url: (b"", ((url, staging.write(url, text.encode())),)) for url, text in texts.items()}


# ── in the worker processes ──────────────────────────────────────────────────
class _Maker:
    def __init__(self, writer: SiteWriter, staging: Staging) -> None:
        self.writer = writer
        self.staging = staging


def _make(maker: _Maker, places: Sequence[int]) -> list[tuple[int, Files]]:
    made = []
    for place in places:
        files = maker.writer.make(maker.writer.plan[place])
        made.append((place, tuple((url, maker.staging.write(url, data)) for url, data in files.items())))
    return made
