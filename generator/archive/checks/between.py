"""Checks that need all cases at once: numbers, series, links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.archive.checks.markdown import InnerLink
from generator.archive.model import Case
from generator.archive.vocabulary import Vocabulary
from generator.problems import Location, Problem


def check_numbers(cases: Sequence[Case]) -> list[Problem]:
    """A number belongs to one case, whatever its status: a withdrawn number is never given again."""
    problems = []
    first: dict[str, str] = {}
    highest = max((case.serial for case in cases), default=0)
    for case in sorted(cases, key=_path):
        if case.number in first:
            prefix, _, digits = case.number.rpartition("-")
            args = {
                "number": case.number, "other": first[case.number], "next": f"{prefix}-{highest + 1:0{len(digits)}d}",
            }
            problems.append(Problem(Location(_path(case)), "number-duplicate", args))
        first.setdefault(case.number, _path(case))
    return problems


def check_series(cases: Sequence[Case], vocabulary: Vocabulary) -> list[Problem]:
    """No part twice, and none missing where the number of parts is known; only published cases count."""
    problems = []
    parts: dict[str, dict[int, str]] = defaultdict(dict)
    for case in sorted(cases, key=_path):
        if case.series is None or case.part is None or case.status != "published":
            continue
        other = parts[case.series].setdefault(case.part, _path(case))
        if other != _path(case):
            args = {"series": case.series, "part": case.part, "other": other}
            problems.append(Problem(Location(_path(case)), "series-part-duplicate", args))
    for series_id, found in sorted(parts.items()):
        expected = vocabulary.series[series_id].parts
        missing = [part for part in range(1, (expected or 0) + 1) if part not in found]
        if missing:
            args = {"series": series_id, "parts": expected, "missing": missing}
            problems.append(Problem(Location("vocabulary/series.yml"), "series-parts-missing", args))
    return problems


def check_links(
    links: Iterable[InnerLink], cases: Sequence[Case], pages: Sequence[str], languages: Sequence[str]
) -> list[Problem]:
    """A link inside the content leads to a published case, a free page, or an attachment of a case.

    Args:
        links: From all texts of published cases and pages.
        cases: All cases.
        pages: Slugs of the free pages.
        languages: Codes, the default first.
    """
    targets: dict[str, Case] = {}
    for case in cases:
        folder = f"{case.type}/{case.slug}"
        for name in (folder, *(f"{folder}/{language}.md" for language in languages)):
            targets[name] = case
        for attachment in case.attachments:
            targets[f"{folder}/{attachment.file}"] = case
    free = {
        name for slug in pages for name in (f"pages/{slug}", *(f"pages/{slug}/{language}.md" for language in languages))
    }
    problems = []
    for link in links:
        target = targets.get(link.target)
        where = Location(link.path, link.line)
        if target is None and link.target not in free:
            args: Mapping[str, object] = {"target": link.target, "name": f"{languages[0]}.md"}
            problems.append(Problem(where, "markdown-link-target", args))
        elif target is not None and target.status != "published":
            problems.append(Problem(where, "markdown-link-unpublished", {"target": link.target}))
    return problems


def _path(case: Case) -> str:
    return next(iter(case.articles.values())).path
