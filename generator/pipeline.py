"""The order of the steps: settings → vocabulary → each case → checks between cases → pages → site."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.archive.archive import Archive, FreePage
from generator.archive.checks.between import check_links, check_numbers, check_series
from generator.archive.checks.likeness import check_likeness
from generator.archive.checks.markdown import InnerLink
from generator.archive.documents import Body, body_of
from generator.archive.model import Case
from generator.archive.reading import PAGES_FOLDER, Folder, read_text, read_vocabulary_texts, scan
from generator.archive.related import relations
from generator.archive.traces import Trace
from generator.archive.vocabulary import Vocabulary
from generator.archive.vocabulary_files import read_vocabulary
from generator.config import SiteConfig, load_config
from generator.indexing import IndexPreparer, index_files, prepare_case, vocabulary_of
from generator.pages.addresses import RESERVED, SITEMAP
from generator.pages.feeds import sitemap
from generator.prepare import Prepared, Preparer
from generator.problems import ContentError, Location, Problem, has_errors, sort_problems
from generator.publish import Staging, published
from generator.shell import load_strings
from generator.site import Job, SiteWriter, jobs_of
from generator.store import Store
from generator.workers import cores, run_all

Progress = Callable[[str, int, int], None]
"""Step, items done, items in all."""


def no_progress(step: str, done: int, total: int) -> None:
    """For those who do not watch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Where things are. `theme` is the program's own."""

    config: Path
    content: Path
    output: Path
    theme: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run found and made."""

    archive: Archive
    problems: tuple[Problem, ...]
    """Warnings; errors end the run."""
    files: int = 0


def check(paths: Paths, *, jobs: int | None = None, progress: Progress = no_progress) -> tuple[Archive, list[Problem]]:
    """Read and check an archive without building anything; all problems, sorted.

    Raises:
        ContentError: The settings can't be read, so that nothing can be checked.
    """
    config = load_config(paths.config)
    read = _read(paths, config, jobs or cores(), progress, store=None)
    return read.archive, sort_problems(read.problems)


def build(
    paths: Paths,
    *,
    jobs: int | None = None,
    strict: bool = False,
    search: bool = True,
    progress: Progress = no_progress,
) -> Report:
    """Build the site and put it in the place of the old one.

    Args:
        paths: Where things are.
        jobs: Processes; one for each core by default.
        strict: Warnings forbid publishing too.
        search: Whether the index is made; without it the search page says that there is none.
        progress: Told how far the work is.

    Raises:
        ContentError: Something in the content or the settings forbids publishing; nothing was changed.
        PublishError: The site can't be written; the old one is whole.
    """
    config = load_config(paths.config)
    processes = jobs or cores()
    with tempfile.TemporaryDirectory(prefix="anliku-") as scratch:
        store_path = Path(scratch) / "texts.sqlite"
        store = Store(store_path)
        read = _read(paths, config, processes, progress, store)
        store.close()
        if has_errors(read.problems, strict=strict):
            raise ContentError(read.problems)
        with published(paths.output) as staging:
            files = _write(read, config, paths, staging, store_path, processes, progress)
            if search:
                files += _index(read.archive, config, paths, staging, store_path, processes, progress)
    return Report(archive=read.archive, problems=tuple(sort_problems(read.problems)), files=files)


# ── reading ──────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The content, read and checked."""

    archive: Archive
    problems: list[Problem]
    traces: list[Trace]
    """One of each case, by which cases are compared."""


