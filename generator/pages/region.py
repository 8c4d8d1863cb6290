"""Pages of regions: one for each that has a case, with everything below it rolled up, and the tree of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.archive.archive import place_of
from generator.archive.model import Case, Figure, Region
from generator.archive.vocabulary import Vocabulary
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
    vocabulary = desk.archive.vocabulary
    found = []
    for measure_id, rows in desk.archive.by_measure.items():
        here, others = [], []
        for case, figure in rows:
            place = place_of(figure, case)
            assert place is not None
            path = [region.id for region in vocabulary.region_path(place)]
            if region_id in path:
                here.append((case, figure))
            else:
                others.append((_distance(vocabulary, region_id, path), case.serial, case, figure))
        if not here or not others:
            continue
        others.sort(key=lambda row: row[:2])
        chosen = here[: MAX_ROWS // 2]
        shown = [*chosen, *((case, figure) for _, _, case, figure in others[: MAX_ROWS - len(chosen)])]
        shown.sort(key=lambda row: row[0].serial)
        measure = vocabulary.measures[measure_id]
        ours = {(case.number, figure.key) for case, figure in here}
        found.append(
            views.Comparison(
                measure=desk.say(measure.name),
                definition=desk.say(measure.definition),
                rows=tuple(
                    comparison_row(desk, case, figure, here=(case.number, figure.key) in ours)
                    for case, figure in shown
                ),
            )
        )
    return tuple(found)


def _distance(vocabulary: Vocabulary, region_id: str, path: Sequence[str]) -> int:
    """How far up one has to go from the region to find an ancestor of the other place."""
    chain = [region.id for region in vocabulary.region_path(region_id)][::-1]
    return next((steps for steps, ancestor in enumerate(chain) if ancestor in path), len(chain))


def comparison_row(desk: Desk, case: Case, figure: Figure, *, here: bool) -> views.ComparisonRow:
    card = desk.figure(figure, case)
    place = place_of(figure, case)
    assert place is not None
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
