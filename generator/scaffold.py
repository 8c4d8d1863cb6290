"""`anliku new`: a commented draft of a case in every language, with a number that was never used."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from generator.archive.keys import did_you_mean
from generator.archive.names import nearest
from generator.archive.reading import NUMBERS_FILE, PAGES_FOLDER, highest_given, propose_slug, scan
from generator.archive.values import SLUG_PATTERN
from generator.config import TypeConfig, load_config
from generator.paths import Paths
from generator.problems import ContentError, Location, Problem

NUMBER_DIGITS = 4
_NUMBER = re.compile(r"^\ufeff?(?:number|编号)\s*[:：]\s*[\"']?[A-Z]{1,8}-([0-9]{1,7})", re.M)
_NUMBERS_HEAD = """# 给出过的最大编号，由 anliku new 自动维护，不用管它；案例删去后，编号也不再给别的案例。
# The highest number ever given, kept by `anliku new`: the number of a deleted case is not given again.
"""
_HEAD_BYTES = 20_000
"""The number stands in the first lines."""


def make_case(paths: Paths, type_id: str, slug: str, today: dt.date) -> list[Path]:
    """Write the drafts of a new case and return their paths.

    Raises:
        ContentError: The type is not declared, or the address is taken.
    """
    config = load_config(paths.config)
    types = [declared.id for declared in config.types]
    if type_id not in types:
        args = {"name": type_id, "known": types, "suggestion": did_you_mean(nearest(type_id, types, 1))}
        raise ContentError([Problem(Location(type_id), "folder-type-unknown", args)])
    title = ""
    if not re.fullmatch(SLUG_PATTERN, slug):
        if "/" in slug or "\\" in slug or slug.startswith(".") or not re.search(r"[\w]", slug):
            args = {"name": slug, "suggestion": propose_slug(slug)}
            raise ContentError([Problem(Location(slug), "folder-slug", args)])
        title, slug = slug, propose_slug(slug)
    folders, _ = scan(paths.content, types) if paths.content.is_dir() else ([], [])
    for folder in folders:
        if folder.slug == slug and folder.type != PAGES_FOLDER:
            raise ContentError(
                [Problem(Location(f"{type_id}/{slug}"), "slug-duplicate", {"slug": slug, "other": folder.path})]
            )
    serial = max(_highest_serial(paths.content, config.default_language), highest_given(paths.content)) + 1
    number = f"{config.number_prefix}-{serial:0{NUMBER_DIGITS}d}"
    target = paths.content / type_id / slug
    if target.exists():
        args = {"slug": slug, "other": f"{type_id}/{slug}"}
        raise ContentError([Problem(Location(f"{type_id}/{slug}"), "slug-duplicate", args)])
    target.mkdir(parents=True)
    written = []
    for language in config.language_codes:
        if language == config.default_language:
            text = _original(number, title, config.type_of(type_id), language, today)
        else:
            text = _translation(config.type_of(type_id), language, f"{config.default_language}.md")
        file = target / f"{language}.md"
        file.write_text(text, encoding="utf-8", newline="\n")
        written.append(file)
    _remember(paths.content, number)
    return written


def _remember(content: Path, number: str) -> None:
    """Note a number as given, in a file that nobody has to know about."""
    file = content / NUMBERS_FILE
    draft = file.with_name(f".{file.name}")
    draft.write_text(_NUMBERS_HEAD + f"highest: {number}\n", encoding="utf-8", newline="\n")
    draft.replace(file)


def _highest_serial(content: Path, language: str) -> int:
    """The highest number in the content folder; 0 where there is none.

    Drafts, withdrawn and broken cases count, and so do folders that `check` refuses: their numbers were given too.
    """
    highest = 0
    for file in content.glob(f"*/*/{language}.md"):
        try:
            with file.open("rb") as opened:
                head = opened.read(_HEAD_BYTES)
        except OSError:
            continue
        for encoding in ("utf-8", "gb18030", "utf-16"):
            found = _NUMBER.search(head.decode(encoding, "replace"))
            if found:
                highest = max(highest, int(found[1]))
                break
    return highest


def _quoted(title: str) -> str:
    """A title as YAML: in quotes, since it may hold anything."""
    return "'" + " ".join(title.split()).replace("'", "''") + "'"


def _sections(declared: TypeConfig, language: str, hint: str) -> str:
    return "\n".join(f"## {name}\n\n{hint}\n" for name in declared.sections.get(language, ())) or f"{hint}\n"


def _original(number: str, title: str, declared: TypeConfig, language: str, today: dt.date) -> str:
    """The draft of the original, commented in Chinese: the clerks who fill it in write Chinese."""
    return f"""---
# 以 # 开头的是说明，可以保留，也可以删去。值里有冒号加空格、或 #，请给整个值加引号。
# 编号：永久不变，不要改。
number: {number}
# 标题：地方加具体内容，例如 回民区：245 名党员认领 634 户
title: {_quoted(title) if title else "（标题）"}
# 摘要：两三句话——什么难题、什么地方、做了什么、结果怎样
summary: （摘要）
# 状态：draft 草稿，published 已发布，withdrawn 已撤回
status: draft
# 在本站发布的日期（年-月-日）
published: {today.isoformat()}
# 来源：form 为 original 原创、adapted 改写、reprint 转载；不知道的写 unknown，切勿推测
source:
  form: adapted
  publication: unknown
  date: unknown
  page: unknown
# 所述时间：文中能证明时才写，网页上会标“推断”；没有就删去这几行
# period:
#   after: {today.year}-01
#   before: {today.year}-06
#   evidence: 文中提到……
# 地区：最具体的写在最前；role 为 subject 主体、pilot 试点、host 接待、visitor 来访、mentioned 提及
# regions:
# - place: 回民区/钢铁路街道
#   role: subject
# 主题：一到四个，见 vocabulary/themes.yml
themes: []
# 做法：有名称的品牌、工作法，见 vocabulary/methods.yml
# methods: [党员包户]
# 单位：见 vocabulary/organizations.yml
# units: [回民区委组织部]
# 作者：role 为 reporter 记者、correspondent 通讯员、photographer 摄影、author 署名作者（写明 post 职务）
# contributors:
# - {{name: 姓名, role: reporter}}
# 数据：value 只写数字；qualifier 为 about 约、over 余、nearly 近、at-least 以上；as_of 不知道写 unknown
# figures:
# - {{key: households, label: 包联的住户, value: 634, unit: 户, as_of: unknown}}
# 图片、附件：文件放在本文件夹
# pictures:
# - {{file: photo-1.jpg, alt: 一句话说清画面, caption: 图片说明, credit: 姓名 摄}}
# attachments:
# - {{file: plan.pdf, title: 实施方案}}
---
{_sections(declared, language, "（正文）")}"""


def _translation(declared: TypeConfig, language: str, original: str) -> str:
    """The draft of a translation: only what differs by language."""
    return f"""---
# Only what differs by language; everything else stands in {original}.
title: (title)
summary: (two or three sentences)
# `anliku check` tells the value once the text is translated.
translation_of: pending
# Labels and units of the figures, by their keys in {original}:
# figures:
#   households: {{label: households paired, unit: households}}
---
{_sections(declared, language, "(text)")}"""
