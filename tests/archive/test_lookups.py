"""What a case asked the vocabulary for is known, and need not be found out again."""

from __future__ import annotations

from generator.archive.lookups import KINDS, TracingVocabulary
from generator.archive.vocabulary import Vocabulary
from generator.archive.vocabulary_files import read_vocabulary

FILES = {
    "regions": "regions:\n- {code: '1501', kind: prefecture, name: {zh: 呼和浩特市}}\n- {code: '150103', kind: county, name: {zh: 回民区}, parent: '1501'}",
    "series": "series:\n- {id: forum, name: {zh: 书记论坛}, parts: 9}\n- {id: notes, name: {zh: 手记}}",
    "themes": "themes:\n- {id: care, name: {zh: 为老服务}}",
}  # fmt: skip
QUESTIONS = [
    ("region_names", "回民区"),
    ("series_names", "书记论坛"),
    ("series_names", "手记"),
    ("theme_names", "为老"),
]


def asked(tracing: TracingVocabulary) -> tuple[list[object], object]:
    tracing.begin()
    return [getattr(tracing, kind).resolve(name) for kind, name in QUESTIONS], tracing.taken()


def vocabulary() -> Vocabulary:
    read, problems = read_vocabulary(FILES)
    assert problems == []
    return read


def test_answers_that_are_recalled_are_given_again_and_make_no_table_of_names() -> None:
    first = TracingVocabulary.of(vocabulary())
    answers, taken = asked(first)
    second = vocabulary()
    tracing = TracingVocabulary.of(second)

    tracing.recall(first.taken())

    assert asked(tracing) == (answers, taken)
    assert not second.__dict__.keys() & set(KINDS)


def test_what_is_not_recalled_is_looked_up() -> None:
    tracing = TracingVocabulary.of(vocabulary())
    tracing.recall([(("region_names", "回民区"), "150103")])

    assert tracing.theme_names.resolve("为老服务") == "care"
