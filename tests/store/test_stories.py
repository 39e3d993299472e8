"""Story ids last, revisions are kept, and the order of arrival decides nothing."""

from __future__ import annotations

import random
from pathlib import Path

from syndicate.model import Form, Link, Purpose, Relation, Standing, Trust
from syndicate.store import Change
from tests.store.shelf import TEXT, Shelf, on, original, telling

PAGE = "https://clinic.example.org/news/wing"
REDDIT = "https://www.reddit.com/r/Clinics/comments/1avcv9n/new_wing/"


def test_one_text_told_twice_is_one_story_and_nothing_is_dropped(shelf: Shelf) -> None:
    shelf.tell(telling("blog"), telling("wire"))
    (titles,) = shelf.stories().values()
    assert sorted(title.rsplit(" ", 1)[1] for title in titles) == ["blog", "wire"]


def test_a_story_keeps_its_id_when_a_better_original_appears_later(
    shelf: Shelf,
) -> None:
    shelf.tell(telling("wire", url=PAGE, published=on(9)))
    (before,) = shelf.stories()
    shelf.tell(telling("blog", published=on(1)), trust=Trust.OWNED)
    ((after, titles),) = shelf.stories().items()
    assert after == before
    assert titles[0] == "New wing for chronic pain in Salem, says blog"


def test_two_stories_that_turn_out_to_be_one_keep_the_older_id(shelf: Shelf) -> None:
    shelf.tell(telling("first", url=PAGE))
    (older,) = shelf.stories()
    shelf.tell(telling("second", text="Harbour Dental closes its Bend office. " * 5))
    (younger,) = set(shelf.stories()) - {older}
    assert shelf.tell(telling("second")) == [Change.CONTENT]
    assert list(shelf.stories()) == [older]
    retired = shelf.store.story(younger)
    assert retired is not None
    assert retired.id == older


def test_a_part_that_leaves_is_minted_an_id_and_the_anchor_keeps_its_own(
    shelf: Shelf,
) -> None:
    shelf.tell(telling("first"), telling("second"))
    (together,) = shelf.stories()
    anchor = shelf.stories()[together][0].rsplit(" ", 1)[-1]
    leaver = "second" if anchor == "first" else "first"
    shelf.tell(telling(leaver, text="Harbour Dental closes its Bend office. " * 5))
    stories = shelf.stories()
    assert stories[together] == [f"New wing for chronic pain in Salem, says {anchor}"]
    assert len(stories) == 2
    shelf.tell(telling(leaver))
    assert list(shelf.stories()) == [together]


def test_a_retired_id_is_never_minted_again(shelf: Shelf) -> None:
    seen: set[str] = set()
    for round_ in range(4):
        text = TEXT if round_ % 2 else "Harbour Dental closes its Bend office. " * 5
        shelf.tell(telling("anchor"), telling("other", text=text))
        (mine,) = [
            id_
            for id_, titles in shelf.stories().items()
            if len(titles) == 1 and titles[0].endswith("other")
        ] or [""]
        if mine:
            assert mine not in seen
            seen.add(mine)
    assert len(seen) == 2


def test_a_changed_text_is_a_revision_and_a_changed_trail_is_not(shelf: Shelf) -> None:
    first = telling("archive", links=original(PAGE))
    assert shelf.tell(first) == [Change.NEW]
    assert shelf.tell(first) == [Change.NONE]
    footer = telling(
        "archive", links=(*original(PAGE), Link(Purpose.DISCUSSION, REDDIT))
    )
    assert shelf.tell(footer) == [Change.METADATA]
    edited = telling("archive", text=f"{TEXT} Corrected.", links=footer.links)
    assert shelf.tell(edited) == [Change.CONTENT]
    row = shelf.store.connection.execute(
        "SELECT content_changed, metadata_changed, first_seen FROM postings"
    ).fetchone()
    assert row["first_seen"] < row["metadata_changed"] < row["content_changed"]
    kept = shelf.store.connection.execute(
        "SELECT number, text FROM revisions"
    ).fetchall()
    assert [tuple(each) for each in kept] == [(1, TEXT)]


