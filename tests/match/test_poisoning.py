"""What others may write must not move the clinic's own stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from syndicate.model import Contact, Form, Link, Purpose, Relation, Standing, Trust
from syndicate.store import Change
from tests.store.shelf import TEXT, Shelf, on, original, telling

PAGE = "https://clinic.example.org/news/wing"
ABOUT = (
    "River Clinic in Salem treats chronic pain with medicine, movement and patience. It"
    " was founded by two nurses, is owned by its staff and asks nobody for a referral."
)
OWN = telling("clinic", title="New wing for chronic pain in Salem", url=PAGE)
OWN = replace(OWN, published=on(9), text=f"{TEXT} {ABOUT}")
# What anybody could write: own words, each about something else.
OTHERS = [
    f"{name} {did} {what} on {day}. {more}"
    for name, did, what, day, more in (
        (
            "Harbour Dental",
            "closes",
            "its Bend office",
            "Friday",
            "The lease ends, the owners want flats, and all staff move to Redmond.",
        ),
        (
            "Mesa Yoga",
            "opens",
            "a studio for beginners",
            "Monday",
            "Twelve mats, two teachers and a kettle wait above the old bakery there.",
        ),
        (
            "The county fair",
            "honours",
            "its best pumpkin",
            "Sunday",
            "It weighed as much as a small car and grew behind a school for months.",
        ),
        (
            "Pine Vet",
            "hires",
            "a second surgeon",
            "Tuesday",
            "She has mended owls, goats and one nervous alpaca in eleven years so far.",
        ),
    )
]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "db.sqlite")
    with shelf.store:
        shelf.tell(OWN, trust=Trust.OWNED)
        yield shelf


def sources(shelf: Shelf) -> list[list[str]]:
    """Which sources tell each story, those of one story together."""
    return sorted(
        sorted(place.source for place in story.appearances if place.standing != CLAIMED)
        for story in shelf.store.stories()
    )


def ours(shelf: Shelf) -> str:
    """What the clinic's story shows."""
    story = shelf.store.story(PAGE)
    assert story is not None
    assert story.original.url == PAGE
    return f"{story.original.title}: {story.original.text}"


CLAIMED = Standing.CLAIMED


@pytest.mark.parametrize(
    "purpose", [Purpose.CANONICAL, Purpose.ORIGINAL, Purpose.ABOUT]
)
def test_a_claim_to_be_our_page_with_other_words_joins_nothing(
    shelf: Shelf, purpose: Purpose
) -> None:
    before = ours(shelf)
    shelf.tell(telling("spam", text=OTHERS[0], links=(Link(purpose, PAGE),)))
    assert sources(shelf) == [["clinic"], ["spam"]]
    assert ours(shelf) == before


def test_many_liars_do_not_void_our_own_key(shelf: Shelf) -> None:
    shelf.tell(telling("wire", text=OWN.text, links=original(PAGE)), trust=Trust.WIRE)
    for number, text in enumerate(OTHERS):
        shelf.tell(telling(f"spam{number}", text=text, links=original(PAGE)))
    assert ["clinic", "wire"] in sources(shelf)


def test_one_item_name_in_two_sources_is_no_evidence(shelf: Shelf) -> None:
    shelf.tell(telling("one", "guid-1", text=OTHERS[0]))
    shelf.tell(telling("two", "guid-1", text=OTHERS[1]))
    assert sources(shelf) == [["clinic"], ["one"], ["two"]]


def test_one_address_for_all_items_of_a_source_is_no_evidence(shelf: Shelf) -> None:
    url = "https://blog.example.net/"
    for number, text in enumerate(OTHERS):
        shelf.tell(telling("blog", str(number), text=text, url=url))
    assert sources(shelf) == [["blog"]] * len(OTHERS) + [["clinic"]]


def test_a_round_up_of_all_stories_bridges_none(shelf: Shelf) -> None:
    shelf.tell(
        *(telling(f"s{number}", text=text) for number, text in enumerate(OTHERS))
    )
    links = tuple(Link(Purpose.MENTION, f"https://s.example/{n}") for n in range(10))
    everything = "\n\n".join([OWN.text, *OTHERS])
    shelf.tell(telling("roundup", title="The week", text=everything, links=links))
    told = sources(shelf)
    assert max(map(len, told)) <= 2
    assert len(told) >= len(OTHERS) + 1


def test_our_boilerplate_under_many_titles_joins_nobody_to_us(shelf: Shelf) -> None:
    before = ours(shelf)
    for number, text in enumerate(OTHERS):
        copied = f"{text} {ABOUT}"
        shelf.tell(telling("spam", str(number), title=text[:30], text=copied))
    assert ["clinic"] in sources(shelf)
    assert max(map(len, sources(shelf))) == 1
    assert ours(shelf) == before


def test_a_back_dated_copy_does_not_become_the_original(shelf: Shelf) -> None:
    before = ours(shelf)
    thief = telling("thief", title="My new wing", text=OWN.text, published=on(1))
    shelf.tell(replace(thief, title=OWN.title))
    assert sources(shelf) == [["clinic", "thief"]]
    assert ours(shelf) == before


def test_a_longer_earlier_and_louder_copy_changes_nothing_shown(shelf: Shelf) -> None:
    before = ours(shelf)
    text = f"{OWN.text} {' '.join(OTHERS)}"
    shelf.tell(telling("thief", title=OWN.title.upper(), text=text, published=on(1)))
    assert ours(shelf) == before


