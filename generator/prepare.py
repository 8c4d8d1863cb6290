"""The work on one case or free page, whatever the others say: read, check, render. Runs in any process.

A pure function of the files of one folder, the settings and the vocabulary.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from generator.archive.archive import FreePage
from generator.archive.cases import CaseText, read_case
from generator.archive.checks.glossary import GlossaryCheck
from generator.archive.checks.markdown import InnerLink, check_markdown, prose_lines
from generator.archive.checks.sections import check_blocks, check_sections
from generator.archive.checks.wording import GuardList
from generator.archive.documents import Body, parse_document, text_hash
from generator.archive.front_matter import PageKeys
from generator.archive.model import Article, Case
from generator.archive.reading import PAGES_FOLDER, Folder, read_text
from generator.archive.traces import Trace, make_trace
from generator.archive.vocabulary import Vocabulary
from generator.config import SiteConfig
from generator.pages.addresses import file_of_case
from generator.problems import Location, Problem, has_errors
from generator.render.text import FILE_MARK, RenderedText, TextRenderer


class Prepared(Struct, frozen=True, kw_only=True):
    """One folder, read, checked and rendered."""

    folder: Folder
    case: Case | None
    page: FreePage | None
    texts: Mapping[str, RenderedText]
    """By language; empty where the folder has errors or is not published."""
    links: tuple[InnerLink, ...]
    problems: tuple[Problem, ...]
    trace: Trace | None = None
    """Of a case: by what others like it are found."""


class Preparer:
    """Everything that the work on one folder needs; made once a process."""

    def __init__(self, content: Path, config: SiteConfig, vocabulary: Vocabulary) -> None:
        self.content = content
        self.config = config
        self.vocabulary = vocabulary
        self._guard = GuardList(vocabulary.phrases)
        default, *others = config.language_codes
        self._text_names = frozenset(f"{language}.md" for language in config.language_codes)
        self._glossaries = {language: GlossaryCheck(vocabulary, default, language) for language in others}
        self._renderer = TextRenderer()

    def prepare(
        self, folder: Folder, *, render: bool = True, known: Mapping[str, bytes] = MappingProxyType({})
    ) -> Prepared:
        """Read, check and (if wanted, and if there is no error) render one folder.

        Args:
            folder: From `scan`.
            render: Whether its texts are wanted.
            known: Bytes of files that were read already, by name.
        """
        if folder.type == PAGES_FOLDER:
            return self._page(folder, render=render)
        text, problems = read_case(folder, self.content, self.config.language_codes, self.vocabulary, known)
        if text is None:
            return Prepared(
                folder=folder,
                case=None,
                page=None,
                texts={},
                links=(),
                problems=tuple(problems + self._strays(folder, None)),
            )
        problems += self._strays(folder, text.case, {problem.args.get("name") for problem in problems})
        links, more = self._check_texts(text)
        problems += more
        texts = {}
        if render and text.case.status == "published" and not has_errors(problems):
            files = {entry.file for entry in text.case.attachments}
            texts = {language: self._render(folder, body, files) for language, body in text.bodies.items()}
        default = self.config.default_language
        article = text.case.articles[default]
        trace = make_trace(text.case.number, article.title, article.summary, text.bodies[default])
        return Prepared(
            folder=folder,
            case=text.case,
            page=None,
            texts=texts,
            links=links,
            problems=tuple(problems),
            trace=trace,
        )

    # ── checks of texts ──────────────────────────────────────────────────
    def _check_texts(self, text: CaseText) -> tuple[tuple[InnerLink, ...], list[Problem]]:
        problems: list[Problem] = []
        links: list[InnerLink] = []
        case, declared = text.case, self.config.type_of(text.case.type)
        original = text.bodies[self.config.default_language]
        for language, body in text.bodies.items():
            path = f"{case.type}/{case.slug}/{language}.md"
            found, inner = check_markdown(body, path)
            problems += found
            problems += check_sections(body, path, declared.sections.get(language, ()))
            problems += self._guard.check([*text.heads[language], *prose_lines(body)], path)
            if body is not original:
                problems += check_blocks(original, body, path)
                heads = text.heads[self.config.default_language], text.heads[language]
                problems += self._glossaries[language].check(heads[0], original, heads[1], body, path)
            if case.status == "published":
                links += inner
        return tuple(links), problems

    def _strays(self, folder: Folder, case: Case | None, told: Collection[object] = ()) -> list[Problem]:
        """Files in a case's folder that nothing refers to, but for those of which something was already told."""
        if case is None or self._text_names.issuperset(folder.files):
            return []
        known = self._text_names | {"review.yml"}
        known |= {entry.file for entry in case.pictures} | {entry.file for entry in case.attachments}
        expected = "、".join(f"{language}.md" for language in self.config.language_codes)
        return [
            Problem(Location(f"{folder.path}/{name}"), "file-unexpected", {"expected": expected})
            for name in folder.files
            if name not in known and name not in told
        ]

    # ── free pages ───────────────────────────────────────────────────────
    def _page(self, folder: Folder, *, render: bool) -> Prepared:
        problems: list[Problem] = []
        articles: dict[str, Article] = {}
        bodies: dict[str, Body] = {}
        links: list[InnerLink] = []
        for language in self.config.language_codes:
            name = f"{language}.md"
            if name not in folder.files:
                continue
            source, found = read_text(self.content, f"{folder.path}/{name}")
            problems += found
            if source is None:
                continue
            document, found = parse_document(source, PageKeys)
            problems += found
            if document is None or document.keys is None:
                continue
            keys, bodies[language] = document.keys, document.body
            found, inner = check_markdown(document.body, source.path)
            problems += found
            links += inner
            articles[language] = Article(
                language=language,
                title=keys.title,
                summary=keys.summary or "",
                path=source.path,
                body_line=document.body.line,
                digest=source.digest,
                text_hash=text_hash(keys.title, keys.summary or "", document.body),
            )
        default = f"{self.config.default_language}.md"
        if default not in folder.files:
            problems.append(Problem(Location(folder.path), "text-missing", {"name": default}))
        page = FreePage(slug=folder.slug, articles=articles) if articles else None
        texts = {}
        if render and not has_errors(problems):
            texts = {language: self._render(folder, body, set()) for language, body in bodies.items()}
        return Prepared(folder=folder, case=None, page=page, texts=texts, links=tuple(links), problems=tuple(problems))

    # ── rendering ────────────────────────────────────────────────────────
    def _render(self, folder: Folder, body: Body, files: set[str]) -> RenderedText:
        """Inner links become addresses relative to the page, which are the same in every language."""
        below = "" if folder.type == PAGES_FOLDER else "cases"

        def link(target: str) -> str | None:
            parts = target.split("/")
            if len(parts) < 2:
                return None
            if parts[0] == PAGES_FOLDER:
                return posixpath.relpath(f"{parts[1]}.html", below or ".")
            if len(parts) == 3 and parts[2] in files and parts[1] == folder.slug:
                # Attachments stand once for all languages, so their distance differs: pages mend it.
                return f"{FILE_MARK}{file_of_case(parts[1], parts[2])}"
            if len(parts) == 2 or re.fullmatch(r"[a-z0-9-]+\.md", parts[2]):
                return posixpath.relpath(f"cases/{parts[1]}.html", below or ".")
            return None

        return self._renderer.render(body.text, folder.path, link)
