"""The database and what it says of the sources: sound, in step, lately fed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from syndicate.config import Settings
from syndicate.errors import ConfigError, DamagedData, SyndicateError
from syndicate.maintenance.finding import REPAIR, RESTORE, Finding, State
from syndicate.model import SourceReport
from syndicate.publish.status import is_lost
from syndicate.publish.there import traces
from syndicate.store import Faults, Soundness, Store

SILENCE = timedelta(days=7)  # without a success, when a source says no `every`
AHEAD = timedelta(hours=1)  # how far clocks of two machines may be apart


def examine_database(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Whether it is sound and in step with itself, and what it knows of each source."""
    path = settings.paths.database
    if not path.exists():
        yield _missing(settings)
        return
    try:
        with Soundness.opened(path) as sound:
            faults, newest = sound.faults(), sound.newest()
        yield from _faults(faults)
        yield _clock(newest, now)
        with Store.open(path, readonly=True) as store:
            if faults == Faults():
                yield _counts(store)
            yield from _rules(store)
            yield from _decisions(store, settings)
            reports = store.sources(settings)
    except DamagedData as error:
        yield Finding("database", State.FAIL, str(error), RESTORE, error.exit_code)
    except SyndicateError as error:
        fix = "do what the message says"
        yield Finding("database", State.FAIL, str(error), fix, error.exit_code)
    else:
        for report in reports:
            yield _report(report, settings, now)


def _missing(settings: Settings) -> Finding:
    """A database that is not there: before the first run, or lost after it."""
    path = settings.paths.database
    left = traces(settings.paths.output, settings.paths.digest)
    if not left:
        told, fix = f"{path} is not there yet", "syndicate run makes it"
        return Finding("database", State.WARN, told, fix)
    told = f"{path} is missing, but a run left {' and '.join(map(str, left))}"
    fix = "restore a backup; to start afresh instead, remove what the run left"
    return Finding("database", State.FAIL, told, fix, DamagedData.exit_code)


def _faults(faults: Faults) -> Iterator[Finding]:
    """What is wrong inside, worst first."""
    code = DamagedData.exit_code
    for told in (*faults.damage, *faults.lacking):
        yield Finding("database", State.FAIL, told, RESTORE, code)
    for table, count in faults.orphans:
        told = f"{count:,} rows of {table} belong to what is not there any more"
        yield Finding("database", State.FAIL, told, REPAIR, code)
    if faults.index:
        yield Finding("search", State.FAIL, faults.index, REPAIR, code)
    if faults.unsearched:
        told = f"{faults.unsearched:,} stories are not in the full-text index"
        yield Finding("search", State.FAIL, told, REPAIR, code)
    if faults.unexamined:
        told = f"the index was not compared: {faults.unexamined}"
        yield Finding("search", State.WARN, told, "call it again when no run goes on")


def _clock(newest: datetime | None, now: datetime) -> Finding:
    """What we have seen cannot be of tomorrow."""
    if newest is None or newest <= now + AHEAD:
        return Finding("clock", State.OK, f"{now:%Y-%m-%dT%H:%MZ}")
    return Finding(
        "clock",
        State.FAIL,
        f"it says {now:%Y-%m-%dT%H:%MZ}, but something came at"
        f" {newest:%Y-%m-%dT%H:%MZ}",
        "set the clock (timedatectl set-ntp true); if it is right, it was wrong then",
        ConfigError.exit_code,
    )


def _counts(store: Store) -> Finding:
    counts = ", ".join(f"{count:,} {name}" for name, count in store.counts().items())
    return Finding("database", State.OK, f"sound; {counts}")


def _rules(store: Store) -> Iterator[Finding]:
    if store.outdated:
        yield Finding(
            "matching",
            State.WARN,
            "stories rest on older rules of matching",
            "syndicate rematch shows what would change; --apply changes it",
        )


def _decisions(store: Store, settings: Settings) -> Iterator[Finding]:
    """What was decided about tellings of sources that have no such name any more."""
    configured = {source.name for source in settings.source}
    counts = Counter(
        name
        for decision in store.register.decisions()
        if decision.undone_at is None
        for name in {source for source, _ in (*decision.one, *decision.two)}
    )
    for name in sorted(counts.keys() - configured):
        told = f"{counts[name]:,} about tellings of {name}, which is no source now"
        fix = "give the source that name again, or decide of what it tells now"
        yield Finding("decisions", State.WARN, told, fix)


def _report(report: SourceReport, settings: Settings, now: datetime) -> Finding:
    """Whether a source has answered lately."""
    subject = f"source {report.name}"
    every = {source.name: source.every for source in settings.source}.get(report.name)
    if report.last_success is None:
        return Finding(
            subject,
            State.WARN,
            f"has never been read: {report.last_error or 'not polled yet'}",
            "syndicate run polls it",
        )
    since = f"{report.last_success:%Y-%m-%dT%H:%MZ}"
    if is_lost(report):
        return Finding(
            subject,
            State.WARN,
            f"{report.state} since {since}: {report.last_error or report.error}",
            "open its location yourself; correct or remove it",
        )
    if now - report.last_success > max(3 * (every or timedelta()), SILENCE):
        return Finding(
            subject,
            State.WARN,
            f"last read {since}",
            "see whether the scheduled job still runs",
        )
    return Finding(
        subject, State.OK, f"last read {since}, {report.postings:,} postings"
    )
