"""Where everything lies that a run reads or writes."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Paths(Struct, frozen=True, kw_only=True):
    """Where things are. `theme` is the program's own."""

    config: Path
    content: Path
    output: Path
    theme: Path
    cache: Path | None = None
    """Folder in which what was found out is kept for the next run; `None`: nothing is kept."""


def theme_folder() -> Path:
    """The theme that belongs to this program: beside the package, as in the repository."""
    return Path(__file__).resolve().parent.parent / "theme"
