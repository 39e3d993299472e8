"""A story as a card of the digest: what staff read of it in ten seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice

from syndicate.edit import why_not_public
from syndicate.model import Entry, Fact, Story, WentOut
from syndicate.publish import dates
from syndicate.publish.asking import to_decide
from syndicate.publish.differing import show_amendment
from syndicate.publish.digest_rows import find_link, label_of, say_check, worst_checks
from syndicate.publish.item import Item, Place
from syndicate.publish.plain import line
from syndicate.publish.retold import Retold, show_retold

MOST_PLACES = 4
MOST_FACTS = 3
MOST_CHANGES = 2
WENT_OUT = "Went out"
SAID = frozenset({"who", "what", "where", "when", "clinic"})


@dataclass(frozen=True, slots=True)
class Card:
    """One story as staff see it; every string is one plain line."""

    title: str
    link: str  # "" when it is nowhere yet
    facts: tuple[str, ...]  # issuer, place, date
    summary: str
    written: str  # what a language model wrote instead, "" for nothing
    details: tuple[str, ...]
    places: tuple[Place, ...]
    more_places: int
    checks: tuple[tuple[str, str], ...]  # severity and words
    retold: tuple[Retold, ...]  # summaries that others wrote
    label: str  # Held, Not public or Went out; "" where there is nothing to say
    reason: str  # and why, or since when
    changes: tuple[str, ...]  # what its original told before and tells now
    commands: tuple[str, ...]
    name: str = ""  # its short id, for every other command

    @property
    def decisions(self) -> tuple[tuple[str, str], ...]:
        """Every command that staff can give of it, and what it does."""
        return to_decide(self.name)

    @property
    def mark(self) -> str:
        """How a page marks the label: that readers have it is no warning."""
        return "out" if self.label == WENT_OUT else "held"


def show_card(
    entry: Entry, item: Item, commands: Callable[[Story], tuple[str, ...]]
) -> Card:
    """A story that staff read whole, with what they can type next."""
    once = {place.outlet: place for place in reversed(item.places)}
    places = [place for place in item.places if once[place.outlet] is place]
    editor = line(entry.brief.editor, 60)
    return Card(
        title=item.title,
        link=find_link(entry.story, item),
        facts=tuple(fact for fact in (item.issuer, item.place, item.date) if fact),
        summary=f"{item.summary} (written by {editor})" if editor else item.summary,
        written=item.written,
        details=tuple(
            f"{line(fact.name, 40)}: {line(fact.value, 120)}"
            for fact in further_facts(entry.brief.facts)
        ),
        places=tuple(places[:MOST_PLACES]),
        more_places=max(0, len(places) - MOST_PLACES),
        checks=tuple(
            (check.severity, say_check(check))
            for check in worst_checks(entry.brief.checks)
        ),
        retold=show_retold(entry.story.original, entry.retold),
        label=label_of(entry.story),
        reason=line(why_not_public(entry.story), 300),
        commands=tuple(f"syndicate {each}" for each in commands(entry.story)),
        name=item.short_id,
        changes=tuple(map(show_amendment, entry.story.amendments[-MOST_CHANGES:])),
    )


def further_facts(facts: Iterable[Fact]) -> list[Fact]:
    """At most three that the line under the headline does not say already.

    Those of one name stand together, as many as a line holds; days in their order.
    """
    return [
        Fact(name, ", ".join(alike))
        for name, alike in islice(facts_by_name(facts).items(), MOST_FACTS)
    ]


def facts_by_name(facts: Iterable[Fact]) -> dict[str, list[str]]:
    """What that line does not say: values by the name that they share.

    >>> facts_by_name([Fact("event", "2026-10-20"), Fact("event", "2026-10-01")])
    {'event': ['1 October 2026', '20 October 2026']}
    """
    together: dict[str, list[str]] = {}
    for fact in facts:
        if fact.name.lower() not in SAID:
            together.setdefault(fact.name, []).append(fact.value)
    if "event" in together:
        together["event"] = [_say_days(each) for each in sorted(together["event"])]
    return together


def _say_days(told: str) -> str:
    """A day of ISO 8601, or the first and last of some, in words.

    >>> _say_days("2026-10-01/2026-10-03")
    '1 October 2026 to 3 October 2026'
    """
    return " to ".join(map(dates.iso_day, told.split("/")))


def say_out(out: WentOut, zone: tzinfo) -> str:
    """How long a story was held, and since when readers have it."""
    until, at = (dates.instant(each.astimezone(zone)) for each in (out.until, out.at))
    held = "was to be held" if out.at < out.until else "held"
    return f"{held} until {until}; in the feed since {at}"
