"""What makes the server on this machine build again."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from generator.shell.live import LiveServer


def test_a_saved_file_builds_again_and_a_file_that_is_only_read_does_not(tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    (content / "case").mkdir(parents=True)
    site.mkdir()
    text = content / "case" / "zh.md"
    text.write_text("一", "utf-8")
    built: list[str] = []

    def rebuild() -> None:
        built.append(text.read_text("utf-8"))

    server = LiveServer(site, "127.0.0.1", 0, rebuild, [content])
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    try:
        time.sleep(0.6)  # had reading counted, the first build would have asked for the next
        text.read_text("utf-8")
        time.sleep(0.6)
        assert built == ["一"]

        text.write_text("二", "utf-8")
        for _ in range(100):
            if built[-1] == "二":
                break
            time.sleep(0.05)
        assert built[-1] == "二"
    finally:
        server._server.shutdown()
        running.join(5)
