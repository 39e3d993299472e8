"""A release that was just kept is to matching what it will be when it is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from syndicate.config import Source
from syndicate.model import Dateline, Form, Moment, Precision, Release, Trust
from syndicate.store import Change
from syndicate.store.index import read_member
from tests.store.shelf import Shelf, as_posting

MORNING = datetime(2026, 9, 14, 7, tzinfo=UTC)
PLAIN = Release("wire", "1", "Quiet Harbor opens", "A clinic for all opens on Monday.")
WHOLE = replace(
    PLAIN,
    form=Form.REWRITE,
    url="https://harbor.example.org/news/1",
    published=Moment(MORNING, Precision.INSTANT, "feed", "Mon, 14 Sep 2026 07:00:00"),
    dateline=Dateline("SALEM, Ore. (Harbor Wire) —", "Salem, Ore.", "Harbor Wire"),
    issuer="Quiet Harbor “Clinics” \\ Söhne",
    language="en",
)


@pytest.mark.parametrize("release", [PLAIN, WHOLE, replace(PLAIN, text="", title="")])
def test_what_was_kept_is_what_will_be_read(shelf: Shelf, release: Release) -> None:
    inbox = shelf.store.inbox
    enrolled = inbox.enrol(Source("wire", "files", "folder", Trust.WIRE))
    told = inbox.tell(enrolled.id, "1", as_posting(release), "1")
    kept = inbox.keep(told, release, shelf.now)
    assert (kept.change, kept.was) == (Change.NEW, None)
    assert kept.told == read_member(shelf.store.connection, kept.ref)

    moved = replace(release, title="Quiet Harbor moves", published=None, issuer="Else")
    again = inbox.keep(told, moved, shelf.now)
    assert (again.change, again.was) == (Change.CONTENT, kept.told)
    assert again.told == read_member(shelf.store.connection, kept.ref)
    assert again.told.title == "Quiet Harbor moves"