def test_a_claim_becomes_seen_when_we_fetch_the_thing_itself(shelf: Shelf) -> None:
    shelf.tell(telling("archive", links=(Link(Purpose.DISCUSSION, REDDIT),)))
    (story,) = shelf.store.stories()
    claimed = story.appearances[1]
    assert (claimed.standing, claimed.relation, claimed.url, claimed.source) == (
        Standing.CLAIMED,
        Relation.DISCUSSION,
        REDDIT,
        "archive",
    )
    shelf.tell(telling("reddit", text="", form=Form.DISCUSSION, url=REDDIT))
    (story,) = shelf.store.stories()
    assert [(place.source, place.standing) for place in story.appearances] == [
        ("archive", Standing.SEEN),
        ("reddit", Standing.SEEN),
    ]


def test_a_link_post_that_nobody_names_is_only_its_own_claim(shelf: Shelf) -> None:
    about = (Link(Purpose.ABOUT, PAGE),)
    shelf.tell(telling("blog", url=PAGE), trust=Trust.OWNED)
    before = next(shelf.store.stories()).original
    shelf.tell(
        telling("reddit", text="", form=Form.DISCUSSION, url=REDDIT, links=about)
    )
    (story,) = shelf.store.stories()
    assert story.original == before
    assert story.appearances[1].standing is Standing.CLAIMED
    assert story.appearances[1].evidence[0].rule == "same key"


def test_a_story_is_found_by_every_name_it_has(shelf: Shelf) -> None:
    shelf.tell(telling("blog", url=PAGE, links=(Link(Purpose.DISCUSSION, REDDIT),)))
    (story,) = shelf.store.stories()
    names = [story.id, story.short_id, story.short_id[:5], PAGE, f"{PAGE}/", REDDIT]
    for name in names:
        found = shelf.store.story(name)
        assert found is not None, name
        assert found.id == story.id
    assert shelf.store.story("https://elsewhere.example.net/") is None


def test_search_takes_any_words_and_finds_those_that_hold_them_all(
    shelf: Shelf,
) -> None:
    shelf.tell(telling("blog"))
    for words in (
        "garden patients",
        '"former patients"',
        'gard"en AND ( NEAR(* patients',
        "gard\0en",
        '"former\0 patients"',
    ):
        assert isinstance(shelf.store.search(words), list)
    assert len(shelf.store.search("garden patient")) == 1
    assert shelf.store.search("garden dentist") == []


def test_any_order_of_arrival_gives_the_same_stories(tmp_path: Path) -> None:
    tellings = [
        telling("a", url=PAGE, published=on(3)),
        telling("b", links=original(PAGE), published=on(2)),
        telling("c", text=f"{TEXT} And more.", links=original(PAGE)),
        telling("d", text="Harbour Dental closes its Bend office. " * 5),
        telling(
            "e",
            text="",
            form=Form.DISCUSSION,
            url=REDDIT,
            links=(Link(Purpose.ABOUT, PAGE),),
        ),
        telling("f", "2", text="Harbour Dental closes its Bend office. " * 5),
    ]
    chance = random.Random(3)
    formed, in_one_run = [], []
    for number in range(6):
        chance.shuffle(tellings)
        shelf = Shelf(tmp_path / f"{number}.sqlite")
        with shelf.store:
            if number % 2:
                shelf.tell(*tellings)
                in_one_run.append(set(shelf.stories()))
            else:
                for start in range(0, len(tellings), 2):
                    shelf.tell(*tellings[start : start + 2])
            formed.append(sorted(shelf.stories().values()))
    assert all(stories == formed[0] for stories in formed)
    assert all(ids == in_one_run[0] for ids in in_one_run)
