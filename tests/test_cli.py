"""The command line: both languages, exit codes, and any console."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli
from generator.cli import anliku
from generator.commands.base import Chosen
from generator.console import preferred_language
from tests.archive.factories import make_archive

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = sorted(anliku.commands)
HAN = re.compile("[\u4e00-\u9fff]")


def run(*arguments: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        check=False,
    )


def both(process: subprocess.CompletedProcess[bytes], encoding: str = "utf-8") -> str:
    text = (process.stdout + process.stderr).decode(encoding, "replace")
    assert "Traceback" not in text, text
    return text


def help_is_in(language: str, text: str) -> None:
    if language == "zh":
        assert "用法：" in text
        assert not re.search(r"Usage|Options|Commands|Show this", text)
    else:
        assert "Usage: " in text
        assert not HAN.search(text)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_of_a_command_is_in_the_language_asked_for(
    command: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["anliku", command, "--help", "--lang", language])
    monkeypatch.setattr(Chosen, "language", Chosen.language)  # of other tests

    assert cli.run() == 0
    help_is_in(language, capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "language"), [(("--help", "--lang", "zh"), "zh"), (("--lang=en", "--help"), "en")]
)
def test_help_of_the_program_is_in_the_language_asked_for(arguments: tuple[str, ...], language: str) -> None:
    process = run(*arguments)

    assert process.returncode == 0
    help_is_in(language, both(process))


def test_every_option_and_command_says_what_it_does() -> None:
    for name, command in anliku.commands.items():
        for option in command.params:
            words = getattr(option, "_help", None)
            if words is not None:
                assert all(words), f"{name} {option.name}"
                assert HAN.search(words[0]), f"{name} {option.name}"
                assert not HAN.search(words[1]), f"{name} {option.name}"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_TW.Big5", "LANG": "en_US"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_messages_follow_the_locale(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert preferred_language() == language


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])  # cp936 is another name of gbk
def test_no_console_makes_a_command_fail(tmp_path: Path, encoding: str) -> None:
    make_archive(
        tmp_path, cases={"practices/alpha": {"title": "ᠮᠣᠩᠭᠣᠯ 🐎 “1+3+N”", "en": False, "themes": ["ᠮᠣᠩᠭᠣᠯ 🐎"]}}
    )
    console = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}

    for language in ("zh", "en"):
        checked = run("check", "--lang", language, folder=tmp_path, **console)
        helped = run("--help", "--lang", language, folder=tmp_path, **console)

        assert (checked.returncode, helped.returncode) == (1, 0)
        both(helped, encoding)
        assert "practices/alpha/zh.md" in both(checked, encoding)


def test_a_strict_console_encoding_is_overruled(tmp_path: Path) -> None:
    made = run("new", "practices", "ᠮᠣᠩᠭᠣᠯ", folder=tmp_path, PYTHONUTF8="0", PYTHONIOENCODING="gbk:strict")

    assert made.returncode == 1
    both(made, "gbk")


@pytest.mark.parametrize(("content", "status"), [("content", 0), ("nowhere", 1)])
def test_a_command_ends_at_once_without_freeing_what_it_read(content: str, status: int) -> None:
    program = "import atexit, sys; atexit.register(print, 'freed'); from generator.cli import main; main()"
    command = [sys.executable, "-c", program, "check", "--lang", "en", "--jobs", "1", "--content", content]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == status
    assert "freed" not in ended.stdout
    assert "published cases" in ended.stdout


def code(*arguments: str) -> int:
    return CliRunner().invoke(anliku, arguments).exit_code


def test_exit_codes_tell_done_from_wrong_content_from_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_archive(tmp_path, cases={"practices/alpha": {}}).root / "content/practices/alpha"
    monkeypatch.chdir(tmp_path)

    assert code("check", "--strict") == 0
    assert code("build", "--strict") == 0
    (case / "en.md").unlink()
    assert code("check") == 0
    assert code("check", "--strict") == 1
    assert code("build", "--strict") == 1
    (case / "zh.md").unlink()
    assert code("check") == 1
    assert code("build") == 1
    for wrong in ("--frobnicate", "bild", "build --jobs 0", "new", "check --lang fr"):
        assert code(*wrong.split()) == 2, wrong
    assert run("bild", folder=tmp_path).returncode == 2


def test_results_go_to_standard_output_and_problems_to_standard_error(tmp_path: Path) -> None:
    make_archive(tmp_path, cases={"practices/alpha": {"en": False}})

    process = run("check", "--lang", "en", folder=tmp_path)

    assert process.stdout.decode() == "1 published cases: 0 errors, 1 warnings.\n"
    assert "[translation-missing]" in process.stderr.decode()


def test_any_archive_can_be_named(tmp_path: Path) -> None:
    make_archive(tmp_path / "a", cases={"practices/alpha": {}})
    (tmp_path / "a/content").rename(tmp_path / "texts")

    process = run(
        "build", "--config", "a/site_config.yml", "--content", "texts", "--output", "public/site", folder=tmp_path
    )

    assert process.returncode == 0, both(process)
    assert (tmp_path / "public/site/cases/alpha.html").is_file()
    assert not (tmp_path / "a/site").exists()


@pytest.mark.parametrize("address", ["8000", "localhost", "127.0.0.1:x", "127.0.0.1:0", "127.0.0.1:99999", ""])
def test_serve_refuses_an_address_that_is_none(tmp_path: Path, address: str) -> None:
    make_archive(tmp_path)
    config = str(tmp_path / "site_config.yml")

    result = CliRunner().invoke(anliku, ["serve", "--lang", "en", "--config", config, "--address", address])

    assert result.exit_code == 2
    assert "127.0.0.1:8000" in result.output
