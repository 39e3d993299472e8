"""A coverage report: every release of a period, and where it ran."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from syndicate.config import Settings
from syndicate.model import Entry, Standing
from syndicate.publish import dates
from syndicate.publish.charts import Chart, draw_charts
from syndicate.publish.delay import say_delay
from syndicate.publish.digest_page import staff_page
from syndicate.publish.item import Place, in_order, present, show_place
from syndicate.publish.pickups import find_pickups, make_pickup

# What a spreadsheet takes for a formula where a cell begins with it (OWASP).
# Some take the wide forms of Chinese and Japanese for the same.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
COLUMNS = (
    *("release", "issuer", "issued", "outlet", "date there", "how long after"),
    *("link", "standing"),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """One place that ran a release, and how long after."""

    place: Place
    after: str


@dataclass(frozen=True, slots=True)
class Covered:
    """One release and every place it ran."""

    title: str
    link: str
    issuer: str
    issued: str  # in words
    day: str  # ISO 8601
    ran: tuple[Ran, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The releases of a period, the newest first."""

    title: str
    covers: str
    covered: tuple[Covered, ...]
    charts: tuple[Chart, ...]

    @property
    def places(self) -> int:
        """In how many places they ran in all."""
        return sum(len(each.ran) for each in self.covered)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which clinic ("" of all of ours), and of which time."""

    clinic: str
    since: datetime
    until: datetime


def make_report(entries: Iterable[Entry], asked: Asked, settings: Settings) -> Report:
    """The report of these releases."""
    zone = settings.digest.zone
    known = list(entries)
    since, until = (each.astimezone(zone) for each in (asked.since, asked.until))
    return Report(
        title=f"Coverage: {asked.clinic or settings.site.title}",
        covers=f"{dates.instant(since)} to {dates.instant(until)}",
        covered=tuple(_cover(entry, settings) for entry in known),
        charts=draw_charts(find_pickups(known, zone), until.date()),
    )


def report_page(report: Report) -> bytes:
    """The report as a page that prints well; a browser makes a PDF of it."""
    return staff_page("report.html", report=report)


def report_csv(report: Report) -> bytes:
    r"""The report as CSV (RFC 4180), a line for each place; nothing runs as a formula.

    >>> report_csv(Report("", "", (), ())).decode().startswith("release,issuer,issued")
    True
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for each in report.covered:
        for ran in each.ran:
            place = ran.place
            cells = (
                *(each.title, each.issuer, each.day, place.outlet, place.day),
                *(ran.after, place.url, place.standing),
            )
            writer.writerow([tame(cell) for cell in cells])
    return written.getvalue().encode()


def tame(cell: str) -> str:
    """A cell that no spreadsheet runs.

    >>> tame("=1+1"), tame("Alder opens")
    ("'=1+1", 'Alder opens')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cover(entry: Entry, settings: Settings) -> Covered:
    item = present(entry, settings)
    ran = []
    for place in in_order(entry.story.appearances):
        if place.standing is Standing.WITHDRAWN:
            continue
        pickup = make_pickup(entry, place, settings.digest.zone)
        after = ""
        if pickup.after is not None and place.relation.value != "original":
            after = say_delay(pickup.after)
        ran.append(Ran(show_place(place), after))
    return Covered(
        title=item.title,
        link=item.link,
        issuer=item.issuer,
        issued=item.date,
        day=item.published.date().isoformat(),
        ran=tuple(ran),
    )
