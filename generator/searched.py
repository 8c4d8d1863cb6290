"""Archive → what the search index is made of, with the words and addresses of the site."""

from __future__ import annotations

from collections.abc import Mapping

from generator.archive.archive import Archive
from generator.archive.model import Case
from generator.archive.vocabulary import Vocabulary
from generator.config import SiteConfig
from generator.pages.addresses import Addresses
from generator.pages.common import Words
from generator.search.documents import SearchDocument, SearchVocabulary
from generator.search.from_archive import search_document, search_vocabulary
from generator.texts import Texts

FACETS = ("region", "theme", "type", "year", "method")


def document_of(case: Case, vocabulary: Vocabulary, config: SiteConfig, texts: Texts) -> SearchDocument:
    """One case with its texts."""
    return search_document(
        case,
        vocabulary,
        {language: texts.get(article.path).plain for language, article in case.articles.items()},
        lambda language: Addresses(language, config.default_language).case(case.slug),
        config.language_codes,
    )


def vocabulary_of(archive: Archive, config: SiteConfig, words: Mapping[str, Words]) -> SearchVocabulary:
    """The archive's own names, and the facets with their labels."""
    labels = {
        facet: {language: words[language](f"pages.facet.{facet}") for language in config.language_codes}
        for facet in FACETS
    }
    return search_vocabulary(archive, [(declared.id, declared.name) for declared in config.types], labels)
