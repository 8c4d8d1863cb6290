"""Page labels (网页标签): which a page must have, how they are written, and whether they say what the page shows.

Source: the annex on the design of pages of 《政府网站发展指引》 (国办发〔2017〕47号): three labels of the site on every page,
four of the column on lists and articles, three of the article (and five that may be left out).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.problems import Bilingual

SITE_LABELS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_LABELS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_LABELS = ("ArticleTitle", "PubDate", "ContentSource")
OPTIONAL_LABELS = ("Keywords", "Author", "Description", "Image", "Url")
LABELS = frozenset((*SITE_LABELS, *COLUMN_LABELS, *ARTICLE_LABELS, *OPTIONAL_LABELS))

ARTICLE = "case"
ONLY_SITE = frozenset({"home", "search", "basket", "404", "404-alone"})
"""Kinds of page that are no column: the home page and tools."""

_SHOWN = ("ArticleTitle", "PubDate", "ContentSource", "Author", "Keywords")
"""Labels whose parts an article shows in its text."""

_SITE_ID = re.compile(r"[0-9]{10}|bm[0-9]{8}")
_PUB_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]) (?:[01][0-9]|2[0-3]):[0-5][0-9]")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.I)
_FORMS: Mapping[str, tuple[re.Pattern[str], str, Bilingual]] = {
    "SiteIDCode": (
        _SITE_ID,
        "1501000001 / bm01000001",
        Bilingual(
            "核对网站标识码：十位数字，或 bm 加八位数字", "check the site code: ten digits, or bm and eight digits"
        ),
    ),
    "SiteDomain": (
        _DOMAIN,
        "www.example.gov.cn",
        Bilingual("只写域名，不写 https:// 和路径", "the name of the host alone, without https:// and path"),
    ),
    "PubDate": (
        _PUB_DATE,
        "YYYY-MM-DD HH:MM",
        Bilingual(
            "在 labels 的 publication_time 里填写发布的时刻；时刻不知道就不填，只有日期也比假的时刻好",
            "give the time of day as publication_time in labels; where it is not known, the day alone beats a made-up time",
        ),
    ),
}
_MISSING: Mapping[str, Bilingual] = {
    "SiteName": Bilingual("填写 labels 的 site_name", "fill in site_name in labels"),
    "SiteDomain": Bilingual("填写 labels 的 site_domain", "fill in site_domain in labels"),
    "SiteIDCode": Bilingual("填写 labels 的 site_id_code；没有标识码的单位不填，切勿编造", "fill in site_id_code in labels; a body without a code leaves it out"),
    "ColumnType": Bilingual("填写 labels 的 column_type", "fill in column_type in labels"),
}  # fmt: skip
_REBUILD = Bilingual("重新运行 anliku build", "run anliku build again")
_UNKNOWN = {"ContentSource": "source.publication", "PubDate": "published"}
"""Labels that an honest page leaves out where the content says “unknown”, and the key that would give them."""

Fault = tuple[str, Mapping[str, object]]
"""Code and arguments of a finding."""


def required(kind: str) -> tuple[str, ...]:
    """The labels that a page of this kind must have."""
    if kind in ONLY_SITE:
        return SITE_LABELS
    return (*SITE_LABELS, *COLUMN_LABELS, *(ARTICLE_LABELS if kind == ARTICLE else ()))


def check_labels(
    kind: str, labels: Mapping[str, str], shown: str, heading: str, title: str, description: str
) -> Iterator[Fault]:
    """What is wrong with the labels of one page of a site that has labels.

    Args:
        kind: Of the page.
        labels: Name → content, as they stand on the page.
        shown: Content and footer as a reader sees them, without white space.
        heading: The first-level heading, without white space.
        title: `<title>`, without white space; a column may be named there only, and its heading be a sentence.
        description: `<meta name="description">`.
    """
    for label in required(kind):
        if label not in labels:
            if label in _UNKNOWN:
                yield "label-unknown", {"label": label, "key": _UNKNOWN[label]}
            else:
                yield "label-missing", {"label": label, "remedy": _MISSING.get(label, _REBUILD)}
    for label, value in labels.items():
        if not value.strip():
            yield "label-empty", {"label": label}
        elif label in _FORMS and not _FORMS[label][0].fullmatch(value):
            _, form, remedy = _FORMS[label]
            yield "label-form", {"label": label, "value": value, "form": form, "remedy": remedy}
    if kind == ARTICLE:
        yield from _differing_article(labels, shown, heading, description)
    elif "ColumnName" in labels and not any(_squeezed(labels["ColumnName"]) in text for text in (heading, title)):
        yield "label-differs", {"label": "ColumnName", "value": labels["ColumnName"]}


def _differing_article(labels: Mapping[str, str], shown: str, heading: str, description: str) -> Iterator[Fault]:
    if "ArticleTitle" in labels and _squeezed(labels["ArticleTitle"]) != heading:
        yield "label-differs", {"label": "ArticleTitle", "value": labels["ArticleTitle"]}
    if "Description" in labels and labels["Description"] != description:
        yield "label-differs", {"label": "Description", "value": labels["Description"]}
    for label in _SHOWN[1:]:
        for part in _parts(label, labels.get(label, "")):
            if _squeezed(part) not in shown:
                yield "label-differs", {"label": label, "value": part}


def _parts(label: str, value: str) -> Iterable[str]:
    """What must be seen on the page: the day of a date, each of several names."""
    if label == "PubDate":
        return (value[:10],)
    return (part for part in value.split(",") if part) if label in ("Author", "Keywords") else (value,)


def _squeezed(text: str) -> str:
    return "".join(text.split())
