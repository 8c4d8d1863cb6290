"""JSON-LD (schema.org): what a page says, once more for search engines; only known facts, and only in public.

Written from the view of the page, so that it can say nothing that the page does not show. What is inferred (the period
of the events) is left out. The browser never runs it: it is a block of data, which the security policy lets stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.archive.model import Case, Contributor
from generator.pages import views
from generator.pages.common import Desk
from generator.pages.head import picture_address

Thing = dict[str, Any]

_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What could end the script element, as JSON writes it in a string; outside strings JSON has none of them."""

_INDEXES = frozenset({"themes", "regions", "methods", "series"})
"""Sections that have a page which lists all their pages."""


def structured_data(desk: Desk, page: views.Page) -> str | None:
    """The JSON-LD of a page, safe inside a script element.

    Returns:
        `None` where the settings do not say where the site stands, where search engines shall stay away, and for pages
        that are no place of their own (search, missing addresses).
    """
    if page.head.canonical is None or page.head.robots is not None:
        return None
    graph = [_main(desk, page), *_breadcrumb(desk, page)]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def _main(desk: Desk, page: views.Page) -> Thing:
    if isinstance(page, views.CasePage):
        return _article(desk, page, desk.archive.by_number[page.number])
    thing: Thing = {
        "@type": "WebPage",
        "@id": page.head.canonical,
        "url": page.head.canonical,
        "name": page.title,
        "description": page.description,
        "inLanguage": desk.tag(desk.language),
    }
    if isinstance(page, views.HomePage):
        thing["@type"] = "WebSite"
        thing["publisher"] = _publisher(desk)
    elif isinstance(page, views.GlossaryPage):
        thing["@type"] = "DefinedTermSet"
        thing["hasDefinedTerm"] = [_term(desk, page, entry) for _, group in page.groups for entry in group]
    elif not isinstance(page, views.FreePage):
        thing["@type"] = "CollectionPage"
        listed = getattr(page, "cases", None)
        if isinstance(listed, views.CaseList):
            thing["mainEntity"] = _items(desk, listed)
    return _said(thing)


def _article(desk: Desk, page: views.CasePage, case: Case) -> Thing:
    editors = [entry for entry in case.contributors if entry.role == "editor"]
    authors = [entry for entry in case.contributors if entry.role not in ("editor", "photographer")]
    return _said(
        {
            "@type": "Article",
            "@id": page.head.canonical,
            "url": page.head.canonical,
            "mainEntityOfPage": page.head.canonical,
            "headline": page.title,
            "description": page.summary,
            "inLanguage": page.text_language,
            "identifier": case.number,
            "articleSection": page.type.label,
            "datePublished": page.published,
            "dateModified": page.updated,
            "author": [_contributor(desk, entry) for entry in authors],
            "editor": [_contributor(desk, entry) for entry in editors],
            "publisher": _publisher(desk),
            "image": picture_address(desk, case),
            "about": [_linked(desk, "DefinedTerm", theme) for theme in page.themes],
            "contentLocation": [_linked(desk, "Place", region) for _, region in page.regions],
            "isPartOf": _linked(desk, "CreativeWorkSeries", page.series.link) if page.series else None,
            "position": case.part,
            "isBasedOn": _source(case),
        }
    )


def _source(case: Case) -> Thing | None:
    """The printed source as far as it is known; nothing where neither its title, name nor date is."""
    source = case.source
    thing = _said(
        {
            "name": source.title,
            "author": {"@type": "Person", "name": source.author} if source.author else None,
            "publisher": {"@type": "Organization", "name": source.publication} if source.publication else None,
            "datePublished": str(source.date) if source.date else None,
            "pagination": source.page,
            "url": source.url,
        }
    )
    return {"@type": "CreativeWork", **thing} if thing else None


def _contributor(desk: Desk, entry: Contributor) -> Thing:
    return _said(
        {
            "@type": "Organization" if entry.role == "organization" else "Person",
            "name": desk.person(entry.name),
            "jobTitle": desk.say(entry.post),
        }
    )


def _publisher(desk: Desk) -> Thing | None:
    host = desk.say(desk.config.footer.host)
    return {"@type": "Organization", "name": host} if host else None


def _term(desk: Desk, page: views.GlossaryPage, entry: views.GlossaryEntry) -> Thing:
    return _said(
        {
            "@type": "DefinedTerm",
            "@id": f"{page.head.canonical}#{entry.id}",
            "name": entry.term,
            "alternateName": [other.label for other in entry.others],
            "description": entry.definition,
        }
    )


def _items(desk: Desk, listed: views.CaseList) -> Thing:
    return {
        "@type": "ItemList",
        "numberOfItems": listed.total,
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "url": desk.config.absolute(line.url),
                "name": line.title.striptags(),
            }
            for position, line in enumerate(listed.cases, listed.first)
        ],
    }


def _linked(desk: Desk, kind: str, link: views.Link) -> Thing:
    return _said(
        {"@type": kind, "name": link.label, "url": desk.config.absolute(link.url) if link.url is not None else None}
    )


def _breadcrumb(desk: Desk, page: views.Page) -> Iterator[Thing]:
    """The way from the home page: index, places above, the page itself; the home page has none."""
    if isinstance(page, views.HomePage):
        return
    steps: list[tuple[str, str]] = [(desk.say(desk.config.name), desk.to.home)]
    if page.section in _INDEXES and page.url != desk.to.index(page.section):
        steps.append((desk.words(f"pages.{page.section}.title"), desk.to.index(page.section)))
    if isinstance(page, views.CasePage | views.RegionPage):
        above: Sequence[views.Link] = page.path if isinstance(page, views.CasePage) else page.path[:-1]
        steps += [(link.label, link.url) for link in above if link.url is not None]
    steps.append((page.title, page.url))
    yield {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": desk.config.absolute(url)}
            for position, (name, url) in enumerate(steps, 1)
        ],
    }


def _said(thing: Mapping[str, Any]) -> Thing:
    """Without what is not known."""
    return {key: value for key, value in thing.items() if value not in (None, "", [], {})}
