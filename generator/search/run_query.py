"""Asks a finished index with the script that the site ships, in an embedded JavaScript engine: one search, not two."""

from __future__ import annotations

import json
import re
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from py_mini_racer import MiniRacer

from generator.search.encode import CALLBACK, FORMAT

PART = re.compile(re.escape(CALLBACK) + r'\((\d+),("[^"]*"),(\d+),(\d+),("[^"]*")\);\s*')
VERIFY_MOST = 200
"""Candidates whose texts are read: from disk that costs nothing, so counts up to here are exact."""


class UnusableIndexError(RuntimeError):
    """A file of the index is missing, damaged, or of another format."""

    def __init__(self, code: str, part: str) -> None:
        super().__init__(f"{code}: {part}")
        self.code = code
        self.part = part


class FoundCase(Struct, frozen=True, kw_only=True):
    """One hit."""

    slug: str
    lang: str
    title: str
    url: str
    score: float
    match: str
    """`text`: as typed; `alias`: by another name."""
    by: str = ""
    """That other name, folded."""


class QueryAnswer(Struct, frozen=True, kw_only=True):
    """What one query finds."""

    query: str
    total: int
    exact: bool
    """Whether `total` was verified on the texts."""
    found: str
    """`all` as typed, `apart`: all words but not side by side, `some`: only some of them."""
    hits: tuple[FoundCase, ...]
    terms: tuple[Mapping[str, Any], ...]
    """For `--explain`: `term`, `letter` of its family, `frequency`, `weight`."""

    def to_json(self) -> dict[str, Any]:
        """The promised fields of `--json`."""
        return {
            "query": self.query,
            "total": self.total,
            "exact": self.exact,
            "hits": [
                {
                    "slug": hit.slug,
                    "lang": hit.lang,
                    "title": hit.title,
                    "url": hit.url,
                    "score": round(hit.score, 4),
                    "match": hit.match,
                }
                for hit in self.hits
            ],
        }


class QueryRunner:
    """The engine with one index; shards stay loaded from query to query.

    Args:
        index_folder: The built index, as it lies in the site.
        script: Text of the shipped engine, `theme/search/dist/headless.js`.

    Attributes:
        loaded: Names of the parts that were read, in order.
    """

    def __init__(self, index_folder: Path, script: str) -> None:
        self._folder = index_folder
        self.loaded: list[str] = []
        self._engine = MiniRacer()
        self._close = weakref.finalize(self, self._engine.close)
        self._engine.eval(script)

    def close(self) -> None:
        """End the engine. At the end of the program this happens by itself, while its threads can still be joined."""
        self._close()

    def query(
        self,
        text: str,
        *,
        lang: str = "zh",
        limit: int = 10,
        offset: int = 0,
        facets: Mapping[str, Sequence[str]] | None = None,
        sort: str = "relevance",
    ) -> QueryAnswer:
        """Ask one query.

        Raises:
            UnusableIndexError: When a file of the index cannot be used.
        """
        answer = self.ask(
            text,
            {
                "lang": lang,
                "limit": limit,
                "offset": offset,
                "facets": facets or {},
                "sort": sort,
                "verify": VERIFY_MOST,
            },
        )
        return QueryAnswer(
            query=text,
            total=answer["total"],
            exact=answer["exact"],
            found=answer["found"],
            hits=tuple(
                FoundCase(
                    slug=hit["slug"],
                    lang=hit["lang"],
                    title=hit["title"],
                    url=hit["url"],
                    score=hit["score"],
                    match=hit["match"],
                    by=hit["by"],
                )
                for hit in answer["hits"]
            ),
            terms=tuple(answer["terms"]),
        )

    def ask(self, text: str, options: Mapping[str, Any]) -> dict[str, Any]:
        """The engine's whole `Result` (see `theme/search/types.js`) for any options; with `passages` its passages too."""
        self._engine.eval(f"anlikuSearch.start({_literal(text)},{_literal(options)})")
        while not (answer := str(self._engine.eval("anlikuSearch.answer()"))):
            names = [name for name in str(self._engine.eval("anlikuSearch.wanted()")).split("\n") if name]
            if not names:
                raise RuntimeError("the search engine waits for nothing and has no answer")
            self._engine.eval(";".join(self._bring(name) for name in names))
        result: dict[str, Any] = json.loads(answer)
        if "error" in result:
            if result["error"] == "fault":
                raise RuntimeError(result["message"])
            raise UnusableIndexError(result["error"], result["part"])
        return result

    def _bring(self, name: str) -> str:
        """The call that hands a part to the engine."""
        self.loaded.append(name)
        try:
            found = PART.fullmatch((self._folder / f"{name}.js").read_text("ascii", "replace"))
        except FileNotFoundError:
            return f'anlikuSearch.bring(0,{_literal(name)},0,0,"")'
        if not found:
            return f'anlikuSearch.bring({FORMAT},{_literal(name)},0,0,"damaged")'
        return f"anlikuSearch.bring({','.join(found.groups())})"


def _literal(value: Any) -> str:
    """A value as a JavaScript expression in ASCII; lone surrogates are kept."""
    return json.dumps(value, ensure_ascii=True)
