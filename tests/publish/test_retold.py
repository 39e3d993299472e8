"""Which summaries of others staff are shown beside ours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from syndicate.model import (
    Appearance,
    Relation,
    Release,
    Retelling,
    Standing,
    Trust,
)
from syndicate.publish.retold import show_retold

TEXT = "The clinic opens a room by the river.\n\nIt has two chairs and a kettle."
RELEASE = Release("blog", "1", "A room", TEXT)
THEN = datetime(2026, 10, 1, tzinfo=UTC)
HERE = Appearance(
    source="blog",
    kind="feed",
    trust=Trust.OWNED,
    url=None,
    locator=None,
    title="A room",
    published=None,
    first_seen=THEN,
    last_seen=THEN,
    standing=Standing.SEEN,
    relation=Relation.ORIGINAL,
)


@pytest.mark.parametrize(
    "told",
    [
        "The clinic opens a room by the river.",
        "The clinic opens a room by the river. It has two chairs […]",
        "The clinic opens a room by the river. It has two chairs...",
        "THE CLINIC opens a room…",
    ],
)
def test_a_piece_of_the_text_is_not_shown_again(told: str) -> None:
    assert show_retold(RELEASE, [Retelling(HERE, "in the feed's words", told)]) == ()


def test_other_words_are_shown_as_whose_they_are() -> None:
    told = Retelling(HERE, "in the feed's words", "A kettle for two […]")
    assert [each.whose for each in show_retold(RELEASE, [told])] == [told.whose]
