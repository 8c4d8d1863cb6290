"""Markdown as writers of Chinese expect it: an extension for Python-Markdown.

- Ideographic spaces at the start of a paragraph are a habit of Word; the layout indents, so they go.
- A line break inside a paragraph is no space between Chinese characters.
- Raw HTML is text. (The checks report it; this makes sure.)
- Headings get ASCII ids, `s1`, `s1-1`: Material's script can't follow a percent-encoded fragment.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from generator.render.line_breaks import join_lines

_CODE_BLOCK = re.compile("(<pre>.*?</pre>)", re.S)


class _LeadingSpaces(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [re.sub(r"^\u3000+", "", line) for line in lines]


class _HeadingIds(Treeprocessor):
    """Number the headings in order; a third-level heading before any second-level one belongs to `s0`."""

    def run(self, root: Element) -> None:
        second = third = 0
        for element in root:  # a heading inside a quotation or a list is no part of the outline
            if element.tag == "h2":
                second, third = second + 1, 0
                element.set("id", f"s{second}")
            elif element.tag == "h3":
                third += 1
                element.set("id", f"s{second}-{third}")


class _LineBreaks(Postprocessor):
    def run(self, text: str) -> str:
        parts = _CODE_BLOCK.split(text)
        parts[::2] = map(join_lines, parts[::2])
        return "".join(parts)


class ChineseExtension(Extension):
    """See the module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_LeadingSpaces(md), "leading_spaces", 28)
        md.treeprocessors.register(_HeadingIds(md), "heading_ids", 5)
        md.postprocessors.register(_LineBreaks(md), "line_breaks", 5)
