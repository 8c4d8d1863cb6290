"""Unicode's compatible form of Chinese prose: no difference of width, and of ligatures and the like."""

from __future__ import annotations

import unicodedata

_COMMON = tuple((mark, unicodedata.normalize("NFKC", mark)) for mark in "，：；（）！？…　")
"""The marks that nearly every Chinese text has and that stand for others, each with what it stands for."""
_SHORT = 100
"""Characters below which looking for the marks takes longer than it saves."""


def nfkc(text: str) -> str:
    """The same as `unicodedata.normalize("NFKC", text)`, for Chinese prose several times as fast.

    A text that is in this form already is told at a glance, and most Chinese prose is but for a few marks.
    """
    if len(text) > _SHORT:
        for mark, meaning in _COMMON:
            text = text.replace(mark, meaning)
    return unicodedata.normalize("NFKC", text)
