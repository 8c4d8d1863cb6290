"""What only the pages together show: dead places, differing footers, blank columns, orphans, weights."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from generator.archive.reading import show_size
from generator.audit.findings import SITE, Finding
from generator.audit.footer import check_footer
from generator.audit.labels import ONLY_SITE, SITE_LABELS
from generator.audit.page import PageFacts
from generator.problems import Location

HOME = "index.html"
LONGEST_REST = 14
"""Days without change after which a home page fails an inspection."""

FIRST_LOAD = 450_000
FIRST_LOAD_COMPRESSED = 130_000
"""Bytes of a page with its styles, scripts and pictures, as the project promises for articles."""
LARGEST_PICTURE = 1_000_000

_LISTS = frozenset({"cases", "type", "theme", "region", "year", "method", "series"})
"""Kinds of page that list cases."""
_WITHOUT_ENTRIES = frozenset({"page", "case", "glossary", "statistics", *ONLY_SITE})
"""Kinds of page that may stand without a link in their content."""

_FOREIGN = re.compile(
    r"(?:^|/)(?:\.[^/]+|~\$[^/]*|Thumbs\.db|desktop\.ini)(?:/|$)|~$"
    r"|\.(?:tmp|bak|swp|orig|old|rej|part|md|py|pyc|ya?ml|toml|psd|doc|log|sql|sqlite|zip|rar|7z|tar|gz|php|exe|bat|sh)$",
    re.I,
)
_MARK = ".anliku"
_HASHED = re.compile(r"(.*)\.[0-9a-f]{8,}(\.[^./]+)")
_PICTURES = (".webp", ".png", ".jpg", ".jpeg", ".gif")


class File(Struct, frozen=True, kw_only=True):
    """A file of the site: bytes, and bytes after deflate where they are known."""

    size: int
    compressed: int | None = None


class Weight(Struct, frozen=True, kw_only=True):
    """The heaviest page of one kind."""

    kind: str
    count: int
    """Pages of the kind."""
    path: str
    page: int
    page_compressed: int
    first_load: int
    first_load_compressed: int


def check_files(files: Mapping[str, File], used: Collection[str]) -> Iterator[Finding]:
    """Files that should not be there; `used` are those that some page or style points to."""
    newest: dict[tuple[str, str], set[str]] = {}
    for path, file in files.items():
        where = Location(path)
        if path == _MARK:
            continue
        if _FOREIGN.search(path):
            yield Finding(where, "file-foreign")
        if file.size == 0:
            yield Finding(where, "file-empty")
        if path.endswith(_PICTURES) and file.size > LARGEST_PICTURE:
            args = {"size": show_size(file.size), "limit": show_size(LARGEST_PICTURE)}
            yield Finding(where, "weight-picture", args)
        hashed = _HASHED.fullmatch(path)
        if hashed is not None and path.startswith("assets/"):
            newest.setdefault((hashed[1], hashed[2]), set()).add(path)
    for versions in newest.values():
        if versions & set(used):
            yield from (Finding(Location(path), "file-stale") for path in versions - set(used))


def check_fragments(pages: Iterable[PageFacts]) -> Iterator[Finding]:
    """Links to a place that another page does not have."""
    pages = list(pages)
    ids = {page.path: page.ids for page in pages}
    for page in pages:
        for path, fragment, address, line in page.fragments:
            if path in ids and fragment not in ids[path] and fragment != "top":
                yield Finding(Location(page.path, line), "link-fragment", {"target": address})


def check_alike(pages: Sequence[PageFacts], home: PageFacts) -> Iterator[Finding]:
    """Labels of the site and footers are the same on all pages: those of the home page in their language."""
    homes = {page.language: page for page in pages if page.kind == "home"}
    for page in pages:
        own = homes.get(page.language, home)
        where = Location(page.path)
        for label in SITE_LABELS:
            if label in page.labels and label in own.labels and page.labels[label] != own.labels[label]:
                args = {"label": label, "value": page.labels[label], "home": own.labels[label]}
                yield Finding(where, "label-inconsistent", args)
        if page.footer is not None and page.kind and page.language in homes and page.footer != own.footer:
            yield Finding(where, "footer-differs")


def check_conventions(home: PageFacts) -> Iterator[Finding]:
    """Whether the site has labels at all; the numbers in the footer of the home page."""
    if not home.labels:
        yield Finding(SITE, "labels-unset")
    for code, args in check_footer(home.footer or "", home.footer_links, home.labels):
        yield Finding(Location(home.path), code, args)


def check_settings(home: PageFacts, expected: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Settings that the home page does not show: it was built before they were changed."""
    shown = {*home.labels.values()}
    footer = "".join((home.footer or "").split())
    for setting, value in expected:
        if value not in shown and "".join(value.split()) not in footer:
            yield Finding(Location(home.path), "setting-not-shown", {"setting": setting, "value": value})


