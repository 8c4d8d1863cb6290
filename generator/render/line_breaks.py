"""Line breaks inside a paragraph: no space between Chinese characters."""

from __future__ import annotations

import re

CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u2018\u2019\u201c\u201d\u2026\u2014"
_BREAK = re.compile(
    rf"([{CJK}](?:</(?:strong|em|a|sup|code)>)*)\n[ \t]*((?:<(?:strong|em|a|sup|code)(?: [^>]*)?>)*[{CJK}])"
)


def join_lines(made: str) -> str:
    """HTML of a piece of text, without the line breaks that stand between Chinese characters."""
    return _BREAK.sub(r"\1\2", _BREAK.sub(r"\1\2", made))
