"""What the index is made of: cases and vocabulary, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LANGUAGES = ("zh", "en")
"""Those that come first wherever languages are in a row."""


def in_order(languages: Iterable[str]) -> list[str]:
    """Languages in the order of the index: Chinese, English, then all others by their code."""
    given = set(languages)
    return [*(language for language in LANGUAGES if language in given), *sorted(given.difference(LANGUAGES))]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageText:
    """One case as it is shown in one language."""

    title: str
    summary: str
    body: str
    """Plain text; paragraphs are separated by one line feed. Empty where the page repeats the other language."""
    url: str
    """Address of the page, relative to the root of the site, without a leading slash."""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names by field (`methods`, `regions`, `themes`, `units`, `people`), aliases included, in reading order."""
    place: str = ""
    """Short name of the place, for the result card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One published case: one hit, whatever its languages."""

    number: int
    """The case number (AL-0003 → 3): from 1, permanent; numbers of withdrawn cases stay unused."""
    slug: str
    type: str
    published: str
    """ISO date."""
    year: int | None
    texts: Mapping[str, LanguageText]
    """Language → text; at least one."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facet → value ids (`region`: the most special regions only; ancestors follow from the vocabulary)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that one can filter by."""

    id: str
    parent: str | None
    labels: Mapping[str, str]
    """Language → label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetVocabulary:
    """One facet with all its values, parents before children, in the order to show them."""

    name: str
    labels: Mapping[str, str]
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGroup:
    """Names of one thing: any of them finds what is written with another."""

    kind: str
    """`glossary`, `region`, `method`, `theme`, `unit` or `person`."""
    names: tuple[str, ...]
    """Chinese name first, then the English one and the aliases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchVocabulary:
    """What the archive's own vocabulary adds to the texts."""

    dictionary: tuple[str, ...] = ()
    """Names that jieba must not cut."""
    names: tuple[NameGroup, ...] = ()
    facets: tuple[FacetVocabulary, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """What may be set; the defaults are those of `docs/search.md`."""

    addresses: Mapping[str, str] = field(
        default_factory=lambda: {"zh": "cases/{slug}.html", "en": "en/cases/{slug}.html"}
    )
    """Language → usual address of a case; cards store an address only where it differs."""
    folder: str = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFile:
    """A file of the index."""

    path: str
    """Relative to the root of the site, with `/`."""
    data: bytes
