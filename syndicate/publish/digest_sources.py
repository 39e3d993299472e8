"""The digest's table of sources: the proof that all of them were asked."""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.model import SourceReport
from syndicate.publish.digest_rows import say_trouble
from syndicate.publish.plain import line
from syndicate.publish.status import is_well

COLUMNS = ("polled", "seen", "new", "changed", "joined", "skipped")
MOST_SKIPPED = 10  # lines shown of one source


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source's last poll."""

    name: str
    state: str
    well: bool
    figures: tuple[str, ...]  # in the order of COLUMNS
    trouble: str
    skipped: tuple[str, ...]
    more_skipped: int


def source_row(report: SourceReport) -> SourceRow:
    """What it gave in the period where that is known, else in its last poll."""
    since = report.since
    polled = (report.seen, report.new, report.changed, report.joined)
    told = tuple(f"{figure:,}" if report.polled else "–" for figure in polled)
    skipped = len(report.skipped)
    polls = "1" if report.polled else "–"
    if since:
        told = (told[0], *(f"{n:,}" for n in (since.new, since.changed, since.joined)))
        skipped = since.skipped
        well = since.polls - since.failures
        polls = f"{well:,} of {since.polls:,}" if since.polls else "–"
    return SourceRow(
        name=line(report.name, 120),
        state=report.state,
        well=is_well(report),
        figures=(polls, *told, f"{skipped:,}"),
        trouble=say_trouble(report),
        skipped=tuple(line(reason, 240) for reason in report.skipped[:MOST_SKIPPED]),
        more_skipped=max(0, len(report.skipped) - MOST_SKIPPED),
    )