def test_an_altered_copy_is_grouped_and_what_it_altered_is_told(shelf: Shelf) -> None:
    called = f"{OWN.text} Call 503-555-0100 to visit one of the eight rooms."
    shelf.tell(replace(OWN, text=called), trust=Trust.OWNED)
    altered = called.replace("0100", "0199").replace("eight", "80")
    contact = Contact(email="pay@thief.example")
    copy = telling("thief", title=OWN.title, text=altered, published=on(9))
    shelf.tell(replace(copy, contacts=(contact,)))
    (story,) = shelf.store.stories()
    told = [e for place in story.appearances for e in place.evidence]
    (differs,) = [each for each in told if each.rule == "differs from the original"]
    for alteration in ("503-555-0199", "80", "pay@thief.example"):
        assert alteration in differs.detail
    assert "0100" in ours(shelf)


def test_a_true_copy_is_not_accused(shelf: Shelf) -> None:
    shelf.tell(telling("wire", title=OWN.title, text=OWN.text, published=on(9)))
    (story,) = shelf.store.stories()
    rules = {each.rule for place in story.appearances for each in place.evidence}
    assert rules == {"same text"}


def test_a_stub_that_says_it_is_us_is_a_claim_and_shows_nothing(shelf: Shelf) -> None:
    before = ours(shelf)
    shelf.tell(telling("spam", title="Buy pills", text="", links=original(PAGE)))
    (story,) = shelf.store.stories()
    assert [place.standing for place in story.appearances] == [Standing.SEEN, CLAIMED]
    assert ours(shelf) == before


def test_a_link_post_is_a_claimed_discussion_of_one_story(shelf: Shelf) -> None:
    shelf.tell(telling("dentist", text=OTHERS[0], url="https://dental.example.org/1"))
    before = ours(shelf)
    about = [PAGE, "https://dental.example.org/1"]
    post = telling(
        "reddit",
        title="Everything is one",
        text="",
        form=Form.DISCUSSION,
        url="https://www.reddit.com/r/Clinics/comments/1avcv9n/everything_is_one/",
        links=tuple(Link(Purpose.ABOUT, url) for url in about),
    )
    shelf.tell(post)
    stories = list(shelf.store.stories())
    assert len(stories) == 2
    places = [place for story in stories for place in story.appearances]
    (place,) = [each for each in places if each.url == post.url]
    assert (place.standing, place.relation) == (CLAIMED, Relation.DISCUSSION)
    assert ours(shelf) == before


def test_one_title_of_many_clinics_is_no_evidence(shelf: Shelf) -> None:
    title = "Clinic now offers ketamine therapy"
    for number, text in enumerate(OTHERS):
        shelf.tell(telling(f"clinic{number}", title=title, text=text, published=on(9)))
    assert max(map(len, sources(shelf))) == 1


def test_a_source_that_repeats_our_text_for_all_its_items_stays_one_story(
    shelf: Shelf,
) -> None:
    before = ours(shelf)
    for number in range(30):
        shelf.tell(telling("echo", str(number), title=OWN.title, text=OWN.text))
    (story,) = shelf.store.stories()
    assert len(story.appearances) == 31
    assert ours(shelf) == before


def test_a_posting_that_turns_into_something_else_leaves_our_story(
    shelf: Shelf,
) -> None:
    shelf.tell(telling("turncoat", title=OWN.title, text=OWN.text))
    assert sources(shelf) == [["clinic", "turncoat"]]
    changed = telling("turncoat", title="Pumpkins", text=OTHERS[2])
    assert shelf.tell(changed) == [Change.CONTENT]
    assert sources(shelf) == [["clinic"], ["turncoat"]]


@pytest.mark.parametrize(
    "text", ["", "Read more here.", "緊急", "薬" * 100_000, "word " * 40_000, "\n\n.\n"]
)
def test_a_text_that_says_nothing_joins_nothing(shelf: Shelf, text: str) -> None:
    shelf.tell(telling("a", title="Eins", text=text))
    shelf.tell(telling("b", title="Zwei drei", text=text))
    assert ["clinic"] in sources(shelf)
    assert [] not in sources(shelf)


def test_another_language_is_no_licence_to_join_us(shelf: Shelf) -> None:
    newsworthy = "https://newsworthy.ai/news/202609141187/river-clinic-opens"
    own = replace(OWN, links=original(newsworthy), language="en")
    shelf.tell(own, trust=Trust.OWNED)
    spam = telling("spam", title="Compre ahora", text=OTHERS[0], language="es")
    shelf.tell(replace(spam, links=original(newsworthy)))
    assert sources(shelf) == [["clinic"], ["spam"]]
    wire = replace(spam, source="wire", text=OTHERS[1], links=original(newsworthy))
    shelf.tell(wire, trust=Trust.WIRE)
    assert ["clinic", "wire"] in sources(shelf)


def test_a_series_under_one_address_and_one_boilerplate_is_no_story(
    shelf: Shelf,
) -> None:
    links = original("https://gallery.example.org/pictures")
    for number, text in enumerate(OTHERS):
        told = f"{text} {ABOUT}"
        shelf.tell(
            telling("gallery", str(number), title="A picture", text=told, links=links)
        )
    assert max(map(len, sources(shelf))) == 1
