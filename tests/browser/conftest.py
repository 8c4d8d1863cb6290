"""The real archive, built once, in a real browser: over http at the root, below a path of a portal, and from files."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site(real_site: Path) -> Path:
    """The real archive."""
    return real_site


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests do not need a log."""


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """Address of a plain web server whose `/a/b/` is the site."""
    handler = functools.partial(_Quiet, directory=str(site.parents[1]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, server: str) -> str:
    """Where the site is opened: below a path on a web server, and by double click."""
    return f"{server}/a/b" if request.param == "http" else site.as_uri()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    yield context
    context.close()


class Watched:
    """A page, and everything on it that should not happen."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure))
        page.on("request", lambda request: self._request(request.url, base))
        page.on("response", lambda response: self._response(response.status, response.url))

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(f"{self.page.url}: {kind}: {text}")

    def _failed(self, url: str, reason: str | None) -> None:
        if reason != "net::ERR_ABORTED":  # what was still loading when the test went on to the next page
            self.faults.append(f"{self.page.url}: failed {url} ({reason})")

    def _request(self, url: str, base: str) -> None:
        if not url.startswith((base, "data:", "blob:")):
            self.faults.append(f"{self.page.url}: asks {url}")

    def _response(self, status: int, url: str) -> None:
        if status >= 400:
            self.faults.append(f"{self.page.url}: {status} for {url}")


@pytest.fixture
def watched(context: BrowserContext, base: str) -> Iterator[Watched]:
    """A page on which any console message, failed request or request to another host fails the test."""
    page = Watched(context.new_page(), base)
    yield page
    assert page.faults == []
