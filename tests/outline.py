"""What a reader finds on a page, as text that one can read in a review: one line a block, links with their targets."""

from __future__ import annotations

import re
from html.parser import HTMLParser

INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "code",
    "em",
    "i",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "wbr",
}
SILENT = {"script", "style", "svg", "template"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "wbr"}


def outline(html: str) -> str:
    """The content of a page without its frame.

    Args:
        html: A whole document of the site.

    Returns:
        Lines: `# ` before headings (one for each level), `- ` before items of lists, `[text](target)` for links,
        `![alternative text](file)` for pictures; nothing of menus, scripts and pictograms.
    """
    content = re.search(r'<div class="md-content"[^>]*>(.*?)</main>', html, re.S)
    assert content is not None, "the page has no content"
    parser = _Outline()
    parser.feed(content[1])
    parser.close()
    parser.end_line()
    return "\n".join(parser.lines) + "\n"


def head(html: str) -> str:
    """Title, and what stands in the head for machines, one a line."""
    found = re.findall(r"<title>.*?</title>|<meta [^>]*>|<link rel=\"(?:canonical|alternate)\"[^>]*>", html)
    return "\n".join(found) + "\n"


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._text = ""
        self._mark = ""
        self._silent = 0
        self._targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in SILENT:
            self._silent += 1
        if self._silent:
            return
        if tag not in INLINE:
            self.end_line()
        if re.fullmatch("h[1-6]", tag):
            self._mark = "#" * int(tag[1]) + " "
        elif tag in ("li", "dt"):
            self._mark = "- "
        elif tag == "a":
            self._targets.append(given.get("href") or "")
            self._text += "["
        elif tag == "img":
            self._text += f"![{given.get('alt')}]({given.get('src')} {given.get('width')}×{given.get('height')})"
        elif tag == "span" and self._text.strip():
            self._text += " "
        if given.get("lang") and tag not in ("a",):
            self._text += f"({given['lang']}) "

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent -= 1
        if self._silent or tag in VOID:
            return
        if tag == "a":
            self._text += f"]({self._targets.pop()})"
        elif tag not in INLINE:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text += data

    def end_line(self) -> None:
        text = " ".join(self._text.split())
        if text:
            self.lines.append(self._mark + text)
            self._mark = ""
        self._text = ""
