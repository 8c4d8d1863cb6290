"""The programs that are measured beside each other, and the same articles in the form that each of them reads."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import yaml

from generator import __version__

LANGUAGES = ("zh", "en")
_LINK = re.compile(r"\]\(\.\./\.\./([a-z]+)/([a-z0-9-]+)/(?:zh|en)\.md\)")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text of the archive, as the peers get it."""

    type: str
    slug: str
    language: str
    title: str
    summary: str
    body: str
    keys: Mapping[str, Any]
    """Front matter of the Chinese file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A program that builds a site."""

    name: str
    """Short, for the command line."""
    label: str
    """For tables; says what it does and leaves out."""
    write: Callable[[Iterator[Article], Path], None]
    """Writes articles into its folder; called with all of them, and again with those that an edit changed."""
    commands: Callable[[Path, Path], Sequence[Sequence[str]]]
    """Archive and own folder → commands, run after each other in its folder."""
    version: Callable[[], str | None]
    """None where it is not installed."""
    output: str = "site"
    """The site, below its folder."""
    caches: tuple[str, ...] = ()
    """What else a clean build must not find, below its folder."""
    incremental: bool = False
    """Whether it has a way to build only what changed, used here."""
    in_project: bool = False
    """Whether its commands run in this project's folder, and not in their own."""
    largest: int = 1_000_000
    """Cases up to which it is measured, unless it is asked for by name."""
    environment: Mapping[str, str] = field(default_factory=dict)


def articles(archive: Path, folders: Sequence[Path] | None = None) -> Iterator[Article]:
    """Texts of all cases, or of the cases in certain folders, sorted by path."""
    content = archive / "content"
    found = sorted(content.glob("*/*/zh.md")) if folders is None else [folder / "zh.md" for folder in folders]
    for path in found:
        keys: Mapping[str, Any] = {}
        for language in LANGUAGES:
            text = (path.parent / f"{language}.md").read_text(encoding="utf-8")
            end = text.index("\n---\n", 4)
            own = yaml.load(text[4:end], Loader=_LOADER)
            keys = keys or own
            yield Article(
                type=path.parent.parent.name,
                slug=path.parent.name,
                language=language,
                title=own["title"],
                summary=own["summary"],
                body=text[end + 5 :],
                keys=keys,
            )


# ── ours ─────────────────────────────────────────────────────────────────────
def _no_files(_: Iterator[Article], __: Path) -> None:
    """Anliku reads the archive as it is."""


_ANLIKU_CACHES = (".anliku", ".site.anliku")


def _anliku_version() -> str:
    return f"Anliku {__version__}"


def _anliku_commands(archive: Path, folder: Path, *options: str) -> list[list[str]]:
    settings = folder / "site_config.yml"  # what is kept between builds lies beside the settings
    if not settings.exists():
        shutil.copyfile(archive / "site_config.yml", settings)
    places = ["--config", str(settings), "--content", str(archive / "content"), "--output", str(folder / "site")]
    return [[sys.executable, "-m", "generator", "build", "--lang", "en", *places, *options]]


# ── MkDocs with Material, and Zensical, which reads the same project ──────────
def _write_mkdocs(texts: Iterator[Article], folder: Path) -> None:
    docs = folder / "docs"
    for text in texts:
        file = docs / text.language / text.type / f"{text.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        body = _LINK.sub(r"](../\1/\2.md)", text.body)
        file.write_text(f"# {text.title}\n\n{text.summary}\n\n{body}", encoding="utf-8")
    (docs / "index.md").write_text("# 案例库\n", encoding="utf-8")


def _mkdocs_settings(nav: bool) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "site_name": "案例库",
        "theme": {"name": "material", "language": "zh"},
        "plugins": [],
        "markdown_extensions": ["tables", "footnotes", "sane_lists"],
    }
    return settings if nav else {**settings, "nav": [{"首页": "index.md"}]}


def _mkdocs_writer(*, nav: bool) -> Callable[[Iterator[Article], Path], None]:
    def write(texts: Iterator[Article], folder: Path) -> None:
        _write_mkdocs(texts, folder)
        text = yaml.safe_dump(_mkdocs_settings(nav), allow_unicode=True, sort_keys=False)
        (folder / "mkdocs.yml").write_text(text, encoding="utf-8")

    return write


