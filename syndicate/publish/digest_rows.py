"""The parts of the digest that are lists: a line for a story and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syndicate.config import Settings
from syndicate.edit import new_places, why_not_public
from syndicate.model import (
    Appearance,
    Check,
    Edition,
    Entry,
    Gap,
    SourceReport,
    Standing,
    Story,
    Trust,
)
from syndicate.publish.delay import say_delay
from syndicate.publish.differing import outdated_first, show_drift
from syndicate.publish.digest_sources import say_trouble
from syndicate.publish.item import Item, in_order, present, show_place
from syndicate.publish.pickups import make_pickup
from syndicate.publish.plain import line
from syndicate.publish.status import by_name
from syndicate.text.counting import say_count

MOST_CHECKS = 2  # of one story
MOST_NOTES = 12  # places or differences named of one story
WORST_FIRST = ("red", "amber", "info")
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing said of a story: its kind (a severity, or ""), words, and a link."""

    words: str
    kind: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A story in a list, and what is said of it; every string is one plain line."""

    title: str
    link: str
    notes: tuple[Note, ...]
    more: int = 0  # notes that are not shown
    command: str = ""


def where_it_ran(edition: Edition, settings: Settings) -> Iterator[Row]:
    """The stories of ours that came to new places: outlet, day, how long after."""
    for entry in edition.ran:
        places = in_order(new_places(entry.story, edition.period))
        once = {show_place(place).outlet: place for place in reversed(places)}
        notes = [_ran(entry, once[outlet], settings) for outlet in reversed(once)]
        yield _row(entry, settings, notes, f"explain {entry.story.short_id}")


def to_check(entries: Iterable[Entry]) -> list[Entry]:
    """Those with something to look at, the worst first."""
    told = [entry for entry in entries if entry.brief.checks]
    told.sort(key=lambda entry: (_ranks(entry), entry.story.id))
    return told


def check_row(entry: Entry, settings: Settings) -> Row:
    """What to look at in a story, two checks at most."""
    worst = worst_checks(entry.brief.checks)
    notes = [Note(line(each.message, 200), each.severity) for each in worst]
    command = f"dismiss {entry.story.short_id} {worst[0].id}"
    return _row(entry, settings, notes, command)


def differing(entries: Iterable[Entry]) -> list[Entry]:
    """Those whose copies differ from the original, with old text first."""
    told = [entry for entry in entries if entry.drift]
    told.sort(key=lambda entry: not any(each.outdated for each in entry.drift))
    return told


def difference_row(entry: Entry, settings: Settings) -> Row:
    """Where the copies of a story differ from its original, with old text first."""
    notes = [Note(show_drift(each), "amber") for each in outdated_first(entry.drift)]
    return _row(entry, settings, notes, f"explain {entry.story.short_id}")


def gap_row(gap: Gap, settings: Settings) -> Row:
    """A story of ours that is missing where it should be."""
    command = f'note {gap.entry.story.short_id} "why it is missing"'
    return _row(gap.entry, settings, [Note(say_gap(gap))], command)


def elsewhere(edition: Edition, settings: Settings) -> Iterator[Row]:
    """What others announced: the headline, who, and where."""
    for entry in edition.elsewhere:
        item = present(entry, settings)
        outlets = dict.fromkeys(place.outlet for place in item.places)
        told = " · ".join(each for each in (item.issuer, ", ".join(outlets)) if each)
        why = say_held(entry.story)
        notes = tuple(Note(each) for each in (told, why) if each)
        yield Row(item.title, find_link(entry.story, item), notes)


def in_trouble(reports: tuple[SourceReport, ...]) -> Iterator[Row]:
    """The sources that staff or whoever runs this should see to."""
    for report in by_name(reports):
        trouble = say_trouble(report)
        if trouble:
            name = line(report.name, 120)
            yield Row(name, "", (Note(trouble),), command=f"sources check {name}")


def find_link(story: Story, item: Item) -> str:
    """Where a story is read; "" while our page of it, its only one, is not out."""
    nowhere = item.link == item.page_url and why_not_public(story)
    return "" if nowhere else item.link


def say_held(story: Story) -> str:
    """Why readers do not see a story; "" when they do."""
    label = label_of(story)
    return f"{label}: {line(why_not_public(story), 300)}" if label else ""


def label_of(story: Story) -> str:
    """Held, or Not public; "" for what readers see."""
    why = why_not_public(story)
    return ("Held" if why == story.held else "Not public") if why else ""


def say_gap(gap: Gap) -> str:
    """A gap in words."""
    where = show_place(gap.seen).outlet
    if gap.lacks is Trust.OWNED:
        clinic = line(gap.entry.story.clinic or "the clinic", 120)
        return f"On {where} for {say_days(gap.days)}, on no page of {clinic}"
    return f"On {where} for {say_days(gap.days)}, on no wire"


def say_days(days: int) -> str:
    """A number of days.

    >>> say_days(1), say_days(5)
    ('1 day', '5 days')
    """
    return say_count(days, "day")


def say_check(check: Check) -> str:
    """A check with the sentence that it is about."""
    told = line(check.message, 200)
    sentence = line(check.sentence, 240)
    return f"{told}: {in_quotes(sentence)}" if sentence else told


def in_quotes(sentence: str) -> str:
    """A sentence in quotes; one that stands in quotes already stays as it is.

    >>> in_quotes("It is safe."), in_quotes("“It is safe.”")
    ('“It is safe.”', '“It is safe.”')
    >>> in_quotes("“It is safe,” she said.")
    '“‘It is safe,’ she said.”'
    """
    if QUOTED.fullmatch(sentence):
        return sentence
    inner = sentence.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def worst_checks(checks: Iterable[Check]) -> list[Check]:
    """At most two of different rules, the most severe first, in the order they came."""
    ordered = sorted(checks, key=rank)
    once = {check.id: check for check in reversed(ordered)}
    return [check for check in ordered if once[check.id] is check][:MOST_CHECKS]


def rank(check: Check) -> int:
    """How early a check stands: red ones first."""
    known = check.severity in WORST_FIRST
    return WORST_FIRST.index(check.severity) if known else len(WORST_FIRST)


def _ranks(entry: Entry) -> list[int]:
    return [rank(check) for check in worst_checks(entry.brief.checks)]


def _ran(entry: Entry, place: Appearance, settings: Settings) -> Note:
    """Outlet, day, how long after the original, and how we know."""
    shown = show_place(place)
    pickup = make_pickup(entry, place, settings.digest.zone)
    after = pickup.after
    told = (
        shown.outlet,
        shown.date,
        "" if after is None else say_delay(after),
        "claimed" if place.standing is Standing.CLAIMED else "seen",
    )
    return Note(" · ".join(each for each in told if each), link=shown.url)


def _row(entry: Entry, settings: Settings, notes: list[Note], command: str) -> Row:
    item = present(entry, settings)
    shown = tuple(notes[:MOST_NOTES])
    link = find_link(entry.story, item)
    return Row(item.title, link, shown, len(notes) - len(shown), command)
