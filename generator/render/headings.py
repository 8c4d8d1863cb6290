"""Titles that break between words: jieba cuts them when the site is built, no browser does it for Chinese."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from generator.segment import HAN_RUN, Segmenter

_NUMBER_UNIT = re.compile(r"(?<=[0-9]) (?=[\u4e00-\u9fff])")

_BREAK = "\u0000"


def breakable(title: str, segmenter: Segmenter) -> Markup:
    """A title with `<wbr>` between words; clauses in `<span class="cl">` break as wholes first.

    A number and its unit are held together by a no-break space. Titles without Chinese come back as they are.
    """
    if not HAN_RUN.search(title):
        return Markup(escape(title))
    clauses = [clause for clause in re.findall(r"[^：，；]+[：，；]?|[：，；]", title) if clause]
    marked = [_words(clause, segmenter) for clause in clauses]
    if len(marked) == 1:
        return marked[0]
    return Markup("".join([f'<span class="cl">{clause}</span>' for clause in marked]))


def _words(clause: str, segmenter: Segmenter) -> Markup:
    text = _NUMBER_UNIT.sub("\u00a0", clause)
    pieces: list[str] = []
    after_chinese = False
    for word in segmenter.words(text):
        # A break only between two Chinese words or before a bracket: never before other punctuation, and not where a
        # number meets its unit.
        if after_chinese and (word[0] == "（" or (_is_chinese(word[0]) and not _clings(word))):
            pieces.append(_BREAK)
        pieces.append(word)
        after_chinese = _is_chinese(word[-1])
    return Markup(str(escape("".join(pieces))).replace(_BREAK, "<wbr>"))


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or HAN_RUN.match(character) is not None


def _clings(word: str) -> bool:
    """Particles do not begin a line."""
    return word in {"的", "了", "着", "过", "们", "得", "地", "吗", "呢", "吧", "里", "上", "中", "等"}
