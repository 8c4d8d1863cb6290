"""What a first visit costs: bytes of a page and all that it asks for, and when its largest part is painted on 4G.

`python -m benchmarks.first_load [--site site]` opens pages of a built site in Chromium with an empty cache. The network is
slowed by the browser (the presets of its developer tools), the processor is not. Times are medians of a few visits.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import statistics
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tools.browser import chromium

ADDRESSES = (
    "cases/huimin-dangyuan-baohu.html",
    "en/cases/huimin-dangyuan-baohu.html",
    "cases/xincheng-dangjian-plus.html",
    "index.html",
    "search.html?q=%E7%BD%91%E6%A0%BC",
    "matrix.html",
)

NETWORKS = {"fast 4G": (9_000, 60, 2.75), "slow 4G": (1_600, 150, 3.75)}
"""Name of the preset → kbit/s, round trip in ms, by how much the browser lengthens it. It takes 0.9 of the rate."""

VISITS = 5
COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".xml")

LARGEST = """() => new Promise(resolve => {
    let last = 0;
    new PerformanceObserver(list => { last = list.getEntries().pop().startTime; }).observe({type: 'largest-contentful-paint', buffered: true});
    setTimeout(() => resolve(last), 400);
})"""


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """A web server as offices have one: texts are sent with gzip."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """A measurement needs no log."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in COMPRESSED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A first visit to a page."""

    address: str
    raw: int
    """Bytes of all files that were asked for, as they lie on the disk."""
    compressed: int
    """The same with gzip where a server compresses."""
    requests: int
    foreign: int
    """Requests to any other host."""
    painted: dict[str, float]
    """Network → largest contentful paint, ms, median."""


def _open(browser: Browser, url: str, network: str) -> tuple[float, list[str]]:
    """Largest contentful paint in ms of a first visit on a network, and every address that was asked for."""
    rate, trip, factor = NETWORKS[network]
    speed = rate * 1000 / 8 * 0.9
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": trip * factor, "downloadThroughput": speed, "uploadThroughput": speed},
    )
    page.goto(url, wait_until="networkidle")
    painted = float(page.evaluate(LARGEST))
    context.close()
    return painted, asked


def visit(browser: Browser, site: Path, base: str, address: str) -> Visit:
    """Open a page several times on each network, always with an empty cache."""
    asked: list[str] = []
    painted = {}
    for network in NETWORKS:
        times = []
        for _ in range(VISITS):
            time, asked = _open(browser, f"{base}/{address}", network)
            times.append(time)
        painted[network] = statistics.median(times)
    own = sorted({urlsplit(url).path for url in asked if url.startswith(base)})
    contents = {path: (site / path.lstrip("/")).read_bytes() for path in own if (site / path.lstrip("/")).is_file()}
    return Visit(
        address=address,
        raw=sum(map(len, contents.values())),
        compressed=sum(
            len(gzip.compress(content, 6)) if path.endswith(COMPRESSED) else len(content)
            for path, content in contents.items()
        ),
        requests=len(asked),
        foreign=sum(not url.startswith((base, "data:", "blob:")) for url in asked),
        painted=painted,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.first_load", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"), help="a built site")
    parser.add_argument("address", nargs="*", default=list(ADDRESSES), help="pages, from the root of the site")
    chosen = parser.parse_args(arguments)
    handler = functools.partial(_Compressing, directory=str(chosen.site))
    print("| page | raw, KB | gzip, KB | requests | to other hosts |", *(f"LCP {name}, s |" for name in NETWORKS))
    print("|---|--:|--:|--:|--:|" + "--:|" * len(NETWORKS))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, chromium() as browser:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for address in chosen.address:
            one = visit(browser, chosen.site, f"http://127.0.0.1:{server.server_port}", address)
            times = " ".join(f"{one.painted[name] / 1000:.2f} |" for name in NETWORKS)
            print(
                f"| {address} | {one.raw / 1000:.0f} | {one.compressed / 1000:.0f} | {one.requests} | {one.foreign} | {times}"
            )
        server.shutdown()


if __name__ == "__main__":
    main()
