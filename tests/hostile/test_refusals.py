"""What swells, hides or leads out is refused with its file and line, at little cost; nothing outside is read or written."""

from __future__ import annotations

import os
import resource
import shutil
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.paths import Paths, theme_folder
from generator.pipeline import build, check
from generator.problems import ContentError
from tests.hostile.corpus import ATTACK, TINY

SECONDS = 10
"""A check of the small site takes less than one; a trap that works takes minutes or all memory."""

CASE = "practices/gangtielu-wangge"
Harm = Callable[[Path], None]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    folder = tmp_path / "archive"
    shutil.copytree(TINY, folder)
    (tmp_path / "secret.txt").write_text("SECRET", "utf-8")
    return Paths(
        config=folder / "site_config.yml", content=folder / "content", output=folder / "site", theme=theme_folder()
    )


def told(paths: Paths) -> list[str]:
    """Each error as `path:line code`, found within the time."""
    begin = time.process_time()
    try:
        _, problems = check(paths, jobs=1)
    except ContentError as error:
        problems = list(error.problems)
    assert time.process_time() - begin < SECONDS
    for problem in problems:
        assert problem.format("zh")
        assert problem.format("en")
    return [f"{problem.where} {problem.code}" for problem in problems if problem.severity == "error"]


def body(text: str, language: str = "zh", case: str = CASE) -> Harm:
    def harm(content: Path) -> None:
        file = content / case / f"{language}.md"
        _, head, _ = file.read_text("utf-8").split("---\n", 2)
        file.write_text(f"---\n{head}---\n{text}\n", "utf-8")

    return harm


def replace(old: str, new: str, file: str = f"{CASE}/zh.md") -> Harm:
    def harm(content: Path) -> None:
        text = (content / file).read_text("utf-8")
        assert old in text
        (content / file).write_text(text.replace(old, new, 1), "utf-8")

    return harm


def picture(data: bytes) -> Harm:
    return lambda content: (content / CASE / "grid.png").write_bytes(data) and None


def linked(path: str) -> Harm:
    """A link in the place of a file or folder, to where that lies now, outside the content."""

    def harm(content: Path) -> None:
        (content / path).rename(content.parents[1] / "moved")
        (content / path).symlink_to(content.parents[1] / "moved")

    return harm


