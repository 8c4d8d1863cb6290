"""The searches that are measured beside each other: how each gets the documents, builds its index, and is asked."""

from __future__ import annotations

import gzip
import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.measure import Sample, run
from benchmarks.search.collection import PROJECT, Collection, write_documents, write_vocabulary
from benchmarks.search.indexing import DOCUMENTS, STAGES, VOCABULARY, stage_file
from generator.search.documents import LanguageText, SearchDocument
from generator.segment import Segmenter

PAGE = Path(__file__).parent / "page"
BUNDLER = PROJECT / "node_modules" / ".bin" / "esbuild"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An index that a browser can be pointed at."""

    root: Path
    """What the web server serves."""
    page: Callable[[str], str]
    """Language → address of the page below the root."""
    slug_of: Callable[[str], str | None]
    """What the page calls a hit → slug of its case."""
    samples: Mapping[str, Sample]
    """Stage → what it took; stages are those of `indexing`."""
    index: Path
    """Folder with the files of the index and no other."""
    passage: re.Pattern[str]
    """Addresses of what is loaded for passages only."""
    notes: Mapping[str, object] = field(default_factory=dict)
    """What else is worth saying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A search."""

    name: str
    label: str
    build: Callable[[Collection, Path], Built]
    largest: int = 1_000_000
    """Documents up to which it is measured: above, it takes minutes or gigabytes."""
    first_queries: int = 1000
    """First queries that are measured at most."""


def page_of(language: str) -> str:
    """Name of the page on which a search is asked."""
    return f"ask-{language}.html"


def write_page(root: Path, language: str, script: str) -> None:
    """A page with nothing on it but a search."""
    root.joinpath(page_of(language)).write_text(
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>.</title>{script}', encoding="utf-8"
    )


# ── ours ─────────────────────────────────────────────────────────────────────
def build_ours(collection: Collection, work: Path) -> Built:
    """Our index and engine, without pages and interface."""
    texts, root, keep = work / "texts", work / "root", work / "keep"
    texts.mkdir(parents=True)
    write_documents(texts / DOCUMENTS, collection.documents)
    write_vocabulary(texts / VOCABULARY, collection.vocabulary)
    changed, added = edited_document(collection), added_document(collection)
    write_documents(texts / stage_file("edit"), [changed])
    write_documents(texts / stage_file("new"), [added])
    samples, written = {}, {}
    for stage in STAGES:
        command = [sys.executable, "-m", "benchmarks.search.indexing", stage]
        places = {"--texts": texts, "--output": work / f"root-{stage}" if stage != "text" else root, "--keep": keep}
        places["--site"] = work / "nothing" if stage in ("text", "cache") else root
        if stage in ("cache", "edit", "new"):
            places["--keep"] = work / f"keep-{stage}"
            shutil.copytree(keep, places["--keep"])
        if stage == "cache":  # prepared cases only
            for path in places["--keep"].glob("state-*"):
                path.unlink()
        samples[stage] = run([*command, *(str(part) for pair in places.items() for part in pair)], PROJECT)
        written[stage] = sum(path.is_file() for path in places["--output"].rglob("*"))
    for language in collection.languages:
        write_page(root, language, '<script src="engine.js"></script>')
    subprocess.run(
        [str(BUNDLER), str(PAGE / "ours.js"), "--bundle", "--minify", "--charset=ascii", "--target=chrome86",
         "--format=iife", "--legal-comments=none", f"--outfile={root / 'engine.js'}", "--log-level=error"],
        check=True,
    )  # fmt: skip
    interface = (PROJECT / "theme" / "search" / "dist" / "search.js").read_bytes()
    return Built(
        root=root,
        page=page_of,
        slug_of=lambda key: key,
        samples=samples,
        index=root / "search",
        passage=re.compile("^/search/t/"),
        notes={
            "start of the program, CPU seconds": round(samples["start"].cpu, 2),
            "files written by one edit": written["edit"],
            "files written by one new case": written["new"],
            "engine with the whole interface, gzip, bytes": len(gzip.compress(interface, mtime=0)),
        },
    )


def edited_document(collection: Collection) -> SearchDocument:
    """The case in the middle with one sentence taken from another."""
    document, other = collection.documents[len(collection.documents) // 2], collection.documents[0]
    text = document.texts["zh"]
    sentence = other.texts["zh"].body.split("。")[0][:40]
    return replaced(document, body=f"{sentence}。{text.body[len(sentence) :]}")


def added_document(collection: Collection) -> SearchDocument:
    """A new case with the text of an earlier one."""
    document = collection.documents[0]
    number = max(one.number for one in collection.documents) + 1
    rows = {name: getattr(document, name) for name in ("type", "published", "year", "texts", "facets")}
    return SearchDocument(number=number, slug="added", **rows)


def replaced(document: SearchDocument, body: str) -> SearchDocument:
    """A case with another Chinese body."""
    text = document.texts["zh"]
    rows = {name: getattr(text, name) for name in ("title", "summary", "url", "fields", "place")}
    kept = {name: getattr(document, name) for name in ("number", "slug", "type", "published", "year", "facets")}
    return SearchDocument(**kept, texts={**document.texts, "zh": LanguageText(body=body, **rows)})


# ── Pagefind ─────────────────────────────────────────────────────────────────
def pagefind(program: str) -> Contender:
    """Pagefind on pages that hold the same texts; each language has an index of its own, as it makes them."""

    def build(collection: Collection, work: Path) -> Built:
        root = work / "root"
        pages = root / "pages"
        for document in collection.documents:
            for language, text in document.texts.items():
                path = pages / language / f"{document.slug}.html"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(_page(language, text), encoding="utf-8")
        sample = run([program, "--site", str(root)], PROJECT)
        for language in collection.languages:
            write_page(root, language, '<script src="bench.js"></script>')
        shutil.copy(PAGE / "pagefind.js", root / "bench.js")
        slugs = {}
        for path in (root / "pagefind" / "fragment").glob("*.pf_fragment"):
            data = gzip.decompress(path.read_bytes())
            slugs[path.stem] = Path(json.loads(data[data.index(b"{") :])["url"]).stem
        return Built(
            root=root,
            page=page_of,
            slug_of=slugs.get,
            samples={"text": sample},
            index=root / "pagefind",
            passage=re.compile("/fragment/"),
        )

    return Contender(name="pagefind", label=f"Pagefind {_version(program)} extended", build=build, largest=1500)


def _page(language: str, text: LanguageText) -> str:
    """A document as a page: title, summary, names, paragraphs."""
    names = "，".join(name for field in sorted(text.fields) for name in text.fields[field])
    lines = [text.summary, *text.body.split("\n"), names]
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
    title = html.escape(text.title)
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title>'
        f"<body><main data-pagefind-body><h1>{title}</h1>{body}</main>"
    )


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return said.stdout.split()[-1]


# ── Material for MkDocs ──────────────────────────────────────────────────────
def material() -> Contender:
    """MkDocs with Material's search: texts cut by jieba when the site is built, lunr in the browser.

    Every first query loads the same, and waits for the index to be built in the browser: three are enough.
    """

    def build(collection: Collection, work: Path) -> Built:
        docs, root = work / "docs", work / "site"
        for document in collection.documents:
            for language, text in document.texts.items():
                path = docs / language / f"{document.slug}.md"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(_markdown(text), encoding="utf-8")
        docs.joinpath("index.md").write_text("#\n", encoding="utf-8")
        samples = {}
        plugins_of: dict[str, list[dict[str, Any]]] = {"without": [], "text": [{"search": {}}]}
        for name, plugins in plugins_of.items():
            settings = {
                "site_name": "Search",
                "theme": {"name": "material", "language": "zh"},
                "plugins": plugins,
                "nav": [{"Home": "index.md"}],
                "use_directory_urls": False,
            }
            work.joinpath("mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
            samples[name] = run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict"], work)
        worker = next((root / "assets" / "javascripts" / "workers").glob("search.*.js")).relative_to(root).as_posix()
        for language in collection.languages:
            write_page(root, language, f'<script src="bench.js" data-worker="{worker}"></script>')
        shutil.copy(PAGE / "material.js", root / "bench.js")
        return Built(
            root=root,
            page=page_of,
            slug_of=lambda key: Path(key).stem if "/" in key else None,
            samples=samples,
            index=root / "search",
            passage=re.compile("^$"),
        )

    return Contender(
        name="material", label="Material for MkDocs, lunr with jieba", build=build, largest=1500, first_queries=3
    )


def _markdown(text: LanguageText) -> str:
    names = "，".join(name for field in sorted(text.fields) for name in text.fields[field])
    paragraphs = [
        re.sub(r"([\\`*_{}\[\]<>#+\-.!|])", r"\\\1", line) for line in (text.summary, *text.body.split("\n"), names)
    ]
    title = text.title.replace("\n", " ")
    return f"# {title}\n\n" + "\n\n".join(line for line in paragraphs if line) + "\n"


OURS = Contender(name="anliku", label="Anliku", build=build_ours)
"""First in every table."""


def warm_up() -> None:
    """Load what would otherwise be loaded from a cold disk by the first that is measured."""
    Segmenter()
