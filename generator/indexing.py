"""Archive → the files of the search index: the per-case part in all processes, the rest in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.archive.archive import Archive
from generator.config import SiteConfig
from generator.pages.addresses import Addresses
from generator.pages.common import Words
from generator.search.build import build_index
from generator.search.documents import OutputFile, SearchSettings, SearchVocabulary
from generator.search.from_archive import search_document, search_vocabulary
from generator.search.prepare import PreparedDocument, prepare
from generator.segment import Segmenter
from generator.store import Store

FACETS = ("region", "theme", "type", "year", "method")


@dataclass(frozen=True, kw_only=True)
class IndexPreparer:
    """What one process needs to prepare cases for the index."""

    archive: Archive
    config: SiteConfig
    segmenter: Segmenter
    store: Store
    _to: dict[str, Addresses] = field(default_factory=dict)

    @classmethod
    def open(cls, archive: Archive, config: SiteConfig, dictionary: tuple[str, ...], store: Path) -> IndexPreparer:
        """Made once a process; the dictionary is what jieba must not cut."""
        to = {language: Addresses(language, config.default_language) for language in config.language_codes}
        return cls(archive=archive, config=config, segmenter=Segmenter(dictionary), store=Store(store), _to=to)

    def prepare(self, number: str) -> bytes:
        """One case, cut and weighed, as bytes."""
        case = self.archive.by_number[number]
        bodies = {language: self.store.get(article.path).plain for language, article in case.articles.items()}
        document = search_document(
            case,
            self.archive.vocabulary,
            bodies,
            lambda language: self._to[language].case(case.slug),
            self.config.language_codes,
        )
        return prepare(document, self.segmenter).to_bytes()


def prepare_case(preparer: IndexPreparer, number: str) -> bytes:
    """For worker processes."""
    return preparer.prepare(number)


def vocabulary_of(archive: Archive, config: SiteConfig, words: dict[str, Words]) -> SearchVocabulary:
    """The archive's own names, and the facets with their labels."""
    labels = {
        facet: {language: words[language](f"pages.facet.{facet}") for language in config.language_codes}
        for facet in FACETS
    }
    return search_vocabulary(archive, [(declared.id, declared.name) for declared in config.types], labels)


def index_files(prepared: Iterator[bytes], vocabulary: SearchVocabulary, config: SiteConfig) -> Iterator[OutputFile]:
    """All files of the index, the manifest last."""
    settings = SearchSettings(
        addresses={
            language: Addresses(language, config.default_language).root + "cases/{slug}.html"
            for language in config.language_codes
        }
    )
    return build_index((PreparedDocument.from_bytes(data) for data in prepared), vocabulary, settings)
