"""Any YAML text, by the YAML parser → a tree that keeps every line and every character as typed.

PyYAML's events are used, not its constructors: `12:30`, `010`, `no` and `2023-5` stay what the writer typed, keys that
stand twice are seen, and aliases, anchors and tags are refused (a few lines of them can expand without end). Mistakes
that writers of Chinese make are found first, line by line, and mended for the rest of the reading, so that one of them
does not hide the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Any

import yaml

from generator.archive.parse_yaml import MAX_DEPTH
from generator.nodes import MappingNode, Node, Scalar, Sequence
from generator.problems import Bilingual, Location, Problem

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_STRANGE_STARTS = "&*!@`%"
"""Characters with which a plain value cannot begin, or means something else in YAML."""
_KEY = r"[^\s:：#\-\[\]{}'\",&*!|>%@`][^:：#\[\]{}'\"]{0,40}?"
_FULLWIDTH = re.compile(rf"^(\s*(?:- )?)({_KEY})：\s*(.*)$")
_PAIR = re.compile(rf"^(\s*(?:- )?)({_KEY}):(?:\s+(.*)|)$")
_CLOSE_COLON = re.compile(rf"^(\s*(?:- )?)({_KEY}):([^\s:/].*)$")
_ITEM = re.compile(r"^(\s*- )(\S.*)$")
_SOUND = re.compile(rf"^(\s*(?:- )?){_KEY}:\s+(?:['\"\[{{|>].*|[^\s#{_STRANGE_STARTS}][^:#]*)$")
"""A key, a colon, and a value in which nothing can be wrong: most lines."""
_MARKED = re.compile(r"[&!][A-Za-z0-9_!-]*\s*(?:[\[{|>].*)?$")
"""A mark before a group, a list or a block: told when the tree is built."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PROSE_KEYS = frozenset(
    {"title", "summary", "label", "evidence", "why", "what", "标题", "摘要", "名称", "依据", "原因", "内容"}
)


def parse_any_yaml(text: str, path: str, first_line: int, keys: Container[str]) -> tuple[Node | None, list[Problem]]:
    """What `parse_yaml` gives, for any text."""
    mended, problems = _mend(text, path, first_line, keys)
    try:
        # What cannot be printed is told when the file is read; YAML would stop at it.
        builder = _Builder(path, first_line, _UNPRINTABLE.sub(" ", mended))
        node = builder.build()
    except yaml.MarkedYAMLError as error:
        # What was opened and never closed is told where it was opened.
        opened = any(word in str(error.context) for word in ("flow", "quoted"))
        mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        if not any(problem.where.line == line for problem in problems):
            problems.append(Problem(Location(path, line), "yaml-syntax", _syntax_words(error)))
        return None, problems
    except yaml.YAMLError as error:
        problems.append(
            Problem(Location(path, first_line), "yaml-syntax", {"detail": str(error).splitlines()[0], "hint": _HINT})
        )
        return None, problems
    return node, problems + builder.problems


