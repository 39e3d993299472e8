"""A line is the same however little of a text is read for it."""

from __future__ import annotations

import pytest

from syndicate.publish.plain import cut, line

WORDS = "one two three four five six seven eight nine ten "


@pytest.mark.parametrize(
    "text",
    [
        WORDS * 40,
        f"{' ' * 90}{WORDS * 40}",  # nothing but spaces is read at first
        f"one{' ' * 60}two{' ' * 60}three",
        f"one{chr(0) * 80}two",
        "x" * 500,
        "",
    ],
)
@pytest.mark.parametrize("most", [12, 40])
def test_a_line_is_cut_from_the_whole_text(text: str, most: int) -> None:
    whole = " ".join(text[: most * 20].replace("\0", "").split())
    assert line(text, most) == cut(whole, most)