def check_columns(pages: Iterable[PageFacts]) -> Iterator[Finding]:
    """Columns without content."""
    for page in pages:
        if not page.kind or page.kind in _WITHOUT_ENTRIES:
            continue
        if not (page.lists_cases if page.kind in _LISTS else page.links_in_content):
            yield Finding(Location(page.path), "column-blank", {"kind": page.kind})


def check_reached(pages: Sequence[PageFacts], linked: Collection[str]) -> Iterator[Finding]:
    """Pages that no other page points to; home pages and the page of missing addresses need no link."""
    for page in pages:
        if page.path not in linked and PurePosixPath(page.path).name not in (HOME, "404.html"):
            yield Finding(Location(page.path), "page-orphan")


def check_addresses(pages: Sequence[PageFacts], base_url: str, sitemap: str | None) -> Iterator[Finding]:
    """Canonical addresses and the sitemap, where the site says where it stands."""
    for page in pages:
        if page.canonical and page.canonical != base_url + page.path:
            args = {"value": page.canonical, "expected": base_url + page.path}
            yield Finding(Location(page.path), "canonical-wrong", args)
    if sitemap is None:
        return
    listed: dict[str, int] = {}
    for found in re.finditer(r"<loc>([^<]+)</loc>", sitemap):
        listed.setdefault(
            found[1].replace("&amp;", "&").removeprefix(base_url), sitemap.count("\n", 0, found.start()) + 1
        )
    there = {page.path for page in pages}
    for path, line in listed.items():
        if path not in there:
            yield Finding(Location("sitemap.xml", line), "sitemap-dead", {"target": path})
    for page in pages:
        if page.canonical and "noindex" not in page.robots and page.path not in listed:
            yield Finding(Location(page.path), "sitemap-lacks")


def check_rest(updated: dt.date | None, today: dt.date) -> Iterator[Finding]:
    """How long ago the site last changed."""
    if updated is not None and (today - updated).days > LONGEST_REST:
        yield Finding(SITE, "site-not-updated", {"date": updated.isoformat(), "days": (today - updated).days})


def weights(pages: Iterable[PageFacts], files: Mapping[str, File]) -> tuple[Weight, ...]:
    """The heaviest page of each kind, kinds in alphabetical order."""
    heaviest: dict[str, tuple[int, str, Weight]] = {}
    counts: dict[str, int] = {}
    for page in pages:
        kind = page.kind or "-"
        counts[kind] = counts.get(kind, 0) + 1
        weight = weigh(page, files)
        key = (weight.first_load, page.path, weight)
        if kind not in heaviest or key[:2] > heaviest[kind][:2]:
            heaviest[kind] = key
    return tuple(replace(heaviest[kind][2], count=counts[kind]) for kind in sorted(heaviest))


def check_weights(pages: Iterable[PageFacts], files: Mapping[str, File]) -> Iterator[Finding]:
    """Pages whose first load is too heavy; each kind is told once, with its heaviest page."""
    heavy: dict[str, list[Weight]] = {}
    for page in pages:
        weight = weigh(page, files)
        if weight.first_load > FIRST_LOAD or weight.first_load_compressed > FIRST_LOAD_COMPRESSED:
            heavy.setdefault(weight.kind, []).append(weight)
    for kind, found in heavy.items():
        heaviest = max(found, key=lambda weight: (weight.first_load, weight.path))
        args = {
            "kind": kind,
            "count": len(found),
            "raw": show_size(heaviest.first_load),
            "compressed": show_size(heaviest.first_load_compressed),
            "limit": show_size(FIRST_LOAD),
            "compressed_limit": show_size(FIRST_LOAD_COMPRESSED),
        }
        yield Finding(Location(heaviest.path), "weight-first-load", args)


def weigh(page: PageFacts, files: Mapping[str, File]) -> Weight:
    """What a browser downloads for a page that it opens first."""
    loaded = [files[path] for path in page.loaded if path in files]
    return Weight(
        kind=page.kind or "-",
        count=1,
        path=page.path,
        page=page.size,
        page_compressed=page.compressed,
        first_load=page.size + sum(file.size for file in loaded),
        first_load_compressed=page.compressed + sum(file.compressed or file.size for file in loaded),
    )
