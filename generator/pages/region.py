"""Pages of regions: one for each that has a case, with everything below it rolled up, and the tree of all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.archive.archive import Comparable
from generator.archive.model import Region
from generator.pages import views
from generator.pages.addresses import at
from generator.pages.common import Desk, ListPart, group_by
from generator.pages.head import head_of
from generator.pages.lists import type_counts, year_counts
from generator.pages.planned import Planned

Rows = dict[tuple[int, bool], views.ComparisonRow]
"""Rows of comparisons by the identity of their figure, here and elsewhere."""

TREE_KINDS = frozenset({"autonomous-region", "prefecture", "county", "zone"})
"""Levels of which also the places without a case are shown: a gap is worth knowing."""


def region_pages(desk: Desk) -> Iterator[Planned]:
    """`regions/<id>.html` for every region of a case and all that it lies in."""
    rows: Rows = {}
    vocabulary = desk.archive.vocabulary
    for region_id, cases in desk.archive.by_region.items():
        region = vocabulary.regions[region_id]
        above = desk.depends.entries(vocabulary.region_path(region_id))
        for part in desk.parts(cases, partial(desk.to.listed, "regions", region_id)):
            around = desk.depends.around(region) if part.page == 1 else b""
            key = desk.part_key("region", part, above, len(desk.archive.cases), around)
            yield Planned(url=part.url, key=key, make=partial(_page, desk, region, part, rows))


def _page(desk: Desk, region: Region, part: ListPart, rows: Rows) -> views.RegionPage:
    cases, page = part.cases, part.page
    name = desk.region_name(region.id)
    url_in = at("regions", region.id, page)
    return views.RegionPage(
        kind="region",
        language=desk.language,
        url=part.url,
        title=desk.numbered(name, page),
        description=desk.words("pages.region.description", name=name, n=len(cases)),
        section="regions",
        alternates=desk.alternates(url_in),
        head=head_of(desk, url_in, name, feeds=(region_feed(desk, region.id),)),
        name=name,
        other_names=other_names(desk, region),
        code=region.code or "",
        kind_name=desk.words(f"pages.region-kind.{region.kind}"),
        path=desk.region_path(region.id),
        count=len(cases),
        total=len(desk.archive.cases),
        # What looks over the place stands on the first page of its list.
        children=children(desk, region.id, depth=2) if page == 1 else (),
        themes=desk.counts(group_by(cases, lambda case: case.themes), desk.theme) if page == 1 else (),
        years=year_counts(desk, cases) if page == 1 else (),
        types=type_counts(desk, cases) if page == 1 else (),
        comparisons=comparisons(desk, region.id, rows) if page == 1 else (),
        more_measures=more_measures(desk, region.id) if page == 1 else None,
        note=desk.say(region.note) if page == 1 else "",
        cases=desk.case_list(part),
    )


def region_feed(desk: Desk, region_id: str) -> views.Feed:
    title = f"{desk.say(desk.config.name)} · {desk.region_name(region_id)}"
    return views.Feed(title=title, url=desk.to.feed("region", region_id))


def other_names(desk: Desk, region: Region) -> tuple[views.Link, ...]:
    """The name in the other languages and the other living form, each with its language."""
    shown = desk.region_name(region.id)
    names = [(language, text) for language, text in region.name.items()]
    if region.romanized:
        names.append(("en", region.romanized))
    return tuple(views.Link(label=text, url=None, lang=desk.tag(language)) for language, text in names if text != shown)


def children(desk: Desk, region_id: str | None, depth: int) -> tuple[views.RegionNode, ...]:
    """What lies directly below, most cases first, then in the order of the vocabulary; gaps down to the county."""
    vocabulary, counted = desk.archive.vocabulary, desk.archive.by_region
    nodes = []
    for child_id in vocabulary.region_children.get(region_id, ()):
        child = vocabulary.regions[child_id]
        count = len(counted.get(child_id, ()))
        if count == 0 and child.kind not in TREE_KINDS:
            continue
        nodes.append(
            views.RegionNode(
                link=desk.region(child_id),
                count=count,
                kind=desk.words(f"pages.region-kind.{child.kind}"),
                code=child.code or "",
                children=children(desk, child_id, depth - 1) if depth > 1 and count else (),
            )
        )
    return tuple(sorted(nodes, key=lambda node: -node.count))


def comparisons(desk: Desk, region_id: str, rows: Rows) -> tuple[views.Comparison, ...]:
    """Measures of this place beside those of its neighbours; never ranked. `rows` keeps what was made."""
    return tuple(
        comparison(
            desk,
            beside.measure,
            (
                *(comparison_row(desk, row, rows, here=True) for row in beside.here),
                *(comparison_row(desk, row, rows, here=False) for row in beside.others),
            ),
        )
        for beside in desk.comparer.of(region_id).shown
    )


def comparison(desk: Desk, measure_id: str, rows: tuple[views.ComparisonRow, ...]) -> views.Comparison:
    """A table of one measure."""
    measure = desk.archive.vocabulary.measures[measure_id]
    return views.Comparison(measure=desk.say(measure.name), definition=desk.say(measure.definition), rows=rows)


def more_measures(desk: Desk, region_id: str) -> views.Link | None:
    """The way to all measures, where not all of a place's are shown."""
    found = desk.comparer.of(region_id)
    hidden = found.measure_count - len(found.shown)
    if not hidden:
        return None
    return views.Link(label=desk.words("compare.more", n=hidden), url=f"{desk.to.free('statistics')}#figures")


def comparison_row(desk: Desk, row: Comparable, rows: Rows, *, here: bool) -> views.ComparisonRow:
    """A figure as a row: the same object every time, since it stands on the pages of many neighbours."""
    key = (id(row), here)
    if key not in rows:
        rows[key] = _comparison_row(desk, row, here=here)
    return rows[key]


def _comparison_row(desk: Desk, row: Comparable, *, here: bool) -> views.ComparisonRow:
    case, figure, place = row.case, row.figure, row.place
    card = desk.figure(figure, case)
    kind = desk.archive.vocabulary.regions[place].kind
    return views.ComparisonRow(
        region=desk.region(place),
        level=desk.words(f"pages.region-kind.{kind}"),
        value=f"{card.before}{card.value}{card.after}",
        unit=card.unit,
        as_of=figure.as_of or desk.words("pages.source.unknown"),
        year=desk.year(case),
        case=views.Link(label=case.number, url=desk.to.case(case.slug)),
        here=here,
    )


def region_index(desk: Desk) -> views.RegionIndexPage:
    """`regions/index.html`: the whole tree."""
    title = desk.words("pages.regions.title")
    return views.RegionIndexPage(
        kind="regions",
        language=desk.language,
        url=desk.to.index("regions"),
        title=title,
        description=desk.words("pages.regions.description"),
        section="regions",
        alternates=desk.alternates(lambda to: to.index("regions")),
        head=head_of(desk, lambda to: to.index("regions"), title),
        regions=children(desk, None, depth=6),
        as_of=desk.archive.vocabulary.regions_as_of or "",
    )
