"""Writes `data/traditional_to_simplified.txt` from OpenCC: `python -m generator.search.fold_data > FILE`.

The file is kept in the repository, so that another version of OpenCC does not change anybody's index.
"""

from __future__ import annotations

import sys
from itertools import chain

import opencc

IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x32400))


def traditional_to_simplified() -> dict[str, str]:
    """Every ideograph that OpenCC replaces → what it becomes in the end."""
    convert = opencc.OpenCC("t2s").convert
    changed = {
        character: simplified
        for character in map(chr, chain.from_iterable(IDEOGRAPHS))
        if (simplified := convert(character)) != character and len(simplified) == 1
    }
    return {character: changed.get(simplified, simplified) for character, simplified in changed.items()}


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    for character, simplified in sorted(traditional_to_simplified().items()):
        sys.stdout.write(character + simplified + "\n")
