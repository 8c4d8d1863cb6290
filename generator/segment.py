"""Cutting Chinese into words with jieba's dictionary, extended by the archive's own names.

`rjieba` is jieba's algorithm and dictionary in Rust. It is given runs of Chinese characters only: on these it gives
jieba's tokens (a test holds it to that), while Latin text and punctuation are cut otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import count
from types import ModuleType
from typing import Any

HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
"""Unbroken Chinese characters."""


def dictionary_of(names: Iterable[str]) -> tuple[str, ...]:
    """The words that names add to the dictionary, sorted: their Chinese runs of two characters and more."""
    return tuple(sorted({run for name in names for run in HAN_RUN.findall(name) if len(run) > 1}))


@lru_cache(maxsize=4)
def segmenter_of(names: tuple[str, ...]) -> Segmenter:
    """A segmenter with these names; the same one again for whoever builds again in one process, as `serve` does."""
    return Segmenter(names)


_loaded = count()
"""How many dictionaries this process has asked for."""


def _own_jieba(rjieba: ModuleType) -> Any:
    """A jieba that nobody else adds words to.

    The first one is that of the module itself: loading the dictionary once more takes a tenth of a second.
    """
    return rjieba if next(_loaded) == 0 else rjieba.Jieba()


class Segmenter:
    """jieba with the names of one archive, loaded when it first cuts.

    Args:
        names: Words that the dictionary may not know; only their Chinese runs of two characters and more count.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._words = dictionary_of(names)

    @cached_property
    def _cut(self) -> Callable[[str], list[str]]:
        import rjieba  # noqa: PLC0415  (an eighth of a second: loading it loads the dictionary)

        jieba = _own_jieba(rjieba)
        for word in self._words:
            jieba.add_word(word, None, None)
        cut: Callable[[str], list[str]] = jieba.cut
        return cut

    def load(self) -> None:
        """Load the dictionary now: processes that are forked afterwards share it."""
        assert self._cut is not None

    def cut(self, run: str) -> list[str]:
        """Words of a run of Chinese characters, in order."""
        return self._cut(run)

    def words(self, text: str) -> Iterator[str]:
        """All of a text in order: words of its Chinese runs, and what stands between the runs as it is."""
        end = 0
        for run in HAN_RUN.finditer(text):
            if run.start() > end:
                yield text[end : run.start()]
            yield from self.cut(run[0])
            end = run.end()
        if end < len(text):
            yield text[end:]
