"""A small built site with which nothing is wrong, as text by path; tests break one thing of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.audit.run import AuditReport, audit
from generator.config import SiteConfig

BASE = "https://dangjian.gov.cn/anliku/"
TODAY = dt.date(2026, 11, 21)
POLICY = "default-src 'self'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
CODE = "1501050007"
ICP = "蒙ICP备20250123号-1"
POLICE = "蒙公网安备15010502000123号"
SITE_LABELS = {"SiteName": "某区党建网", "SiteDomain": "dangjian.gov.cn", "SiteIDCode": CODE}
COLUMN = {"ColumnDescription": "各地的做法。", "ColumnKeywords": "做法,案例", "ColumnType": "工作动态"}
SUMMARY = "早市进了网格。"
FOOTER = f"""<dl><dt>主办</dt><dd>某区委组织部</dd></dl>
<p class="filing"><span>网站标识码 <b>{CODE}</b></span>
<span>备案 <a href="https://beian.miit.gov.cn/">{ICP}</a></span>
<span>公安备案 <a href="https://beian.mps.gov.cn/#/query/webSearch?code=15010502000123">{POLICE}</a></span>
<span><a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html">网站找错</a></span></p>"""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def page(path: str, kind: str, heading: str, content: str, labels: dict[str, str], lang: str = "zh-CN") -> str:
    """One page in the frame of the site, without an empty line, so that line numbers stay small."""
    up = "../" * path.count("/")
    metas = "\n".join(f'<meta name="{name}" content="{value}">' for name, value in labels.items())
    canonical = f'<link rel="canonical" href="{BASE}{path}">' if path != "404.html" else ""
    return f"""<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="description" content="{SUMMARY}">
{metas}
{canonical}
<title>{heading} · 案例库</title>
<link rel="stylesheet" href="{up}assets/style.0123456789.css"></head>
<body><nav><a href="{up}index.html">首页</a> <a href="{up}cases/index.html">全部案例</a> <a href="{up}about.html">关于</a></nav>
<div class="wrap page page-{kind}">
<h1 id="title">{heading}</h1>
{content}
</div>
<footer class="foot">
{FOOTER}
</footer>
<script src="{up}assets/page.0123456789.js"></script>
</body></html>
"""


def sound_site() -> dict[str, str | bytes]:
    """Path → content of every file; tests change what they are about."""
    article = {
        "ArticleTitle": "网格里的早市",
        "PubDate": "2026-11-20 09:00",
        "ContentSource": "北方报",
        "Author": "张三",
    }
    text = '<p>2026-11-20 北方报 记者 张三</p>\n<p><img src="../files/a/stall.png" alt="摊位" loading="lazy"></p>'
    pages = {
        "index.html": page("index.html", "home", "案例库", '<a href="cases/a.html#title">早市</a>', SITE_LABELS),
        "cases/index.html": page(
            "cases/index.html",
            "cases",
            "全部案例",
            '<a href="a.html">早市</a>',
            {**SITE_LABELS, "ColumnName": "全部案例", **COLUMN},
        ),
        "cases/a.html": page(
            "cases/a.html", "case", "网格里的早市", text, {**SITE_LABELS, "ColumnName": "做法", **COLUMN, **article}
        ),
        "about.html": page(
            "about.html", "page", "关于", "<p>说明</p>", {**SITE_LABELS, "ColumnName": "关于", **COLUMN}
        ),
        "404.html": page("404.html", "404", "没有这一页", "<p></p>", SITE_LABELS),
    }
    locations = "".join(f"<url><loc>{BASE}{path}</loc></url>\n" for path in sorted(pages) if path != "404.html")
    return {
        **pages,
        ".anliku": "",
        "feed.xml": '<feed><updated>2026-11-20T00:00:00+08:00</updated><link href="cases/a.html"/></feed>',
        "sitemap.xml": f"<urlset>\n{locations}</urlset>",
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n",
        "assets/style.0123456789.css": "body { background: url(paper.0123456789.svg) }",
        "assets/paper.0123456789.svg": "<svg/>",
        "assets/page.0123456789.js": "void 0;",
        "files/a/stall.png": PNG,
    }


def run(root: Path, files: dict[str, str | bytes], config: SiteConfig | None = None) -> AuditReport:
    """Write a site below `root` and audit it."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return audit(root, config=config, today=TODAY, jobs=1)
