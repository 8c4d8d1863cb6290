"""Values as a writer would type them in YAML: plain where that is safe, else in double quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff《（][^:#,\[\]{}\"'\\\n]*")
_WORDS = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})


def scalar(text: str) -> str:
    """A text as a YAML scalar, also within brackets."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not text.endswith(" "):
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(entry: Mapping[str, str | None]) -> str:
    """A mapping on one line; keys without a value are left out."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in entry.items() if value is not None) + "}"


def flow_list(values: Iterable[str]) -> str:
    """A list on one line, of values that are YAML already."""
    return f"[{', '.join(values)}]"


def both(zh: str, en: str) -> str:
    """A text in both languages, on one line."""
    return flow({"zh": scalar(zh), "en": scalar(en)})
