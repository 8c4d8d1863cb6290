"""Pages of regions: one for each that has a case, with everything below it rolled up, and the tree of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.archive.archive import Comparable
from generator.archive.model import Case, Region
from generator.pages import views
from generator.pages.addresses import at
from generator.pages.common import Desk, group_by
from generator.pages.lists import head_of, type_counts, year_counts

MAX_ROWS = 12
"""Of one comparison; more can't be taken in at a glance."""

TREE_KINDS = frozenset({"autonomous-region", "prefecture", "county", "zone"})
"""Levels of which also the places without a case are shown: a gap is worth knowing."""


def region_pages(desk: Desk) -> Iterator[views.RegionPage]:
    """`regions/<id>.html` for every region of a case and all that it lies in."""
    for region_id, cases in desk.archive.by_region.items():
        region = desk.archive.vocabulary.regions[region_id]
        for page, url, listed in desk.pages_of(cases, partial(desk.to.listed, "regions", region_id)):
            yield _page(desk, region, cases, page, url, listed)


def _page(
    desk: Desk, region: Region, cases: Sequence[Case], page: int, url: str, listed: views.CaseList
) -> views.RegionPage:
    name = desk.region_name(region.id)
    url_in = at("regions", region.id, page)
    return views.RegionPage(
        kind="region",
        language=desk.language,
        url=url,
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
        comparisons=comparisons(desk, region.id) if page == 1 else (),
        note=desk.say(region.note) if page == 1 else "",
        cases=listed,
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


def comparisons(desk: Desk, region_id: str) -> tuple[views.Comparison, ...]:
    """Measures of this place beside those of other places, its neighbours first; never ranked.

    At most `MAX_ROWS` a measure: half for the place itself and what lies in it, the rest for the nearest others.
    """
    above = [region.id for region in desk.archive.vocabulary.region_path(region_id)][::-1]
    found = []
    for measure_id, rows_in in desk.archive.by_measure.items():
        here = rows_in.get(region_id, ())
        shown = list(here[: MAX_ROWS // 2])
        ours = set(map(id, here))
        for ancestor in above[1:]:
            others = (row for row in rows_in[ancestor] if id(row) not in ours) if here else ()
            for row in others:
                if len(shown) == MAX_ROWS:
                    break
                shown.append(row)
                ours.add(id(row))
        if not here or len(shown) == len(here[: MAX_ROWS // 2]):
            continue
        measure = desk.archive.vocabulary.measures[measure_id]
        inside = set(map(id, here))
        found.append(
            views.Comparison(
                measure=desk.say(measure.name),
                definition=desk.say(measure.definition),
                rows=tuple(
                    comparison_row(desk, row, here=id(row) in inside)
                    for row in sorted(shown, key=lambda row: row.case.serial)
                ),
            )
        )
    return tuple(found)


def comparison_row(desk: Desk, row: Comparable, *, here: bool) -> views.ComparisonRow:
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
