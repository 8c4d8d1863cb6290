"""MkDocs' live-reload server, with two changes: its script is a file of its own, since the pages' security policy
forbids scripts inside a page, and while the content has errors every page tells them."""

from __future__ import annotations

import io
import wsgiref.util
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
)
from watchdog.observers import Observer

Rebuild = Callable[[], str | None]
"""Build the site; the document to show instead of every page where that is not possible."""

_SCRIPT_PATH = "/livereload/client.js"

_SCRIPT = """(function () {
  var epoch = Number(new URL(document.currentScript.src).searchParams.get("epoch"));
  function ask() {
    var request = new XMLHttpRequest();
    request.onloadend = function () {
      if (Number(request.responseText) > epoch) location.reload();
      else setTimeout(ask, request.status === 200 ? 0 : 1000);
    };
    request.open("GET", "/livereload/" + epoch + "/" + Date.now());
    request.send();
  }
  addEventListener("load", ask);
})();
"""


_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]


class LiveServer:
    """Serves a folder and rebuilds it when a watched file changes."""

    def __init__(self, root: Path, host: str, port: int, rebuild: Rebuild, watched: Iterable[Path]) -> None:
        """Build once and take the port.

        Raises:
            OSError: The port is taken, or not ours to take.
        """
        self._server = _Server(root, host, port, rebuild)
        self._server.server_bind()
        self._server.builder()
        for path in watched:
            if path.exists():
                self._server.watch(str(path))

    def run(self) -> None:
        """Serve until interrupted."""
        try:
            self._server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            self._server.shutdown()


class _Server(LiveReloadServer):
    def __init__(self, root: Path, host: str, port: int, rebuild: Rebuild) -> None:
        self._rebuild = rebuild
        self._problem_page: bytes | None = None
        super().__init__(builder=self._build, host=host, port=port, root=str(root), shutdown_delay=0.1)
        self.build_delay = 0.05
        # The system's own notices instead of looking twice a second; not of reading, which every build does.
        observer = Observer()
        observer.schedule = partial(observer.schedule, event_filter=_CHANGES)  # type: ignore[method-assign]
        self.observer = observer  # type: ignore[assignment]

    def _build(self) -> None:
        page = self._rebuild()
        self._problem_page = None if page is None else page.encode()

    def server_bind(self) -> None:
        if self.socket.getsockname()[1] == 0:
            super().server_bind()

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        if path == _SCRIPT_PATH:
            start_response("200 OK", [("Content-Type", "application/javascript"), ("Cache-Control", "no-store")])
            return [_SCRIPT.encode()]
        if self._problem_page is not None and path.endswith((".html", "/")):
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                epoch = self._visible_epoch
            content = self._inject_js_into_html(self._problem_page, epoch)
            headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))]
            start_response("200 OK", headers)
            return wsgiref.util.FileWrapper(io.BytesIO(content))
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return answer

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        script = f'<script src="{_SCRIPT_PATH}?epoch={epoch}"></script>'.encode()
        end = content.rfind(b"</body>")
        return content + script if end < 0 else content[:end] + script + content[end:]
