"""HTTP: one polite, bounded request, whose every trouble is a value."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from syndicate import __version__
from syndicate.config import Fetch, Source
from syndicate.fetch.address import read_allowed
from syndicate.fetch.base import Fetched, Stamp
from syndicate.fetch.decoding import Unpacker
from syndicate.fetch.hops import REDIRECTS, check_url, keep_secrets, next_hop
from syndicate.fetch.line import Line, Refused, make_adapter
from syndicate.fetch.reasons import explain_error, name_status
from syndicate.fetch.words import say_seconds, say_size
from syndicate.model import Document
from syndicate.sources.base import Answer, Failure, Request

if TYPE_CHECKING:
    from requests import Response
    from requests.adapters import HTTPAdapter

ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, "
    "application/json;q=0.7, */*;q=0.1"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

LONGEST_WAIT = 7 * 24 * 3600  # seconds: the most that a Retry-After can ask for
_VALIDATOR = re.compile(r"[\x20-\x7e\x80-\xff]{1,2000}")
_CHUNK = 65_536


def name_agent(contact: str) -> str:
    """The User-Agent: who we are, and where whoever minds can reach somebody.

    >>> name_agent("https://news.example.org/")
    'syndicate/0.1.0 (+https://news.example.org/)'
    """
    plain = re.sub(r"[^\x21-\x7e]|[()]", "", contact)
    return (
        f"syndicate/{__version__} (+{plain})" if plain else f"syndicate/{__version__}"
    )


@dataclass(frozen=True, slots=True)
class _Received:
    """A document, or the lack of one, with what to remember of it."""

    outcome: Document | Failure
    stamp: Stamp
    unchanged: bool = False
    status: int = 0


class Http:
    """The HTTP transport; one object serves any number of threads.

    It keeps nothing between requests: no cookies, no connections, no proxies or
    passwords from the environment.
    """

    def __init__(self, limits: Fetch, agent: str) -> None:
        self._limits = limits
        self._agent = agent
        self._allowed = tuple(read_allowed(entry) for entry in limits.allow)

    def fetch(self, source: Source, request: Request, known: Stamp | None) -> Fetched:
        """Carry a request out; whatever goes wrong is a Failure with a plain reason.

        `known` is what is remembered of the last document: its validators are sent
        back byte for byte. The stamp returned is the one to keep.
        """
        began = time.monotonic()
        known = known or Stamp()
        received = self._receive(source, request, known)
        return Fetched(
            answer=Answer(request, received.outcome),
            name=request.url,
            stamp=received.stamp,
            unchanged=received.unchanged,
            status=received.status,
            seconds=time.monotonic() - began,
        )

    def _receive(self, source: Source, request: Request, known: Stamp) -> _Received:
        from requests import RequestException  # noqa: PLC0415 - start-up
        from urllib3.exceptions import HTTPError  # noqa: PLC0415

        seconds = self._limits.deadline.total_seconds()
        with Line(seconds, self._allowed) as line:
            try:
                received = self._follow(source, request, known, line)
            except Refused as refusal:
                received = _fail(str(refusal), known)
            # Redirects and headers that no library foresaw end in ValueError too.
            except (RequestException, HTTPError, OSError, ValueError) as error:
                received = _fail(explain_error(error), known)
            if line.expired:
                received = _fail(f"took longer than {say_seconds(seconds)}", known)
        return received

    def _follow(
        self, source: Source, request: Request, known: Stamp, line: Line
    ) -> _Received:
        """Follow redirects by hand: a library would read and unpack their bodies."""
        adapter = make_adapter(line)
        hop, headers = request, self._headers(request, known)
        try:
            for _ in range(self._limits.max_redirects + 1):
                response = _send(adapter, hop, headers, line)
                try:
                    if response.status_code not in REDIRECTS:
                        return self._read(source, hop, response, known)
                finally:
                    response.close()
                following = next_hop(hop, response)
                headers = keep_secrets(headers, hop.url, following.url)
                hop = following
        finally:
            adapter.close()
        raise Refused(f"more than {self._limits.max_redirects} redirects")

    def _headers(self, request: Request, known: Stamp) -> dict[str, str]:
        """What we say of ourselves and of the document we know; nothing else."""
        headers = {
            "User-Agent": self._agent,
            "Accept": ACCEPT_PAGE if request.about == "page" else ACCEPT_FEED,
            "Accept-Encoding": "gzip, deflate",
        }
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        replaced = {name.lower() for name, _ in request.headers}
        kept = {
            key: value for key, value in headers.items() if key.lower() not in replaced
        }
        return {**kept, **dict(request.headers)}

    def _read(
        self, source: Source, hop: Request, response: Response, known: Stamp
    ) -> _Received:
        """What an answer that is no redirect amounts to."""
        status = response.status_code
        if status == HTTPStatus.NOT_MODIFIED and (known.etag or known.last_modified):
            return _Received(
                Document(source.name, hop.url, b""),
                known,
                unchanged=True,
                status=status,
            )
        if status != HTTPStatus.OK:
            return _fail(name_status(status), known, status, _retry_after(response))
        content = self._read_body(response)
        media_type, charset = _read_content_type(response.headers.get("Content-Type"))
        stamp = Stamp(
            etag=_validator(response, "ETag"),
            last_modified=_validator(response, "Last-Modified"),
            size=len(content),
            digest=hashlib.sha256(content).hexdigest(),
        )
        unchanged = stamp.digest == known.digest
        document = Document(
            source=source.name,
            url=response.url or hop.url,
            content=b"" if unchanged else content,
            media_type=media_type,
            charset=charset,
        )
        return _Received(document, stamp, unchanged, status)

    def _read_body(self, response: Response) -> bytes:
        """The document's bytes, at most so many on the wire and so many unpacked."""
        limit = self._limits.max_bytes
        too_large = f"larger than {say_size(limit)}"
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and (len(length) > 18 or int(length) > limit):
            raise Refused(too_large)
        encoding = response.headers.get("Content-Encoding", "")
        unpacker = Unpacker(encoding, self._limits.max_decoded)
        received = 0
        for piece in response.raw.stream(_CHUNK, decode_content=False):
            received += len(piece)
            if received > limit:
                raise Refused(too_large)
            unpacker.feed(piece)
        return unpacker.finish()


