"""The only reader of the content folder: which files there are, and their text."""

from __future__ import annotations

import hashlib
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.archive.keys import did_you_mean
from generator.archive.names import nearest
from generator.archive.values import SLUG_PATTERN
from generator.listing import Item, Listing, items_of, listing_of
from generator.problems import Bilingual, Location, Problem

MAX_TEXT_BYTES = 1_000_000
"""A case is some 2,000 characters; a megabyte is a mistake."""

BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Characters that change the direction of text and can make a sentence read as another."""

INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad\u3164\uffa0\u115f\u1160")
"""Characters that nobody sees; they hide words from search and from the guard list."""

JOINERS = "\u200c\u200d\u180e"
"""Invisible too, but beside Mongolian letters they belong to the spelling."""

VOCABULARY_FOLDER = "vocabulary"
PAGES_FOLDER = "pages"
NUMBERS_FILE = "numbers.yml"
"""The highest number ever given, in the content folder; `anliku new` keeps it."""
IGNORED = frozenset({"Thumbs.db", "desktop.ini"})

_SLUG = re.compile(SLUG_PATTERN)
_GIVEN = re.compile(r"^highest:[^\S\n]*[A-Z]{1,8}-([0-9]{1,7})", re.M)


class Folder(Struct, frozen=True, kw_only=True):
    """The folder of one case or free page."""

    type: str
    """The type's id; `pages` for a free page."""
    slug: str
    files: tuple[str, ...]
    """Names of the regular files in it, sorted."""
    stamps: tuple[tuple[int, int, int, int], ...] = ()
    """Of each file: bytes, times of the last change of content and of state in nanoseconds, number on the disk."""

    @property
    def path(self) -> str:
        """Relative to the content folder."""
        return f"{self.type}/{self.slug}"


class SourceText(Struct, frozen=True, kw_only=True):
    """The text of one file, without byte order mark, lines ended by `\\n`."""

    path: str
    text: str
    digest: str
    """SHA-256 of the bytes, hexadecimal."""


def scan(content: Path, types: Sequence[str], listing: Listing | None = None) -> tuple[list[Folder], list[Problem]]:
    """List the folders of all cases and free pages, sorted by path; names that can't be used are problems.

    Args:
        content: The content folder.
        types: Ids of the case types.
        listing: What lies in it, where somebody has looked already.
    """
    folders: list[Folder] = []
    problems: list[Problem] = []
    if not content.is_dir():
        return [], [Problem(Location(str(content)), "content-missing")]
    listing = listing_of(content) if listing is None else listing
    for entry in _entries(listing, "", problems, str(content)):
        if entry.name == VOCABULARY_FOLDER or not entry.is_folder:
            if not entry.is_folder and entry.name != NUMBERS_FILE:
                problems.append(_unexpected(entry.name))
            continue
        if entry.name not in types and entry.name != PAGES_FOLDER:
            problems.append(
                Problem(
                    Location(entry.name),
                    "folder-type-unknown",
                    {
                        "name": entry.name,
                        "known": list(types),
                        "suggestion": did_you_mean(nearest(entry.name, types, 1)),
                    },
                )
            )
            continue
        folders += _cases(listing, entry.name, problems)
    first: dict[str, str] = {}
    for folder in folders:
        if folder.type == PAGES_FOLDER:
            continue
        if folder.slug in first:
            args = {"slug": folder.slug, "other": first[folder.slug]}
            problems.append(Problem(Location(folder.path), "slug-duplicate", args))
        if re.fullmatch(r"index(?:-[1-9][0-9]*)?", folder.slug):
            problems.append(Problem(Location(folder.path), "address-reserved", {"slug": folder.slug}))
        first.setdefault(folder.slug, folder.path)
    return folders, problems


def _cases(listing: Listing, type_id: str, problems: list[Problem]) -> Iterator[Folder]:
    for entry in _entries(listing, type_id, problems):
        path = f"{type_id}/{entry.name}"
        if not entry.is_folder:
            problems.append(_unexpected(path))
            continue
        if not _SLUG.fullmatch(entry.name):
            suggestion = propose_slug(entry.name)
            problems.append(Problem(Location(path), "folder-slug", {"name": entry.name, "suggestion": suggestion}))
            continue
        files, stamps = [], []
        for file in _entries(listing, path, problems):
            if file.is_folder:
                problems.append(_unexpected(f"{path}/{file.name}"))
            else:
                files.append(file.name)
                stamps.append((file.size, file.modified, file.changed, file.inode))
        yield Folder(type=type_id, slug=entry.name, files=tuple(files), stamps=tuple(stamps))


def _entries(listing: Listing, folder: str, problems: list[Problem], shown: str = "") -> list[Item]:
    """What a folder holds, sorted, hidden and temporary files left out; links and devices are problems."""
    found = []
    items = listing[folder]
    if isinstance(items, OSError):
        problems.append(_unreadable(folder or shown, items))
        return []
    for item in items:
        name = item.name
        if name.startswith((".", "~$")) or name.endswith("~") or name in IGNORED:
            continue
        if not (item.is_folder or stat.S_ISREG(item.mode)):
            problems.append(Problem(Location(f"{folder}/{name}" if folder else name), "file-symlink"))
            continue
        found.append(item)
    return found


