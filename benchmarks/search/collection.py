"""What is searched and asked: documents with queries whose right answers are known."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.archives import Recipe, write_archive
from generator.archive.archive import Archive
from generator.archive.reading import Folder, read_vocabulary_texts, scan
from generator.archive.vocabulary_files import read_vocabulary
from generator.config import load_config
from generator.pages.addresses import Addresses
from generator.paths import theme_folder
from generator.prepare import Prepared, Preparer
from generator.search.documents import (
    FacetValue,
    FacetVocabulary,
    LanguageText,
    NameGroup,
    SearchDocument,
    SearchVocabulary,
)
from generator.search.from_archive import search_document
from generator.search.normalise import fold
from generator.search.terms import RUN
from generator.searched import vocabulary_of
from generator.shell import load_strings
from generator.workers import cores, run_all

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query and the cases that answer it."""

    text: str
    right: frozenset[str]
    """Slugs."""
    lang: str = "zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Documents with queries.

    `strings` are answered by every document that contains them and by no other; `questions` have answers that somebody
    named, and say nothing of the other documents.
    """

    name: str
    label: str
    documents: tuple[SearchDocument, ...]
    vocabulary: SearchVocabulary
    strings: tuple[Query, ...]
    questions: tuple[Query, ...]

    @property
    def characters(self) -> int:
        """Mean length of a Chinese body."""
        return sum(len(document.texts["zh"].body) for document in self.documents) // max(1, len(self.documents))

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the documents, in order."""
        return tuple(self.documents[0].texts)


# ── a folder of judged queries ───────────────────────────────────────────────
def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def read_folder(folder: Path) -> Collection:
    """A folder with `documents.jsonl` (id, title, text), `substrings.jsonl` (query, documents), `questions.jsonl` (query, document)."""
    documents = tuple(
        SearchDocument(
            number=int(row["id"]) + 1,
            slug=f"d{row['id']}",
            type="practices",
            published="2024-01-01",
            year=2024,
            texts={
                "zh": LanguageText(title=row["title"], summary="", body=row["text"], url=f"cases/d{row['id']}.html")
            },
        )
        for row in _lines(folder / "documents.jsonl")
    )
    strings = tuple(
        Query(text=row["query"], right=frozenset(f"d{number}" for number in row["documents"]))
        for row in _lines(folder / "substrings.jsonl")
    )
    questions = tuple(
        Query(text=row["query"], right=frozenset({f"d{row['document']}"})) for row in _lines(folder / "questions.jsonl")
    )
    return Collection(
        name=folder.name,
        label=f"{folder.name}: {len(documents):,} documents, given strings and questions",
        documents=documents,
        vocabulary=SearchVocabulary(),
        strings=strings,
        questions=questions,
    )


# ── archives in the project's own form ───────────────────────────────────────
def _prepare(preparer: Preparer, folder: Folder) -> Prepared:
    return preparer.prepare(folder)


def archive_documents(folder: Path) -> tuple[tuple[SearchDocument, ...], SearchVocabulary]:
    """What the index is made of, from the files of an archive, as the build makes it."""
    config, content = load_config(folder / "site_config.yml"), folder / "content"
    vocabulary, _ = read_vocabulary(read_vocabulary_texts(content)[0])
    folders, _ = scan(content, [declared.id for declared in config.types])
    cases, bodies = [], {}
    for prepared in run_all(_prepare, folders, make=Preparer, args=(content, config, vocabulary), jobs=cores()):
        if prepared.case is not None and prepared.texts:
            cases.append(prepared.case)
            bodies[prepared.case.number] = {language: text.plain for language, text in prepared.texts.items()}
    archive = Archive.of(cases, vocabulary, [])
    to = {language: Addresses(language, config.default_language) for language in config.language_codes}
    documents = tuple(
        search_document(
            case,
            vocabulary,
            bodies[case.number],
            lambda language, slug=case.slug: to[language].case(slug),  # type: ignore[misc]
            config.language_codes,
        )
        for case in archive.by_serial
    )
    words = load_strings(theme_folder() / "strings", config.language_codes)
    return documents, vocabulary_of(archive, config, dict(words))


def real_archive(strings: int, seed: str) -> Collection:
    """The repository's own cases with the queries of its tests."""
    documents, vocabulary = archive_documents(PROJECT)
    rows = yaml.safe_load((PROJECT / "tests" / "search" / "queries.yml").read_text("utf-8"))
    questions = tuple(
        Query(text=row["query"], right=frozenset(row["right"]), lang=row.get("lang", "zh")) for row in rows
    )
    return Collection(
        name="real",
        label=f"the archive of this repository: {len(documents):,} bilingual cases, {len(questions)} queries of readers",
        documents=documents,
        vocabulary=vocabulary,
        strings=tuple(draw_strings(documents, seed, strings)),
        questions=questions,
    )


