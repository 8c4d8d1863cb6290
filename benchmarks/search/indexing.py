"""Builds our index in a process of its own, so that it can be measured from outside.

    python -m benchmarks.search.indexing STAGE --texts FOLDER --output FOLDER --keep FOLDER

Stages: `text` (all cases cut and weighed, then the index), `cache` (the index from the prepared cases), `edit` and `new` (one
case changed or added: what was kept is brought up to date, and only the files that this changes are written), `start`
(nothing but the start of the program, which the others include). The work is the product's own; only the documents come
from a file and not from an archive.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.collection import read_document, read_search_vocabulary
from generator.search.documents import OutputFile, SearchSettings
from generator.search.patched import IndexBuild
from generator.search.prepare import prepare
from generator.segment import Segmenter
from generator.workers import cores, run_all

STAGES = ("start", "text", "cache", "edit", "new")
DOCUMENTS, VOCABULARY = "documents.jsonl", "vocabulary.json"


def stage_file(stage: str) -> str:
    """File with the one document of a stage."""
    return f"{stage}.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where a document lies."""

    file: str
    offset: int
    length: int
    key: str


def lines_of(texts: Path, stage: str) -> dict[int, Line]:
    """Case number → its document; the one of an edit takes the place of the older one."""
    found: dict[int, Line] = {}
    for name in (DOCUMENTS, *([stage_file(stage)] if stage in ("edit", "new") else [])):
        offset = 0
        with (texts / name).open("rb") as file:
            for line in file:
                number = int(line[: line.index(b",")].rpartition(b":")[2])
                key = hashlib.blake2b(line, digest_size=16).hexdigest()
                found[number] = Line(file=name, offset=offset, length=len(line), key=key)
                offset += len(line)
    return dict(sorted(found.items()))


class _Preparer:
    """What a process needs to prepare documents."""

    def __init__(self, texts: Path, dictionary: tuple[str, ...]) -> None:
        self._texts = texts
        self._segmenter = Segmenter(dictionary)

    def prepare(self, line: Line) -> bytes:
        with (self._texts / line.file).open("rb") as file:
            file.seek(line.offset)
            return prepare(read_document(file.read(line.length).decode()), self._segmenter).to_bytes()


def _prepare(preparer: _Preparer, line: Line) -> bytes:
    return preparer.prepare(line)


def build(stage: str, texts: Path, output: Path, keep: Path, site: Path) -> int:
    """Run one stage; returns how many files were written."""
    if stage == "start":
        return 0
    vocabulary = read_search_vocabulary(texts / VOCABULARY)
    lines = lines_of(texts, stage)

    def prepare_all(numbers: Sequence[int]) -> Iterator[bytes]:
        asked = [lines[number] for number in numbers]
        return run_all(_prepare, asked, make=_Preparer, args=(texts, vocabulary.dictionary), jobs=cores())

    count = 0
    with IndexBuild(
        prepare_all,
        vocabulary,
        SearchSettings(),
        {number: line.key for number, line in lines.items()},
        base="measured",
        keep=keep,
        exists=lambda path: (site / path).is_file(),
        jobs=cores(),
    ) as index:
        for file in index.files():
            if isinstance(file, OutputFile):
                path = output / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.data)
                count += 1
        index.commit()
    return count


def main() -> None:
    """The command; prints the number of files written."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True, help="where files are written")
    parser.add_argument("--site", type=Path, required=True, help="what an earlier build has written")
    parser.add_argument("--keep", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.keep.mkdir(parents=True, exist_ok=True)
    print(build(chosen.stage, chosen.texts, chosen.output, chosen.keep, chosen.site))


if __name__ == "__main__":
    main()
