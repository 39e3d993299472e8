"""Sources: how each stands, what its last polls came to, and when the next is due."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from syndicate.desk.frame import page
from syndicate.desk.rules import Rule
from syndicate.desk.surroundings import here
from syndicate.model import SourceReport, SourceState
from syndicate.publish.digest_sources import say_trouble
from syndicate.publish.plain import address, line
from syndicate.publish.status import is_well
from syndicate.reporting import report_sources
from syndicate.store import Fetched, Paused

AGAIN = 3  # seconds until the page of a poll that goes on loads itself again
STATES = {
    SourceState.OK: "well",
    SourceState.NOT_DUE: "well, not due yet",
    SourceState.FAILING: "failing",
    SourceState.GONE: "gone",
    SourceState.WAITING: "waiting, as its host asked",
    SourceState.NEVER_POLLED: "never polled",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A source as its card shows it."""

    report: SourceReport
    name: str
    state: str
    well: bool
    trouble: str
    link: str
    fetches: tuple[Fetched, ...]
    paused: Paused | None
    polling: bool
    said: str  # what came of polling it from here


def polled(name: str) -> Answer:
    """What came of polling a source from here.

    While nothing did the page loads itself again, by a header and not by a script;
    with `still` it does not.
    """
    desk = here()
    if not is_source(name):
        raise NotFound
    polling, still = desk.errands.is_waiting(name), "still" in request.args
    with desk.reading() as store:
        last = store.awaiting.fetches(name, 1)
    answer = page(
        "polled.html",
        name=line(name, 120),
        way=f"/sources/{quote(name)}/poll",
        polling=polling,
        after_run=desk.errands.is_after_run(name),
        said=desk.errands.told.get(name, ""),
        last=last[0] if last else None,
        still=still,
    )
    if polling and not still:
        answer.headers["Refresh"] = str(AGAIN)
    return answer


def is_source(name: str) -> bool:
    """Whether a source of that name is configured."""
    return any(name == source.name for source in here().settings.source)


def sources() -> Answer:
    """Every source, those in trouble first."""
    desk, now = here(), here().clock()
    with desk.reading() as store:
        paused = store.asked.paused()
        rows = [
            Row(
                report=report,
                name=line(report.name, 120),
                state=STATES[report.state],
                well=is_well(report),
                trouble=say_trouble(report),
                link=address(report.location),
                fetches=tuple(store.awaiting.fetches(report.name)),
                paused=paused.get(report.name),
                polling=desk.errands.is_waiting(report.name),
                said=desk.errands.told.get(report.name, ""),
            )
            for report in report_sources(store.standings, desk.settings, now)
        ]
        last = store.awaiting.last_run()
    rows.sort(key=lambda row: (row.well or row.paused is not None, row.name.lower()))
    return page("sources.html", rows=rows, last=last)


RULES = (
    Rule("/sources", sources),
    Rule("/sources/<path:name>/poll", polled),
)
