"""The page of one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from generator.archive.archive import Archive
from generator.archive.model import Case, Correction, PartialDate
from generator.archive.reading import show_size
from generator.pages import views
from generator.pages.addresses import at, file_of_case
from generator.pages.citing import citation, source_citation
from generator.pages.common import Desk
from generator.pages.glossary_marks import marker_of
from generator.pages.head import case_head
from generator.pages.qr import qr_code
from generator.render.text import FILE_MARK, RenderedText

USED_BY_SHOWN = 6
"""Other cases named beside a method."""

ATTACHMENT_KINDS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint"}


def case_page(desk: Desk, case: Case, text: RenderedText, related: tuple[Case, ...] = ()) -> views.CasePage:
    """Everything that stands on the page of a case.

    Args:
        desk: The language of the page.
        case: The case.
        text: Its body, in the language of `case.article(desk.language)`.
        related: Cases on the same problem elsewhere, best first.
    """
    words = desk.words
    article = case.article(desk.language)
    marked = marker_of(desk, article.language).mark([section.html for section in text.sections])
    sections = section_blocks(desk, text, desk.to.case(case.slug).count("/"), marked)
    previous, following = neighbours(desk, case)
    dated, when = source_date(desk, case), period(desk, case)
    url_in = at("cases", case.slug)
    return views.CasePage(
        kind="case",
        language=desk.language,
        url=desk.to.case(case.slug),
        title=article.title,
        description=article.summary,
        section="cases",
        alternates=desk.alternates(url_in),
        toc=contents(text),
        head=case_head(desk, case),
        number=case.number,
        slug=case.slug,
        type=desk.type(case.type),
        is_photo=desk.config.type_of(case.type).photo,
        heading=desk.heading(article.title),
        path=desk.region_path(case.regions[0].region) if case.regions else (),
        regions=tuple((words(f"pages.region-role.{entry.role}"), desk.region(entry.region)) for entry in case.regions),
        byline=byline(desk, case),
        date_line=(dated,),
        period=when,
        text_language=desk.tag(article.language),
        summary=article.summary,
        figures=tuple(desk.figure(figure, case) for figure in case.figures),
        sections=sections,
        methods=tuple(method_block(desk, method, case.number) for method in case.methods),
        themes=tuple(desk.theme(theme) for theme in case.themes),
        units=tuple(
            views.Link(label=desk.say(desk.archive.vocabulary.organizations[unit].name), url=None)
            for unit in case.units
        ),
        series=series_card(desk, case.series) if case.series else None,
        part_of=part_of(desk, case),
        facts=facts(desk, case, dated, when),
        corrections=tuple(correction(desk, entry) for entry in case.corrections),
        omitted=tuple(Markup(escape(omission(desk, entry.what, entry.why))) for entry in case.omitted),
        pictures=tuple(
            views.PictureView(
                url=file_of_case(case.slug, picture.file.rpartition(".")[0] + ".webp"),
                width=picture.width,
                height=picture.height,
                alt=desk.say(picture.alt),
                caption=desk.say(picture.caption),
                credit=picture.credit or "",
            )
            for picture in case.pictures
        ),
        attachments=tuple(
            views.AttachmentView(
                url=file_of_case(case.slug, attachment.file),
                title=desk.say(attachment.title),
                kind=ATTACHMENT_KINDS[attachment.file.rpartition(".")[2].lower()],
                size=show_size(attachment.size),
            )
            for attachment in case.attachments
        ),
        citation=citation(desk, case),
        source_citation=source_citation(desk, case),
        beside=beside(desk, case),
        qr=qr_of(desk.config.absolute(desk.to.case(case.slug))),
        published=case.published.isoformat(),
        updated=case.updated.isoformat() if case.updated else "",
        related=desk.lines(related),
        previous=previous,
        next=following,
    )


def contents(text: RenderedText) -> tuple[views.TocEntry, ...]:
    """The headings of a text as a tree of two levels."""
    entries: list[tuple[str, str, int, list[views.TocEntry]]] = []
    for heading in text.headings:
        if heading.level == 2 or not entries:
            entries.append((heading.id, heading.title, heading.level, []))
        else:
            entries[-1][3].append(views.TocEntry(id=heading.id, title=heading.title, level=heading.level))
    return tuple(
        views.TocEntry(id=entry_id, title=title, level=level, children=tuple(children))
        for entry_id, title, level, children in entries
    )


def section_blocks(
    desk: Desk, text: RenderedText, depth: int, marked: Sequence[str] | None = None
) -> tuple[views.SectionBlock, ...]:
    """The parts of a text on a page `depth` folders below the root; `marked` stands for their HTML."""
    up = "../" * depth
    bodies = marked if marked is not None else [section.html for section in text.sections]
    return tuple(
        views.SectionBlock(
            id=section.heading.id if section.heading else "s0",
            title=desk.heading(section.heading.title) if section.heading else None,
            html=Markup(body.replace(f'href="{FILE_MARK}', f'href="{up}')),
        )
        for section, body in zip(text.sections, bodies, strict=True)
    )


def beside(desk: Desk, case: Case) -> views.Alternate | None:
    """The page whose text can stand beside this one's: the original; on its own page the first translation."""
    if desk.language not in case.articles:
        return None
    others = (code for code in desk.config.language_codes if code in case.articles and code != desk.language)
    other = next(others, None)
    return views.Alternate(language=other, url=desk.addresses_in[other].case(case.slug)) if other is not None else None


