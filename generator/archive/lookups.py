"""Which names a case asked the vocabulary for, and what it was told: what its reading depends on, and nothing else.

A case that was read with a `TracingVocabulary` reads the same with any other vocabulary that gives the same answers.
So an edit of the vocabulary touches the cases that asked for what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeAlias

from msgspec.structs import asdict

from generator.archive.names import Resolution
from generator.archive.vocabulary import Vocabulary

Lookup: TypeAlias = tuple[str, str]
"""Kind of name (`region_names` …), and the name as it was written."""

KINDS = ("region_names", "theme_names", "method_names", "series_names", "organization_names", "measure_names")


class Answers:
    """What a vocabulary says to a name; each question is answered once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[Lookup, object] = {}

    def answer(self, lookup: Lookup) -> object:
        """A value that can be compared and pickled; for a series also its number of parts, which cases are held to."""
        if lookup not in self._known:
            kind, name = lookup
            found: Resolution = getattr(self._vocabulary, kind).resolve(name)
            parts = self._vocabulary.series[found].parts if kind == "series_names" and isinstance(found, str) else None
            self._known[lookup] = (found, parts) if parts is not None else found
        return self._known[lookup]

    def know(self, lookup: Lookup, answer: object) -> None:
        """Take an answer for given."""
        self._known[lookup] = answer

    def still_hold(self, asked: Iterable[tuple[Lookup, object]]) -> bool:
        """Whether the same answers would be given today."""
        return all(self.answer(lookup) == answer for lookup, answer in asked)


class _Tracer:
    """A table of names that writes down what it is asked, and looks up each name once: most cases name the same."""

    def __init__(self, kind: str, vocabulary: Vocabulary, asked: dict[Lookup, None]) -> None:
        self._kind = kind
        self._vocabulary = vocabulary
        self._asked = asked
        self._found: dict[str, Resolution] = {}

    def know(self, name: str, found: Resolution) -> None:
        """Take an answer for given."""
        self._found[name] = found

    def resolve(self, name: str) -> Resolution:
        self._asked[self._kind, name] = None
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = getattr(self._vocabulary, self._kind).resolve(name)
        return found

    def path_name(self, region_id: str, language: str = "zh") -> str:
        path: str = getattr(self._vocabulary, self._kind).path_name(region_id, language)
        return path


class TracingVocabulary(Vocabulary, frozen=True, dict=True):
    """A vocabulary that knows what it was asked since `begin`.

    Its tables of names are made when a name is asked for that is not known yet.
    """

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> TracingVocabulary:
        asked: dict[Lookup, None] = {}
        tables = {kind: _Tracer(kind, vocabulary, asked) for kind in KINDS}
        tracing = cls(**asdict(vocabulary))
        tracing.__dict__.update(tables, answers=Answers(vocabulary), asked=asked)
        return tracing

    @cached_property
    def asked(self) -> dict[Lookup, None]:
        """In the order of asking."""
        return {}

    def begin(self) -> None:
        """Forget what was asked."""
        self.asked.clear()

    def recall(self, taken: Iterable[tuple[Lookup, object]]) -> None:
        """Take answers for given that this same vocabulary gave before, as `taken` tells them.

        A case of which only a sentence was edited asks what it asked before; then no table of names is made at all.
        """
        answers: Answers = self.__dict__["answers"]
        for (kind, name), answer in taken:
            answers.know((kind, name), answer)
            found: Any = answer[0] if isinstance(answer, tuple) else answer  # a series is told with its parts
            self.__dict__[kind].know(name, found)

    def taken(self) -> tuple[tuple[Lookup, object], ...]:
        """What was asked since `begin`, with the answers."""
        answers: Answers = self.__dict__["answers"]
        return tuple((lookup, answers.answer(lookup)) for lookup in self.asked)
