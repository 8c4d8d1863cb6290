"""What all pages of a site share: its frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator import __version__
from generator.archive.archive import Archive, FreePage
from generator.archive.model import Text, in_language
from generator.config import SiteConfig
from generator.footer import correction_entry, filing_entries, publisher_entries
from generator.pages.addresses import Addresses, at
from generator.pages.common import Words
from generator.shell import Chrome, FooterEntry, Language, NavigationItem


def chrome_of(config: SiteConfig, archive: Archive, words: Mapping[str, Words], *, has_search: bool = True) -> Chrome:
    """The frame of the site, from the settings and from what the archive has."""
    languages = config.language_codes
    to = {language: Addresses(language, config.default_language) for language in languages}

    def entry(section: str, url: Callable[[Addresses], str]) -> NavigationItem:
        return NavigationItem(
            section=section,
            labels={language: words[language](f"pages.{section}.title") for language in languages},
            urls={language: url(to[language]) for language in languages},
        )

    navigation = [
        entry(section, at(section, "index"))
        for section in ("themes", "regions", "methods", "series")
        if archive.has[section]
    ]
    if archive.has["regions"] and archive.has["themes"]:
        navigation.append(entry("matrix", lambda to: to.free("matrix")))
    if archive.cases:
        navigation.append(entry("cases", at("cases", "index")))
    return Chrome(
        site_names={language: in_language(config.name, language) for language in languages},
        languages=tuple(
            Language(code=item.code, name=item.name, html_lang=item.tag, is_default=item == config.languages[0])
            for item in config.languages
        ),
        navigation=tuple(navigation),
        home_urls={language: to[language].home for language in languages},
        search_urls={language: to[language].free("search") for language in languages},
        basket_urls={language: to[language].free("basket") for language in languages} if archive.cases else {},
        descriptions={language: words[language]("pages.footer.description") for language in languages},
        footer={language: publisher_entries(config, language, words[language]) for language in languages},
        filing={language: filing_entries(config, language, words[language]) for language in languages},
        correction={language: correction_entry(config, words[language]) for language in languages},
        footer_links={  # pages that the navigation leaves out
            language: tuple(
                FooterEntry(label=in_language(_titles(page), language), value="", url=to[language].free(page.slug))
                for page in archive.pages
            )
            + (
                (
                    FooterEntry(
                        label=words[language]("pages.glossary.title"), value="", url=to[language].free("glossary")
                    ),
                )
                if archive.vocabulary.terms
                else ()
            )
            + (
                (
                    FooterEntry(
                        label=words[language]("pages.statistics.title"), value="", url=to[language].free("statistics")
                    ),
                    FooterEntry(label=words[language]("pages.footer.feed"), value="", url=to[language].feed()),
                )
                if archive.cases
                else ()
            )
            for language in languages
        },
        version=__version__,
        has_search=has_search,
    )


def _titles(page: FreePage) -> Text:
    return {language: article.title for language, article in page.articles.items()}
