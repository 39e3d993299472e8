"""HTTP: one polite, bounded request, whose every trouble is a value."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from http import HTTPStatus

from syndicate import __version__
from syndicate.config import Fetch, Source
from syndicate.fetch import robots
from syndicate.fetch.address import read_allowed
from syndicate.fetch.base import Fetched, Stamp
from syndicate.fetch.connection import exchange, put_right
from syndicate.fetch.decoding import ENCODINGS, Unpacker
from syndicate.fetch.glance import Response
from syndicate.fetch.headers import (
    read_content_type,
    read_exhausted,
    read_freshness,
    read_retry_after,
    read_told,
    read_validator,
)
from syndicate.fetch.hops import REDIRECTS, Trip, check_url
from syndicate.fetch.hosts import Held, Hosts
from syndicate.fetch.line import Line, Refused
from syndicate.fetch.login import authorize
from syndicate.fetch.reasons import explain_error, name_status, troubles
from syndicate.fetch.words import say_seconds, say_size
from syndicate.model import Document
from syndicate.sources.base import ACCEPT_PAGE, Answer, Failure, Request
from syndicate.text.masking import mask

ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, "
    "application/json;q=0.7, */*;q=0.1"
)
ACCEPT = {
    "page": ACCEPT_PAGE[1],
    "text": ACCEPT_PAGE[1],
    "robots": "text/plain, */*;q=0.1",
}  # by what a request is about; everything else is a feed

REDIRECTED = "redirects us, which is not followed here: name where it leads to"
_BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
_CHUNK = 65_536


def name_agent(contact: str) -> str:
    """The User-Agent: who we are, and where whoever minds can reach somebody.

    >>> name_agent("https://news.example.org/")
    'syndicate/1.0.0 (+https://news.example.org/)'
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
    held: bool = False


