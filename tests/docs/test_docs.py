"""The documents say what is true."""

from __future__ import annotations

import re
from pathlib import Path

from generator.archive.keys import keys_of
from generator.cli import anliku
from generator.config import SiteConfig
from tools import audit_page
from tools.problems_page import PAGE, page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_problems_is_the_table_of_messages() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.problems_page"


def test_the_page_of_the_audit_is_the_table_of_what_it_says() -> None:
    assert audit_page.PAGE.read_text(encoding="utf-8") == audit_page.page(), "run python -m tools.audit_page"


def test_every_command_is_named_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [name for name in anliku.commands if f"anliku {name}" not in readme] == []


def test_every_setting_is_explained_in_the_settings_file() -> None:
    settings = (ROOT / "site_config.yml").read_text(encoding="utf-8")

    assert [key for key in keys_of(SiteConfig) if not re.search(rf"^(# )?{key}:", settings, re.M)] == []


def test_links_between_documents_lead_somewhere() -> None:
    dead = []
    for document in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", document.read_text(encoding="utf-8")):
            if not (document.parent / target).exists():
                dead.append(f"{document.name}: {target}")

    assert dead == []
