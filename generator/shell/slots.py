"""The Jinja tag `{% slot name %}…{% endslot %}`: what depends on the page, marked so that the rest is evaluated once.

    record   a template is rendered with a page that can't be read; each slot leaves a mark and hands over its closure
    pour     the closures are called with a real page and stand where the marks were

The rendered text is cut at the marks once. What a closure returns is joined between the pieces and never looked at
again, so nothing in a page can forge a mark. Inside a slot `page` is the page itself, also in the blocks and macros
of the same template; outside it is a stand-in that can't be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeAlias

from jinja2 import nodes
from jinja2.environment import Template
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from msgspec import Struct

_MARK = "\0"


class ShellLeak(Exception):
    """A template reads the page outside every slot, or shows something else in a shell than in plain Jinja."""


Body: TypeAlias = Callable[[object], str]
"""The body of a slot: page → text."""


class PageProxy:
    """`page` as templates see it outside every slot: only what is the same for all pages."""

    __slots__ = ("_constants", "_open")

    def __init__(self, constants: Mapping[str, object], open_slot: Callable[[str, Context, Body], str]) -> None:
        self._constants = constants
        self._open = open_slot

    def __getattr__(self, name: str) -> object:
        if name in self._constants:
            return self._constants[name]
        raise ShellLeak(f"page.{name} is read outside every slot")

    def open(self, name: str, context: Context, body: Body) -> str:
        """What stands in place of the slot."""
        return self._open(name, context, body)


class SlotExtension(Extension):
    """Adds the tag. A slot may use `page` and whatever the shell fixes; no variable of a loop around it."""

    tags: ClassVar[set[str]] = {"slot"}  # type: ignore[misc]

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        name = parser.stream.expect("name").value
        body = parser.parse_statements(("name:endslot",), drop_needle=True)
        call = self.call_method("_slot", [nodes.ContextReference(), nodes.Const(name)])
        return nodes.CallBlock(call, [nodes.Name("page", "param")], [], body).set_lineno(line)

    def _slot(self, context: Context, name: str, caller: Body) -> str:
        page = context["page"]
        return page.open(name, context, caller) if isinstance(page, PageProxy) else caller(page)


class Recording(Struct, frozen=True):
    """A shell: fixed text around slots."""

    literals: tuple[str, ...]
    """One more than there are slots."""
    names: tuple[str, ...]
    """Of the slots, in the order of the text."""
    _bodies: tuple[Body, ...]
    _contexts: tuple[Context, ...]
    """Those in which the slots stand: of the template and of what it includes."""

    def pour(self, page: object) -> str:
        """The document of `page`. Not re-entrant: one page after the other."""
        for context in self._contexts:
            context.vars["page"] = page
        try:
            parts = [""] * (2 * len(self._bodies) + 1)
            parts[::2] = self.literals
            parts[1::2] = [body(page) for body in self._bodies]
            return "".join(parts)
        finally:
            for context in self._contexts:
                del context.vars["page"]


def record(template: Template, variables: Mapping[str, object], constants: Mapping[str, object]) -> Recording:
    """Render `template` once without a page.

    Args:
        template: Compiled in an environment with `SlotExtension`.
        variables: What the shell fixes: language, section, depth …
        constants: Attributes of `page` that may be read outside slots, with the values all pages share there.

    Raises:
        ShellLeak: The template reads anything else of the page outside a slot, or fixed text holds NUL.
    """
    bodies: list[Body] = []
    names: list[str] = []
    contexts: dict[int, Context] = {}

    def keep(name: str, context: Context, body: Body) -> str:
        names.append(name)
        bodies.append(body)
        contexts[id(context)] = context
        return f"{_MARK}{len(bodies) - 1}{_MARK}"

    text = template.render({**variables, "page": PageProxy(constants, keep)})
    pieces = text.split(_MARK)
    if pieces[1::2] != [str(number) for number in range(len(bodies))]:
        raise ShellLeak(f"the fixed text of {template.name} holds NUL, or a slot stands in a filter or an assignment")
    return Recording(tuple(pieces[::2]), tuple(names), tuple(bodies), tuple(contexts.values()))


def render_plain(
    template: Template, variables: Mapping[str, object], constants: Mapping[str, object], page: object
) -> str:
    """The document of `page` by plain Jinja, slots rendered in place: what a shell is held against."""

    def show(name: str, context: Context, body: Body) -> str:
        context.vars["page"] = page
        try:
            return body(page)
        finally:
            del context.vars["page"]

    return template.render({**variables, "page": PageProxy(constants, show)})
