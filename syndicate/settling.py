"""Whether the next run has nothing to do, until when, and what it will say then.

The next run finds it by `resting`, which reads it in the time of a start. What is
undone, due in every run or not to be foreseen leaves nothing, and a whole run follows.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from syndicate.config import Settings
from syndicate.edit import RETRACTION_SHOWN
from syndicate.model import Edition
from syndicate.polling import put_aside
from syndicate.publish.contract import CONTRACT_VERSION
from syndicate.publish.polled import instant
from syndicate.publish.status import in_trouble, is_lost, status
from syndicate.resting import fingerprint, look_at
from syndicate.spreading import look
from syndicate.store import Store
from syndicate.writing import Writing

STATUS = "status.json"  # written by every run, also by one that has nothing to do


@dataclass(frozen=True, slots=True)
class Settling:
    """What a run rests on, taken before it began."""

    settings: Settings
    world: str

    @classmethod
    def begin(cls, settings: Settings) -> Settling:
        """Look at the settings and the program as they are now."""
        try:
            return cls(settings, fingerprint(str(settings.file)))
        except OSError:  # the file is gone since it was read
            return cls(settings, "")

    def settle(self, store: Store, edition: Edition, writing: Writing | None) -> None:
        """Keep until when a run would have nothing to do, if it would not have now."""
        now, settings = edition.moment, self.settings
        if settings.ping.url_from or settings.metrics.file:
            return  # whoever watches is told of every run
        deliveries = look(store, settings, now)
        due = store.rest.due([source.name for source in settings.source])
        paths = list(_paths(settings))
        if (
            not self.world
            or _is_watched(settings)
            or store.rest.is_undone()
            or any(each.state in {"waiting", "failing"} for each in deliveries)
            or (writing is not None and (writing.waiting or writing.trouble))
            or any(moment is None or moment <= now for moment in due)
            or any("\n" in path for path in paths)
        ):
            return
        reports = tuple(put_aside(report) for report in edition.reports)
        told = replace(edition, reports=reports, deliveries=deliveries)
        trouble = any(map(in_trouble, deliveries)) or any(map(is_lost, reports))
        moments = (*due, *_moments(store, now, settings))
        until = min(moment for moment in moments if moment and moment > now)
        store.rest.keep(
            {
                "world": self.world,
                "there": "\n".join(look_at(paths)),
                "since": instant(now) or "",
                "until": instant(until) or "",
                "contract": str(CONTRACT_VERSION),
                "held": str(edition.held_count),
                "trouble": "1" * trouble,
                "writer": writing.writer if writing else "",
                "sources": "\n".join(report.name for report in reports),
                "file": str(settings.paths.digest / STATUS),
                "status": status(told).decode("utf-8"),
            }
        )


def _is_watched(settings: Settings) -> bool:
    """Whether somebody is told of each run, also of one that has nothing to do."""
    return bool(settings.ping.url_from or settings.metrics.file)


def _moments(store: Store, now: datetime, settings: Settings) -> Iterator[datetime]:
    """When something else will ask for a run, in the past or to come.

    Days count from midnight, here and where staff are: what is told in days, and the
    chores of a day, are never older than that.
    """
    rest, stones = store.rest, settings.publish.tombstones
    yield from rest.dates()
    yield from rest.asked_again()
    for retracted in rest.retracted():
        yield retracted + RETRACTION_SHOWN
        yield retracted + RETRACTION_SHOWN + stones
    for retired in rest.retired():
        yield retired + stones
    for zone in (UTC, settings.digest.zone):
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        yield datetime.combine(tomorrow, time(), zone).astimezone(UTC)


def _paths(settings: Settings) -> Iterator[str]:
    """What must stay as it is: the files on top of both folders, all folders in them.

    A folder changes when a file in it comes, goes or is renamed; the two on top do so
    in every run.
    """
    for root in (settings.paths.output, settings.paths.digest):
        waiting = [str(root)]
        while waiting:
            folder = waiting.pop()
            if folder != str(root):
                yield folder
                if _has_no_folders(folder):
                    continue
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif folder == str(root) and entry.name != STATUS:
                        yield entry.path


def _has_no_folders(folder: str) -> bool:
    """Whether there are files only: most file systems count the folders as links."""
    return Path(folder).stat().st_nlink == 2
