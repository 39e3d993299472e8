"""Decisions: what staff decided, each with what it changed and its undoing."""

from __future__ import annotations

from itertools import islice

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from syndicate.desk.errands import PUBLISH
from syndicate.desk.frame import page
from syndicate.desk.rules import Rule
from syndicate.desk.surroundings import here
from syndicate.desk.telling import ACTS, DETAILED

LISTED = 50


def decided() -> Answer:
    """All that was decided, the newest first, and what was put off."""
    desk = here()
    told = request.args.get("page", "1")
    number = int(told) if told.isdecimal() and len(told) < 6 else 1
    start = max(0, number - 1) * LISTED
    with desk.reading() as store:
        rows = list(islice(store.register.decisions(), start, start + LISTED + 1))
        off = store.asked.put_off_now(desk.clock(), 50)
        waiting = store.register.waiting()
    return page(
        "decisions.html",
        rows=rows[:LISTED],
        more=len(rows) > LISTED,
        number=start // LISTED + 1,
        off=off,
        waiting=waiting,
        acts=ACTS,
        detailed=DETAILED,
    )


def decision(number: int) -> Answer:
    """One decision: the answer to whoever made it, and the record for all others."""
    desk = here()
    with desk.reading() as store:
        found = store.register.decision(number)
        if found is None:
            raise NotFound
        told = store.asked.told(number)
        waits = number in store.register.waiting()
        story = store.story(found.story)
    return page(
        "decision.html",
        decision=found,
        told=told,
        waits=waits or desk.errands.is_waiting(PUBLISH),
        story=story.short_id if story else "",
        acts=ACTS,
        detailed=DETAILED,
        trouble=desk.errands.told.get(PUBLISH, ""),
    )


RULES = (
    Rule("/decisions", decided),
    Rule("/decisions/<int(max=999999999):number>", decision),
)
