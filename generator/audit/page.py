"""One page, read as a browser or an inspector would: what stands on it, and what is wrong with it by itself."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Collection, Mapping

from msgspec import Struct

from generator.audit.findings import Finding
from generator.audit.labels import ARTICLE, LABELS, SITE_LABELS, check_labels
from generator.audit.links import Links, Target, leads_somewhere
from generator.audit.markup import Tag, start_tags, text_of, words_of
from generator.audit.personal import personal_numbers
from generator.audit.policy import Policy, blocked
from generator.problems import Location

COMPRESSION = 6
"""Level of deflate: what servers use for pages that they compress while sending."""

_KIND = re.compile(r'class="wrap page page-([a-z0-9-]+)"')
_BREAK = re.compile(r"[^\s,]+")
_PLACEHOLDERS = re.compile(r"××+|0{7,}|0123456789ABCDEF|example\.(?:com|org|net|gov\.cn)")
"""Stand-ins of the sample settings."""

_REQUESTS: Mapping[str, tuple[str, ...]] = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "track": ("src",),
    "input": ("src",),
    "use": ("href",),
    "image": ("href",),
}
_FETCHED_RELATIONS = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
)
_SKIPPED_IN_TAGS = frozenset({"href", "src", "srcset", "action", "d", "points", "viewbox", "id", "class", "for"})
"""Attributes whose digits are addresses, names or drawings; `tel:` links are told by their text."""


class PageFacts(Struct, frozen=True, kw_only=True):
    """What the audit of the whole site needs to know of a page."""

    path: str
    kind: str
    """Of the page, as its markup says; `404` for the page of missing addresses, empty where it does not say."""
    language: str
    size: int
    """Bytes."""
    compressed: int
    """Bytes after deflate, as a server would send them."""
    labels: Mapping[str, str]
    """Page labels of the site."""
    canonical: str
    robots: str
    ids: frozenset[str]
    linked: frozenset[str]
    """Files of the site that the page points to in any way, itself left out."""
    fragments: tuple[tuple[str, str, str, int], ...]
    """Links to a place on another page: its path, the name of the place, the link as it stands there, line."""
    loaded: tuple[str, ...]
    """Files of the site that a browser asks for at once, each once."""
    hosts: frozenset[str]
    """Other hosts that the page links to."""
    footer: str | None
    """Text of the footer, words and elements apart by one space; `None` where there is none."""
    footer_links: frozenset[str]
    """Of the home page."""
    lists_cases: bool
    """Whether the content links to a case."""
    links_in_content: int
    findings: tuple[Finding, ...]


class PageReader:
    """Reads pages; made once a process, since links repeat from page to page."""

    def __init__(self, files: Collection[str], *, base_url: str = "", has_labels: bool = False) -> None:
        """Know the site.

        Args:
            files: Paths of all its files.
            base_url: Where it stands, with a slash at the end, if that is known: links there are links of the site.
            has_labels: Whether it has page labels at all, so that each page must have its own.
        """
        self._site = _Site(files=files, links=Links(), base_url=base_url, has_labels=has_labels)

    def read(self, path: str, data: bytes) -> PageFacts:
        """Read one page."""
        return _Page(path, data, self._site).facts()


class _Site(Struct, frozen=True, kw_only=True):
    """What the pages of a site share."""

    files: Collection[str]
    links: Links
    base_url: str
    has_labels: bool


class _Page:
    def __init__(self, path: str, data: bytes, site: _Site) -> None:
        self.path = path
        self.folder = path.rpartition("/")[0]
        self.data = data
        self.document = data.decode("utf-8", "replace")
        self.files = site.files
        self.base_url = site.base_url
        self.has_labels = site.has_labels
        self._target = site.links.target
        self.findings: list[Finding] = []
        self.linked: set[str] = set()
        self.loaded: dict[str, None] = {}
        self.hosts: set[str] = set()
        self.fragments: list[tuple[str, str, str, int]] = []
        self.ids: dict[str, int] = {}
        self._line_ends: list[int] | None = None

    def tell(self, position: int, code: str, **args: object) -> None:
        line = self._line(position) if position >= 0 else 0
        self.findings.append(Finding(Location(self.path, line), code, args))

    def _line(self, position: int) -> int:
        """The line, from 1, of a position in the document."""
        if self._line_ends is None:
            self._line_ends = [found.start() for found in re.finditer("\n", self.document)]
        return bisect_left(self._line_ends, position) + 1

    def facts(self) -> PageFacts:
        document = self.document
        is_readable = "\ufffd" not in document or "\ufffd".encode() in self.data
        if not is_readable:
            self.tell(document.index("\ufffd"), "page-encoding")
        tags = list(start_tags(document))
        found = _KIND.search(document) if is_readable else None
        kind = found[1] if found else "404" if self.path == "404.html" else ""
        begin = found.start() if found else 0
        footer_tag = next((tag for tag in tags if tag.name == "footer"), None)
        end = footer_tag.start if footer_tag is not None else len(document)
        labels, meta = self._metas(tags)
        self._document(tags, Policy(meta.get("content-security-policy")))
        in_content = self._addresses(tags, begin, end)
        footer = None
        if footer_tag is not None:
            close = document.find("</footer>", footer_tag.end)
            footer = " ".join(words_of(document[footer_tag.end : close if close >= 0 else None]))
        elif kind != "404":
            self.tell(-1, "footer-missing")
        self._fragments_here()
        self._personal()
        if kind == "home":
            self._placeholders(labels, footer or "")
        headings = [tag for tag in tags if tag.name == "h1"]
        if len(headings) != 1:
            self.tell(-1, "page-heading", count=len(headings))
        if self.has_labels and kind:
            shown = text_of(document[begin:] if kind == ARTICLE else "")
            title = text_of(next((tag.content or "" for tag in tags if tag.name == "title"), ""))
            description = meta.get("description", "")
            for code, args in check_labels(kind, labels, shown, self._heading(headings), title, description):
                self.tell(-1, code, **args)
        return PageFacts(
            path=self.path,
            kind=kind,
            language=next((tag.attributes.get("lang", "") for tag in tags if tag.name == "html"), ""),
            size=len(self.data),
            compressed=len(zlib.compress(self.data, COMPRESSION)),
            labels={label: labels[label] for label in SITE_LABELS if label in labels and kind},
            canonical=self._canonical(tags),
            robots=meta.get("robots", ""),
            ids=frozenset(self.ids),
            linked=frozenset(self.linked),
            fragments=tuple(self.fragments),
            loaded=tuple(self.loaded),
            hosts=frozenset(self.hosts),
            footer=footer,
            footer_links=self._links_below(tags, footer_tag) if kind == "home" else frozenset(),
            lists_cases=any("cases/" in target.path for target in in_content),
            links_in_content=len(in_content),
            findings=tuple(self.findings),
        )

    # ── head ─────────────────────────────────────────────────────────────────
    def _metas(self, tags: list[Tag]) -> tuple[dict[str, str], dict[str, str]]:
        """Page labels in the order of the page; other names, in lower case, with `http-equiv` among them."""
        labels: dict[str, str] = {}
        others: dict[str, str] = {}
        for tag in tags:
            if tag.name != "meta":
                continue
            name, content = tag.attributes.get("name", ""), tag.attributes.get("content", "")
            if name in LABELS:
                if name in labels:
                    self.tell(tag.start, "label-repeated", label=name)
                labels.setdefault(name, content)
            else:
                others.setdefault((name or tag.attributes.get("http-equiv", "")).lower(), content)
        return labels, others

    def _canonical(self, tags: list[Tag]) -> str:
        for tag in tags:
            if tag.name == "link" and tag.attributes.get("rel", "").strip().lower() == "canonical":
                return tag.attributes.get("href", "")
        return ""

    def _document(self, tags: list[Tag], policy: Policy) -> None:
        """Language, title, ids, alternative texts, and what the policy blocks."""
        if not any(tag.name == "html" and tag.attributes.get("lang", "").strip() for tag in tags):
            self.tell(-1, "page-lang")
        titles = [tag for tag in tags if tag.name == "title"]
        if not titles or not (titles[0].content or "").strip():
            self.tell(-1, "page-title")
        if not policy.exists:
            self.tell(-1, "policy-missing")
        for what in policy.weaknesses():
            self.tell(-1, "policy-weak", what=what)
        for tag in tags:
            attributes = tag.attributes
            if "id" in attributes:
                identifier = attributes["id"]
                if identifier in self.ids:
                    self.tell(tag.start, "id-duplicate", id=identifier)
                self.ids.setdefault(identifier, tag.start)
            if tag.name == "img" and "alt" not in attributes:
                self.tell(tag.start, "image-alt", target=attributes.get("src", ""))
            if policy.exists and (attributes or tag.name in ("script", "style")):
                for code, args in blocked(tag, policy):
                    self.tell(tag.start, code, **args)

    def _heading(self, headings: list[Tag]) -> str:
        if not headings:
            return ""
        end = self.document.find("</h1>", headings[0].end)
        return text_of(self.document[headings[0].end : end if end >= 0 else None])

    # ── addresses ────────────────────────────────────────────────────────────
    def _addresses(self, tags: list[Tag], begin: int, end: int) -> list[Target]:
        """Look at every address; returns the links to files of the site that stand in the content."""
        in_content: list[Target] = []
        for tag in tags:
            name, attributes = tag.name, tag.attributes
            if name in ("a", "area"):
                if "href" in attributes:
                    target = self._link(tag, attributes["href"])
                    if target.kind == "inner" and begin <= tag.start < end:
                        in_content.append(target)
            elif name == "link":
                relations = set(attributes.get("rel", "").lower().split())
                if relations & _FETCHED_RELATIONS:
                    self._request(tag, attributes.get("href", ""), at_once="stylesheet" in relations)
                elif relations != {"canonical"}:
                    self._link(tag, attributes.get("href", ""), is_seen=False)
            elif name == "form":
                self._link(tag, attributes.get("action", "#"), is_seen=False)
            elif name in _REQUESTS:
                for attribute in _REQUESTS[name]:
                    if attribute in attributes:
                        lazily = attributes.get("loading") == "lazy"
                        value = attributes[attribute]
                        several = _BREAK.findall(value)[::2] if attribute == "srcset" else [value]
                        for address in several:
                            self._request(tag, address, at_once=not lazily)
        return in_content

    def _link(self, tag: Tag, address: str, *, is_seen: bool = True) -> Target:
        """A link that a reader follows, or one in the head (`is_seen` is false) that a machine does."""
        if self.base_url and address.startswith(self.base_url):
            address = self._below_base(address)
        target = self._target(self.folder, address)
        if target.kind == "host":
            if is_seen:
                self.hosts.add(target.host)
            if target.is_ipv4:
                self.tell(tag.start, "link-ipv4", target=address)
            elif not target.is_secure:
                self.tell(tag.start, "link-insecure", target=address)
        elif target.kind == "fragment":
            if target.fragment:
                self.fragments.append((self.path, target.fragment, address, tag.start))
        elif target.kind == "empty":
            self.tell(tag.start, "link-empty")
        else:
            self._inner(tag, address, target)
        return target

    def _request(self, tag: Tag, address: str, *, at_once: bool) -> None:
        target = self._target(self.folder, address)
        if target.kind == "host":
            self.tell(tag.start, "request-foreign", host=target.host, target=address)
            if target.is_ipv4:
                self.tell(tag.start, "link-ipv4", target=address)
        elif target.kind == "empty":
            self.tell(tag.start, "link-empty")
        elif target.kind != "fragment":
            self._inner(tag, address, target)
            if at_once and target.kind == "inner":
                self.loaded.setdefault(target.path)

    def _inner(self, tag: Tag, address: str, target: Target) -> None:
        """A link that should lead to a file of the site."""
        if target.kind == "outside":
            self.tell(tag.start, "link-outside", target=address)
        elif target.kind == "scheme":
            self.tell(tag.start, "link-scheme", target=address)
        elif target.kind == "absolute":
            if self.path != "404.html":  # which a server shows at any address
                self.tell(tag.start, "link-absolute", target=address)
        elif target.kind == "inner":
            if target.path != self.path:
                self.linked.add(target.path)
            if not leads_somewhere(target, self.files):
                self.tell(tag.start, "link-dead", target=address)
            elif target.fragment and target.path.endswith(".html"):
                self.fragments.append((target.path, target.fragment, address, tag.start))

    def _below_base(self, address: str) -> str:
        """A full address of this site as a relative one."""
        return "../" * self.path.count("/") + (address[len(self.base_url) :] or "index.html")

    def _fragments_here(self) -> None:
        """Places on this page are known now; those on others are left for the site, with their lines."""
        others: list[tuple[str, str, str, int]] = []
        for path, fragment, address, position in self.fragments:
            if path != self.path:
                others.append((path, fragment, address, self._line(position)))
            elif fragment not in self.ids and fragment != "top":
                self.tell(position, "link-fragment", target=address)
        self.fragments = others

    def _links_below(self, tags: list[Tag], footer: Tag | None) -> frozenset[str]:
        if footer is None:
            return frozenset()
        return frozenset(tag.attributes.get("href", "") for tag in tags if tag.name == "a" and tag.start > footer.start)

    # ── texts ────────────────────────────────────────────────────────────────
    def _personal(self) -> None:
        for number in personal_numbers(self.document):
            if not self._stands_in_address(number.start):
                self.tell(number.start, f"personal-{number.kind}", value=number.shown)

    def _stands_in_address(self, position: int) -> bool:
        start = self.document.rfind("<", 0, position)
        if start < 0 or self.document.rfind(">", start, position) >= 0:
            return False
        before = re.findall(r"([A-Za-z:-]+)\s*=\s*[\"'][^\"']*$", self.document[start:position])
        return bool(before) and before[-1].lower() in _SKIPPED_IN_TAGS

    def _placeholders(self, labels: Mapping[str, str], footer: str) -> None:
        """Stand-ins in what only the publisher can know; told once, for the home page."""
        for text in dict.fromkeys((*labels.values(), *footer.split())):
            if _PLACEHOLDERS.search(text):
                self.tell(-1, "placeholder", value=text)
