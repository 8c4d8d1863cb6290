"""An audit as text for people, in Chinese or English, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msgspec.structs import asdict

from generator.archive.reading import show_size
from generator.audit.findings import Group
from generator.audit.run import AuditReport
from generator.audit.whole import FIRST_LOAD, FIRST_LOAD_COMPRESSED

PLACES_SHOWN = 3
"""Places of one finding that the text names; JSON has all."""
HOSTS_SHOWN = 20

_KINDS = {"error": ("错误", "error"), "warning": ("提醒", "warning"), "notice": ("说明", "notice")}


def as_text(report: AuditReport, language: str) -> str:
    """The report as lines: what the site weighs, where it links to, then the findings, errors first."""
    return "\n".join([*_summary(report, language), "", *_findings(report, language), _verdict(report, language)]) + "\n"


def as_json(report: AuditReport, site: str, language: str) -> str:
    """The report as one JSON object; messages in the language, codes and arguments beside them."""
    document = {
        "format": 1,
        "site": site,
        "pages": report.pages,
        "files": report.files,
        "bytes": report.size,
        "index_bytes": report.index_size,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "notices": report.count("notice"),
        "limits": {"first_load": FIRST_LOAD, "first_load_compressed": FIRST_LOAD_COMPRESSED},
        "weights": [asdict(weight) for weight in report.weights],
        "hosts": dict(report.hosts),
        "findings": [
            {
                "code": group.code,
                "severity": group.severity,
                "message": group.fact(language),
                "remedy": group.remedy(language),
                "places": [{"path": place.path, "line": place.line or None} for place in group.places],
            }
            for group in report.groups
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _summary(report: AuditReport, language: str) -> Iterator[str]:
    chinese = language == "zh"
    size, index = show_size(report.size), show_size(report.index_size)
    if chinese:
        yield f"{report.pages} 个页面，{report.files} 个文件，共 {size}（其中检索索引 {index}）。"
        yield "首次打开一页要下载多少（页面、样式、脚本、图片；括号内为压缩后），各类页面中最重的："
    else:
        yield f"{report.pages} pages, {report.files} files, {size} in all (search index: {index})."
        yield "What the first load of a page brings (page, styles, scripts, pictures; compressed in brackets), heaviest of each kind:"
    for weight in report.weights:
        load, small = show_size(weight.first_load), show_size(weight.first_load_compressed)
        page, page_small = show_size(weight.page), show_size(weight.page_compressed)
        own = f"页面本身 {page}（{page_small}）" if chinese else f"the page itself {page} ({page_small})"
        number = f"{weight.kind} ×{weight.count}"
        yield f"  {number:18} {load} {f'（{small}）' if chinese else f'({small})'}  {own}  {weight.path}"
    if not report.hosts:
        yield "没有指向别的主机的链接。" if chinese else "No links to other hosts."
        return
    yield f"链接到 {len(report.hosts)} 个别的主机：" if chinese else f"Links to {len(report.hosts)} other hosts:"
    for host, pages in list(report.hosts.items())[:HOSTS_SHOWN]:
        yield f"  {host}{f'（{pages} 页）' if chinese else f' (on {pages} pages)'}"
    if len(report.hosts) > HOSTS_SHOWN:
        yield "  ……" if chinese else "  …"


def _findings(report: AuditReport, language: str) -> Iterator[str]:
    for group in report.groups:
        yield from _finding(group, language)
        yield ""


def _finding(group: Group, language: str) -> Iterator[str]:
    chinese = language == "zh"
    first, others = group.places[0], group.places[1:]
    where = str(first) if first.path else ("全站" if chinese else "the site")
    yield f"{where}: {_KINDS[group.severity][0 if chinese else 1]}: {group.fact(language)} [{group.code}]"
    if others:
        shown = ("、" if chinese else ", ").join(str(place) for place in others[: PLACES_SHOWN - 1])
        rest = "……" if len(others) >= PLACES_SHOWN else ""
        yield (
            f"    另有 {len(others)} 处：{shown}{rest}"
            if chinese
            else f"    and {len(others)} more: {shown}{rest and ' …'}"
        )
    yield f"    {'改法：' if chinese else 'fix: '}{group.remedy(language)}"


def _verdict(report: AuditReport, language: str) -> str:
    errors, warnings, notices = (report.count(severity) for severity in _KINDS)
    if language == "zh":
        return f"{errors} 类错误，{warnings} 类提醒，{notices} 条说明。"
    return f"Kinds of errors: {errors}, of warnings: {warnings}; notices: {notices}."
