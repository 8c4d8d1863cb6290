"""What `stats` counts and compares."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from generator.problems import ContentError
from generator.stats import Count, LanguageCount, YearCount, archive_stats, comparison, region_history
from generator.stats_text import render_stats
from tests.archive.factories import MadeArchive, figure, make_archive

PERIOD = {"after": "2022", "before": "2023", "evidence": "文中提到"}


def sample(tmp_path: Path) -> MadeArchive:
    grids = figure("grids", 60, measure="grids")
    return make_archive(
        tmp_path,
        cases={
            "practices/a": {"regions": ["东风路街道"], "figures": [{**grids, "as_of": "2023"}]},
            "practices/b": {"regions": ["新城区"], "period": PERIOD, "themes": ["elderly", "grids"], "en": False},
            "brands/c": {
                "regions": ["阿拉善左旗"],
                "source": {"form": "adapted", "date": "2019"},
                "figures": [
                    grids | {"value": "147", "qualifier": "over"},
                    figure("teams", 3, unit="支", measure="teams"),
                ],
            },
            "brands/d": {"regions": [], "status": "draft"},
        },
    )


def name(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def test_published_cases_are_counted_by_type_region_theme_year_and_language(tmp_path: Path) -> None:
    made = sample(tmp_path)
    types = {entry.id: entry.name for entry in made.config.types}

    stats = archive_stats(made.archive, types, ("zh", "en"))

    assert stats.total == 3
    assert stats.figures == 3
    assert stats.types == (
        Count(id="practices", name=name("区域实践", "Local practice"), count=2),
        Count(id="brands", name=name("品牌项目", "Named project"), count=1),
    )
    assert [(entry.id, entry.count, entry.depth) for entry in stats.regions] == [
        ("15", 3, 0),
        ("1501", 2, 1),
        ("150102", 2, 2),
        ("150102006", 1, 3),
        ("1529", 1, 1),
        ("152921", 1, 2),
    ]
    assert [(entry.id, entry.count, entry.depth) for entry in stats.themes] == [
        ("residents", 3, 0),
        ("grids", 3, 1),
        ("elderly", 1, 1),
        ("members", 0, 0),
        ("talent", 0, 1),
    ]
    assert stats.years == (
        YearCount(year=2019, count=1, inferred=0),
        YearCount(year=2022, count=1, inferred=1),
        YearCount(year=2023, count=1, inferred=1),
        YearCount(year=None, count=1, inferred=0),
    )
    assert stats.languages == (
        LanguageCount(language="zh", count=3, share=Decimal("100.0")),
        LanguageCount(language="en", count=2, share=Decimal("66.7")),
    )


def test_an_empty_archive_is_counted_without_dividing_by_nothing(tmp_path: Path) -> None:
    made = make_archive(tmp_path)

    assert "0 cases" in render_stats(made.archive, made.config, "en")


def test_the_history_of_a_region_goes_by_year_with_all_below_and_the_undated_last(tmp_path: Path) -> None:
    history = region_history(sample(tmp_path).archive, "150102")

    assert [(entry.number, entry.span.years, entry.span.inferred) for entry in history.entries] == [
        ("AL-0002", (2022, 2023), True),
        ("AL-0001", (), False),
    ]
    assert [found.measure for found in history.measures] == ["grids"]
    assert [row.number for row in history.measures[0].tables[0].rows] == ["AL-0001"]


def test_a_comparison_gives_each_figure_with_place_level_qualifier_and_as_of(tmp_path: Path) -> None:
    table = comparison(sample(tmp_path).archive, "grids").tables[0]

    assert [(row.place, row.level, row.value, row.qualifier, row.as_of) for row in table.rows] == [
        ("150102006", "township", Decimal(60), None, "2023"),
        ("152921", "county", Decimal(147), "over", None),
    ]
    assert table.as_of_differs
    assert table.level_differs


def test_figures_of_one_day_and_level_bear_no_mark(tmp_path: Path) -> None:
    one = figure("grids", 60, measure="grids", as_of="2023")
    made = make_archive(
        tmp_path,
        cases={
            "practices/a": {"regions": ["新城区"], "figures": [one]},
            "practices/b": {"regions": ["回民区"], "figures": [one]},
        },
    )

    table = comparison(made.archive, "grids").tables[0]

    assert not table.as_of_differs
    assert not table.level_differs
    assert "*" not in render_stats(made.archive, made.config, "en", measure="grids")


def test_figures_of_different_units_stand_in_tables_of_their_own(tmp_path: Path) -> None:
    made = make_archive(
        tmp_path,
        cases={
            "practices/a": {"figures": [figure("t", 3, unit="支", measure="teams")]},
            "practices/b": {"figures": [figure("t", 40, unit="人", measure="teams")]},
            "practices/c": {"figures": [figure("t", 5, unit="支", measure="teams")]},
        },
    )

    found = comparison(made.archive, "teams")

    assert [(table.unit["zh"], len(table.rows)) for table in found.tables] == [("支", 2), ("人", 1)]
    assert "单位不同的分列，不能相加。" in render_stats(made.archive, made.config, "zh", measure="小分队")


def test_a_figure_with_a_place_of_its_own_counts_there(tmp_path: Path) -> None:
    there = figure("g", 9, measure="grids", place="东风路街道")
    made = make_archive(tmp_path, cases={"practices/a": {"regions": ["新城区"], "figures": [there]}})

    assert [row.place for row in comparison(made.archive, "grids").tables[0].rows] == ["150102006"]


def test_a_number_is_multiplied_in_a_language_whose_unit_is_smaller(tmp_path: Path) -> None:
    people = figure("people", "1.3", unit="万人", measure="grids")
    english = {"people": {"label": "People", "unit": "people", "scale": 10000}}
    made = make_archive(tmp_path, cases={"practices/a": {"figures": [people], "en_figures": english}})

    assert " 1.3   万人 " in render_stats(made.archive, made.config, "zh", measure="grids")
    assert " 13000  people " in render_stats(made.archive, made.config, "en", measure="grids")


def test_a_comparison_can_be_kept_to_a_region(tmp_path: Path) -> None:
    table = comparison(sample(tmp_path).archive, "grids", "1529").tables[0]

    assert [row.place for row in table.rows] == ["152921"]


def test_the_text_says_unknown_and_marks_what_was_inferred(tmp_path: Path) -> None:
    made = sample(tmp_path)

    history = render_stats(made.archive, made.config, "zh", region="新城区")
    table = render_stats(made.archive, made.config, "en", measure="grids")

    assert history.splitlines()[:4] == [
        "新城区：2 篇案例",
        "",
        "历年案例",
        "  2022–2023（推断）  AL-0002  第 2 篇",
    ]
    assert table.splitlines() == [
        "Grids",
        "",
        "  Place                      Level     Value     Unit   As of    Time of the case  Case",
        "  Dongfeng Road Subdistrict  township  60        units  2023     unknown           AL-0001",
        "  Alxa Left Banner           county    over 147  units  unknown  2019              AL-0003",
        "* As-of dates are unknown or differ: not figures of one time.",
        "* Places of different levels: not to be ranked.",
    ]


def test_json_has_every_name_in_both_languages_and_numbers_as_numbers(tmp_path: Path) -> None:
    made = sample(tmp_path)

    data = json.loads(render_stats(made.archive, made.config, "zh", measure="grids", as_json=True))

    assert data["name"] == {"zh": "网格", "en": "Grids"}
    assert data["tables"][0]["rows"][1]["value"] == 147
    assert data["tables"][0]["rows"][1]["as_of"] is None
    assert data["tables"][0]["as_of_differs"] is True


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_archive_is_told_in_both_languages(tmp_path: Path, language: str) -> None:
    made = sample(tmp_path)

    lines = render_stats(made.archive, made.config, language).splitlines()

    assert lines[0] == {"zh": "3 篇案例，0 个做法，3 条数据", "en": "3 cases, 0 methods, 3 figures"}[language]
    assert any(line.split() == ["English", "2", "66.7", "%"] for line in lines)


def test_an_unknown_region_or_measure_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    made = sample(tmp_path)

    with pytest.raises(ContentError) as region:
        render_stats(made.archive, made.config, "zh", region="新成区")
    with pytest.raises(ContentError) as measure:
        render_stats(made.archive, made.config, "zh", measure="grid")

    assert "did you mean '新城区'" in str(region.value)
    assert "did you mean 'Grids'" in str(measure.value)
