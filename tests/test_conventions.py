"""Conventions of the field on built pages: labels, footer, JSON-LD, robots; all from settings, silent when unset."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from generator.audit.markup import start_tags
from generator.audit.report import as_text
from generator.audit.run import audit
from generator.config import load_config
from generator.interface_words import check_words
from generator.pages.feeds import robots
from generator.paths import Paths, theme_folder
from generator.pipeline import build
from tests.archive.factories import CONFIG, MadeArchive, make_archive
from tests.audit.sound import CODE, ICP, POLICE, TODAY
from tests.test_sites import build_tiny

BASE = "https://dangjian.gov.cn/portal/anliku/"
SETTINGS = f"""base_url: {BASE}
labels: {{site_name: 某区党建网, site_domain: dangjian.gov.cn, site_id_code: "{CODE}", column_type: {{zh: 工作动态}}, publication_time: "09:00"}}
footer:
  host: {{zh: 某区委组织部, en: Organization Department}}
  icp: {ICP}
  police: {POLICE}
  conac: 0A1B2C3D4E5F60718293A4B5C6D7E8F9
  correction_url: https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={{site_code}}&url={{url}}
"""
CASE = "cases/gangtielu-wangge.html"


@pytest.fixture(scope="module")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny site with every convention set."""
    return build_tiny(tmp_path_factory.mktemp("conventions"), SETTINGS)


def read(site: Path, path: str) -> str:
    return (site / path).read_text("utf-8")


def pages_of(root: Path, cases: dict[str, dict[str, object]], config: str = CONFIG) -> dict[str, str]:
    """Address → content of every page of a small archive; without the index, which is another matter."""
    made = make_archive(root, cases=cases, config=config)
    build(made.paths, jobs=1, search=False)
    return {
        path.relative_to(made.paths.output).as_posix(): path.read_text("utf-8")
        for path in made.paths.output.rglob("*.html")
    }


def labels(page: str) -> dict[str, str]:
    found = re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', page)
    return {name: unescape(content) for name, content in found}


def graph(page: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found is not None
    things: list[dict[str, Any]] = json.loads(found[1])["@graph"]
    return things


def test_a_site_with_every_setting_passes_its_own_audit(public_site: Path) -> None:
    config = load_config(public_site.parent / "tiny" / "site_config.yml")

    report = audit(public_site, config=config, today=TODAY, jobs=1)

    told = {group.code: [place.path for place in group.places] for group in report.groups}
    assert {code: paths for code, paths in told.items() if code not in ("label-unknown", "weight-first-load")} == {}, (
        as_text(report, "en")
    )
    assert report.count("error") == 0
    assert {weight.kind for weight in report.weights} >= {"404", "case", "cases", "home", "page", "region", "search"}


def test_the_home_page_has_three_labels_a_list_seven_and_an_article_ten_or_more(public_site: Path) -> None:
    site = ["SiteName", "SiteDomain", "SiteIDCode"]
    column = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]

    assert list(labels(read(public_site, "index.html"))) == site
    assert list(labels(read(public_site, "404.html"))) == site
    assert list(labels(read(public_site, "en/search.html"))) == site
    assert labels(read(public_site, "regions/1501.html")) == {
        "SiteName": "某区党建网",
        "SiteDomain": "dangjian.gov.cn",
        "SiteIDCode": CODE,
        "ColumnName": "呼和浩特市",
        "ColumnDescription": "小案例库中属于“呼和浩特市”的内容",
        "ColumnKeywords": "呼和浩特市",
        "ColumnType": "工作动态",
    }
    article = labels(read(public_site, CASE))
    assert list(article) == [
        *site, *column, "ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description", "Image", "Url"
    ]  # fmt: skip
    assert article["PubDate"] == "2026-11-21 09:00"
    assert article["Url"] == BASE + CASE
    assert article["Image"] == BASE + "files/gangtielu-wangge/grid.webp"


def test_every_page_leads_to_the_reporting_of_errors_with_its_own_address(public_site: Path) -> None:
    site = "https%3A%2F%2Fdangjian.gov.cn%2Fportal%2Fanliku%2F"
    report = f"https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={CODE}&amp;url={site}"

    assert f'href="{report}index.html"' in read(public_site, "index.html")
    assert f'href="{report}en%2Fcases%2Fgangtielu-wangge.html"' in read(public_site, "en/" + CASE)


