"""What the head of a page says to machines that people do not see: page labels (网页标签) and Open Graph.

All of it comes from the settings and from what the page shows; what is not known is not printed, and without the
site's own labels none of the others stands there either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.archive.model import Case
from generator.pages import views
from generator.pages.addresses import Addresses, at, file_of_case
from generator.pages.common import Desk

Pairs = tuple[tuple[str, str], ...]
"""Name and content of `<meta>` elements, in the order in which they stand."""


def head_of(
    desk: Desk,
    url_in: Callable[[Addresses], str],
    column: str = "",
    description: str = "",
    keywords: Iterable[str] = (),
    **extra: object,
) -> views.Head:
    """Head of a page that is not an article: site labels, and those of a column where it is one.

    Args:
        desk: The language of the page.
        url_in: Address of the page in each language.
        column: Name of the column as the page shows it; empty for the home page, which is none.
        description: What the column holds; a sentence with its name stands for it where nothing was written.
        keywords: Other words for it.
        extra: More fields of the head.
    """
    labels = site_labels(desk)
    if labels and column:
        labels += column_labels(desk, column, description, keywords)
    return desk.head(url_in, labels=labels, **extra)


def case_head(desk: Desk, case: Case) -> views.Head:
    """Head of an article."""
    return desk.head(at("cases", case.slug), labels=case_labels(desk, case), open_graph=open_graph(desk, case))


def site_labels(desk: Desk) -> Pairs:
    """The labels of every page; empty where the settings have none."""
    labels = desk.config.labels
    return _known(
        ("SiteName", labels.site_name), ("SiteDomain", labels.site_domain), ("SiteIDCode", labels.site_id_code)
    )


def column_labels(desk: Desk, name: str, description: str, keywords: Iterable[str]) -> Pairs:
    """The labels of a column, for lists and for the articles in it."""
    archive = desk.say(desk.config.name)
    return _known(
        ("ColumnName", name),
        (
            "ColumnDescription",
            description or desk.words("pages.label.column-description", site=archive, name=name),
        ),
        ("ColumnKeywords", ",".join(dict.fromkeys((name, *keywords)))),
        ("ColumnType", desk.say(desk.config.labels.column_type)),
    )


def case_labels(desk: Desk, case: Case) -> Pairs:
    """Page labels of an article: of the site, of its type as the column, and its own.

    The source is named where it is known. Where the text is the publisher's own (original), that is the host.
    `PubDate` has a time only where the settings say when the office publishes: a case knows its day alone.
    """
    labels = site_labels(desk)
    if not labels:
        return ()
    config, article = desk.config, case.article(desk.language)
    declared = config.type_of(case.type)
    source = case.source.publication or (desk.say(config.footer.host) if case.source.form == "original" else "")
    time = config.labels.publication_time
    authors = [desk.person(entry.name) for entry in case.contributors] or [case.source.editor or ""]
    return (
        *labels,
        *column_labels(desk, desk.say(declared.name), desk.say(declared.definition), ()),
        *_known(
            ("ArticleTitle", article.title),
            ("PubDate", f"{case.published.isoformat()} {time}" if time else case.published.isoformat()),
            ("ContentSource", source),
            ("Keywords", ",".join(desk.theme(theme).label for theme in case.themes)),
            ("Author", ",".join(filter(None, authors))),
            ("Description", article.summary),
            ("Image", picture_address(desk, case)),
            ("Url", config.absolute(desk.to.case(case.slug))),
        ),
    )


def open_graph(desk: Desk, case: Case) -> Pairs:
    """What Open Graph says of an article beside what the template takes from the page itself."""
    if desk.config.base_url is None:
        return ()
    return _known(
        ("article:published_time", case.published.isoformat()),
        ("article:modified_time", case.updated.isoformat() if case.updated else None),
        ("article:section", desk.type(case.type).label),
        ("og:image", picture_address(desk, case)),
        ("og:image:alt", desk.say(case.pictures[0].alt) if case.pictures else None),
    )


def picture_address(desk: Desk, case: Case) -> str | None:
    """The full address of the first picture, where there is one and the settings say where the site stands."""
    if not case.pictures:
        return None
    return desk.config.absolute(file_of_case(case.slug, case.pictures[0].file.rpartition(".")[0] + ".webp"))


def _known(*pairs: tuple[str, str | None]) -> Pairs:
    return tuple((name, value) for name, value in pairs if value)
