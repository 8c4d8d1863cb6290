"""jieba in another process cuts as jieba in this one does; without it, this one cuts itself."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator

import pytest

from generator.beside import Beside
from generator.jieba_beside import JiebaBeside
from generator.segment import Segmenter

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")

NAMES = ("红色物业联盟", "敕勒川路街道")
TEXTS = ("红色物业联盟走进敕勒川路街道", "党建引领基层治理", "居民议事厅" * 5000, "")


def cuts(segmenter: Segmenter) -> list[list[str]]:
    return [segmenter.cut(text) for text in TEXTS]


def test_it_cuts_as_this_process_does_with_the_archives_own_names() -> None:
    here, there = Segmenter(NAMES), Segmenter(NAMES)
    with JiebaBeside() as jieba:
        there.load(jieba)

        assert cuts(there) == cuts(here)
        assert "_cut" not in vars(there), "it has read the dictionary itself"
    assert here.cut(TEXTS[0]) == [NAMES[0], "走进", NAMES[1]]


def test_a_second_process_asks_without_getting_in_the_way_of_the_first() -> None:
    segmenter = Segmenter(NAMES)

    def asking() -> Generator[list[list[str]], None, None]:
        for _ in range(20):
            found = cuts(segmenter)
        yield found

    with JiebaBeside() as jieba:
        segmenter.load(jieba)
        with Beside(asking) as other:
            ours = [cuts(segmenter) for _ in range(20)]

            assert [other.result()] * 20 == ours


def test_who_is_forked_before_the_names_are_known_cuts_with_them_once_the_first_has_taught_them() -> None:
    def asking(jieba: JiebaBeside) -> Generator[list[str], None, None]:
        segmenter = Segmenter(NAMES)
        yield []
        segmenter.load(jieba)
        yield segmenter.cut(TEXTS[0])

    with JiebaBeside() as jieba, Beside(lambda: asking(jieba)) as other:
        Segmenter(NAMES).load(jieba)
        other.go_on()

        assert other.result() == Segmenter(NAMES).cut(TEXTS[0])


@pytest.mark.parametrize("when", ["before it is asked", "after it was asked", "when it is closed"])
def test_where_it_is_gone_this_process_cuts(when: str) -> None:
    segmenter = Segmenter(NAMES)
    with JiebaBeside() as jieba:
        process = jieba._beside._process
        if when == "before it is asked":
            os.kill(process, signal.SIGKILL)
        segmenter.load(jieba)
        if when == "after it was asked":
            assert segmenter.cut(TEXTS[1])
            os.kill(process, signal.SIGKILL)
        if when == "when it is closed":
            jieba.close()

        assert cuts(segmenter) == cuts(Segmenter(NAMES))
        assert segmenter.cut(TEXTS[0]) == [NAMES[0], "走进", NAMES[1]]
