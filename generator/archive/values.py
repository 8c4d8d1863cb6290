"""The kinds of value that a key may have: text as typed → checked value, or a problem's code.

Each kind is a type annotated with a `Kind`. A refused value raises `RefusedError` with the code of a problem; `keys` turns
it into a `Problem` with its line.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from msgspec import Struct

from generator.archive.model import PartialDate
from generator.archive.names import fold, nearest
from generator.problems import Bilingual

UNKNOWN_WORDS = frozenset({"unknown", "不详", "未知", "不明"})
"""What a writer says where the source is silent."""

NO_UNIT_WORDS = frozenset({"none", "无"})

MAX_LINE = 300
MAX_PROSE = 2000


class RefusedError(Exception):
    """A value that is not of its kind: the code of a problem and what its words need to know."""

    def __init__(self, code: str, args: Mapping[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.args_of = args or {}


class Kind(Struct, frozen=True, kw_only=True, eq=False):
    """A kind of value, as an annotation of its type."""

    read: Callable[[str], Any]
    """Text as typed → checked value; raises `RefusedError`."""
    schema: Mapping[str, Any]
    """JSON Schema of what may be typed."""


_TEXT_SCHEMA = {"type": "string"}


def _text(limit: int) -> Callable[[str], Any]:
    def check(value: str) -> Any:
        text = " ".join(value.split())
        if len(text) > limit:
            raise RefusedError("value-too-long", {"length": len(text), "limit": limit})
        return text

    return check


Line = Annotated[str, Kind(read=_text(MAX_LINE), schema=_TEXT_SCHEMA)]
"""A short text on one line."""

Prose = Annotated[str, Kind(read=_text(MAX_PROSE), schema=_TEXT_SCHEMA)]
"""A few sentences; line breaks become spaces."""


def _pattern(pattern: str, example: str) -> Callable[[str], Any]:
    compiled = re.compile(pattern)

    def check(value: str) -> Any:
        text = value.strip()
        if not compiled.fullmatch(text):
            raise RefusedError("value-pattern", {"example": example})
        return text

    return check


SLUG_PATTERN = r"(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*"
Slug = Annotated[
    str,
    Kind(read=_pattern(SLUG_PATTERN, "grid-management"), schema={"type": "string", "pattern": f"^{SLUG_PATTERN}$"}),
]
"""Lower-case letters, digits and hyphens, 80 at most: part of an address and of a file name."""

CaseNumber = Annotated[
    str,
    Kind(
        read=_pattern(r"[A-Z]{1,8}-[0-9]{1,7}", "AL-0001"),
        schema={"type": "string", "pattern": "^[A-Z]{1,8}-[0-9]{1,7}$"},
    ),
]


def _file_name(value: str) -> Any:
    text = value.strip()
    if not re.fullmatch(r"[^/\\:*?\"<>|#%\s\x00-\x1f.][^/\\:*?\"<>|#%\s\x00-\x1f]{0,120}\.[A-Za-z0-9]{2,5}", text):
        raise RefusedError("value-file-name")
    return text


FileName = Annotated[str, Kind(read=_file_name, schema=_TEXT_SCHEMA)]
"""The name of a file in the case's own folder, with its ending: never a path, and nothing that an address can't hold."""

TextHash = Annotated[str, Kind(read=_pattern(r"[0-9a-f]{12}|pending|待定", "0123456789ab"), schema=_TEXT_SCHEMA)]


def _http_url(value: str) -> Any:
    text = value.strip()
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or len(text) > 500 or re.search(r"[\s<>\"'\\\x00-\x1f]", text):
        raise RefusedError("value-url")
    return text


HttpUrl = Annotated[str, Kind(read=_http_url, schema={"type": "string", "pattern": "^https?://"})]
"""An absolute address that a browser opens."""

RegionCode = Annotated[
    str,
    Kind(read=_pattern(r"[0-9]{2,12}", '"150103"'), schema={"type": "string", "pattern": "^[0-9]{2,12}$"}),
]
"""Digits, as the statistics bureau gives them; part of an address where a region has no id."""

LanguageTag = Annotated[
    str,
    Kind(
        read=_pattern(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", "zh-CN"),
        schema={"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    ),
]
"""BCP 47: for browsers and search engines."""

NumberPrefix = Annotated[
    str, Kind(read=_pattern(r"[A-Z]{1,8}", "AL"), schema={"type": "string", "pattern": "^[A-Z]{1,8}$"})
]

ClockTime = Annotated[
    str,
    Kind(
        read=_pattern(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", '"09:00"'),
        schema={"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
    ),
]
"""Hours and minutes of a day of 24 hours."""

ConacId = Annotated[
    str,
    Kind(read=_pattern(r"[0-9A-Fa-f]{32}", "32 × 0–9, A–F"), schema={"type": "string", "pattern": "^[0-9A-Fa-f]{32}$"}),
]
"""What the mark of Party and government bodies (党政机关网站标识) is called by in its address."""

Offset = Annotated[
    str,
    Kind(
        read=_pattern(r"Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9]", '"+08:00"'),
        schema={"type": "string", "pattern": "^(Z|[+-][0-9]{2}:[0-9]{2})$"},
    ),
]
"""Offset from UTC as feeds write it."""


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _partial_date(value: str) -> Any:
    text = unicodedata.normalize("NFKC", value).strip()
    found = _DATE.fullmatch(text)
    if not found:
        raise RefusedError("value-date", {"example": _date_example(text)})
    year, month, day = (int(part) if part else None for part in found.groups())
    date = PartialDate(year or 0, month, day)
    try:
        if month == 0 or day == 0:
            raise ValueError("months and days begin at 1")
        date.first_day  # noqa: B018  (raises for 30 February and month 13)
    except ValueError as error:
        raise RefusedError("value-date", {"example": "2023-02-28"}) from error
    return date


def _date_example(text: str) -> str:
    """What was probably meant: 2023-5 → 2023-05, 2023年5月1日 → 2023-05-01."""
    numbers = re.findall(r"\d+", text)
    if numbers and len(numbers[0]) == 4 and len(numbers) <= 3:
        return "-".join([numbers[0], *(number.zfill(2) for number in numbers[1:])])
    return "2023-05-01"


def _day(value: str) -> Any:
    try:
        date = _partial_date(value)
    except RefusedError as error:
        example = error.args_of["example"]
        raise RefusedError("value-date", {"example": _whole_day(example)}) from error
    if date.day is None:
        raise RefusedError("value-date", {"example": _whole_day(str(date))})
    return date.first_day


def _whole_day(example: str) -> str:
    return example + "-01" * (2 - example.count("-"))


_PARTIAL_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},  # what an editor makes of a year alone
    ]
}
PartialDateValue = Annotated[PartialDate, Kind(read=_partial_date, schema=_PARTIAL_SCHEMA)]
Day = Annotated[dt.date, Kind(read=_day, schema={"type": "string", "format": "date"})]


def _unknown_or(check: Callable[[str], Any]) -> Callable[[str], Any]:
    def known(value: str) -> Any:
        return None if value.strip().casefold() in UNKNOWN_WORDS else check(value)

    return known


KnownDate = Annotated[
    PartialDate | None,
    Kind(read=_unknown_or(_partial_date), schema={"anyOf": [_PARTIAL_SCHEMA, {"enum": sorted(UNKNOWN_WORDS)}]}),
]
"""A date, or the word for unknown, which is `None`."""

KnownText = Annotated[str | None, Kind(read=_unknown_or(_text(MAX_LINE)), schema={"type": "string"})]
"""A text, or the word for unknown, which is `None`."""


_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d{1,18}(?:\.\d{1,9})?")


def _number(value: str) -> Any:
    text = unicodedata.normalize("NFKC", value).strip()
    if not _NUMBER.fullmatch(text):
        raise RefusedError("value-number")
    return Decimal(text.replace(",", ""))


Number = Annotated[Decimal, Kind(read=_number, schema={"type": "number"})]


def _whole(low: int, high: int) -> Callable[[str], Any]:
    def check(value: str) -> Any:
        text = unicodedata.normalize("NFKC", value).strip()
        if not re.fullmatch(r"-?\d{1,12}", text):
            raise RefusedError("value-number")
        if not low <= int(text) <= high:
            raise RefusedError("value-range", {"range": f"{low}–{high}"})
        return int(text)

    return check


def whole(low: int, high: int) -> Any:
    """The type of whole numbers from `low` to `high`, both included."""
    schema = {"type": "integer", "minimum": low, "maximum": high}
    return Annotated[int, Kind(read=_whole(low, high), schema=schema)]


def _boolean(value: str) -> Any:
    text = value.strip().casefold()
    if text in {"true", "yes", "是", "on"}:
        return True
    if text in {"false", "no", "否", "off"}:
        return False
    raise RefusedError("value-boolean")


Boolean = Annotated[bool, Kind(read=_boolean, schema={"type": "boolean"})]


def choice(words: Mapping[str, tuple[str, ...]]) -> Any:
    """The type of one word out of several; each may also be written in Chinese.

    Args:
        words: Canonical word → its Chinese forms, the first of which is shown in problems.
    """
    meaning = {fold(form): word for word, forms in words.items() for form in (word, *forms)}
    known = Bilingual("、".join(f"{word}（{forms[0]}）" for word, forms in words.items()), ", ".join(words))

    def check(value: str) -> Any:
        found = meaning.get(value) or meaning.get(fold(value))
        if found is None:
            likely = nearest(value, [form for word, forms in words.items() for form in (word, *forms)], 1)
            raise RefusedError("value-choice", {"known": known, "nearest": list(likely)})
        return found

    forms = [form for word, others in words.items() for form in (word, *others)]
    return Annotated[str, Kind(read=check, schema={"enum": forms})]


ROLE_IN_REGION = choice(
    {
        "subject": ("主体",),
        "pilot": ("试点",),
        "host": ("承办", "接待"),
        "visitor": ("来访",),
        "mentioned": ("提及",),
    }
)
CONTRIBUTOR_ROLE = choice(
    {
        "author": ("作者", "署名作者"),
        "reporter": ("记者",),
        "trainee-reporter": ("实习记者", "见习记者"),
        "correspondent": ("通讯员",),
        "photographer": ("摄影",),
        "editor": ("编辑",),
        "organization": ("单位",),
    }
)
SOURCE_FORM = choice({"original": ("原创",), "adapted": ("改写", "改编"), "reprint": ("转载",)})
QUALIFIER = choice(
    {
        "about": ("约", "大约"),
        "over": ("余", "多", "超", "超过"),
        "nearly": ("近", "将近"),
        "at-least": ("以上", "不少于"),
    }
)
STATUS = choice({"draft": ("草稿",), "published": ("已发布", "发布"), "withdrawn": ("已撤回", "撤回")})
REGION_KIND = choice(
    {
        "autonomous-region": ("自治区",),
        "prefecture": ("盟市",),
        "county": ("旗县区",),
        "zone": ("功能区",),
        "township": ("苏木乡镇街道",),
        "community": ("社区",),
        "village": ("嘎查村",),
    }
)
METHOD_KIND = choice(
    {
        "brand": ("品牌",),
        "work-method": ("工作法",),
        "mechanism": ("机制",),
        "platform": ("平台",),
        "team": ("队伍",),
        "activity": ("活动",),
        "slogan": ("口号",),
        "goal": ("目标",),
    }
)
SEVERITY = choice({"error": ("错误",), "warning": ("提醒",)})
PART_NUMBER = whole(1, 9999)
"""Parts of a series and the like."""
SLOGAN_NUMBER = whole(0, 999)
"""A number in a numbered slogan."""
LIST_SIZE = whole(1, 500)
"""Entries of a page or a feed."""
ROBOTS = choice({"index": ("收录",), "noindex": ("不收录",)})
"""Whether search engines may list the site."""
REGION_FORM = choice({"translated": ("意译",), "romanized": ("音译",)})
SCALE = whole(1, 100_000_000)
"""By what a number is multiplied in another language (万 and 亿)."""
