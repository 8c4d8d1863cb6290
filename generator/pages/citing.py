"""How a case is cited: GB/T 7714-2015, in both languages, from what is known alone.

    web page      主要责任者. 题名: 其他题名信息[EB/OL]. (更新或修改日期)[引用日期]. 获取和访问路径.
    newspaper     主要责任者. 题名[N]. 报纸名, 年-月-日(版次).

The number of a case is its other title information, as the number of a report, a standard or a patent is. The text of
a case is the archive's own, so the archive answers for it; a reprint is its author's. Inferred dates are never cited.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.archive.model import Case
from generator.pages.common import Desk

MOST_AUTHORS = 3
"""The standard names three authors and says that there are more."""


def citation(desk: Desk, case: Case) -> Markup:
    """The case as a page of the web.

    The day of access is the reader's: a script puts it in (`data-today`). Without a base URL nobody knows the address
    when the site is built; on a server the script adds it (`data-here`).
    """
    authors = _authors(desk, case) if case.source.form == "reprint" else ""
    address = desk.config.absolute(desk.to.case(case.slug))
    author = escape(_ended(authors or desk.say(desk.config.name)))
    title, access = escape(case.article(desk.language).title), escape(desk.words("pages.citation.access"))
    here = f" {escape(address)}." if address else "<span data-here></span>"
    known = f"{author} {title}: {escape(case.number)}[EB/OL]. ({case.modified.isoformat()})"
    return Markup(f"{known}[<span data-today>{access}</span>].{here}")


def source_citation(desk: Desk, case: Case) -> Markup | None:
    """The newspaper article behind the case, as it is printed; `None` unless all that a citation needs is known.

    Title, newspaper and day must be known; author and page stand there where they are.
    """
    source = case.source
    if source.title is None or source.publication is None or source.date is None or source.date.day is None:
        return None
    authors = _authors(desk, case)
    web = Markup("[<span data-today>{}</span>]").format(desk.words("pages.citation.access")) if source.url else ""
    return Markup("{authors}{title}[{kind}]. {publication}, {date}{page}{web}.{url}").format(
        authors=f"{_ended(authors)} " if authors else "",
        title=source.title,
        kind="N/OL" if source.url else "N",
        publication=source.publication,
        date=str(source.date),
        page=f"({source.page})" if source.page else "",
        web=web,
        url=f" {source.url}." if source.url else "",
    )


def _ended(text: str) -> str:
    """A part of a citation with its full stop; et al. has one."""
    return text if text.endswith(".") else f"{text}."


def _authors(desk: Desk, case: Case) -> str:
    """甲, 乙, 丙, 等: those who wrote, as the source prints them; editors and photographers did not."""
    if case.source.author is not None:
        return case.source.author
    names = [entry.name for entry in case.contributors if entry.role not in ("editor", "photographer")]
    more = [desk.words("pages.citation.et-al")] if len(names) > MOST_AUTHORS else []
    return ", ".join([*names[:MOST_AUTHORS], *more])
