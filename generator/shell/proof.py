"""Whether shells of a theme were held against plain Jinja before, by this program on this machine.

It is kept beside the compiled templates, in Jinja's own folder for this user: it depends on the theme and the program,
not on any archive.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import jinja2


def is_proven(theme: bytes) -> bool:
    """Whether a whole site was made before with a theme of this digest (program included) without any difference."""
    file = _file(theme)
    return file is not None and file.is_file()


def remember_proof(theme: bytes) -> None:
    """To be called when a site was made whole, each shell in it compared."""
    file = _file(theme)
    if file is not None:
        with suppress(OSError):
            file.touch()


def _file(theme: bytes) -> Path | None:
    try:
        folder = jinja2.FileSystemBytecodeCache().directory
    except (RuntimeError, OSError):  # no folder that is ours alone
        return None
    return Path(folder) / f"anliku-{theme.hex()}.proof"
