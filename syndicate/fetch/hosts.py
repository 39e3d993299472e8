"""One host at a time, with a pause in between, and not while it asked us to wait."""

from __future__ import annotations

import contextlib
import math
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from syndicate.config import Fetch
from syndicate.fetch.address import Allowed, read_allowed
from syndicate.fetch.line import Refused
from syndicate.sources.base import Host

# A clock that stands still: waits asked for count from whenever it was.
STILL = datetime(2000, 1, 1, tzinfo=UTC)
_PORTS = {"http": 80, "https": 443}


class Held(Refused):
    """The host asked us to wait: nothing was sent. `seconds` are still to go."""

    def __init__(self, name: str, until: datetime, seconds: int) -> None:
        super().__init__(f"{name} asked us to wait until {until:%Y-%m-%dT%H:%MZ}")
        self.seconds = seconds


def name_host(url: str) -> str:
    """A host by name and port: what one connection at a time is counted by.

    >>> name_host("https://News.Example.org./feed"), name_host("http://[::1]:8080/")
    ('news.example.org:443', '[::1]:8080')
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{parts.port or _PORTS.get(parts.scheme.lower(), 0)}"


@dataclass(slots=True)
class _Known:
    """A host as this run knows it."""

    note: Host
    connection: threading.Lock = field(default_factory=threading.Lock)
    robots: threading.Lock = field(default_factory=threading.Lock)
    ended: float | None = None  # monotonic seconds: when its last answer ended
    allowed: bool | None = None  # whether `allow` names it, once that was asked


class Hosts:
    """What every host asked of us, shared by all threads of a run.

    `now` is the run's clock; `known` is what earlier runs were told.
    """

    def __init__(
        self, limits: Fetch, now: datetime = STILL, known: Iterable[Host] = ()
    ) -> None:
        self.now = now
        self._gap = limits.gap.total_seconds()
        self._allowed = tuple(read_allowed(entry) for entry in limits.allow)
        self._lock = threading.Lock()
        self._hosts = {note.name: _Known(note) for note in known}
        self._told: dict[str, Host] = {}

    @contextlib.contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """Have a host to oneself, after a pause since whoever had it last.

        Raises:
            Held: it asked us to wait.
        """
        name = name_host(url)
        known = self._known(name)
        with known.connection:
            self._refuse_held(known.note)
            if known.allowed is None:
                known.allowed = self._is_allowed(url)
            if known.ended is not None and not known.allowed:
                time.sleep(max(known.ended + self._gap - time.monotonic(), 0.0))
            try:
                yield
            finally:
                known.ended = time.monotonic()

    def wait(self, url: str, seconds: int) -> None:
        """Take note that a host asked us to wait."""
        if seconds > 0:
            until = self.now + timedelta(seconds=seconds)
            note = self._known(name_host(url)).note
            if note.until is None or note.until < until or self._is_over(note):
                self._tell(replace(note, asked=self.now, until=until))

    @contextlib.contextmanager
    def robots(self, url: str) -> Iterator[Host]:
        """What is known of a host, while nobody else asks for its robots.txt."""
        known = self._known(name_host(url))
        with known.robots:
            yield known.note

    def keep_robots(self, url: str, text: str, read: datetime) -> None:
        """Take note of a host's robots.txt."""
        note = self._known(name_host(url)).note
        self._tell(replace(note, robots=text, robots_read=read))

    def take_told(self) -> list[Host]:
        """What hosts asked since this was last called, to be kept for later runs."""
        with self._lock:
            told, self._told = self._told, {}
        return list(told.values())

    def _known(self, name: str) -> _Known:
        with self._lock:
            return self._hosts.setdefault(name, _Known(Host(name)))

    def _tell(self, note: Host) -> None:
        with self._lock:
            self._hosts[note.name].note = note
            self._told[note.name] = note

    def _refuse_held(self, note: Host) -> None:
        if note.until is not None and not self._is_over(note):
            seconds = math.ceil((note.until - self.now).total_seconds())
            raise Held(note.name, note.until, seconds)

    def _is_over(self, note: Host) -> bool:
        """Whether a wait has passed, or was asked for by a clock that went back."""
        if note.until is None or note.asked is None:
            return True
        return not note.asked <= self.now < note.until

    def _is_allowed(self, url: str) -> bool:
        """Whether `allow` names this very host, by name or address."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port or _PORTS.get(parts.scheme.lower(), 0)
        return any(_names(entry, host, port) for entry in self._allowed)


def _names(entry: Allowed, host: str, port: int) -> bool:
    """Whether an entry of `allow` names a host as it is written."""
    try:
        address = ip_address(host)
    except ValueError:
        address = ip_address("0.0.0.0")  # noqa: S104 - no address: names alone count
    return entry.covers(host, port, address)
