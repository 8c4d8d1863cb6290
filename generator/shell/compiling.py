"""How our templates become Python: as Jinja does it, without what costs most and what we do not use.

Jinja asks of every attribute whether it might be an item, of every function whether it wants the context, makes an
object of every macro and a string of its own of every text that is printed. Our templates print views: an attribute is
there or misspelt, and functions take what they are given. Material's templates are compiled as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from keyword import iskeyword
from typing import Any, TypeVar, cast

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, find_undeclared, optimizeconst
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

Item = TypeVar("Item")

FIXED = frozenset({"base_url", "language", "once", "say", "site", "title_id", "urls"})
"""What the shell gives to all templates of a document, and no page changes."""

_special = re.compile("[&<>\"']").search


def _escaped(text: str) -> str:
    """The same characters as `markupsafe.escape` gives, without an object of its own where nothing is to be escaped."""
    return text if _special(text) is None else escape(text)


escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _escaped)
"""Our way with a regular expression takes four times as long as what `markupsafe.escape` itself calls, where that has
kept its name."""


def printed(value: Any) -> str:
    """What stands in a document for a value: the same characters as `markupsafe.escape` gives."""
    kind = type(value)
    if kind is str:
        return escaped(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int else escape(value)


marked = cast(Callable[[str], Markup], partial(str.__new__, Markup))
"""A text that is safe HTML as such, without looking at it as `Markup()` does."""


class Step:
    """Where a loop is: what templates see as `loop`."""

    __slots__ = ("first", "index0", "last")

    def __init__(self, index0: int, last: int) -> None:
        self.index0 = index0
        self.first = index0 == 0
        self.last = index0 == last

    @property
    def index(self) -> int:
        """From 1."""
        return self.index0 + 1


def steps(items: Iterable[Item], _undefined: object = None) -> Iterator[tuple[Item, Step]]:
    """The items of a loop that asks where it is, with the answers."""
    known = items if isinstance(items, Sequence) else list(items)
    last = len(known) - 1
    for index0, item in enumerate(known):
        yield item, Step(index0, last)


class _FixedNames(NodeTransformer):
    """What the shell fixes becomes plain variables: looked up once, not in each macro and block that uses it.

    Words without blanks, where they are printed, come from the table `said` instead, which has them escaped.
    """

    def __init__(self, own: Iterable[str]) -> None:
        """`own`: names that the template gives to something else."""
        self._names = FIXED - set(own)
        self.used: set[str] = set()

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - named after the node
        return self._plain(node.name, node) if node.ctx == "load" and node.name in self._names else node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        node.nodes = [self._word(child) for child in node.nodes]
        return self.generic_visit(node)

    def _word(self, node: nodes.Expr) -> nodes.Expr:
        """`{{ say("case.summary") }}`"""
        if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "say"):
            return node
        if "say" not in self._names or len(node.args) != 1 or not isinstance(node.args[0], nodes.Const) or node.kwargs:
            return node
        return nodes.Getitem(self._plain("said", node), node.args[0], "load", lineno=node.lineno)

    def _plain(self, name: str, node: nodes.Node) -> nodes.Expr:
        self.used.add(name)
        plain = object.__new__(nodes.InternalName)  # as Jinja's parser makes one
        nodes.Node.__init__(plain, name, lineno=node.lineno)
        return plain


def _own_names(template: nodes.Template) -> Iterator[str]:
    """Names that a template gives: of its macros, arguments, loops and imports."""
    yield from (node.name for node in template.find_all(nodes.Macro))
    yield from (node.target for node in template.find_all(nodes.Import))
    yield from (node.name for node in template.find_all(nodes.Name) if node.ctx != "load")


class QuickCodeGenerator(CodeGenerator):
    """Compiles templates whose every attribute is there and whose functions never ask for the context."""

    _fixed: Sequence[str] = ()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - after the node
        names = _FixedNames(_own_names(node))
        names.visit(node)
        self._fixed = sorted(names.used | {"urls"})
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """Name what the functions below use: Jinja's own names, so that its statements use them too."""
        super().write_commons()
        self.writeline("printed, marked, LoopContext = environment.printed, environment.marked, environment.steps")
        for name in self._fixed:
            self.writeline(f"{name} = resolve({name!r})")
            self.writeline(f"if {name} is missing: {name} = undefined(name={name!r})")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:  # noqa: N802 - named after the node
        """`{% macro name(a, b="") %}`: a function of Python's, in place of an object that is called like one."""
        self._function(node, frame, "macro")
        self.writeline(f"{frame.symbols.ref(node.name)} = macro")
        if frame.toplevel:
            self.writeline(f"context.vars[{node.name!r}] = macro")
            self.writeline(f"context.exported_vars.add({node.name!r})")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802
        """`{% call f(a) %}`: what stands inside is a function too."""
        self._function(node, frame, "caller")
        self.start_write(frame, node)
        self.visit_Call(node.call, frame, forward_caller=True)
        self.end_write(frame)

    def _function(self, node: nodes.Macro | nodes.CallBlock, frame: Frame, name: str) -> None:
        """Define `name` as a function that gives what the body prints; as Jinja does, but for the arguments."""
        if find_undeclared(node.body, ("kwargs", "varargs")):
            self.fail("our macros have no varargs and no kwargs", node.lineno)
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        arguments = {argument.name: inner.symbols.ref(argument.name) for argument in node.args}
        taken = [_argument(argument) for argument in arguments]
        for place, default in enumerate(node.defaults, len(node.args) - len(node.defaults)):
            taken[place] += f"={default.as_const()!r}"  # `Impossible` where it is not the same for every call
        if find_undeclared(node.body, ("caller",)):
            arguments["caller"] = inner.symbols.declare_parameter("caller")
            taken.append("*, caller")
        inner.require_output_check = False
        inner.symbols.analyze_node(node)  # once more, with the caller
        self.writeline(f"def {name}({', '.join(taken)}):", node)
        self.indent()
        self.buffer(inner)
        for argument, ref in arguments.items():
            self.writeline(f"{ref} = {_argument(argument)}")
        self.enter_frame(inner)
        self.blockvisit(node.body, inner)
        self.writeline(f"return marked(concat({inner.buffer}))")
        self.leave_frame(inner, with_python_scope=True)
        self.outdent()

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - named after the node
        """`a.b`"""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    @optimizeconst
    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """`a[b]`"""
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """`f(a, b)`"""
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{_argument(named.key)}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    @optimizeconst
    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """`address | url`: looked up, for the same addresses stand on many pages of a depth."""
        if node.name != "url" or node.node is None or node.args or node.kwargs:
            super().visit_Filter(node, frame)
            return
        self.write("urls[")
        self.visit(node.node, frame)
        self.write("]")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(" if _is_escaped(node) else "printed(")


def _is_escaped(node: nodes.Expr) -> bool:
    """Whether it comes from a table of what is escaped already: `urls` or `said`."""
    if isinstance(node, nodes.Filter):
        return node.name == "url" and not node.args and not node.kwargs
    return isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.InternalName) and node.node.name == "said"


def _argument(name: str) -> str:
    """What an argument is called in Python: `class` is a name for a template only."""
    return f"{name}_" if iskeyword(name) else name
