"""A rendered text comes back from its bytes as it was, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.packed import pack, unpack
from generator.render.text import TextRenderer

RENDERER = TextRenderer()
PIECES = st.sampled_from(
    ["甲", "a\n\n", "## 背景\n\n", "### 一\n\n", "## \\<b>\n\n", "乙。\n\n- 丙\n- 丁\n\n", "𠀀", "`\u2028`", '"\\n"']
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    rendered = RENDERER.render(text, "practices/alpha", lambda target: target)

    assert unpack(pack(rendered)) == rendered


@pytest.mark.parametrize("place", [0, 3, 4, 20, -1])
def test_a_text_of_which_a_byte_changed_is_refused(place: int) -> None:
    data = bytearray(pack(RENDERER.render("## 背景\n\n甲。", "practices/alpha", lambda target: target)))
    data[place] ^= 1

    with pytest.raises(ValueError, match="checksum"):
        unpack(bytes(data))


def test_half_a_text_is_refused() -> None:
    data = pack(RENDERER.render("## 背景\n\n甲。", "practices/alpha", lambda target: target))

    with pytest.raises(ValueError, match="checksum"):
        unpack(data[:10])
