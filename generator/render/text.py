"""Markdown → HTML in sections, with contents and plain text; a pure function of the text and the renderer's settings."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.render.simple import SimpleBlock, simple_blocks

if TYPE_CHECKING:
    from markdown import Markdown
    from nh3 import Cleaner

TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "li": {"id"},
    "sup": {"id"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align", "scope"},
}
CLASSES = {"a": {"footnote-ref", "footnote-backref"}, "div": {"footnote", "table"}}
SCHEMES = {"http", "https", "mailto"}


FILE_MARK = "anliku-file:"
"""Before the target of a link to an attachment: its distance differs by language, so the page puts it in."""


class Heading(Struct, frozen=True, kw_only=True):
    """A heading of the text: id in the page, plain title, level 2 or 3."""

    id: str
    title: str
    level: int


class Section(Struct, frozen=True, kw_only=True):
    """What stands below one second-level heading; `heading` is None for what stands before the first."""

    heading: Heading | None
    html: str


class RenderedText(Struct, frozen=True, kw_only=True):
    """One text, ready for a page and for the index."""

    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    plain: str
    """Paragraphs, headings, list items and cells, one a line."""


type_of_link = Callable[[str], str | None]
"""Target of an inner link (normalised, relative to the content folder) → address relative to the page."""


class TextRenderer:
    """Renders many texts with one parser."""

    @cached_property
    def _parser(self) -> tuple[Markdown, Cleaner]:
        """Made when the first text needs it: most archives do without."""
        import markdown  # noqa: PLC0415  (slow to load)
        import nh3  # noqa: PLC0415

        from generator.render.chinese import ChineseExtension  # noqa: PLC0415

        parser = markdown.Markdown(
            extensions=["tables", "footnotes", "sane_lists", "fenced_code", ChineseExtension()],
            extension_configs={
                "tables": {"use_align_attribute": True},
                "footnotes": {"BACKLINK_TEXT": "↩", "BACKLINK_TITLE": "{}"},
            },
            output_format="xhtml",
        )
        cleaner = nh3.Cleaner(
            tags=TAGS,
            attributes=ATTRIBUTES,
            allowed_classes=CLASSES,
            url_schemes=SCHEMES,
            link_rel=None,
            strip_comments=True,
        )
        return parser, cleaner

    def render(self, text: str, folder: str, link: type_of_link) -> RenderedText:
        """Render one text.

        Args:
            text: Markdown.
            folder: Folder of its file, relative to the content folder: inner links start there.
            link: Where inner links lead; `None` leaves the words without a link.
        """
        blocks = simple_blocks(text)
        if blocks is not None:
            return _composed(blocks, folder, link)
        return self.parse(text, folder, link)

    def parse(self, text: str, folder: str, link: type_of_link) -> RenderedText:
        """The same by the Markdown parser, which can read any text."""
        parser, cleaner = self._parser
        parser.reset()
        made = cleaner.clean(parser.convert(text))
        made = _A_HREF.sub(lambda found: _linked(found, folder, link), made)
        made = made.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")
        made = made.replace("<th>", '<th scope="col">').replace("<th align", '<th scope="col" align')
        made = _BACKLINK_TITLE.sub("", made)
        headings = tuple(
            Heading(id=found[2], title=plain_text(found[3]), level=int(found[1])) for found in _HEADING.finditer(made)
        )
        return RenderedText(sections=_sections(made, headings), headings=headings, plain=plain_text(made))


_A_HREF = re.compile(r'<a href="([^"]*)"([^>]*)>')
_HEADING = re.compile(r'<h([23]) id="(s[0-9-]+)">(.*?)</h\1>', re.S)
_TAG = re.compile("<[^>]+>")
_BACKLINK_TITLE = re.compile(r' title="[0-9]+"')
_BLOCK_END = re.compile(r"</(?:p|h[2-4]|li|td|th|dt|dd|pre|blockquote)>|<br ?/?>")
_NOTE_MARK = re.compile(
    r'<sup id="fnref[^>]*>.*?</sup>|<a class="footnote-backref".*?</a>|<a href="#fnref[^>]*>.*?</a>', re.S
)


def _linked(found: re.Match[str], folder: str, link: type_of_link) -> str:
    """An anchor whose inner target was turned into an address of the site."""
    href, rest = html.unescape(found[1]), found[2]
    if href.startswith("#"):
        return found[0]
    if re.match(r"(?i)(https?:|mailto:)", href):
        return f'<a href="{found[1]}"{rest} rel="noopener noreferrer">'
    place, _, fragment = href.partition("#")
    address = link(posixpath.normpath(posixpath.join(folder, place)))
    if address is None:
        return f"<a{rest}>"
    return f'<a href="{html.escape(address + ("#" + fragment if fragment else ""))}"{rest}>'


def _sections(made: str, headings: tuple[Heading, ...]) -> tuple[Section, ...]:
    """Divide at the second-level headings; the headings themselves are left out, templates set them."""
    heading_of = {heading.id: heading for heading in headings if heading.level == 2}
    sections = []
    for part in re.split(r'(?=<h2 id="s[0-9]+">)', made):
        found = re.match(r'<h2 id="(s[0-9]+)">.*?</h2>', part, re.S)
        heading = heading_of.get(found[1]) if found else None
        body = part[found.end() :].strip() if found else part.strip()
        if heading is not None or body:
            sections.append(Section(heading=heading, html=body))
    return tuple(sections)


def _composed(blocks: list[SimpleBlock], folder: str, link: type_of_link) -> RenderedText:
    """A text from its blocks; headings are numbered as the parser numbers them (`chinese.py`)."""
    sections: list[Section] = []
    headings: list[Heading] = []
    heading: Heading | None = None
    parts: list[str] = []
    plain: list[str] = []
    second = third = 0
    for name, html_of_block, insides in blocks:
        made = html_of_block
        if "<a " in made:
            made = _A_HREF.sub(lambda found: _linked(found, folder, link), made)
        if name == "h2":
            if heading is not None or parts:
                sections.append(Section(heading=heading, html="\n".join(parts)))
            second, third, parts = second + 1, 0, []
            heading = Heading(id=f"s{second}", title=_plain_inside(made), level=2)
            headings.append(heading)
        elif name == "h3":
            third += 1
            headings.append(Heading(id=f"s{second}-{third}", title=_plain_inside(made), level=3))
            parts.append(f'<h3 id="s{second}-{third}">{made}</h3>')
        else:
            parts.append(f"<h4>{made}</h4>" if name == "h4" else made)
        plain += map(_plain_inside, insides)
    if heading is not None or parts:
        sections.append(Section(heading=heading, html="\n".join(parts)))
    return RenderedText(
        sections=tuple(sections), headings=tuple(headings), plain="\n".join(line for line in plain if line)
    )


def _plain_inside(made: str) -> str:
    """The plain text of a paragraph, an item, a cell of a simple text, which has bold type and links at most.

    In ASCII it has no white space but spaces and line feeds.
    """
    if "\n" in made:
        return plain_text(made)
    if "<" in made:
        made = _TAG.sub("", made)
    if "&" in made:
        made = html.unescape(made)
    if "  " not in made and (made.isascii() or made.isprintable()):
        return made.strip()  # no white space but single spaces: cutting it into words would change nothing
    return " ".join(made.split())


def plain_text(made: str) -> str:
    """Our own HTML without its marks: one line a block, no empty lines."""
    text = _BLOCK_END.sub("\n", _NOTE_MARK.sub("", made))
    text = html.unescape(_TAG.sub("", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
