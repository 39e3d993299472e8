"""Today: what waits for whoever looks, or that nothing does."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response as Answer

from syndicate.desk.asking import gather
from syndicate.desk.frame import page
from syndicate.desk.rules import Rule
from syndicate.desk.surroundings import here
from syndicate.desk.telling import ACTS


def today() -> Answer:
    """What waits, worst first; above it what was answered just now, to be undone."""
    desk, told = here(), request.args.get("done", "")
    number = int(told) if told.isdecimal() and len(told) < 10 else 0
    with desk.reading() as store:
        done = store.register.decision(number)
        waits = gather(store, desk.settings, desk.clock())
    return page("today.html", waits=waits, done=done, acts=ACTS)


RULES = (Rule("/", today),)
