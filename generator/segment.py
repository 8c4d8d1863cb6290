"""Cutting Chinese into words with jieba's dictionary, extended by the archive's own names.

`rjieba` is jieba's algorithm and dictionary in Rust. It is given runs of Chinese characters only: on these it gives
jieba's tokens (a test holds it to that), while Latin text and punctuation are cut otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import count
from typing import Any, Protocol

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
"""How many dictionaries this process, or the one that it was forked from, has asked for."""


def own_jieba() -> Any:
    """A jieba that nobody else adds words to.

    The first one is that of the module itself: loading the dictionary once more takes a tenth of a second.
    """
    import rjieba  # noqa: PLC0415  (an eighth of a second: loading it loads the dictionary)

    return rjieba if next(_loaded) == 0 else rjieba.Jieba()


class Elsewhere(Protocol):
    """Another process that has read the dictionary (`JiebaBeside`)."""

    def teach(self, words: Sequence[str]) -> bool:
        """Words that its dictionary shall have too; returns whether anybody listens."""

    def cut(self, run: str) -> list[str] | None:
        """As `Segmenter.cut`; `None` where nobody answers."""


class Segmenter:
    """jieba with the names of one archive, loaded when it first cuts.

    Args:
        names: Words that the dictionary may not know; only their Chinese runs of two characters and more count.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._words = dictionary_of(names)
        self._beside: Elsewhere | None = None

    @cached_property
    def _cut(self) -> Callable[[str], list[str]]:
        jieba = own_jieba()
        for word in self._words:
            jieba.add_word(word, None, None)
        cut: Callable[[str], list[str]] = jieba.cut
        return cut

    def load(self, beside: Elsewhere | None = None) -> None:
        """Load the dictionary now, so that processes that are forked afterwards share it; or let another process cut
        that has loaded it."""
        self._beside = beside if beside is not None and beside.teach(self._words) else None
        assert self._beside is not None or self._cut is not None

    def cut(self, run: str) -> list[str]:
        """Words of a run of Chinese characters, in order."""
        if self._beside is not None:
            words = self._beside.cut(run)
            if words is not None:
                return words
            self._beside = None
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
