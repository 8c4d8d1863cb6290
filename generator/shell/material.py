"""Material's templates as an environment of our own: nothing else in the generator knows of MkDocs or Material.

Only its folder of templates is used, found without MkDocs, which would load its own configuration and look through all
installed packages; no configuration file, no pages, no navigation. The templates get plain stand-ins for what they read
of `config`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from generator.fingerprints import code_digest
from generator.shell.compiling import QuickCodeGenerator, marked, printed, steps
from generator.shell.slim import needed_styles
from generator.shell.slots import SlotExtension
from generator.shell.strings import Words

CONTENT_CLASSES = "footnote footnote-ref footnote-backref table"
"""Classes that texts bring: `render.text` lets no other through."""

_FILE = re.compile(r"'(assets/(?:stylesheets/main|javascripts/bundle)\.[^']+)'")

FEATURES: tuple[str, ...] = ()
"""Material's optional behaviours. `navigation.instant` and previews stay off: they fetch, which a folder cannot do."""


class _Environment(jinja2.Environment):
    """Jinja that compiles our templates in a way of its own; in these a misspelt attribute is refused."""

    printed = staticmethod(printed)
    marked = staticmethod(marked)
    steps = staticmethod(steps)

    def __init__(self, ours: frozenset[str], **options: Any) -> None:
        super().__init__(**options)
        self._ours = ours

    def code_generator_class(self, environment: jinja2.Environment, name: str | None, *rest: Any) -> CodeGenerator:  # type: ignore[override]
        """What compiles the template `name`."""
        return (QuickCodeGenerator if name in self._ours else CodeGenerator)(environment, name, *rest)


class MaterialTheme:
    """Material with our templates before its own."""

    def __init__(self, theme_dir: Path) -> None:
        """Find Material and make the environment.

        Args:
            theme_dir: Our templates; `main.html` extends Material's `base.html`.
        """
        self._material = _material_folder()
        self._ours = theme_dir
        ours = frozenset(path.relative_to(theme_dir).as_posix() for path in theme_dir.rglob("*.html"))
        material_loader = jinja2.FileSystemLoader(str(self._material))
        self.environment = _Environment(
            ours,
            loader=jinja2.ChoiceLoader(
                [
                    jinja2.FileSystemLoader(str(theme_dir)),
                    material_loader,
                    jinja2.PrefixLoader({"material": material_loader}),
                ]
            ),
            extensions=[SlotExtension],
            autoescape=lambda name: name is None or name in ours,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_compiled_templates(),
        )
        self.environment.filters |= {
            "url": _url,
            "script_tag": _script_tag,
            "shown_length": shown_length,
            "share": share,
            "sum_counts": sum_counts,
            "most": most,
        }

    def file(self, path: str) -> bytes | None:
        """A file of Material by its path below the template folder, or `None`."""
        target = self._material / path
        return target.read_bytes() if target.is_file() else None

    def styles(self) -> str:
        """Material's stylesheet, without the rules that no page of this site can use."""
        frame = (self._material / "base.html").read_text(encoding="utf-8")
        files = [str(found) for found in _FILE.findall(frame)]
        known = [frame, CONTENT_CLASSES]
        known += [(self._material / path).read_text(encoding="utf-8") for path in files if "/bundle." in path]
        for pattern in ("**/*.html", "assets/js/*.js", "search/*.js"):
            known += [path.read_text(encoding="utf-8") for path in sorted(self._ours.glob(pattern))]
        main = next(path for path in files if "/main." in path)
        css = re.sub(r"/\*.*?\*/", "", (self._material / main).read_text(encoding="utf-8"), flags=re.S)
        return needed_styles(css, "\n".join(known))

    def variables(
        self, *, language: str, base_url: str, stylesheets: tuple[str, ...], words: Words
    ) -> dict[str, object]:
        """What Material's templates read, for all pages in one language and depth.

        Args:
            language: Code; Material's own words are in English where it has no such language.
            base_url: From the page to the root: `.`, `..`, `../..`, or an absolute path.
            stylesheets: Addresses from the root.
            words: For the name of the site's language.
        """
        known = (self._material / "partials" / "languages" / f"{language}.html").is_file()
        theme = SimpleNamespace(
            name="material",
            language=language if known else "en",
            font=False,
            features=list(FEATURES),
            icon={},
            palette=None,
            direction="ltr",
            favicon="",
            logo=None,
        )
        config = SimpleNamespace(
            site_name="",
            theme=theme,
            extra={},
            plugins={},
            mdx_configs={},
            extra_css=list(stylesheets),
            extra_javascript=[],
            copyright=None,
            repo_url=None,
        )
        return {
            "config": config,
            "nav": None,
            "base_url": base_url,
            "urls": RelativeUrls(base_url),
            "say": words,
            "said": EscapedWords(words),
        }


