"""Closing editions of the digest under the lock of a run, and sending what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from syndicate import digesting
from syndicate.config import Settings
from syndicate.digesting import Attempt
from syndicate.model import Closed, Series
from syndicate.store import Store, expect, locked


@dataclass(frozen=True, slots=True)
class Closing:
    """The editions that were closed, and what became of each letter under way."""

    closed: tuple[Closed, ...]
    deliveries: tuple[Attempt, ...]


def close_editions(
    settings: Settings, series: Mapping[Series, int], now: datetime, *, send: bool
) -> Closing:
    """Close what is due of these, publish the page of it, and deliver the letters.

    Each series with the number of the edition that is meant, 0 for whichever is open:
    one that was closed meanwhile is not followed by the next. Letters of an edition
    that closed just now go first: whichever is open stays so while they wait.

    What a run that was cut short left is formed before: formed at the instant of the
    closing, it would have changed after neither edition began. What waited for an hour
    that has come goes out before, so that the edition of that hour tells it.

    Raises:
        Busy: a run is under way. ConfigError: there is no database yet.
        CannotCreate, InputOutputError: the pages cannot be written.
    """
    from syndicate.pipeline import catch_up, republish  # noqa: PLC0415 -- start-up

    path = settings.paths.database
    expect(path)
    with locked(path), Store.open(path) as store:
        catch_up(store, settings, now)
        if store.outbox.hour_has_come(now):
            republish(store, settings, now)
        closed = [
            digesting.close(store, settings, each, now)
            for each, number in series.items()
            if number in (0, store.editions.opened(each).number)
            and digesting.is_due(store, each, settings, now)
            and (number or not (send and digesting.is_tried_again(store, each, now)))
        ]
        republish(store, settings, now)
        deliveries: tuple[Attempt, ...] = ()
        if send:
            way = digesting.make_send(settings)
            deliveries = tuple(digesting.deliver(store, settings, way, now))
    return Closing(tuple(each for each in closed if each), deliveries)
