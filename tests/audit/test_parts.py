"""The parts of the audit: the quick reading of HTML, personal numbers, policies, links."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.audit.links import Links
from generator.audit.markup import start_tags, text_of
from generator.audit.personal import is_identity_number, personal_numbers
from generator.audit.policy import Policy
from tests.test_sites import build_tiny


class Slow(HTMLParser):
    """What the standard library finds."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str], int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}, self.getpos()[0]))


def test_the_quick_reading_finds_the_tags_that_the_standard_library_finds(tmp_path: Path) -> None:
    site = build_tiny(tmp_path)

    for file in sorted(site.rglob("*.html")):
        document = file.read_text("utf-8")
        slow = Slow()
        slow.feed(document)
        quick = [(tag.name, tag.attributes, document.count("\n", 0, tag.start) + 1) for tag in start_tags(document)]
        assert quick == slow.tags, file.name


def test_what_only_looks_like_a_tag_is_none() -> None:
    document = """<!-- <p> --><script>if (a<b>c) "<i>"</script><title>1 < 2 <b></title><a b='>' c=">" d=e f>a<b"""

    assert [(tag.name, tag.attributes) for tag in start_tags(document)] == [
        ("script", {}),
        ("title", {}),
        ("a", {"b": ">", "c": ">", "d": "e", "f": ""}),
    ]


def test_text_is_what_a_reader_sees() -> None:
    assert text_of("<p>网 格&amp;<b>员</b><script>x</script><!-- y --></p>\n") == "网格&员"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("身份证11010519491231002X。", [("id-number", "110105********002X")]),
        ("１１０１０５１９４９１２３１００２X", [("id-number", "110105********002X")]),
        ("110105194912310021 校验位不对", []),
        ("110105199902300027 没有这一天", []),
        ("电话：138 0013 8000、+86-13800138001", [("phone", "138****8000"), ("phone", "138****8001")]),
        ("12800138000，23800138000，138001380001，a13800138000，1.13800138000", []),
        ("6222021234567890128", [("bank-card", "622202*********0128")]),
        ("6222021234567890127，编号 6222", []),
        ("138****8000，110105********002X", []),
        ("总投资 13,800,138,000 元，2023-11-21 至 2024-01-01", []),
    ],
)
def test_personal_numbers_are_told_masked_and_others_left_alone(text: str, found: list[tuple[str, str]]) -> None:
    assert [(number.kind, number.shown) for number in personal_numbers(text)] == found


def test_the_check_digit_of_an_identity_number_is_that_of_the_standard() -> None:
    assert is_identity_number("11010519491231002X")
    assert [digit for digit in "0123456789X" if is_identity_number(f"44052418800101001{digit}")] == ["4"]


@pytest.mark.parametrize(
    ("policy", "weak"),
    [
        ("default-src 'self'; object-src 'none'", []),
        ("default-src 'none'; style-src 'unsafe-inline'", []),
        ("default-src 'self'; style-src 'unsafe-inline'", ["style-src 'unsafe-inline'"]),
        ("script-src 'self'", ["style-src *", "object-src *"]),
        ("default-src 'self'; img-src https:", ["img-src https:"]),
        ("default-src *", ["default-src *"]),
    ],
)
def test_a_policy_is_weak_where_it_lets_in_what_is_not_of_the_site(policy: str, weak: list[str]) -> None:
    assert list(Policy(policy).weaknesses()) == weak


@pytest.mark.parametrize(
    ("address", "kind", "path"),
    [
        ("../b.html?q=1#s2", "inner", "b.html"),
        ("b.html", "inner", "a/b.html"),
        ("%E6%97%A9.html", "inner", "a/早.html"),
        ("c/", "inner", "a/c/index.html"),
        ("..", "inner", "index.html"),
        ("../../b.html", "outside", ""),
        ("/b.html", "absolute", "b.html"),
        ("//b.cn/c", "host", ""),
        ("?q=1", "fragment", ""),
        ("#", "fragment", ""),
        ("mailto:a@b.cn", "contact", ""),
        ("data:text/plain,x", "data", ""),
        ("JavaScript:x()", "scheme", ""),
        ("http://[", "scheme", ""),
    ],
)
def test_a_link_is_taken_apart_as_a_browser_does(address: str, kind: str, path: str) -> None:
    target = Links().target("a", address)

    assert (target.kind, target.path) == (kind, path)
