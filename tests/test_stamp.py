"""`anliku stamp`: all of the named translations are stamped, or none is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import ContentError
from generator.stamp import stamp
from tests.archive.factories import make_archive


def test_a_translation_that_cannot_be_read_is_told_and_no_other_is_touched(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/alpha": {}, "practices/beta": {"number": "AL-0002"}})
    alpha, beta = (made.root / f"content/practices/{slug}/en.md" for slug in ("alpha", "beta"))
    alpha.write_text(alpha.read_text("utf-8").replace("translation_of", "# translation_of"), encoding="utf-8")
    beta.write_bytes("---\ntitle: 网格里的早市\n---\n早市每天六点开张。\n".encode("gbk"))
    before = alpha.read_bytes()

    with pytest.raises(ContentError) as told:
        stamp(made.paths, ())

    assert [(problem.where.path, problem.code) for problem in told.value.problems] == [
        ("practices/beta/en.md", "file-encoding")
    ]
    assert alpha.read_bytes() == before


def test_only_the_line_of_the_hash_changes(tmp_path: Path) -> None:
    made = make_archive(tmp_path, cases={"practices/alpha": {}})
    file = made.root / "content/practices/alpha/en.md"
    lines = file.read_text("utf-8").split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith("translation_of"))
    made_hash = lines[place].partition(": ")[2].strip("\"'")
    lines[place] = "translation_of: pending"
    file.write_bytes("\r\n".join(lines).encode())

    assert stamp(made.paths, ("alpha",)) == [file]
    lines[place] = f"translation_of: {made_hash}"
    assert file.read_bytes() == "\r\n".join(lines).encode()
    assert stamp(made.paths, ("alpha",)) == []