class _Builder:
    """Folds the events of a text into nodes; carries on after a problem wherever the structure is still sound."""

    def __init__(self, path: str, first_line: int, text: str) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        # Thousands of events pass here for each second of a build: the parser is asked itself, without a generator.
        self._loader = _Loader(text)
        self._next: Callable[[], Any] = self._loader.get_event

    def build(self) -> Node | None:
        root: Node | None = None
        try:
            while type(event := self._next()) is not yaml.StreamEndEvent:
                if isinstance(event, yaml.NodeEvent | yaml.CollectionStartEvent):
                    if root is not None:
                        detail = Bilingual(
                            "“---”或“...”之后又开始了一份", "a second document begins after '---' or '...'"
                        )
                        where = Location(
                            self.path, self.first_line + (event.start_mark.line if event.start_mark else 0)
                        )
                        self.problems.append(Problem(where, "yaml-syntax", {"detail": detail, "hint": _HINT}))
                        break
                    root = self._node(event, depth=1)
        finally:
            self._loader.dispose()
        return root

    def _node(self, event: Any, depth: int) -> Node:
        line: int = self.first_line + event.start_mark.line
        kind = type(event)
        if event.anchor is not None:
            self._refuse(line, "*" if kind is yaml.AliasEvent else "&")
        if kind is yaml.AliasEvent:
            return Scalar("", line, plain=True)
        if event.tag is not None and event.tag != "!":
            self._refuse(line, "!")
        if kind is yaml.ScalarEvent:
            return Scalar(event.value, line, plain=not event.style)
        if depth > MAX_DEPTH:
            self.problems.append(Problem(Location(self.path, line), "yaml-too-deep", {"limit": MAX_DEPTH}))
            self._skip()
            return Scalar("", line, plain=True)
        if kind is yaml.SequenceStartEvent:
            items = []
            while type(child := self._next()) is not yaml.SequenceEndEvent:
                items.append(self._node(child, depth + 1))
            return Sequence(tuple(items), line)
        return self._mapping(line, depth, in_braces=bool(event.flow_style))

    def _mapping(self, line: int, depth: int, *, in_braces: bool) -> MappingNode:
        entries: list[tuple[str, Node, int]] = []
        line_of: dict[str, int] = {}
        while type(child := self._next()) is not yaml.MappingEndEvent:
            key_line = self.first_line + child.start_mark.line
            key_node = self._node(child, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key_node, Scalar):
                detail = Bilingual("键必须是文字", "a key must be a text")
                self.problems.append(
                    Problem(Location(self.path, key_line), "yaml-syntax", {"detail": detail, "hint": _HINT})
                )
                continue
            key = key_node.text.strip()
            if key in line_of:
                self.problems.append(
                    Problem(Location(self.path, key_line), "key-duplicate", {"key": key, "first": line_of[key]})
                )
                continue
            line_of[key] = key_line
            if in_braces and isinstance(value, Scalar) and value.plain and not value.text:
                # `{en: first, second}`: the comma cuts the value, and the rest would be lost in silence.
                self.problems.append(Problem(Location(self.path, key_line), "yaml-comma-in-value", {"key": key}))
                continue
            entries.append((key, value, key_line))
        return MappingNode(tuple(entries), line)

    def _skip(self) -> None:
        """Pass over the rest of a collection that was just opened."""
        depth = 1
        while depth:
            event = self._next()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1

    def _refuse(self, line: int, what: str) -> None:
        self.problems.append(Problem(Location(self.path, line), "yaml-alias", {"what": what}))


_HINT = Bilingual(
    "检查这一行和上一行：键后是半角冒号加空格，引号、括号成对，缩进一致",
    "look at this line and the one above: a colon and a space after the key, quotes and brackets in pairs, even indentation",
)

_SYNTAX_WORDS = (
    ("could not find expected ':'", Bilingual("缺少冒号", "a colon is missing")),
    (
        "mapping values are not allowed",
        Bilingual("这里不该有冒号，或者这一行缩进多了", "there must be no colon here, or the line is indented too far"),
    ),
    (
        "did not find expected <document start>",
        Bilingual("“...”之后又开始了一份", "something begins after '...'"),
    ),
    ("alphabetic or numeric", Bilingual("以 * 或 & 开头的文字要加引号", "a text that begins with * or & needs quotes")),
    ("did not find URI", Bilingual("以 ! 开头的文字要加引号", "a text that begins with ! needs quotes")),
    ("block sequence entries are not allowed", Bilingual("这里不该有列表项", "there must be no list item here")),
    ("expected <block end>", Bilingual("缩进不对", "the indentation is uneven")),
    (
        "did not find expected key",
        Bilingual("缩进或引号不对，找不到下一个键", "no key where one was expected (indentation or quotes)"),
    ),
    ("did not find expected '-'", Bilingual("列表项的缩进不齐", "the items of a list are not aligned")),
    (
        "did not find expected ',' or ']'",
        Bilingual("方括号没有配对或缺逗号", "a bracket is not closed or a comma is missing"),
    ),
    (
        "did not find expected ',' or '}'",
        Bilingual("花括号没有配对或缺逗号", "a brace is not closed or a comma is missing"),
    ),
    ("unexpected end of stream", Bilingual("引号没有配对", "a quotation mark is not closed")),
    (
        "found character that cannot start any token",
        Bilingual("有不能用在开头的字符", "a character that cannot begin a value"),
    ),
    ("found a tab character", Bilingual("用了制表符", "there is a tab")),
    (
        "unknown escape",
        Bilingual("双引号里的反斜杠写法不对，改用单引号", "a backslash in double quotes; use single quotes"),
    ),
)


def _syntax_words(error: yaml.MarkedYAMLError) -> dict[str, object]:
    said = str(error.problem or error.context or "")
    other = Bilingual(f"不合 YAML 的写法（{said}）", said)
    detail: object = next((words for sign, words in _SYNTAX_WORDS if sign in said), other)
    return {"detail": detail, "hint": _HINT}


