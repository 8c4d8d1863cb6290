"""The frame of the site: what stands around every page, in every language. Data only."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Language(Struct, frozen=True, kw_only=True):
    """A language of the site."""

    code: str
    """As in `zh.md` and in the settings: zh, en."""
    name: str
    """In the language itself: 中文, English."""
    html_lang: str
    """For `<html lang>`: zh-CN, en."""
    is_default: bool = False


class NavigationItem(Struct, frozen=True, kw_only=True):
    """An entry of the main navigation; each mapping is language code → text."""

    section: str
    """Compared with the section of a page to mark the current entry."""
    labels: Mapping[str, str]
    urls: Mapping[str, str]
    """Relative to the root of the site: `en/themes/index.html`."""


class FooterEntry(Struct, frozen=True, kw_only=True):
    """One line of the publisher's block. Only what the settings give becomes an entry; nothing is invented."""

    label: str
    value: str
    url: str | None = None
    """Absolute, or relative to the root of the site."""
    lang: str | None = None
    """Language of the value, where it is not the page's."""


class Chrome(Struct, frozen=True, kw_only=True):
    """The settings that the frame needs. Every mapping is language code → …; all languages have an entry."""

    site_names: Mapping[str, str]
    languages: tuple[Language, ...]
    """In the order of the settings."""
    navigation: tuple[NavigationItem, ...]
    """In the order of the masthead."""
    home_urls: Mapping[str, str]
    search_urls: Mapping[str, str]
    basket_urls: Mapping[str, str] = field(default_factory=dict)
    """The reader's collection; empty where there is nothing to collect."""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    """A sentence on the archive for the footer; may be missing."""
    footer: Mapping[str, tuple[FooterEntry, ...]] = field(default_factory=dict)
    """Publisher, organizer … in the order shown."""
    filing: Mapping[str, tuple[FooterEntry, ...]] = field(default_factory=dict)
    """The numbers at the very end: site code, filing numbers."""
    correction: Mapping[str, FooterEntry | None] = field(default_factory=dict)
    """Where errors are reported; its address may hold `{url}`, for which each page puts its own."""
    footer_links: Mapping[str, tuple[FooterEntry, ...]] = field(default_factory=dict)
    """About, glossary, feeds …; `label` and `url`, the value is not shown."""
    version: str = ""
    """Of the generator, for `<meta name="generator">`; empty: not told."""
    has_search: bool = True
    """Whether there is an index; without one no page has a box, and the search page says so."""


class NavigationLink(Struct, frozen=True, kw_only=True):
    """A navigation entry in one language."""

    section: str
    label: str
    url: str


class Site(Struct, frozen=True, kw_only=True):
    """The frame in one language: what templates see as `site`."""

    name: str
    other_names: tuple[tuple[str, str], ...]
    """(language code, name) in the other languages, where it differs."""
    language: Language
    languages: Mapping[str, Language]
    """By code, in the order of the settings."""
    navigation: tuple[NavigationLink, ...]
    home: str
    search: str
    basket: str | None
    description: str
    footer: tuple[FooterEntry, ...]
    filing: tuple[FooterEntry, ...]
    correction: FooterEntry | None
    footer_links: tuple[FooterEntry, ...]
    version: str
    has_search: bool

    def link(self, section: str) -> NavigationLink | None:
        """The navigation entry of a section; `None` where the settings leave it out."""
        return next((item for item in self.navigation if item.section == section), None)

    def language_name(self, code: str) -> str:
        """The name of a language by its code or tag; what was given where the site does not have it."""
        for language in self.languages.values():
            if code in (language.code, language.html_lang):
                return language.name
        return code


def site_in(chrome: Chrome, code: str) -> Site:
    """The frame in the language `code`, which must be one of the chrome's."""
    languages = {language.code: language for language in chrome.languages}
    name = chrome.site_names[code]
    return Site(
        name=name,
        other_names=tuple(
            (other, chrome.site_names[other])
            for other in languages
            if other != code and chrome.site_names[other] != name
        ),
        language=languages[code],
        languages=languages,
        navigation=tuple(
            NavigationLink(section=item.section, label=item.labels[code], url=item.urls[code])
            for item in chrome.navigation
            if code in item.urls
        ),
        home=chrome.home_urls[code],
        search=chrome.search_urls[code],
        basket=chrome.basket_urls.get(code),
        description=chrome.descriptions.get(code, ""),
        footer=chrome.footer.get(code, ()),
        filing=chrome.filing.get(code, ()),
        correction=chrome.correction.get(code),
        footer_links=chrome.footer_links.get(code, ()),
        has_search=chrome.has_search,
        version=chrome.version,
    )
