"""A run that asks first: where every source answers as before, it is over.

What is due is asked before anything is loaded that reads, cleans, matches or makes
pages. Mostly nothing new comes; then the polls are kept, what staff read tells them and
as of when it is, and no story is read. Else the pipeline goes on from the answers.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from syndicate.asking import ask_due
from syndicate.config import Settings
from syndicate.ingest import Progress
from syndicate.lasting import Times, digest_troubles, paths_of, read_given
from syndicate.model import Period, Proof, Published, Run, SourceReport, Writing
from syndicate.polling import Begun
from syndicate.publish.dates import stamp
from syndicate.publish.digest_renewed import renew
from syndicate.publish.polled import read_deliveries
from syndicate.publish.status import status_again
from syndicate.reporting import Given, put_aside, report_sources, tell_apart
from syndicate.resting import Rest, find_calm, look_at
from syndicate.store.database import (
    connect,
    is_as_left,
    leaving_well,
    locked,
    translated,
)
from syndicate.store.still import Still

__all__ = ["Run", "run"]


def run(
    settings: Settings,
    *,
    now: datetime,
    only: tuple[str, ...] = (),
    progress: Progress | None = None,
    started: Callable[[], None] = lambda: None,
) -> Run:
    """A run, as `pipeline.run` tells of it, that is over soon where nothing new came.

    Raises:
        Busy, DamagedData, ConfigError, CannotCreate, InputOutputError.
    """
    begun, path = Begun(time.monotonic()), settings.paths.database
    with locked(path):
        started()
        kept = None if only else _find(settings, now)
        if kept is not None:
            with leaving_well(path), translated(path), closing(connect(path)) as opened:
                store = Still(opened)
                begun = ask_due(settings, store, now, begun.began)
                done = None
                if begun.calm:
                    told = json.loads(kept["status"])
                    done = Calm(settings, now, kept, store, told).end(begun)
            if done is not None:
                return done
        from syndicate import pipeline  # noqa: PLC0415 - start-up

        return pipeline.go_on(
            settings, now=now, only=only, progress=progress, begun=begun
        )


def _find(settings: Settings, now: datetime) -> Rest | None:
    """What the last run kept for this one; None where a whole run must follow.

    The whole run looks through every page of the database. Where nobody touched the
    file since a run closed it, nothing can be torn but by the disk itself.
    """
    path = settings.paths.database
    if not is_as_left(path):
        return None
    return find_calm(str(settings.file), str(path), stamp(now))


@dataclass(frozen=True, slots=True)
class Calm:
    """The end of a run to which nothing new came.

    `kept` is what the last one left, `status` what status.json said then.
    """

    settings: Settings
    now: datetime
    kept: Rest
    store: Still
    status: dict[str, Any]

    def end(self, begun: Begun) -> Run | None:
        """Say how the sources stand; None where more is to be said than that."""
        given = read_given(self.kept["given"])
        told = report_sources(self.store.standings, self.settings, self.now, given)
        reports = tell_apart(told, frozenset(begun.still))
        if (
            self.store.rest.is_undone()
            or digest_troubles(reports) != self.kept["troubles"]
        ):
            return None
        written = renew(
            self.settings,
            self._prove(reports, given),
            (_read(self.kept["since"]), self.now),
            status_again(self.status, reports, self.now),
        )
        if written is None:
            return None
        self._keep(reports)
        return self._tell(reports, written, begun)

    def _prove(
        self, reports: tuple[SourceReport, ...], given: Mapping[str, Given]
    ) -> tuple[SourceReport, ...]:
        """The state of each source, with what it gave while the edition was open."""
        joined = {name: each.joined for name, each in given.items()}
        opened = self.kept["opened"]
        period = Period(opened=_read(opened) if opened else None)
        proofs = self.store.standings.prove(period, joined)
        return tuple(
            replace(report, since=proofs.get(report.name, Proof()))
            for report in reports
        )

    def _keep(self, reports: tuple[SourceReport, ...]) -> None:
        """Keep for the next run what was kept for this one, of now."""
        kept, settings = self.kept, self.settings
        due = self.store.rest.due([source.name for source in settings.source])
        asks, stays = _read(kept["asks"]), _read(kept["stays"])
        aside = tuple(map(put_aside, reports))
        self.store.rest.keep(
            kept
            | Times(self.now, asks, stays, tuple(due)).tell(settings)
            | {
                "there": "\n".join(look_at(paths_of(settings))),
                "status": status_again(self.status, aside, self.now).decode(),
            }
        )

    def _tell(
        self, reports: tuple[SourceReport, ...], written: Published, begun: Begun
    ) -> Run:
        """What the run came to."""
        writer = self.kept["writer"]
        return Run(
            moment=self.now,
            reports=reports,
            stories=self.status["counts"]["stories"],
            new=0,
            changed=0,
            held=int(self.kept["held"]),
            published=replace(written, deliveries=read_deliveries(self.status)),
            seconds=time.monotonic() - begun.began,
            documents=sum(turn.tally.documents for turn in begun.still.values()),
            outdated=bool(self.kept["outdated"]),
            writing=Writing(writer) if writer else None,
        )


def _read(kept: str) -> datetime:
    return datetime.fromisoformat(kept)
