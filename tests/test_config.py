"""The settings: documented in place, and what is wrong in them is told all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.keys import Keys, keys_of, words_of
from generator.config import (
    FooterConfig,
    LabelConfig,
    LanguageConfig,
    SiteConfig,
    TypeConfig,
    load_config,
    parse_config,
)
from generator.problems import ContentError

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "site_config.yml"
LEAST = """\
name: {zh: 试验库}
description: {zh: 试验用。}
languages: [{code: zh, tag: zh-CN, name: 中文}]
types: [{id: news, name: {zh: 动态}}]
"""


def codes(text: str) -> list[tuple[int, str]]:
    config, problems = parse_config(text, "site_config.yml")
    assert (config is None) == any(problem.severity == "error" for problem in problems)
    return [(problem.where.line, problem.code) for problem in problems]


def commented_keys(text: str) -> Iterator[str]:
    """Keys of the first level, set or commented out, that stand in a block that begins with a comment."""
    for block in text.split("\n\n"):
        if re.match(r"# (?![a-z_]+:)", block):
            yield from re.findall(r"^(?:# )?([a-z_]+):", block, re.M)


@pytest.mark.parametrize("model", [SiteConfig, LanguageConfig, TypeConfig, LabelConfig, FooterConfig])
def test_every_setting_is_documented_in_place(model: type[Keys]) -> None:
    text = SETTINGS.read_text("utf-8")

    missing = [name for name in keys_of(model) if not re.search(rf"\b{name}\b", text)]

    assert missing == []


def test_every_setting_of_the_first_level_has_a_comment_above_it() -> None:
    documented = set(commented_keys(SETTINGS.read_text("utf-8")))

    assert documented >= keys_of(SiteConfig).keys()


def test_the_settings_of_the_archive_are_sound() -> None:
    assert load_config(SETTINGS).language_codes[0] == "zh"


def test_only_four_settings_are_needed() -> None:
    assert codes(LEAST) == []
    for number, line in enumerate(LEAST.splitlines()):
        rest = [other for index, other in enumerate(LEAST.splitlines()) if index != number]
        assert codes("\n".join(rest)) == [(1, "key-missing")], line


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("base_url: www.a.cn\n", "value-url"),
        ("base_url: 'http://['\n", "value-url"),
        ("page_size: 0\n", "value-range"),
        ("page_size: 二十\n", "value-number"),
        ("pagesize: 20\n", "key-unknown"),
        ("每页: 20\n", "key-unknown"),
        ("time_zone: '+0800'\n", "value-pattern"),
        ("number_prefix: 'al '\n", "value-pattern"),
        ("featured: [1]\n", "value-pattern"),
        ("labels: {site: 网}\n", "key-unknown"),
        ("footer: {correction_url: 'javascript:x'}\n", "value-url"),
        ("page_size: 20\npage_size: 30\n", "key-duplicate"),
        ("page_size: 20\n每页篇数: 30\n", "key-duplicate"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(text: str, code: str) -> None:
    line = 5 + (code == "key-duplicate")

    assert codes(LEAST + text) == [(line, code)]


def test_all_wrong_settings_are_told_at_once() -> None:
    found = codes(LEAST + "page_size: 0\nfeed_sizes: 3\nbase_url: x\n")

    assert sorted(found) == [(5, "value-range"), (6, "key-unknown"), (7, "value-url")]


@pytest.mark.parametrize(
    ("code", "known"), [("cases", "id-reserved"), ("zh", "vocabulary-id-duplicate"), ("EN", "value-pattern")]
)
def test_a_language_needs_a_folder_of_its_own(code: str, known: str) -> None:
    text = LEAST.replace("name: 中文}]", f"name: 中文}}, {{code: {code}, tag: en, name: English}}]")

    assert codes(text) == [(3, known)]


@pytest.mark.parametrize(
    ("address", "path", "page"),
    [
        ("https://a.cn", "/", "https://a.cn/x.html"),
        ("https://a.cn/", "/", "https://a.cn/x.html"),
        ("https://a.cn/b/c", "/b/c/", "https://a.cn/b/c/x.html"),
        ("https://a.cn/b/c/", "/b/c/", "https://a.cn/b/c/x.html"),
    ],
)
def test_a_base_url_may_end_with_a_slash_or_not(address: str, path: str, page: str) -> None:
    config, _ = parse_config(LEAST + f"base_url: {address}\n", "site_config.yml")

    assert config is not None
    assert config.base_path == path
    assert config.absolute("x.html") == page


@pytest.mark.parametrize(
    "data", [b"", b"\n \n", "name: 库".encode("gbk"), b"\xff\xfe", b"\0", b"name: [", b"- a\n- b\n", b"text"]
)
def test_a_file_that_is_no_settings_file_is_told_in_words(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "site_config.yml"
    file.write_bytes(data)

    with pytest.raises(ContentError) as told:
        load_config(file)

    assert all(problem.format("zh") for problem in told.value.problems)


def test_a_folder_or_nothing_in_the_place_of_the_settings_is_told_in_words(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.yml", tmp_path / "no" / "such.yml"):
        with pytest.raises(ContentError) as told:
            load_config(path)
        assert [problem.code for problem in told.value.problems] == ["config-missing"]


@given(st.dictionaries(st.sampled_from(sorted(words_of(SiteConfig))), st.text(max_size=30), max_size=5))
def test_any_settings_give_a_record_or_problems_and_never_an_exception(values: dict[str, str]) -> None:
    text = LEAST + "\n".join(f"{key}: {value}" for key, value in values.items())

    config, problems = parse_config(text, "site_config.yml")

    assert config is not None or problems
    assert config is None or config.base_path is None or config.base_path.startswith("/")
