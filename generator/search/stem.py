"""The stem of an English word: Snowball's English stemmer, version 3 ("Porter 2").

Snowball's own for Python is generated code that takes five times as long, and a hundredth of a second to load. The browser has
the same rules in `theme/search/stem.js`; tests hold all three together.
"""

from __future__ import annotations

import re
from collections.abc import Collection

EXCEPTIONS = {
    "skis": "ski", "skies": "sky", "idly": "idl", "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli",
    "singly": "singl", "sky": "sky", "news": "news", "howe": "howe", "atlas": "atlas", "cosmos": "cosmos", "bias": "bias",
    "andes": "andes",
}  # fmt: skip
VOWELS = frozenset("aeiouy")
"""A y that stands for a consonant is a Y while the word is cut."""
FIRST_REGION = re.compile("(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)|.*?[aeiouy][^aeiouy]")
REGION = re.compile(".*?[aeiouy][^aeiouy]")
VOWEL_AND_Y = re.compile("(^|[aeiouy])y")
VOWEL = re.compile("[aeiouy]")
ING_KEPT = {"even", "cann", "inn", "earr", "herr", "out"}
EED_KEPT = {"succ", "proc", "exc"}
DOUBLED = {"bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"}

DERIVED = {
    "ational": "ate", "fulness": "ful", "iveness": "ive", "ization": "ize", "ousness": "ous", "biliti": "ble",
    "lessli": "less", "tional": "tion", "alism": "al", "aliti": "al", "ation": "ate", "entli": "ent", "fulli": "ful",
    "iviti": "ive", "ogist": "og", "ousli": "ous", "abli": "able", "alli": "al", "anci": "ance", "ator": "ate",
    "enci": "ence", "izer": "ize", "bli": "ble", "ogi": "og", "li": "",
}  # fmt: skip
NOMINAL = {
    "ational": "ate", "tional": "tion", "alize": "al", "ative": "", "icate": "ic", "iciti": "ic", "ical": "ic", "ness": "",
    "ful": "",
}  # fmt: skip
RESIDUAL = {
    "ement", "able", "ance", "ence", "ible", "ment", "ant", "ate", "ent", "ism", "iti", "ion", "ive", "ize", "ous", "al",
    "er", "ic",
}  # fmt: skip


def stem(word: str) -> str:
    """The stem of a word of a–z in lower case."""
    if len(word) < 3:
        return word
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    text = VOWEL_AND_Y.sub(r"\1Y", word) if "y" in word else word
    first, second = _regions(text)
    text = _without_plural(text)
    text = _without_tense(text, first)
    if text[-1] in "yY" and len(text) > 2 and text[-2] not in VOWELS:
        text = text[:-1] + "i"
    text = _derived(text, first)
    text = _nominal(text, first, second)
    text = _residual(text, second)
    return _without_last(text, first, second).replace("Y", "y")


def _regions(text: str) -> tuple[int, int]:
    """Where the two regions begin in which suffixes may be taken off."""
    found = FIRST_REGION.match(text)
    if found is None:
        return len(text), len(text)
    second = REGION.match(text, found.end())
    return found.end(), second.end() if second else len(text)


def _suffix(text: str, suffixes: Collection[str], longest: int) -> str:
    """The longest of some suffixes, of two letters at least, that a text has; empty if it has none."""
    for length in range(longest, 1, -1):
        if text[-length:] in suffixes:
            return text[-length:]
    return ""


def _is_short(text: str) -> bool:
    """Whether it ends in a short syllable."""
    if len(text) == 2:
        return text[0] in VOWELS and text[1] not in VOWELS
    *_, before, middle, last = ("", "", *text[-3:])
    ends = before not in VOWELS and middle in VOWELS and last not in VOWELS and last not in "wxY"
    return (ends and len(text) > 2) or text.endswith("past")


def _without_plural(text: str) -> str:
    if text.endswith("sses"):
        return text[:-2]
    if text.endswith(("ied", "ies")):
        return text[: -2 if len(text) > 4 else -1]
    if text.endswith(("us", "ss")) or not text.endswith("s"):
        return text
    return text[:-1] if VOWEL.search(text, 0, len(text) - 2) else text


def _without_tense(text: str, first: int) -> str:
    suffix = _suffix(text, ("eedly", "ingly", "edly", "eed", "ing", "ed"), 5)
    if not suffix:
        return text
    base = text.removesuffix(suffix)
    if suffix.startswith("eed"):
        return base + "ee" if len(base) >= first and base not in EED_KEPT else text
    if suffix == "ing":
        if len(base) == 2 and base[1] == "y" and base[0] not in VOWELS:
            return base[0] + "ie"
        if base in ING_KEPT:
            return text
    if not VOWEL.search(base):
        return text
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if base[-2:] in DOUBLED:
        return base if len(base) == 3 and base[0] in "aeo" else base[:-1]
    return base + "e" if len(base) == first and _is_short(base) else base


def _derived(text: str, first: int) -> str:
    suffix = _suffix(text, DERIVED, 7)
    base = text.removesuffix(suffix)
    if not suffix or len(base) < first:
        return text
    if (suffix == "ogi" and not base.endswith("l")) or (suffix == "li" and base[-1:] not in set("cdeghkmnrt")):
        return text
    return base + DERIVED[suffix]


def _nominal(text: str, first: int, second: int) -> str:
    suffix = _suffix(text, NOMINAL, 7)
    base = text.removesuffix(suffix)
    if not suffix or len(base) < (second if suffix == "ative" else first):
        return text
    return base + NOMINAL[suffix]


def _residual(text: str, second: int) -> str:
    suffix = _suffix(text, RESIDUAL, 5)
    base = text.removesuffix(suffix)
    if not suffix or len(base) < second or (suffix == "ion" and base[-1:] not in ("s", "t")):
        return text
    return base


def _without_last(text: str, first: int, second: int) -> str:
    """Without a last e, or the last of two l."""
    at = len(text) - 1
    if text.endswith("e"):
        return text[:at] if at >= second or (at >= first and not _is_short(text[:at])) else text
    return text[:at] if text.endswith("ll") and at >= second else text