def test_the_numbers_lead_to_their_registers_and_the_digits_are_taken_from_the_number(public_site: Path) -> None:
    page = read(public_site, "en/index.html")

    assert f'<a href="https://beian.miit.gov.cn/" lang="zh-CN">{ICP}</a>' in page
    assert f'<a href="https://beian.mps.gov.cn/#/query/webSearch?code=15010502000123" lang="zh-CN">{POLICE}</a>' in page
    assert "https://bszs.conac.cn/sitename?method=show&amp;id=0A1B2C3D4E5F60718293A4B5C6D7E8F9" in page


def test_what_is_not_set_leaves_no_trace(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {"practices/alpha": {"regions": ["回民区"], "themes": ["grids"]}})

    for path, page in pages.items():
        assert labels(page) == {}, path
        for trace in ('class="filing"', "application/ld+json", "og:", "beian", "jiucuo", "canonical", "robots"):
            assert trace not in page.replace('name="robots" content="noindex"', ""), f"{path} has {trace}"
    assert not (tmp_path / "site/robots.txt").exists()


def test_without_a_time_of_day_the_date_stands_alone_and_an_unknown_source_is_left_out(tmp_path: Path) -> None:
    config = CONFIG + "labels: {site_name: 某区党建网}\nfooter: {host: {zh: 某区委组织部}}\n"
    unknown = {"source": {"form": "adapted", "publication": "unknown", "date": "unknown", "page": "unknown"}}

    pages = pages_of(
        tmp_path, {"practices/alpha": {"published": "2026-11-20", **unknown}, "practices/beta": {}}, config
    )

    alpha, beta = (labels(pages[f"cases/{slug}.html"]) for slug in ("alpha", "beta"))
    assert alpha["PubDate"] == "2026-11-20"
    assert {"ContentSource", "ColumnType", "SiteIDCode", "Url"}.isdisjoint(alpha)
    assert beta["ContentSource"] == "某区委组织部", "an original text is the publisher's own"


def test_numbers_on_an_intranet_have_no_links(tmp_path: Path) -> None:
    config = CONFIG + f"robots: noindex\nfooter: {{icp: {ICP}, police: {POLICE}, linked: false}}\n"

    pages = pages_of(tmp_path, {"practices/alpha": {}}, config)

    assert ICP in pages["index.html"]
    assert "https://" not in pages["index.html"].replace("https://schema.org", "")
    assert all('<meta name="robots" content="noindex">' in page for page in pages.values())


# ── JSON-LD and Open Graph ───────────────────────────────────────────────────
def test_structured_data_say_what_the_page_says(public_site: Path) -> None:
    article, breadcrumb = graph(read(public_site, CASE))

    assert (article["@type"], article["headline"], article["datePublished"]) == (
        "Article",
        "钢铁路街道：60 个网格，网格员先知道",
        "2026-11-21",
    )
    assert article["url"] == BASE + CASE
    assert article["publisher"] == {"@type": "Organization", "name": "某区委组织部"}
    assert article["isBasedOn"]["publisher"]["name"] == "北方报"
    assert "temporalCoverage" not in article
    assert [step["name"] for step in breadcrumb["itemListElement"]][:2] == ["小案例库", "内蒙古自治区"]
    assert breadcrumb["itemListElement"][-1]["item"] == BASE + CASE


def test_lists_the_glossary_and_the_home_page_have_kinds_of_their_own(public_site: Path) -> None:
    region, _ = graph(read(public_site, "en/regions/1501.html"))
    terms, _ = graph(read(public_site, "glossary.html"))
    (home,) = graph(read(public_site, "index.html"))

    assert (region["@type"], region["inLanguage"]) == ("CollectionPage", "en")
    assert region["mainEntity"]["itemListElement"][0]["url"].startswith(BASE + "en/cases/")
    assert (terms["@type"], terms["hasDefinedTerm"][0]["@type"]) == ("DefinedTermSet", "DefinedTerm")
    assert home["@type"] == "WebSite"
    assert "application/ld+json" not in read(public_site, "search.html") + read(public_site, "404.html")


def test_no_title_ends_the_block_of_structured_data(tmp_path: Path) -> None:
    title = '"</script><script>x()</script><!--\u2028&amp;'
    config = CONFIG + "base_url: https://a.cn/\n"

    page = pages_of(tmp_path, {"practices/alpha": {"title": title}}, config)["cases/alpha.html"]

    assert graph(page)[0]["headline"] == " ".join(title.split())
    assert "x()" not in [tag.content for tag in start_tags(page) if tag.name == "script"]


