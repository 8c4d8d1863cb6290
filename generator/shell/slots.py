"""The Jinja tag `{% slot name %}…{% endslot %}`: what depends on the page, marked so that the rest is evaluated once.

    record   a template is rendered with a page that can't be read; each slot leaves a mark and hands over its closure
    pour     the closures are called with a real page and stand where the marks were

The rendered text is cut at the marks once. What a closure returns is joined between the pieces and never looked at
again, so nothing in a page can forge a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from jinja2 import nodes
from jinja2.environment import Template
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context

RECORD = "__record__"
"""Name of the context variable that takes the closures while a shell is recorded."""

_MARK = "\0"


class ShellLeak(Exception):
    """A template reads the page outside every slot, or shows something else in a shell than in plain Jinja."""


class PageProxy:
    """`page` as templates see it: the real page inside a slot; outside, only what is the same for all pages."""

    __slots__ = ("_constants", "_depth", "_page")

    def __init__(self, constants: Mapping[str, object], page: object = None) -> None:
        self._constants = constants
        self._depth = 0
        self._page = page

    def __getattr__(self, name: str) -> object:
        if self._depth:
            return getattr(self._page, name)
        if name in self._constants:
            return self._constants[name]
        raise ShellLeak(f"page.{name} is read outside every slot")

    @property
    def slot_is_open(self) -> bool:
        return self._depth > 0

    def inside(self, caller: Callable[[], str]) -> str:
        """What a slot's body gives when it may read the page."""
        self._depth += 1
        try:
            return caller()
        finally:
            self._depth -= 1

    def become(self, page: object) -> None:
        """Stand for another page."""
        self._page = page


class SlotExtension(Extension):
    """Adds the tag. A slot may use `page` and whatever the shell fixes; no variable of a loop around it."""

    tags: ClassVar[set[str]] = {"slot"}  # type: ignore[misc]

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        name = parser.stream.expect("name").value
        body = parser.parse_statements(("name:endslot",), drop_needle=True)
        call = self.call_method("_slot", [nodes.ContextReference(), nodes.Const(name)])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _slot(self, context: Context, name: str, caller: Callable[[], str]) -> str:
        page = context["page"]
        record = context.get(RECORD)
        if record is None or page.slot_is_open:
            return str(page.inside(caller))
        return str(record(name, caller))


@dataclass(frozen=True, slots=True)
class Recording:
    """A shell: fixed text around slots."""

    literals: tuple[str, ...]
    """One more than there are slots."""
    names: tuple[str, ...]
    """Of the slots, in the order of the text."""
    _callers: tuple[Callable[[], str], ...]
    _proxy: PageProxy

    def pour(self, page: object) -> str:
        """The document of `page`. Not re-entrant: one page after the other."""
        self._proxy.become(page)
        parts = [self.literals[0]]
        for caller, literal in zip(self._callers, self.literals[1:], strict=True):
            parts.append(self._proxy.inside(caller))
            parts.append(literal)
        self._proxy.become(None)
        return "".join(parts)


def record(template: Template, variables: Mapping[str, object], constants: Mapping[str, object]) -> Recording:
    """Render `template` once without a page.

    Args:
        template: Compiled in an environment with `SlotExtension`.
        variables: What the shell fixes: language, section, depth …
        constants: Attributes of `page` that may be read outside slots, with the values all pages share there.

    Raises:
        ShellLeak: The template reads anything else of the page outside a slot, or fixed text holds NUL.
    """
    callers: list[Callable[[], str]] = []
    names: list[str] = []

    def keep(name: str, caller: Callable[[], str]) -> str:
        names.append(name)
        callers.append(caller)
        return f"{_MARK}{len(callers) - 1}{_MARK}"

    proxy = PageProxy(constants)
    text = template.render({**variables, "page": proxy, RECORD: keep})
    pieces = text.split(_MARK)
    if pieces[1::2] != [str(number) for number in range(len(callers))]:
        raise ShellLeak(f"the fixed text of {template.name} holds NUL, or a slot stands in a filter or an assignment")
    return Recording(tuple(pieces[::2]), tuple(names), tuple(callers), proxy)


def render_plain(
    template: Template, variables: Mapping[str, object], constants: Mapping[str, object], page: object
) -> str:
    """The document of `page` by plain Jinja, slots rendered in place: what a shell is held against."""
    return template.render({**variables, "page": PageProxy(constants, page)})