def png(width: int, height: int, pixels: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


GIF_AND_SCRIPT = b"GIF89a/*" + bytes(20) + b"*/=1;" + ATTACK.encode()
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{ATTACK}"/>'.encode()

HARMS: dict[str, tuple[Harm, str]] = {
    # what swells
    "yaml aliases": (replace("title: ", "omitted2: &a [x]\nmore: [*a, *a, *a]\ntitle: "), f"{CASE}/zh.md:3 yaml-alias"),
    "yaml brackets": (
        replace("themes: ", "themes2: " + "[" * 100_000 + "\nthemes: "),
        f"{CASE}/zh.md:12 yaml-too-deep",
    ),
    "yaml flow depth": (
        replace("themes: ", "themes2: " + "{a: " * 60 + "1" + "}" * 60 + "\nthemes: "),
        f"{CASE}/zh.md:12 yaml-too-deep",
    ),
    "vocabulary depth": (
        replace("themes:\n", "themes:\n- " + "[" * 5000 + "\n", "vocabulary/themes.yml"),
        "vocabulary/themes.yml:2 yaml-too-deep",
    ),
    "markdown quotes": (body(("> " * 3000 + "x\n") * 5), f"{CASE}/zh.md:32 markdown-too-deep"),
    "markdown lists": (body("\n".join("  " * n + "- x" for n in range(80))), f"{CASE}/zh.md:49 markdown-too-deep"),
    "markdown brackets": (body("[" * 50_000), f"{CASE}/zh.md:32 markdown-too-deep"),
    "markdown stars": (body("*a_" * 15_000), f"{CASE}/zh.md:32 markdown-too-deep"),
    "markdown length": (body("长" * 70_000), f"{CASE}/zh.md:32 markdown-too-long"),
    "a large file": (body("长" * 400_000), f"{CASE}/zh.md file-too-large"),
    "a picture that swells": (
        picture(png(50_000, 50_000, zlib.compress(bytes(1_000_000)))),
        f"{CASE}/zh.md:28 picture-invalid",
    ),
    "a picture of one pixel that swells": (
        picture(png(1, 1, zlib.compress(bytes(50_000_000)))),
        "",  # only as much is unpacked as one pixel needs
    ),
    # what is not what it seems
    "a picture that is a script": (picture(GIF_AND_SCRIPT), f"{CASE}/zh.md:28 picture-invalid"),
    "a picture that is SVG": (picture(SVG), f"{CASE}/zh.md:28 picture-invalid"),
    "a picture that is HTML": (picture(f"<script>{ATTACK}</script>".encode()), f"{CASE}/zh.md:28 picture-invalid"),
    "a document that is HTML": (
        lambda content: (content / CASE / "plan.pdf").write_bytes(b"<script>x</script>") and None,
        f"{CASE}/zh.md:30 attachment-type",
    ),
    "direction": (replace("钢铁路街道：", "钢铁路\u202e街道："), f"{CASE}/zh.md:3 text-bidi"),
    "invisible": (body("网\u200b格"), f"{CASE}/zh.md:32 file-control-character"),
    "a Cyrillic letter in an address": (
        lambda content: (content / CASE).rename(content / "practices/gаngtielu") and None,
        "practices/gаngtielu folder-slug",
    ),
    "a full-width letter in an address": (
        lambda content: (content / CASE).rename(content / "practices/ａ") and None,
        "practices/ａ folder-slug",
    ),
    # what leads out
    "a picture above": (replace("file: grid.png", "file: ../../../../secret.txt"), f"{CASE}/zh.md:28 value-file-name"),
    "a picture at the root": (replace("file: grid.png", "file: /etc/passwd"), f"{CASE}/zh.md:28 value-file-name"),
    "a picture on a drive": (replace("file: grid.png", "file: 'C:\\a.png'"), f"{CASE}/zh.md:28 value-file-name"),
    "a document above": (replace("file: plan.pdf", "file: ..%2f..%2fsecret.pdf"), f"{CASE}/zh.md:30 value-file-name"),
    "a hidden file": (replace("file: plan.pdf", "file: .htaccess"), f"{CASE}/zh.md:30 value-file-name"),
    "a link above": (body("[x](../../../../secret.txt)"), f"{CASE}/zh.md:32 markdown-link-target"),
    "a link to a file": (body("[x](file:///etc/passwd)"), f"{CASE}/zh.md:32 markdown-link-scheme"),
    "a link that runs": (body(f"[x](javascript:{ATTACK})"), f"{CASE}/zh.md:32 markdown-link-scheme"),
    "a picture from elsewhere": (body("![x](https://evil.example/x.png)"), f"{CASE}/zh.md:32 markdown-image"),
    "a linked file": (
        lambda content: (content / CASE / "more.pdf").symlink_to(content.parents[1] / "secret.txt"),
        f"{CASE}/more.pdf file-symlink",
    ),
    "a linked text": (linked(f"{CASE}/zh.md"), f"{CASE}/zh.md file-symlink"),
    "a linked folder": (
        lambda content: (content / "practices/more").symlink_to(content.parents[1]),
        "practices/more file-symlink",
    ),
    "a linked vocabulary": (linked("vocabulary"), "vocabulary file-symlink"),
    "a pipe": (lambda content: os.mkfifo(content / CASE / "grid2.png"), f"{CASE}/grid2.png file-symlink"),
    "a type that leads out": (
        replace("id: forum,", "id: ../forum,", "../site_config.yml"),
        "site_config.yml:10 value-pattern",
    ),
    "a language that leads out": (
        replace("code: en,", "code: ../en,", "../site_config.yml"),
        "site_config.yml:7 value-pattern",
    ),
    "a theme that leads out": (
        replace("id: unused,", "id: ../../unused,", "vocabulary/themes.yml"),
        "vocabulary/themes.yml:6 value-pattern",
    ),
    "a region that leads out": (
        replace('code: "15"', 'code: "../15"', "vocabulary/regions.yml"),
        "vocabulary/regions.yml:3 value-pattern",
    ),
    "an address that runs": (
        replace("source: {form: adapted,", f"source: {{form: adapted, url: 'javascript:{ATTACK}',"),
        f"{CASE}/zh.md:8 value-url",
    ),
}


@pytest.mark.parametrize("name", HARMS)
def test_is_refused_where_it_stands(name: str, paths: Paths) -> None:
    harm, expected = HARMS[name]
    harm(paths.content)

    found = told(paths)

    assert (expected in found) if expected else found == [], found
    if expected:
        with pytest.raises(ContentError):
            build(paths, jobs=1)
        assert not paths.output.exists()


def test_the_whole_corpus_swells_no_memory() -> None:
    """Of all tests of this file together: a picture of 50,000 × 50,000 alone would take 2.5 GB."""
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000


def test_a_picture_is_published_without_what_was_hidden_in_it(paths: Paths) -> None:
    hidden = f"<script>{ATTACK}</script>".encode()
    file = paths.content / CASE / "grid.png"
    file.write_bytes(file.read_bytes() + hidden)

    build(paths, jobs=1)

    published = list(paths.output.rglob("*.webp"))
    assert len(published) == 1
    assert hidden not in published[0].read_bytes()


def test_nothing_outside_the_site_is_written(paths: Paths, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))

    build(paths, jobs=1)

    beside = paths.output.with_name(".site.anliku")
    made = set(tmp_path.rglob("*")) - before
    assert {path for path in made if not path.is_relative_to(paths.output) and not path.is_relative_to(beside)} == set()
    assert all("SECRET" not in path.read_text("utf-8", "ignore") for path in made if path.is_file())


def test_no_message_steers_the_terminal_or_looks_like_another(paths: Paths) -> None:
    (paths.content / "practices/\x1b[2Ja\nzh.md:1: error: forged\u202e").mkdir()
    replace("themes: [grids, elderly]", 'themes: ["\\e]0;x\\a\\u202e"]')(paths.content)

    with pytest.raises(ContentError) as found:
        build(paths, jobs=1)

    for language in ("zh", "en"):
        for problem in found.value.problems:
            shown = problem.format(language)
            assert shown.count("\n") <= 1
            assert not any(sign in shown for sign in "\x1b\a\u202e"), shown
    assert r"\u001b[2Ja\u000azh.md:1" in str(found.value)
