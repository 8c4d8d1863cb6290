"""The shell: every kind of page, in every language and depth, as plain Jinja would give it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.pages import statistics_views, views
from generator.shell import Chrome, Shell, ShellLeak
from tests.shell.sample_parts import LANGUAGES, NASTY, make_chrome
from tests.shell.samples import Samples

ALONE = "404-alone"
KINDS = sorted({page.kind for page in Samples("zh").all().values()})


def pour(shell: Shell, page: views.Page, *, depth: int | None = None) -> str:
    depth = page.depth if depth is None else depth
    return shell.pour(page.kind, language=page.language, section=page.section, depth=depth, page=page)


def pages(language: str, title: str | None = None) -> list[views.Page]:
    """Samples of every kind that stands in the frame."""
    return [page for page in Samples(language, title).all().values() if page.kind != ALONE]


def test_the_page_for_a_missing_address_without_a_known_place_needs_no_other_file(shell: Shell) -> None:
    text = pour(shell, Samples("zh").all()[f"{ALONE}.html"])

    assert not re.findall(r"<(?:script|link|img|a)\b|\s(?:src|href)=", text)
    assert "default-src 'none'" in text


def test_there_is_a_template_for_every_view_and_a_sample_for_every_template(theme_dir: Path) -> None:
    kinds = {path.stem for path in (theme_dir / "pages").glob("*.html")}
    documented = {
        match
        for view in [*vars(views).values(), *vars(statistics_views).values()]
        if isinstance(view, type) and issubclass(view, views.Page) and view is not views.Page
        for match in re.findall(r"kind `([\w-]+)`", view.__doc__ or "")
    }

    assert kinds == documented
    assert kinds == set(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("depth", range(4))
def test_shell_and_plain_jinja_agree_for_all_kinds_and_depths(shell: Shell, language: str, depth: int) -> None:
    for page in pages(language):
        plain = shell.plain(page.kind, language=language, section=page.section, depth=depth, page=page)

        assert pour(shell, page, depth=depth) == plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_shell_and_plain_jinja_agree_on_nasty_titles_also_after_other_pages(shell: Shell, language: str) -> None:
    for usual, nasty in zip(pages(language), pages(language, NASTY), strict=True):
        before = pour(shell, usual)
        poured = pour(shell, nasty)
        plain = shell.plain(nasty.kind, language=language, section=nasty.section, depth=nasty.depth, page=nasty)

        assert poured == plain
        assert pour(shell, usual) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_can_neither_end_a_script_nor_open_an_element(shell: Shell, kind: str) -> None:
    for page in pages("en", NASTY):
        if page.kind == kind:
            text = pour(shell, page)

            assert "<b>{{" not in text
            assert "{{ 7 * 7 }}" in text
            assert "49" not in re.sub(r"[0-9]{4}-[0-9]{2}|[.0-9a-f]{10,}|p49", "", text)


def test_a_page_says_its_language_as_the_settings_spell_it(shell: Shell) -> None:
    assert '<html lang="zh-CN" class="no-js">' in pour(shell, Samples("zh").home())
    assert '<html lang="en" class="no-js">' in pour(shell, Samples("en").home())


def test_every_page_has_one_first_level_heading_where_the_skip_link_leads(shell: Shell) -> None:
    for language in LANGUAGES:
        for page in pages(language):
            text = pour(shell, page)

            assert text.count("<h1") == 1, page.url
            assert '<h1 id="title"' in text, page.url
            assert 'href="#title" class="md-skip"' in text, page.url


def test_every_page_carries_the_policy_before_anything_that_loads(shell: Shell) -> None:
    for page in pages("zh"):
        text = pour(shell, page)
        policy = text.index("Content-Security-Policy")

        assert policy < text.index("<link") and policy < text.index("<script")
        assert "unsafe" not in text


def test_no_page_has_inline_scripts_or_styles_or_event_handlers(shell: Shell) -> None:
    for page in pages("zh") + pages("en"):
        text = pour(shell, page)
        scripts = re.findall(r"<script([^>]*)>", text)

        assert all("src=" in attributes or "json" in attributes for attributes in scripts), page.url
        assert "<style" not in text
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", text), page.url


def test_no_page_asks_another_host_for_anything(shell: Shell) -> None:
    for page in pages("zh"):
        text = pour(shell, page)

        assert not re.findall(r'(?:src|action)="(?:https?:)?//', text)
        assert not re.findall(r'<link(?! rel="(?:canonical|alternate )")[^>]*href="(?:https?:)?//', text)


def test_alternates_in_the_head_are_hidden_from_the_script_that_asks_for_a_sitemap(shell: Shell) -> None:
    text = pour(shell, Samples("zh").home())

    assert 'rel="alternate "' in text
    assert 'rel="alternate">' not in text and 'rel="alternate" ' not in text


def test_the_language_switch_leads_to_the_same_page_in_the_other_language(shell: Shell) -> None:
    text = pour(shell, Samples("en").case())

    assert '<a href="../../cases/case-3.html" lang="zh-CN" hreflang="zh-CN">中文</a>' in text


def test_links_are_relative_to_the_page(shell: Shell) -> None:
    page = Samples("zh").case()
    text = pour(shell, page)

    for reference in re.findall(r'(?:href|src|action)="([^"]+)"', text):
        assert reference.startswith(("../", "#", "https://example.org/")), reference
        assert not reference.endswith("/") or reference.startswith("https://"), reference


def test_a_page_served_at_any_depth_can_have_links_from_the_root_of_the_server(shell: Shell) -> None:
    page = Samples("zh").all()["404.html"]

    text = shell.pour("404", language="zh", section="", depth=0, page=page, root="/portal/cases/")

    assert 'href="/portal/cases/assets/' in text
    assert 'href="/portal/cases/index.html"' in text
    assert 'href="/anliku/index.html"' in text


def test_only_the_current_section_is_marked(shell: Shell) -> None:
    text = pour(shell, Samples("zh").region())
    masthead = text[text.index('class="main-nav"') : text.index("</nav>", text.index('class="main-nav"'))]

    assert re.findall(r"aria-current[^>]*>([^<]+)", masthead) == ["地区"]


def test_footer_lines_that_are_not_set_leave_no_trace(theme_dir: Path) -> None:
    bare = replace(make_chrome(), footer={}, footer_links={}, descriptions={}, version="")

    text = Shell(theme_dir, bare).pour("home", language="zh", section="home", depth=0, page=Samples("zh").home())

    assert "发布</h2>" not in text and "关于</h2>" not in text
    assert 'name="generator"' not in text


def test_a_case_without_translation_is_marked_and_its_text_has_its_own_language(shell: Shell) -> None:
    text = pour(shell, Samples("en").case(foreign=True))

    assert "Not translated yet: the text below is the original (中文)." in text
    assert '<p class="abstract" lang="zh-CN">' in text


def test_a_photo_item_without_photo_shows_its_caption_in_a_frame(shell: Shell) -> None:
    text = pour(shell, Samples("zh").case(photo=True))

    assert '<figure class="plate">' in text
    assert '<p class="abstract"' not in text


def test_a_misspelt_attribute_of_a_view_is_an_error_and_not_an_empty_place(shell: Shell) -> None:
    page = Samples("zh").all()["404.html"]

    with pytest.raises(AttributeError, match="headline"):
        shell.pour("home", language="zh", section="home", depth=0, page=page)


def test_the_first_pour_is_compared_with_plain_jinja_unless_that_was_done_before(
    theme_dir: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Samples("zh").home()
    wanted = pour(shell, page)
    monkeypatch.setattr(Shell, "_plain", lambda *_: "something else")

    with pytest.raises(ShellLeak):
        pour(Shell(theme_dir, make_chrome()), page)
    assert pour(Shell(theme_dir, make_chrome(), proven=True), page) == wanted


def test_a_site_in_one_language_has_no_switch(theme_dir: Path) -> None:
    chrome: Chrome = replace(make_chrome(), languages=make_chrome().languages[:1])
    page = replace(Samples("zh").home(), alternates=(views.Alternate(language="zh", url="index.html"),))

    text = Shell(theme_dir, chrome).pour("home", language="zh", section="home", depth=0, page=page)

    assert "hreflang" not in text.replace('rel="alternate " hreflang', "")


def test_a_name_of_the_site_with_nul_is_refused(theme_dir: Path) -> None:
    chrome = replace(make_chrome(), site_names={"zh": "a\x000\x00", "en": "b"})

    with pytest.raises(ShellLeak, match="NUL"):
        Shell(theme_dir, chrome).pour("home", language="zh", section="home", depth=0, page=Samples("zh").home())
