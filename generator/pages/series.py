"""Pages of series, with the editor's note and the parts in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.archive.model import Case, Series
from generator.pages import views
from generator.pages.addresses import at
from generator.pages.case import part_link, series_card
from generator.pages.common import Desk
from generator.pages.head import head_of
from generator.pages.planned import Planned


def series_pages(desk: Desk) -> Iterator[Planned]:
    """`series/<id>.html` for every series with a case."""
    for series_id, series in desk.archive.vocabulary.series.items():
        cases = desk.archive.by_series.get(series_id)
        if not cases:
            continue
        note = desk.archive.by_number.get(series.editor_note or "")
        key = desk.key("series", desk.depends.entry(series), desk.depends.cards([*cases, *([note] if note else ())]))
        yield Planned(url=desk.to.series(series_id), key=key, make=partial(_page, desk, series, cases, note))


def _page(desk: Desk, series: Series, cases: Sequence[Case], note: Case | None) -> views.SeriesPage:
    name = desk.say(series.name)
    url_in = at("series", series.id)
    return views.SeriesPage(
        kind="series",
        language=desk.language,
        url=desk.to.series(series.id),
        title=name,
        description=desk.say(series.note) or name,
        section="series",
        alternates=desk.alternates(url_in),
        head=head_of(desk, url_in, name, desk.say(series.note)),
        name=name,
        note=desk.say(series.note),
        editor_note=views.Link(label=note.article(desk.language).title, url=desk.to.case(note.slug)) if note else None,
        parts=tuple(part_link(desk, case) for case in cases if case.part is not None),
        expected=series.parts,
    )


def series_index(desk: Desk) -> views.SeriesIndexPage:
    """`series/index.html`"""
    title = desk.words("pages.series.title")
    cards = tuple(series_card(desk, series_id) for series_id in desk.archive.vocabulary.series)
    return views.SeriesIndexPage(
        kind="series-index",
        language=desk.language,
        url=desk.to.index("series"),
        title=title,
        description=desk.words("pages.series.description"),
        section="series",
        alternates=desk.alternates(lambda to: to.index("series")),
        head=head_of(desk, lambda to: to.index("series"), title),
        series=tuple(card for card in cards if card.link.url is not None),
    )
