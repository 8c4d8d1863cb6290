"""Open every kind of page in Firefox: `python -m tools.firefox [program] [--site <folder>]`.

Each state in both languages, wide and narrow, over http and from files: any message about the site, any state that does
not come and any page wider than its window is told, and the exit code is 1. Firefox is driven by its own protocol
(Marionette), since Playwright drives only a Firefox of its own making: `apt-get install firefox-esr` will do.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from tools.browser import served
from tools.page_kinds import LANGUAGES, PAGES, READY, address

SIZES = ((1280, 900), (500, 844))
"""Width and height of the window; Firefox makes none narrower than 450 px."""
SETTINGS = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "intl.accept_languages": "zh-CN",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:9/",
}
"""Firefox asks for nothing but the pages."""

MESSAGES = """
const told = Services.console.getMessageArray().flatMap((message) => {
  const { errorMessage, sourceName } = message instanceof Ci.nsIScriptError ? message : {};
  return errorMessage ? [[sourceName, errorMessage]] : [];
});
Services.console.reset();
return told;"""
WIDER = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
EXPECTED = {
    "/favicon.ico": "Firefox asks for it of every page without an icon, which the policy of such pages forbids",
    "Layout was forced": "told of the frame that nobody sees, from which a page opened as a file takes its other language",
}
"""Part of a message → why it is none of a fault."""


class Marionette:
    """A conversation with a running Firefox: each command is a length, a colon and `[0, id, name, parameters]`."""

    def __init__(self, port: int, patience: float = 30) -> None:
        deadline = time.monotonic() + patience
        while True:
            with contextlib.suppress(OSError):
                self._socket = socket.create_connection(("127.0.0.1", port))
                break
            if time.monotonic() > deadline:
                raise SystemExit("Firefox does not answer")
            time.sleep(0.1)
        self._heard = b""
        self._receive()  # its greeting
        self.version = str(self.ask("WebDriver:NewSession", capabilities={})["capabilities"]["browserVersion"])

    def _receive(self) -> Any:
        while b":" not in self._heard:
            self._heard += self._socket.recv(65536)
        length, _, text = self._heard.partition(b":")
        while len(text) < int(length):
            text += self._socket.recv(65536)
        self._heard = text[int(length) :]
        return json.loads(text[: int(length)])

    def ask(self, command: str, **parameters: object) -> Any:
        """Let Firefox do something, and wait for it.

        Raises:
            RuntimeError: It says that it can't.
        """
        said = json.dumps([0, 1, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(said), said))
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result

    def evaluate(self, script: str, *arguments: object) -> Any:
        return self.ask("WebDriver:ExecuteScript", script=script, args=arguments)["value"]

    def messages(self) -> list[tuple[str, str]]:
        """What was said in the console since the last time: address of the script or page, and message."""
        self.ask("Marionette:SetContext", value="chrome")
        told = [(str(source), str(text)) for source, text in self.evaluate(MESSAGES)]
        self.ask("Marionette:SetContext", value="content")
        return told


@contextlib.contextmanager
def firefox(program: str) -> Iterator[Marionette]:
    """Firefox without a window and with a profile of its own."""
    with socket.socket() as free, tempfile.TemporaryDirectory() as profile:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in SETTINGS.items()]
        Path(profile, "user.js").write_text("\n".join([*lines, f'user_pref("marionette.port", {port});']), "utf-8")
        process = subprocess.Popen(
            [
                program,
                "--headless",
                "--marionette",
                "--remote-allow-system-access",
                "--no-remote",
                "--profile",
                profile,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield Marionette(port)
        finally:
            process.terminate()
            process.wait(30)


def is_there(browser: Marionette, name: str) -> bool:
    """Wait until what a state is about stands on the page."""
    for _ in range(100 if name in READY else 1):
        if name not in READY or browser.evaluate("return !!document.querySelector(arguments[0])", READY[name]):
            return True
        time.sleep(0.1)
    return False


def faults_of(browser: Marionette, bases: Sequence[str]) -> list[str]:
    """What goes wrong on any page, in the order of being found."""
    faults = []
    for base in bases:
        for width, height in SIZES:
            browser.ask("WebDriver:SetWindowRect", width=width, height=height)
            for name, language in product(PAGES, LANGUAGES):
                path = address(name, language)
                if path is None:
                    continue
                browser.ask("WebDriver:Navigate", url="about:blank")
                browser.messages()
                browser.ask("WebDriver:Navigate", url=f"{base}/{path}")
                if not is_there(browser, name):
                    faults.append(f"{base}/{path}: {READY[name]} does not come")
                if browser.evaluate(WIDER) > 0:
                    faults.append(f"{base}/{path}: wider than {width}")
                faults += [
                    f"{base}/{path}: {text} ({source})"
                    for source, text in browser.messages()
                    if base in source + text and not any(word in text for word in EXPECTED)
                ]
    return faults


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.firefox", description=__doc__)
    parser.add_argument("program", nargs="?", default=shutil.which("firefox-esr") or shutil.which("firefox"))
    parser.add_argument("--site", type=Path, default=Path("site"), help="a built site")
    chosen = parser.parse_args(arguments)
    if not chosen.program:
        parser.error("Firefox is needed: apt-get install firefox-esr, or name a program")
    with served(chosen.site) as base, firefox(chosen.program) as browser:
        faults = faults_of(browser, [base, chosen.site.resolve().as_uri()])
        print(f"Firefox {browser.version}: {len(faults)} faults")
        print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
