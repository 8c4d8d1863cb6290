"""Content → what is known of it: each folder read, checked and rendered, or remembered from an earlier build.

What is remembered of a folder is used again where its files are the same, the vocabulary gives the same answers to the
names it asked for, and nothing changed of what its texts are checked against. Folders with errors are not remembered.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.archive.archive import FreePage
from generator.archive.checks.markdown import InnerLink
from generator.archive.lookups import Answers, TracingVocabulary
from generator.archive.model import Case
from generator.archive.reading import Folder, read_vocabulary_texts
from generator.archive.sharing import Sharing
from generator.archive.traces import Trace
from generator.archive.vocabulary import Vocabulary
from generator.cache import Cache, Entry, pack_record, pack_value, unpack_record, unpack_value
from generator.config import SiteConfig
from generator.fingerprints import SETTLED, code_digest, digest, digest_of
from generator.prepare import Preparer
from generator.problems import Problem, has_errors
from generator.progress import Progress
from generator.texts import packed_texts
from generator.workers import run_all


class Known(Struct, frozen=True, kw_only=True):
    """What one folder gives, apart from its problems and texts."""

    case: Case | None
    page: FreePage | None
    links: tuple[InnerLink, ...]
    trace: Trace | None
    texts: Mapping[str, bytes]
    """Digest of each rendered text, by language."""
    card: bytes
    """Digest of everything but the bodies, which only its own page shows."""
    asked: bytes
    """What it asked of the vocabulary, and what it was told, packed: only a changed vocabulary makes anybody look."""


class Gathered(Struct, kw_only=True):
    """All folders, in the order given."""

    known: list[Known] = field(default_factory=list)
    digests: dict[str, bytes] = field(default_factory=dict)
    """Of what is known, bodies and vocabulary entries not included: of a case by its number, of a free page by its
    path; and of a rendered text by the path of its source."""
    problems: list[Problem] = field(default_factory=list)
    read: frozenset[str] = frozenset()
    """Paths of the folders that had to be read."""


def base_digest(config: SiteConfig) -> bytes:
    """Of what everything remembered of the content depends on."""
    return digest(code_digest(), repr((config.languages, config.types)).encode())


def gather_vocabulary(content: Path, cache: Cache) -> tuple[Vocabulary, bytes, list[Problem]]:
    """The vocabulary, remembered where its files are the same and had no problems; with a digest of its files."""
    texts, problems = read_vocabulary_texts(content)
    key = digest_of(sorted(texts.items(), key=lambda item: item[0]))
    kept = cache.memo("vocabulary")
    if not problems and kept is not None and kept[: len(key)] == key:
        return unpack_record(kept[len(key) :], Vocabulary), key, []
    from generator.archive.vocabulary_files import read_vocabulary  # noqa: PLC0415  (mostly it is remembered)

    vocabulary, found = read_vocabulary(texts)
    problems += found
    if not problems:
        cache.remember("vocabulary", key + pack_record(vocabulary))
    return vocabulary, key, problems


def gather(
    folders: list[Folder],
    content: Path,
    config: SiteConfig,
    vocabulary: Vocabulary,
    key: bytes,
    cache: Cache,
    *,
    render: bool,
    jobs: int,
    progress: Progress,
) -> Gathered:
    """Read, check and, if wanted, render every folder that is not remembered.

    Args:
        folders: From `scan`.
        content: The content folder.
        config: The settings.
        vocabulary: What names are looked up in.
        key: Digest of the vocabulary's files.
        cache: What earlier builds found out.
        render: Whether the texts are wanted as HTML.
        jobs: Processes.
        progress: Told how far the work is.
    """
    scanned = time.time_ns()
    checks = _checks_digest(vocabulary)
    answers = None if cache.memo(_READ_WITH) == key else Answers(vocabulary)
    remembered: dict[str, tuple[Known, bytes]] = {}
    work: list[_Work] = []
    renewed: list[Entry] = []
    for folder, kept in zip(folders, cache.entries([folder.path for folder in folders]), strict=True):
        stamps, entry = _stamps(folder, scanned), kept
        if entry is not None and (not stamps or entry.stamps != stamps):
            same = files_digest(content, folder) == entry.files
            entry = replace(entry, stamps=stamps) if same else None
            if entry is not None and stamps:
                renewed.append(entry)
        known = unpack_record(entry.record, Known) if entry is not None else None
        if (
            entry is None
            or known is None
            or (answers is not None and not answers.still_hold(unpack_value(known.asked)))
            or (render and not entry.rendered)
        ):
            asked = unpack_record(kept.record, Known).asked if kept is not None and answers is None else b""
            work.append(_Work(folder=folder, render=render, known=None, stamps=stamps, asked=asked))
            continue
        remembered[folder.path] = known, entry.problems
        if answers is not None and entry.checks != checks:
            work.append(_Work(folder=folder, render=False, known=entry, stamps=entry.stamps))
    cache.begin()
    cache.put(renewed)
    gathered = Gathered(read=frozenset([item.folder.path for item in work]))
    sharing = Sharing()
    sound = True
    results = run_all(_work, work, make=_Worker, args=(content, config, vocabulary, checks), jobs=jobs)
    for folder, result in _aligned(folders, work, results):
        if result is None:
            known, packed = remembered[folder.path]
            problems: list[Problem] = unpack_value(packed) if packed != _NONE else []
        else:
            known = sharing.of(unpack_record(result.entry.record, Known))
            problems = unpack_value(result.entry.problems)
            cache.put_texts(result.texts)
            if not has_errors(problems):
                cache.put([result.entry])
            else:
                sound = False
            progress("read", len(gathered.known), len(folders))
        gathered.problems += problems
        gathered.known.append(known)
        gathered.digests[known.case.number if known.case is not None else folder.path] = known.card
        gathered.digests.update((f"{folder.path}/{language}.md", text) for language, text in known.texts.items())
    cache.drop(cache.paths() - {folder.path for folder in folders})
    cache.remember(_READ_WITH, key if sound else b"")
    cache.commit()
    progress("read", len(folders), len(folders))
    return gathered


_NONE = pack_value([])

_READ_WITH = "read with"
"""Memo: the vocabulary that all entries of the cache agree with."""


def files_digest(content: Path, folder: Folder, texts: dict[str, bytes] | None = None) -> bytes:
    """Of the names and bytes of all files of a folder; the bytes of its texts are put into `texts`, by name."""
    parts: list[bytes] = []
    base = f"{content}/{folder.path}/"
    for name in folder.files:
        try:
            with open(base + name, "rb") as file:
                data = file.read()
        except OSError as error:
            data = repr(error.errno).encode()
        else:
            if texts is not None and name.endswith(".md"):
                texts[name] = data
        parts += (name.encode("utf-8", "surrogateescape"), data)
    return digest(*parts)


def _stamps(folder: Folder, now: int) -> bytes:
    """Sizes and times of the files, packed; empty while a file is too young for its time to tell."""
    if any(max(changed, state) > now - SETTLED for _, changed, state, _ in folder.stamps):
        return b""
    return pickle.dumps((folder.files, folder.stamps), protocol=5)


def _checks_digest(vocabulary: Vocabulary) -> bytes:
    """Of what texts are checked against: the guard list, the glossary, and the names that hide its terms."""
    return digest_of(
        (
            vocabulary.phrases,
            tuple(vocabulary.terms.items()),
            [(entry.name, entry.aliases) for entry in vocabulary.regions.values()],
            [(entry.name, entry.aliases) for entry in vocabulary.methods.values()],
            [(entry.name, entry.aliases) for entry in vocabulary.organizations.values()],
            [entry.name for entry in vocabulary.series.values()],
        )
    )


# ── in the worker processes ──────────────────────────────────────────────────
class _Work(Struct, frozen=True, kw_only=True):
    folder: Folder
    render: bool
    known: Entry | None
    """What is remembered, where only the checks of the texts are wanted."""
    stamps: bytes
    asked: bytes = b""
    """What it asked of the vocabulary before, packed, where the vocabulary is the same; an edited text asks it again."""


class _Result(Struct, frozen=True, kw_only=True):
    entry: Entry
    texts: tuple[tuple[str, bytes], ...]
    """Path of the source and packed text."""


class _Worker:
    def __init__(self, content: Path, config: SiteConfig, vocabulary: Vocabulary, checks: bytes) -> None:
        self._content = content
        self._vocabulary = TracingVocabulary.of(vocabulary)
        self._preparer = Preparer(content, config, self._vocabulary)
        self._checks = checks

    def run(self, work: _Work) -> _Result:
        folder = work.folder
        texts_read: dict[str, bytes] = {}
        files = files_digest(self._content, folder, texts_read)  # first, so that a later change is seen next time
        self._vocabulary.begin()
        if work.asked:
            self._vocabulary.recall(unpack_value(work.asked))
        prepared = self._preparer.prepare(folder, render=work.render, known=texts_read)
        texts = tuple(packed_texts(folder.path, prepared.texts))
        digests = {path.rpartition("/")[2].removesuffix(".md"): digest(text) for path, text in texts}
        known = Known(
            case=prepared.case,
            page=prepared.page,
            links=prepared.links,
            trace=prepared.trace,
            texts=digests,
            card=_card(prepared.case or prepared.page),
            asked=pack_value(self._vocabulary.taken()),
        )
        entry = Entry(
            path=folder.path,
            stamps=work.stamps,
            files=files,
            checks=self._checks,
            rendered=work.render,
            record=pack_record(known),
            problems=pack_value(list(prepared.problems)),
        )
        if work.known is not None:
            return _Result(entry=replace(work.known, checks=entry.checks, problems=entry.problems), texts=())
        return _Result(entry=entry, texts=texts)


def _card(of: Case | FreePage | None) -> bytes:
    """Digest of a case or page as it is when its body is left out, and what only the checks ask for."""
    if of is None:
        return b""
    articles = {
        language: replace(article, digest="", text_hash="", body_line=0) for language, article in of.articles.items()
    }
    if isinstance(of, Case):
        return digest_of(replace(of, articles=articles, line_of={}))
    return digest_of(replace(of, articles=articles))


def _work(worker: _Worker, work: _Work) -> _Result:
    return worker.run(work)


def _aligned(
    folders: list[Folder], work: list[_Work], results: Iterator[_Result]
) -> Iterator[tuple[Folder, _Result | None]]:
    """Each folder with the result of the work on it, if there was any; both in the same order."""
    waiting = iter(work)
    following = next(waiting, None)
    for folder in folders:
        if following is not None and following.folder is folder:
            yield folder, next(results)
            following = next(waiting, None)
        else:
            yield folder, None