def _read(paths: Paths, config: SiteConfig, jobs: int, progress: Progress, store: Store | None) -> _Read:
    texts, problems = read_vocabulary_texts(paths.content)
    vocabulary, found = read_vocabulary(texts)
    problems += found
    problems += [
        Problem(Location(paths.config.name), "strings-missing", {"language": language, "file": f"{language}.yml"})
        for language in config.language_codes
        if not (paths.theme / "strings" / f"{language}.yml").is_file()
    ]
    folders, found = scan(paths.content, [declared.id for declared in config.types])
    problems += found
    problems += [
        Problem(Location(folder.path), "address-reserved", {"slug": folder.slug})
        for folder in folders
        if folder.type == PAGES_FOLDER and folder.slug in RESERVED | set(config.language_codes)
    ]
    cases: list[Case] = []
    pages: list[FreePage] = []
    links: list[InnerLink] = []
    traces: list[Trace] = []
    render = store is not None
    prepared = run_all(
        _prepare,
        [(folder, render) for folder in folders],
        make=Preparer,
        args=(paths.content, config, vocabulary),
        jobs=jobs,
    )
    for done, result in enumerate(prepared, 1):
        problems += result.problems
        links += result.links
        if result.case is not None:
            cases.append(result.case)
        if result.trace is not None:
            traces.append(result.trace)
        if result.page is not None:
            pages.append(result.page)
        if store is not None and result.texts:
            store.put_all((f"{result.folder.path}/{language}.md", text) for language, text in result.texts.items())
        progress("read", done, len(folders))
    sound = {f"{case.type}/{case.slug}" for case in cases} | {f"{PAGES_FOLDER}/{page.slug}" for page in pages}
    broken = frozenset(folder.path for folder in folders) - sound
    problems += _check_between(cases, pages, links, config, vocabulary, broken)
    problems += check_likeness(cases, traces, lambda case: _read_body(paths.content, case), vocabulary)
    return _Read(archive=Archive.of(cases, vocabulary, pages), problems=problems, traces=traces)


def _prepare(preparer: Preparer, item: tuple[Folder, bool]) -> Prepared:
    folder, render = item
    return preparer.prepare(folder, render=render)


def _read_body(content: Path, case: Case) -> Body:
    """The original text of a case once more: only few cases are suspected of being alike."""
    source, _ = read_text(content, next(iter(case.articles.values())).path)
    return body_of(source) if source is not None else Body(text="", line=1)


def _check_between(
    cases: list[Case],
    pages: list[FreePage],
    links: list[InnerLink],
    config: SiteConfig,
    vocabulary: Vocabulary,
    broken: frozenset[str],
) -> list[Problem]:
    return [
        *check_numbers(cases),
        *check_series(cases, vocabulary),
        *check_links(links, cases, [page.slug for page in pages], config.language_codes, broken),
    ]


# ── writing ──────────────────────────────────────────────────────────────────
def _write(
    read: _Read,
    config: SiteConfig,
    paths: Paths,
    staging: Staging,
    store: Path,
    jobs: int,
    progress: Progress,
) -> int:
    archive = read.archive
    related = {
        number: tuple(relation.number for relation in found)
        for number, found in relations(archive, read.traces).items()
    }
    work = jobs_of(archive, config)
    args = (archive, related, config, paths.theme, paths.content, staging.root, store)
    urls: list[str] = []
    written = run_all(
        _run,
        work,
        make=SiteWriter,
        args=args,
        jobs=jobs,
        chunk=1,
        alone_below=0 if len(archive.cases) > 200 else len(work) + 1,
    )
    for done, part in enumerate(written, 1):
        urls += part
        progress("write", done, len(work))
    if config.base_url is not None:
        others = tuple(f"{language}/" for language in config.language_codes[1:])
        pages = [url for url in urls if url.endswith(".html") and not url.startswith(others) and url != "404.html"]
        staging.write(SITEMAP, sitemap(config, archive, pages).encode())
        urls.append(SITEMAP)
    return len(urls)


def _index(
    archive: Archive, config: SiteConfig, paths: Paths, staging: Staging, store: Path, jobs: int, progress: Progress
) -> int:
    """The search index; returns how many files it has."""
    words = load_strings(paths.theme / "strings", config.language_codes)
    vocabulary = vocabulary_of(archive, config, dict(words))
    numbers = [case.number for case in archive.by_serial]
    prepared = run_all(
        prepare_case,
        numbers,
        make=IndexPreparer.open,
        args=(archive, config, vocabulary.dictionary, store),
        jobs=jobs,
    )
    count = 0
    for count, file in enumerate(index_files(iter(prepared), vocabulary, config), 1):
        staging.write(file.path, file.data)
        progress("index", count, count)
    return count


def _run(writer: SiteWriter, job: Job) -> list[str]:
    return writer.run(job)


def theme_folder() -> Path:
    """The theme that belongs to this program: beside the package, as in the repository."""
    return Path(__file__).resolve().parent.parent / "theme"
