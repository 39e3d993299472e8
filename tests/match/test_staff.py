"""What staff's decisions mean: the later holds, undone ones leave nothing behind."""

from __future__ import annotations

import pytest

from syndicate.match import STAFF, Group, Marks, Member, Pair, Said, form, listen, mark
from syndicate.model import Act, Form, Relation, Trust
from tests.match.test_form import day, member, same, sets


def said(act: Act, one: set[int], two: set[int] | None = None, **more: object) -> Said:
    sides = frozenset(one), frozenset(two or set())
    return Said(act, *sides, **more)  # type: ignore[arg-type]


def formed(members: list[Member], pairs: list[Pair], *decisions: Said) -> list[Group]:
    word = listen(decisions)
    return list(form(members, pairs, word.rulings, word.pins))


ABCD = [member(ref) for ref in (1, 2, 3, 4)]
MERGED = said(Act.MERGE, {1, 2}, {3, 4}, words="ann, 5 October: the same opening")


def test_a_merger_joins_all_of_both_stories() -> None:
    (group,) = formed(ABCD, [same(1, 2)], MERGED)
    assert group.members == (1, 2, 3, 4)
    for ref in group.members:
        (evidence,) = (each for each in group.evidence[ref] if each.rule == STAFF)
        assert evidence.detail == "ann, 5 October: the same opening"


def test_what_was_split_off_a_merged_story_leaves_the_rest_together() -> None:
    parted = said(Act.SPLIT, {1}, {2, 3, 4})
    assert sets(tuple(formed(ABCD, [same(1, 2)], MERGED, parted))) == [[1], [2, 3, 4]]


def test_a_merger_after_a_split_joins_again() -> None:
    parted = said(Act.SPLIT, {1}, {2, 3, 4})
    again = said(Act.MERGE, {1}, {2, 3, 4})
    assert len(formed(ABCD, [], parted, again)) == 1


def test_a_split_pair_is_not_rejoined_by_a_third() -> None:
    """A copy that arrives later goes to one of them and unites nobody."""
    members = [*ABCD, member(5)]
    pairs = [same(1, 2), same(1, 5), same(5, 2)]
    groups = formed(members, pairs, said(Act.SPLIT, {1}, {2}))
    assert not any({1, 2} <= set(group.members) for group in groups)


def test_staff_may_join_two_that_have_no_text() -> None:
    members = [member(ref, form=Form.HEADLINE, words=0) for ref in (1, 2)]
    (group,) = formed(members, [], said(Act.MERGE, {1}, {2}))
    assert group.members == (1, 2)


def test_a_headline_that_staff_placed_bridges_nothing() -> None:
    members = [member(1), member(2), member(3, form=Form.HEADLINE, words=0)]
    groups = formed(members, [same(2, 3)], said(Act.MERGE, {1}, {3}))
    assert sets(tuple(groups)) == [[1, 3], [2]]


def test_the_last_choice_of_an_original_holds() -> None:
    members = [member(1, trust=Trust.OWNED), member(2), member(3, published=day(1))]
    pairs = [same(1, 2), same(2, 3)]
    two, three = (said(Act.ORIGINAL, {ref}, words=f"by ann: {ref}") for ref in (2, 3))
    for decisions, shown in (((), 1), ((three, two), 2), ((two, three, two), 2)):
        (group,) = formed(members, pairs, *decisions)
        assert group.original == shown
        assert group.relations[shown] is Relation.ORIGINAL
    (evidence, _) = formed(members, pairs, two)[0].evidence[2][:2]
    assert (evidence.rule, evidence.detail) == (STAFF, "by ann: 2")


def marks_of(decisions: list[Said], trusts: dict[int, Trust], shown: int = 1) -> Marks:
    others = tuple(ref for ref in trusts if ref != shown)
    group = Group((shown, *others), {}, {})
    return mark(group, trusts, listen(decisions))


@pytest.mark.parametrize(
    ("act", "name"),
    [
        (Act.HIDE, "hidden"),
        (Act.NOT_OURS, "not_ours"),
        (Act.RETRACT, "retracted"),
    ],
)
def test_what_is_said_of_a_telling_is_said_of_its_story(act: Act, name: str) -> None:
    decision = said(act, {1, 2}, at="2026-10-05T12:00:00Z")
    alone = {2: Trust.WIRE, 3: Trust.WIRE}
    assert getattr(marks_of([decision], alone, 3), name)
    assert not getattr(marks_of([decision], {3: Trust.WIRE}, 3), name)


def test_what_is_said_of_an_open_posting_does_not_take_a_release_down() -> None:
    decision = said(Act.HIDE, {2})
    assert marks_of([decision], {2: Trust.OPEN}, 2).hidden
    for trust in (Trust.OWNED, Trust.WIRE):
        mixed = {1: trust, 2: Trust.OPEN}
        assert not marks_of([decision], mixed).hidden


def test_an_unhidden_story_is_seen_what_else_was_hidden_is_not() -> None:
    hide, unhide = said(Act.HIDE, {1, 2}), said(Act.UNHIDE, {1})
    word = listen([hide, unhide])
    assert word.hidden == {2}
    assert listen([hide, unhide, hide]).hidden == {1, 2}


def test_an_approval_and_a_dismissal_are_of_what_was_shown() -> None:
    decisions = [
        said(Act.APPROVE, {1, 2}, shown=1),
        said(Act.DISMISS, {1, 2}, shown=1, detail="price"),
        said(Act.DISMISS, {1, 2}, shown=1, detail="date"),
    ]
    trusts = {1: Trust.WIRE, 2: Trust.WIRE}
    marks = marks_of(decisions, trusts, 1)
    assert marks.approved
    assert marks.dismissed == ("date", "price")
    other = marks_of(decisions, trusts, 2)
    assert not other.approved
    assert other.dismissed == ()


def test_two_stories_kept_apart_stay_so_until_they_are_merged() -> None:
    members, found = [member(1), member(2)], [same(1, 2)]
    parted = said(Act.APART, {1}, {2})
    assert len(formed(members, found, parted)) == 2
    assert len(formed(members, found, parted, said(Act.MERGE, {1}, {2}))) == 1


def test_a_summary_is_of_what_was_shown_and_the_last_one_holds() -> None:
    written = [
        said(Act.SUMMARISE, {1}, shown=1, detail=text, who="ann", at="2026-10-05")
        for text in ("It is open.", "It is open since Monday.")
    ]
    marks = marks_of(written, {1: Trust.WIRE, 2: Trust.WIRE})
    assert marks.summary is not None
    assert (marks.summary.text, marks.summary.who) == (
        "It is open since Monday.",
        "ann",
    )
    assert marks_of(written, {1: Trust.WIRE, 2: Trust.WIRE}, shown=2).summary is None
