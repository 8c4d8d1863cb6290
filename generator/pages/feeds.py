"""Atom feeds, the sitemap and robots.txt: plain text, no templates."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from xml.sax.saxutils import escape, quoteattr

from generator.archive.archive import Archive
from generator.archive.model import Case
from generator.config import SiteConfig
from generator.pages import views
from generator.pages.addresses import Addresses
from generator.pages.common import Desk
from generator.pages.planned import Planned
from generator.pages.region import region_feed
from generator.pages.theme import theme_feed

TOOLS = frozenset({"search.html", "basket.html"})
"""Pages that hold nothing of their own: they tell search engines to leave them out, and so does the sitemap."""

ENTRIES_KEPT = 2_000
"""Cases as they stand in feeds, a kilobyte each."""


def feeds(desk: Desk) -> Iterator[Planned]:
    """The feeds of all cases, of each region and of each theme with a case."""
    name = desk.say(desk.config.name)
    yield _planned(desk, desk.archive.cases, views.Feed(title=name, url=desk.to.feed()), desk.to.home)
    for region_id in desk.archive.vocabulary.regions:  # places below each other are near, and have the same cases
        cases = desk.archive.by_region.get(region_id)
        if cases is not None:
            yield _planned(desk, cases, region_feed(desk, region_id), desk.to.region(region_id))
    for theme_id, cases in desk.archive.by_theme.items():
        yield _planned(desk, cases, theme_feed(desk, theme_id), desk.to.theme(theme_id))


def _planned(desk: Desk, cases: Sequence[Case], feed: views.Feed, page: str) -> Planned:
    shown = _newest(cases, desk.config.feed_size)
    key = desk.key("feed", feed.title, feed.url, page, desk.depends.cards(shown))
    return Planned(url=feed.url, key=key, make=lambda: _feed(desk, shown, feed.title, feed.url, page).encode())


def _newest(cases: Sequence[Case], count: int) -> list[Case]:
    """So many cases that were published or changed last, of cases in the order of the archive.

    Those never changed are in order already, so only the first of them need be compared with those that were.
    """
    unchanged = islice((case for case in cases if case.updated is None), count)
    changed = (case for case in cases if case.updated is not None)
    return heapq.nsmallest(count, chain(unchanged, changed), key=lambda case: (-case.modified.toordinal(), case.serial))


def _feed(desk: Desk, shown: Sequence[Case], title: str, url: str, page: str) -> str:
    updated = _time(desk, shown[0].modified)
    rows = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(desk.tag(desk.language))}>',
        f"  <title>{escape(title)}</title>",
        f"  <id>{escape(_id(desk, url))}</id>",
        f"  <updated>{updated}</updated>",
        f"  <author><name>{escape(desk.say(desk.config.footer.host) or desk.say(desk.config.name))}</name></author>",
        f'  <link rel="self" type="application/atom+xml" href={quoteattr(_address(desk, url, url))}/>',
        f'  <link rel="alternate" type="text/html" href={quoteattr(_address(desk, page, url))}/>',
    ]
    rows += [_entry(desk, case, url) for case in shown]
    return "\n".join([*rows, "</feed>", ""])


def _entry(desk: Desk, case: Case, feed: str) -> str:
    """A case in a feed: the same in all feeds of a folder, of which some ten have it, mostly soon after each other."""
    place = (case.number, feed.count("/"))
    if place not in desk.entries:
        if len(desk.entries) == ENTRIES_KEPT:
            desk.entries.clear()
        desk.entries[place] = "\n".join(_rows(desk, case, feed))
    return desk.entries[place]


def _rows(desk: Desk, case: Case, feed: str) -> Iterable[str]:
    article = case.article(desk.language)
    url = desk.to.case(case.slug)
    yield "  <entry>"
    yield f"    <title>{escape(article.title)}</title>"
    yield f"    <id>{escape(_id(desk, f'{desk.language}/{case.number}'))}</id>"
    yield f"    <published>{_time(desk, case.published)}</published>"
    yield f"    <updated>{_time(desk, case.modified)}</updated>"
    yield f'    <link rel="alternate" type="text/html" href={quoteattr(_address(desk, url, feed))}/>'
    for contributor in case.contributors:
        yield f"    <author><name>{escape(desk.person(contributor.name))}</name></author>"
    for theme in case.themes:
        yield f"    <category term={quoteattr(theme)} label={quoteattr(desk.theme(theme).label)}/>"
    yield f"    <summary>{escape(article.summary)}</summary>"
    yield "  </entry>"


def _address(desk: Desk, url: str, feed: str) -> str:
    """Absolute where the settings say where the site stands; else relative to the feed itself."""
    return desk.config.absolute(url) or "../" * feed.count("/") + url


def _id(desk: Desk, name: str) -> str:
    """An id that stays the same for ever: an address, or a `tag:` name (RFC 4151) where there is no address."""
    if desk.config.base_url is not None:
        return desk.config.absolute(name) or ""
    return f"tag:{desk.config.feed_id or 'anliku.invalid,2026'}:{name}"


def _time(desk: Desk, day: dt.date) -> str:
    """A day as feeds write it: they need a time, which is midnight unless the settings say when the office publishes."""
    return f"{day.isoformat()}T{desk.config.labels.publication_time or '00:00'}:00{desk.config.time_zone}"


def robots(config: SiteConfig, *, sitemap_url: str) -> str:
    """`robots.txt`: what search engines may read; only where the settings give a base URL.

    Args:
        config: With `base_url`. Robots look for this file at the root of a host only: for a site below a path the
            rules name that path, so that they can be copied into the file of the portal.
        sitemap_url: Full address of the sitemap.
    """
    path = config.base_path or "/"
    rows = [] if path == "/" else ["# Only the robots.txt at the root of a host counts: copy these lines into it."]
    rows += ["User-agent: *", f"{'Disallow' if config.robots == 'noindex' else 'Allow'}: {path}"]
    if config.robots == "index":
        rows.append(f"Sitemap: {sitemap_url}")
    return "\n".join([*rows, ""])


def sitemap(config: SiteConfig, archive: Archive, urls: Iterable[str]) -> str:
    """The sitemap of all pages, each with its languages; only where the settings give a base URL.

    Args:
        config: With `base_url`.
        archive: For the days of the last changes.
        urls: Addresses of the pages of the default language; every other language has the same ones below its folder.
    """
    tos = [Addresses(language, config.default_language) for language in config.language_codes]
    modified = {to.case(case.slug): case.modified.isoformat() for case in archive.cases for to in tos}
    rows = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for url in sorted(set(urls) - TOOLS):
        links = [
            f'    <xhtml:link rel="alternate" hreflang={quoteattr(entry.tag)} '
            f"href={quoteattr(config.absolute(to.root + url) or '')}/>"
            for entry, to in zip(config.languages, tos, strict=True)
        ]
        for to in tos:
            rows.append(f"  <url><loc>{escape(config.absolute(to.root + url) or '')}</loc>")
            if to.root + url in modified:
                rows.append(f"    <lastmod>{modified[to.root + url]}</lastmod>")
            rows += [*links, "  </url>"]
    return "\n".join([*rows, "</urlset>", ""])
