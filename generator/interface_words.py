"""The words of the interface are checked like the content: whoever translates them is told file, line and remedy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.problems import Location, Problem
from generator.shell import StringsError, load_strings


def check_words(folder: Path, languages: Sequence[str], settings: str) -> list[Problem]:
    """Problems of the files of words.

    Args:
        folder: The folder `theme/strings/`.
        languages: Codes of the languages of the site.
        settings: Name of the settings file, in which a language without words is declared.
    """
    missing = [language for language in languages if not (folder / f"{language}.yml").is_file()]
    problems = [
        Problem(Location(settings), "strings-missing", {"language": language, "file": f"{language}.yml"})
        for language in missing
    ]
    try:
        load_strings(folder, [language for language in languages if language not in missing])
    except StringsError as error:
        problems += [
            Problem(Location(f"theme/strings/{fault.file}", fault.line), "strings-invalid", {"detail": fault.detail})
            for fault in error.faults
        ]
    return problems
