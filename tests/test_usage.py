"""A wrong call is told in Chinese where Click has English only."""

from __future__ import annotations

import click
import pytest

from generator.cli import anliku
from generator.commands.usage import in_chinese


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("--frobnicate", "没有选项 --frobnicate"),
        ("build --strickt", "没有选项 --strickt；是不是 --strict？"),
        ("zzzz", "没有命令 zzzz"),
        ("build --jobs 0", "--jobs 的值不对：0 不在范围 1<=x<=256 之内"),
        ("build --jobs x", "--jobs 的值不对：x 不是整数"),
        ("check --lang fr", "--lang 的值不对：fr 不在可选的 zh、en 之中"),
        ("check --lang", "选项 --lang 后面要写一个值"),
        ("build --strict=1", "选项 --strict 后面不写值"),
        ("new", "缺少参数 TYPE"),
        ("new practices", "缺少参数 SLUG"),
        ("check one two", "多出的参数：one two"),
    ],
)
def test_every_usual_mistake_is_told_in_chinese(arguments: str, told: str) -> None:
    with pytest.raises(click.UsageError) as caught:
        anliku.main(arguments.split(), prog_name="anliku", standalone_mode=False)

    assert in_chinese(caught.value.format_message()) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("No such option: --x", "没有选项 --x"),
        ("No such option: --jbos Did you mean --jobs?", "没有选项 --jbos；是不是 --jobs？"),
        ("No such option: --o (Possible options: --output, --open)", "没有选项 --o；是不是 --output, --open？"),
        ("Invalid value: 'x' is not a valid integer range.", "值不对：x 不是整数"),
        ("Something that no version says.", "Something that no version says."),
    ],
)
def test_the_wording_of_other_versions_is_known_and_a_new_one_stays_as_it_is(sentence: str, told: str) -> None:
    assert in_chinese(sentence) == told
