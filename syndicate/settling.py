"""Whether the next run has nothing to do, until when, and what it will say then.

The next run finds it by `resting`, which reads it in the time of a start. What is
undone, due in every run or not to be foreseen leaves nothing, and a whole run follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from syndicate.config import Settings
from syndicate.edit import RETRACTION_SHOWN
from syndicate.ingest.rhythm import find_rhythms
from syndicate.lasting import STATUS, Times, digest_troubles, paths_of, tell_given
from syndicate.model import DeliveryState, Edition
from syndicate.publish.polled import CONTRACT_VERSION, instant
from syndicate.publish.status import in_trouble, is_lost, status
from syndicate.reporting import put_aside
from syndicate.resting import fingerprint, look_at
from syndicate.spreading import look
from syndicate.store import Store
from syndicate.writing import Writing

UNDONE = frozenset({DeliveryState.WAITING, DeliveryState.FAILING})


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
        deliveries = look(store, settings, now)
        paths = list(paths_of(settings))
        if (
            not self.world
            or store.rest.is_undone()
            or any(each.state in UNDONE for each in deliveries)
            or (writing is not None and (writing.waiting or writing.trouble))
            or any("\n" in path for path in paths)
        ):
            return
        reports = tuple(put_aside(report) for report in edition.reports)
        told = replace(edition, reports=reports, deliveries=deliveries)
        trouble = any(map(in_trouble, deliveries)) or any(map(is_lost, reports))
        newest = store.standings.newest()
        rhythms = find_rhythms(newest, now)
        store.rest.keep(
            self._times(store, edition, newest).tell(settings)
            | {
                "world": self.world,
                "there": "\n".join(look_at(paths)),
                "contract": str(CONTRACT_VERSION),
                "held": str(edition.held_count),
                "trouble": "1" * trouble,
                "writer": writing.writer if writing else "",
                "sources": "\n".join(report.name for report in reports),
                "file": str(settings.paths.digest / STATUS),
                "status": status(told).decode("utf-8"),
                "opened": instant(edition.period.opened) or "",
                "given": tell_given(edition.reports, rhythms),
                "troubles": digest_troubles(edition.reports),
                "outdated": "1" * store.outdated,
            }
        )

    def _times(
        self, store: Store, edition: Edition, newest: Mapping[str, list[datetime]]
    ) -> Times:
        """Until when all of that holds; `newest`: what sources told last, and when."""
        now, settings = edition.moment, self.settings
        asks = min(each for each in _moments(store, now, settings) if each > now)
        ahead = (each for moments in newest.values() for each in moments if each > now)
        stays = min([edition.stays or now, *ahead])
        due = store.rest.due([source.name for source in settings.source])
        return Times(now, asks, stays, tuple(due))


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