class Http:
    """The HTTP transport; one object serves any number of threads.

    It keeps nothing between requests but what `hosts` asked of us: no cookies, no
    connections, no proxies or passwords from the environment.
    """

    def __init__(self, limits: Fetch, agent: str, hosts: Hosts | None = None) -> None:
        self._limits = limits
        self._agent = agent
        self._hosts = hosts or Hosts(limits)
        self._allowed = tuple(read_allowed(entry) for entry in limits.allow)

    def fetch(self, source: Source, request: Request, known: Stamp | None) -> Fetched:
        """Carry a request out; whatever goes wrong is a Failure with a plain reason.

        `known` is what is remembered of the last document: its validators are sent
        back byte for byte, to where it moved for good. The stamp returned is the one
        to keep. A page that we found is asked for only if its host's robots.txt
        permits; while a host makes us wait, nothing is sent.
        """
        known = (known if request.method == "GET" else None) or Stamp()
        seconds = self._limits.deadline.total_seconds()
        try:
            login = authorize(source, request)
        except Refused as refusal:
            answer = Answer(request, Failure(str(refusal)))
            return Fetched(answer, mask(request.url), known)
        headers = self._headers(request, known) | login
        trip = Trip(request, headers, known.moved_to, seconds)
        received = self._receive(source, trip, known)
        return Fetched(
            answer=Answer(request, received.outcome),
            name=mask(request.url),
            stamp=received.stamp if request.method == "GET" else Stamp(),
            unchanged=received.unchanged,
            status=received.status,
            seconds=trip.spent,
            size=trip.size,
            held=received.held,
        )

    def _receive(self, source: Source, trip: Trip, known: Stamp) -> _Received:
        """Follow redirects by hand: a library would read and unpack their bodies."""
        try:
            for _ in range(self._limits.max_redirects + 1):
                check_url(trip.hop.url)
                self._ask_robots(source, trip.hop)
                with self._hosts.turn(trip.hop.url):
                    received = self._take_hop(source, trip, known)
                if received is not None:
                    return received
        except Held as held:
            outcome = Failure(str(held), retry_after=held.seconds)
            return _Received(outcome, known, held=True)
        except Refused as refusal:
            return _fail(str(refusal), known)
        except ValueError as error:  # a redirect that no library foresaw
            return _fail(explain_error(error), known)
        most = self._limits.max_redirects
        return _fail(f"more than {most} redirects" if most else REDIRECTED, known)

    def _take_hop(self, source: Source, trip: Trip, known: Stamp) -> _Received | None:
        """Send one request of a trip; None when the answer sends it elsewhere."""
        began = time.monotonic()
        received: _Received | None
        with Line(trip.left, self._allowed) as line:
            try:
                received = self._exchange(source, trip, known, line)
            except Refused as refusal:
                received = _fail(str(refusal), known)
            except troubles() as error:
                received = _fail(explain_error(error), known)
                line.heed_clock()
            trip.spend(time.monotonic() - began)
            if line.expired:
                limit = say_seconds(self._limits.deadline.total_seconds())
                received = _fail(f"took longer than {limit}", known)
        return received

    def _exchange(
        self, source: Source, trip: Trip, known: Stamp, line: Line
    ) -> _Received | None:
        url = put_right(trip.hop.url)
        with exchange(url, trip.hop, trip.headers, line) as response:
            self._heed(trip.hop.url, response)
            if response.status in REDIRECTS:
                trip.follow(response)
                return None
            return self._read(source, trip, response, known)

    def _heed(self, url: str, response: Response) -> None:
        """Take note of how long the host wants to be left alone."""
        wait = read_exhausted(response, self._hosts.now)
        if response.status in _BUSY:
            wait = max(wait, read_retry_after(response, self._hosts.now) or 0)
        self._hosts.wait(url, wait)

    def _ask_robots(self, source: Source, request: Request) -> None:
        """Let a request pass that robots.txt permits.

        Raises:
            Refused: it does not, or nobody can say.
        """
        if robots.is_found_by_us(request):
            ask = partial(self.fetch, source, known=None)
            robots.refuse_forbidden(request, self._hosts, ask)

    def _headers(self, request: Request, known: Stamp) -> dict[str, str]:
        """What we say of ourselves and of the document we know; nothing else."""
        headers = {
            "User-Agent": self._agent,
            "Accept": ACCEPT.get(request.about, ACCEPT_FEED),
            "Accept-Encoding": ENCODINGS,
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
        self, source: Source, trip: Trip, response: Response, known: Stamp
    ) -> _Received:
        """What an answer that is no redirect amounts to."""
        status, now = response.status, self._hosts.now
        fresh = read_freshness(response, now)
        if status == HTTPStatus.NOT_MODIFIED and (known.etag or known.last_modified):
            # RFC 9111, section 4.3.4: what the answer does not say stays as it was.
            kept = known.fresh if fresh is None else fresh
            return _Received(
                Document(source.name, _shown(trip, trip.hop.url), b""),
                replace(known, moved_to=trip.moved_to, fresh=kept),
                unchanged=True,
                status=status,
            )
        if status != HTTPStatus.OK:
            return _fail(name_status(status), known, status, _read_wait(response, now))
        content = self._read_body(response, trip)
        media_type, charset = read_content_type(
            response.headers.get("Content-Type", "")
        )
        stamp = Stamp(
            etag=read_validator(response, "ETag"),
            last_modified=read_validator(response, "Last-Modified"),
            size=len(content),
            digest=hashlib.sha256(content).hexdigest(),
            moved_to=trip.moved_to,
            fresh=fresh or 0,
        )
        unchanged = stamp.digest == known.digest
        document = Document(
            source=source.name,
            url=_shown(trip, put_right(trip.hop.url)),
            content=b"" if unchanged else content,
            media_type=media_type,
            charset=charset,
            headers=read_told(response),
        )
        return _Received(document, stamp, unchanged, status)

    def _read_body(self, response: Response, trip: Trip) -> bytes:
        """The document's bytes, at most so many on the wire and so many unpacked."""
        limit = self._limits.max_bytes
        too_large = f"larger than {say_size(limit)}"
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and (len(length) > 18 or int(length) > limit):
            raise Refused(too_large)
        encoding = response.headers.get("Content-Encoding", "")
        unpacker = Unpacker(encoding, self._limits.max_decoded)
        for piece in response.stream(_CHUNK, decode_content=False):
            trip.size += len(piece)
            if trip.size > limit:
                raise Refused(too_large)
            unpacker.feed(piece)
        return unpacker.finish()


def _read_wait(response: Response, now: datetime) -> int | None:
    """Seconds that an answer without a document asks us to wait; None: it does not."""
    wait = read_retry_after(response, now)
    if wait is None and response.status in _BUSY:
        return read_exhausted(response, now) or None
    return wait


def _shown(trip: Trip, url: str) -> str:
    """The address of a document as it may be kept and told: no way into what is ours.

    The address of a page that we found is no secret: somebody told it.
    """
    found = robots.is_found_by_us(trip.asked)
    return url if found and url == trip.asked.url else mask(url, named=found)


def _fail(
    reason: str, known: Stamp, status: int = 0, retry_after: int | None = None
) -> _Received:
    """A failure; what was known of the document before stays known."""
    return _Received(Failure(reason, status, retry_after), known, status=status)
