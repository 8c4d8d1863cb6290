"""Pages that look over the whole archive: region × theme, the glossary, and the frame of the search."""

from __future__ import annotations

from itertools import groupby

from generator.archive.model import Term
from generator.pages import views
from generator.pages.common import Desk
from generator.pages.head import head_of, site_labels
from generator.pages.theme import theme_groups

SHADES = (1, 2, 4, 7, 11)
"""Fewest cases of each of the five shades of the matrix."""

MATRIX_KINDS = frozenset({"prefecture", "county", "zone"})


def matrix_page(desk: Desk) -> views.MatrixPage:
    """`matrix.html`: where is experience, where is a gap. Prefectures, and the counties that have cases."""
    groups = theme_groups(desk)
    themes = [(entry.link, _id(entry.link)) for group in groups for entry in group.themes]
    vocabulary, by_region = desk.archive.vocabulary, desk.archive.by_region
    found = _counts(desk)
    rows = []
    for region in vocabulary.regions.values():
        if region.kind not in MATRIX_KINDS or (region.kind != "prefecture" and region.id not in by_region):
            continue
        cells = []
        for link, theme_id in themes:
            count = found.get((region.id, theme_id), 0)
            label = desk.words("pages.matrix.cell", region=desk.region_name(region.id), theme=link.label, n=count)
            url = f"{desk.to.free('search')}?region={region.id}&theme={theme_id}" if count else None
            cells.append(views.MatrixCell(count=count, url=url, shade=shade(count), label=label))
        rows.append(
            views.MatrixRow(
                region=desk.region(region.id),
                level=0 if region.kind == "prefecture" else 1,
                cells=tuple(cells),
                total=len(by_region.get(region.id, ())),
            )
        )
    title = desk.words("pages.matrix.title")
    return views.MatrixPage(
        kind="matrix",
        language=desk.language,
        url=desk.to.free("matrix"),
        title=title,
        description=desk.words("pages.matrix.description"),
        section="matrix",
        alternates=desk.alternates(lambda to: to.free("matrix")),
        head=head_of(desk, lambda to: to.free("matrix"), title),
        groups=groups,
        rows=tuple(rows),
        totals=tuple(len(desk.archive.by_theme[theme_id]) for _, theme_id in themes),
    )


def _counts(desk: Desk) -> dict[tuple[str, str], int]:
    """(region, theme) → cases, what lies below both rolled up; only pairs with a case."""
    found: dict[tuple[str, str], int] = {}
    for case in desk.archive.cases:
        themes = tuple(dict.fromkeys(desk.archive.themes_of(case)))
        for region in dict.fromkeys(desk.archive.vocabulary.with_ancestors(entry.region for entry in case.regions)):
            for theme in themes:
                found[region, theme] = found.get((region, theme), 0) + 1
    return found


def _id(link: views.Link) -> str:
    """The theme's id, which its address ends with."""
    return (link.url or "").rpartition("/")[2].removesuffix(".html")


def shade(count: int) -> int:
    """The shade of a count, 0 (gap) to 5."""
    return sum(count >= least for least in SHADES)


def glossary_page(desk: Desk) -> views.GlossaryPage:
    """`glossary.html`: by the first letter of the pinyin or of the word."""
    entries = sorted((_key(desk.say(term.term)), term.id, term) for term in desk.archive.vocabulary.terms.values())
    groups = tuple(
        (letter, tuple(_entry(desk, term) for _, _, term in part))
        for letter, part in groupby(entries, key=lambda item: item[0][:1].upper())
    )
    title = desk.words("pages.glossary.title")
    return views.GlossaryPage(
        kind="glossary",
        language=desk.language,
        url=desk.to.free("glossary"),
        title=title,
        description=desk.words("pages.glossary.description", n=len(entries)),
        section="glossary",
        alternates=desk.alternates(lambda to: to.free("glossary")),
        head=head_of(desk, lambda to: to.free("glossary"), title),
        groups=groups,
    )


def _key(term: str) -> str:
    """Sorting key: pinyin for Chinese; what is no letter sorts first, below `#`."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  (slow to load, and only this page needs it)

    key = " ".join(lazy_pinyin(term)).lower()
    return key if key[:1].isalpha() and key[:1].isascii() else f"#{key}"


def _entry(desk: Desk, term: Term) -> views.GlossaryEntry:
    return views.GlossaryEntry(
        id=term.id,
        term=desk.say(term.term),
        others=tuple(
            views.Link(label=text, url=None, lang=desk.tag(language))
            for language, text in term.term.items()
            if language != desk.language
        ),
        definition=desk.say(term.definition),
        aliases=desk.words("pages.separator.names").join(term.aliases.get(desk.language, ())),
    )


def search_page(desk: Desk) -> views.SearchPage:
    """`search.html`: a frame that the script fills; without it, a way to the lists."""
    title = desk.words("pages.search.title")
    return views.SearchPage(
        kind="search",
        language=desk.language,
        url=desk.to.free("search"),
        title=title,
        description=desk.words("pages.search.description"),
        section="search",
        alternates=desk.alternates(lambda to: to.free("search")),
        head=views.Head(labels=site_labels(desk), robots="noindex"),
        number_prefix=desk.config.number_prefix,
        examples=tuple(desk.config.examples.get(desk.language, ())),
    )
