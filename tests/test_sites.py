"""The golden site: a small archive with every kind of page, and what a reader finds there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from generator.paths import Paths, theme_folder
from generator.pipeline import build
from tests.conftest import Golden
from tests.outline import head, outline

TINY = Path(__file__).parent / "sites" / "tiny"
EXPECTED = TINY.with_name("tiny.expected")
BASE_URL = "https://www.example.gov.cn/a/b/"

PAGES = [
    "index.html",
    "cases/index.html",
    "cases/gangtielu-wangge.html",
    "cases/shuji-tan-wangge.html",
    "regions/index.html",
    "regions/1501.html",
    "themes/index.html",
    "themes/residents.html",
    "methods/one-core-four-drives.html",
    "series/secretaries-forum.html",
    "years/2023.html",
    "years/unknown.html",
    "types/forum.html",
    "about.html",
    "404.html",
    "en/index.html",
    "en/cases/gangtielu-wangge.html",
    "en/cases/shuji-tan-yanglao.html",
    "en/regions/1529.html",
    "en/years/2023.html",
]
TEXTS = ["feed.xml", "en/feed.xml", "feeds/theme-grids.xml"]
HEADS = ["index.html", "cases/gangtielu-wangge.html", "en/cases/gangtielu-wangge.html", "404.html"]


def build_tiny(folder: Path, settings: str = "") -> Path:
    """The tiny site, with more settings, built below `folder`."""
    shutil.copytree(TINY, folder / "tiny")
    config = folder / "tiny" / "site_config.yml"
    config.write_text(config.read_text("utf-8") + settings, encoding="utf-8")
    output = folder / "site"
    build(Paths(config=config, content=folder / "tiny" / "content", output=output, theme=theme_folder()), jobs=1)
    return output


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without a base URL."""
    return build_tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a base URL, page labels and a footer."""
    return build_tiny(
        tmp_path_factory.mktemp("public"),
        f"base_url: {BASE_URL}\nlabels: {{site_name: 小案例库, site_domain: www.example.gov.cn}}\n"
        "footer: {host: {zh: 某区委组织部, en: Organization Department}, icp: 某ICP备1号}\n",
    )


def paths_of(site: Path) -> list[str]:
    """All files; hashes in names and the shards of the search index are left out."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted({
        re.sub(r"\.[0-9a-f]{8,}\.", ".*.", re.sub(r"^search/\w+/.*", "search/…", path)) for path in paths
    })  # fmt: skip


def read(site: Path, path: str) -> str:
    return (site / path).read_text("utf-8")


def test_the_site_has_these_files_and_no_others(site: Path, golden: Golden) -> None:
    golden(EXPECTED / "paths.txt", "\n".join(paths_of(site)) + "\n")


def test_a_base_url_adds_a_sitemap_and_a_file_for_robots_and_nothing_else(site: Path, public_site: Path) -> None:
    assert set(paths_of(public_site)) - set(paths_of(site)) == {"robots.txt", "sitemap.xml"}
    assert set(paths_of(site)) <= set(paths_of(public_site))


@pytest.mark.parametrize("path", PAGES)
def test_a_reader_finds_on_a_page_what_should_stand_there(site: Path, path: str, golden: Golden) -> None:
    golden(EXPECTED / f"{path}.txt", outline(read(site, path)))


@pytest.mark.parametrize("path", TEXTS)
def test_a_feed_without_a_base_url_has_ids_that_never_change(site: Path, path: str, golden: Golden) -> None:
    golden(EXPECTED / path, read(site, path))


@pytest.mark.parametrize("path", HEADS)
def test_the_head_of_a_page_says_only_what_is_known(site: Path, path: str, golden: Golden) -> None:
    golden(EXPECTED / f"{path}.head.txt", head(read(site, path)))


@pytest.mark.parametrize("path", HEADS)
def test_with_a_base_url_the_head_says_where_the_page_stands(public_site: Path, path: str, golden: Golden) -> None:
    golden(EXPECTED / "public" / f"{path}.head.txt", head(read(public_site, path)))