def _send(
    adapter: HTTPAdapter, hop: Request, headers: dict[str, str], line: Line
) -> Response:
    """Send one request, past requests' sessions: they read redirects and keep cookies.

    Raises:
        Refused: the address is none that may be asked.
    """
    from requests import Request as Draft  # noqa: PLC0415 - start-up

    check_url(hop.url)
    draft = Draft(hop.method, hop.url, headers=headers, data=hop.body or None)
    seconds = line.remaining
    return adapter.send(draft.prepare(), stream=True, timeout=(seconds, seconds))


def _fail(
    reason: str, known: Stamp, status: int = 0, retry_after: int | None = None
) -> _Received:
    """A failure; what was known of the document before stays known."""
    return _Received(Failure(reason, status, retry_after), known, status=status)


def _retry_after(response: Response) -> int | None:
    """Seconds to wait; a date is measured from the answer's own Date."""
    told = response.headers.get("Retry-After", "").strip()
    if told.isdecimal():
        return min(int(told[:18]), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(told)
        sent = parsedate_to_datetime(response.headers.get("Date", ""))
        return min(max(int((until - sent).total_seconds()), 0), LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError):
        return None


def _read_content_type(header: str | None) -> tuple[str, str]:
    """Media type and charset, both in lower case.

    >>> _read_content_type('Text/XML; charset="UTF-8"')
    ('text/xml', 'utf-8')
    """
    media_type, *parameters = (header or "").lower().split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            return media_type.strip(), value.strip(" \t\"'")
    return media_type.strip(), ""


def _validator(response: Response, name: str) -> str:
    """A validator as it was received; "" when there is none that can be sent back."""
    received = response.raw.headers.getlist(name)
    value = received[0] if received else ""
    return value if _VALIDATOR.fullmatch(value) else ""
