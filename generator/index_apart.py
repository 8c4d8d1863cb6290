"""The search index after an edit, patched by a process of its own that has begun before anybody knew what changed.

It loads what it needs while the content is read. Then it is told what changed and nothing else: forked only then it would
have all at hand, and would copy it page by page, since to look at an object is to write to it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.cache import Cache, memo_of, pack_record, unpack_record
from generator.config import SiteConfig
from generator.fingerprints import SIZE
from generator.jieba_beside import JiebaBeside
from generator.publish import Staging
from generator.search.documents import LanguageText, SearchDocument, SearchVocabulary
from generator.segment import Segmenter, segmenter_of

_VOCABULARY = "search vocabulary"


class Order(Struct, frozen=True, kw_only=True):
    """What the process is told."""

    vocabulary: bytes
    """Digest of all that the vocabulary of the index depends on."""
    keys: Mapping[int, str | None]
    """As `IndexBuild` wants them: of all cases."""
    documents: Mapping[int, SearchDocument]
    """The cases that changed."""
    staging: Staging


def patch_index(
    config: SiteConfig, store: Path, keep: Path, jieba: JiebaBeside | None
) -> Generator[int | None, Order, None]:
    """Load, take an `Order`, and make the index.

    Args:
        config: The settings.
        store: The file of the cache.
        keep: What the index remembers from build to build.
        jieba: Cuts for this process, where somebody has read the dictionary already.

    Yields:
        `None`, once it has loaded what it needs; then the number of files, or `None` where the index can't be made from so
        little. What stands after that remembers it.
    """
    # Half of what loading the program takes.
    from generator.indexing import add_files, base_digest, settings_of  # noqa: PLC0415
    from generator.search.patched import IndexBuild  # noqa: PLC0415
    from generator.search.prepare import prepare  # noqa: PLC0415

    kept = memo_of(store, _VOCABULARY) or b""
    vocabulary = unpack_record(kept[SIZE:], SearchVocabulary) if kept else SearchVocabulary()
    base, segmenter = base_digest(config, vocabulary), segmenter_of(vocabulary.dictionary)
    prepare(_REHEARSAL, Segmenter())
    order = yield None
    if kept[:SIZE] != order.vocabulary:
        yield None
        return
    segmenter.load(jieba)

    def prepare_given(serials: Sequence[int]) -> Iterator[bytes]:
        if not order.documents.keys() >= set(serials):
            raise _MoreIsWantedError
        for serial in serials:
            yield prepare(order.documents[serial], segmenter).to_bytes()

    with IndexBuild(
        prepare_given,
        vocabulary,
        settings_of(config),
        order.keys,
        base=base,
        keep=keep,
        exists=lambda path: order.staging.digest(path) is not None,
    ) as index:
        try:
            files = add_files(index, order.staging)
        except _MoreIsWantedError:
            yield None
            return
        yield files
        index.commit()


_REHEARSAL = SearchDocument(
    number=1,
    slug="a",
    type="a",
    published="2000-01-01",
    year=None,
    texts={"en": LanguageText(title="a", summary="a", body="a 1", url="a")},
)
"""A case that is prepared for nothing: the tables that are made at the first one are there when the true one comes. Without
Chinese, so that no dictionary is loaded for it."""


class _MoreIsWantedError(Exception):
    """The index remembers less than what the process is told builds on."""


def remember_vocabulary(cache: Cache, key: bytes, vocabulary: SearchVocabulary) -> None:
    """For the next build, so that an edit need not find it out again.

    Args:
        cache: The cache.
        key: Digest of all that it depends on.
        vocabulary: What the archive adds to the index.
    """
    cache.remember(_VOCABULARY, key + pack_record(vocabulary))
