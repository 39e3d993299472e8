"""`stories`, `search` and `sources`: tell what the database holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from syndicate.cli.session import Session
from syndicate.cli.show import (
    Column,
    minute,
    printable,
    say,
    say_columns,
    say_json,
    stream_json,
)
from syndicate.config import Settings
from syndicate.config.place import quote
from syndicate.edit import file
from syndicate.model import SourceReport, SourceState, Stored, Story
from syndicate.publish.contract import story_record
from syndicate.publish.polled import source_record
from syndicate.store import Store, never_polled

STORY_COLUMNS = (
    Column("STORY"),
    Column("PUBLISHED"),
    Column("RAN", right=True),
    Column("STATE"),
    Column("CLINIC"),
    Column("TITLE"),
)
SOURCE_COLUMNS = (
    Column("SOURCE"),
    Column("KIND"),
    Column("TRUST"),
    Column("STATE"),
    Column("POSTINGS", right=True),
    Column("SEEN", right=True),
    Column("NEW", right=True),
    Column("CHANGED", right=True),
    Column("SKIPPED", right=True),
    Column("LAST SUCCESS"),
    Column("NEXT DUE"),
    Column("LAST ERROR"),
)


def list_stories(
    session: Session, since: datetime | None, limit: int | None, *, as_json: bool
) -> int:
    """Tell every story, newest first, one at a time; with `limit`, the first ones."""
    settings = session.settings()
    with _open(settings) as store:
        told = islice(store.told(since), limit)
        _tell_stories(store, told, session, as_json=as_json)
    return 0


def search(session: Session, words: str, *, as_json: bool) -> int:
    """Tell the stories that hold the words."""
    settings = session.settings()
    with _open(settings) as store:
        told = list(store.told_of(words))
        if told or as_json:
            _tell_stories(store, told, session, as_json=as_json)
        else:
            say(f"no story holds {printable(quote(words))}")
    return 0


def list_sources(session: Session, *, as_json: bool) -> int:
    """Tell the state of every source, also before the first run."""
    settings = session.settings()
    if settings.paths.database.exists():
        with _open(settings) as store:
            reports = store.sources(settings)
    else:
        reports = [never_polled(source) for source in settings.source]
    if as_json:
        say_json([source_record(report) for report in reports])
        return 0
    say_columns(
        SOURCE_COLUMNS,
        (
            [
                report.name,
                report.kind,
                report.trust.value,
                report.state,
                f"{report.postings:,}",
                f"{report.seen:,}",
                f"{report.new:,}",
                f"{report.changed:,}",
                f"{len(report.skipped):,}",
                minute(report.last_success),
                _due(report),
                report.last_error,
            ]
            for report in reports
        ),
    )
    return 0


def _due(report: SourceReport) -> str:
    """When a source is polled next."""
    if report.state is SourceState.GONE:
        return "never"
    return minute(report.next_due) if report.next_due else "next run"


def _open(settings: Settings) -> Store:
    return Store.open(settings.paths.database, readonly=True)


def _tell_stories(
    store: Store,
    told: Iterable[Stored],
    session: Session,
    *,
    as_json: bool,
) -> None:
    settings = session.settings()
    filed = (
        (file(story, brief, settings, session.now), brief) for story, brief in told
    )
    if as_json:
        stream_json(
            story_record(story, brief, settings, store.retold(story))
            for story, brief in filed
        )
    else:
        say_columns(STORY_COLUMNS, (_row(story) for story, _ in filed))


def _row(story: Story) -> list[str]:
    published = story.original.published
    return [
        story.short_id,
        published.iso()[:10] if published else "-",
        str(len(story.appearances)),
        _state(story) or "-",
        story.clinic or story.original.issuer or "-",
        story.original.title,
    ]


def _state(story: Story) -> str:
    states = {
        "hidden": story.hidden,
        "not ours": story.not_ours,
        "retracted": story.retracted,
        "held": story.held,
        "staff only": story.withheld,
    }
    return next((state for state, holds in states.items() if holds), "")
