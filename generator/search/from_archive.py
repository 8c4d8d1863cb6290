"""Archive → what the index is made of. The only module of the search that knows the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.archive.archive import Archive
from generator.archive.model import Case, Text, in_language
from generator.archive.vocabulary import Vocabulary
from generator.search.documents import (
    FacetValue,
    FacetVocabulary,
    LanguageText,
    NameGroup,
    SearchDocument,
    SearchVocabulary,
)
from generator.segment import dictionary_of

Names = Mapping[str, tuple[str, ...]]


def search_document(
    case: Case, vocabulary: Vocabulary, bodies: Mapping[str, str], url: Callable[[str], str], languages: Sequence[str]
) -> SearchDocument:
    """What the index needs of one case.

    Args:
        case: The case.
        vocabulary: For the names of what it refers to.
        bodies: Language → plain text; languages without a translation are left out.
        url: Language → address of the case.
        languages: All languages of the site.
    """
    fields = _fields(case, vocabulary)
    texts = {}
    for language in languages:
        article = case.article(language)
        texts[language] = LanguageText(
            title=article.title,
            summary=article.summary,
            body=bodies.get(language, ""),
            url=url(language),
            fields={name: tuple(_in(groups, language)) for name, groups in fields.items()},
            place=_place(case, vocabulary, language),
        )
    years = case.years
    return SearchDocument(
        number=case.serial,
        slug=case.slug,
        type=case.type,
        published=case.published.isoformat(),
        year=years[0] if years else None,
        texts=texts,
        facets={
            "region": tuple(entry.region for entry in case.regions),
            "theme": case.themes,
            "type": (case.type,),
            "year": tuple(map(str, years)),
            "method": case.methods,
        },
    )


def _fields(case: Case, vocabulary: Vocabulary) -> dict[str, list[tuple[Text, Names]]]:
    """Field → (name, aliases) of everything that the case refers to."""
    regions = [vocabulary.regions[region] for region in vocabulary.with_ancestors(r.region for r in case.regions)]
    themes = [vocabulary.themes[theme] for theme in case.themes]
    methods = [vocabulary.methods[method] for method in case.methods]
    units = [vocabulary.organizations[unit] for unit in case.units]
    people = [vocabulary.person_of.get(contributor.name) for contributor in case.contributors]
    return {
        "methods": [(entry.name, entry.aliases) for entry in methods],
        "regions": [(entry.name, entry.aliases) for entry in regions],
        "themes": [(entry.name, entry.aliases) for entry in themes],
        "units": [(entry.name, entry.aliases) for entry in units],
        "people": [(entry.name, {}) for entry in people if entry is not None],
    }


def _in(groups: Iterable[tuple[Text, Names]], language: str) -> Iterable[str]:
    for name, aliases in groups:
        if language in name:
            yield name[language]
        yield from aliases.get(language, ())


def _place(case: Case, vocabulary: Vocabulary, language: str) -> str:
    """Prefecture and county of the first region: enough to recognise the place on a card."""
    if not case.regions:
        return ""
    path = vocabulary.region_path(case.regions[0].region)
    names = [in_language(region.name, language) for region in path[1:3] or path]
    return " ".join(names) if language == "zh" else ", ".join(reversed(names))


def search_vocabulary(
    archive: Archive, types: Sequence[tuple[str, Text]], facets: Mapping[str, Text]
) -> SearchVocabulary:
    """What the vocabulary adds: words for jieba, names of one thing, and the values of the facets.

    Args:
        archive: The published archive; only values that a case has become facet values.
        types: Id and name of each type, in the order of the settings.
        facets: Facet → its label in each language.
    """
    vocabulary = archive.vocabulary
    used_types = {case.type for case in archive.cases}
    groups: list[NameGroup] = []
    for region in vocabulary.regions.values():
        romanized = (region.romanized,) if region.romanized else ()
        groups.append(_group("region", region.name, region.aliases, romanized))
    for theme in vocabulary.themes.values():
        groups.append(_group("theme", theme.name, theme.aliases))
    for method in vocabulary.methods.values():
        groups.append(_group("method", method.name, method.aliases))
    for unit in vocabulary.organizations.values():
        groups.append(_group("unit", unit.name, unit.aliases))
    for person in vocabulary.people:
        groups.append(_group("person", person.name, {}, person.variants))
    for term in vocabulary.terms.values():
        groups.append(_group("glossary", term.term, term.aliases))
    return SearchVocabulary(
        dictionary=dictionary_of(vocabulary.own_names),
        names=tuple(group for group in groups if len(group.names) > 1),
        facets=tuple(
            FacetVocabulary(name=name, labels=facets[name], values=values)
            for name, values in (
                ("region", _regions(archive)),
                ("theme", _themes(archive)),
                (
                    "type",
                    tuple(FacetValue(id=key, parent=None, labels=label) for key, label in types if key in used_types),
                ),
                ("year", _years(archive)),
                ("method", _methods(archive)),
            )
        ),
    )


def _group(kind: str, name: Text, aliases: Names, more: tuple[str, ...] = ()) -> NameGroup:
    """All names of one thing, the original's language first, each once."""
    names = [*name.values(), *(alias for group in aliases.values() for alias in group), *more]
    return NameGroup(kind=kind, names=tuple(dict.fromkeys(names)))


# Which values are in use is all that is asked for: to group the cases by them takes five times as long, at each edit.
def _regions(archive: Archive) -> tuple[FacetValue, ...]:
    """Parents before children, in the order of the vocabulary."""
    vocabulary = archive.vocabulary
    used = set(vocabulary.with_ancestors({entry.region for case in archive.cases for entry in case.regions}))
    children = vocabulary.region_children
    found: list[FacetValue] = []

    def walk(parent: str | None) -> None:
        for region_id in children.get(parent, ()):
            if region_id in used:
                region = vocabulary.regions[region_id]
                found.append(FacetValue(id=region_id, parent=parent, labels=region.name))
                walk(region_id)

    walk(None)
    return tuple(found)


def _themes(archive: Archive) -> tuple[FacetValue, ...]:
    vocabulary = archive.vocabulary
    used = {theme for themes in {case.themes for case in archive.cases} for theme in themes}
    used |= {parent for theme in used if (parent := vocabulary.themes[theme].parent) is not None}
    found = []
    for group in vocabulary.theme_children.get(None, ()):
        for theme_id in (group, *vocabulary.theme_children.get(group, ())):
            if theme_id in used:
                theme = vocabulary.themes[theme_id]
                found.append(FacetValue(id=theme_id, parent=theme.parent, labels=theme.name))
    return tuple(found)


def _years(archive: Archive) -> tuple[FacetValue, ...]:
    languages = {language for case in archive.cases for language in case.articles}
    years = {year for years in {case.years for case in archive.cases} for year in years}
    return tuple(
        FacetValue(id=str(year), parent=None, labels=dict.fromkeys(sorted(languages), str(year)))
        for year in sorted(years, reverse=True)
    )


def _methods(archive: Archive) -> tuple[FacetValue, ...]:
    """Most used first, then in the order of the vocabulary."""
    users = Counter(method for case in archive.cases for method in set(case.methods))
    order = sorted((method for method in archive.vocabulary.methods if users[method]), key=lambda m: -users[m])
    return tuple(FacetValue(id=method, parent=None, labels=archive.vocabulary.methods[method].name) for method in order)
