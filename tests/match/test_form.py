"""Which stories members form, whatever the order they come in."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from syndicate.match import Group, Member, Pair, Ruling, form
from syndicate.model import Evidence, Form, Moment, Precision, Relation, Trust

BY_KEY = Evidence("same key", "url:clinic.example.org/a", 0.9)
AGAINST = Evidence("texts contradict", "url:clinic.example.org/a", 0.1)


def member(ref: int, **more: object) -> Member:
    fields: dict[str, object] = {
        "ref": ref,
        "source": f"s{ref}",
        "item": "1",
        "trust": Trust.OPEN,
        "form": Form.ARTICLE,
        "title": "T",
        "text": "",
        "text_digest": str(ref),
        "words": 100,
        "published": None,
    }
    return Member(**(fields | more))  # type: ignore[arg-type]


def same(one: int, two: int, key: str = "url:a") -> Pair:
    return Pair(one, two, same=True, evidence=BY_KEY, key=key)


def apart(one: int, two: int, key: str = "url:a") -> Pair:
    return Pair(one, two, same=False, evidence=AGAINST, key=key)


def sets(groups: tuple[Group, ...]) -> list[list[int]]:
    return sorted(sorted(group.members) for group in groups)


def day(number: int) -> Moment:
    return Moment(datetime(2026, 9, number, tzinfo=UTC), Precision.DATE, "dateline")


def test_a_key_whose_texts_contradict_joins_nothing() -> None:
    members = [member(ref) for ref in (1, 2, 3)]
    groups = form(members, [same(1, 2), apart(1, 3), apart(2, 3)])
    assert sets(groups) == [[1], [2], [3]]


def test_another_key_still_joins_what_a_void_one_does_not() -> None:
    members = [member(ref) for ref in (1, 2, 3)]
    pairs = [same(1, 2), same(1, 2, "newsworthy:9"), apart(1, 3)]
    assert sets(form(members, pairs)) == [[1, 2], [3]]


def test_an_open_source_cannot_void_the_key_of_more_trusted_ones() -> None:
    members = [
        member(1, trust=Trust.OWNED),
        member(2, trust=Trust.WIRE),
        member(3, trust=Trust.OPEN),
    ]
    groups = form(members, [same(1, 2), apart(1, 3), apart(2, 3)])
    assert sets(groups) == [[1, 2], [3]]


@pytest.mark.parametrize("shape", [Form.HEADLINE, Form.DISCUSSION, Form.REWRITE])
def test_a_telling_without_its_own_text_bridges_no_stories(shape: Form) -> None:
    members = [member(1), member(2), member(3, form=shape, words=0)]
    groups = form(members, [same(1, 3, "reddit:a"), same(2, 3, "reddit:a")])
    assert len(groups) == 2
    assert sum(3 in group.members for group in groups) == 1


def test_two_posts_about_one_page_that_nobody_fetched_are_one_story() -> None:
    posts = [member(ref, form=Form.DISCUSSION, words=0) for ref in (1, 2)]
    assert sets(form(posts, [same(1, 2)])) == [[1, 2]]


def test_the_original_is_the_most_trusted_then_the_earliest_then_the_longest() -> None:
    members = [
        member(1, published=day(1)),
        member(2, trust=Trust.OWNED, published=day(9)),
        member(3, published=day(1), words=300),
    ]
    (group,) = form(members, [same(1, 2), same(2, 3)])
    assert group.members == (2, 3, 1)
    assert group.relations[2] is Relation.ORIGINAL


def test_relations_say_what_each_is_to_the_original() -> None:
    members = [
        member(1, trust=Trust.OWNED, language="en", text_digest="x"),
        member(2, language="en", text_digest="x"),
        member(3, language="en", words=40),
        member(4, language="es", words=110),
        member(5, form=Form.DISCUSSION, words=0),
        member(6, form=Form.REWRITE, language="en", words=30),
    ]
    (group,) = form(members, [same(1, ref, f"k{ref}") for ref in range(2, 7)])
    assert group.relations == {
        1: Relation.ORIGINAL,
        2: Relation.COPY,
        3: Relation.EXCERPT,
        4: Relation.TRANSLATION,
        5: Relation.DISCUSSION,
        6: Relation.REWRITE,
    }


def test_staff_outrank_the_machine_both_ways() -> None:
    members = [member(ref) for ref in (1, 2, 3)]
    pairs = [same(1, 2), same(2, 3)]
    parted = form(members, pairs, [Ruling(1, 3, same=False)])
    assert len(parted) == 2
    assert not any({1, 3} <= set(group.members) for group in parted)
    assert sets(form(members, [], [Ruling(1, 3, same=True)])) == [[1, 3], [2]]


def test_any_order_of_members_and_findings_forms_the_same_stories() -> None:
    chance = random.Random(7)
    members = [
        member(ref, trust=chance.choice(list(Trust)), form=chance.choice(list(Form)))
        for ref in range(1, 25)
    ]
    pairs = []
    for _ in range(40):
        one, two = chance.sample(range(1, 25), 2)
        key = f"k{chance.randrange(8)}"
        pairs.append(
            same(one, two, key) if chance.random() < 0.8 else apart(one, two, key)
        )
    expected = form(members, pairs, [Ruling(1, 2, same=False)])
    for _ in range(20):
        chance.shuffle(members)
        chance.shuffle(pairs)
        assert form(members, pairs, [Ruling(1, 2, same=False)]) == expected
