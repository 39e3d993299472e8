"""`run`: do the work, then tell it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from syndicate import calm
from syndicate.cli.judging import judge
from syndicate.cli.session import Session
from syndicate.cli.show import (
    Column,
    ProgressLine,
    printable,
    say,
    say_columns,
    say_json,
    tell_deliveries,
    warn,
)
from syndicate.config import Settings
from syndicate.config.place import quote, suggest
from syndicate.errors import SourceError, SyndicateError, UsageError
from syndicate.model import Ended, Run, RunAccount, SourceReport, Work, Writing
from syndicate.publish.polled import (
    CONTRACT_VERSION,
    delivery_records,
    instant,
    poll_record,
)
from syndicate.publish.status import in_trouble, is_lost
from syndicate.text.counting import say_count
from syndicate.watching import Watch

SHOWN = 5  # reasons shown of each source; all are in status.json
COLUMNS = (
    Column("SOURCE"),
    Column("STATE"),
    Column("POLLED"),
    Column("SEEN", right=True),
    Column("NEW", right=True),
    Column("CHANGED", right=True),
    Column("JOINED", right=True),
    Column("SKIPPED", right=True),
)


def run(session: Session, names: tuple[str, ...], *, form: str, strict: bool) -> int:
    """Run the pipeline and tell what came of it: as a "table", as "json", as a "log".

    Raises:
        UsageError: a name is no source's.
    """
    log = say if form == "log" else None
    settings = _settings(session, names, log)
    with Watch(settings, session.now, judge, warn, log) as watch:
        with ProgressLine() as progress:
            done = calm.run(
                settings,
                now=session.now,
                only=names,
                progress=progress,
                started=watch.started,
            )
        watch.work = _work(done)
        if strict and _is_failing(done, names):
            watch.code = SourceError.exit_code
        if form == "json":
            say_json(run_record(done))
        elif form == "table":
            tell(done, settings)
    return watch.code


def run_record(done: Run) -> dict[str, Any]:
    """A run as `run --json` tells it."""
    return {
        "contract": CONTRACT_VERSION,
        "moment": instant(done.moment),
        "seconds": round(done.seconds, 3),
        "documents": done.documents,
        "stories": done.stories,
        "new": done.new,
        "changed": done.changed,
        "held": done.held,
        "went_out": done.published.went_out,
        "written": list(done.published.written),
        "removed": list(done.published.removed),
        "unchanged": done.published.unchanged,
        "problems": list(done.published.problems),
        **delivery_records(done.published.deliveries),
        "summaries": _writing_record(done.writing) if done.writing else None,
        "sources": [poll_record(report) for report in done.reports],
    }


def _settings(
    session: Session, names: tuple[str, ...], log: Callable[[str], None] | None
) -> Settings:
    """The settings; a log is told that there are none to run by."""
    try:
        settings = session.settings()
        refuse_unknown(names, settings)
    except SyndicateError as error:
        from syndicate.publish.log import log_lines  # noqa: PLC0415 - start-up

        reason, code = judge(error)
        for line in log_lines(RunAccount(Ended(session.now, 0.0, code, reason))):
            if log:
                log(line)
        raise
    return settings


def _is_failing(done: Run, names: tuple[str, ...]) -> bool:
    """Whether a source that was meant, or a command, is in trouble."""
    asked = [each for each in done.reports if not names or each.name in names]
    return any(map(is_lost, asked)) or any(
        in_trouble(each) for each in done.published.deliveries
    )


def _work(done: Run) -> Work:
    published = done.published
    return Work(
        documents=done.documents,
        stories=done.stories,
        new=done.new,
        changed=done.changed,
        held=done.held,
        went_out=published.went_out,
        written=len(published.written),
        removed=len(published.removed),
        unchanged=published.unchanged,
        problems=len(published.problems),
        failing=sum(in_trouble(each) for each in published.deliveries),
    )


def _writing_record(writing: Writing) -> dict[str, Any]:
    return {
        "writer": writing.writer,
        "written": writing.written,
        "refused": writing.refused,
        "failed": writing.failed,
        "waiting": writing.waiting,
        "trouble": writing.trouble or None,
    }


def refuse_unknown(names: tuple[str, ...], settings: Settings) -> None:
    """Refuse names that are no source's, naming the nearest.

    Raises:
        UsageError: there is one.
    """
    known = [source.name for source in settings.source]
    for name in names:
        if name not in known:
            hint = suggest(name, known) or "`syndicate sources` lists them"
            raise UsageError(f"no source is named {quote(name)}; {hint}")


def tell(done: Run, settings: Settings) -> None:
    """Tell a run to people: its sources, what was skipped, the pages to open."""
    status = shorten(settings.paths.digest / "status.json")
    say_columns(COLUMNS, (_row(report) for report in done.reports))
    for line in _reasons(done, status):
        say(line)
    say()
    for line in _totals(done):
        say(line)
    say()
    say(f"Open {shorten(settings.paths.output / 'index.html')} (what readers see)")
    say(f"     {shorten(settings.paths.digest / 'digest.html')} (for staff)")


def _row(report: SourceReport) -> list[str]:
    counts = (
        report.seen,
        report.new,
        report.changed,
        report.joined,
        len(report.skipped),
    )
    if not report.polled:  # what its last poll gave is not this run's news
        return [report.name, report.state, "no", *("-" for _ in counts)]
    return [report.name, report.state, "yes", *(f"{count:,}" for count in counts)]


def _reasons(done: Run, status: str) -> Iterator[str]:
    """What was skipped and what failed, a source at a time."""
    for report in done.reports:
        if report.error:
            yield ""
            yield f"{printable(report.name)} is {report.state}: " + printable(
                report.error
            )
        if report.moved_to:
            yield ""
            yield (
                f"{printable(report.name)} has moved to {printable(report.moved_to)}"
                " for good: write that into config.toml"
            )
        if report.quiet:
            yield ""
            yield f"{printable(report.name)} is {report.quiet}"
        if report.skipped:
            yield ""
            yield f"{printable(report.name)} skipped {len(report.skipped):,}:"
            yield from _some(report.skipped, status)
    if done.published.problems:
        yield ""
        yield f"{len(done.published.problems):,} could not be published as they are:"
        yield from _some(done.published.problems, status)
    for line in tell_deliveries(done.published.deliveries):
        yield ""
        yield line


def _some(lines: tuple[str, ...], status: str) -> Iterator[str]:
    for line in lines[:SHOWN]:
        yield f"  {printable(line)}"
    if len(lines) > SHOWN:
        yield f"  … {len(lines) - SHOWN:,} more in {status}"


def _totals(done: Run) -> Iterator[str]:
    pace = done.documents / done.seconds if done.seconds > 0 else 0.0
    fast = f", {pace:,.0f} documents/s" if pace >= 1 else ""
    yield f"{say_count(done.documents, 'document')} in {done.seconds:,.1f} s{fast}"
    out = done.published.went_out
    yield (
        f"{done.stories:,} {'story' if done.stories == 1 else 'stories'}: "
        f"{done.new:,} new, {done.changed:,} changed, "
        f"{done.held:,} held back" + f", {out:,} went out" * bool(out)
    )
    if done.writing:
        yield _say_writing(done.writing)
    if done.outdated:
        yield "Stories rest on older rules: `syndicate rematch` shows what would change"
    published = done.published
    yield (
        f"{len(published.written):,} files written, {len(published.removed):,} "
        f"removed, {published.unchanged:,} unchanged"
    )


def _say_writing(writing: Writing) -> str:
    """What came of asking a language model, in one line."""
    told = (
        f"Summaries by {printable(writing.writer)}: {writing.written:,} written, "
        f"{writing.refused:,} refused, {writing.failed:,} without an answer"
    )
    if writing.trouble:
        told += f" ({printable(writing.trouble)})"
    return f"{told}; more wait for the next run" if writing.waiting else told


def shorten(path: Path) -> str:
    """A path as it is typed from here, or whole when that would be no shorter."""
    try:
        near = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if near.startswith("..") else near
