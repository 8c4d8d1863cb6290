"""Pages of themes and of methods, and their lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.archive.model import Method, Theme
from generator.pages import views
from generator.pages.addresses import at
from generator.pages.case import USED_BY_SHOWN, method_block
from generator.pages.common import Desk, ListPart, group_by
from generator.pages.comparing import figures_of
from generator.pages.head import head_of
from generator.pages.planned import Planned
from generator.pages.region import comparison, comparison_row

PLACES_SHOWN = 20
METHODS_SHOWN = 12
"""On the page of a theme, those with most cases."""


def theme_pages(desk: Desk) -> Iterator[Planned]:
    """`themes/<id>.html` for every theme with a case, groups included."""
    vocabulary = desk.archive.vocabulary
    unlinked = _unlinked(desk)
    for theme_id, theme in vocabulary.themes.items():
        above = desk.depends.entry(vocabulary.themes[theme.parent]) if theme.parent else b""
        below = vocabulary.theme_children.get(theme_id, ())
        for part in desk.parts(desk.archive.by_theme.get(theme_id, ()), partial(desk.to.listed, "themes", theme_id)):
            within = desk.depends.cards(part.cases) + unlinked if part.page == 1 else b""
            key = desk.part_key("theme", part, desk.depends.entry(theme), above, within, *below)
            yield Planned(url=part.url, key=key, make=partial(_theme_page, desk, theme, part))


def _unlinked(desk: Desk) -> bytes:
    """Places of figures that have no page: a case elsewhere may give them one, and then tables link to it."""
    archive = desk.archive
    tops = archive.vocabulary.region_children.get(None, ())
    places = {row.place for regions in archive.by_measure.values() for top in tops for row in regions.get(top, ())}
    return " ".join(sorted(places - archive.by_region.keys())).encode()


def _theme_page(desk: Desk, theme: Theme, part: ListPart) -> views.ThemePage:
    cases, name = part.cases, desk.say(theme.name)
    url_in = at("themes", theme.id, part.page)
    # What looks over the theme stands on the first page of its list.
    whole = cases if part.page == 1 else ()
    regions = group_by(whole, lambda case: [_county(desk, entry.region) for entry in case.regions])
    places = desk.counts(regions, desk.region)
    methods = desk.counts(group_by(whole, lambda case: case.methods), desk.method)
    return views.ThemePage(
        kind="theme",
        language=desk.language,
        url=part.url,
        title=desk.numbered(name, part.page),
        description=desk.say(theme.definition) or desk.words("pages.theme.description", name=name, n=len(cases)),
        section="themes",
        alternates=desk.alternates(url_in),
        head=head_of(
            desk,
            url_in,
            name,
            desk.say(theme.definition),
            theme.aliases.get(desk.language, ()),
            feeds=(theme_feed(desk, theme.id),),
        ),
        name=name,
        question=desk.say(theme.question),
        definition=desk.say(theme.definition),
        group=desk.theme(theme.parent) if theme.parent else None,
        children=theme_entries(desk, theme.id) if part.page == 1 else (),
        aliases=_aliases(desk, theme.aliases),
        places=places[:PLACES_SHOWN],
        place_count=len(places),
        methods=methods[:METHODS_SHOWN],
        method_count=len(methods),
        figures=tuple(
            comparison(desk, measure, tuple(comparison_row(desk, row, {}, here=False) for row in rows))
            for measure, rows in figures_of(whole)
        ),
        cases=desk.case_list(part),
    )


def _county(desk: Desk, region_id: str) -> str:
    """The county (or zone) that a place lies in; the place itself above that level."""
    for region in desk.archive.vocabulary.region_path(region_id):
        if region.kind in ("county", "zone"):
            return region.id
    return region_id


def theme_feed(desk: Desk, theme_id: str) -> views.Feed:
    title = f"{desk.say(desk.config.name)} · {desk.theme(theme_id).label}"
    return views.Feed(title=title, url=desk.to.feed("theme", theme_id))


def theme_entries(desk: Desk, parent: str | None) -> tuple[views.ThemeEntry, ...]:
    """Themes with cases directly below another, in the order of the vocabulary."""
    return tuple(
        views.ThemeEntry(
            link=desk.theme(theme_id),
            question=desk.say(desk.archive.vocabulary.themes[theme_id].question),
            count=len(desk.archive.by_theme[theme_id]),
        )
        for theme_id in desk.archive.vocabulary.theme_children.get(parent, ())
        if theme_id in desk.archive.by_theme
    )


def theme_groups(desk: Desk) -> tuple[views.ThemeGroup, ...]:
    """All themes with cases below their groups; a theme without a group stands in one of its own."""
    groups = []
    for theme_id in desk.archive.vocabulary.theme_children.get(None, ()):
        entries = theme_entries(desk, theme_id)
        theme = desk.archive.vocabulary.themes[theme_id]
        if not entries and theme_id in desk.archive.by_theme:
            count = len(desk.archive.by_theme[theme_id])
            entries = (views.ThemeEntry(link=desk.theme(theme_id), question=desk.say(theme.question), count=count),)
        if entries:
            groups.append(views.ThemeGroup(name=desk.say(theme.name), id=theme_id, themes=entries))
    return tuple(groups)


def theme_index(desk: Desk) -> views.ThemeIndexPage:
    """`themes/index.html`"""
    title = desk.words("pages.themes.title")
    return views.ThemeIndexPage(
        kind="themes",
        language=desk.language,
        url=desk.to.index("themes"),
        title=title,
        description=desk.words("pages.themes.description"),
        section="themes",
        alternates=desk.alternates(lambda to: to.index("themes")),
        head=head_of(desk, lambda to: to.index("themes"), title),
        groups=theme_groups(desk),
    )


def method_pages(desk: Desk) -> Iterator[Planned]:
    """`methods/<id>.html` for every method that a case uses."""
    for method_id, cases in desk.archive.by_method.items():
        method = desk.archive.vocabulary.methods[method_id]
        users = desk.depends.cards(cases[: USED_BY_SHOWN + 1])
        for part in desk.parts(cases, partial(desk.to.listed, "methods", method_id)):
            key = desk.part_key("method", part, desk.depends.entry(method), users)
            yield Planned(url=part.url, key=key, make=partial(_method_page, desk, method, part))


def _method_page(desk: Desk, method: Method, part: ListPart) -> views.MethodPage:
    block = method_block(desk, method.id)
    url_in = at("methods", method.id, part.page)
    return views.MethodPage(
        kind="method",
        language=desk.language,
        url=part.url,
        title=desk.numbered(block.link.label, part.page),
        description=block.meaning or desk.words("pages.method.unexplained"),
        section="methods",
        alternates=desk.alternates(url_in),
        head=head_of(desk, url_in, block.link.label, block.meaning),
        block=block,
        aliases=_aliases(desk, method.aliases),
        cases=desk.case_list(part),
    )


def method_index(desk: Desk) -> views.MethodIndexPage:
    """`methods/index.html`: by kind, most used first."""
    kinds: dict[str, list[views.MethodEntry]] = {}
    for method_id, cases in desk.archive.by_method.items():
        method = desk.archive.vocabulary.methods[method_id]
        entry = views.MethodEntry(link=desk.method(method_id), meaning=desk.say(method.meaning), count=len(cases))
        kinds.setdefault(method.kind, []).append(entry)
    order = ("brand", "work-method", "mechanism", "platform", "team", "activity", "slogan", "goal")
    title = desk.words("pages.methods.title")
    return views.MethodIndexPage(
        kind="methods",
        language=desk.language,
        url=desk.to.index("methods"),
        title=title,
        description=desk.words("pages.methods.description"),
        section="methods",
        alternates=desk.alternates(lambda to: to.index("methods")),
        head=head_of(desk, lambda to: to.index("methods"), title),
        groups=tuple(
            views.MethodGroup(
                kind=desk.words(f"pages.method-kind.{kind}"),
                id=kind,
                methods=tuple(sorted(kinds[kind], key=lambda entry: (-entry.count, entry.link.url or ""))),
            )
            for kind in order
            if kind in kinds
        ),
    )


def _aliases(desk: Desk, aliases: object) -> str:
    found = aliases.get(desk.language, ()) if isinstance(aliases, dict) else ()
    return desk.words("pages.separator.names").join(found)
