"""What a pair of releases has in common, seen from either side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from syndicate.match import (
    Candidate,
    Key,
    Member,
    Profiles,
    Role,
    Sketch,
    Verdict,
    match,
)
from syndicate.model import Form, Trust
from syndicate.store import shipped
from syndicate.text.tokens import digest, words

PROFILES = Profiles(shipped())
LONG = (
    "River Clinic in Salem has opened a new wing for people who live with chronic pain."
    " The wing has eight rooms, two nurses at every hour and a garden that was planted"
    " by former patients. Doctor Ada Moss said the first week had brought forty visits."
    " Appointments can be made by telephone on weekdays between nine and five, and the"
    " clinic asks visitors to bring a list of the medicines they take. A bus stops at"
    " the door every twenty minutes, and parking is free for the first two hours of"
    " a visit. The county paid for half of the building; a family foundation that has"
    " supported the clinic since its beginning paid for the other half of the costs."
)
OTHER = (
    "Harbour Dental will close its Bend office in the spring and move all of its staff"
    " to Redmond. The lease of the old building ends in April, and the owners want to"
    " turn it into flats. Every patient will be told by letter which dentist will see"
    " them from May. The new office has a lift, wider doors and a quiet room for"
    " children who are afraid of the drill. Records move with the patients, and nobody"
    " needs to register again, the practice wrote. A reception on the second Saturday"
    " of May lets neighbours look at the rooms before the first patients arrive there,"
    " with coffee, cake and a puppet theatre for the youngest among the visitors."
)


@dataclass
class Shelf:
    """An index in memory."""

    bearing: list[tuple[Member, tuple[Key, ...]]] = field(default_factory=list)
    finds: bool = False  # all that has a text is near to everything

    def bearers(self, told: Member, key: str) -> Iterator[tuple[Member, Role, str]]:
        for member, keys in self.bearing:
            for each in keys:
                if each.value == key:
                    yield member, each.role, each.url

    def same_text(self, member: Member) -> Iterator[Member]:
        for each, _ in self.bearing:
            if each.text_digest == member.text_digest:
                yield each

    def near(self, ref: int, sketch: Sketch) -> Iterator[Member]:
        yield from (each for each, _ in self.bearing if self.finds and each.has_text)

    def near_headline(self, ref: int, sketch: Sketch) -> Iterator[Member]:
        yield from self.near(ref, sketch)

    def headlines_near(self, ref: int, sketch: Sketch) -> Iterator[Member]:
        yield from (each for each, _ in self.bearing if self.finds and not each.words)


def member(
    ref: int, text: str = LONG, title: str = "New wing", **more: object
) -> Member:
    tokens = words(text)
    fields: dict[str, object] = {
        "ref": ref,
        "source": f"s{ref}",
        "item": str(ref),
        "trust": Trust.OPEN,
        "form": Form.ARTICLE,
        "title": title,
        "text": text,
        "text_digest": digest(tokens),
        "words": len(tokens),
        "published": None,
    }
    return Member(**(fields | more))  # type: ignore[arg-type]


Found = set[tuple[bool | None, str]]


def matched(one: Member, shelf: Shelf, *keys: Key) -> Verdict:
    return match(Candidate(one, keys, Sketch(0, (), ())), shelf, PROFILES)


def found(one: Member, two: Member, role: Role, other: Role) -> Found:
    """What is found of the pair, which must be the same from either side."""
    key = "url:clinic.example.org/a"
    sides = []
    for mine, yours, my_role, your_role in (
        (one, two, role, other),
        (two, one, other, role),
    ):
        shelf = Shelf([(yours, (Key(key, your_role),))])
        verdict = matched(mine, shelf, Key(key, my_role))
        sides.append({(each.same, each.evidence.rule) for each in verdict.findings})
    assert sides[0] == sides[1]
    return sides[0]


def test_two_copies_of_one_page_are_one() -> None:
    copy = member(2, f"Salem, Ore. {LONG} Call today.")
    assert found(member(1), copy, Role.OWN, Role.ORIGINAL) == {(True, "same key")}


def test_texts_that_contradict_each_other_under_one_key_join_nothing() -> None:
    got = found(member(1), member(2, OTHER), Role.ORIGINAL, Role.ORIGINAL)
    assert got == {(False, "texts contradict")}


def test_a_rewriting_may_use_other_words_but_not_tell_of_something_else() -> None:
    tldr = member(
        2,
        "The chronic pain wing of River Clinic, with eight rooms and a garden planted"
        " by patients, had forty visits in its first week, says doctor Moss of Salem.",
        form=Form.REWRITE,
    )
    stray = member(3, OTHER, form=Form.REWRITE)
    assert found(member(1), tldr, Role.TRAIL, Role.OWN) == {(True, "same key")}
    assert found(member(1), stray, Role.TRAIL, Role.OWN) == {
        (False, "texts contradict")
    }


def test_a_headline_attaches_by_its_key() -> None:
    headline = member(2, "", form=Form.DISCUSSION)
    assert found(member(1), headline, Role.OWN, Role.TRAIL) == {(True, "same key")}


def test_the_same_words_are_one_whatever_their_layout() -> None:
    shelf = Shelf([(member(1), ())])
    copy = member(2, LONG.replace(". ", ".\n\n"), title="A new wing for Salem")
    verdict = matched(copy, shelf)
    assert [(each.same, each.evidence.rule) for each in verdict.findings] == [
        (True, "same text")
    ]


def test_the_same_words_under_titles_that_contradict_stay_apart() -> None:
    shelf = Shelf([(member(1, title="Quarterly results of a bank"), ())])
    verdict = matched(member(2), shelf)
    assert [each.same for each in verdict.findings] == [False]


NOTICE = (
    "Quarry & Finch, LLP reminds investors that a class action lawsuit has been filed"
    " against Lumen Quill Therapeutics, Inc. on behalf of those who bought its common"
    " stock. Investors may seek appointment as lead plaintiff until the deadline in"
    " March. The complaint alleges that the company made false statements about its"
    " nasal spray. Shareholders who suffered losses can contact the firm."
)
REMINDS = (
    "Quarry & Finch, LLP reminds investors of a class action lawsuit against {who}"
)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("title", "one"),
    [
        ("Deadline in the class action lawsuit against Lumen Quill Therapeutics", True),
        (REMINDS.format(who="Lumen Quill Therapeutics (LQTX)"), True),
        (REMINDS.format(who="Lumen Quill Therapeutic, 62,000 shares"), True),
        (REMINDS.format(who="Zyvantho Ormskerry Corvexa Dunmallet"), False),
    ],
)
def test_a_notice_under_the_title_of_another_is_not_joined_to_it(
    title: str, one: bool, turned: bool
) -> None:
    """Two titles of one template share half of their words, whoever they name."""
    both = [
        member(1, NOTICE, title=REMINDS.format(who="Lumen Quill Therapeutics")),
        member(2, NOTICE, title=title),
    ]
    first, second = both[::-1] if turned else both
    verdict = matched(second, Shelf([(first, ())]))
    assert [each.same for each in verdict.findings] == [one]


def test_stubs_are_no_evidence() -> None:
    stub = "Read more on our website."
    verdict = matched(member(2, stub), Shelf([(member(1, stub), ())]))
    assert verdict.findings == ()


def test_equal_titles_alone_are_no_evidence() -> None:
    verdict = matched(member(2, OTHER), Shelf([(member(1), ())], finds=True))
    assert [each.same for each in verdict.findings] == [False]
