"""Styles and scripts without what no reader needs: comments, indentation, and rules for what no page has.

Half of Material's stylesheet is for parts of a documentation site that this one does not have (admonitions, tabs, code
highlighting, its own search). A rule is left out if each of its selectors asks for a class that no template, no
script and no text can bring; where there is doubt, it stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_STRING = re.compile(r'("[^"\n]*"|\'[^\'\n]*\')')
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_WORD = re.compile(r"[\w-]+")
_EITHER = re.compile(r":(?:not|is|where|has)\([^()]*\)")
_COMMA = re.compile(r",(?![^(]*\))")


def slim_styles(css: str) -> str:
    """A stylesheet that says the same in fewer bytes: no comments, no space that means nothing; strings stay."""
    parts = _STRING.split(re.sub(r"/\*.*?\*/", "", css, flags=re.S))
    for index in range(0, len(parts), 2):
        text = re.sub(r"\s+", " ", parts[index])
        text = re.sub(r" ?([{};,>]) ?", r"\1", text)
        parts[index] = re.sub(r": (?=\S)|: $", ":", text).replace(";}", "}")
    return "".join(parts).strip()


def slim_script(script: str) -> str:
    """A script without comments that stand on lines of their own and without indentation.

    One with a template literal stays as it is, for in that white space may mean something.
    """
    if "`" in script:
        return script
    script = re.sub(r"^[ \t]*/\*.*?\*/[ \t]*\n", "", script, flags=re.S | re.M)
    return re.sub(r"\n+", "\n", re.sub(r"^[ \t]+", "", script, flags=re.M)).lstrip("\n")


def needed_styles(css: str, known: str) -> str:
    """The rules of a stylesheet that can apply.

    Args:
        css: Without comments. Rules inside `@media` and `@supports` are looked at one by one, other @-rules stay whole.
        known: Every text that can bring a class: templates, scripts. A class whose name it does not hold is dead.
    """
    # Each text once, so that what is looked through is short.
    words = "\n".join(dict.fromkeys(_WORD.findall(known)))
    return _alive(css, frozenset(name for name in set(_CLASS.findall(css)) if name not in words))


def _alive(css: str, dead: frozenset[str]) -> str:
    """The rules that can apply where there are no elements of these classes."""
    kept = []
    for head, body in _rules(css):
        if head.startswith(("@media", "@supports")):
            body = _alive(body, dead)
        elif not head.startswith("@"):
            head = ",".join(one for one in _COMMA.split(head) if _is_alive(one, dead))
        if head and body:
            kept.append(f"{head}{{{body}}}" if body != ";" else f"{head};")
    return "".join(kept)


def _is_alive(selector: str, dead: frozenset[str]) -> bool:
    """Whether there may be an element for it; what stands in `:not()` and `:is()` is not looked at."""
    return dead.isdisjoint(_CLASS.findall(_EITHER.sub("", selector)))


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Head and body of each rule; the body of one without braces (`@charset`) is a semicolon."""
    place = 0
    while place < len(css):
        opening = _OPENING.search(css, place)
        if opening is None:
            return
        head = css[place : opening.start()].strip()
        if opening[0] == ";":
            yield head, ";"
            place = opening.end()
            continue
        depth, end = 1, opening.end()
        while depth:
            mark = _BRACE_OR_STRING.search(css, end)
            if mark is None:
                raise ValueError(f"a style has no end: {head[:60]}")
            depth += {"{": 1, "}": -1}.get(mark[0], 0)
            end = mark.end()
        yield head, css[opening.end() : end - 1]
        place = end


_OPENING = re.compile(r"[{;]")
_BRACE_OR_STRING = re.compile(r'[{}]|"[^"]*"|\'[^\']*\'')
