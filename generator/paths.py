"""Where everything lies that a run reads or writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
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
