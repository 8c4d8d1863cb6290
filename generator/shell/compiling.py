"""How our templates become Python: as Jinja does it, without what costs most and what we do not use.

Jinja asks of every attribute whether it might be an item, of every function whether it wants the context, and makes a
string of its own of every text that is printed. Our templates print views: an attribute is there or misspelt, and
functions take what they are given. Material's templates are compiled as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_MISSING = tuple((missing,) * count for count in range(16))
"""What stands for so many arguments that are not given."""

_special = re.compile("[&<>\"']").search


def printed(value: Any) -> str:
    """What stands in a document for a value: the same characters as `markupsafe.escape` gives."""
    kind = type(value)
    if kind is Markup or (kind is str and _special(value) is None):
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int else escape(value)


class QuickMacro(Macro):
    """A macro that takes its arguments by position, and perhaps a caller, without Jinja's ado; else it is Jinja's."""

    def __init__(self, environment: Any, func: Callable[..., str], name: str, arguments: list[str], *rest: Any) -> None:
        """As Jinja's; `rest` says what else it takes."""
        super().__init__(environment, func, name, arguments, *rest)
        self._quick = not (self.catch_kwargs or self.catch_varargs or self.explicit_caller)

    def __call__(self, *args: Any, **named: Any) -> str:
        """What the macro prints."""
        left = self._argument_count - len(args)
        if self._quick and left >= 0:
            if not named and not self.caller:
                return str.__new__(Markup, self._func(*args, *_MISSING[left]))
            if self.caller and len(named) == 1 and "caller" in named:
                return str.__new__(Markup, self._func(*args, *_MISSING[left], named["caller"]))
        return super().__call__(*args, **named)


class QuickCodeGenerator(CodeGenerator):
    """Compiles templates whose every attribute is there and whose functions never ask for the context."""

    def write_commons(self) -> None:
        """Name what the functions below use: Jinja's own names, so that its statements use them too."""
        super().write_commons()
        self.writeline("Macro, printed = environment.macro, environment.printed")

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
        for named in node.kwargs:  # `class` is a name for a template, not for Python
            self.write(f"**{{{named.key!r}: " if iskeyword(named.key) else f"{named.key}=")
            self.visit(named.value, frame)
            self.write("}, " if iskeyword(named.key) else ", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("printed(")
