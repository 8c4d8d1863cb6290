"""The words of the interface: the same keys and blanks in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from generator.common_yaml import read_common
from generator.nodes import bare
from generator.shell.strings import StringsError, Words, load_strings
from generator.shell.strings_yaml import read_yaml


@pytest.fixture
def make_strings(tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(**files: str) -> dict[str, Words]:
        for language, text in files.items():
            (tmp_path / f"{language}.yml").write_text(text, encoding="utf-8")
        return load_strings(tmp_path, files)

    return make


def test_the_theme_s_languages_fit_together(theme_dir: Path) -> None:
    words = load_strings(theme_dir / "strings", ["zh", "en"])

    assert words["zh"]("frame.skip") == "跳到正文"
    assert words["en"]("list.count", n=1) == "1 case"
    assert words["en"]("list.count", n=12_000) == "12,000 cases"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_theme_s_words_need_no_yaml_parser_and_are_read_as_it_reads_them(theme_dir: Path, language: str) -> None:
    text = (theme_dir / "strings" / f"{language}.yml").read_text("utf-8")
    node = read_common(text, 1)

    assert node is not None
    assert bare(node) == read_yaml(text)


def test_templates_ask_only_for_words_that_exist(theme_dir: Path) -> None:
    words = load_strings(theme_dir / "strings", ["zh"])["zh"]
    known = set(words._leaves)

    for path in sorted(theme_dir.rglob("*.html")):
        for key in re.findall(r"""\bsay\(\s*["']([a-z_.-]+)["']\s*[,)]""", path.read_text("utf-8")):
            assert key in known, f"{path.name}: {key}"


def test_a_key_missing_in_one_language_is_told_with_its_file(make_strings) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(StringsError, match=r"en\.yml: a\.two is missing \(zh has it\)"):
        make_strings(zh="a: {one_more: x, two: y}", en="a: {one_more: x}")


def test_a_superfluous_key_is_told_as_missing_in_the_others(make_strings) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(StringsError, match=r"zh\.yml: b is missing \(en has it\)"):
        make_strings(zh="a: x", en="{a: x, b: y}")


def test_all_faults_are_told_at_once(make_strings) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(StringsError) as caught:
        make_strings(zh="{a: x, c: '{n}'}", en="{b: y, c: '{m}'}")

    assert str(caught.value).splitlines() == [
        "en.yml: a is missing (zh has it)",
        "zh.yml: b is missing (en has it)",
        "en.yml: c: the blanks differ (zh: n; en: m)",
    ]


def test_a_key_given_twice_is_an_error(make_strings) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(StringsError, match="given twice: a"):
        make_strings(zh="a: x\na: y")


def test_words_that_yaml_would_take_for_other_things_stay_words(make_strings) -> None:  # type: ignore[no-untyped-def]
    words = make_strings(en="{no: yes, number: 010, nothing: ~}")["en"]

    assert (words("no"), words("number"), words("nothing")) == ("yes", "010", "~")


def test_the_plural_form_follows_n(make_strings) -> None:  # type: ignore[no-untyped-def]
    words = make_strings(en="a: {one: 'one case', other: '{n} cases'}")["en"]

    assert [words("a", n=n) for n in (0, 1, 2)] == ["0 cases", "one case", "2 cases"]


def test_markup_in_a_blank_stays_and_everything_else_is_escaped(make_strings) -> None:  # type: ignore[no-untyped-def]
    words = make_strings(en="a: '{x} & {y}'")["en"]

    assert words("a", x=Markup("<b>1</b>"), y="<i>") == Markup("<b>1</b> &amp; &lt;i&gt;")
    assert words("a", x="<b>", y="") == "<b> & "


def test_four_digits_are_grouped_in_english_and_not_in_chinese() -> None:
    assert [Words(language, {}).number(3616) for language in ("zh", "en")] == ["3616", "3,616"]
    assert [Words(language, {}).number(12345) for language in ("zh", "en")] == ["12,345", "12,345"]
