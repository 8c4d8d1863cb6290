"""The runs of Chinese characters in the sources of the archive, as hashes: enough to tell a copied sentence, and no text.

Run with the folder of the source pages to write `sources.json` anew:

    python -m tests.archive.source_runs FOLDER

Only Chinese characters count, on both sides: a changed comma, a space or a line end hides nothing.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

RUN = 20
"""Chinese characters in a row that may not stand in a source. Names and set phrases are shorter; the long ones are
listed below."""

HASH_BYTES = 6
"""Among some 25,000 runs of the sources, a run that is not there is taken for one of them once in ten thousand million."""

ALLOWED = ("习近平新时代中国特色社会主义思想",)
"""Set phrases that no one may vary; they are taken out before runs are compared."""

FILE = Path(__file__).parent / "sources.json"

_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_CUT = "\0"
_TITLE = re.compile(r"《[^》]*》")


def runs_of_source(text: str) -> Iterator[str]:
    """Every run of a source page; its own line ends are left out, since columns break sentences."""
    return _runs("".join(_CHINESE.findall(text)))


def runs_of_body(text: str) -> Iterator[str]:
    """Every run of a body, 《document titles》 and the allowance aside."""
    text = _TITLE.sub(_CUT, text)
    for phrase in ALLOWED:
        text = text.replace(phrase, _CUT)
    for part in text.split(_CUT):
        yield from _runs("".join(_CHINESE.findall(part)))


def _runs(text: str) -> Iterator[str]:
    for start in range(len(text) - RUN + 1):
        yield text[start : start + RUN]


def hash_of(run: str) -> bytes:
    return hashlib.blake2b(run.encode(), digest_size=HASH_BYTES).digest()


def pack(hashes: Iterable[bytes]) -> str:
    """The JSON that the repository carries: all hashes in order, in one text."""
    data = {
        "characters": RUN,
        "bytes": HASH_BYTES,
        "hashes": base64.b64encode(b"".join(sorted(set(hashes)))).decode("ascii"),
    }
    return json.dumps(data, indent=1) + "\n"


def unpack(text: str) -> frozenset[bytes]:
    data = json.loads(text)
    assert (data["characters"], data["bytes"]) == (RUN, HASH_BYTES), "written by another version: write it anew"
    packed = base64.b64decode(data["hashes"])
    return frozenset(packed[start : start + HASH_BYTES] for start in range(0, len(packed), HASH_BYTES))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with the source pages, one text file each")
    pages = sorted(parser.parse_args().folder.glob("*.txt"))
    if not pages:
        parser.error("there are no text files in that folder")
    hashes = {hash_of(run) for page in pages for run in runs_of_source(page.read_text(encoding="utf-8"))}
    FILE.write_text(pack(hashes), encoding="utf-8")
    print(f"{len(hashes)} runs of {len(pages)} pages")


if __name__ == "__main__":
    main()
