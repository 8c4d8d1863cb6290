"""Styles and scripts: complete, named by content, and nothing beyond."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from generator.shell import Shell, proof
from generator.shell.assets import STYLES, ThemeAssets, number_classes, referenced
from generator.shell.material import base_url, relative_url, share
from tests.shell.sample_parts import make_chrome
from tests.shell.samples import Samples


def test_everything_that_a_page_points_to_below_assets_is_there_and_all_of_it_is_used(shell: Shell) -> None:
    files = shell.assets()
    pages = [page for page in Samples("zh").all().values() if page.kind != "404-alone"]
    texts = [shell.pour(page.kind, language="zh", section=page.section, depth=0, page=page) for page in pages]
    used = referenced(texts, ".")

    assert used <= files.keys()
    assert {path for path in files if "search" not in path} <= used


def test_the_names_of_our_files_tell_their_content(shell: Shell) -> None:
    for path, content in shell.assets().items():
        if path.count("/") == 1:
            assert f".{hashlib.sha256(content).hexdigest()[:10]}." in path


def test_of_material_only_what_the_frame_points_to_is_taken(shell: Shell) -> None:
    material = sorted(path for path in shell.assets() if path.count("/") > 1)

    assert [re.sub(r"\.[0-9a-f]{8}\.", ".", path) for path in material] == [
        "assets/javascripts/bundle.min.js",
    ]


def test_assets_are_the_same_bytes_each_time(theme_dir: Path, shell: Shell) -> None:
    assert Shell(theme_dir, make_chrome()).assets() == shell.assets()


def test_names_that_are_known_spare_the_making_of_the_files_until_they_are_asked_for(theme_dir: Path) -> None:
    def ground() -> str:
        made.append(True)
        return ".md-nav{}"

    made: list[bool] = []
    first = ThemeAssets(theme_dir, ground)
    second = ThemeAssets(theme_dir, ground, first.names)

    assert made == [True]
    assert second.path("material.css") == first.path("material.css") and not second.has("none.css")
    assert made == [True]
    assert second.files == first.files


def test_a_note_of_names_that_was_cut_off_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "_file", lambda theme, ending: tmp_path / ending)

    assert proof.known_names(b"theme") is None
    proof.remember_names(b"theme", {"page.js": "assets/page.1.js"})
    assert proof.known_names(b"theme") == {"page.js": "assets/page.1.js"}
    (tmp_path / "names").write_text('{"page.js": "asse')
    assert proof.known_names(b"theme") is None


def test_all_styles_of_the_folder_are_in_the_order_and_need_no_new_browser(theme_dir: Path) -> None:
    folder = theme_dir / "assets" / "css"
    text = "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.css")))

    assert sorted(STYLES) == sorted(path.stem for path in folder.glob("*.css"))
    assert not re.search(r":has\(|:is\(|:where\(|@container|aspect-ratio|[\s;{]inset:|color-mix|@layer|\bdvh\b", text)
    assert not re.search(r"https?:|//[a-z]", text)


def test_the_dark_colours_without_script_are_those_with_it(theme_dir: Path) -> None:
    text = (theme_dir / "assets" / "css" / "tokens.css").read_text("utf-8")
    blocks = re.findall(r"(?:slate\"\]|:not\(\[data-md-color-scheme\]\)) \{([^}]+)\}", text)

    assert len(blocks) == 2
    assert blocks[0].split() == blocks[1].split()


def test_numbers_reach_the_styles_as_classes() -> None:
    classes = number_classes()

    assert ".n0{--n:0}" in classes and ".n60{--n:60}" in classes and ".n61{" not in classes
    assert ".p100{--p:100%}" in classes


def test_a_share_is_rounded_and_never_hides_what_is_there() -> None:
    assert [share(count, 300) for count in (0, 1, 2, 150, 299, 300, 400)] == [0, 1, 1, 50, 100, 100, 100]
    assert share(3, 0) == 0


def test_addresses_from_the_root_are_written_from_the_page() -> None:
    assert relative_url("en/cases/x.html#s2", base_url(2, None)) == "../../en/cases/x.html#s2"
    assert relative_url("index.html", base_url(0, None)) == "index.html"
    assert relative_url("index.html", base_url(3, "/")) == "/index.html"
    assert relative_url("index.html", base_url(3, "/a/b/")) == "/a/b/index.html"
    assert relative_url("#s1", "..") == "#s1"
    assert relative_url("https://example.org/x", "..") == "https://example.org/x"
    assert relative_url("mailto:a@example.org", "..") == "mailto:a@example.org"
    assert relative_url("files/a:b.pdf", "..") == "../files/a:b.pdf"