def base_url(depth: int, root: str | None) -> str:
    """From a page to the root of the site, as Material's templates expect it: without a slash at the end.

    Args:
        depth: Folders between the root and the page.
        root: Path of the root on its server (`/`, `/portal/cases`), for a page that is served at any depth.
    """
    if root is not None:
        return root.rstrip("/") or "/"
    return "/".join([".."] * depth) or "."


def relative_url(value: str, base: str) -> str:
    """`value`, relative to the root of the site, as it is written on a page from which `base` leads to the root.

    Addresses with a scheme, absolute paths and fragments stay as they are.
    """
    if base == "." or not value or value[0] in "#/" or (":" in value and ":" in value.split("/", 1)[0]):
        return value
    return base + value if base.endswith("/") else f"{base}/{value}"


class RelativeUrls(dict[str, Markup]):
    """Address from the root of the site → as it is written on pages from which `base` leads there, escaped.

    Grows with what is looked up: the same addresses stand on many pages.
    """

    def __init__(self, base: str) -> None:
        self._base = base

    def __missing__(self, value: str) -> Markup:
        self[value] = written = escape(relative_url(value, self._base))
        return written


class EscapedWords(dict[str, Markup]):
    """Key → the words of a language, as they are written in documents."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def __missing__(self, key: str) -> Markup:
        self[key] = written = escape(self._words(key))
        return written


@lru_cache(maxsize=4096)
def shown_length(text: str) -> int:
    """Characters that a reader sees of a heading, which may have tags in it; the same headings stand on many pages."""
    return len(Markup(text).striptags())


def share(count: int, whole: int) -> int:
    """Percent of `whole`, rounded, 0–100; at least 1 where there is anything."""
    if count <= 0 or whole <= 0:
        return 0
    return max(1, min(100, (200 * count + whole) // (2 * whole)))


def sum_counts(counts: tuple[Any, ...]) -> int:
    """The sum of the counts of rows."""
    return sum(row.count for row in counts)


def most(counts: tuple[Any, ...]) -> int:
    """The largest count of rows; 0 where there are none."""
    return max((row.count for row in counts), default=0)


def _compiled_templates() -> jinja2.BytecodeCache | None:
    """Compiled templates of earlier runs, in Jinja's own folder for this user; saves a third of a second a run.

    They are code, so they lie where nobody else can write, and never beside an archive. The name holds the digest of
    this program, since its tag `slot` is compiled into them.
    """
    try:
        return jinja2.FileSystemBytecodeCache(pattern=f"anliku-{code_digest().hex()[:12]}-%s.cache")
    except (RuntimeError, OSError):  # no folder that is ours alone
        return None


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, value: str) -> str:
    return relative_url(value, context["base_url"])


@jinja2.pass_context
def _script_tag(context: jinja2.runtime.Context, value: str) -> str:
    return Markup('<script src="{}"></script>').format(relative_url(str(value), context["base_url"]))


def _material_folder() -> Path:
    """The templates of the installed Material."""
    package = find_spec("material.templates")
    assert package is not None, "mkdocs-material is not installed"
    return Path(next(iter(package.submodule_search_locations or ())))
