"""A connection that ends on time and goes only where it may.

Libraries bound each read, not the whole; a server that sends one byte a second is
never late. Here a watchdog shuts the socket when the time is up, and the address is
checked on the very connection that is made, which no rebinding of names between check
and connect can escape.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from ipaddress import ip_address
from typing import Any, Self

from syndicate.fetch.address import Allowed, refuse_address

_LINGERS = 0.1  # seconds that the watchdog waits for another line
_Candidate = tuple[Any, ...]  # what getaddrinfo gives


class Refused(Exception):
    """There will be no document; the message is the reason in words."""


class Line:
    """One request's time and its sockets, from the first look-up to the last byte.

    Used with `with`; `expired` tells whether the watchdog had to end it. A socket
    shut in the middle can look like a well-formed end, so ask after every step. Who
    waits by `remaining` for each piece needs no watchdog.
    """

    def __init__(self, seconds: float, allowed: tuple[Allowed, ...]) -> None:
        self.expired = False
        self._ends = time.monotonic() + seconds
        self._allowed = allowed
        self._lock = threading.Lock()
        self._handles: list[socket.socket] = []

    def __enter__(self) -> Self:
        """Give itself; the clock runs."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Stop the clock and let go of the sockets."""
        if not self._handles:
            return
        _WATCHDOG.leave(self)
        with self._lock:
            for handle in self._handles:
                handle.close()
            self._handles.clear()

    @property
    def remaining(self) -> float:
        """Seconds left, never zero or less: a timeout of zero means none at all."""
        return max(self._ends - time.monotonic(), 0.001)

    def heed_clock(self) -> None:
        """Expire if the time is up: a socket may notice before the watchdog does."""
        self.expired = self.expired or time.monotonic() >= self._ends

    def connect(self, host: str, port: int) -> socket.socket:
        """The same as `reach`, watched.

        Raises:
            Refused: as `reach`.
        """
        connection = self.reach(host, port)
        self.watch(connection)
        return connection

    def reach(self, host: str, port: int) -> socket.socket:
        """A TCP connection to the first address of a host that may be talked to.

        Raises:
            Refused: no such host, an address that may not be talked to, or nobody
                answers there.
        """
        reason = f"no address for {host}"
        for family, kind, protocol, _, where in self._look_up(host, port):
            address = ip_address(str(where[0]).partition("%")[0])
            refusal = refuse_address(host, port, address, self._allowed)
            if refusal:
                reason = refusal
                continue
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(self.remaining)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connection.connect(where)
            except OSError as error:
                connection.close()
                reason = f"cannot connect to {host}: {error.strerror or error}"
                continue
            return connection
        raise Refused(reason)

    def _look_up(self, host: str, port: int) -> list[_Candidate]:
        """The addresses of a host, in a thread because a look-up has no time limit.

        An address needs no looking up.
        """
        answers: list[list[_Candidate]] = []
        troubles: list[str] = []

        def ask() -> None:
            try:
                answers.append(
                    list(socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM))
                )
            except (OSError, UnicodeError) as error:
                troubles.append(getattr(error, "strerror", None) or "not a host name")

        if _is_address(host):
            ask()
        else:
            thread = threading.Thread(target=ask, daemon=True)
            thread.start()
            thread.join(self.remaining)
        if answers:
            return answers[0]
        raise Refused(f"no such host: {host} ({'; '.join(troubles) or 'no answer'})")

    def watch(self, connection: socket.socket) -> None:
        """Have a connection end when the time is up, whoever reads from it then.

        By a handle of our own: wrapping in TLS takes the first one away.
        """
        if self._handles:
            return
        with self._lock:
            self._handles.append(connection.dup())
        _WATCHDOG.watch(self, self._ends)

    def shut(self) -> None:
        """End it: the time is up."""
        self.expired = True
        with self._lock:
            for handle in self._handles:
                with contextlib.suppress(OSError):  # the other side was faster
                    handle.shutdown(socket.SHUT_RDWR)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class _Watchdog:
    """Shuts the lines whose time is up, in one thread for all that there are.

    A thread for each request cost a fifth of what the request did. It ends soon after
    the last line: a process with threads cannot be forked safely.
    """

    def __init__(self) -> None:
        self._ends: dict[Line, float] = {}
        self._wakes = 0.0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def watch(self, line: Line, ends: float) -> None:
        """Shut a line at that moment, unless it leaves before."""
        with self._changed:
            self._ends[line] = ends
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep_watch, daemon=True)
                self._thread.start()
            elif ends < self._wakes:
                self._changed.notify()

    def leave(self, line: Line) -> None:
        """Watch a line no longer."""
        with self._changed:
            self._ends.pop(line, None)
            if not self._ends:
                self._changed.notify()

    def _keep_watch(self) -> None:
        idle = False
        while True:
            with self._changed:
                if idle and not self._ends:
                    self._thread = None
                    return
                idle = not self._ends
                now = time.monotonic()
                over = [line for line, ends in self._ends.items() if ends <= now]
                for line in over:
                    del self._ends[line]
                self._wakes = min(self._ends.values(), default=now + _LINGERS)
                if not over:
                    self._changed.wait(self._wakes - now)
            for line in over:
                line.shut()


_WATCHDOG = _Watchdog()
