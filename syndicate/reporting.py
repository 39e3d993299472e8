"""Each source's state as staff are told it: with its silence, or who paused it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from syndicate.config import Settings
from syndicate.ingest.rhythm import Rhythm, find_rhythms, say_quiet
from syndicate.model import SourceReport, SourceState
from syndicate.store.standings import Standings

# States that a source keeps while it is not asked: staff must not lose sight of them.
STAYS = frozenset({SourceState.FAILING, SourceState.GONE, SourceState.WAITING})


@dataclass(frozen=True, slots=True)
class Given:
    """What a source gave until the last run, as far as no later poll changes it."""

    joined: int = 0  # while the edition was open
    rhythm: Rhythm | None = None


def report_sources(
    standings: Standings,
    settings: Settings,
    now: datetime,
    given: Mapping[str, Given] | None = None,
) -> tuple[SourceReport, ...]:
    """The state of each source as it is kept; `given`, where nothing came since."""
    if given is None:
        rhythms = find_rhythms(standings.newest(), now)
    else:
        rhythms = {name: each.rhythm for name, each in given.items()}
    told = {
        name: f"paused by {each.who}: it is not polled"
        for name, each in standings.paused().items()
    }
    quiet = {name: say_quiet(rhythm, now) for name, rhythm in rhythms.items()} | told
    return tuple(
        replace(report, quiet=quiet[report.name]) if quiet.get(report.name) else report
        for report in standings.reports(settings.source)
    )


def tell_apart(
    reports: tuple[SourceReport, ...], polled: frozenset[str]
) -> tuple[SourceReport, ...]:
    """Each source's state; those that were well and not due are told as such."""
    return tuple(
        report
        if report.name in polled and report.state is not SourceState.WAITING
        else put_aside(report)
        for report in reports
    )


def put_aside(report: SourceReport) -> SourceReport:
    """A source's state as a run tells it that did not ask the source."""
    state = report.state if report.state in STAYS else SourceState.NOT_DUE
    return replace(report, state=state, polled=False, skipped=())
