"""The archive beside its sources: no sentence of theirs, every number of theirs, no number but theirs.

The repository holds no source. `sources.json` has hashes of their runs of characters, `numbers.yml` the numbers that
they print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.archive.archive import Archive
from generator.archive.documents import body_of
from generator.archive.model import Case, Method
from generator.archive.reading import read_text
from generator.paths import Paths, theme_folder
from tests.archive import source_runs
from tests.archive.printed_numbers import arabic_numbers, numbers

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = ROOT / "content"

PRINTED: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "numbers.yml").read_text(encoding="utf-8")
)
"""Number of a case → what its source prints, and what answers it."""

_NOT_COUNTED = re.compile(r"^\s*\d{1,3}[.)] |AL-\d{4}|\]\([^()\s]*\)", re.M)
"""Numbers of list items and of cases, and addresses."""


@lru_cache(maxsize=1)
def archive() -> Archive:
    paths = Paths(config=ROOT / "site_config.yml", content=CONTENT, output=ROOT / "site", theme=theme_folder())
    return pipeline.check(paths, jobs=1)[0]


def case_of(number: str) -> Case:
    return archive().by_number[number]


def body_text(case: Case) -> str:
    source, _ = read_text(CONTENT, case.article("zh").path)
    assert source is not None
    return body_of(source).text


def prose(case: Case) -> str:
    article = case.article("zh")
    return _NOT_COUNTED.sub(" ", "\n".join([article.title, article.summary, body_text(case)]))


# ── sentences ────────────────────────────────────────────────────────────────
def test_no_run_of_twenty_chinese_characters_of_a_body_stands_in_a_source() -> None:
    hashes = source_runs.unpack(source_runs.FILE.read_text(encoding="utf-8"))

    copied = [
        f"{case.article('zh').path}: {run}"
        for case in archive().by_serial
        for run in source_runs.runs_of_body(body_text(case))
        if source_runs.hash_of(run) in hashes
    ]

    assert copied == []


def test_the_hashes_are_those_of_many_sources() -> None:
    assert len(source_runs.unpack(source_runs.FILE.read_text(encoding="utf-8"))) > 20_000


def test_a_copied_run_is_found_whatever_stands_between_its_characters() -> None:
    source = "".join(chr(0x4E00 + place) for place in range(30))
    hashes = {source_runs.hash_of(run) for run in source_runs.runs_of_source(f"{source[:9]}\n\n{source[9:]}")}

    def is_copied(text: str) -> bool:
        return any(source_runs.hash_of(run) in hashes for run in source_runs.runs_of_body(text))

    assert is_copied("，".join(source[4:24]))
    assert is_copied(f"{source[4:14]}\n\n**{source[14:24]}**")
    assert not is_copied(source[4:23])
    assert not is_copied(f"{source[4:14]}也{source[14:24]}")
    assert not is_copied(f"《{source}》")


def test_a_set_phrase_of_the_allowance_is_no_copy() -> None:
    text = "深入学习" + source_runs.ALLOWED[0] + "主题教育"

    assert list(source_runs.runs_of_body(text)) == []


# ── numbers ──────────────────────────────────────────────────────────────────
def test_the_numbers_of_every_source_are_listed() -> None:
    assert sorted(PRINTED) == [case.number for case in archive().by_serial]


@pytest.mark.parametrize("number", sorted(PRINTED))
def test_every_printed_number_is_answered(number: str) -> None:
    case = case_of(number)

    assert [entry for entry in PRINTED[number] if not is_answered(case, entry)] == []


def is_answered(case: Case, entry: dict[str, Any]) -> bool:
    """A figure has the number, or the text has it, or a method, or there is a reason for leaving it out."""
    printed = numbers(entry["printed"])
    if entry["answer"] == "figure":
        found = [figure for figure in case.figures if figure.key == entry["key"]]
        return any(printed & {*amounts(figure.value), *numbers(figure.label["zh"])} for figure in found)
    if entry["answer"] == "body":
        return not printed or bool(printed & numbers(prose(case)))
    if entry["answer"] == "method":
        methods = [archive().vocabulary.methods[method] for method in case.methods]
        said = "\n".join([*(text for method in methods for text in words(method)), prose(case)])
        return not printed or bool(printed & numbers(said))
    return entry["answer"] == "omitted" and bool(entry.get("why"))


def words(method: Method) -> Iterator[str]:
    yield from (method.name["zh"], *method.aliases.get("zh", ()), method.meaning.get("zh", ""))
    yield from (member["zh"] for member in method.members)


def amounts(value: Decimal) -> set[Decimal]:
    """A value, also where its unit is ten thousand (1.3 of 万人)."""
    return {value, value * 10_000}


@pytest.mark.parametrize("number", sorted(PRINTED))
def test_every_number_of_a_case_is_printed_in_its_source(number: str) -> None:
    """Arabic numerals and figures; what a text counts up in words (三件事) is its own order of the facts."""
    case = case_of(number)
    printed = {value for entry in PRINTED[number] for value in numbers(entry["printed"])}

    own = [value for value in arabic_numbers(prose(case)) if not amounts(value) & printed]
    own += [figure.value for figure in case.figures if not amounts(figure.value) & printed]

    assert own == []


def test_chinese_and_arabic_numerals_are_the_same_number() -> None:
    assert numbers("二十大") == {Decimal(20)}
    assert numbers("1.3万余人") == {Decimal("1.3"), Decimal(13000)}
    assert numbers("1000多万元") >= {Decimal(10_000_000)}
    assert numbers("68,000余人、二〇二三年") >= {Decimal(68000), Decimal(2023)}
    assert numbers("三百六十六") == {Decimal(366)}
    assert numbers("一万两千") == {Decimal(12000)}
    assert numbers("四分类、四百五亮") == {Decimal(4), Decimal(405)}
