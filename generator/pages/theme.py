"""Pages of themes and of methods, and their lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.pages import views
from generator.pages.addresses import at
from generator.pages.case import method_block
from generator.pages.common import Desk, group_by
from generator.pages.lists import head_of


def theme_pages(desk: Desk) -> Iterator[views.ThemePage]:
    """`themes/<id>.html` for every theme with a case, groups included."""
    vocabulary = desk.archive.vocabulary
    for theme_id in vocabulary.themes:
        cases = desk.archive.by_theme.get(theme_id)
        if not cases:
            continue
        theme = vocabulary.themes[theme_id]
        name = desk.say(theme.name)
        regions = group_by(cases, lambda case: [_county(desk, entry.region) for entry in case.regions])
        for page, url, listed in desk.pages_of(cases, partial(desk.to.listed, "themes", theme_id)):
            url_in = at("themes", theme_id, page)
            yield views.ThemePage(
                kind="theme",
                language=desk.language,
                url=url,
                title=desk.numbered(name, page),
                description=desk.say(theme.definition)
                or desk.words("pages.theme.description", name=name, n=len(cases)),
                section="themes",
                alternates=desk.alternates(url_in),
                head=head_of(desk, url_in, name, desk.say(theme.definition), feeds=(theme_feed(desk, theme_id),)),
                name=name,
                question=desk.say(theme.question),
                definition=desk.say(theme.definition),
                group=desk.theme(theme.parent) if theme.parent else None,
                children=theme_entries(desk, theme_id) if page == 1 else (),
                aliases=_aliases(desk, theme.aliases),
                places=desk.counts(regions, desk.region) if page == 1 else (),
                methods=desk.counts(group_by(cases, lambda case: case.methods), desk.method) if page == 1 else (),
                cases=listed,
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


def method_pages(desk: Desk) -> Iterator[views.MethodPage]:
    """`methods/<id>.html` for every method that a case uses."""
    for method_id, cases in desk.archive.by_method.items():
        method = desk.archive.vocabulary.methods[method_id]
        block = method_block(desk, method_id)
        for page, url, listed in desk.pages_of(cases, partial(desk.to.listed, "methods", method_id)):
            url_in = at("methods", method_id, page)
            yield views.MethodPage(
                kind="method",
                language=desk.language,
                url=url,
                title=desk.numbered(block.link.label, page),
                description=block.meaning or desk.words("pages.method.unexplained"),
                section="methods",
                alternates=desk.alternates(url_in),
                head=head_of(desk, url_in, block.link.label, block.meaning),
                block=block,
                aliases=_aliases(desk, method.aliases),
                cases=listed,
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
