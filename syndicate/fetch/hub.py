"""A WebSub hub: it is told that a feed changed, then reads it and tells others.

The recommendation leaves open how a publisher tells its hub (W3C WebSub, section 6).
Hubs take a form with `hub.mode=publish` and the address, as `hub.topic` or as the older
`hub.url`. Which of the two a hub knows, and whether it takes several at once, differs;
so each address goes in a request of its own, as both.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from syndicate.config import Fetch, Source
from syndicate.fetch.hosts import Hosts
from syndicate.fetch.http import Http
from syndicate.fetch.strict import be_strict
from syndicate.model import Document
from syndicate.sources.base import Failure, Request

LARGEST = 100_000  # bytes of an answer, of which nothing is read
PATIENCE = timedelta(seconds=10)  # it only takes note
_FORM = (("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "*/*"))


class Hub:
    """Tells one hub, through the transport that sources are asked through.

    So addresses, time and sizes are looked at as there. It may redirect us nowhere:
    most redirects make a question of what was to be told (RFC 9110, section 15.4).
    """

    def __init__(self, url: str, limits: Fetch, agent: str, hosts: Hosts) -> None:
        strict = be_strict(limits, LARGEST, min(limits.deadline, PATIENCE))
        self._url = url
        self._http = Http(strict, agent, hosts)

    def tell(self, feed: str) -> Failure | None:
        """Tell it that the feed at an address changed; what was wrong, None if nothing.

        Any 2xx is a yes: hubs answer 204, 202 and 200.
        """
        body = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed})
        request = Request(
            self._url,
            method="POST",
            headers=_FORM,
            body=body.encode("ascii"),
            about="hub",
        )
        source = Source(name="hub", kind="hub", location=self._url)
        fetched = self._http.fetch(source, request, None)
        outcome = fetched.answer.outcome
        if isinstance(outcome, Document) or 200 <= fetched.status < 300:
            return None
        return outcome


def stands_for_all(failure: Failure) -> bool:
    """Whether a hub that failed so would fail with every other feed, too.

    What it says of one address (4xx) says nothing of the next; but for 429, which asks
    for less of everything.

    >>> stands_for_all(Failure("404 Not Found", 404)), stands_for_all(Failure("late"))
    (False, True)
    """
    return failure.status == 429 or not 400 <= failure.status < 500
