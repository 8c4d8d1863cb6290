"""Pictures and attachments of a case: checked by what they hold, not by what they are called."""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from generator.archive import model
from generator.archive.front_matter import CaseKeys, TranslationKeys
from generator.archive.reading import Folder, show_size
from generator.problems import Bilingual

MAX_PICTURE_BYTES = 30_000_000
MAX_PICTURE_PIXELS = 60_000_000
"""Some 60 megapixels: more than any camera of an office; a small file can claim far more."""
MAX_ATTACHMENT_BYTES = 100_000_000
MAX_WIDTH = 1600
"""Pixels of the published picture; twice the width of the text column."""

PICTURE_FORMATS = ("JPEG", "PNG", "WEBP")

OFFICE_PARTS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
"""What an Office file of each kind holds inside its archive."""


class Report(Protocol):
    def __call__(self, code: str, *place: str | int, **args: object) -> None: ...


def read_pictures(
    content: Path,
    folder: Folder,
    default: str,
    keys: CaseKeys,
    translations: Mapping[str, TranslationKeys],
    report: Report,
) -> tuple[model.Picture, ...]:
    """The pictures that the front matter lists, with the size at which they will be published."""
    found = []
    seen: dict[str, str] = {}
    for index, entry in enumerate(keys.pictures):
        place = ("pictures", index, "file")
        published = published_name(entry.file).lower()
        if published in seen:
            report("picture-name", *place, name=entry.file, other=seen[published])
            continue
        seen[published] = entry.file
        if not entry.alt:
            report("picture-alt", "pictures", index, name=entry.file)
        if entry.file not in folder.files:
            report("picture-missing", *place, name=entry.file)
            continue
        file = content / folder.path / entry.file
        size = file.stat().st_size
        if size > MAX_PICTURE_BYTES:
            limit = show_size(MAX_PICTURE_BYTES)
            report("picture-too-large", *place, name=entry.file, size=show_size(size), limit=limit)
            continue
        data = file.read_bytes()
        try:
            width, height = picture_size(data)
        except PictureError as error:
            report("picture-invalid", *place, name=entry.file, detail=error.detail)
            continue
        words = {language: keys.pictures.get(entry.file) for language, keys in translations.items()}
        found.append(
            model.Picture(
                file=entry.file,
                alt=_words(default, entry.alt, {k: w.alt for k, w in words.items() if w}),
                caption=_words(default, entry.caption, {k: w.caption for k, w in words.items() if w}),
                credit=entry.credit,
                width=width,
                height=height,
                digest=hashlib.sha256(data).hexdigest(),
            )
        )
    return tuple(found)


def read_attachments(
    content: Path,
    folder: Folder,
    default: str,
    keys: CaseKeys,
    translations: Mapping[str, TranslationKeys],
    report: Report,
) -> tuple[model.Attachment, ...]:
    """The documents that the front matter lists."""
    found = []
    seen: set[str] = set()
    for index, entry in enumerate(keys.attachments):
        place = ("attachments", index, "file")
        if entry.file in seen:
            report("reference-repeated", *place, name=entry.file, key="attachments")
            continue
        seen.add(entry.file)
        if entry.file not in folder.files:
            report("attachment-missing", *place, name=entry.file)
            continue
        file = content / folder.path / entry.file
        size = file.stat().st_size
        if size > MAX_ATTACHMENT_BYTES:
            limit = show_size(MAX_ATTACHMENT_BYTES)
            report("picture-too-large", *place, name=entry.file, size=show_size(size), limit=limit)
            continue
        data = file.read_bytes()
        ending = entry.file.rpartition(".")[2].lower()
        if not _is_document(data, ending):
            report("attachment-type", *place, name=entry.file, expected=_expected(ending))
            continue
        titles = {language: keys.attachments.get(entry.file) for language, keys in translations.items()}
        found.append(
            model.Attachment(
                file=entry.file,
                title=_words(default, entry.title, titles),
                size=size,
                digest=hashlib.sha256(data).hexdigest(),
            )
        )
    return tuple(found)


def published_name(file: str) -> str:
    """The name under which a picture is published: every picture becomes WebP."""
    return file.rpartition(".")[0] + ".webp"


class PictureError(Exception):
    """Not a picture that can be published; `detail` says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.detail = Bilingual(zh, en)


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels at which a picture will be published, turned as its camera says.

    Raises:
        PictureError: The bytes are no picture, another kind than JPEG, PNG or WebP, damaged, or of absurd size.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415  (slow to load, and most cases have no picture)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as image:
                if image.width * image.height > MAX_PICTURE_PIXELS:
                    raise PictureError(
                        f"{image.width}×{image.height} 像素，过大", f"{image.width}×{image.height} pixels are too many"
                    )
                image.load()
                width, height = ImageOps.exif_transpose(image).size
    except PictureError:
        raise
    except Exception as error:  # Pillow raises many kinds for bytes that are no picture
        raise PictureError("打不开或已损坏", "it cannot be opened or is damaged") from error
    if width > MAX_WIDTH:
        height = max(1, round(height * MAX_WIDTH / width))
        width = MAX_WIDTH
    return width, height


def _is_document(data: bytes, ending: str) -> bool:
    if ending == "pdf":
        return data.startswith(b"%PDF-")
    part = OFFICE_PARTS.get(ending)
    if part is None:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError):
        return False
    return "[Content_Types].xml" in names and any(name.startswith(part) for name in names)


def _expected(ending: str) -> Bilingual:
    names = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint"}
    if ending in names:
        return Bilingual(f" {names[ending]} 文件", f"a {names[ending]} file")
    return Bilingual(" PDF 或 Office 文件", "a PDF or Office file")


def _words(default: str, original: str | None, translated: Mapping[str, str | None]) -> dict[str, str]:
    words = {} if not original else {default: original}
    return words | {language: text for language, text in translated.items() if text}
