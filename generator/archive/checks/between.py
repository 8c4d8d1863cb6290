"""Checks that need all cases at once: numbers, series, links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from generator.archive.checks.markdown import InnerLink
from generator.archive.model import Case
from generator.archive.vocabulary import Vocabulary
from generator.problems import Location, Problem

_SERIES_FILE = Location("vocabulary/series.yml")


def check_numbers(cases: Sequence[Case], given: Callable[[], int] = lambda: 0) -> list[Problem]:
    """A number belongs to one case, whatever its status: a withdrawn number is never given again.

    The digits alone count: AL-12, AL-0012 and BL-0012 are one number.

    Args:
        cases: All cases.
        given: The highest number that was ever given, also to a case that is there no more.
    """
    if len({case.serial for case in cases}) == len(cases):
        return []
    problems = []
    first: dict[int, str] = {}
    highest = max(given(), *(case.serial for case in cases))
    for case in sorted(cases, key=_path):
        if case.serial in first:
            prefix, _, digits = case.number.rpartition("-")
            args = {
                "number": case.number,
                "other": first[case.serial],
                "next": f"{prefix}-{highest + 1:0{len(digits)}d}",
            }
            problems.append(Problem(Location(_path(case), case.line_of.get("number", 0)), "number-duplicate", args))
        first.setdefault(case.serial, _path(case))
    return problems


def check_series(cases: Sequence[Case], vocabulary: Vocabulary) -> list[Problem]:
    """In a numbered series no part stands twice, none is missing where the number of parts is known, each case but the
    editor's note has a part, and the editor's note exists. Only published cases count.
    """
    problems = []
    members: dict[str, list[Case]] = defaultdict(list)
    parts = [case for case in cases if case.series is not None and case.status == "published"]
    for case in sorted(parts, key=_path):
        members[case.series or ""].append(case)
    for series_id, found in sorted(members.items()):
        series = vocabulary.series[series_id]
        path_of: dict[int, str] = {}
        numbered = series.parts is not None or any(case.part is not None for case in found)
        for case in found:
            where = Location(_path(case), case.line_of.get("series", 0))
            if case.part is None:
                if numbered and case.number != series.editor_note:
                    problems.append(Problem(where, "series-part-none", {"series": series_id}))
                continue
            other = path_of.setdefault(case.part, _path(case))
            if other != _path(case):
                args = {"series": series_id, "part": case.part, "other": other}
                problems.append(Problem(where, "series-part-duplicate", args))
        missing = [part for part in range(1, (series.parts or 0) + 1) if part not in path_of]
        if missing:
            args = {"series": series_id, "parts": series.parts, "missing": missing}
            problems.append(Problem(_SERIES_FILE, "series-parts-missing", args))
        if series.editor_note is not None and series.editor_note not in [case.number for case in found]:
            args = {"series": series_id, "number": series.editor_note}
            problems.append(Problem(_SERIES_FILE, "series-editor-note", args))
    return problems


def check_links(
    links: Iterable[InnerLink],
    cases: Sequence[Case],
    pages: Sequence[str],
    languages: Sequence[str],
    broken: Collection[str] = (),
) -> list[Problem]:
    """A link inside the content leads to a published case, a free page, or an attachment of a case.

    Args:
        links: From all texts of published cases and pages.
        cases: All cases.
        pages: Slugs of the free pages.
        languages: Codes, the default first.
        broken: Folders (`type/slug`) whose front matter has errors of its own: nothing is said of links to them.
    """
    targets: dict[str, Case] = {}
    texts = [f"/{language}.md" for language in languages]
    for case in cases:
        folder = f"{case.type}/{case.slug}"
        targets[folder] = case
        for text in texts:
            targets[folder + text] = case
        for attachment in case.attachments:
            targets[f"{folder}/{attachment.file}"] = case
    free = {
        name for slug in pages for name in (f"pages/{slug}", *(f"pages/{slug}/{language}.md" for language in languages))
    }
    problems = []
    for link in links:
        target = targets.get(link.target)
        where = Location(link.path, link.line)
        if target is None and "/".join(link.target.split("/")[:2]) in broken:
            continue
        if target is None and link.target not in free:
            args: Mapping[str, object] = {"target": link.target, "name": f"{languages[0]}.md"}
            problems.append(Problem(where, "markdown-link-target", args))
        elif target is not None and target.status != "published":
            problems.append(Problem(where, "markdown-link-unpublished", {"target": link.target}))
    return problems


def _path(case: Case) -> str:
    return next(iter(case.articles.values())).path
