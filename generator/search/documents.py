"""What the index is made of: cases and vocabulary, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

LANGUAGES = ("zh", "en")
"""Those that come first wherever languages are in a row."""


def in_order(languages: Iterable[str]) -> list[str]:
    """Languages in the order of the index: Chinese, English, then all others by their code."""
    given = set(languages)
    return [*(language for language in LANGUAGES if language in given), *sorted(given.difference(LANGUAGES))]


class LanguageText(Struct, frozen=True, kw_only=True):
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


class SearchDocument(Struct, frozen=True, kw_only=True):
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


class FacetValue(Struct, frozen=True, kw_only=True):
    """A value that one can filter by."""

    id: str
    parent: str | None
    labels: Mapping[str, str]
    """Language → label."""


class FacetVocabulary(Struct, frozen=True, kw_only=True):
    """One facet with all its values, parents before children, in the order to show them."""

    name: str
    labels: Mapping[str, str]
    values: tuple[FacetValue, ...]


class NameGroup(Struct, frozen=True, kw_only=True):
    """Names of one thing: any of them finds what is written with another."""

    kind: str
    """`glossary`, `region`, `method`, `theme`, `unit` or `person`."""
    names: tuple[str, ...]
    """Chinese name first, then the English one and the aliases."""


class SearchVocabulary(Struct, frozen=True, kw_only=True):
    """What the archive's own vocabulary adds to the texts."""

    dictionary: tuple[str, ...] = ()
    """Names that jieba must not cut."""
    names: tuple[NameGroup, ...] = ()
    facets: tuple[FacetVocabulary, ...] = ()


class SearchSettings(Struct, frozen=True, kw_only=True):
    """What may be set; the defaults are those of `docs/search.md`."""

    addresses: Mapping[str, str] = field(
        default_factory=lambda: {"zh": "cases/{slug}.html", "en": "en/cases/{slug}.html"}
    )
    """Language → usual address of a case; cards store an address only where it differs."""
    folder: str = "search"


class OutputFile(Struct, frozen=True, kw_only=True):
    """A file of the index."""

    path: str
    """Relative to the root of the site, with `/`."""
    data: bytes
