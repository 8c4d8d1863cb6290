"""What was found out about a theme before, by this program on this machine: that its shells are as in plain Jinja, and
what its files are called.

It is kept beside the compiled templates, in Jinja's own folder for this user: it depends on the theme and the program,
not on any archive.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import jinja2


def is_proven(theme: bytes) -> bool:
    """Whether a whole site was made before with a theme of this digest (program included) without any difference."""
    file = _file(theme, "proof")
    return file is not None and file.is_file()


def remember_proof(theme: bytes) -> None:
    """To be called when a site was made whole, each shell in it compared."""
    file = _file(theme, "proof")
    if file is not None:
        with suppress(OSError):
            file.touch()


def known_names(theme: bytes) -> dict[str, str] | None:
    """Name → path of the files of a theme of this digest (program included), where they were made before."""
    file = _file(theme, "names")
    if file is None:
        return None
    try:
        names = json.loads(file.read_bytes())
    except (OSError, ValueError):  # there is none, or it was cut off
        return None
    return names if isinstance(names, dict) else None


def remember_names(theme: bytes, names: Mapping[str, str]) -> None:
    """To be called when the files of a theme were made."""
    file = _file(theme, "names")
    if file is not None:
        with suppress(OSError):
            file.write_text(json.dumps(names), encoding="utf-8")


def _file(theme: bytes, ending: str) -> Path | None:
    try:
        folder = jinja2.FileSystemBytecodeCache().directory
    except (RuntimeError, OSError):  # no folder that is ours alone
        return None
    return Path(folder) / f"anliku-{theme.hex()}.{ending}"
