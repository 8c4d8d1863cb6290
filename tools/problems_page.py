"""Write docs/problems.md from the table of messages: `python -m tools.problems_page`."""

from __future__ import annotations

from pathlib import Path

from generator.messages import MESSAGES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "problems.md"

HEAD = """# 问题一览 · Problems

`anliku check` 说出的每一种问题：代码、级别、说的是什么、怎么改。花括号里的内容由程序填入。
Every problem that `anliku check` tells: code, severity, fact and remedy; what stands in braces is filled in.

"""


def page() -> str:
    """The whole page."""
    rows = []
    for code, message in MESSAGES.items():
        kind = "错误 error" if message.severity == "error" else "提醒 warning"
        rows.append(
            f"### `{code}`\n\n{kind}\n\n- {message.zh}。\n  改法：{message.zh_remedy}\n"
            f"- {message.en}.\n  Fix: {message.en_remedy}\n"
        )
    return HEAD + "\n".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
