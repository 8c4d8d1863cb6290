"""Small archives to search in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from generator.search.build import build_index
from generator.search.documents import FacetVocabulary, LanguageText, NameGroup, SearchDocument, SearchVocabulary
from generator.search.prepare import prepare
from generator.search.run_query import QueryRunner
from generator.segment import Segmenter

ENGINE = Path(__file__).parents[2] / "theme" / "search" / "dist" / "headless.js"


@cache
def segmenter() -> Segmenter:
    """jieba without names, loaded once."""
    return Segmenter()


def text(
    title: str = "题目",
    body: str = "",
    summary: str = "",
    url: str = "",
    fields: Mapping[str, tuple[str, ...]] | None = None,
) -> LanguageText:
    """A text of which a test names only what it is about."""
    return LanguageText(title=title, summary=summary, body=body, url=url, fields=fields or {})


def document(
    number: int, zh: LanguageText | None = None, en: LanguageText | None = None, **more: object
) -> SearchDocument:
    """A case with sound defaults; its slug is `case-<number>`."""
    texts = {language: shown for language, shown in (("zh", zh), ("en", en)) if shown is not None}
    values: dict[str, object] = {
        "slug": f"case-{number}",
        "type": "practices",
        "published": "2024-05-01",
        "year": 2024,
        "facets": {},
    }
    return SearchDocument(number=number, texts=texts or {"zh": text()}, **{**values, **more})  # type: ignore[arg-type]


class Bench:
    """An index on disk with the shipped engine on it."""

    def __init__(
        self,
        folder: Path,
        documents: Iterable[SearchDocument],
        names: Iterable[NameGroup] = (),
        facets: Iterable[FacetVocabulary] = (),
    ) -> None:
        prepared = (prepare(item, segmenter()) for item in documents)
        for file in build_index(prepared, SearchVocabulary(names=tuple(names), facets=tuple(facets))):
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
        self.folder = folder / "search"
        self.runner = QueryRunner(self.folder, ENGINE.read_text("utf-8"))

    def numbers(self, query: str, limit: int = 200) -> list[int]:
        """Case numbers of the hits, best first."""
        return [int(hit.slug.removeprefix("case-")) for hit in self.runner.query(query, limit=limit).hits]
