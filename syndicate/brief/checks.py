"""What staff should look at before a story goes out: the rules, asked one by one.

A check is a question to a person. It says "Check: …", shows the sentence and the words
it is about and where the rule is from, and never alters the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from syndicate.brief.base import Known
from syndicate.brief.finders import Firing, find, is_dead_link, read
from syndicate.brief.rules import SOURCE_NOTE, Rule, rules
from syndicate.brief.wording import FURTHEST
from syndicate.model import Check, Release

MOST_OF_ONE = 3  # sentences shown for one rule; the others are of the same sort


def check(release: Release, known: Known) -> tuple[Check, ...]:
    """What to look at in a release, in the order of the table; at most 3 of one rule.

    >>> told = Release("s", "1", "Hi", "A groundbreaking room. Call 541-555-0142.")
    >>> [(each.id, each.words) for each in check(told, Known())]
    [('hype', ('groundbreaking',))]
    """
    reading = read(release, known)
    found = [
        _check(rule, firing)
        for rule in rules()
        for firing in islice(find(rule, reading), MOST_OF_ONE)
    ]
    return (*found, *_notes(release))


def _check(rule: Rule, firing: Firing) -> Check:
    told = rule.message.replace("{words}", _listed(rule, firing))
    return Check(
        id=f"{rule.id}-{firing.variant}" if firing.variant else rule.id,
        severity=firing.severity or rule.severity,
        message=f"Check: {told}",
        sentence=firing.sentence,
        words=firing.words,
        source=firing.source or rule.source,
        due=firing.due,
    )


def _listed(rule: Rule, firing: Firing) -> str:
    return (" for " if rule.finder == "drugs" else ", ").join(firing.words)


def _notes(release: Release) -> Iterator[Check]:
    """What cleaning noted of the document, but for what a rule tells better."""
    for note in release.notes:
        if not is_dead_link(note):
            yield Check(SOURCE_NOTE, "info", f"Check: {note}")
    if len(release.text) > FURTHEST:
        told = f"only the first {FURTHEST:,} characters of {len(release.text):,}"
        yield Check(SOURCE_NOTE, "info", f"Check: rules looked at {told}")
