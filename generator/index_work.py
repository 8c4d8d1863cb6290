"""The search index of one build: patched beside the pages after an edit of texts, else made on all cores."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Set
from functools import partial
from pathlib import Path
from types import TracebackType

from generator.beside import Beside
from generator.cache import Cache
from generator.config import SiteConfig
from generator.index_apart import Order, patch_index, remember_vocabulary
from generator.jieba_beside import JiebaBeside
from generator.progress import Progress
from generator.publish import Staging
from generator.searched import document_of, vocabulary_of
from generator.site import SiteWriter
from generator.texts import Texts

FOLDER = "search/"
"""Where the index lies in a site."""


class IndexWork:
    """Makes the index; a context manager."""

    def __init__(
        self,
        config: SiteConfig,
        cache: Cache,
        jieba: JiebaBeside | None,
        *,
        wanted: bool,
        jobs: int,
        progress: Progress,
    ) -> None:
        """Begin to load what patching an index takes, where there is one.

        Args:
            config: The settings.
            cache: What earlier builds found out.
            jieba: Cuts in the place of this process, if only texts of few cases changed.
            wanted: Whether there shall be an index.
            jobs: Processes.
            progress: Told how far the work is.
        """
        self._cache, self._jieba, self._jobs, self._progress = cache, jieba, jobs, progress
        steps = partial(patch_index, config, cache.path, self._keep, jieba)
        apart = wanted and jobs > 1 and cache.lasting and self._keep.is_dir()
        self._work: Beside[int | None] = Beside(steps, apart=apart)
        self._is_told = False

    def __enter__(self) -> IndexWork:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._work.close()

    @property
    def _keep(self) -> Path:
        return self._cache.folder / "search"

    def begin(self, writer: SiteWriter, said: Mapping[str, bytes], staging: Staging, edited: Set[str] | None) -> None:
        """Let the index be patched from now on, if that is possible.

        Args:
            writer: Has the archive.
            said: Digest of all that is said of each case, by its number.
            staging: Takes the files.
            edited: Numbers of the cases whose texts are others than before, where these are few and nothing else changed.
        """
        if edited is None or not self._work.is_apart:
            self._work.close()
            if self._jieba is not None:
                self._jieba.close()  # every process that cuts much will have a dictionary of its own
            return
        writer.load_dictionary(self._jieba)
        archive, texts = writer.archive, Texts(writer.store)
        cases = [case for case in archive.cases if case.number in edited]
        order = Order(
            vocabulary=writer.shared_key,
            keys={case.serial: said[case.number].hex() for case in archive.cases},
            documents={case.serial: document_of(case, archive.vocabulary, writer.config, texts) for case in cases},
            staging=staging.below(FOLDER),
        )
        self._work.go_on(order)
        self._is_told = True

    def make(self, writer: SiteWriter, said: Mapping[str, bytes], staging: Staging) -> int:
        """Make the index, or wait for it; returns the number of its files. Arguments as for `begin`."""
        files = self._work.result() if self._is_told else None
        if files is None:
            self._work.close()
            self._work = Beside(partial(self._make, writer, said, staging), apart=False)
            files = self._work.result() or 0
        return files

    def remember(self) -> None:
        """To be called when the site is published: the next build begins from this index."""
        self._work.go_on()
        self._work.result()

    def _make(
        self, writer: SiteWriter, said: Mapping[str, bytes], staging: Staging
    ) -> Generator[int | None, None, None]:
        if not writer.has_search:
            yield 0
            return
        from generator.indexing import add_files, index_build  # noqa: PLC0415  (half of what loading the program takes)

        vocabulary = vocabulary_of(writer.archive, writer.config, writer.words)
        with index_build(
            writer.archive,
            writer.config,
            vocabulary,
            self._cache.path,
            jobs=self._jobs,
            keys=said,
            keep=self._keep if self._cache.lasting else None,
            exists=lambda path: staging.digest(path) is not None,
            progress=self._progress,
        ) as index:
            yield add_files(index, staging)
            index.commit()
        remember_vocabulary(self._cache, writer.shared_key, vocabulary)
