"""The slot tag: what a shell may know of a page, and what it must give back."""

from __future__ import annotations

import weakref
from types import SimpleNamespace

import jinja2
import pytest

from generator.shell.slots import ShellLeak, SlotExtension, record, render_plain


def template(source: str, *, autoescape: bool = True) -> jinja2.Template:
    return jinja2.Environment(extensions=[SlotExtension], autoescape=autoescape).from_string(source)


def test_a_shell_pours_what_plain_jinja_renders() -> None:
    source = template(
        "<h1>{{ site }}</h1>{% slot a %}<p>{{ page.title }}</p>{% endslot %}|{% slot b %}{{ page.n }}{% endslot %}"
    )
    page = SimpleNamespace(title="<&>", n=3)

    poured = record(source, {"site": "S"}, {}).pour(page)

    assert poured == "<h1>S</h1><p>&lt;&amp;&gt;</p>|3"
    assert poured == render_plain(source, {"site": "S"}, {}, page)


def test_the_fixed_part_is_evaluated_once_and_slots_for_every_page() -> None:
    calls: list[str] = []
    source = template("{{ note('fixed') }}{% slot a %}{{ note(page.title) }}{% endslot %}")

    def note(word: str) -> str:
        calls.append(word)
        return word

    shell = record(source, {"note": note}, {})
    texts = [shell.pour(SimpleNamespace(title=title)) for title in ("one", "two")]

    assert texts == ["fixedone", "fixedtwo"]
    assert calls == ["fixed", "one", "two"]


def test_reading_the_page_outside_a_slot_is_an_error_that_names_the_attribute() -> None:
    source = template("{{ page.title }}")

    with pytest.raises(ShellLeak, match=r"page\.title is read outside every slot"):
        record(source, {}, {})


def test_declared_constants_may_be_read_outside_slots_and_give_way_to_the_page_inside() -> None:
    source = template("{{ page.toc }}{% slot a %}{{ page.toc }}{% endslot %}")

    shell = record(source, {}, {"toc": "constant"})

    assert shell.pour(SimpleNamespace(toc="real")) == "constantreal"


def test_text_of_a_page_that_looks_like_a_mark_stays_text() -> None:
    source = template("{% slot a %}{{ page.title }}{% endslot %}-{% slot b %}B{% endslot %}")

    assert record(source, {}, {}).pour(SimpleNamespace(title="\x001\x00")) == "\x001\x00-B"


def test_a_slot_within_a_slot_is_rendered_in_its_place() -> None:
    source = template("{% slot a %}[{% slot b %}{{ page.title }}{% endslot %}]{% endslot %}")

    assert record(source, {}, {}).pour(SimpleNamespace(title="t")) == "[t]"


def test_fixed_text_with_the_character_of_the_marks_is_refused() -> None:
    with pytest.raises(ShellLeak, match="holds NUL"):
        record(template("{{ site }}{% slot a %}{% endslot %}"), {"site": "a\x000\x00b"}, {})


def test_a_slot_whose_text_is_changed_by_a_filter_is_refused() -> None:
    with pytest.raises(ShellLeak):
        record(
            template("{% filter replace('0', 'x') %}{% slot a %}{{ page.title }}{% endslot %}{% endfilter %}"), {}, {}
        )


def test_blocks_and_macros_that_a_slot_holds_see_the_page_too() -> None:
    source = template(
        "{% macro title() %}<{{ page.title }}>{% endmacro %}{% slot a %}{% block b %}{{ page.title }}{% endblock %}"
        "{{ title() }}{% endslot %}"
    )
    page = SimpleNamespace(title="t")

    assert record(source, {}, {}).pour(page) == "t<t>" == render_plain(source, {}, {}, page)


def test_the_page_is_let_go_after_it_was_poured() -> None:
    shell = record(template("{% slot a %}{{ page.title }}{% endslot %}"), {}, {})

    class Page:
        title = "one"

    page = Page()
    shell.pour(page)

    known = weakref.ref(page)
    del page

    assert known() is None
