"""Summaries are labelled with whose they are, and each is kept once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from syndicate.brief.drift import Copy
from syndicate.brief.retelling import retell
from syndicate.model import Appearance, Form, Relation, Release, Standing, Trust
from syndicate.publish.retold import marked_pieces, show_retold

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ORIGINAL = Release("s", "1", "Alder opens a house", "Alder opens a house with 8 rooms.")
PLACE = Appearance(
    *("s", "feed", Trust.OPEN, None, None, "t", None, NOW, NOW),
    *(Standing.SEEN, Relation.COPY),
)
TLDR = replace(ORIGINAL, title="Alder Opens 9 Rooms", form=Form.REWRITE, text="Nine.")


def told(kind: str, release: Release, url: str | None = None) -> list[tuple[str, str]]:
    copy = Copy(replace(PLACE, kind=kind, url=url), release)
    return [(each.whose, each.text) for each in retell(ORIGINAL, [copy, copy])]


@pytest.mark.parametrize(
    ("kind", "url", "whose"),
    [
        ("feed", "https://alder.example.org/1", "in the feed's words"),
        ("page", "https://alder.example.org/1", "in the page's words"),
        ("wordpress", None, "in the page's words"),
        ("files", None, "in the file's words"),
    ],
)
def test_a_summary_is_in_the_words_of_what_it_came_with(
    kind: str, url: str | None, whose: str
) -> None:
    release = replace(ORIGINAL, summary="A house opens.")
    assert told(kind, release, url) == [(whose, "A house opens.")]
    assert told(kind, ORIGINAL, url) == []


def test_a_tldr_is_its_headline_and_what_it_says() -> None:
    both = [("NewsRamp's TLDR", "Alder Opens 9 Rooms"), ("NewsRamp's TLDR", "Nine.")]
    assert told("newsramp", TLDR) == both
    assert told("page", TLDR, "https://newsramp.com/curated-news/a/b") == both


def test_a_thread_is_summed_up_by_its_title_unless_it_is_the_originals() -> None:
    thread = replace(ORIGINAL, title="Alder has 9 rooms", form=Form.DISCUSSION)
    assert told("reddit", thread) == [("the Reddit title", "Alder has 9 rooms")]
    url = "https://www.reddit.com/r/x/comments/1/a/"
    assert told("feed", thread, url) == [("the Reddit title", "Alder has 9 rooms")]
    assert told("reddit", replace(thread, title="ALDER opens  a house")) == []


def test_what_is_marked_and_what_is_not_are_together_the_summary() -> None:
    release = replace(ORIGINAL, summary="A house with 9 rooms, says Eve Hart.")
    (one,) = retell(ORIGINAL, [Copy(PLACE, release)])
    pieces = list(marked_pieces(one))
    assert "".join(text for text, _ in pieces) == one.text
    assert [text for text, doubted in pieces if doubted] == ["9", "Eve", "Hart"]
    (shown,) = show_retold(ORIGINAL, [one])
    assert (shown.pieces, shown.missing) == (tuple(pieces), "9, Eve, Hart")
