"""One HTTP request on a line's connection, by urllib3: what requests itself stands on.

requests makes a session's worth of objects for each request, and reads its authorities
anew for each connection. Of it are taken the authorities, and how it puts right an
address that is not written as it must be.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from syndicate.fetch.line import Line
from syndicate.sources.base import Request

if TYPE_CHECKING:
    import socket
    from ssl import SSLContext

    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

# An address that requests would send as it is: no escapes, no dots to resolve, no host
# that must be spelled out (RFC 3986, RFC 5891).
_PLAIN = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*(:[1-9][0-9]{0,4})?"
    r"(/(?!\.)[\w~!$&'()*+,;=:@.-]*)+(\?[\w~!$&'()*+,;=:@./?-]*)?",
    re.ASCII,
)


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


def connect(url: str, line: Line) -> HTTPConnection:
    """A connection to whom an address names, made by a line once it is used."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    seconds = line.remaining + 1  # the line itself is sooner, and says so
    plain, secure = _by_line()
    if parts.scheme == "https":
        made = secure(
            host, parts.port or 443, timeout=seconds, ssl_context=_authorities()
        )
    else:
        made = plain(host, parts.port or 80, timeout=seconds)
    made.line = line
    return cast("HTTPConnection", made)


def send(
    connection: HTTPConnection, url: str, asked: Request, headers: dict[str, str]
) -> BaseHTTPResponse:
    """Send one request and give its answer, whose body is still to be read.

    No redirect is followed, no cookie kept, nothing of the environment sent along.
    """
    parts = urlsplit(url)
    connection.request(
        asked.method,
        f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/",
        body=asked.body or None,
        headers=headers,
        preload_content=False,
        decode_content=False,
    )
    return connection.getresponse()


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
