"""The page of statistics and its files: rules on an archive of a few cases."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from generator.pages.statistics_views import StatisticsRow, StatisticsTable
from generator.pages.tables import csv_of
from generator.pages.views import Link
from generator.pipeline import build
from tests.archive.factories import figure, make_archive
from tests.outline import outline

PERIOD = {"after": "2022", "before": "2023", "evidence": "文中提到"}
CASES: dict[str, dict[str, object]] = {
    "practices/a": {
        "regions": ["东风路街道"],
        "source": {"form": "adapted", "date": "2019-05-01", "publication": "日报"},
        "figures": [figure("grids", "1663.50", measure="grids", qualifier="over"), figure("other", 3)],
    },
    "practices/b": {"regions": ["新城区"], "period": PERIOD, "en_period": {"evidence": "x"}, "themes": ["elderly", "grids"]},
    "brands/c": {"regions": ["阿拉善左旗"], "figures": [figure("grids", 147, measure="grids")], "en": False},
    "brands/d": {"regions": [], "status": "draft"},
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_archive(tmp_path_factory.mktemp("statistics"), cases=CASES)
    build(made.paths, jobs=1, search=False)
    return made.paths.output


def table(site: Path, name: str, language: str = "") -> list[list[str]]:
    """Rows of a CSV file below its heads."""
    text = (site / language / "statistics" / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1:]


def test_places_are_listed_from_the_top_down_with_all_that_lies_in_them(site: Path) -> None:
    assert table(site, "places") == [
        ["内蒙古自治区", "自治区", "15", "3"],
        ["呼和浩特市", "盟市", "1501", "2"],
        ["新城区", "旗县区", "150102", "2"],
        ["东风路街道", "苏木乡镇街道", "150102006", "1"],
        ["阿拉善盟", "盟市", "1529", "1"],
        ["阿拉善左旗", "旗县区", "152921", "1"],
    ]
    assert table(site, "levels") == [["盟市", "2", "2"], ["旗县区", "3", "2"]]


def test_known_inferred_and_unknown_years_are_counted_apart(site: Path) -> None:
    assert table(site, "years") == [
        ["2019", "1", "1", "0"], ["2022", "1", "0", "1"], ["2023", "1", "0", "1"], ["日期不详", "1", "0", "0"],
    ]  # fmt: skip
    assert table(site, "themes-years") == [["网格管理", "1", "1", "1", "1"], ["为老服务", "0", "1", "1", "0"]]


def test_what_the_sources_leave_open_and_what_is_not_translated_is_counted(site: Path) -> None:
    assert table(site, "languages") == [["中文", "3", "100.0"], ["English", "2", "66.7"]]
    assert ["来源是否写明日期", "写明", "1"] in table(site, "sources")
    assert ["来源是否写明日期", "没有写", "2"] in table(site, "sources")


def test_every_comparable_figure_is_a_row_with_place_qualifier_as_of_and_case(site: Path) -> None:
    assert table(site, "figures") == [
        ["网格", "数据 grids", "内蒙古自治区 呼和浩特市 新城区 东风路街道", "苏木乡镇街道", "1663.5", "余", "个", "不详", "2019 年", "", "AL-0001"],
        ["网格", "数据 grids", "内蒙古自治区 阿拉善盟 阿拉善左旗", "旗县区", "147", "", "个", "不详", "日期不详", "", "AL-0003"],
    ]  # fmt: skip


def test_files_are_in_the_language_of_their_folder(site: Path) -> None:
    assert table(site, "places", "en")[1] == ["Hohhot", "Prefecture", "1501", "2"]
    assert table(site, "types", "en") == [["Local practice", "2"], ["Named project", "1"]]


def test_the_page_says_in_tables_what_it_draws_and_leads_to_every_file(site: Path) -> None:
    page = (site / "statistics.html").read_text("utf-8")

    for name, count in (("网格管理", "3"), ("人才", "·"), ("呼和浩特市", "2")):
        assert re.search(rf'{name}</(a|span)></th>(<td class="quiet">[^<]*</td>)*<td class="r">{count}</td>', page), (
            name
        )
        assert re.search(rf'<text class="label"[^>]*>{name}</text>', page), name
    files = {path.name for path in (site / "statistics").iterdir()}
    assert set(re.findall(r'href="statistics/([\w-]+\.csv)"', page)) == files
    assert "style=" not in page
    for chart in re.findall(r"<svg class=\"chart-svg\".*?</svg>", page, re.S):
        assert "<title" in chart
        assert "<desc" in chart


def test_gaps_name_the_themes_and_places_that_have_no_case(site: Path) -> None:
    gaps = outline((site / "statistics.html").read_text("utf-8")).partition("## 空白")[2]

    assert "人才" in gaps
    assert "回民区" in gaps
    assert "新城区" not in gaps


def test_an_archive_without_cases_has_no_statistics_and_nothing_leads_there(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={})

    build(made.paths, jobs=1, search=False)

    assert not (made.paths.output / "statistics.html").exists()
    assert not (made.paths.output / "statistics").exists()
    assert "statistics" not in (made.paths.output / "index.html").read_text("utf-8")


def test_a_spreadsheet_reads_chinese_and_takes_no_text_for_a_formula() -> None:
    made = StatisticsTable(
        caption="",
        columns=("名称", "=A1"),
        rows=(
            StatisticsRow(link=Link(label="=HYPERLINK(1)", url=None), depth=0, cells=("@x", 3)),
            StatisticsRow(link=Link(label='甲,"乙"', url=None), depth=0, cells=("+1", -2)),
            StatisticsRow(link=Link(label="\t丙", url=None), depth=0, cells=("-", 0)),
        ),
        file=Link(label="", url=None),
    )

    assert csv_of(made).decode("utf-8") == (
        "\ufeff名称,'=A1\r\n'=HYPERLINK(1),'@x,3\r\n\"甲,\"\"乙\"\"\",'+1,-2\r\n'\t丙,'-,0\r\n"
    )