def _mend(text: str, path: str, first_line: int, keys: Container[str]) -> tuple[str, list[Problem]]:
    """Find what writers of Chinese get wrong in YAML, and put it right for this reading."""
    problems: list[Problem] = []
    mended: list[str] = []
    value_indent: int | None = None
    for number, line in enumerate(text.split("\n"), first_line):
        bare = line.lstrip()
        indent = len(line) - len(bare)
        if indent and bare and "\t" in line[:indent]:
            problems.append(Problem(Location(path, number), "yaml-tab"))
            line = line[:indent].replace("\t", "  ") + line[indent:]
            indent = len(line) - len(line.lstrip())
        if value_indent is not None and (not bare or indent > value_indent):
            mended.append(line)  # the value of a line above goes on: a block, a quotation, a bracket, or plain text
            continue
        sound = _SOUND.match(line)
        if sound is not None or bare.startswith(("- {", "- [")):
            mended.append(line)
            value_indent = len(sound[1]) if sound is not None else indent
            continue
        where = Location(path, number)
        value_indent = None
        if "：" in line and (found := _FULLWIDTH.match(line)) and _is_key(found, indent, keys):
            problems.append(Problem(where, "yaml-fullwidth-colon", {"key": found[2]}))
            line = f"{found[1]}{found[2]}: {_quoted(found[3])}" if found[3] else f"{found[1]}{found[2]}:"
        elif (found := _CLOSE_COLON.match(line)) and _is_key(found, indent, keys):
            problems.append(Problem(where, "yaml-colon-space", {"key": found[2], "value": found[3]}))
            line = f"{found[1]}{found[2]}: {_quoted(found[3])}"
        elif found := _PAIR.match(line):
            line = _mend_value(found, where, problems)
        elif found := _ITEM.match(line):
            line = _mend_item(found, where, problems)
        if found := _PAIR.match(line):
            value_indent = len(found[1]) if found[3] and not found[3].startswith("#") else None
        elif _ITEM.match(line):
            value_indent = indent
        mended.append(line)
    return "\n".join(mended), problems


def _is_key(found: re.Match[str], indent: int, keys: Container[str]) -> bool:
    """Text before a colon is a key where nothing else can stand, or where it is the name of a key or of a language."""
    key = found[2].strip()
    return (indent == 0 and "-" not in found[1]) or key in keys or re.fullmatch("[a-z]{2,3}", key) is not None


def _mend_item(found: re.Match[str], where: Location, problems: list[Problem]) -> str:
    """An item of a list that ` #` would cut; `# ` begins a comment."""
    lead, value = found[1], found[2]
    cut = re.search(r"\s#\S", value) if "#" in value else None
    if value[0] in _STRANGE_STARTS and not _MARKED.match(value):
        problems.append(Problem(where, "yaml-alias", {"what": value[0]}))
        return f"{lead}{_quoted(value)}"
    if value[0] in "'\"[{|>#" or _MARKED.match(value) or not cut:
        return found[0]
    whole = _quoted(value)
    lost = value[cut.start() :].strip()
    problems.append(Problem(where, "yaml-hash-in-value", {"lost": lost, "example": f"- {whole}"}))
    return f"{lead}{whole}"


def _mend_value(found: re.Match[str], where: Location, problems: list[Problem]) -> str:
    """A plain value with `: ` or ` #` inside is not what the writer means."""
    lead, key, value = found[1], found[2], found[3] or ""
    if not value or value[0] in "'\"[{|>#" or _MARKED.match(value):
        return found[0]
    if value[0] in _STRANGE_STARTS:
        problems.append(Problem(where, "yaml-alias", {"what": value[0]}))
        return f"{lead}{key}: {_quoted(value)}"
    cut = re.search(r"\s#(\S?)", value) if "#" in value else None
    if cut and (cut[1] or key.strip() in _PROSE_KEYS):
        whole = _quoted(value)
        problems.append(
            Problem(where, "yaml-hash-in-value", {"lost": value[cut.start() :].strip(), "example": f"{key}: {whole}"})
        )
        return f"{lead}{key}: {whole}"
    bare = value[: cut.start()] if cut else value
    if ":" in bare and re.search(r":(\s|$)", bare):
        whole = _quoted(bare)
        problems.append(Problem(where, "yaml-colon-in-value", {"example": f"{key}: {whole}"}))
        return f"{lead}{key}: {whole}"
    return found[0]


def _quoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value
    return "'" + value.strip().replace("'", "''") + "'"
