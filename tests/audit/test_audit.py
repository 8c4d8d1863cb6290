"""Each rule of the audit on a small site with one thing broken, told in full in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.audit.messages import AUDIT_MESSAGES
from generator.audit.report import as_json, as_text
from generator.cli import anliku
from generator.config import SiteConfig, parse_config
from tests.audit.sound import BASE, CODE, COLUMN, FOOTER, ICP, POLICE, POLICY, SITE_LABELS, page, run, sound_site
from tests.conftest import Golden

EXPECTED = Path(__file__).parent / "expected"
Site = dict[str, str | bytes]
Break = Callable[[Site], None]


def replaced(path: str, old: str, new: str) -> Break:
    """Break one page: `*` is every page."""

    def change(site: Site) -> None:
        for name, text in site.items():
            if (name == path or (path == "*" and name.endswith(".html"))) and isinstance(text, str):
                assert old in text or path == "*", f"{old} is not in {path}"
                site[name] = text.replace(old, new, 1)

    return change


def added(path: str, content: str | bytes) -> Break:
    def change(site: Site) -> None:
        site[path] = content

    return change


def all_of(*breaks: Break) -> Break:
    def change(site: Site) -> None:
        for each in breaks:
            each(site)

    return change


def inside(markup: str, path: str = "about.html") -> Break:
    """Put markup into the content of a page."""
    return replaced(path, "<p>说明</p>", f"<p>说明</p>\n{markup}")


def without_labels(site: Site) -> None:
    for name, text in site.items():
        if isinstance(text, str):
            site[name] = re.sub(r'<meta name="[A-Z][^>]*>\n?', "", text)


BROKEN: dict[str, Break] = {
    "labels-unset": without_labels,
    "label-missing": all_of(
        replaced("*", '<meta name="ColumnType" content="工作动态">', ""),
        replaced("404.html", f'<meta name="SiteIDCode" content="{CODE}">', ""),
    ),
    "label-unknown": replaced("cases/a.html", '<meta name="ContentSource" content="北方报">', ""),
    "label-empty": replaced("cases/a.html", 'content="张三"', 'content=" "'),
    "label-repeated": replaced("about.html", "<title>", '<meta name="SiteName" content="某区党建网"><title>'),
    "label-differs": all_of(
        replaced("cases/a.html", '"ArticleTitle" content="网格里的早市"', '"ArticleTitle" content="早市"'),
        replaced("cases/a.html", 'content="张三"', 'content="张三,李四"'),
        replaced("cases/a.html", "2026-11-20 09:00", "2026-11-19 09:00"),
        replaced("cases/index.html", '"ColumnName" content="全部案例"', '"ColumnName" content="案例列表"'),
    ),
    "label-inconsistent": replaced("about.html", "某区党建网", "某区党建"),
    "label-form": all_of(
        replaced("cases/a.html", "2026-11-20 09:00", "2026-11-20"),
        replaced("*", '"SiteDomain" content="dangjian', '"SiteDomain" content="https://dangjian'),
    ),
    "footer-missing": replaced("about.html", '<footer class="foot">', "<div>"),
    "footer-differs": replaced("about.html", "某区委组织部", "某区委"),
    "footer-unset": replaced("*", FOOTER, "<p>某区委组织部</p>"),
    "footer-form": all_of(replaced("*", ICP, "ICP备20250123"), replaced("*", POLICE, "蒙公网安备150105号")),
    "footer-link": replaced("*", "https://beian.miit.gov.cn/", "https://zfwzgl.www.gov.cn/"),
    "placeholder": replaced("*", "20250123", "00000000"),
    "column-blank": replaced("cases/index.html", '<a href="a.html">早市</a>', '<a href="../about.html">关于</a>'),
    "site-not-updated": replaced("feed.xml", "2026-11-20", "2026-11-01"),
    "link-dead": all_of(
        inside('<a href="cases/b.html">早市</a>'),
        replaced("feed.xml", "cases/a.html", "cases/c.html"),
        replaced("assets/style.0123456789.css", "paper", "linen"),
    ),
    "link-fragment": inside('<a href="cases/a.html#s9">成效</a> <a href="#s1">背景</a> <a href="#top">顶部</a>'),
    "link-outside": inside('<a href="../index.html">上级</a>'),
    "link-absolute": inside('<a href="/about.html">关于</a>'),
    "link-empty": inside('<a href="">无</a>'),
    "link-scheme": inside('<a href="javascript:x()">无</a> <a href="file:///C:/a">无</a> <a href="tel:12345">电话</a>'),
    "link-insecure": inside('<a href="http://news.example.org/">新闻</a>'),
    "link-ipv4": all_of(
        inside('<a href="http://121.43.68.40/exposure">找错</a>'),
        replaced("assets/page.0123456789.js", "void 0;", 'void 0;\nfetch("http://10.0.0.7/x");'),
    ),
    "request-foreign": all_of(
        inside('<img src="https://cdn.example.org/a.png" alt=""><img srcset="b.png 1x, //c.example.org/b.png 2x" alt="">'),
        added("b.png", b"1"),
        replaced("about.html", "<title>", '<link rel="preconnect" href="https://fonts.example.org"><title>'),
        replaced("assets/style.0123456789.css", "body", '@import "https://fonts.example.org/a.css"; body'),
    ),
    "canonical-wrong": replaced("about.html", f'"{BASE}about.html"', f'"{BASE}index.html"'),
    "sitemap-dead": replaced("sitemap.xml", "</urlset>", f"<url><loc>{BASE}b.html</loc></url></urlset>"),
    "sitemap-lacks": replaced("sitemap.xml", f"<url><loc>{BASE}about.html</loc></url>\n", ""),
    "page-encoding": added("about.html", sound_site()["about.html"].encode("gbk")),  # type: ignore[union-attr]
    "page-lang": replaced("about.html", ' lang="zh-CN"', ""),
    "page-title": replaced("about.html", "<title>关于 · 案例库", "<title> "),
    "page-heading": inside("<h1>又一个</h1>"),
    "image-alt": replaced("cases/a.html", ' alt="摊位"', ""),
    "id-duplicate": inside('<p id="title">又一个</p>'),
    "policy-missing": replaced("about.html", "Content-Security-Policy", "X"),
    "policy-weak": replaced("about.html", POLICY, "default-src 'self' https://cdn.example.org; script-src 'unsafe-eval'"),
    "policy-script": inside('<script>go()</script><script type="application/ld+json">{"a": "<b id=title>"}</script>'),
    "policy-style": inside('<style>p { color: red }</style><p style="color: red">红</p>'),
    "policy-handler": inside('<p onclick="go()">点</p>'),
    "personal-id-number": inside("<p>张某，11010519491231002X，１１０１０５１９４９１２３１００２１</p>"),
    "personal-phone": inside('<p>电话 138 0013 8000</p><img src="13800138000.png" alt="13800138001">'),
    "personal-bank-card": inside("<p>6222021234567890128，编号 6222021234567890127</p>"),
    "file-foreign": all_of(added("cases/a.md", "x"), added("Thumbs.db", "x"), added(".git/config", "x")),
    "file-empty": added("files/a/stall.png", ""),
    "file-stale": added("assets/page.ffffffffff.js", "old"),
    "page-orphan": added("cases/old.html", page("cases/old.html", "page", "旧", "", {**SITE_LABELS, "ColumnName": "旧", **COLUMN})),
    "weight-first-load": added("assets/page.0123456789.js", "// " + "x" * 450_000),
    "weight-picture": added("files/a/stall.png", bytes(2_000_000)),
}  # fmt: skip
"""Code → what is done to the sound site."""


def findings(report_text: str) -> str:
    """The findings alone: what the site weighs is another matter."""
    return report_text.partition("\n\n")[2]


def test_a_sound_site_has_no_findings(tmp_path: Path) -> None:
    report = run(tmp_path, sound_site())

    assert findings(as_text(report, "en")) == "Kinds of errors: 0, of warnings: 0; notices: 0.\n"
    assert (report.pages, report.files) == (5, 13)
    assert dict(report.hosts) == {"beian.miit.gov.cn": 5, "beian.mps.gov.cn": 5, "zfwzgl.www.gov.cn": 5}


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_one_broken_thing_is_told_in_full(code: str, tmp_path: Path, golden: Golden) -> None:
    site = sound_site()
    BROKEN[code](site)

    report = run(tmp_path, site)

    assert code in {group.code for group in report.groups}
    golden(EXPECTED / f"{code}.txt", findings(as_text(report, "zh")) + "\n" + findings(as_text(report, "en")))


def test_every_rule_is_broken_by_some_site() -> None:
    assert set(AUDIT_MESSAGES) - set(BROKEN) == {"setting-not-shown"}


def settings(more: str) -> SiteConfig:
    least = "name: {zh: 案例库}\ndescription: {zh: 说明。}\nlanguages: [{code: zh, tag: zh-CN, name: 中文}]\n"
    config, problems = parse_config(least + "types: [{id: practices, name: {zh: 做法}}]\n" + more, "site_config.yml")
    assert config is not None, problems
    return config


def test_settings_changed_after_the_build_are_told(tmp_path: Path) -> None:
    config = settings(
        f"labels: {{site_name: 某区党建, site_id_code: '{CODE}'}}\nfooter: {{icp: {ICP}, host: {{zh: 某区委 组织部}}}}\n"
    )

    report = run(tmp_path, sound_site(), config)

    assert [(group.code, dict(group.args)) for group in report.groups] == [
        ("setting-not-shown", {"setting": "labels.site_name", "value": "某区党建"})
    ]


def test_a_fault_of_the_frame_is_told_once_with_the_number_of_its_places(tmp_path: Path) -> None:
    site = sound_site()
    replaced("*", "</nav>", '<a href="https://10.0.0.1/">内网</a></nav>')(site)

    text = as_text(run(tmp_path, site), "en")

    assert findings(text).splitlines()[:2] == [
        "404.html:12: error: https://10.0.0.1/ holds a literal IPv4 address [link-ipv4]",
        "    and 4 more: about.html:16, cases/a.html:20 …",
    ]


def test_json_has_every_place_and_the_weights(tmp_path: Path) -> None:
    site = sound_site()
    replaced("*", "</nav>", '<a href="http://a.example.org/">甲</a></nav>')(site)

    document = json.loads(as_json(run(tmp_path, site), "site", "zh"))

    assert (document["errors"], document["warnings"], document["notices"]) == (0, 1, 0)
    assert document["findings"][0]["code"] == "link-insecure"
    assert [place["path"] for place in document["findings"][0]["places"]] == [
        "404.html", "about.html", "cases/a.html", "cases/index.html", "index.html"
    ]  # fmt: skip
    home = next(weight for weight in document["weights"] if weight["kind"] == "home")
    assert home["first_load"] == home["page"] + len("void 0;") + len(site["assets/style.0123456789.css"])


def test_exit_codes_tell_sound_from_broken_from_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    site = sound_site()
    run(tmp_path / "sound", site)
    replaced("about.html", "https://beian.miit", "http://beian.miit")(site)
    run(tmp_path / "doubtful", site)
    inside('<a href="nowhere.html">无</a>')(site)
    run(tmp_path / "broken", site)

    def code(*arguments: str) -> int:
        result = CliRunner().invoke(anliku, ["audit", *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code

    assert code(str(tmp_path / "sound"), "--strict") == 0
    assert (code(str(tmp_path / "doubtful")), code(str(tmp_path / "doubtful"), "--strict")) == (0, 1)
    assert (code(str(tmp_path / "broken")), code(str(tmp_path / "nowhere"))) == (1, 1)
