"""The guard list: wrong and doubtful wording."""

from __future__ import annotations

from pathlib import Path

from tests.archive.factories import MadeArchive, make_archive

WHY = {"zh": "原因", "en": "a reason"}
PHRASES = {
    "phrases": [
        {"wrong": "感恩恩", "right": "感党恩", "why": WHY, "allowed": ["原文印作“感恩恩”"]},
        {"pattern": "村长(?!家)", "right": "村民委员会主任", "severity": "warning", "why": WHY},
        {"pattern": "^\\s*据悉", "right": "据来源", "severity": "warning", "why": WHY},
    ]
}


def made(tmp_path: Path, body: str, **given: object) -> MadeArchive:
    case = {"body": body, "en_body": "\n\n".join("Text." for _ in body.split("\n\n")), **given}
    return make_archive(tmp_path, cases={"practices/x": case}, vocabulary={"phrases": PHRASES})


def test_wrong_wording_is_an_error_with_its_line_and_what_to_write(tmp_path: Path) -> None:
    archive = made(tmp_path, "第一段。\n\n开展感恩恩教育。")

    assert archive.told("phrase-error") == ["practices/x/zh.md:13"]
    assert archive.text("zh").startswith("practices/x/zh.md:13: 错误: 表述“感恩恩”有误：原因 [phrase-error]")
    assert "改为“感党恩”" in archive.text("zh")


def test_each_place_is_told_and_doubtful_wording_is_a_warning(tmp_path: Path) -> None:
    archive = made(tmp_path, "村长说，村长做。\n\n村长家没有人。")

    assert archive.codes() == ["phrase-warning"]
    assert archive.problems[0].severity == "warning"


def test_an_allowed_context_is_quiet_only_where_it_covers_the_wording(tmp_path: Path) -> None:
    archive = made(tmp_path, "原文印作“感恩恩”。\n\n原文印作“感恩恩”，我们写感恩恩。")

    assert archive.told("phrase-error") == ["practices/x/zh.md:13"]


def test_title_summary_and_labels_are_looked_through_too(tmp_path: Path) -> None:
    archive = made(tmp_path, "正文。", title="感恩恩", summary="感恩恩。")

    assert archive.told("phrase-error") == ["practices/x/zh.md:3", "practices/x/zh.md:4"]


def test_code_is_not_looked_through(tmp_path: Path) -> None:
    assert made(tmp_path, "写作 `感恩恩` 的是误识。").codes() == []


def test_a_pattern_sees_one_line_at_a_time(tmp_path: Path) -> None:
    archive = made(tmp_path, "来源说，据悉有人来。\n\n据悉有人来。")

    assert archive.told("phrase-warning") == ["practices/x/zh.md:13"]


def test_a_pattern_that_is_no_pattern_is_told_at_its_line(tmp_path: Path) -> None:
    phrases = {"phrases": [{"pattern": "村长(", "right": "村主任"}]}

    archive = make_archive(tmp_path, vocabulary={"phrases": phrases})

    assert archive.told("value-pattern") == ["vocabulary/phrases.yml:3"]
