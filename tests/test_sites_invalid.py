"""Broken sites, one a rule: `sites_invalid/<rule>/` is laid over `sites_invalid/base/`, and beside it stands the whole
output that a clerk sees, in Chinese and in English. What Git can't hold is made here.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import anliku
from generator.messages import MESSAGES
from generator.publish import MARK
from tests.conftest import Golden
from tests.publish.publishing import published

FOLDER = Path(__file__).parent / "sites_invalid"
CASE = "content/news/zao-shi"
HEAD = "number: AL-0001\ntitle: 网格里的早市\nsummary: 早市进了网格。\nstatus: draft\npublished: 2026-11-21\n"
HEAD += "source: {form: original}\nthemes: [grid-management]\n"


def write(file: Path, data: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


def case(extra: str = "", body: str = "早市每天六点开张。\n") -> str:
    return f"---\n{HEAD}{extra}---\n{body}"


def made(extra: str = "", body: str = "早市每天六点开张。\n", **how: str) -> Callable[[Path], None]:
    """A site of one case, in an encoding of its own."""
    text = case(extra, body).replace("\n", how.get("newline", "\n"))
    return lambda root: write(root / CASE / "zh.md", text.encode(how.get("encoding", "utf-8")))


def link_out_of_content(root: Path) -> None:
    write(root / "secret.md", case())
    write(root / "secret" / "zh.md", case())
    (root / CASE).mkdir(parents=True)
    (root / CASE / "zh.md").symlink_to(root / "secret.md")
    (root / "content/news/wan-shi").symlink_to(root / "secret")


def large_picture(root: Path) -> None:
    write(root / CASE / "zh.md", case("pictures:\n- {file: stall.jpg, alt: 摊位}\n"))
    with (root / CASE / "stall.jpg").open("wb") as file:
        file.truncate(31_000_000)


def damaged_picture(root: Path) -> None:
    """Half a PNG, and a small file that claims 100,000 × 100,000 pixels."""
    write(root / CASE / "zh.md", case("pictures:\n- {file: a.png, alt: 摊位}\n- {file: b.png, alt: 摊位}\n"))
    write(root / CASE / "a.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    claim = bytes.fromhex("89504e470d0a1a0a0000000d49484452000186a0000186a00800000000")
    write(root / CASE / "b.png", claim + b"\xc2\x10\x9e\xd3" + bytes(40))


def without_content(root: Path) -> None:
    shutil.rmtree(root / "content")


def foreign_output(root: Path) -> None:
    write(root / "site/letter.txt", "mine")


def foreign_backup(root: Path) -> None:
    write(root / ".site.anliku/letter.txt", "mine")


def broken_output(root: Path) -> None:
    write(root / "parent", "a file where the folder of the site should be")


@contextmanager
def other_build(root: Path) -> Iterator[None]:
    with published(root / "site"):
        yield


MADE: dict[str, Callable[[Path], None]] = {
    "file-encoding-gbk": made(encoding="gbk"),
    "file-encoding-utf-16": made(encoding="utf-16"),
    "file-encoding-settings": lambda root: write(root / "site_config.yml", "name: {zh: 试验库}\n".encode("gbk")),
    "file-encoding-vocabulary": lambda root: (
        write(root / "content/vocabulary/themes.yml", "themes: [] # 主题\n".encode("gbk")),
        write(root / CASE / "zh.md", case()),
    )[0],
    "file-control-character": made(body="早\0市\u200b每天\ufeff六点\x07开张。\n"),
    "file-too-large": made(body="早市。" * 2_300_000),
    "file-symlink": link_out_of_content,
    "byte-order-mark": made("titel: 有标记也数得对行\n", encoding="utf-8-sig"),
    "line-ends-of-windows": made("titel: 换行不同也数得对行\n", newline="\r\n"),
    "line-ends-of-old-macs": made("titel: 换行不同也数得对行\n", newline="\r"),
    "yaml-control-character": made("titel: \x0b\n"),
    "markdown-too-long": made(body="早市开张。\n\n" * 10_000),
    "picture-too-large": large_picture,
    "picture-damaged": damaged_picture,
    "content-missing": without_content,
    "config-missing": lambda root: (root / "site_config.yml").unlink(),
    "output-foreign": foreign_output,
    "output-foreign-backup": foreign_backup,
    "output-not-writable": broken_output,
    "output-locked": lambda root: None,
    "new-type": lambda root: None,
    "new-slug": lambda root: None,
    "new-slug-taken": made(),
    "stamp-unknown": made(),
}
"""Sites that are made when the test runs."""

COMMANDS: dict[str, list[str]] = {
    "output-foreign": ["build"],
    "output-foreign-backup": ["build"],
    "output-not-writable": ["build", "--output", "parent/site"],
    "output-locked": ["build"],
    "new-type": ["new", "practice", "zao-shi"],
    "new-slug": ["new", "practices", "../../etc/passwd"],
    "new-slug-taken": ["new", "practices", "zao-shi"],
    "stamp-unknown": ["stamp", "zao-shu"],
}
"""What is run, where it is not `check`."""

WITHOUT_SITE = {
    "strings-invalid": "needs a theme of its own; `test_conventions` reaches it",
    "file-unreadable": "needs a file that the tests, which may run as root, are not allowed to read",
}
"""Codes that no broken site reaches, and why; `test_reading` reaches them."""

RULES = sorted({folder.name for folder in FOLDER.iterdir() if folder.is_dir()} - {"base"} | MADE.keys())
LANGUAGES = ("zh", "en")


def site_of(rule: str, root: Path) -> None:
    shutil.copytree(FOLDER / "base", root)
    shutil.copytree(FOLDER / rule, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*"))
    if rule in MADE:
        MADE[rule](root)


def run(rule: str, language: str) -> str:
    """The whole output of a command in the current folder, and its exit code."""
    command = COMMANDS.get(rule, ["check"])
    result = CliRunner().invoke(anliku, [*command, "--lang", language])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    output = result.output.replace(str(Path.cwd()), "<site>").replace(f"进程 {os.getpid()}", "进程 1")
    return output.replace(f"process {os.getpid()}", "process 1") + f"exit {result.exit_code}\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_a_broken_site_is_told_in_full(
    rule: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    root = tmp_path / "site"
    (FOLDER / rule).mkdir(exist_ok=True)
    site_of(rule, root)
    monkeypatch.chdir(root)

    with other_build(root) if rule == "output-locked" else nullcontext():
        output = run(rule, language)

    golden(FOLDER / rule / f"expected.{language}.txt", output)


def test_every_rule_is_told_by_some_broken_site() -> None:
    told = {
        code
        for file in FOLDER.glob("*/expected.zh.txt")
        for code in re.findall(r"\[([a-z0-9-]+)\]$", file.read_text(encoding="utf-8"), re.M)
    }

    assert sorted(MESSAGES.keys() - told) == sorted(WITHOUT_SITE)


def test_both_languages_tell_the_same_problems() -> None:
    for file in FOLDER.glob("*/expected.zh.txt"):
        found = [
            re.findall(r"^(\S+): (?:错误|提醒|error|warning): .*\[([a-z0-9-]+)\]$", text, re.M)
            for text in (file.read_text("utf-8"), file.with_name("expected.en.txt").read_text("utf-8"))
        ]

        assert found[0] == found[1], file.parent.name
        assert found[0], f"{file.parent.name} tells nothing"


def test_no_expected_output_shows_a_blank_that_was_not_filled() -> None:
    for file in FOLDER.glob("*/expected.*.txt"):
        text = file.read_text("utf-8")

        assert not re.search(r"\{[a-z_]+\}|Bilingual\(|PartialDate\(|Decimal\(|None", text), file


def forbids_publishing(rule: str) -> bool:
    expected = FOLDER / rule / "expected.en.txt"
    told = expected.read_text("utf-8") if expected.exists() else ""
    return "exit 1" in told and COMMANDS.get(rule, ["build"]) == ["build"] and rule != "output-locked"


@pytest.mark.parametrize("rule", [rule for rule in RULES if forbids_publishing(rule)])
def test_a_site_with_errors_is_not_built(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "site"
    site_of(rule, root)
    write(root / "site" / "index.html", "the old site")
    if rule != "output-foreign":
        write(root / "site" / MARK, "")
    monkeypatch.chdir(root)

    result = CliRunner().invoke(anliku, ["build", "--jobs", "1"])

    assert result.exit_code == 1, result.output
    assert (root / "site" / "index.html").read_text("utf-8") == "the old site"
    assert list(root.glob(".site.anliku/new*")) == []
