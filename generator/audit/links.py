"""Where a link leads: to a file of the site, to a place on the page, to another host, or nowhere."""

from __future__ import annotations

import ipaddress
import posixpath
from collections.abc import Collection
from typing import Literal
from urllib.parse import unquote, urlsplit

from msgspec import Struct

Kind = Literal["inner", "fragment", "host", "contact", "data", "empty", "absolute", "outside", "scheme"]

_CONTACTS = frozenset({"mailto", "tel"})
_LISTED = "index.html"
"""What a server shows for the address of a folder."""


class Target(Struct, frozen=True):
    """A link, taken apart."""

    kind: Kind
    path: str = ""
    """Of an inner link: from the root of the site."""
    fragment: str = ""
    """Decoded, without `#`."""
    host: str = ""
    """Of a link to another host; lower case."""
    is_secure: bool = True
    """False for `http:`."""
    is_ipv4: bool = False


class Links:
    """Takes links apart; most links of a site stand on every page, so each is looked at once for each folder."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Target] = {}

    def target(self, folder: str, address: str) -> Target:
        """The target of an address as it stands on a page in `folder` (from the root; empty for the root)."""
        key = (folder, address)
        if (known := self._known.get(key)) is None:
            known = self._known[key] = _target(folder, address)
        return known


def _target(folder: str, address: str) -> Target:
    address = address.strip()
    if not address:
        return Target("empty")
    if address.startswith("#"):
        return Target("fragment", fragment=unquote(address[1:]))
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return Target("scheme")
    scheme = parts.scheme.lower()
    if host or scheme in ("http", "https"):
        return Target("host", host=host, is_secure=scheme != "http", is_ipv4=_is_ipv4(host))
    if scheme:
        return Target("contact" if scheme in _CONTACTS else "data" if scheme == "data" else "scheme")
    if parts.path.startswith("/"):
        return Target("absolute", path=unquote(parts.path).lstrip("/"), fragment=unquote(parts.fragment))
    if not parts.path:
        return Target("fragment", fragment=unquote(parts.fragment))
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if path == ".." or path.startswith("../"):
        return Target("outside")
    if parts.path.endswith("/") or path == ".":
        path = posixpath.normpath(posixpath.join(path, _LISTED))
    return Target("inner", path=path, fragment=unquote(parts.fragment))


def leads_somewhere(target: Target, files: Collection[str]) -> bool:
    """Whether an inner link leads to a file, or to a folder that has a page of its own."""
    return target.path in files or f"{target.path}/{_LISTED}" in files


def _is_ipv4(host: str) -> bool:
    try:
        return isinstance(ipaddress.ip_address(host), ipaddress.IPv4Address)
    except ValueError:
        return False
