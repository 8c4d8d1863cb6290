"""Asks a search in a real browser, and counts what it loads."""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.search.collection import Query
from benchmarks.search.contenders import Built
from benchmarks.search.quality import Found
from tools.browser import ARGUMENTS

PACKED = {".js", ".json", ".html", ".css", ".svg", ".txt"}
"""Kinds of files that hosts compress; Pagefind's own are compressed already."""
NOT_COUNTED = ("/ask-", "/bench.js", "/favicon.ico")
"""Files of the measurement itself."""
PATIENCE = 600_000
"""Milliseconds that a page may take for a batch of queries."""


@dataclass(slots=True)
class Traffic:
    """What a server sent: path and bytes of the bodies, in order."""

    sent: list[tuple[str, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> list[tuple[str, int]]:
        """Everything since the last call, the files of the measurement left out."""
        with self.lock:
            sent, self.sent = self.sent, []
        return [(path, size) for path, size in sent if not path.startswith(NOT_COUNTED)]


class _Handler(http.server.BaseHTTPRequestHandler):
    """A host that compresses texts and remembers what it sent."""

    protocol_version = "HTTP/1.1"

    def __init__(self, root: Path, traffic: Traffic, *args: Any) -> None:
        self._root, self._traffic = root, traffic
        super().__init__(*args)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = (self._root / path.lstrip("/")).resolve()
        if not file.is_relative_to(self._root) or not file.is_file():
            self.send_error(404)
            return
        kind = {".js": "text/javascript", ".json": "application/json", ".html": "text/html; charset=utf-8"}
        packs = file.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        data = _packed(file) if packs else file.read_bytes()
        with self._traffic.lock:
            self._traffic.sent.append((path, len(data)))
        self.send_response(200)
        self.send_header("Content-Type", kind.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=3600")
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the traffic is the log."""


@functools.lru_cache(maxsize=20_000)
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)


@contextmanager
def served(root: Path) -> Iterator[tuple[str, Traffic]]:
    """Serve a folder; gives its address and what is sent."""
    traffic = Traffic()
    handler = functools.partial(_Handler, root.resolve(), traffic)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", traffic
        finally:
            server.shutdown()
            _packed.cache_clear()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium as the system has it."""
    program = os.environ.get("ANLIKU_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstQuery:
    """What the first query of a visit loads: bytes of bodies as sent, and requests."""

    bytes: int
    requests: int
    passage_bytes: int
    passage_requests: int
    count_bytes: int
    """More for the counts of all facets; 0 where the page can't count."""


_ASK = """async ([queries, most]) => {
  const found = [];
  for (const [text, lang] of queries) found.push(await window.bench.search(text, lang, most));
  return found;
}"""
_TIME = """async ([queries, rounds]) => {
  let times = [];
  for (let round = 0; round < rounds; round++) {
    times = [];
    for (const [text, lang] of queries) {
      const begin = performance.now();
      await window.bench.search(text, lang, 10);
      times.push(performance.now() - begin);
    }
  }
  return times;
}"""


def _opened(browser: Browser, address: str, built: Built, language: str) -> Page:
    page = browser.new_context(locale="zh-CN").new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/{built.page(language)}")
    return page


def _by_language(queries: Sequence[Query]) -> dict[str, list[int]]:
    """Language → places of its queries."""
    places: dict[str, list[int]] = {}
    for place, query in enumerate(queries):
        places.setdefault(query.lang, []).append(place)
    return places


def ask_all(browser: Browser, built: Built, queries: Sequence[Query], most: int) -> list[Found]:
    """What each query finds, asked on a page of its language."""
    found: dict[int, Found] = {}
    with served(built.root) as (address, _):
        for language, places in _by_language(queries).items():
            page = _opened(browser, address, built, language)
            for start in range(0, len(places), 50):
                batch = places[start : start + 50]
                answers = page.evaluate(_ASK, [[[queries[place].text, language] for place in batch], most])
                for place, answer in zip(batch, answers, strict=True):
                    slugs = dict.fromkeys(slug for key in answer["keys"] if (slug := built.slug_of(key)))
                    others = frozenset(slug for key in answer["others"] if (slug := built.slug_of(key)))
                    found[place] = Found(slugs=tuple(slugs)[:most], others=others)
            page.context.close()
    return [found[place] for place in range(len(queries))]


def warm_times(browser: Browser, built: Built, queries: Sequence[Query], rounds: int = 3) -> list[float]:
    """Milliseconds of each query in the last of some rounds, when all that it needs is loaded."""
    times: list[float] = []
    with served(built.root) as (address, _):
        for language, places in _by_language(queries).items():
            page = _opened(browser, address, built, language)
            times += page.evaluate(_TIME, [[[queries[place].text, language] for place in places], rounds])
            page.context.close()
    return times


def first_queries(browser: Browser, built: Built, queries: Sequence[Query]) -> list[FirstQuery]:
    """What each query loads where it is the first of a visit, with an empty cache."""
    results = []
    with served(built.root) as (address, traffic):
        for query in queries:
            page = _opened(browser, address, built, query.lang)
            page.evaluate("([text, lang]) => window.bench.search(text, lang, 10)", [query.text, query.lang])
            page.evaluate("([text, lang]) => window.bench.show(text, lang)", [query.text, query.lang])
            sent = traffic.take()
            page.evaluate("([text, lang]) => window.bench.count?.(text, lang)", [query.text, query.lang])
            counts = traffic.take()
            page.context.close()
            traffic.take()
            passages = [size for path, size in sent if built.passage.search(path)]
            results.append(
                FirstQuery(
                    bytes=sum(size for _, size in sent) - sum(passages),
                    requests=len(sent) - len(passages),
                    passage_bytes=sum(passages),
                    passage_requests=len(passages),
                    count_bytes=sum(size for _, size in counts),
                )
            )
    return results
