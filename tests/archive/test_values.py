"""Kinds of values: what is accepted, as what, and what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive import values as v
from generator.archive.keys import kind_of
from generator.archive.model import PartialDate

KINDS: list[Any] = [
    v.Line, v.Prose, v.Slug, v.CaseNumber, v.FileName, v.TextHash, v.HttpUrl, v.PartialDateValue, v.Day, v.KnownDate,
    v.KnownText, v.Number, v.whole(1, 9), v.Boolean, v.STATUS, v.RegionCode, v.LanguageTag, v.NumberPrefix, v.Offset,
]  # fmt: skip


def reader(kind: Any) -> Callable[[str], Any]:
    return kind_of(kind).read


def is_refused(kind: Any, text: str) -> bool:
    try:
        reader(kind)(text)
    except v.RefusedError:
        return True
    return False


@given(st.dates())
def test_a_day_is_read_as_it_is_printed(day: dt.date) -> None:
    assert reader(v.Day)(day.isoformat()) == day
    assert str(reader(v.PartialDateValue)(day.isoformat())) == day.isoformat()


@given(st.integers(1, 9999), st.none() | st.integers(1, 12))
def test_a_year_or_month_is_printed_as_it_was_typed(year: int, month: int | None) -> None:
    typed = str(PartialDate(year, month))

    assert reader(v.PartialDateValue)(typed) == PartialDate(year, month)
    assert PartialDate(year, month).first_day == dt.date(year, month or 1, 1)


@given(st.lists(st.dates(), min_size=2, max_size=2))
def test_dates_order_by_their_beginning(days: list[dt.date]) -> None:
    one, other = (PartialDate(day.year, day.month, day.day) for day in days)

    assert (one.first_day < other.first_day) == (one < other)


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2023-13", "2023-00", "0000", "23-05-01", "2023-5", "2023/05", "五月", ""]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert is_refused(v.PartialDateValue, text)
    assert is_refused(v.KnownDate, text)


@pytest.mark.parametrize("text", ["unknown", "不详", "未知", "Unknown", " 不明 "])
def test_what_the_source_does_not_say_stays_unknown(text: str) -> None:
    assert reader(v.KnownDate)(text) is None
    assert reader(v.KnownText)(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_number_is_never_rounded(number: Any) -> None:
    assert reader(v.Number)(f"{number:f}") == number


@pytest.mark.parametrize("text", ["1600余", "约 3", "1e5", "1,60", "NaN", "∞", "0x10", "1_000", "三", "٣٣x", "--1"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert is_refused(v.Number, text)


@pytest.mark.parametrize("text", ["AL-1", "AL-0012", "CASE-0000001"])
def test_a_case_number_is_letters_and_digits(text: str) -> None:
    assert reader(v.CaseNumber)(text) == text


@pytest.mark.parametrize("text", ["AL0001", "al-0001", "AL-００１", "AL-", "AL-1 2", "AL-12345678", "../AL-1"])
def test_what_is_no_case_number_is_refused(text: str) -> None:
    assert is_refused(v.CaseNumber, text)


@pytest.mark.parametrize(
    "text", ["Zao", "早市", "../x", "a/b", "a_b", "-a", "a-", "a--b", "", "a" * 81, "a.b", "a b", "a\n"]
)
def test_what_cannot_be_an_address_is_no_slug(text: str) -> None:
    assert is_refused(v.Slug, text) or reader(v.Slug)(text) == "a"


@pytest.mark.parametrize(
    "text",
    ["http://[", "https://", "javascript:alert(1)", "//a.cn", "ftp://a.cn", "https://a b.cn", 'https://a.cn/"x', "a.cn",
     "https://a.cn:99999/", "https:///x", "https://a.cn/" + "x" * 500],
)  # fmt: skip
def test_what_a_browser_would_not_open_is_no_address(text: str) -> None:
    assert is_refused(v.HttpUrl, text)


@pytest.mark.parametrize(
    "text", ["https://www.example.gov.cn/anliku/", "http://10.1.2.3:8080/a?b=c#d", "https://案例.cn/"]
)
def test_an_address_is_kept_as_it_is(text: str) -> None:
    assert reader(v.HttpUrl)(text) == text


@pytest.mark.parametrize(
    "text", ["../a.jpg", "a/b.jpg", "a\\b.jpg", ".a.jpg", "a", "a b.jpg", "a#1.jpg", "a%20.jpg", "c:a.jpg", "a.jpg/"]
)
def test_a_file_name_is_never_a_path_nor_what_an_address_cannot_hold(text: str) -> None:
    assert is_refused(v.FileName, text)


@pytest.mark.parametrize("text", ["+08:00", "-03:30", "Z"])
def test_an_offset_is_written_as_in_feeds(text: str) -> None:
    assert reader(v.Offset)(text) == text
    assert all(is_refused(v.Offset, wrong) for wrong in ("8", "+08", "+0800", "08:00", "+25:00", "Asia/Shanghai"))


@pytest.mark.parametrize("kind", KINDS, ids=range(len(KINDS)))
@given(text=st.text(max_size=60))
def test_any_text_is_accepted_or_refused_with_a_code_of_ours(kind: Any, text: str) -> None:
    try:
        reader(kind)(text)
    except v.RefusedError as error:
        assert error.code.startswith("value-")
