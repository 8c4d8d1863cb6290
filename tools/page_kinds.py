"""The kinds of pages of the real archive, each by an address that stands for it: to be looked at, and to be held to rules."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "home": "index.html",
        "case": "cases/huimin-dangyuan-baohu.html",
        "case-in-series": "cases/xincheng-dangjian-plus.html",
        "case-photo": "cases/yuquan-zhengwu-chuangkou.html",
        "case-side-by-side": "cases/changhelang-lumian-xiufu.html?read=both",
        "cases": "cases/index.html",
        "themes": "themes/index.html",
        "theme": "themes/community-governance.html",
        "regions": "regions/index.html",
        "region": "regions/150103.html",
        "region-with-children": "regions/1501.html",
        "methods": "methods/index.html",
        "method": "methods/1-2-platform.html",
        "series-index": "series/index.html",
        "series": "series/secretaries-forum.html",
        "matrix": "matrix.html",
        "statistics": "statistics.html",
        "type": "types/practices.html",
        "year": "years/2023.html",
        "glossary": "glossary.html",
        "search": "search.html?q=%E7%BD%91%E6%A0%BC",
        "search-nothing": "search.html?q=qwxyz",
        "basket": "basket.html#c=3,16,5",
        "basket-empty": "basket.html",
        "page": "about.html",
        "404": "404.html",
    }
)
"""Name of a state worth a look → address from the root of a language. Several states of one kind begin with its name."""

LANGUAGES: Mapping[str, str] = MappingProxyType({"zh": "", "en": "en/"})
"""Code of a language → folder of its pages."""

READY: Mapping[str, str] = MappingProxyType(
    {
        "case-side-by-side": "html[data-read=both]",
        "search": "[data-search-results] .caseline .sum:not(.is-coming)",
        "search-nothing": "[data-search-results] [role=status]",
        "basket": ".basket .caseline",
    }
)
"""What stands on a page when its script has done its work, as a selector."""


def address(name: str, language: str) -> str | None:
    """Address of a state in a language, from the root of the site; None where the language has none of its own."""
    if name == "404" and language != "zh":
        return None
    return LANGUAGES[language] + PAGES[name]
