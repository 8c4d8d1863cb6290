"""A page or file that is to be made: its address, what its bytes depend on, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from generator.pages import views


class Planned(Struct, frozen=True, kw_only=True):
    """A page, not made yet."""

    url: str
    """From the root of the site; for several files made together a name that no page has."""
    key: bytes
    """The same as in an earlier build: so are the bytes."""
    make: Callable[[], views.Page | bytes | Mapping[str, bytes]]
    """The view of a page; the bytes of any other file; or several files by address."""
    root: str | None = None
    """Path of the site on its server, for a page that is served at any depth (404)."""
