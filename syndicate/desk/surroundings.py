"""What the desk works with: the settings, the clock, chance, and what it does aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from urllib.parse import urlsplit

from flask import current_app

from syndicate.config import Settings
from syndicate.desk.errands import Errands
from syndicate.desk.previews import Previews
from syndicate.store import Store, expect

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One desk. `chance` gives a text that nobody guesses, another at each call.

    `wait` is how many seconds a decision waits for a run before it is left to that.
    """

    settings: Settings
    clock: Callable[[], datetime]
    chance: Callable[[], str]
    errands: Errands
    wait: float = 2.0
    deciding: Lock = field(default_factory=Lock)
    previews: Previews = field(default_factory=Previews)

    @property
    def names(self) -> frozenset[str]:
        """The names of the host that it answers to."""
        desk = self.settings.desk
        own = frozenset({urlsplit(desk.address).hostname or ""} if desk.address else ())
        loopback = desk.host.startswith("127.") or desk.host == "::1"
        return own | (LOOPBACK if loopback else frozenset())

    @property
    def is_https(self) -> bool:
        """Whether browsers reach it over https."""
        return self.settings.desk.address.startswith("https://")

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The database, to be read."""
        with Store.open(self.settings.paths.database, readonly=True) as store:
            yield store

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The database, once it is there; it is never made here."""
        path = self.settings.paths.database
        expect(path)
        with Store.open(path) as store:
            yield store


def here() -> Surroundings:
    """The surroundings of the request that is being answered."""
    found: Surroundings = current_app.extensions["desk"]
    return found
