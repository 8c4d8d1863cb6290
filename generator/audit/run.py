"""An audit of a folder: the only part of the package that reads the disk. Pages are read in all processes."""

from __future__ import annotations

import datetime as dt
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.audit import whole
from generator.audit.findings import Group, grouped
from generator.audit.page import COMPRESSION, PageFacts, PageReader
from generator.audit.texts import KINDS, TextReader
from generator.audit.whole import HOME, File, Weight
from generator.config import SiteConfig
from generator.progress import Progress, no_progress
from generator.workers import run_all

_SEARCH = "search/"
"""The index: packed texts of the pages, which are looked at as pages."""


class NoSiteError(Exception):
    """The folder has no home page."""


class AuditReport(Struct, frozen=True, kw_only=True):
    """What an audit found."""

    pages: int
    files: int
    size: int
    """Bytes of all files."""
    index_size: int
    """Bytes of the search index among them."""
    weights: tuple[Weight, ...]
    hosts: Mapping[str, int]
    """Other hosts that pages link to → number of those pages; most pages first."""
    groups: tuple[Group, ...]

    def count(self, severity: str) -> int:
        """Kinds of findings of a severity, each counted once however many places it has."""
        return sum(group.severity == severity for group in self.groups)


def audit(
    site: Path,
    *,
    config: SiteConfig | None,
    today: dt.date,
    jobs: int,
    progress: Progress = no_progress,
) -> AuditReport:
    """Check a built site.

    Args:
        site: Its folder.
        config: The settings, if at hand: then the home page must show what they say.
        today: For how long ago the site last changed.
        jobs: Processes.
        progress: Told how many pages were read.

    Raises:
        NoSiteError: The folder has no home page.
    """
    files = dict(_files(site))
    if HOME not in files:
        raise NoSiteError(str(site))
    html = sorted(path for path in files if path.endswith(".html"))
    home = PageReader(files).read(HOME, (site / HOME).read_bytes())
    base_url = home.canonical.removesuffix(HOME) if home.canonical.endswith(HOME) else ""
    pages: list[PageFacts] = []
    linked: set[str] = set()
    args = (site, frozenset(files), base_url, bool(home.labels))
    for done, facts in enumerate(run_all(_read, html, make=_Reading, args=args, jobs=jobs), 1):
        linked |= facts.linked
        pages.append(replace(facts, linked=frozenset()))  # a large site has millions of links
        progress("audit", done, len(html))
    loaded = {path for page in pages for path in page.loaded}
    findings = [finding for page in pages for finding in page.findings]
    texts = TextReader(files, base_url=base_url)
    for path in files:
        if path.rpartition(".")[2] in KINDS and not path.startswith(_SEARCH):
            findings += texts.read(path, _text(site / path))
    files = {
        path: File(size=file.size, compressed=_compressed(site / path)) if path in loaded else file
        for path, file in files.items()
    }
    updated, sitemap = _updated(site), _text(site / "sitemap.xml") if "sitemap.xml" in files else None
    findings += whole.check_files(files, linked | loaded | texts.used)
    findings += whole.check_fragments(pages)
    findings += whole.check_alike(pages, home)
    findings += whole.check_conventions(home)
    findings += whole.check_settings(home, _expected(config)) if config is not None else ()
    findings += whole.check_columns(pages)
    findings += whole.check_reached(pages, linked)
    findings += whole.check_addresses(pages, base_url, sitemap) if base_url else ()
    findings += whole.check_rest(updated, today)
    findings += whole.check_weights(pages, files)
    hosts = Counter(host for page in pages for host in page.hosts)
    return AuditReport(
        pages=len(pages),
        files=len(files),
        size=sum(file.size for file in files.values()),
        index_size=sum(file.size for path, file in files.items() if path.startswith(_SEARCH)),
        weights=whole.weights(pages, files),
        hosts=dict(sorted(hosts.items(), key=lambda item: (-item[1], item[0]))),
        groups=grouped(findings),
    )


class _Reading:
    """What a process needs to read pages."""

    def __init__(self, site: Path, files: frozenset[str], base_url: str, has_labels: bool) -> None:
        self.site = site
        self.reader = PageReader(files, base_url=base_url, has_labels=has_labels)


def _read(reading: _Reading, path: str) -> PageFacts:
    return reading.reader.read(path, (reading.site / path).read_bytes())


def _files(site: Path) -> Iterator[tuple[str, File]]:
    """Every file of the site by its path from the root, sorted; links to elsewhere count as files, not followed."""
    found = []
    for folder, _, names in os.walk(site):
        below = Path(folder).relative_to(site).as_posix()
        for name in names:
            path = name if below == "." else f"{below}/{name}"
            found.append((path, File(size=(site / path).lstat().st_size)))
    yield from sorted(found, key=lambda item: item[0])


def _expected(config: SiteConfig) -> Iterator[tuple[str, str]]:
    """Settings with their values that the home page of the default language must show."""
    labels, footer, language = config.labels, config.footer, config.default_language
    for name, value in (
        ("labels.site_name", labels.site_name),
        ("labels.site_domain", labels.site_domain),
        ("labels.site_id_code", labels.site_id_code),
        ("footer.icp", footer.icp),
        ("footer.police", footer.police),
    ):
        if value:
            yield name, value
    for name in ("host", "operator", "support", "address", "contact"):
        value = getattr(footer, name).get(language)
        if value:
            yield f"footer.{name}", value


def _updated(site: Path) -> dt.date | None:
    """The day of the latest change, as the feed of all cases says it."""
    found = (
        re.search(r"<updated>(\d{4}-\d\d-\d\d)", _text(site / "feed.xml")) if (site / "feed.xml").is_file() else None
    )
    return dt.date.fromisoformat(found[1]) if found else None


def _compressed(file: Path) -> int:
    return len(zlib.compress(file.read_bytes(), COMPRESSION))


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")
