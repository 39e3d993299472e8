"""A connection that ends on time and goes only where it may.

requests and urllib3 bound each read, not the whole; a server that sends one byte a
second is never late. Here a watchdog shuts the socket when the time is up, and the
address is checked on the very connection that is made, which no rebinding of names
between check and connect can escape.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from ipaddress import ip_address
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from syndicate.fetch.address import Allowed, refuse_address

if TYPE_CHECKING:
    from requests.adapters import HTTPAdapter

_Candidate = tuple[Any, ...]  # what getaddrinfo gives


class Refused(Exception):
    """There will be no document; the message is the reason in words."""


class Line:
    """One request's time and its sockets, from the first look-up to the last byte.

    Used with `with`; `expired` tells whether the watchdog had to end it. A socket
    shut in the middle can look like a well-formed end, so ask after every step.
    """

    def __init__(self, seconds: float, allowed: tuple[Allowed, ...]) -> None:
        self.expired = False
        self._ends = time.monotonic() + seconds
        self._allowed = allowed
        self._lock = threading.Lock()
        self._handles: list[socket.socket] = []
        self._watchdog = threading.Timer(seconds, self._shut)
        self._watchdog.daemon = True

    def __enter__(self) -> Self:
        """Start the clock."""
        self._watchdog.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the clock and let go of the sockets."""
        self._watchdog.cancel()
        with self._lock:
            for handle in self._handles:
                handle.close()
            self._handles.clear()

    @property
    def remaining(self) -> float:
        """Seconds left, never zero or less: a timeout of zero means none at all."""
        return max(self._ends - time.monotonic(), 0.001)

    def connect(self, host: str, port: int) -> socket.socket:
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
            self._watch(connection)
            return connection
        raise Refused(reason)

    def _look_up(self, host: str, port: int) -> list[_Candidate]:
        """The addresses of a host, in a thread because a look-up has no time limit."""
        answers: list[list[_Candidate]] = []
        troubles: list[str] = []

        def ask() -> None:
            try:
                answers.append(
                    list(socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM))
                )
            except (OSError, UnicodeError) as error:
                troubles.append(getattr(error, "strerror", None) or "not a host name")

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self.remaining)
        if answers:
            return answers[0]
        raise Refused(f"no such host: {host} ({'; '.join(troubles) or 'no answer'})")

    def _watch(self, connection: socket.socket) -> None:
        """Keep a handle of our own: wrapping in TLS takes the first one away."""
        with self._lock:
            self._handles.append(connection.dup())
        if self.expired:
            self._shut()

    def _shut(self) -> None:
        self.expired = True
        with self._lock:
            for handle in self._handles:
                with contextlib.suppress(OSError):  # the other side was faster
                    handle.shutdown(socket.SHUT_RDWR)


def make_adapter(line: Line) -> HTTPAdapter:
    """A requests adapter whose every connection is made by a line.

    `_new_conn` is where urllib3's own SOCKS support makes its connections too.
    """
    from requests.adapters import HTTPAdapter  # noqa: PLC0415 - start-up
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415
    from urllib3.connectionpool import (  # noqa: PLC0415
        HTTPConnectionPool,
        HTTPSConnectionPool,
    )

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return line.connect(self.host.strip("[]"), self.port)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return line.connect(self.host.strip("[]"), self.port)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    adapter = HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0)
    adapter.poolmanager.pool_classes_by_scheme = {
        "http": PlainPool,
        "https": SecurePool,
    }
    return adapter
