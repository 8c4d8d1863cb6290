"""Which pages exist and what they list: rules on archives of a few cases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.pages.common import pages_shown
from generator.pipeline import build
from tests.archive.factories import CONFIG, MadeArchive, make_archive
from tests.outline import outline

Case = dict[str, object]
DATED: Case = {"source": {"form": "original", "date": "2023-04-01"}}
INFERRED: Case = {
    "period": {"after": "2022-11", "before": "2023-02", "evidence": "文中写明"},
    "en_period": {"evidence": "x"},
}


def built(made: MadeArchive) -> dict[str, str]:
    """Address → content of every page."""
    build(made.paths, jobs=1)
    root = made.paths.output
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*.html")}


def pages_of(root: Path, cases: dict[str, Case], config: str = CONFIG, **vocabulary: object) -> dict[str, str]:
    return built(make_archive(root, cases=cases, config=config, vocabulary=vocabulary))


def listed(page: str) -> list[str]:
    """Numbers of the cases in the lists of a page, in order."""
    return list(dict.fromkeys(re.findall(r"^- (AL-\d{4})$", outline(page), re.M)))


def many(count: int, **given: object) -> dict[str, Case]:
    return {f"practices/case-{number:02d}": dict(given) for number in range(1, count + 1)}


def test_a_list_without_a_case_has_no_page_and_nothing_leads_there(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {"practices/alpha": {"regions": ["回民区"], "themes": ["grids"]}})

    assert {path for path in pages if path.startswith("regions/")} == {
        "regions/index.html", "regions/15.html", "regions/1501.html", "regions/150103.html",
    }  # fmt: skip
    assert {path for path in pages if path.startswith("themes/")} == {
        "themes/index.html", "themes/grids.html", "themes/residents.html",
    }  # fmt: skip
    assert {path for path in pages if path.startswith("types/")} == {"types/practices.html"}
    assert not [path for path in pages if path.startswith(("methods/", "series/"))]
    assert not any("150102.html" in page or "brands.html" in page or "methods/" in page for page in pages.values())


def test_an_archive_without_any_case_still_has_a_home(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {})

    assert {"index.html", "en/index.html", "404.html"} <= pages.keys()
    assert not [path for path in pages if re.search("cases|regions|themes|types|years", path)]


def test_a_case_counts_for_all_that_its_regions_lie_in_and_once_for_each(tmp_path: Path) -> None:
    pages = pages_of(
        tmp_path,
        {
            "practices/alpha": {"regions": ["东风路街道", {"place": "回民区", "role": "visitor"}]},
            "practices/beta": {"regions": ["阿拉善左旗"]},
            "practices/gamma": {"regions": []},
        },
    )

    assert listed(pages["regions/150102006.html"]) == ["AL-0001"]
    assert listed(pages["regions/150102.html"]) == ["AL-0001"]
    assert listed(pages["regions/1501.html"]) == ["AL-0001"]
    assert listed(pages["regions/1529.html"]) == ["AL-0002"]
    assert listed(pages["regions/15.html"]) == ["AL-0001", "AL-0002"]
    assert "[呼和浩特市](../regions/1501.html) 1" in outline(pages["regions/index.html"])


def test_a_case_counts_for_the_theme_above_its_themes_once(tmp_path: Path) -> None:
    pages = pages_of(
        tmp_path, {"practices/alpha": {"themes": ["grids", "elderly"]}, "practices/beta": {"themes": ["members"]}}
    )

    assert listed(pages["themes/residents.html"]) == ["AL-0001"]
    assert listed(pages["themes/members.html"]) == ["AL-0002"]


def test_years_keep_apart_what_is_dated_inferred_and_unknown(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {"practices/alpha": DATED, "practices/beta": INFERRED, "practices/gamma": {}})

    dated, _, inferred = outline(pages["years/2023.html"]).partition("## 推断为此年")
    assert "AL-0001" in dated
    assert "AL-0002" not in dated
    assert "AL-0002" in inferred
    assert listed(pages["years/2022.html"]) == ["AL-0002"]
    assert listed(pages["years/unknown.html"]) == ["AL-0003"]
    years = {path for path in pages if path.startswith("years/")}
    assert years == {"years/2022.html", "years/2023.html", "years/unknown.html"}


def test_an_inferred_date_is_never_cited(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {"practices/alpha": INFERRED})

    citation = re.search(r"^案例库\. .*$", outline(pages["cases/alpha.html"]), re.M)

    assert citation is not None
    assert not re.search("2022|2023", citation[0])


def test_a_source_without_a_date_is_said_to_have_none(tmp_path: Path) -> None:
    pages = pages_of(
        tmp_path, {"practices/alpha": {"source": {"form": "adapted", "date": "unknown", "publication": "不详"}}}
    )

    assert "来源日期不详" in outline(pages["cases/alpha.html"]).replace("：", "")
    assert "报刊：不详" in outline(pages["cases/alpha.html"])


SERIES = {"series": [{"id": "forum", "name": {"zh": "论坛", "en": "Forum"}, "parts": 3, "editor_note": "AL-0002"}]}


def test_previous_and_next_follow_the_parts_of_a_series(tmp_path: Path) -> None:
    pages = pages_of(
        tmp_path,
        {
            "practices/third": {"series": {"id": "forum", "part": 3}},
            "practices/note": {"series": "forum"},
            "practices/first": {"series": {"id": "forum", "part": 1}},
            "practices/second": {"series": {"id": "forum", "part": 2}},
        },
        series=SERIES,
    )

    def neighbours(path: str) -> list[str]:
        return re.findall(r"\[ ?(上一篇|下一篇) ?(AL-\d+)", outline(pages[path]))

    assert neighbours("cases/first.html") == [("下一篇", "AL-0004")]
    assert neighbours("cases/second.html") == [("上一篇", "AL-0003"), ("下一篇", "AL-0001")]
    assert neighbours("cases/third.html") == [("上一篇", "AL-0004")]
    parts = outline(pages["series/forum.html"])
    assert [parts.index(f"cases/{name}.html") for name in ("note", "first", "second", "third")] == sorted(
        parts.index(f"cases/{name}.html") for name in ("note", "first", "second", "third")
    )


def test_outside_a_series_previous_and_next_follow_the_numbers(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, many(3))

    assert re.findall(r"\[ ?(上一篇|下一篇) ?(AL-\d+)", outline(pages["cases/case-02.html"])) == [
        ("上一篇", "AL-0001"), ("下一篇", "AL-0003"),
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "page_count"), [(2, 1), (3, 2), (5, 3)])
def test_a_long_list_is_paged_and_every_case_stands_on_one_page(tmp_path: Path, count: int, page_count: int) -> None:
    pages = pages_of(tmp_path, many(count), config=CONFIG + "page_size: 2\n")

    for kind in ("cases/index", "themes/grids", "regions/150102", "types/practices", "years/unknown"):
        own = [f"{kind}.html", *(f"{kind}-{number}.html" for number in range(2, page_count + 1))]

        found = [number for path in own for number in listed(pages[path])]

        assert found == [f"AL-{number:04d}" for number in range(1, count + 1)]
        assert f"{kind}-{page_count + 1}.html" not in pages
        assert ("下一页" in outline(pages[own[0]])) == (page_count > 1)
        assert "下一页" not in outline(pages[own[-1]])
        assert ("上一页" in outline(pages[own[-1]])) == (page_count > 1)


@pytest.mark.parametrize(
    ("current", "count", "shown"),
    [
        (1, 2, [1, 2]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),
        (1, 1000, [1, 2, 3, None, 1000]),
        (500, 1000, [1, None, 498, 499, 500, 501, 502, None, 1000]),
        (1000, 1000, [1, None, 998, 999, 1000]),
    ],
)
def test_a_pager_names_the_first_the_last_and_two_on_each_side(
    current: int, count: int, shown: list[int | None]
) -> None:
    assert list(pages_shown(current, count)) == shown


def test_the_newest_stand_first_and_then_the_lowest_number(tmp_path: Path) -> None:
    pages = pages_of(
        tmp_path,
        {"practices/alpha": {"published": "2026-01-01"}, "practices/beta": {"published": "2026-02-01"}, "practices/gamma": {"published": "2026-02-01"}},
    )  # fmt: skip

    assert listed(pages["cases/index.html"]) == ["AL-0002", "AL-0003", "AL-0001"]


def test_a_case_without_a_translation_has_a_page_in_every_language_and_says_so(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {"practices/alpha": {"en": False, "title": "只有中文", "body": "只有中文的正文。"}})

    page = outline(pages["en/cases/alpha.html"])
    assert "Not translated yet" in page
    assert "只有中文的正文。" in page
    assert "Grid management" in page
    assert 'lang="zh-CN"' in pages["en/cases/alpha.html"]
    assert "Not translated yet" not in pages["cases/alpha.html"]


def test_the_language_switch_leads_to_the_same_page(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, many(3, themes=["grids"]), config=CONFIG + "page_size: 2\n")

    for path in pages.keys() - {"404.html"}:
        if not path.startswith("en/"):
            up = "../" * path.count("/")
            assert f'href="{up}en/{path}"' in pages[path], path
            assert f'href="../{up}{path}"' in pages[f"en/{path}"], path


def test_what_a_writer_types_is_shown_and_never_run(tmp_path: Path) -> None:
    hostile = "</title><script>alert(1)</script>{{ 7*7 }}{% raw %}\"'&amp;"
    pages = pages_of(
        tmp_path,
        {
            "practices/alpha": {
                "title": hostile, "summary": hostile, "en_title": hostile, "units": ["u"], "methods": ["m"],
                "contributors": [{"name": hostile, "role": "author", "post": hostile}], "en_posts": {hostile: hostile},
                "figures": [{"key": "a", "label": hostile, "value": "1", "unit": hostile, "as_of": hostile}],
                "corrections": [{"printed": hostile, "why": hostile}], "en_corrections": [hostile],
                "source": {"form": "adapted", "title": hostile, "publication": hostile, "page": hostile},
            },
        },
        organizations={"organizations": [{"id": "u", "name": {"zh": hostile}}]},
        methods={"methods": [{"id": "m", "kind": "brand", "name": {"zh": hostile}, "meaning": {"zh": hostile}}]},
        themes={"themes": [{"id": "grids", "name": {"zh": hostile, "en": hostile}, "question": {"zh": hostile}}]},
        regions={"regions": [{"code": "150102", "kind": "county", "name": {"zh": "新城区", "en": hostile}, "note": {"zh": hostile}}]},
    )  # fmt: skip

    for path, page in pages.items():
        assert "<script>alert" not in page, path
    assert "{{ 7*7 }}{% raw %}" in pages["cases/alpha.html"]
    feed = (tmp_path / "site/feed.xml").read_text("utf-8")
    assert "<script" not in feed


THIRD = CONFIG.replace(
    "- {code: en, tag: en, name: English}\n",
    "- {code: en, tag: en, name: English}\n- {code: mn, tag: mn-Mong, name: ᠮᠣᠩᠭᠣᠯ}\n",
)


def test_a_third_language_is_a_matter_of_content_words_and_settings(tmp_path: Path) -> None:
    import shutil

    from generator.paths import Paths, theme_folder

    theme = tmp_path / "theme"
    shutil.copytree(theme_folder(), theme)
    strings = (theme / "strings/en.yml").read_text("utf-8")
    (theme / "strings/mn.yml").write_text(strings.replace("Contents", "ᠭᠠᠷᠴᠠᠭ"), encoding="utf-8")
    themes = {"themes": [{"id": "grids", "name": {"zh": "网格管理", "en": "Grid management", "mn": "ᠲᠣᠷ᠎ᠠ"}}]}
    made = make_archive(
        tmp_path / "archive",
        config=THIRD,
        cases={"practices/alpha": {"body": "## 背景\n\n甲。", "en_body": "## Background\n\nA."}, "practices/beta": {}},
        vocabulary={"themes": themes},
    )
    mongolian = (made.root / "content/practices/alpha/en.md").read_text("utf-8").replace("Case 1", "ᠨᠢᠭᠡᠳᠦᠭᠡᠷ ᠬᠡᠷᠡᠭ")
    (made.root / "content/practices/alpha/mn.md").write_text(
        mongolian.replace("Background", "ᠠᠷᠤ ᠲᠠᠯ᠎ᠠ").replace("A.", "ᠠ᠂"), encoding="utf-8"
    )

    report = build(
        Paths(config=made.paths.config, content=made.paths.content, output=made.paths.output, theme=theme), jobs=1
    )

    site = made.paths.output
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    chinese = {path for path in pages if not path.startswith(("en/", "mn/"))}
    assert {problem.code for problem in report.problems} == {"translation-missing"}
    assert pages == chinese | {f"en/{path}" for path in chinese} | {f"mn/{path}" for path in chinese}
    page = (site / "mn/cases/alpha.html").read_text("utf-8")
    assert '<html lang="mn-Mong"' in page
    for word in (
        "ᠨᠢᠭᠡᠳᠦᠭᠡᠷ ᠬᠡᠷᠡᠭ",
        "ᠠᠷᠤ ᠲᠠᠯ᠎ᠠ",
        "ᠲᠣᠷ᠎ᠠ",
        "ᠭᠠᠷᠴᠠᠭ",
        "ᠮᠣᠩᠭᠣᠯ",
        'href="../../cases/alpha.html"',
        'href="../../en/cases/alpha.html"',
    ):
        assert word in page, word
    assert 'lang="zh-CN"' in (site / "mn/cases/beta.html").read_text("utf-8")
