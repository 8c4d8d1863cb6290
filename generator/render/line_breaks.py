"""Line breaks inside a paragraph: no space between Chinese characters."""

from __future__ import annotations

import re
from functools import cache

CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u2018\u2019\u201c\u201d\u2026\u2014"
_BREAK = rf"([{CJK}](?:</(?:strong|em|a|sup|code)>)*)\n[ \t]*((?:<(?:strong|em|a|sup|code)(?: [^>]*)?>)*[{CJK}])"


def join_lines(made: str) -> str:
    """HTML of a piece of text, without the line breaks that stand between Chinese characters."""
    pattern = _break()
    return pattern.sub(r"\1\2", pattern.sub(r"\1\2", made))


@cache
def _break() -> re.Pattern[str]:
    """Compiled when first needed: classes of so many characters take milliseconds, and few texts break lines."""
    return re.compile(_BREAK)
