"""Cutting Chinese into words with jieba's dictionary, extended by the archive's own names.

`rjieba` is jieba's algorithm and dictionary in Rust. It is given runs of Chinese characters only: on these it gives
jieba's tokens (a test holds it to that), while Latin text and punctuation are cut otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache

HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
"""Unbroken Chinese characters."""


def dictionary_of(names: Iterable[str]) -> tuple[str, ...]:
    """The words that names add to the dictionary, sorted: their Chinese runs of two characters and more."""
    return tuple(sorted({run for name in names for run in HAN_RUN.findall(name) if len(run) > 1}))


@lru_cache(maxsize=4)
def segmenter_of(names: tuple[str, ...]) -> Segmenter:
    """A segmenter with these names; the same one again for whoever builds again in one process, as `serve` does."""
    return Segmenter(names)


_taken: list[bool] = []
"""Whether the jieba that comes with loading the library is somebody's."""


def _new_jieba() -> tuple[Callable[..., object], Callable[[str], list[str]]]:
    """A jieba with a dictionary of its own: what adds a word to it, and what cuts.

    Each takes an eighth of a second. Loading the library makes one, which the first who asks gets.
    """
    import rjieba  # noqa: PLC0415

    if not _taken:
        _taken.append(True)
        return rjieba.add_word, rjieba.cut
    jieba = rjieba.Jieba()
    return jieba.add_word, jieba.cut


class Segmenter:
    """jieba with the names of one archive, loaded when it first cuts.

    Args:
        names: Words that the dictionary may not know; only their Chinese runs of two characters and more count.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._words = dictionary_of(names)

    @cached_property
    def _cut(self) -> Callable[[str], list[str]]:
        add_word, cut = _new_jieba()
        for word in self._words:
            add_word(word, None, None)
        return cut

    def cut(self, run: str) -> list[str]:
        """Words of a run of Chinese characters, in order."""
        return list(self._cut(run))

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
