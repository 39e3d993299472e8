"""A story at a glance says what the whole story says, and leaves out its texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from syndicate.model import Brief, Check, Embargo, Link, Purpose, Trust
from syndicate.store.glancing import glance
from syndicate.store.reading import told
from tests.store.shelf import Shelf, on, telling

KNOWN = ("source", "item", "title", "url", "published", "embargo", "issuer", "links")
CHECKS = (
    Check("cure", "red", "Check this", "It cures all."),
    Check("day", "amber", "This day has passed", "It ends soon.", due="2026-09-21"),
)


@pytest.fixture
def seqs(shelf: Shelf) -> list[int]:
    """Stories told twice, without an address, under embargo; only the first briefed."""
    home = "https://river.example.org/wing"
    garden, visits = ("A garden was planted. " * 9, "Forty visits came. " * 9)
    link = Link(Purpose.ORIGINAL, "https://harbor.example.org/garden", "Garden")
    shelf.tell(
        telling("blog", url=home, published=on(7), issuer="River Clinic"),
        telling("wire", url="https://wire.example.net/1", published=on(8)),
        trust=Trust.WIRE,
    )
    shelf.tell(telling("mail", text=garden, url="None", links=(link,)))
    shelf.tell(telling("late", text=visits, embargo=Embargo("until noon", on(30))))
    first, _, _ = found = [
        row["seq"]
        for row in shelf.store.connection.execute("SELECT seq FROM stories ORDER BY 1")
    ]
    shelf.store.outbox.keep_briefs([(first, Brief("It opened.", checks=CHECKS))])
    return found


@pytest.mark.parametrize("texts", [True, False])
def test_it_says_what_the_whole_story_says(
    shelf: Shelf, seqs: list[int], texts: bool
) -> None:
    connection = shelf.store.connection
    glanced = list(glance(connection, seqs, texts=texts))
    assert [len(story.appearances) for story, _ in glanced] == [2, 2, 1]
    assert glanced[0][1].checks == CHECKS
    for seq, (story, brief) in zip(seqs, glanced, strict=True):
        whole, made = told(connection, seq)
        assert story == replace(whole, original=story.original)
        assert brief == Brief("", checks=made.checks)
        for name in KNOWN:
            value = getattr(story.original, name)
            if name != "links" or value:
                assert value == getattr(whole.original, name), name
        assert story.original.text == (whole.original.text if texts else "")


def test_the_links_are_there_where_the_address_is_none(
    shelf: Shelf, seqs: list[int]
) -> None:
    told = [story for story, _ in glance(shelf.store.connection, seqs, texts=False)]
    links = [story.original.link(Purpose.ORIGINAL) for story in told]
    assert [link.url if link else "" for link in links] == [
        "",
        "https://harbor.example.org/garden",
        "",
    ]


def test_they_come_in_the_order_in_which_they_are_asked_for(
    shelf: Shelf, seqs: list[int]
) -> None:
    connection = shelf.store.connection
    ordered = [story.id for story, _ in glance(connection, seqs, texts=False)]
    turned = [story.id for story, _ in glance(connection, seqs[::-1], texts=False)]
    assert turned == ordered[::-1]
    assert list(glance(connection, [], texts=False)) == []