_PLACES = Bilingual("<类型>/<案例>/<语言>.md", "<type>/<case>/<language>.md")


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(Location(path), "file-unreadable", {"reason": error.strerror or str(error)})


def _unexpected(path: str) -> Problem:
    return Problem(Location(path), "file-unexpected", {"expected": _PLACES})


def propose_slug(text: str) -> str:
    """An address from any text: pinyin for Chinese, lower case, hyphens between words."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  (half a second to load; only for proposals)

    syllables = lazy_pinyin(unicodedata.normalize("NFKC", text))
    slug = re.sub(r"[^a-z0-9]+", "-", "-".join(syllables).lower()).strip("-")
    return slug[:60].strip("-") or "an-li"


def read_vocabulary_texts(content: Path) -> tuple[dict[str, str | None], list[Problem]]:
    """Name without `.yml` → text, `None` where its bytes are unusable, for every vocabulary file that is there."""
    texts: dict[str, str | None] = {}
    problems: list[Problem] = []
    if (content / VOCABULARY_FOLDER).is_dir():
        listing = {VOCABULARY_FOLDER: items_of(content / VOCABULARY_FOLDER)}
        for entry in _entries(listing, VOCABULARY_FOLDER, problems):
            name, dot, ending = entry.name.rpartition(".")
            if ending == "yml" and dot and not entry.is_folder:
                source, found = read_text(content, f"{VOCABULARY_FOLDER}/{entry.name}", limit=20 * MAX_TEXT_BYTES)
                problems += found
                texts[name] = source.text if source is not None else None
            else:
                problems.append(
                    Problem(Location(f"{VOCABULARY_FOLDER}/{entry.name}"), "file-unexpected", {"expected": "*.yml"})
                )
    return texts, problems


def read_text(
    content: Path, path: str, *, limit: int = MAX_TEXT_BYTES, data: bytes | None = None
) -> tuple[SourceText | None, list[Problem]]:
    """Read one text file of the content folder.

    Args:
        content: The content folder.
        path: Relative to it, with `/`.
        limit: Bytes of the longest file that is taken for a text.
        data: Its bytes where they are known already.

    Returns:
        The text, or `None` where it can't be used; and what is wrong with its bytes and characters.
    """
    try:
        size = (content / path).stat().st_size if data is None else len(data)
        if size > limit:
            args = {"size": show_size(size), "limit": show_size(limit)}
            return None, [Problem(Location(path), "file-too-large", args)]
        if data is None:
            data = (content / path).read_bytes()
    except OSError as error:
        return None, [_unreadable(path, error)]
    if not data.strip():
        return None, [Problem(Location(path), "file-empty")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [Problem(Location(path, line), "file-encoding", {"guess": _guess_encoding(data)})]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = SourceText(path=path, text=text, digest=hashlib.sha256(data).hexdigest())
    return source, list(_bad_characters(path, text))


def _guess_encoding(data: bytes) -> Bilingual:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Bilingual("（像是 UTF-16）", " (it looks like UTF-16)")
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return Bilingual("", "")
    foreign = [character for character in text if character > "\x7f"]
    chinese = sum("\u4e00" <= character <= "\u9fff" or character in "，。、：；“”《》（）" for character in foreign)
    if chinese * 10 > len(foreign) * 9:
        return Bilingual("（像是 GBK）", " (it looks like GBK)")
    return Bilingual("", "")


_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff" + "".join(sorted(BIDI_CONTROLS | INVISIBLE))
_RARE = re.compile(f"[{_CONTROLS}{JOINERS}]")
"""Without looking at neighbours, which takes five times as long; next to no text has one of these."""
_SUSPECT = re.compile(f"[{_CONTROLS}]|(?<![\u1800-\u18af])[{JOINERS}](?![\u1800-\u18af])")


_COMMON = b"\t\n" + bytes(range(0x20, 0x7F))
"""All that a text in ASCII may have; leaving these out takes a tenth of the time that looking for others does."""


def _is_harmless(text: str) -> bool:
    if text.isascii():
        return not text.encode().translate(None, _COMMON)
    return _RARE.search(text) is None


def _bad_characters(path: str, text: str) -> Iterator[Problem]:
    if _is_harmless(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for character in dict.fromkeys(_SUSPECT.findall(line)):
            code = "text-bidi" if character in BIDI_CONTROLS else "file-control-character"
            name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
            yield Problem(Location(path, number), code, {"name": name})


def show_size(size: int) -> str:
    """Bytes as people read them: 512 B, 1.2 MB."""
    if size < 1000:
        return f"{size} B"
    value = size / 1000
    for unit in ("KB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError("unreachable")


def highest_given(content: Path) -> int:
    """The highest number that was ever given, as far as it was noted; cases may have been deleted since.

    After a merge of two branches the file may hold several numbers: the highest counts.
    """
    try:
        text = (content / NUMBERS_FILE).read_bytes().decode("utf-8", "replace")
    except OSError:
        return 0
    return max((int(digits) for digits in _GIVEN.findall(text)), default=0)
