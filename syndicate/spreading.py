"""Whoever waits for our news is told of it: commands are run, then the hub is pinged.

Commands come first, for they carry the files to where the hub looks for them. Each is
told of the last change that it does not know, however long ago that was, so that a run
that was cut short, a disk that was full or a hub that was down cost nobody a change.
Nothing that goes wrong here ends a run.
"""

from __future__ import annotations

import shlex
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from syndicate.config import Settings
from syndicate.fetch.hosts import Hosts
from syndicate.fetch.http import name_agent
from syndicate.fetch.hub import Hub, stands_for_all
from syndicate.model import Delivery, DeliveryState, Way
from syndicate.publish.commands import carry_out
from syndicate.publish.item import site_url
from syndicate.publish.there import files_there
from syndicate.sources.base import Failure
from syndicate.store import Sent, Store
from syndicate.text.masking import mask, mask_within

MOST_TRIES = 24  # of a ping, after which only a further change is a reason to try
TRIED_FOR = timedelta(days=1)
PINGING = 60.0  # seconds of one run; what is left waits for the next


@dataclass(frozen=True, slots=True)
class Receiver:
    """A receiver, what it was told, the change that it should know, and its name."""

    way: Way
    sent: Sent
    changed: int
    name: str

    def is_due(self, now: datetime) -> bool:
        """Whether there is something to tell, and a reason to try."""
        if self.sent.told >= self.changed:
            return False
        return self.sent.tried < self.changed or not self.is_given_up(now)

    def is_given_up(self, now: datetime) -> bool:
        """Whether a ping was tried long enough; a command is tried at every run."""
        sent = self.sent
        if self.way is Way.COMMAND or sent.since is None:
            return False
        return sent.tries >= MOST_TRIES or now - sent.since >= TRIED_FOR

    def after(self, trouble: str, now: datetime) -> Receiver:
        """The receiver once it was tried; no trouble, and it is done."""
        sent = replace(
            self.sent,
            told=self.sent.told if trouble else self.changed,
            tried=self.changed,
            tries=self.sent.tries + 1 if trouble else 0,
            since=(self.sent.since or now) if trouble else None,
            trouble=trouble,
        )
        return replace(self, sent=sent)

    def tell(self, now: datetime) -> Delivery:
        """How it stands."""
        sent, state = self.sent, DeliveryState.DONE
        if sent.told < self.changed:
            state = DeliveryState.FAILING if sent.tries else DeliveryState.WAITING
            state = DeliveryState.GIVEN_UP if self.is_given_up(now) else state
        return Delivery(
            self.way, self.name, state, sent.tries, sent.since, sent.trouble
        )


def spread(store: Store, settings: Settings, now: datetime) -> tuple[Delivery, ...]:
    """Tell whoever must be told; gives how it stands with each.

    With every command, and with the feeds that the hub was told of now or must still
    be told of. While a command fails, the hub is told nothing: it would read what was.
    """
    commands = [
        _run(store, receiver, settings, now) for receiver in _commands(store, settings)
    ]
    before = _pings(store, settings)
    after = before
    if all(receiver.sent.told >= receiver.changed for receiver in commands):
        after = _ping(store, before, settings, now)
    _forget(store, settings)
    told = [
        receiver for receiver in after if _is_news(receiver) or receiver not in before
    ]
    return tuple(receiver.tell(now) for receiver in (*commands, *told))


def look(store: Store, settings: Settings, now: datetime) -> tuple[Delivery, ...]:
    """How it stands, without telling anybody."""
    pings = [receiver for receiver in _pings(store, settings) if _is_news(receiver)]
    return tuple(
        receiver.tell(now) for receiver in (*_commands(store, settings), *pings)
    )


def _is_news(receiver: Receiver) -> bool:
    return receiver.sent.told < receiver.changed


def _commands(store: Store, settings: Settings) -> list[Receiver]:
    changed = store.deliveries.changed()
    return [
        Receiver(Way.COMMAND, store.deliveries.sent(name), changed, name)
        for name in _named(settings)
    ]


def _named(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The commands by what they are called: addresses in them may hold a token."""
    return {
        mask_within(shlex.join(command)): command for command in settings.publish.after
    }


def _run(
    store: Store, receiver: Receiver, settings: Settings, now: datetime
) -> Receiver:
    if not receiver.is_due(now):
        return receiver
    trouble = carry_out(_named(settings)[receiver.name], settings)
    tried = receiver.after(mask_within(trouble), now)
    store.deliveries.keep(tried.sent)
    return tried


def _pings(store: Store, settings: Settings) -> list[Receiver]:
    """A ping for each feed that stands, due or not; none without a hub."""
    hub = settings.publish.hub
    feeds = store.deliveries.feeds()
    there = files_there(settings.paths.output, feeds) if hub else ()
    return [
        Receiver(
            Way.PING,
            store.deliveries.sent(mask(hub), path),
            feeds[path],
            site_url(settings) + path,
        )
        for path in there
    ]


def _ping(
    store: Store, receivers: list[Receiver], settings: Settings, now: datetime
) -> list[Receiver]:
    """The receivers after the due ones were tried, as long as there is time."""
    if not any(receiver.is_due(now) for receiver in receivers):
        return receivers
    limits = replace(settings.fetch, gap=timedelta(0))  # one message in several parts
    hosts = Hosts(limits, now, store.inbox.hosts())
    hub = Hub(settings.publish.hub, limits, name_agent(limits.contact), hosts)
    ends = time.monotonic() + PINGING
    down: Failure | None = None
    tried = []
    for receiver in receivers:
        if receiver.is_due(now) and time.monotonic() < ends:
            failure = down or hub.tell(receiver.name)
            if failure and stands_for_all(failure):
                down = failure
            receiver = receiver.after(failure.reason if failure else "", now)  # noqa: PLW2901
            store.deliveries.keep(receiver.sent)
        tried.append(receiver)
    store.inbox.keep_hosts(hosts.take_told())
    return tried


def _forget(store: Store, settings: Settings) -> None:
    """Drop receivers that config.toml no longer names, and feeds that are gone."""
    feeds = files_there(settings.paths.output, store.deliveries.feeds())
    store.deliveries.forget({*_named(settings), mask(settings.publish.hub)}, feeds)
