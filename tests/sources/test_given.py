"""What another package's kind gives is what it must be, or costs its source alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Link, Posting, Purpose
from syndicate.sources.base import Memory, Request
from syndicate.sources.given import check_given, check_requests

SOURCE = Source("county", "bulletin", "https://county.example.org/")
LINK = Link(Purpose.ORIGINAL, "https://clinic.example.org/1", "there")
POSTING = Posting(
    "county", "12", "We open", "At nine.", url=None, links=(LINK,), topics=("hours",)
)


def but(value: Any, **other: Any) -> Any:
    return replace(value, **other)


ASKED = Request("https://county.example.org/2", completes=POSTING)
WRONG = {
    "a string": "We open",
    "nothing": None,
    "a number for an item": but(POSTING, item=12),
    "no item": but(POSTING, item=""),
    "no title": but(POSTING, title=None),
    "another source": but(POSTING, source="larkfield-blog"),
    "a form in words": but(POSTING, form="article"),
    "a link in words": but(POSTING, links=("https://x.example.org/",)),
    "links in a list": but(POSTING, links=[LINK]),
    "a purpose in words": but(POSTING, links=(but(LINK, purpose="tldr"),)),
    "topics of numbers": but(POSTING, topics=(1,)),
    "a memory of numbers": but(Memory(), values=(("page", 2),)),
    "a memory as a table": but(Memory(), values={"page": "2"}),
    "a request in bytes": but(ASKED, url=b"https://county.example.org/"),
    "headers as a table": but(ASKED, headers={"A": "b"}),
    "what is completed": but(ASKED, completes=but(POSTING, body=b"")),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_it_must_not_give_is_refused(name: str) -> None:
    with pytest.raises(SourceError) as raised:
        check_given(SOURCE, WRONG[name])
    assert raised.value.reason.startswith('its kind "bulletin" gave ')
    assert "\n" not in raised.value.reason


def test_what_it_may_give_is_as_it_was() -> None:
    for value in (POSTING, ASKED, Memory((("page", "2"),))):
        assert check_given(SOURCE, value) == value
    assert check_requests(SOURCE, [ASKED]) == (ASKED,)
    with pytest.raises(SourceError, match="which is no Request"):
        check_requests(SOURCE, [POSTING])


def test_characters_that_nobody_can_keep_are_dropped() -> None:
    stray = but(POSTING, title="We \ud800open", body="At\0 nine.\n")
    stray = but(stray, links=(but(LINK, label="the\0re"),), topics=("\udfffhours",))
    assert check_given(SOURCE, stray) == but(POSTING, body="At nine.\n")
