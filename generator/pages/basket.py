"""The collection of a reader (收藏夹): one page a language, and what it needs to know of each case.

A browser keeps case numbers and nothing else, so that titles are never stale and both languages share one collection.
What stands behind a number comes from small scripts of a hundred cases each: files opened from a folder can load a
script but fetch nothing; an edit changes one of them; and the collection works without a search index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator.archive.model import Case
from generator.pages import views
from generator.pages.common import Desk
from generator.pages.head import site_labels
from generator.pages.planned import Planned

BLOCK = 100
"""Numbers of a script: 0–99, 100–199 …"""


def basket_page(desk: Desk) -> views.BasketPage:
    """`basket.html`: a frame that the script fills."""
    words = desk.words
    return views.BasketPage(
        kind="basket",
        language=desk.language,
        url=desk.to.free("basket"),
        title=words("pages.basket.title"),
        description=words("pages.basket.description"),
        section="basket",
        alternates=desk.alternates(lambda to: to.free("basket")),
        head=views.Head(labels=site_labels(desk), robots="noindex"),
        address=desk.config.absolute(desk.to.free("basket")),
        number_prefix=desk.config.number_prefix,
        blocks=desk.to.blocks,
        block_size=BLOCK,
        last=desk.archive.by_serial[-1].serial,
        months=tuple(words(f"pages.month.m{month}") for month in range(1, 13)),
    )


def case_blocks(desk: Desk) -> Iterator[Planned]:
    """Each script: `anlikuCases(0, [[serial, number, address, title, …], …])`, by number.

    A row has: serial, number, address from the root of the site, title, language of the title ("" for the page's),
    place, type, year in words, 1 where the year is inferred.
    """
    for block, group in groupby(desk.archive.by_serial, key=lambda case: case.serial // BLOCK):
        cases = tuple(group)
        key = desk.key("block", block, desk.depends.cards(cases))
        yield Planned(url=desk.to.block(block), key=key, make=partial(_script, desk, block, cases))


def _script(desk: Desk, block: int, cases: Sequence[Case]) -> bytes:
    rows = ",\n".join(json.dumps(_row(desk, case), ensure_ascii=False, separators=(",", ":")) for case in cases)
    return f"anlikuCases({block},[\n{rows}\n]);\n".encode()


def _row(desk: Desk, case: Case) -> list[object]:
    line = desk.line(case)
    return [
        case.serial,
        case.number,
        line.url,
        case.article(desk.language).title,
        line.lang or "",
        line.region,
        line.type.label,
        line.year.text,
        int(line.year.inferred),
    ]
