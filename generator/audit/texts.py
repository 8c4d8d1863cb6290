"""Styles, scripts, feeds and other texts of a site: the files that they use, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.audit.findings import Finding
from generator.audit.links import Links, leads_somewhere
from generator.audit.personal import personal_numbers
from generator.problems import Location

KINDS = frozenset({"css", "js", "xml", "svg", "txt", "csv", "json"})
"""Endings of files that are looked at."""

_IPV4 = re.compile(r"https?://[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.])")
_ADDRESSES = {
    "css": re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']"""),
    "xml": re.compile(r'href="([^"]*)"'),
}
_WITH_WORDS = frozenset({"xml", "csv", "txt"})
"""Endings of files that people read."""


class TextReader:
    """Reads the texts of one site."""

    def __init__(self, files: Collection[str], *, base_url: str = "") -> None:
        """Know the site: paths of all its files, and where it stands, with a slash at the end, if that is known."""
        self._files = files
        self._base_url = base_url
        self._links = Links()
        self.used: set[str] = set()
        """Files that the texts read so far point to."""

    def read(self, path: str, text: str) -> Iterator[Finding]:
        """What is wrong with one text."""
        kind = path.rpartition(".")[2]
        for found in _IPV4.finditer(text):
            yield Finding(_place(path, text, found.start()), "link-ipv4", {"target": found[0]})
        if kind in _WITH_WORDS:
            for number in personal_numbers(text):
                where = _place(path, text, number.start)
                yield Finding(where, f"personal-{number.kind}", {"value": number.shown})
        if kind in _ADDRESSES:
            for found in _ADDRESSES[kind].finditer(text):
                yield from self._address(path, text, kind, next(filter(None, found.groups()), ""), found.start())

    def _address(self, path: str, text: str, kind: str, address: str, position: int) -> Iterator[Finding]:
        if self._base_url and address.startswith(self._base_url):
            address = "../" * path.count("/") + (address[len(self._base_url) :] or "index.html")
        target = self._links.target(path.rpartition("/")[0], address)
        if target.kind == "inner":
            self.used.add(target.path)
            if not leads_somewhere(target, self._files):
                yield Finding(_place(path, text, position), "link-dead", {"target": address})
        elif target.kind == "host" and kind == "css":
            args = {"host": target.host, "target": address}
            yield Finding(_place(path, text, position), "request-foreign", args)


def _place(path: str, text: str, position: int) -> Location:
    return Location(path, text.count("\n", 0, position) + 1)
