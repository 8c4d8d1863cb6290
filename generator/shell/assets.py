"""Styles, scripts and pictures of the theme: named by their content, so that a browser may keep them for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from generator.shell.slim import slim_script, slim_styles

STYLES = (
    "tokens",
    "base",
    "chrome",
    "components",
    "charts",
    "pages",
    "article",
    "search",
    "basket",
    "senior",
    "narrow",
    "print",
)
"""Files of `theme/assets/css/` in the order in which they are joined; a later one may overrule an earlier one."""

STYLESHEET = "anliku.css"
GROUND = "material.css"
SEARCH_SCRIPT = "search.js"
"""The bundle of the search; without it pages bring no search, only the boxes."""

LARGEST_STRIP = 60
"""Squares in a strip; above it stands a bar. Classes n1 … give CSS the count, for style attributes are forbidden."""

_REFERENCE = re.compile(r'(?:src|href)="([^"]+)"')


class ThemeAssets:
    """The theme's own files: bytes by path, and paths by the name under which templates ask for them."""

    def __init__(self, theme_dir: Path, ground: Callable[[], str], known: Mapping[str, str] | None = None) -> None:
        """Take the files below `theme/assets/`; they are read and slimmed only when they are asked for.

        Args:
            theme_dir: The folder `theme/`.
            ground: Gives Material's styles, which stand before ours in a file of their own.
            known: Name → path, where the files were made before; else they are made to learn it.

        Raises:
            FileNotFoundError: A style of `STYLES` is missing.
            ValueError: A style is in the folder but not in `STYLES`.
        """
        self._theme_dir = theme_dir
        self._ground = ground
        self.names = known if known is not None else {name: path for name, (path, _) in self._made.items()}
        """Name → path from the root of the site."""

    @property
    def files(self) -> dict[str, bytes]:
        """Path from the root of the site → bytes."""
        return dict(self._made.values())

    @cached_property
    def _made(self) -> Mapping[str, tuple[str, bytes]]:
        """Name → path and bytes."""
        assets = self._theme_dir / "assets"
        sources = {GROUND: self._ground().encode("utf-8"), STYLESHEET: _join_styles(assets / "css")}
        for path in sorted((assets / "js").glob("*.js")):
            sources[path.name] = slim_script(path.read_text(encoding="utf-8")).encode("utf-8")
        for path in sorted((assets / "images").glob("*.*")):
            sources[path.name] = path.read_bytes()
        search = self._theme_dir / "search" / "dist" / SEARCH_SCRIPT
        if search.is_file():
            sources[SEARCH_SCRIPT] = search.read_bytes()
        return {name: (_hashed(name, content), content) for name, content in sources.items()}

    def path(self, name: str) -> str:
        """Where the file `name` lies, from the root of the site.

        Raises:
            KeyError: The theme has no such file.
        """
        return self.names[name]

    def has(self, name: str) -> bool:
        return name in self.names


def referenced(literals: Iterable[str], base: str) -> set[str]:
    """Addresses of files, from the root of the site, that the fixed text of a shell points to with `src` or `href`."""
    found: set[str] = set()
    prefix = "" if base == "." else base.rstrip("/") + "/"
    for literal in literals:
        for reference in _REFERENCE.findall(literal):
            path = reference.removeprefix("./") if not prefix else reference.removeprefix(prefix)
            if path.startswith("assets/"):
                found.add(path)
    return found


def number_classes() -> str:
    """The classes that carry a number into the styles: n0–n60 squares, p0–p100 percent."""
    strips = "".join(f".n{number}{{--n:{number}}}" for number in range(LARGEST_STRIP + 1))
    shares = "".join(f".p{number}{{--p:{number}%}}" for number in range(101))
    return f"{strips}\n{shares}\n"


def _join_styles(folder: Path) -> bytes:
    unknown = sorted(path.stem for path in folder.glob("*.css") if path.stem not in STYLES)
    if unknown:
        raise ValueError(f"styles that are not in the order: {', '.join(unknown)}")
    parts = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in STYLES]
    return ('@charset "UTF-8";\n' + slim_styles(number_classes() + "\n".join(parts)) + "\n").encode("utf-8")


def _hashed(name: str, content: bytes) -> str:
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return f"assets/{path.stem}.{digest}{path.suffix}"
