"""`anliku stamp`: note in a translation which version of the original it translates, once a person has checked it."""

from __future__ import annotations

import re
from pathlib import Path

from generator.archive.documents import parse_document, text_hash
from generator.archive.front_matter import CaseKeys
from generator.archive.reading import PAGES_FOLDER, read_text, scan
from generator.config import load_config
from generator.paths import Paths
from generator.problems import ContentError, Location, Problem

_LINE = re.compile(r"^(translation_of|译自):.*$", re.M)


def stamp(paths: Paths, slugs: tuple[str, ...]) -> list[Path]:
    """Write the hash of the original into the translations of the named cases, or of all.

    Only the line `translation_of` is touched (or added below the first line of the front matter).

    Returns:
        The files that were changed.

    Raises:
        ContentError: A name is no case, or an original or a translation can't be read; nothing was written.
    """
    config = load_config(paths.config)
    folders, _ = scan(paths.content, [declared.id for declared in config.types])
    cases = {folder.slug: folder for folder in folders if folder.type != PAGES_FOLDER}
    unknown = [slug for slug in slugs if slug not in cases]
    if unknown:
        raise ContentError([Problem(Location(slug), "case-unknown", {"slug": slug}) for slug in unknown])
    wanted: list[tuple[Path, bytes]] = []
    unusable: list[Problem] = []
    for slug in slugs or sorted(cases):
        folder = cases[slug]
        default = f"{config.default_language}.md"
        if default not in folder.files:
            continue
        source, problems = read_text(paths.content, f"{folder.path}/{default}")
        document, more = parse_document(source, CaseKeys) if source else (None, [])
        if document is None or document.keys is None:
            raise ContentError([*problems, *more])
        made = text_hash(document.keys.title, document.keys.summary, document.body)
        for language in config.language_codes[1:]:
            name = f"{language}.md"
            if name not in folder.files:
                continue
            translation, problems = read_text(paths.content, f"{folder.path}/{name}")
            if translation is None:
                unusable += problems
                continue
            file = paths.content / folder.path / name
            before = file.read_bytes()
            after = _stamped(before.decode("utf-8"), made).encode()
            if after != before:
                wanted.append((file, after))
    if unusable:
        raise ContentError(unusable)
    for file, data in wanted:
        file.write_bytes(data)
    return [file for file, _ in wanted]


def _stamped(text: str, made: str) -> str:
    """The text of a translation with the hash in it; line ends and all else stay as they are."""
    head, fence, body = text.partition("\n---")
    found = _LINE.search(head)
    if found:
        head = _LINE.sub(lambda line: f"{line[1]}: {made}" + ("\r" if line[0].endswith("\r") else ""), head, count=1)
    else:
        first, newline, rest = head.partition("\n")
        head = f"{first}{newline}translation_of: {made}\n{rest}"
    return head + fence + body
