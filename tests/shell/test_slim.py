"""Slim styles and scripts say the same in fewer bytes."""

from __future__ import annotations

import re

import pytest

from generator.shell import Shell
from generator.shell.slim import needed_styles, slim_script, slim_styles
from tests.shell.samples import Samples


@pytest.mark.parametrize(
    ("written", "slim"),
    [
        ("a  >  b { color : red ; }\n/* x */\n", "a>b{color :red}"),
        ('i::before { content: "/ ; {  }"; }', 'i::before{content:"/ ; {  }"}'),
        ("p { width: calc(1px + 2px); margin: 0 1px }", "p{width:calc(1px + 2px);margin:0 1px}"),
        ("@media screen and (max-width: 9px) { a :hover { top: 0 } }", "@media screen and (max-width:9px){a :hover{top:0}}"),
    ],
)  # fmt: skip
def test_styles_lose_comments_and_space_that_means_nothing(written: str, slim: str) -> None:
    assert slim_styles(written) == slim


def test_scripts_lose_indentation_and_comments_but_not_where_a_template_literal_stands() -> None:
    assert (
        slim_script("/* What\n   it does. */\n\n  a();\n\n    /** b */\n  b(); /* stays */\n")
        == "a();\nb(); /* stays */\n"
    )
    assert slim_script("/* x */\na(`\n  b`);\n") == "/* x */\na(`\n  b`);\n"


def test_rules_stay_for_classes_that_something_can_bring() -> None:
    css = '@charset "UTF-8";.a .b,.dead{x:1}.dead>.a{x:2}p:not(.dead){x:3}@media print{.dead{x:4}.b{x:5}}@media all{.dead{x:6}}@font-face{src:"}"}'

    assert needed_styles(css, 'class="a b"') == (
        '@charset "UTF-8";.a .b{x:1}p:not(.dead){x:3}@media print{.b{x:5}}@font-face{src:"}"}'
    )


def test_no_rule_of_material_is_lost_for_a_class_that_stands_on_a_page(shell: Shell) -> None:
    theme = shell._theme
    frame = (theme._material / "base.html").read_text("utf-8")
    path = re.search(r"assets/stylesheets/main\.[^']+", frame)
    assert path is not None
    everything, kept = (theme.file(path[0]) or b"").decode(), theme.styles()
    pages = [page for page in Samples("zh").all().values() if page.kind != "404-alone"]

    on_pages = {
        name
        for page in pages
        for names in re.findall(
            r'class="([^"]*)"',
            shell.pour(page.kind, language="zh", section=page.section, depth=page.depth, page=page),
        )
        for name in names.split()
    }

    asked = {name for name in on_pages if re.search(rf"\.{re.escape(name)}(?![\w-])", everything)}
    assert "md-typeset" in asked
    assert {name for name in asked if not re.search(rf"\.{re.escape(name)}(?![\w-])", kept)} == set()
    assert len(kept) < 0.6 * len(everything)
