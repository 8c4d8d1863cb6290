"""Archive → the files of the search index: what is slow per case in all processes, and only for what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.archive.archive import Archive
from generator.config import SiteConfig
from generator.pages.addresses import Addresses
from generator.progress import Progress, no_progress
from generator.publish import Staging
from generator.search.documents import OutputFile, SearchSettings, SearchVocabulary
from generator.search.patched import IndexBuild, nothing_exists
from generator.search.prepare import prepare
from generator.searched import document_of
from generator.segment import Segmenter, segmenter_of
from generator.texts import Texts
from generator.workers import run_all


class IndexPreparer(Struct, frozen=True, kw_only=True, dict=True):
    """What one process needs to prepare cases for the index."""

    archive: Archive
    config: SiteConfig
    segmenter: Segmenter
    store: Texts

    @classmethod
    def open(cls, archive: Archive, config: SiteConfig, dictionary: tuple[str, ...], store: Path) -> IndexPreparer:
        """Made once a process; the dictionary is what jieba must not cut."""
        return cls(archive=archive, config=config, segmenter=segmenter_of(dictionary), store=Texts(store))

    def prepare(self, number: str) -> bytes:
        """One case, cut and weighed, as bytes."""
        document = document_of(self.archive.by_number[number], self.archive.vocabulary, self.config, self.store)
        return prepare(document, self.segmenter).to_bytes()


def prepare_case(preparer: IndexPreparer, number: str) -> bytes:
    """For worker processes."""
    return preparer.prepare(number)


def settings_of(config: SiteConfig) -> SearchSettings:
    """Usual addresses of the cases, by language."""
    return SearchSettings(
        addresses={
            language: Addresses(language, config.default_language).root + "cases/{slug}.html"
            for language in config.language_codes
        }
    )


def index_build(
    archive: Archive,
    config: SiteConfig,
    vocabulary: SearchVocabulary,
    texts: Path,
    *,
    jobs: int,
    keys: Mapping[str, bytes] | None = None,
    keep: Path | None = None,
    exists: Callable[[str], bool] = nothing_exists,
    progress: Progress = no_progress,
) -> IndexBuild:
    """The index of an archive, on top of what earlier builds found out.

    Args:
        archive: All published cases.
        config: Languages and addresses.
        vocabulary: From `vocabulary_of`.
        texts: The file of rendered texts; only cases that must be prepared are read.
        jobs: Processes.
        keys: Case number → digest of everything that its record depends on, beside settings and the names that jieba must
            not cut: its front matter, its texts, and all names of what it refers to. A case without a key is always
            prepared.
        keep: Folder that outlives builds; None to begin from nothing and leave nothing.
        exists: Whether the published site has a file, by its path in the site.
        progress: Told how many cases are prepared.
    """
    numbers = {case.serial: case.number for case in archive.by_serial}

    def prepare_all(serials: Sequence[int]) -> Iterator[bytes]:
        prepared = run_all(
            prepare_case,
            [numbers[serial] for serial in serials],
            make=IndexPreparer.open,
            args=(archive, config, vocabulary.dictionary, texts),
            jobs=jobs,
        )
        for done, record in enumerate(prepared, start=1):
            yield record
            progress("index", done, len(serials))

    given = keys or {}
    return IndexBuild(
        prepare_all,
        vocabulary,
        settings_of(config),
        {serial: given[number].hex() if number in given else None for serial, number in numbers.items()},
        base=base_digest(config, vocabulary),
        keep=keep,
        exists=exists,
        jobs=jobs,
    )


def add_files(index: IndexBuild, staging: Staging) -> int:
    """Write the files of an index, or let them stay; returns how many there are."""
    files, kept = 0, []
    for file in index.files():
        if isinstance(file, OutputFile):
            staging.write(file.path, file.data)
        else:
            kept.append(file.path)
        files += 1
    staging.keep_all(kept)
    return files


def base_digest(config: SiteConfig, vocabulary: SearchVocabulary) -> str:
    """Of what every record depends on, beside the case itself."""
    languages = [config.default_language, *config.language_codes]
    text = "\0".join(("\n".join(languages), *vocabulary.dictionary))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
