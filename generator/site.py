"""Views → files: the pages of an archive poured into the theme. What runs in each writing process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path

from msgspec.structs import replace

from generator.archive.archive import Archive, FreePage
from generator.archive.model import Case, Picture
from generator.archive.reading import PAGES_FOLDER
from generator.config import SiteConfig
from generator.fingerprints import code_digest, digest, theme_digest
from generator.frame import chrome_of
from generator.pages import views
from generator.pages.addresses import NOT_FOUND, file_of_case
from generator.pages.case import USED_BY_SHOWN, before_and_after, case_page
from generator.pages.common import Desk
from generator.pages.comparing import Comparer
from generator.pages.dependencies import Dependencies
from generator.pages.planned import Planned
from generator.pages.structured import structured_data
from generator.pictures import publish_picture
from generator.segment import Elsewhere, dictionary_of, segmenter_of
from generator.shell import Shell, load_strings
from generator.shell.proof import is_proven, remember_proof
from generator.texts import Texts

RELATED_SHOWN = 4
"""Cases on the same problem, at the end of an article."""


class SiteWriter:
    """Plans and makes the files of one archive. Every process that makes some has one of its own."""

    def __init__(
        self,
        archive: Archive,
        digests: Mapping[str, bytes],
        config: SiteConfig,
        theme: Path,
        content: Path,
        store: Path,
        vocabulary: bytes,
        has_search: bool,
    ) -> None:
        """Open what the writing needs.

        Args:
            archive: The published archive.
            digests: Of everything known of a case by its number, of a free page by its path, of a rendered text by the
                path of its source.
            config: The settings.
            theme: The folder of the theme.
            content: The content folder.
            store: The file with the rendered texts.
            vocabulary: Digest of the whole vocabulary.
            has_search: Whether there will be an index.
        """
        self._given = (archive, digests, config, theme, content, store, vocabulary, has_search)
        self._near: Mapping[str, tuple[str, ...]] = {}
        self.archive = archive
        self.config = config
        self.content = content
        self.has_search = has_search
        self._digests = digests
        self.store = store
        self.words = load_strings(theme / "strings", config.language_codes)
        self._theme = theme
        self._chrome = chrome_of(config, archive, self.words, has_search=has_search)
        names = dictionary_of(archive.vocabulary.own_names)
        self._program = digest(code_digest(), theme_digest(theme))
        base = digest(
            self._program,
            repr(config).encode(),
            repr(self._chrome).encode(),
            "\n".join(names).encode(),
        )
        self._segmenter = segmenter_of(names)
        comparer = Comparer(archive)
        self._shared = (base, vocabulary)
        depends = Dependencies(archive, digests, base)
        self._desks = {
            language: Desk(
                config=config,
                archive=archive,
                language=language,
                words=self.words[language],
                segmenter=self._segmenter,
                comparer=comparer,
                depends=depends,
            )
            for language in config.language_codes
        }

    def __reduce__(self) -> tuple[type[SiteWriter], tuple[object, ...], dict[str, object]]:
        """Where processes can't be forked, each makes its own."""
        return SiteWriter, self._given, {"_near": self._near}

    def relate(self, near: Mapping[str, tuple[str, ...]]) -> None:
        """Tell which cases are on the same problem, before pages are planned: case number → numbers, best first."""
        self._near = near

    @cached_property
    def shell(self) -> Shell:
        """The theme, read when the first page is made."""
        return Shell(self._theme, self._chrome, proven=is_proven(self._program))

    def load(self) -> None:
        """Read what every process that makes pages needs: those that are forked afterwards share it."""
        self.load_dictionary()
        assert self.shell is not None

    def load_dictionary(self, jieba: Elsewhere | None = None) -> None:
        """Read what headings are cut with, and the texts of the index; or have them cut by who has read it."""
        self._segmenter.load(jieba)

    def remember_proof(self) -> None:
        """To be called when the whole site was made, each shell compared with plain Jinja."""
        remember_proof(self._program)

    # ── what there is to make ────────────────────────────────────────────
    @cached_property
    def shared_key(self) -> bytes:
        """Digest of all that any page depends on but the texts of cases, and which cases are on the same problem.

        While it is the same, only pages of cases whose `own_key` changed can differ.
        """
        cards = [self._digests[case.number] for case in self.archive.cases]
        pages = [self._digests[f"{PAGES_FOLDER}/{page.slug}"] for page in self.archive.pages]
        texts = [self._digests[article.path] for page in self.archive.pages for article in page.articles.values()]
        return digest(*self._shared, *cards, *pages, *texts)

    def own_key(self, case: Case) -> bytes:
        """What the pages of a case depend on beside `shared_key`."""
        texts = [self._digests[article.path] for article in case.articles.values()]
        return b"".join([*texts, *[number.encode() for number in self._near.get(case.number, ())[:RELATED_SHOWN]]])

    @cached_property
    def plan(self) -> tuple[Planned, ...]:
        """Every file of the site but those of the search and what lists all addresses; pages of cases last."""
        from generator.pages.home import not_found_page  # noqa: PLC0415  (an edit of a text needs no lists)
        from generator.pages.plan import planned_lists, planned_single  # noqa: PLC0415

        planned: list[Planned] = []
        # What takes longest comes first; and together, so that one process alone reads the tables of pinyin.
        for desk in self._desks.values():
            planned += planned_single(desk)
        for desk in self._desks.values():
            planned += planned_lists(desk)
            planned += map(partial(self._free_page, desk), self.archive.pages)
        default = self._desks[self.config.default_language]
        planned.append(
            Planned(
                url=NOT_FOUND,
                key=default.key("404"),
                make=partial(not_found_page, default),
                root=self.config.base_path,
            )
        )
        planned.append(Planned(url="assets", key=default.key("assets"), make=lambda: self.shell.assets()))
        for case in self.archive.by_serial:
            planned += self._files(case)
        by_path = sorted(self.archive.cases, key=lambda case: (case.type, case.slug))  # as the texts lie in the store
        return (*planned, *self.plan_of(by_path))

    def plan_of(self, cases: Iterable[Case]) -> tuple[Planned, ...]:
        """The pages of some cases."""
        return tuple(self._case(desk, case) for case in cases for desk in self._desks.values())

    # ── making it ────────────────────────────────────────────────────────

    def make(self, planned: Planned) -> Mapping[str, bytes]:
        """The files of an entry of the plan, by address."""
        made = planned.make()
        if isinstance(made, views.Page):
            return {made.url: self.document(made, planned.root).encode()}
        return {planned.url: made} if isinstance(made, bytes) else made

    def document(self, page: views.Page, root: str | None = None) -> str:
        data = structured_data(self._desks[page.language], page)
        if data is not None:
            page = replace(page, head=replace(page.head, structured_data=data))
        return self.shell.pour(
            page.kind, language=page.language, section=page.section, depth=page.depth, page=page, root=root
        )

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self.store)

    def _case(self, desk: Desk, case: Case) -> Planned:
        depends = desk.depends
        users = [self.archive.by_method[method][: USED_BY_SHOWN + 1] for method in case.methods]
        key = desk.key(
            "case",
            depends.card(case),
            depends.cards(self._related(case)),
            *(depends.card(other) if other else None for other in before_and_after(self.archive, case)),
            depends.cards(self.archive.by_series[case.series]) if case.series else None,
            *map(depends.cards, users),
            depends.terms,
            *(self._digests[article.path] for article in case.articles.values()),
        )
        return Planned(url=desk.to.case(case.slug), key=key, make=partial(self._case_page, desk, case))

    def _case_page(self, desk: Desk, case: Case) -> views.Page:
        return case_page(desk, case, self._texts.get(case.article(desk.language).path), self._related(case))

    def case_key(self, case: Case) -> bytes:
        """Digest of everything that is said of a case anywhere: itself, its texts, and the names it refers to."""
        depends = self._desks[self.config.default_language].depends
        texts = [self._digests[article.path] for article in case.articles.values()]
        return digest(depends.card(case), *texts)

    def _related(self, case: Case) -> tuple[Case, ...]:
        return tuple(self.archive.by_number[number] for number in self._near.get(case.number, ())[:RELATED_SHOWN])

    def _free_page(self, desk: Desk, page: FreePage) -> Planned:
        from generator.pages.home import free_page  # noqa: PLC0415

        article = page.articles.get(desk.language) or next(iter(page.articles.values()))
        key = desk.key("free", self._digests[f"{PAGES_FOLDER}/{page.slug}"], self._digests[article.path])
        return Planned(
            url=desk.to.free(page.slug), key=key, make=lambda: free_page(desk, page, self._texts.get(article.path))
        )

    def _files(self, case: Case) -> Iterator[Planned]:
        """Pictures and attachments, once for all languages."""
        if not (case.pictures or case.attachments):
            return
        folder = self.content / case.type / case.slug
        desk = self._desks[self.config.default_language]
        for picture in case.pictures:
            yield Planned(
                url=file_of_case(case.slug, picture.file.rpartition(".")[0] + ".webp"),
                key=desk.key("picture", picture.digest, picture.width, picture.height),
                make=partial(_picture, folder, picture),
            )
        for attachment in case.attachments:
            yield Planned(
                url=file_of_case(case.slug, attachment.file),
                key=desk.key("attachment", attachment.digest),
                make=(folder / attachment.file).read_bytes,
            )


def _picture(folder: Path, picture: Picture) -> bytes:
    return publish_picture((folder / picture.file).read_bytes(), picture.width, picture.height)
