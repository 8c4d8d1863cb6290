"""The home page, free pages, and the page for an address that does not exist."""

from __future__ import annotations

import re

from markupsafe import Markup

from generator.archive.archive import FreePage
from generator.pages import views
from generator.pages.addresses import NOT_FOUND, Addresses
from generator.pages.case import contents, section_blocks, series_card
from generator.pages.common import Desk
from generator.pages.head import head_of, site_labels
from generator.pages.lists import feed_of_all, type_counts, year_counts
from generator.pages.region import children
from generator.pages.theme import theme_groups
from generator.render.text import RenderedText

_SENTENCE_END = re.compile(r"(?<=[.?!]) ")

SERIES_SHOWN = 3
"""Of many series only the first stand on the home page; the list has all."""


def home_page(desk: Desk) -> views.HomePage:
    """`index.html`"""
    archive, config = desk.archive, desk.config
    vocabulary = archive.vocabulary
    prefectures = [region for region in vocabulary.regions.values() if region.kind == "prefecture"]
    years = sorted(archive.by_year)
    groups = theme_groups(desk)
    tops = vocabulary.region_children.get(None, ())
    series_in_use = [series for series in vocabulary.series if series in archive.by_series]
    return views.HomePage(
        kind="home",
        language=desk.language,
        url=desk.to.home,
        title=desk.say(config.name),
        description=desk.say(config.description),
        section="home",
        alternates=desk.alternates(lambda to: to.home),
        head=head_of(desk, lambda to: to.home, feeds=(feed_of_all(desk),)),
        headline=_headline(desk, desk.say(config.headline) or desk.say(config.name)),
        intro=desk.say(config.description),
        case_count=len(archive.cases),
        prefectures_with_cases=sum(region.id in archive.by_region for region in prefectures),
        prefecture_count=len(prefectures),
        theme_count=sum(len(group.themes) for group in groups),
        years="" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}",
        examples=tuple(config.examples.get(desk.language, ())),
        theme_groups=groups,
        regions=children(desk, tops[0], depth=2) if len(tops) == 1 else children(desk, None, depth=2),
        without_region=sum(not case.regions for case in archive.cases),
        featured=tuple(
            views.FeaturedCase(
                line=desk.line(archive.by_number[case_number]),
                figures=tuple(
                    desk.figure(figure, archive.by_number[case_number])
                    for figure in archive.by_number[case_number].figures[:3]
                ),
            )
            for case_number in config.featured
            if case_number in archive.by_number
        ),
        series=tuple(series_card(desk, series) for series in series_in_use[:SERIES_SHOWN]),
        series_count=len(series_in_use),
        newest=desk.lines(archive.cases[: config.newest]),
        by_type=type_counts(desk, archive.cases),
        by_year=year_counts(desk, archive.cases),
        statistics=(
            views.Link(label=desk.words("home.all_statistics"), url=desk.to.free("statistics"))
            if archive.cases
            else None
        ),
    )


def _headline(desk: Desk, text: str) -> Markup:
    """The headline; sentences of a language with spaces break between each other, as clauses of Chinese do."""
    sentences = _SENTENCE_END.split(text)
    if len(sentences) == 1:
        return desk.heading(text)
    return Markup(" ").join(Markup('<span class="cl">{}</span>').format(sentence) for sentence in sentences)


def free_page(desk: Desk, page: FreePage, text: RenderedText) -> views.FreePage:
    """A page of `content/pages/`."""
    article = page.articles.get(desk.language) or next(iter(page.articles.values()))

    def url_in(to: Addresses) -> str:
        return to.free(page.slug)

    return views.FreePage(
        kind="page",
        language=desk.language,
        url=desk.to.free(page.slug),
        title=article.title,
        description=article.summary,
        section=page.slug,
        alternates=desk.alternates(url_in),
        toc=contents(text),
        head=head_of(desk, url_in, article.title, article.summary),
        heading=desk.heading(article.title),
        text_language=desk.tag(article.language),
        sections=section_blocks(desk, text, desk.to.free(page.slug).count("/")),
    )


def not_found_page(desk: Desk) -> views.NotFoundPage:
    """`404.html`: a server shows it at any address, so without a base URL it has no links."""
    base = desk.config.base_path
    title = desk.words("pages.not-found.title")
    return views.NotFoundPage(
        kind="404" if base is not None else "404-alone",
        language=desk.language,
        url=NOT_FOUND,
        title=title,
        description=title,
        section="",
        alternates=(),
        head=views.Head(labels=site_labels(desk), robots="noindex"),
        home=None if base is None else base + desk.to.home,
        search=None if base is None else base + desk.to.free("search"),
    )
