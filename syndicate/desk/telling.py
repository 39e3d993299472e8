"""What a decision changed, in a few plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from syndicate.decisions import Outcome
from syndicate.desk.moments import find_moments, in_words
from syndicate.edit import why_not_public
from syndicate.model import Act, Decision, Story
from syndicate.publish.plain import line
from syndicate.publish.status import in_trouble
from syndicate.text.counting import say_count

ACTS = {
    Act.MERGE: "said that two stories are one",
    Act.SPLIT: "said that one place does not belong to the story",
    Act.APART: "said that two stories are two",
    Act.ORIGINAL: "chose which place the story shows",
    Act.NOT_OURS: "said that it is of no clinic of ours",
    Act.HIDE: "hid it",
    Act.UNHIDE: "showed it again",
    Act.RETRACT: "took it back before its readers",
    Act.APPROVE: "let it go out",
    Act.DISMISS: "settled a check",
    Act.NOTE: "left a note",
    Act.SUMMARISE: "wrote its summary",
    Act.STAYS: "said that it stays although its original is gone",
    Act.SEEN_TO: "has seen to what its copies tell otherwise",
    Act.MAY_LACK: "said that it may be missing where it is",
}
DETAILED = frozenset({Act.DISMISS, Act.NOTE, Act.SUMMARISE})


def say(decision: Decision) -> str:
    """Who did what, in one sentence without the day."""
    return f"{decision.who} {ACTS[decision.act]}"


def tell(outcome: Outcome, zone: ZoneInfo) -> Iterator[str]:
    """What a decision, or its undoing, changed: stories first, then what went out.

    Moments are told in the zone of whoever decided.
    """
    yield from _stories(outcome, zone)
    done = outcome.republished
    if done is None:
        return
    published = done.published
    wrote, gone = len(published.written), len(published.removed)
    if wrote or gone:
        taken = f", {say_count(gone, 'file')} taken away" if gone else ""
        yield f"Published: {say_count(wrote, 'file')} written{taken}."
    else:
        yield "Nothing had to be published."
    for problem in published.problems:
        yield f"Could not be published as it is: {line(problem, 300)}."
    for each in filter(in_trouble, published.deliveries):
        yield f"Not passed on to {line(each.name, 120)}: {line(each.trouble, 200)}."


def _stories(outcome: Outcome, zone: ZoneInfo) -> Iterator[str]:
    if not outcome.decision.act.forms or outcome.republished is None:
        return
    kept = {story.id: story for story in outcome.before}
    for story in outcome.after:
        before = kept.get(story.id)
        places = say_count(len(story.appearances), "place")
        if before is None:
            yield f"“{_title(story)}” is a story of its own now, in {places}."
        elif len(before.appearances) != len(story.appearances):
            had = len(before.appearances)
            yield f"“{_title(story)}” is in {places} now; it was in {had}."
        elif before.original.title != story.original.title:
            yield f"It shows “{_title(story)}” now, where “{_title(before)}” stood."
        yield from _reach(before, story, zone)
    for story in outcome.retired:
        yield f"“{_title(story)}” leads there from now on, by its old number too."


def _reach(before: Story | None, story: Story, zone: ZoneInfo) -> Iterator[str]:
    """Whether readers see it, where that is news."""
    why = why_not_public(story)
    if before is not None and why == why_not_public(before):
        return
    if why:
        told = in_words(find_moments(story, why), zone)
        yield f"Readers do not see “{_title(story)}”: {told}."
    else:
        yield f"Readers see “{_title(story)}”."


def _title(story: Story) -> str:
    return line(story.original.title, 120)
