"""Writes `data/common_characters.txt`: `python -m generator.search.common_data > FILE`.

The file is kept in the repository, so that another version of jieba does not change anybody's index.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import jieba

from generator.search.packed_text import COMMON, FREQUENT


def common_characters() -> tuple[str, str]:
    """The most frequent Chinese characters of jieba's dictionary, and those that follow; both sorted by code point."""
    counts: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, frequency, _ = line.split(" ")
        for character in word:
            if "\u4e00" <= character <= "\u9fff":
                counts[character] += int(frequency)
    ranked = sorted(counts, key=lambda character: (-counts[character], character))
    return "".join(sorted(ranked[:FREQUENT])), "".join(sorted(ranked[FREQUENT : FREQUENT + COMMON]))


def as_script(characters: str) -> str:
    """Differences of code points as printable characters, as they stand in `theme/search/packed.js`."""
    output = []
    before = 0x4E00
    for code in map(ord, characters):
        step = code - before
        before = code
        output.append(chr(35 + step) if step < 60 else chr(95 + step // 60) + chr(35 + step % 60))
    return "".join(output).replace("\\", "\\\\").replace("'", "\\'")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    if sys.argv[1:] == ["--script"]:
        for line in common_characters():
            sys.stdout.write(as_script(line) + "\n")
    else:
        sys.stdout.write("\n".join(common_characters()) + "\n")
