"""One HTTP request on a line's connection, by urllib3: what requests itself stands on.

requests makes a session's worth of objects for each request, and reads its authorities
anew for each connection. Of it are taken the authorities, and how it puts right an
address that is not written as it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from syndicate.fetch.glance import Response, Unchanged, compose, glance
from syndicate.fetch.line import Line
from syndicate.sources.base import Request

if TYPE_CHECKING:
    import socket
    from ssl import SSLContext

# An address that requests would send as it is: no escapes, no dots to resolve, no host
# that must be spelled out (RFC 3986, RFC 5891).
_PLAIN = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*(:[1-9][0-9]{0,4})?"
    r"(/(?!\.)[\w~!$&'()*+,;=:@.-]*)+(\?[\w~!$&'()*+,;=:@./?-]*)?",
    re.ASCII,
)
_PORTS = {False: 80, True: 443}


def put_right(url: str) -> str:
    """An address as it can be sent: escaped, its host in ASCII.

    Raises:
        ValueError, OSError: it cannot be made one.

    >>> put_right("https://clinic.example/news?page=2")
    'https://clinic.example/news?page=2'
    >>> put_right("https://klinik-süd.example/über uns")
    'https://xn--klinik-sd-x9a.example/%C3%BCber%20uns'
    """
    if _PLAIN.fullmatch(url):
        return url
    from requests import Request as Draft  # noqa: PLC0415 - start-up

    return Draft("GET", url).prepare().url or url


@contextmanager
def exchange(
    url: str, asked: Request, headers: dict[str, str], line: Line
) -> Iterator[Response]:
    """Send one request and give its answer, whose body is still to be read.

    No redirect is followed, no cookie kept, nothing of the environment sent along.

    Raises:
        Refused, OSError, ValueError, http.client's and urllib3's errors.
    """
    with ExitStack() as opened:
        call = _Call.of(url)
        heard = None
        if said := _plainly_said(call, asked, headers):
            reached = opened.enter_context(closing(call.reach(line)))
            heard = glance(reached, said, line)
            if isinstance(heard, Unchanged):
                yield heard
                return
            line.watch(reached)
        connection = opened.enter_context(closing(call.connection(line)))
        connection.sock = heard
        connection.request(
            asked.method,
            call.target,
            body=asked.body or None,
            headers=headers,
            preload_content=False,
            decode_content=False,
        )
        yield opened.enter_context(closing(connection.getresponse()))


def _plainly_said(call: _Call, asked: Request, headers: dict[str, str]) -> bytes:
    """A request that a plain 304 may answer, b"" where a library is to make it.

    Where an address or a kind of source has words of its own, that judges them.
    """
    conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
    if not (conditional and call.plain and asked.method == "GET") or asked.headers:
        return b""
    return compose(call.shown, call.target, headers)


@dataclass(frozen=True, slots=True)
class _Call:
    """Whom an address names, and what it asks them for."""

    secure: bool
    host: str
    port: int
    target: str
    plain: bool  # needs no library to be understood

    @classmethod
    def of(cls, url: str) -> Self:
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        path = parts.path or "/"
        return cls(
            secure,
            host=parts.hostname or "",
            port=parts.port or _PORTS[secure],
            target=f"{path}?{parts.query}" if parts.query else path,
            plain=_PLAIN.fullmatch(url) is not None,
        )

    @property
    def shown(self) -> str:
        """The host as a request names it (RFC 9110, section 7.2)."""
        usual = self.port == _PORTS[self.secure]
        return self.host if usual else f"{self.host}:{self.port}"

    def reach(self, line: Line) -> socket.socket:
        """A connection on which nothing has been said."""
        if not self.secure:
            return line.reach(self.host, self.port)
        connection = self.connection(line)
        connection.connect()
        made: socket.socket = connection.sock
        return made

    def connection(self, line: Line) -> Any:
        """urllib3's connection, made by a line once it is used."""
        seconds = line.remaining + 1  # the line itself is sooner, and says so
        plain, secure = _by_line()
        if self.secure:
            context = _authorities()
            made = secure(self.host, self.port, timeout=seconds, ssl_context=context)
        else:
            made = plain(self.host, self.port, timeout=seconds)
        made.line = line
        return made


@cache
def _by_line() -> tuple[Any, Any]:
    """urllib3's two kinds of connections, but made by a line: HTTP and HTTPS.

    `_new_conn` is where urllib3's own SOCKS support makes its connections too.
    """
    # The package first: threads that begin with different parts of it meet half of one.
    from urllib3 import connection  # noqa: PLC0415 - start-up

    class Plain(connection.HTTPConnection):
        line: Line

        def _new_conn(self) -> socket.socket:
            return self.line.connect(self.host.strip("[]"), self.port)

    class Secure(connection.HTTPSConnection):
        line: Line

        def _new_conn(self) -> socket.socket:
            return self.line.connect(self.host.strip("[]"), self.port)

    return Plain, Secure


@cache
def _authorities() -> SSLContext:
    """Whom to trust: everybody whom requests trusts, read once: it takes 18 ms."""
    from ssl import CERT_REQUIRED  # noqa: PLC0415 - start-up

    from requests.utils import DEFAULT_CA_BUNDLE_PATH  # noqa: PLC0415
    from urllib3.util import create_urllib3_context  # noqa: PLC0415

    context = create_urllib3_context(cert_reqs=CERT_REQUIRED)
    context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    return context
