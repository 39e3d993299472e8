"""Today: what waits for whoever looks, or that nothing does."""

from __future__ import annotations

from werkzeug.wrappers import Response as Answer

from syndicate.desk.asking import Waits, gather
from syndicate.desk.frame import page
from syndicate.desk.rules import Rule
from syndicate.desk.surroundings import here


def today() -> Answer:
    """What waits, worst first."""
    return page("today.html", waits=what_waits())


def what_waits() -> Waits:
    """What waits: as it was gathered last, while that still holds."""
    desk, now = here(), here().clock()
    with desk.reading() as store:
        known = desk.remembered.get("waits")
        if isinstance(known, Waits) and known.holds(store.awaiting.mark(), now):
            return known
        waits = gather(store, desk.settings, now)
    desk.remembered["waits"] = waits
    return waits


RULES = (Rule("/", today),)
