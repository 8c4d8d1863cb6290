"""Articles and compilations on paper: printed by the browser, read back from the PDF, looked at as pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page, expect

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, WIDTH - 26 * MM, 37 * MM, HEIGHT - 35 * MM
NUMBER_BAND = (BOTTOM + 5 * MM, BOTTOM + 16 * MM)
"""Where the number of a page stands, 7 mm below the text."""
SCALE = 1.0
CASE = "cases/huimin-dangyuan-baohu.html"
NAVIGATION = {
    "zh": ["跳到正文", "全部案例", "长者模式", "上一篇", "打印", "收藏", "复制引文", "同题材", "公文版式"],
    "en": ["Skip to content", "All cases", "Large type", "Previous", "Print", "Copy citation", "elsewhere"],
}


@dataclass(frozen=True)
class Paper:
    """A printed document."""

    data: bytes
    blocks: tuple[str, ...]
    """Paragraphs, headings, entries and cells that the page shows on paper, squeezed."""
    headings: tuple[str, ...]

    @cached_property
    def document(self) -> pdfium.PdfDocument:
        return pdfium.PdfDocument(self.data)

    @cached_property
    def pages(self) -> list[str]:
        """The text of each sheet without its number, block by block, in the order in which they were drawn."""
        texts = [page.get_textpage().get_text_range().replace("\r", "") for page in self.document]
        return [re.sub(r"^\s*— \d+ —\s*$", "", text, flags=re.M).strip() for text in texts]

    def ink(self, index: int) -> tuple[float, float, float, float] | None:
        """The box around all ink of a sheet but the number of the page, in points: left, top, right, bottom."""
        picture = self.document[index].render(scale=SCALE).to_pil().convert("L")
        top, bottom = (round(edge * SCALE) for edge in NUMBER_BAND)
        picture.paste(255, (0, top, picture.width, bottom))
        return picture.point(lambda grey: 255 if grey < 200 else 0).getbbox()  # type: ignore[no-any-return]

    def last_line(self, index: int) -> str:
        """The lowest text of a sheet, squeezed."""
        box = self.ink(index)
        assert box is not None
        low = HEIGHT - box[3] / SCALE
        text = self.document[index].get_textpage().get_text_bounded(bottom=low - 3, top=low + 14)
        return _squeezed(text)

    def has_number(self, index: int, side: str) -> bool:
        """Whether a number stands below the text on the outer side."""
        picture = self.document[index].render(scale=SCALE).to_pil().convert("L")
        top, bottom = (round(edge * SCALE) for edge in NUMBER_BAND)
        middle = picture.width // 2
        left, right = (0, middle) if side == "left" else (middle, picture.width)
        return bool(picture.crop((left, top, right, bottom)).point(lambda grey: 255 if grey < 200 else 0).getbbox())


def _squeezed(text: str) -> str:
    """Without blanks and hyphens, which a PDF loses at the end of a line, and without dots and quotes of the styles."""
    return re.sub(r"[\s\u200b\ufeff\u00ad\ufffe\x02·“”\"-]+", "", text)


def _stands(block: str, sheets: list[str]) -> bool:
    """Whether a block stands on a sheet, or on two that follow each other."""
    if any(block in sheet for sheet in sheets):
        return True
    return any(
        block[:cut] in one and block[cut:] in two for one, two in pairwise(sheets) for cut in range(1, len(block))
    )


def _print(page: Page, content: str) -> Paper:
    page.emulate_media(media="print")
    shown = page.locator(content).locator("h1, h2, h3, p, li, dt, td, th, figcaption, .no").filter(visible=True)
    blocks = tuple(filter(None, map(_squeezed, shown.all_inner_texts())))
    headings = page.locator(content).locator("h1, h2, h3").all_inner_texts()
    data = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="screen")
    return Paper(data, blocks, tuple(_squeezed(heading) for heading in headings))


@pytest.fixture(scope="module", params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sheets(browser: Browser, server: str, language: str) -> Iterator[dict[str, Paper]]:
    """An article in both layouts, and a compilation of three cases."""
    folder = f"{server}/a/b/{'en/' if language == 'en' else ''}"
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.add_init_script("window.print = () => {};")
    made = {}
    for layout in ("reading", "official"):
        page.goto(folder + CASE)
        page.locator(f"input[name=print-layout][value={layout}]").check()
        made[layout] = _print(page, ".page-case")
    page.goto(f"{folder}basket.html#c=3,16,6")
    page.locator("[data-print]").click()
    expect(page.locator("html.has-compilation")).to_be_attached()
    made["compilation"] = _print(page, ".compilation")
    yield made
    context.close()


KINDS = pytest.mark.parametrize("kind", ["reading", "official", "compilation"])


@KINDS
def test_every_sheet_is_a4_and_its_margins_are_empty(sheets: dict[str, Paper], kind: str) -> None:
    paper = sheets[kind]

    for index, sheet in enumerate(paper.document):
        assert sheet.get_size() == pytest.approx((WIDTH, HEIGHT), abs=1)
        box = paper.ink(index)
        assert box is not None, f"sheet {index + 1} is empty"
        left, top, right, bottom = (edge / SCALE for edge in box)
        assert left >= LEFT - 2 and top >= TOP - 2 and right <= RIGHT + 2 and bottom <= BOTTOM + 2, (index + 1, box)


@KINDS
def test_the_whole_text_is_on_paper_and_nothing_of_the_navigation(
    sheets: dict[str, Paper], kind: str, language: str
) -> None:
    printed = [_squeezed(text) for text in sheets[kind].pages]

    assert len(sheets[kind].blocks) > 30
    assert [block for block in sheets[kind].blocks if not _stands(block, printed)] == []
    assert [words for words in NAVIGATION[language] if _squeezed(words) in "".join(printed)] == []


@KINDS
def test_no_heading_is_left_at_the_end_of_a_sheet(sheets: dict[str, Paper], kind: str) -> None:
    ends = [sheets[kind].last_line(index) for index in range(len(sheets[kind].document) - 1)]

    assert [end for end in ends if end in sheets[kind].headings[1:]] == []


@KINDS
def test_numbers_stand_outside(sheets: dict[str, Paper], kind: str) -> None:
    paper = sheets[kind]
    first = 1 if kind == "compilation" else 0

    for index in range(first, len(paper.document)):
        outside, inside = ("right", "left") if index % 2 == 0 else ("left", "right")
        assert paper.has_number(index, outside) and not paper.has_number(index, inside), f"sheet {index + 1}"


def test_the_official_layout_is_set_larger(sheets: dict[str, Paper]) -> None:
    reading, official = (len(sheets[kind].document) for kind in ("reading", "official"))

    assert 3 <= reading < official <= 10


def test_the_article_ends_with_its_source_and_address(sheets: dict[str, Paper]) -> None:
    end = _squeezed(sheets["reading"].pages[-1])

    assert _squeezed(CASE) in end
    assert "AL0003[EB/OL]" in end


def test_the_compilation_begins_with_cover_and_contents_and_each_case_with_a_sheet(
    sheets: dict[str, Paper], language: str
) -> None:
    paper = sheets["compilation"]
    cover, contents = paper.pages[0], _squeezed(paper.pages[1])

    assert {"zh": "案例汇编", "en": "Selected cases"}[language] in cover
    assert not paper.has_number(0, "right") and not paper.has_number(0, "left")
    places = [contents.index(number) for number in ("AL0003", "AL0016", "AL0006")]
    assert places == sorted(places)
    assert "basket.html#c=3,16,6" in contents
    first_lines = [text.split("\n", 1)[0][:7] for text in paper.pages]
    assert [line for line in first_lines if line.startswith("AL-")] == ["AL-0003", "AL-0016", "AL-0006"]
