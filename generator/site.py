"""Views → files: the pages of an archive poured into the theme. What runs in each writing process."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.archive.archive import Archive, FreePage
from generator.archive.model import Article, Case, Method, Organization, Text, Theme, in_language
from generator.config import SiteConfig
from generator.pages import views
from generator.pages.addresses import NOT_FOUND, Addresses, at, file_of_case
from generator.pages.case import case_page
from generator.pages.common import Desk, Words
from generator.pages.feeds import feeds
from generator.pages.home import free_page, not_found_page
from generator.pages.plan import LIST_PAGES
from generator.publish import Staging
from generator.segment import Segmenter
from generator.shell import Chrome, FooterEntry, Language, NavigationItem, Shell, load_strings
from generator.store import Store

RELATED_SHOWN = 4
"""Cases on the same problem, at the end of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A part of the writing that one process does at once."""

    kind: str
    """`cases`, `files`, `extras`, or a key of `LIST_PAGES`."""
    language: str
    numbers: tuple[str, ...] = ()
    """Of the cases, for the kinds `cases` and `files`."""


def jobs_of(archive: Archive, config: SiteConfig, chunk: int = 40) -> list[Job]:
    """All the writing of a site, heavy parts first."""
    numbers = [case.number for case in archive.by_serial]
    chunks = [tuple(numbers[start : start + chunk]) for start in range(0, len(numbers), chunk)]
    with_files = tuple(case.number for case in archive.by_serial if case.pictures or case.attachments)
    jobs = [Job(kind=kind, language=language) for kind in LIST_PAGES for language in config.language_codes]
    jobs += [
        Job(kind="cases-text", language=language, numbers=part) for part in chunks for language in config.language_codes
    ]
    jobs += [Job(kind="extras", language=language) for language in config.language_codes]
    if with_files:
        jobs.append(Job(kind="files", language=config.default_language, numbers=with_files))
    return jobs


class SiteWriter:
    """Writes the pages of one archive into a staging folder; each process has its own."""

    def __init__(
        self,
        archive: Archive,
        related: Mapping[str, tuple[str, ...]],
        config: SiteConfig,
        theme: Path,
        content: Path,
        staging: Path,
        store: Path,
    ) -> None:
        """Open what the writing needs; `related` is case number → numbers of like cases, best first."""
        self.related = related
        self.archive = archive
        self.config = config
        self.content = content
        self._store = Store(store)
        self._staging = Staging(staging)
        words = load_strings(theme / "strings", config.language_codes)
        self.shell = Shell(theme, chrome_of(config, archive, words))
        segmenter = Segmenter(names_of(archive))
        self._desks = {
            language: Desk(
                config=config,
                archive=archive,
                language=language,
                words=words[language],
                segmenter=segmenter,
            )
            for language in config.language_codes
        }

    def run(self, job: Job) -> list[str]:
        """Do one job; returns the addresses of the files written."""
        desk = self._desks[job.language]
        if job.kind == "cases-text":
            return self._cases(desk, job.numbers)
        if job.kind == "files":
            return self._files(job.numbers)
        if job.kind == "extras":
            return self._extras(desk)
        return self._pages(LIST_PAGES[job.kind](desk))

    def _pages(self, pages: Iterable[views.Page]) -> list[str]:
        written = []
        for page in pages:
            written.append(self._write(page.url, self.document(page).encode()))
        return written

    def _write(self, url: str, data: bytes) -> str:
        self._staging.write(url, data)
        return url

    def document(self, page: views.Page, root: str | None = None) -> str:
        return self.shell.pour(
            page.kind, language=page.language, section=page.section, depth=page.depth, page=page, root=root
        )

    def _cases(self, desk: Desk, numbers: Iterable[str]) -> list[str]:
        cases = [self.archive.by_number[number] for number in numbers]
        return self._pages(
            case_page(desk, case, self._store.get(case.article(desk.language).path), self._related(case))
            for case in cases
        )

    def _related(self, case: Case) -> tuple[Case, ...]:
        return tuple(self.archive.by_number[number] for number in self.related.get(case.number, ())[:RELATED_SHOWN])

    def _files(self, numbers: Iterable[str]) -> list[str]:
        """Pictures and attachments, once for all languages."""
        written = []
        for number in numbers:
            case = self.archive.by_number[number]
            folder = self.content / case.type / case.slug
            for picture in case.pictures:
                data = publish_picture((folder / picture.file).read_bytes(), picture.width, picture.height)
                name = picture.file.rpartition(".")[0] + ".webp"
                written.append(self._write(file_of_case(case.slug, name), data))
            for attachment in case.attachments:
                data = (folder / attachment.file).read_bytes()
                written.append(self._write(file_of_case(case.slug, attachment.file), data))
        return written

    def _extras(self, desk: Desk) -> list[str]:
        """Free pages and feeds; with the default language also what stands once for all."""
        free = [(page, page.articles.get(desk.language) or _first(page.articles)) for page in self.archive.pages]
        written = self._pages(free_page(desk, page, self._store.get(article.path)) for page, article in free)
        if self.archive.cases:
            written += [self._write(url, xml.encode()) for url, xml in feeds(desk)]
        if desk.language == self.config.default_language:
            missing = not_found_page(desk)
            document = self.document(missing, root=self.config.base_path)
            written.append(self._write(NOT_FOUND, document.encode()))
            written += [self._write(path, data) for path, data in self.shell.assets().items()]
        return written


def _first(articles: Mapping[str, Article]) -> Article:
    return next(iter(articles.values()))


def names_of(archive: Archive) -> list[str]:
    """The archive's own names, which jieba's dictionary may not know."""
    vocabulary = archive.vocabulary
    names: list[str] = []
    for region in vocabulary.regions.values():
        names += region.name.values()
    named: list[Theme | Method | Organization] = [
        *vocabulary.themes.values(),
        *vocabulary.methods.values(),
        *vocabulary.organizations.values(),
    ]
    for entry in named:
        names += entry.name.values()
    for term in vocabulary.terms.values():
        names += term.term.values()
    return names


def chrome_of(config: SiteConfig, archive: Archive, words: Mapping[str, Words]) -> Chrome:
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
        for section, group in (
            ("themes", archive.by_theme),
            ("regions", archive.by_region),
            ("methods", archive.by_method),
            ("series", archive.by_series),
        )
        if group
    ]
    if archive.by_region and archive.by_theme:
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
        descriptions={language: words[language]("pages.footer.description") for language in languages},
        footer={language: footer_entries(config, language, words[language]) for language in languages},
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
                (FooterEntry(label=words[language]("pages.footer.feed"), value="", url=to[language].feed()),)
                if archive.cases
                else ()
            )
            for language in languages
        },
        version=__version__,
    )


def _titles(page: FreePage) -> Text:
    return {language: article.title for language, article in page.articles.items()}


def footer_entries(config: SiteConfig, language: str, words: Words) -> tuple[FooterEntry, ...]:
    """The publisher's lines; what is not set is not printed."""
    footer = config.footer
    site_code = config.labels.site_id_code
    police = f"https://beian.mps.gov.cn/#/query/webSearch?code={footer.police_code}" if footer.police_code else None
    correction = footer.correction_url
    rows = (
        ("host", in_language(footer.host, language), None),
        ("operator", in_language(footer.operator, language), None),
        ("contact", in_language(footer.contact, language), None),
        ("site-code", site_code, None),
        ("icp", footer.icp, "https://beian.miit.gov.cn/"),
        ("police", footer.police, police),
        ("correction", words("pages.footer.correction-link") if correction else None, correction),
    )
    return tuple(
        FooterEntry(label=words(f"pages.footer.{name}"), value=value, url=url) for name, value, url in rows if value
    )


def publish_picture(data: bytes, width: int, height: int) -> bytes:
    """A picture as it is published: turned upright, resized, WebP, without any metadata."""
    from PIL import Image, ImageOps  # noqa: PLC0415  (slow to load, and most archives have few pictures)

    with Image.open(io.BytesIO(data)) as opened:
        image = ImageOps.exif_transpose(opened)
        if image.mode not in ("RGB", "RGBA"):
            image = image.convert("RGBA" if "transparency" in image.info or image.mode in ("LA", "PA") else "RGB")
        if image.size != (width, height):
            image = image.resize((width, height), Image.Resampling.LANCZOS)
        clean = Image.new(image.mode, image.size)
        clean.paste(image)
        out = io.BytesIO()
        clean.save(out, "WEBP", quality=82, method=4)
        return out.getvalue()
