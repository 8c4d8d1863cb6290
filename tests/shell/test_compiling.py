"""Templates compiled in our way print what Jinja's own way prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, TemplateAssertionError
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from generator.shell import Shell, material
from generator.shell.compiling import QuickCodeGenerator, marked, printed, steps
from tests.shell.sample_parts import LANGUAGES, make_chrome
from tests.shell.samples import Samples


class _Quick(Environment):
    code_generator_class = QuickCodeGenerator
    printed = staticmethod(printed)
    marked = staticmethod(marked)
    steps = staticmethod(steps)


def both(source: str, **variables: object) -> str:
    """What a template prints, compiled either way."""
    ours, theirs = (
        kind(loader=DictLoader({"t": source}), autoescape=True).get_template("t").render(variables)
        for kind in (_Quick, Environment)
    )
    assert ours == theirs
    return ours


def test_every_page_is_the_same_as_by_jinjas_own_compiler(
    shell: Shell, theme_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(material, "QuickCodeGenerator", CodeGenerator)
    monkeypatch.setattr(material, "_compiled_templates", lambda: None)
    plain = Shell(theme_dir, make_chrome(), proven=True)

    for language in LANGUAGES:
        for page in Samples(language).all().values():
            ours, theirs = (
                each.pour(page.kind, language=language, section=page.section, depth=page.depth, page=page)
                for each in (shell, plain)
            )
            assert ours == theirs, page.kind


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.none(), st.booleans()))
def test_a_value_is_printed_as_it_is_escaped(value: object) -> None:
    assert str(printed(value)) == str(escape(value))


def test_macros_take_arguments_by_position_by_name_and_by_default_and_what_a_call_block_holds() -> None:
    macros = (
        '{% macro one(a, b="<b>", class="") %}[{{ a }}{{ b }}{{ class }}]{% endmacro %}'
        "{% macro around(a) %}<{{ a }}>{{ caller() }}{% endmacro %}"
        "{% macro twice(a=1) %}{% call around(a) %}{{ a }}{% endcall %}{{ caller() }}{% endmacro %}"
    )

    assert both(macros + '{{ one("&") }}{{ one(1, 2, 3) }}{{ one(b=3, a="x") }}{{ one("x", class="c") }}') == (
        "[&amp;&lt;b&gt;][123][x3][x&lt;b&gt;c]"
    )
    assert both(macros + '{% for n in (1, 2) %}{% call around("p") %}{{ n }}{{ one(n) }}{% endcall %}{% endfor %}')
    assert both(macros + "{% call twice() %}<i>{% endcall %}") == "<1>1<i>"


def test_a_loop_knows_where_it_is() -> None:
    loop = "{% for n in items if n %}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{{ n }};{% endfor %}"

    assert both(loop, items=[0, 7, 8, 0, 9]) == "0TrueFalse7;1FalseFalse8;2FalseTrue9;"
    assert both("{{ items[1] }}{{ names['a'] }}", items=[3, 4], names={"a": 5}) == "45"


def test_a_macro_that_is_called_with_other_arguments_than_it_takes_is_an_error() -> None:
    macro = "{% macro one(a) %}{{ a }}{% endmacro %}"

    for call in ("{{ one() }}", "{{ one(1, 2) }}", "{{ one(1, b=2) }}", "{% call one(1) %}{% endcall %}"):
        template = _Quick(loader=DictLoader({"t": macro + call}), autoescape=True).get_template("t")
        with pytest.raises(TypeError, match="argument"):
            template.render()


def test_a_macro_that_takes_whatever_it_is_given_is_refused() -> None:
    for rest in ("varargs", "kwargs"):
        with pytest.raises(TemplateAssertionError, match="no varargs"):
            _Quick().from_string(f"{{% macro one() %}}{{{{ {rest} }}}}{{% endmacro %}}")


def test_addresses_are_written_from_a_table_of_the_shell() -> None:
    template = _Quick(autoescape=True).from_string("{{ 'a.html' | url }}{{ ('a' ~ '.html') | url }}")

    assert template.render(urls={"a.html": Markup("../a.html?a&amp;b;")}) == "../a.html?a&amp;b;" * 2


def test_an_attribute_that_is_not_there_is_an_error() -> None:
    template = _Quick(loader=DictLoader({"t": "{{ page.titel }}"}), autoescape=True).get_template("t")

    with pytest.raises(AttributeError, match="titel"):
        template.render(page=Markup("x"))


def test_words_without_blanks_are_written_from_a_table_where_they_are_printed() -> None:
    template = _Quick(autoescape=True).from_string('{{ say("a") }}{{ say("a") ~ "!" }}{{ say("a", n=1) }}')

    assert template.render(said={"a": Markup("x &amp; y")}, say=lambda key, n=0: f"{n} &") == "x &amp; y0 &amp;!1 &amp;"


def test_what_a_template_names_itself_is_its_own_though_the_shell_has_a_name_like_it() -> None:
    assert both('{% macro say(a) %}<{{ a }}>{% endmacro %}{{ say("b") }}', said={}) == "<b>"
    assert (
        both("{% for site in items %}{{ site }}{{ language }}{% endfor %}", items=[1, 2], language="<") == "1&lt;2&lt;"
    )
    assert both("{% if not site %}{{ base_url }}none{% endif %}") == "none"
