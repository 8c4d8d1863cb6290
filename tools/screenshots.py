"""Pictures of every kind of page of a built site, put together in sheets that one can look through.

`python -m tools.screenshots` (or `make screenshots`) builds the archive and photographs it in Chromium: every kind of
page, both languages, three widths, light and dark. One sheet a language, width and colour scheme, and `index.html` with
all of them, come into `tests/output/screenshots/`. `--readme` writes the pictures of README instead.
"""

from __future__ import annotations

import argparse
import html
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from generator.paths import Paths, theme_folder
from generator.pipeline import build
from tools.browser import chromium, served
from tools.page_kinds import LANGUAGES, PAGES, READY, address

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "tests" / "output" / "screenshots"
PICTURES = ROOT / "docs" / "pictures"

WIDTHS = (1440, 768, 390)
"""CSS pixels: a desk, a tablet, a phone."""

SCHEMES = ("light", "dark")
TALLEST = {1440: 3600, 768: 4200, 390: 4600}
"""A picture ends here; longer pages repeat what was seen."""

SHEET_COLUMNS = {1440: 4, 768: 6, 390: 10}
SHEET_CELL = {1440: 640, 768: 420, 390: 260}
"""Width of one page on a sheet, in pixels."""

GAP = 16
GROUND = (120, 116, 112)

README_PICTURES = {
    "home-zh": ("home", "zh", 1440, "light", 1180),
    "case-en": ("case", "en", 1440, "light", 1180),
    "matrix-zh": ("matrix", "zh", 1440, "light", 1000),
    "search-zh": ("search", "zh", 1440, "dark", 1000),
}
"""Name of the file → state, language, width, colours, height of what is shown, in CSS pixels."""

MOST_BYTES = 300_000
"""A picture of README at most."""

READY_TIMEOUT = 30_000


def open_state(page: Page, base: str, name: str, language: str) -> bool:
    """Open a state and wait until its script has done its work.

    Returns:
        False where the language has no such page.
    """
    path = address(name, language)
    if path is None:
        return False
    page.goto("about:blank")  # else a fragment alone would not load the page anew
    page.goto(f"{base}/{path}", wait_until="load")
    if name in READY:
        page.wait_for_function("mark => document.querySelector(mark)", arg=READY[name], timeout=READY_TIMEOUT)
    page.evaluate("document.fonts.ready.then(() => true)")
    return True


def photograph(browser: Browser, base: str, folder: Path, names: Sequence[str]) -> list[Path]:
    """Photograph states in each language, width and colour scheme.

    Returns:
        The sheets, in the order of language, width, scheme.
    """
    sheets = []
    for language in LANGUAGES:
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": 900},
                    locale="zh-CN",
                    color_scheme="dark" if scheme == "dark" else "light",
                    reduced_motion="reduce",
                )
                page = context.new_page()
                shots = []
                for name in names:
                    if not open_state(page, base, name, language):
                        continue
                    shot = folder / f"{language}-{width}-{scheme}" / f"{name}.png"
                    height = int(page.evaluate("document.documentElement.scrollHeight"))
                    page.set_viewport_size({"width": width, "height": min(height, TALLEST[width])})
                    page.screenshot(path=shot)
                    page.set_viewport_size({"width": width, "height": 900})
                    shots.append(shot)
                context.close()
                sheets.append(put_together(shots, folder / f"sheet-{language}-{width}-{scheme}.png", width))
    return sheets


def put_together(shots: Sequence[Path], sheet: Path, width: int) -> Path:
    """Lay pictures out in columns, each at the foot of the shortest, in their order."""
    columns, cell = SHEET_COLUMNS[width], SHEET_CELL[width]
    heights = [GAP] * columns
    places: list[tuple[Image.Image, int, int]] = []
    for shot in shots:
        with Image.open(shot) as picture:
            small = picture.convert("RGB").resize(
                (cell, round(picture.height * cell / picture.width)), Image.Resampling.LANCZOS
            )
        column = heights.index(min(heights))
        places.append((small, GAP + column * (cell + GAP), heights[column]))
        heights[column] += small.height + GAP
    whole = Image.new("RGB", (GAP + columns * (cell + GAP), max(heights)), GROUND)
    for small, left, top in places:
        whole.paste(small, (left, top))
    whole.save(sheet)
    return sheet


def write_overview(folder: Path, names: Sequence[str]) -> Path:
    """A page with every picture, by state: light and dark, wide and narrow side by side."""
    rows = []
    for name in names:
        cells = []
        for language in LANGUAGES:
            for width in WIDTHS:
                for scheme in SCHEMES:
                    shot = f"{language}-{width}-{scheme}/{name}.png"
                    if (folder / shot).is_file():
                        label = html.escape(f"{language} {width} {scheme}")
                        cells.append(
                            f'<a href="{shot}"><img loading="lazy" src="{shot}" width="{width // 4}" alt="">{label}</a>'
                        )
        rows.append(f"<h2>{html.escape(name)}</h2>\n<p>{''.join(cells)}</p>")
    style = "body{font:14px sans-serif;background:#78746f;color:#fff}p{display:flex;gap:12px;align-items:start;overflow:auto}a{color:#fff}img{display:block}"
    page = folder / "index.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>{style}</style>\n'
        + "\n".join(rows)
        + "\n",
        encoding="utf-8",
    )
    return page


def photograph_for_readme(browser: Browser, base: str, folder: Path) -> list[Path]:
    """Write the pictures that README shows.

    Raises:
        ValueError: One is larger than README should carry.
    """
    written = []
    for file, (name, language, width, scheme, height) in README_PICTURES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="zh-CN",
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        open_state(page, base, name, language)
        picture = folder / f"{file}.png"
        page.screenshot(path=picture)
        context.close()
        with Image.open(picture) as shot:
            plain = shot.convert("RGB")
        plain.save(picture, optimize=True)
        if picture.stat().st_size > MOST_BYTES:
            raise ValueError(f"{picture.name} has {picture.stat().st_size:,} bytes, more than {MOST_BYTES:,}")
        written.append(picture)
    return written


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.screenshots", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="state", help=f"only these: {', '.join(PAGES)}")
    parser.add_argument("--site", type=Path, help="a built site; without it the archive is built first")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument(
        "--readme", action="store_true", help="write the pictures of README into docs/pictures/ instead"
    )
    chosen = parser.parse_args(arguments)
    unknown = sorted(set(chosen.names) - set(PAGES))
    if unknown:
        parser.error(f"no such state: {', '.join(unknown)}")
    site = chosen.site
    if site is None:
        site = chosen.output / "site"
        build(Paths(config=ROOT / "site_config.yml", content=ROOT / "content", output=site, theme=theme_folder()))
    with chromium() as browser, served(site) as base:
        if chosen.readme:
            for picture in photograph_for_readme(browser, base, PICTURES):
                print(picture)
            return
        chosen.output.mkdir(parents=True, exist_ok=True)
        names = [name for name in PAGES if name in chosen.names] if chosen.names else list(PAGES)
        for sheet in photograph(browser, base, chosen.output, names):
            print(sheet)
        print(write_overview(chosen.output, names))


if __name__ == "__main__":
    main()
