"""What in a Markdown text would not come out as its writer means it. Line by line; nothing is rendered here."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from functools import lru_cache

from msgspec import Struct

from generator.archive.documents import Body
from generator.problems import Bilingual, Location, Problem

MAX_CHARACTERS = 60_000
"""Of one body. The longest case of a newspaper has some 3,000; 60,000 is a book."""
MAX_OPEN = 50
"""Brackets that one paragraph may leave open: the parser tries each of them again and again."""
MAX_NESTING = 8
"""Quotes and lists inside each other; deeper ones are mistakes, or meant to exhaust the parser."""

SCHEMES = ("https://", "http://", "mailto:")

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+\S")
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_HTML = re.compile(
    r"<(?!https?://|mailto:)(?:/?[A-Za-z][^<>]{0,200}/?|!--.{0,200}?--|[!?][^<>]{0,200})>|<(?:script|iframe|style|img|svg)\b",
    re.I,
)
_LINK = re.compile(r"(!?)\[(?:[^\[\]\\]|\\.|\[[^\]]*\])*\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)")
_REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:\s*<?(\S+?)>?\s*(?:$|[\"'(])")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,30}:[^\s<>]*)>")

_FULLWIDTH_MARK = re.compile("[＃０-９．•●▪■◆○＞－＊｜［]")
_FULLWIDTH_LINK = "]（"
"""One of these stands in every line that a pattern below finds; most lines have none."""

_FULLWIDTH: tuple[tuple[re.Pattern[str], Bilingual, str], ...] = (
    (re.compile(r"^\s*(＃{1,6})\s*(.*)"), Bilingual("标题", "a heading"), "{hashes} {rest}"),
    (
        re.compile(r"^\s*([０-９]{1,3}[．.、]|[0-9]{1,3}．)\s*(.*)"),
        Bilingual("编号列表", "a numbered list"),
        "1. {rest}",
    ),
    (re.compile(r"^\s*([•●▪■◆○])\s*(.*)"), Bilingual("列表", "a list"), "- {rest}"),
    (re.compile(r"^\s*(＞)\s*(.*)"), Bilingual("引用", "a quotation"), "> {rest}"),
    (re.compile(r"^\s*(－)\s+(.*)"), Bilingual("列表", "a list"), "- {rest}"),
    (re.compile(r"^\s*(＊)\s+(.*)"), Bilingual("列表", "a list"), "- {rest}"),
    (re.compile(r"^\s*(｜)(.*)"), Bilingual("表格", "a table"), "| … | … |"),
    (re.compile(r".*?(＊＊)(.+?)＊＊"), Bilingual("粗体", "bold type"), "**{rest}**"),
    (
        re.compile(r".*?\](（)((?:https?:/|mailto:|\.\.?/)[^）)]*)"),
        Bilingual("链接", "a link"),
        "[…]({rest})",
    ),
    (re.compile(r".*?(［\^)([^］\]]+)[］\]]"), Bilingual("脚注", "a note"), "[^{rest}]"),
)


class InnerLink(Struct, frozen=True, kw_only=True):
    """A link to something in the content folder."""

    path: str
    """Of the file that holds the link."""
    line: int
    target: str
    """Normalised, relative to the content folder, without fragment: `brands/x/zh.md`, `brands/x`."""


def check_markdown(body: Body, path: str) -> tuple[list[Problem], list[InnerLink]]:
    """Check one text.

    Args:
        body: The text below the front matter.
        path: Its file, relative to the content folder.
    """
    if len(body.text) > MAX_CHARACTERS:
        args = {"length": len(body.text), "limit": MAX_CHARACTERS}
        return [Problem(Location(path, body.line), "markdown-too-long", args)], []
    plain = _is_plain(body.text)
    if plain and "<" not in body.text and "[" not in body.text:
        return [], []
    checker = _Checker(path)
    for line, text in prose_lines(body):
        if plain:
            checker.brackets(line, text)
        else:
            checker.line(line, text)
    return checker.problems, checker.links


_UNUSUAL = re.compile(
    # An indented line; a heading without a space or of a level that is not allowed; an underline.
    r"\n(?:[ \t]|#(?!#{1,3}[ \t\n])|[=-]+\s*(?:\n|\Z))"
)


def _is_plain(text: str) -> bool:
    """Whether nothing but brackets needs a closer look: so it is in most texts, and quickly told."""
    return (
        "`" not in text
        and "~~~" not in text
        and text.count("[") <= MAX_OPEN
        and text.count("(") <= MAX_OPEN
        and text.count("*") + text.count("_") <= MAX_OPEN
        and text.count(">") <= MAX_NESTING
        and not _UNUSUAL.search("\n" + text)
        and not _has_fullwidth_marks(text)
    )


def _has_fullwidth_marks(text: str) -> bool:
    return not text.isascii() and (_FULLWIDTH_LINK in text or _FULLWIDTH_MARK.search(text) is not None)


@lru_cache(maxsize=16)
def prose_lines(body: Body) -> tuple[tuple[int, str], ...]:
    """Line number and text of each line outside fenced code, code spans blanked out. Several checks ask for the same."""
    lines = enumerate(body.text.split("\n"), body.line)
    if "`" not in body.text and "~~~" not in body.text:
        return tuple(lines)
    found = []
    fence: str | None = None
    for number, text in lines:
        mark = _FENCE.match(text)
        if fence is None and mark:
            fence = mark[1][:3]
        elif fence is not None:
            if mark and mark[1].startswith(fence):
                fence = None
        else:
            found.append((number, _CODE_SPAN.sub(lambda span: " " * len(span[0]), text)))
    return tuple(found)


class _Checker:
    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.links: list[InnerLink] = []
        self._after_blank = True
        self._in_list = False
        self._paragraph = False
        """Whether the line before is text that a line of hyphens would turn into a heading."""
        self._open: Counter[str] = Counter()
        """Marks of the paragraph so far, brackets less those that were closed."""

    def problem(self, line: int, code: str, **args: object) -> None:
        self.problems.append(Problem(Location(self.path, line), code, args))

    def line(self, line: int, text: str) -> None:
        self.fullwidth(line, text)
        self.indentation(line, text)
        self.heading(line, text)
        if self.nesting(line, text):  # else looking for links would take as long as rendering them
            self.brackets(line, text)

    def brackets(self, line: int, text: str) -> None:
        """Tags, pictures and links."""
        if "<" not in text and "[" not in text:
            return
        for tag in _HTML.findall(text):
            self.problem(line, "markdown-html", tag=tag if len(tag) < 40 else tag[:39] + "…")
        for image, target in _LINK.findall(text):
            if image:
                self.problem(line, "markdown-image", target=target)
            else:
                self.link(line, target)
        if found := _REFERENCE.match(text):
            self.link(line, found[1])
        for target in _AUTOLINK.findall(text):
            self.link(line, target)

    def fullwidth(self, line: int, text: str) -> None:
        if not _has_fullwidth_marks(text):
            return
        for pattern, meaning, example in _FULLWIDTH:
            if found := pattern.match(text):
                shown = example.format(hashes="#" * len(found[1]), rest=found[2][:60])
                self.problem(line, "markdown-fullwidth", found=found[1], meaning=meaning, example=shown)

    def indentation(self, line: int, text: str) -> None:
        """Four spaces or a tab begin a block of code, unless they continue a list."""
        if not text.strip():
            self._after_blank = True
            return
        indented = text.startswith(("    ", "\t", "   \t"))
        if _LIST_ITEM.match(text) and (self._in_list or not indented):
            self._in_list = True
        elif not text.startswith((" ", "\t")):
            self._in_list = False
        if indented and self._after_blank and not self._in_list:
            self.problem(line, "markdown-indented")
        self._after_blank = False

    def heading(self, line: int, text: str) -> None:
        if found := re.match(r"^(#{1,6})([^\s#].*)$", text):
            self.problem(line, "markdown-heading-space", found=found[1], example=f"{found[1]} {found[2][:20]}")
        elif (found := re.match(r"^(#{1,6})(\s|$)", text)) and not 2 <= len(found[1]) <= 4:
            self.problem(line, "markdown-heading-level", level=len(found[1]))
        elif (found := re.match(r"^ {0,3}(=+|-+)\s*$", text)) and self._paragraph:
            self.problem(line, "markdown-heading-underline", found=found[1][:10])
        self._paragraph = bool(text.strip()) and not re.match(r"^\s*(?:#|\||[-*_=](?:\s*[-*_=])*\s*$)", text)

    def nesting(self, line: int, text: str) -> bool:
        """Whether the text can be looked at closely."""
        quotes = re.match(r"^[\s>]*", text)
        depth = quotes[0].count(">") if quotes else 0
        indent = len(text) - len(text.lstrip(" "))
        if not text.strip():
            self._open.clear()
        for mark in "[(*_`":
            self._open[mark] += text.count(mark)
        for opening, closing in ("[]", "()"):
            self._open[opening] = max(0, self._open[opening] - text.count(closing))
        tangled = max(self._open["["], self._open["("]) > MAX_OPEN or sum(self._open.values()) > 20 * MAX_OPEN
        if tangled:
            self._open.clear()
        if depth > MAX_NESTING or (self._in_list and indent > 4 * MAX_NESTING) or tangled:
            self.problem(line, "markdown-too-deep", limit=MAX_NESTING)
        return not tangled

    def link(self, line: int, target: str) -> None:
        """Other sites by an allowed scheme; anything else is a path inside the content folder."""
        if target.startswith("#") or not target:
            return
        if target.lower().startswith(SCHEMES):
            return
        place = target.split("#")[0].split("?")[0]
        if re.match(r"^[A-Za-z][A-Za-z0-9+.\-]*:", target) or place.startswith(("/", "\\", "//")) or "&" in place:
            self.problem(line, "markdown-link-scheme", target=target)
            return
        inner = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), place))
        if inner.startswith("../") or inner == "..":
            self.problem(line, "markdown-link-target", target=target, name=posixpath.basename(self.path))
            return
        self.links.append(InnerLink(path=self.path, line=line, target=inner))
