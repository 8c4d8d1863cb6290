"""Looking for plain texts first never hides a match."""

from __future__ import annotations

import re

import pytest

from generator.archive.checks.required_text import required


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("村长(?!家)", "村长"),
        ('做到[“"]?两个确立', "做到两个确立"),
        ("习[进劲](?=平)|习平(?=总书记)", "习平总书记"),
        ("(?:决策|安排)(?:布署|部暑)", "决策布署"),
        (r"\b(?:grid managers?)\b", "a grid manager"),
        ("党建{1,2}引令", "党建建引令"),
        ("a?b+c", "bbc"),
        ("。。|，，", "好。。"),
        ("(?i)CCP", "ccp"),
    ],
)
def test_every_match_of_a_pattern_holds_one_of_the_texts_that_it_requires(pattern: str, text: str) -> None:
    assert re.search(pattern, text)

    assert any(part in text for part in required(pattern).texts)
