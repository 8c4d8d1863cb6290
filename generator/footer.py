"""The foot of every page: who publishes the site, and the numbers that it must show. Unset lines are not printed.

Source of the addresses: the registers of the ministry (ICP), of the public security organs and of the mark of Party and
government bodies, in the form in which sites link to them.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from generator.archive.model import in_language
from generator.config import SiteConfig
from generator.pages.common import Words
from generator.shell import FooterEntry

_ICP = "https://beian.miit.gov.cn/"
_POLICE = "https://beian.mps.gov.cn/#/query/webSearch?code="
_CONAC = "https://bszs.conac.cn/sitename?method=show&id="

PAGE_ADDRESS = "{url}"
"""Blank in the address for reporting errors: each page fills in its own."""


def publisher_entries(config: SiteConfig, language: str, words: Words) -> tuple[FooterEntry, ...]:
    """Who publishes the site, in one language."""
    footer = config.footer
    rows = (
        ("host", footer.host),
        ("operator", footer.operator),
        ("support", footer.support),
        ("address", footer.address),
        ("contact", footer.contact),
    )
    return tuple(
        FooterEntry(label=words(f"pages.footer.{name}"), value=value, lang=_foreign(value, config, language))
        for name, texts in rows
        if (value := in_language(texts, language))
    )


def filing_entries(config: SiteConfig, language: str, words: Words) -> tuple[FooterEntry, ...]:
    """The numbers: site code, ICP, public security, mark. They lead to the registers, unless the settings forbid it."""
    footer, linked = config.footer, config.footer.linked
    digits = footer.police_code or _fourteen_digits(footer.police)
    rows = (
        ("site-code", config.labels.site_id_code, None),
        ("icp", footer.icp, _ICP),
        ("police", footer.police, _POLICE + quote(digits, safe="") if digits else None),
        ("conac", words("pages.footer.conac-mark") if footer.conac else None, f"{_CONAC}{footer.conac}"),
    )
    return tuple(
        FooterEntry(
            label=words(f"pages.footer.{name}"),
            value=value,
            url=url if linked else None,
            lang=_foreign(value, config, language),
        )
        for name, value, url in rows
        if value
    )


def correction_entry(config: SiteConfig, words: Words) -> FooterEntry | None:
    """Where readers report errors; its address may hold `PAGE_ADDRESS`."""
    address = config.footer.correction_url
    if address is None:
        return None
    url = address.replace("{site_code}", quote(config.labels.site_id_code or "", safe=""))
    return FooterEntry(label=words("pages.footer.correction"), value=words("pages.footer.correction-link"), url=url)


def _foreign(value: str, config: SiteConfig, language: str) -> str | None:
    """The language of a Chinese value on a page in another language: numbers and names are often given in Chinese only."""
    tag = next((entry.tag for entry in config.languages if entry.code == language), language)
    return "zh-CN" if re.search("[\u4e00-\u9fff]", value) and not tag.lower().startswith("zh") else None


def _fourteen_digits(number: str | None) -> str | None:
    """The digits in 蒙公网安备15010502000123号, which its register is asked for."""
    found = re.search(r"(?<![0-9])[0-9]{14}(?![0-9])", number or "")
    return found[0] if found else None