def qr_of(address: str | None) -> views.QrView | None:
    """The QR code of an address; none without one, and none of an address too long to be photographed easily."""
    code = qr_code(address) if address is not None else None
    return views.QrView(size=code.size, path=code.path, address=address or "") if code is not None else None


def before_and_after(archive: Archive, case: Case) -> tuple[Case | None, Case | None]:
    """The case before and the case after, where there are such: in the series; without one, by number."""
    if case.series is not None and case.part is not None:
        order = tuple(other for other in archive.by_series[case.series] if other.part is not None)
        place = order.index(case)
    else:
        order = archive.by_serial
        place = archive.place_by_serial[case.number]
    return order[place - 1] if place > 0 else None, order[place + 1] if place + 1 < len(order) else None


def neighbours(desk: Desk, case: Case) -> tuple[views.Neighbour | None, views.Neighbour | None]:
    """The way to the case before and to the one after."""
    before, after = before_and_after(desk.archive, case)
    return neighbour(desk, before) if before else None, neighbour(desk, after) if after else None


def neighbour(desk: Desk, case: Case) -> views.Neighbour:
    article = case.article(desk.language)
    return views.Neighbour(
        number=case.number,
        url=desk.to.case(case.slug),
        title=desk.heading(article.title),
        lang=desk.tag(article.language) if article.language != desk.language else None,
    )


# ── who, when, whence ────────────────────────────────────────────────────────
def byline(desk: Desk, case: Case) -> tuple[str, ...]:
    """Contributors in the order of the source; neighbours of one role share an entry: 记者 甲、乙 · 通讯员 丙.

    Whoever has a post stands alone, with it.
    """
    separator = desk.words("pages.separator.names")
    entries: list[str] = []
    for (role, with_post), group in groupby(case.contributors, key=lambda entry: (entry.role, bool(entry.post))):
        if with_post:
            entries += [
                desk.words("pages.contributor.with-post", name=desk.person(entry.name), post=desk.say(entry.post))
                for entry in group
            ]
        else:
            names = separator.join(desk.person(entry.name) for entry in group)
            entries.append(desk.words(f"pages.contributor.{role}", names=names))
    return tuple(entries)


def source_date(desk: Desk, case: Case) -> str:
    if case.source.date is None:
        return desk.words("pages.source.date-unknown")
    return desk.words("pages.source.date", date=str(case.source.date))


def period(desk: Desk, case: Case) -> str:
    """When it happened, as far as inferred; the template marks it as inferred."""
    if case.period is None:
        return ""
    after, before = case.period.after, case.period.before
    if after and before:
        same = str(after) == str(before)
        key = "pages.period.in" if same else "pages.period.between"
        return desk.words(key, after=date_words(desk, after), before=date_words(desk, before))
    if after:
        return desk.words("pages.period.after", after=date_words(desk, after))
    return desk.words("pages.period.before", before=date_words(desk, before)) if before else ""


def date_words(desk: Desk, date: PartialDate) -> str:
    """2023 年 4 月 23 日, 23 April 2023; as exact as it is known."""
    blanks: Mapping[str, object] = {"year": str(date.year)}
    if date.month is None:
        return desk.words("pages.date.year", **blanks)
    month = desk.words(f"pages.month.m{date.month}")
    if date.day is None:
        return desk.words("pages.date.month", month=month, **blanks)
    return desk.words("pages.date.day", month=month, day=str(date.day), **blanks)


def facts(desk: Desk, case: Case, dated: str, when: str) -> tuple[views.Fact, ...]:
    """Where the facts come from, said honestly: what is unknown is called unknown.

    Args:
        desk: The language of the page.
        case: The case.
        dated: What `source_date` says of it.
        when: What `period` says of it.
    """
    words, source = desk.words, case.source
    unknown = words("pages.source.unknown")
    rows: list[tuple[str, list[str]]] = []
    whence = [
        words("pages.source.publication", value=source.publication or unknown),
        words("pages.source.page", value=source.page or unknown),
        dated,
    ]
    if source.title:
        whence.insert(0, words("pages.source.title", value=source.title))
    if source.author:
        whence.append(words("pages.source.author", value=source.author))
    if source.editor:
        whence.append(words("pages.source.editor", value=source.editor))
    rows.append((words("pages.fact.source"), whence))
    rows.append((words("pages.fact.form"), [words(f"pages.source-form.{source.form}")]))
    if case.period is not None:
        evidence = words("pages.period.evidence", evidence=desk.say(case.period.evidence))
        rows.append((words("pages.fact.period"), [when, evidence]))
    printed = [
        words("pages.region.printed", printed=entry.printed, name=desk.region_name(entry.region))
        for entry in case.regions
        if entry.printed
    ]
    if printed:
        rows.append((words("pages.fact.names"), printed))
    entered = [words("pages.fact.published", date=case.published.isoformat())]
    if case.updated:
        entered.append(words("pages.fact.updated", date=case.updated.isoformat()))
    rows.append((words("pages.fact.entered"), entered))
    return tuple(views.Fact(label=label, lines=tuple(lines)) for label, lines in rows)