def _mkdocs_version() -> str | None:
    try:
        return f"MkDocs {version('mkdocs')}, Material {version('mkdocs-material')}"
    except PackageNotFoundError:
        return None


def _mkdocs_commands(_: Path, __: Path) -> list[list[str]]:
    return [[sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict"]]


# ── Hugo, Pagefind ───────────────────────────────────────────────────────────
def _write_hugo(texts: Iterator[Article], folder: Path) -> None:
    """Articles with region, theme and method as taxonomies, and a small theme of our own with the same kinds of page."""
    for text in texts:
        file = folder / "content" / text.language / text.type / f"{text.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        regions = [step for entry in text.keys["regions"] for step in entry["place"].split("/")]
        head = {
            "title": text.title,
            "summary": text.summary,
            "date": str(text.keys["published"]),
            "regions": list(dict.fromkeys(regions)),
            "themes": text.keys["themes"],
            "methods": text.keys["methods"],
        }
        body = _LINK.sub(r"](../../\1/\2/)", text.body)
        file.write_text(f"{json.dumps(head, ensure_ascii=False)}\n\n{body}", encoding="utf-8")
    source = Path(__file__).parent / "hugo"
    shutil.copytree(source, folder, dirs_exist_ok=True)


def _hugo_commands(_: Path, __: Path) -> list[list[str]]:
    return [["hugo", "--quiet", "--destination", "site"]]


def _version_of(program: str, *arguments: str) -> Callable[[], str | None]:
    def told() -> str | None:
        if shutil.which(program) is None:
            return None
        said = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
        found = re.search(r"\d+\.\d+\.\d+\S*", said.stdout + said.stderr)
        return f"{Path(program).name.capitalize()} {found[0] if found else '?'}"

    return told


def contenders(pagefind: str = "pagefind", zensical: str = "zensical") -> list[Contender]:
    """All that are known here, ours first.

    Args:
        pagefind: The program, or its path where it is not on the search path.
        zensical: The same.
    """
    hugo_version, pagefind_version = _version_of("hugo", "version"), _version_of(pagefind, "--version")

    def both_versions() -> str | None:
        first, second = hugo_version(), pagefind_version()
        return f"{first}, {second}" if first and second else None

    return [
        Contender(
            name="anliku",
            label="Anliku, all checks, search index",
            write=_no_files,
            commands=_anliku_commands,
            version=_anliku_version,
            caches=_ANLIKU_CACHES,
            incremental=True,
            in_project=True,
        ),
        Contender(
            name="anliku-plain",
            label="Anliku, all checks, no search",
            write=_no_files,
            commands=lambda archive, folder: _anliku_commands(archive, folder, "--no-search"),
            version=_anliku_version,
            caches=_ANLIKU_CACHES,
            incremental=True,
            in_project=True,
        ),
        Contender(
            name="mkdocs",
            label="MkDocs + Material, one-page nav, no search",
            write=_mkdocs_writer(nav=False),
            commands=_mkdocs_commands,
            version=_mkdocs_version,
        ),
        Contender(
            name="mkdocs-nav",
            label="MkDocs + Material, default nav, no search",
            write=_mkdocs_writer(nav=True),
            commands=_mkdocs_commands,
            version=_mkdocs_version,
            largest=300,
        ),
        Contender(
            name="hugo",
            label="Hugo, small theme, no search",
            write=_write_hugo,
            commands=_hugo_commands,
            version=hugo_version,
        ),
        Contender(
            name="hugo-pagefind",
            label="Hugo, small theme, then Pagefind",
            write=_write_hugo,
            commands=lambda archive, folder: [*_hugo_commands(archive, folder), [pagefind, "--site", "site"]],
            version=both_versions,
        ),
        Contender(
            name="zensical",
            label="Zensical, one-page nav",
            write=_mkdocs_writer(nav=False),
            commands=lambda archive, folder: [[zensical, "build"]],
            version=_version_of(zensical, "--version"),
            caches=(".cache",),
            largest=1000,
        ),
    ]


def program(given: str) -> str:
    """A program as it must be called from any folder."""
    return str(Path(given).absolute()) if os.sep in given else given