def test_open_graph_stands_on_every_page_with_an_address(public_site: Path) -> None:
    def properties(path: str) -> dict[str, str]:
        return dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', read(public_site, path)))

    article, region = properties(CASE), properties("en/regions/1501.html")

    assert (article["og:type"], article["og:url"], article["og:locale"]) == ("article", BASE + CASE, "zh_CN")
    assert article["og:image"].endswith("/files/gangtielu-wangge/grid.webp")
    assert (region["og:type"], region["og:title"]) == ("website", "Hohhot")
    assert properties("404.html") == {}


# ── robots ───────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ("base_url: https://a.cn/\n", "User-agent: *\nAllow: /\nSitemap: https://a.cn/sitemap.xml\n"),
        (
            "base_url: https://a.cn/b\nrobots: 不收录\n",
            "# Only the robots.txt at the root of a host counts: copy these lines into it.\nUser-agent: *\nDisallow: /b/\n",
        ),
    ],
)
def test_robots_are_told_what_they_may_read(tmp_path: Path, settings: str, text: str) -> None:
    config = make_archive(tmp_path, config=CONFIG + settings).config

    assert robots(config, sitemap_url=config.absolute("sitemap.xml") or "") == text


# ── search, bylines, words ───────────────────────────────────────────────────
def test_a_site_without_an_index_has_no_search_box_and_says_so(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/alpha": {"regions": ["回民区"], "themes": ["grids"]}})

    build(made.paths, jobs=1, search=False)

    for file in made.paths.output.rglob("*.html"):
        page = file.read_text("utf-8")
        assert 'role="search"' not in page and "assets/search." not in page, file.name
    assert "这次生成没有做检索索引" in read(made.paths.output, "search.html")
    assert "built without a search index" in read(made.paths.output, "en/search.html")


def test_a_byline_keeps_the_order_of_the_source(tmp_path: Path) -> None:
    contributors = [
        {"name": "甲", "role": "reporter"},
        {"name": "乙", "role": "reporter"},
        {"name": "丙", "role": "author", "post": "书记"},
        {"name": "丁", "role": "reporter"},
        {"name": "戊", "role": "correspondent"},
    ]

    page = pages_of(tmp_path, {"practices/alpha": {"contributors": contributors, "en": False}})["cases/alpha.html"]

    by = re.search(r'<p class="by">(.*?)</p>', page, re.S)
    assert by is not None
    assert re.findall(r"<span>(.*?)</span>", by[1])[:4] == ["记者 甲、乙", "丙（书记）", "记者 丁", "通讯员 戊"]


def test_wrong_words_of_the_interface_are_told_with_file_and_line(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(theme_folder() / "strings", theme / "strings")
    english = theme / "strings" / "en.yml"
    english.write_text(english.read_text("utf-8").replace("  skip:", "  skipped:", 1), encoding="utf-8")
    (theme / "strings" / "fr.yml").write_text("frame:\n  skip: Aller: au texte\n", encoding="utf-8")

    problems = check_words(theme / "strings", ["zh", "en", "fr", "de"], "site_config.yml")

    assert [str(problem.where) for problem in problems[:2]] == ["site_config.yml", "theme/strings/fr.yml:2"]
    assert [problem.format("en").splitlines()[0] for problem in problems[2:]] == [
        "theme/strings/en.yml: error: the interface strings are wrong: frame.skip is missing (zh has it) [strings-invalid]",
        "theme/strings/zh.yml: error: the interface strings are wrong: frame.skipped is missing (en has it) [strings-invalid]",
    ]


def test_a_check_tells_wrong_words_with_everything_else(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/alpha": {"en": False}})
    theme = tmp_path / "theme"
    shutil.copytree(theme_folder() / "strings", theme / "strings")
    (theme / "strings" / "en.yml").write_bytes("frame: {skip: 跳}".encode("gbk"))

    class Elsewhere(MadeArchive):
        @property
        def paths(self) -> Paths:
            return Paths(config=made.paths.config, content=made.paths.content, output=tmp_path / "site", theme=theme)

    assert Elsewhere(tmp_path).codes() == ["translation-missing", "strings-invalid"]