def correction(desk: Desk, entry: Correction) -> Markup:
    """What the source prints, what we read, and why; the quotations stay Chinese and say so."""
    key = "lost" if entry.lost else "read" if entry.read else "doubt"
    quoted = Markup('<q lang="{}">{}</q>')
    tag = desk.tag(desk.config.default_language)
    return Markup(
        desk.words(
            f"pages.correction.{key}",
            printed=quoted.format(tag, entry.printed),
            read=quoted.format(tag, entry.read or ""),
            why=Markup(escape(desk.say(entry.why))),
        )
    )


def omission(desk: Desk, what: str, why: Mapping[str, str]) -> str:
    """What was left out; a translation says both in one sentence."""
    if desk.language in why and desk.language != desk.config.default_language:
        return why[desk.language]
    return desk.words("pages.omitted", what=what, why=desk.say(why))


# ── methods and series ───────────────────────────────────────────────────────
def method_block(desk: Desk, method_id: str, but: str = "") -> views.MethodBlock:
    """A method taken apart; the same object every time, but for the few cases that it would name.

    Args:
        desk: The language of the page.
        method_id: Of the method.
        but: Number of the case on whose page it stands, which is not named among its users.
    """
    users = _users(desk, method_id)
    if any(number == but for number, _ in users):
        return _method_block(desk, method_id, [link for number, link in users if number != but])
    if method_id not in desk.blocks:
        desk.blocks[method_id] = _method_block(desk, method_id, [link for _, link in users])
    return desk.blocks[method_id]


def _method_block(desk: Desk, method_id: str, users: Sequence[views.Link]) -> views.MethodBlock:
    method = desk.archive.vocabulary.methods[method_id]
    equation = " + ".join(map(str, method.parts)) + (" + N" if method.open and method.parts else "")
    return views.MethodBlock(
        id=method.id,
        link=desk.method(method_id),
        kind=desk.words(f"pages.method-kind.{method.kind}"),
        meaning=desk.say(method.meaning),
        members=tuple(
            views.MethodMember(text=desk.say(member), lang=desk.lang_of(member)) for member in method.members
        ),
        equation=equation if len(method.parts) > 1 or method.open else "",
        incomplete=desk.say(method.note) if not method.complete else "",
        used_by=tuple(users[:USED_BY_SHOWN]),
    )


def _users(desk: Desk, method_id: str) -> Sequence[tuple[str, views.Link]]:
    """The first cases with a method, one more than are shown: the number and the way to each."""
    if method_id not in desk.users:
        desk.users[method_id] = [
            (
                case.number,
                views.Link(
                    label=desk.place(case.regions[0].region) if case.regions else case.number,
                    url=desk.to.case(case.slug),
                ),
            )
            for case in desk.archive.by_method.get(method_id, ())[: USED_BY_SHOWN + 1]
        ]
    return desk.users[method_id]


def series_card(desk: Desk, series_id: str) -> views.SeriesCard:
    """A series with its parts; the same object every time."""
    if series_id not in desk.series:
        desk.series[series_id] = _series_card(desk, series_id)
    return desk.series[series_id]


def _series_card(desk: Desk, series_id: str) -> views.SeriesCard:
    series = desk.archive.vocabulary.series[series_id]
    cases = desk.archive.by_series.get(series_id, ())
    return views.SeriesCard(
        link=views.Link(label=desk.say(series.name), url=desk.to.series(series_id) if cases else None),
        note=desk.say(series.note),
        parts=tuple(part_link(desk, case) for case in cases if case.part is not None),
    )


def part_link(desk: Desk, case: Case) -> views.PartLink:
    article = case.article(desk.language)
    return views.PartLink(
        part=case.part,
        title=desk.heading(article.title),
        url=desk.to.case(case.slug),
        region=desk.place(case.regions[0].region) if case.regions else "",
        summary=article.summary,
        who=desk.words("pages.separator.names").join(byline(desk, case)),
        figures=tuple(desk.figure(figure, case) for figure in case.figures[:2]),
        lang=desk.tag(article.language) if article.language != desk.language else None,
    )


def part_of(desk: Desk, case: Case) -> str:
    if case.series is None or case.part is None:
        return ""
    parts = desk.archive.vocabulary.series[case.series].parts
    if parts is None:
        return desk.words("pages.series.part", part=str(case.part))
    return desk.words("pages.series.part-of", part=str(case.part), parts=str(parts))
