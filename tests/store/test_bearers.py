"""One key under very many items: found is what grows with their number, no faster."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from syndicate.model import Form, Link, Moment, Precision, Purpose, Release, Trust
from syndicate.store.bearers import BESIDE
from tests.store.shelf import TEXT, Shelf, original, telling

Findings = set[tuple[str, str, str, str, int]]
FOUND = """
SELECT one.item, two.item, key, rule, same FROM findings
JOIN postings AS one ON one.ref = findings.one
JOIN postings AS two ON two.ref = findings.two
WHERE key LIKE 'url:%' OR key LIKE '%-slug:%'
"""
HOME = original("https://clinic.example.org/press")
SOUNDS = ("ba", "de", "fi", "go", "ku", "la", "mo", "ne", "pi", "ro", "su", "ta", "zo")
MOST = 30  # items, where every order is looked at


def findings(shelf: Shelf) -> Findings:
    rows = shelf.store.connection.execute(FOUND).fetchall()
    return {(*sorted(row[:2]), *row[2:]) for row in rows}


def another_text(number: int) -> str:
    """A text of its own, of words that nobody else has."""
    chance = random.Random(number)
    words = ["".join(chance.choices(SOUNDS, k=4)) for _ in range(60)]
    return ". ".join(" ".join(words[at : at + 12]) for at in range(0, 60, 12))


def name(number: int) -> str:
    """A word that only this copy has: a number of its own would make it another."""
    return SOUNDS[number % 13] + SOUNDS[number // 13]


def on(number: int) -> Moment:
    """The day of an item; several come on one day."""
    day = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number // 4)
    return Moment(day, Precision.DATE, "dateline")


def others(number: int) -> list[Release]:
    """News of one site, all of which names the same page as its original."""
    return [
        telling(
            "list",
            f"item {at:04}",
            another_text(at),
            title=f"{another_text(at)[:40]} {at}",
            links=HOME,
            published=on(at),
        )
        for at in range(number)
    ]


def most(number: int) -> int:
    """The pairs of so many, each with its neighbours."""
    return BESIDE * number - BESIDE * (BESIDE + 1) // 2


def test_a_generic_page_under_a_hundred_items_joins_nothing(tmp_path: Path) -> None:
    number, shelf = 100, Shelf(tmp_path / "one.sqlite")
    told = others(number)
    with shelf.store:
        shelf.tell(*random.Random(4).sample(told, number))
        found = findings(shelf)
        assert len(found) == most(number)
        assert {same for *_, same in found} == {0}
        assert len(shelf.stories()) == number


def test_copies_of_one_page_are_one_story_however_many(tmp_path: Path) -> None:
    number, shelf = 100, Shelf(tmp_path / "one.sqlite")
    copies = [
        telling("list", f"item {at:04}", f"{TEXT} {at}", links=HOME, published=on(at))
        for at in range(number)
    ]
    with shelf.store:
        shelf.tell(*random.Random(5).sample(copies, number))
        ((_, places),) = shelf.stories().items()
        assert len(places) == number
        assert len(findings(shelf)) == most(number)


def mixed(number: int) -> list[Release]:
    """Copies of the page and others that name it, among each other, two undated."""
    copies = [
        telling(
            "copy", f"copy {at:04}", f"{TEXT} {name(at)}.", links=HOME, published=on(at)
        )
        for at in range(0, number, 2)
    ]
    told = [*copies, *others(number)[1::2]]
    undated = telling("late", "undated one", f"{TEXT} Undated.", links=HOME)
    return [*told, undated, telling("later", "undated two", TEXT, links=HOME)]


@pytest.mark.parametrize("batch", [1, 7, MOST + 2])
def test_what_a_key_tells_knows_no_order(tmp_path: Path, batch: int) -> None:
    found, formed = [], []
    told = mixed(MOST)
    for seed in range(3):
        shelf = Shelf(tmp_path / f"{seed}.sqlite")
        with shelf.store:
            shuffled = random.Random(seed).sample(told, len(told))
            for start in range(0, len(told), batch):
                shelf.tell(*shuffled[start : start + batch], trust=Trust.WIRE)
            found.append(findings(shelf))
            formed.append(sorted(sorted(each) for each in shelf.stories().values()))
            assert len(found[0]) == most(len(told))
            moves = shelf.store.rematch(shelf.now, apply=False, watch=lambda *_: None)
            assert moves == []
    assert found[0] == found[1] == found[2]
    assert formed[0] == formed[1] == formed[2]


def test_of_many_titles_that_begin_alike_those_of_one_week_meet(shelf: Shelf) -> None:
    """Sixty posts and pages whose addresses begin alike: each finds that of its day."""
    title = "the-county-heart-association-teaches"
    pages, posts = [], []
    for at in range(60):
        slug, day = f"{title}-lesson-{at:03}-to-everybody", on(at * 40)
        tldr = Link(Purpose.TLDR, f"https://newsramp.com/curated-news/{slug}/{at:032x}")
        pages.append(
            telling(
                "wire",
                f"page {at:02}",
                another_text(at),
                title=f"{another_text(at)[:30]} {at}",
                links=(tldr,),
                published=day,
            )
        )
        posts.append(
            telling(
                "reddit",
                f"post {at:02}",
                "",
                form=Form.DISCUSSION,
                title=f"The county heart association teaches lesson {at:03}",
                url=f"https://www.reddit.com/r/A/comments/abc{at:03}/"
                + slug.replace("-", "_")[:50],
                published=day,
            )
        )
    told = [*pages, *posts]
    shelf.tell(*random.Random(3).sample(told, len(told)))
    for number, places in enumerate(
        each for each in shelf.stories().values() if len(each) > 1
    ):
        assert len(places) == 2, (number, places)
    assert len(shelf.stories()) == len(pages)
