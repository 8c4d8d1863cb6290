"""Small archives with sound defaults, so that a test shows only what it is about.

    made = make_archive(tmp_path, cases={"practices/alpha": {"title": "甲"}, "practices/beta": {}})
    assert made.codes() == []

Without a word more, an archive has no problem at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator import pipeline
from generator.archive.archive import Archive
from generator.archive.documents import Body, text_hash
from generator.config import SiteConfig, load_config
from generator.paths import Paths, theme_folder
from generator.problems import Problem

CONFIG = """\
name: {zh: 案例库, en: Case Archive}
description: {zh: 试验用。, en: For tests.}
languages:
- {code: zh, tag: zh-CN, name: 中文}
- {code: en, tag: en, name: English}
types:
- {id: practices, name: {zh: 区域实践, en: Local practice}}
- {id: brands, name: {zh: 品牌项目, en: Named project}}
"""

VOCABULARY: Mapping[str, object] = {
    "regions": {
        "as_of": "2023-06-30",
        "regions": [
            {"code": "15", "kind": "autonomous-region", "name": {"zh": "内蒙古自治区", "en": "Inner Mongolia"}},
            {"code": "1501", "kind": "prefecture", "name": {"zh": "呼和浩特市", "en": "Hohhot"}},
            {"code": "150102", "kind": "county", "name": {"zh": "新城区", "en": "Xincheng District"}},
            {"code": "150102006", "kind": "township", "name": {"zh": "东风路街道", "en": "Dongfeng Road Subdistrict"}},
            {"code": "150103", "kind": "county", "name": {"zh": "回民区", "en": "Huimin District"}},
            {"code": "1529", "kind": "prefecture", "name": {"zh": "阿拉善盟", "en": "Alxa League"}},
            {"code": "152921", "kind": "county", "name": {"zh": "阿拉善左旗", "en": "Alxa Left Banner"}},
        ],
    },
    "themes": {
        "themes": [
            {"id": "residents", "name": {"zh": "居民身边", "en": "Everyday life"}},
            {"id": "grids", "parent": "residents", "name": {"zh": "网格管理", "en": "Grid management"}},
            {"id": "elderly", "parent": "residents", "name": {"zh": "为老服务", "en": "Services for the elderly"}},
            {"id": "members", "name": {"zh": "党员", "en": "Party members"}},
            {"id": "talent", "parent": "members", "name": {"zh": "人才", "en": "Talent"}},
        ],
    },
    "measures": {
        "measures": [
            {"id": "grids", "name": {"zh": "网格", "en": "Grids"}},
            {"id": "teams", "name": {"zh": "小分队", "en": "Teams"}},
        ],
    },
}

_TRANSLATED = ("title", "summary", "posts", "period", "corrections", "omitted", "pictures", "attachments")
"""Keys of the translation that a case gives as `en_title` and so on."""


@dataclass(frozen=True)
class MadeArchive:
    """An archive on disk."""

    root: Path

    @property
    def paths(self) -> Paths:
        return Paths(
            config=self.root / "site_config.yml",
            content=self.root / "content",
            output=self.root / "site",
            theme=theme_folder(),
        )

    @property
    def config(self) -> SiteConfig:
        return load_config(self.paths.config)

    @cached_property
    def checked(self) -> tuple[Archive, list[Problem]]:
        return pipeline.check(self.paths, jobs=1)

    @property
    def archive(self) -> Archive:
        return self.checked[0]

    @property
    def problems(self) -> list[Problem]:
        return self.checked[1]

    def codes(self) -> list[str]:
        """Codes of all problems, in the order of the report."""
        return [problem.code for problem in self.problems]

    def told(self, *codes: str) -> list[str]:
        """`path:line` of the problems with these codes."""
        return [str(problem.where) for problem in self.problems if problem.code in codes]

    def text(self, language: str = "en") -> str:
        """The whole report."""
        return "\n".join(problem.format(language) for problem in self.problems)


def make_archive(
    root: Path,
    *,
    cases: Mapping[str, Mapping[str, object]] | None = None,
    vocabulary: Mapping[str, object] | None = None,
    config: str = CONFIG,
) -> MadeArchive:
    """Write an archive into an empty folder.

    Args:
        root: The folder.
        cases: `type/slug` → front matter of `zh.md` that differs from the defaults; besides these keys `body`,
            `en_body`, `en_title` …, `en_figures` (key → label and unit), `en_stamp` (for `translation_of`), and
            `en: False` for a case without translation. Numbers follow the order: AL-0001, AL-0002 …
        vocabulary: Name of a file → its data or its text; files that are not named are those of `VOCABULARY`.
        config: Text of the settings.
    """
    (root / "content" / "vocabulary").mkdir(parents=True)
    (root / "site_config.yml").write_text(config, encoding="utf-8")
    for name, data in {**VOCABULARY, **(vocabulary or {})}.items():
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, indent=1)
        (root / "content" / "vocabulary" / f"{name}.yml").write_text(text, encoding="utf-8")
    for index, (place, given) in enumerate((cases or {}).items(), 1):
        folder = root / "content" / place
        folder.mkdir(parents=True)
        for language, text in case_texts(index, given).items():
            (folder / f"{language}.md").write_text(text, encoding="utf-8")
    return MadeArchive(root)


def case_texts(index: int, given: Mapping[str, object]) -> dict[str, str]:
    """The files of one case by language, from what differs from the defaults."""
    ours: dict[str, object] = {
        "number": f"AL-{index:04d}",
        "title": f"第 {index} 篇",
        "summary": f"第 {index} 篇的摘要。",
        "status": "published",
        "published": "2026-11-21",
        "source": {"form": "original"},
        "regions": ["新城区"],
        "themes": ["grids"],
    }
    ours |= {key: value for key, value in given.items() if not key.startswith("en") and key != "body"}
    body = str(given.get("body", f"正文第 {index} 篇。"))
    texts = {"zh": _file(ours, body)}
    if given.get("en", True):
        stamp = text_hash(str(ours["title"]), str(ours["summary"]), Body(text=body, line=1))
        theirs: dict[str, object] = {
            "title": f"Case {index}",
            "summary": f"Summary of case {index}.",
            "translation_of": given.get("en_stamp", stamp),
        }
        theirs |= {key: given[f"en_{key}"] for key in _TRANSLATED if f"en_{key}" in given}
        labels = {
            str(figure["key"]): {"label": f"Label of {figure['key']}", "unit": "units"}
            for figure in given.get("figures", ())  # type: ignore[attr-defined]
        }
        labels |= given.get("en_figures", {})  # type: ignore[operator]
        if labels:
            theirs["figures"] = labels
        texts["en"] = _file(theirs, str(given.get("en_body", f"Body of case {index}.")))
    return texts


def figure(key: str, value: int | str, **given: object) -> dict[str, object]:
    """A figure that lacks nothing."""
    return {"key": key, "label": f"数据 {key}", "value": str(value), "unit": "个", "as_of": "unknown", **given}


def _file(keys: Mapping[str, object], body: str) -> str:
    """Front matter with one key a line, and the body."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
    return "\n".join(["---", *lines, "---", body, ""])


def body_line(keys: int) -> int:
    """Line on which the body begins below so many keys."""
    return keys + 3
