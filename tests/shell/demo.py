"""Pour the sample views into a folder, to look at the theme: `python -m tests.shell.demo <folder>`."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.shell import Shell
from tests.shell.sample_parts import LANGUAGES, make_chrome
from tests.shell.samples import Samples

THEME = Path(__file__).parents[2] / "theme"


def write_demo(folder: Path) -> list[str]:
    """Write every sample page and all assets.

    Returns:
        Addresses of the pages, from the folder.
    """
    shell = Shell(THEME, make_chrome())
    files = shell.assets()
    addresses = []
    for language in LANGUAGES:
        for url, page in Samples(language).all().items():
            text = shell.pour(page.kind, language=language, section=page.section, depth=page.depth, page=page)
            files[url] = text.encode("utf-8")
            addresses.append(url)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return addresses


if __name__ == "__main__":
    for address in write_demo(Path(sys.argv[1])):
        print(address)