@pytest.mark.parametrize("path", ["feed.xml", "sitemap.xml"])
def test_with_a_base_url_feeds_and_sitemap_have_full_addresses(public_site: Path, path: str, golden: Golden) -> None:
    golden(EXPECTED / "public" / path, read(public_site, path))


def test_every_page_but_the_tools_stands_in_the_sitemap(public_site: Path) -> None:
    listed = {unquote(found) for found in re.findall(r"<loc>([^<]+)</loc>", read(public_site, "sitemap.xml"))}
    pages = {path for path in paths_of(public_site) if path.endswith(".html")}

    assert listed == {BASE_URL + path for path in pages if 'content="noindex"' not in read(public_site, path)}


def test_what_is_not_published_stands_nowhere(public_site: Path) -> None:
    for file in public_site.rglob("*"):
        if file.suffix in (".html", ".xml", ".js"):
            text = file.read_text("utf-8")
            for secret in ("caogao", "chehui", "一篇草稿", "已经撤回", "AL-0006", "AL-0007", "withdrawn case"):
                assert secret not in text, f"{file.name} shows {secret}"


@pytest.mark.parametrize("below", ["https://a.cn/", "https://a.cn/portal/cases/", "file:///D:/site/"])
def test_every_link_leads_to_a_file_of_the_site_wherever_it_stands(site: Path, below: str) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    ids = {path: set(re.findall(r'\bid="([^"]+)"', read(site, path))) for path in files if path.endswith(".html")}

    for page in ids.keys() - {"404.html"}:
        for target in re.findall(r'(?:href|src|action)="([^"]*)"', read(site, page)):
            if target.startswith(("http://", "https://", "mailto:", "data:")):
                continue
            address, _, fragment = urljoin(below + page, target).partition("#")
            path = unquote(address.removeprefix(below)).partition("?")[0]
            assert path in files, f"{page} → {target}"
            assert not fragment or path not in ids or unquote(fragment) in ids[path], f"{page} → {target}"


def test_no_page_asks_another_host_for_anything(public_site: Path) -> None:
    for path in paths_of(public_site):
        if path.endswith(".html"):
            for target in re.findall(r'<(?:script|img|iframe|source)\b[^>]*\bsrc="([^"]+)"', read(public_site, path)):
                assert not urlsplit(target).netloc, f"{path} asks for {target}"
            for link in re.findall(
                r'<link rel="(?:stylesheet|icon|preload)"[^>]*href="([^"]+)"', read(public_site, path)
            ):
                assert not urlsplit(link).netloc, f"{path} asks for {link}"


def test_a_page_of_its_own_for_a_missing_address_needs_no_other_file(site: Path) -> None:
    page = read(site, "404.html")

    assert re.findall(r'(?:src|href)="(?!#)([^"]*)"', page) == []


def test_pictures_are_published_upright_small_and_without_metadata(tmp_path: Path) -> None:
    from PIL import Image

    shutil.copytree(TINY, tmp_path / "src")
    picture = tmp_path / "src/content/practices/gangtielu-wangge/grid.png"
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "a camera"
    Image.new("RGB", (4000, 1000), (9, 9, 9)).save(picture.with_suffix(".jpg"), exif=exif)
    picture.unlink()
    zh = picture.with_name("zh.md")
    zh.write_text(zh.read_text("utf-8").replace("grid.png", "grid.jpg"), encoding="utf-8")

    site = tmp_path / "site"
    build(
        Paths(
            config=tmp_path / "src/site_config.yml", content=tmp_path / "src/content", output=site, theme=theme_folder()
        ),
        jobs=1,
    )

    with Image.open(site / "files/gangtielu-wangge/grid.webp") as published:
        assert published.format == "WEBP"
        assert published.size == (1000, 4000)
        assert not published.getexif()
    assert 'width="1000" height="4000"' in read(site, "cases/gangtielu-wangge.html")