def generated_archive(cases: int, strings: int, seed: str, profile: str, work: Path) -> Collection:
    """An archive of `benchmarks.archives`; queries are drawn from its texts."""
    folder = work / f"archive-{cases}"
    if not folder.exists():
        folder.mkdir(parents=True)
        write_archive(Recipe(cases=cases, profile=profile), folder)
    documents, vocabulary = archive_documents(folder)
    return Collection(
        name=f"generated-{cases}",
        label=f"generated, {cases:,} bilingual cases, queries drawn with the seed “{seed}”",
        documents=documents,
        vocabulary=vocabulary,
        strings=tuple(draw_strings(documents, seed, strings)),
        questions=tuple(draw_titles(documents, seed, strings // 2)),
    )


# ── drawn queries ────────────────────────────────────────────────────────────
def folded_text(document: SearchDocument) -> str:
    """All that is indexed of a case, folded; fields and paragraphs on lines of their own."""
    parts = [
        part
        for text in document.texts.values()
        for part in (text.title, text.summary, *(name for names in text.fields.values() for name in names), text.body)
    ]
    return fold("\n".join(parts))


def draw_strings(documents: Sequence[SearchDocument], seed: str, count: int) -> Iterator[Query]:
    """Random unbroken runs of 2 to 8 Chinese characters from the texts, each with all documents that contain it."""
    chance = random.Random(f"{seed} strings")
    drawn: list[str] = []
    while len(drawn) < count:
        runs = [run for run in RUN.findall(fold(chance.choice(documents).texts["zh"].body)) if len(run) > 1]
        if runs:
            run = chance.choice(runs)
            length = chance.randint(2, min(8, len(run)))
            start = chance.randrange(len(run) - length + 1)
            drawn.append(run[start : start + length])
    right: list[set[str]] = [set() for _ in drawn]
    for document in documents:
        text = folded_text(document)
        for place, string in enumerate(drawn):
            if string in text:
                right[place].add(document.slug)
    for string, slugs in zip(drawn, right, strict=True):
        yield Query(text=string, right=frozenset(slugs))


def draw_titles(documents: Sequence[SearchDocument], seed: str, count: int) -> Iterator[Query]:
    """Titles of random cases without their marks, half of them English: what somebody types who has read one."""
    chance = random.Random(f"{seed} titles")
    by_title: dict[str, set[str]] = {}
    for document in documents:
        for text in document.texts.values():
            by_title.setdefault(text.title, set()).add(document.slug)
    for place in range(count):
        lang = ("zh", "en")[place % 2]
        title = chance.choice(documents).texts[lang].title
        yield Query(text=title, right=frozenset(by_title[title]), lang=lang)


# ── documents on disk, for programs that are measured in processes of their own ──
def write_documents(path: Path, documents: Iterable[SearchDocument]) -> None:
    """One JSON object a line."""
    with path.open("w", encoding="utf-8") as file:
        for document in documents:
            row = {name: getattr(document, name) for name in ("number", "slug", "type", "published", "year", "facets")}
            row["texts"] = {
                language: {name: getattr(text, name) for name in ("title", "summary", "body", "url", "fields", "place")}
                for language, text in document.texts.items()
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_document(line: str) -> SearchDocument:
    """What `write_documents` wrote as one line."""
    row = json.loads(line)
    texts = {
        language: LanguageText(**{**text, "fields": {name: tuple(names) for name, names in text["fields"].items()}})
        for language, text in row["texts"].items()
    }
    facets = {name: tuple(values) for name, values in row["facets"].items()}
    return SearchDocument(**{**row, "texts": texts, "facets": facets})


def write_vocabulary(path: Path, vocabulary: SearchVocabulary) -> None:
    """As JSON."""
    facets = [
        {
            "name": facet.name,
            "labels": dict(facet.labels),
            "values": [[v.id, v.parent, dict(v.labels)] for v in facet.values],
        }
        for facet in vocabulary.facets
    ]
    names = [[group.kind, list(group.names)] for group in vocabulary.names]
    data = {"dictionary": list(vocabulary.dictionary), "names": names, "facets": facets}
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def read_search_vocabulary(path: Path) -> SearchVocabulary:
    """What `write_vocabulary` wrote."""
    data: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return SearchVocabulary(
        dictionary=tuple(data["dictionary"]),
        names=tuple(NameGroup(kind=kind, names=tuple(names)) for kind, names in data["names"]),
        facets=tuple(
            FacetVocabulary(
                name=facet["name"],
                labels=facet["labels"],
                values=tuple(
                    FacetValue(id=key, parent=parent, labels=labels) for key, parent, labels in facet["values"]
                ),
            )
            for facet in data["facets"]
        ),
    )
