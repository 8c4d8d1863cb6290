"""Chromium as the system has it, and a plain web server: for the tools that look at the built site."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The one without any window first: the same engine, in half of the processor time for a page."""


def chromium_program() -> str | None:
    """Path of Chromium: as named in ANLIKU_CHROMIUM, or else the first of `PROGRAMS` that the system has."""
    return os.environ.get("ANLIKU_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """A picture needs no log."""


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window.

    Raises:
        SystemExit: There is none, or none is named in ANLIKU_CHROMIUM.
    """
    program = chromium_program()
    if not program:
        raise SystemExit("Chromium is needed: apt-get install chromium, or name one in ANLIKU_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Address, without a slash at its end, of a web server that shows a folder as it is."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
