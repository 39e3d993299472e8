"""robots.txt: whether a page that we found ourselves may be asked for (RFC 9309)."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from syndicate.sources.base import Failure, Host, Request

if TYPE_CHECKING:
    from datetime import datetime

    from syndicate.fetch.base import Fetched

PRODUCT = "syndicate"  # the name that a robots.txt may call us by
LASTS = timedelta(days=1)  # RFC 9309, section 2.4
LARGEST = 500 * 1024  # bytes read of it; RFC 9309, section 2.5
NOBODY = "# could not be read\nUser-agent: *\nDisallow: /\n"

# Addresses that a person wrote into config.toml, and where a kind gets its token;
# everything else is a page that we found.
_CONFIGURED = {"items", "changes", "token", "robots"}


def is_found_by_us(request: Request) -> bool:
    """Whether robots.txt has a say: not in what a person told us to poll."""
    return request.method == "GET" and request.about not in _CONFIGURED


def locate_robots(url: str) -> Request:
    """The request for the robots.txt that speaks for an address."""
    parts = urlsplit(url)
    return Request(f"{parts.scheme}://{parts.netloc}/robots.txt", about="robots")


def must_read(known: Host, now: datetime) -> bool:
    """Whether to ask for robots.txt: once a day, and when the clock went back."""
    read = known.robots_read
    return read is None or not read <= now < read + LASTS


def understand(fetched: Fetched, known: Host) -> str:
    """The rules that an answer comes to.

    RFC 9309, section 2.3.1: what is not there (4xx) forbids nothing; while it cannot
    be reached, what was known of it holds, else everything is forbidden.
    """
    outcome = fetched.answer.outcome
    if not isinstance(outcome, Failure):
        return outcome.content[:LARGEST].decode("utf-8", "replace")
    missing = range(HTTPStatus.BAD_REQUEST, HTTPStatus.INTERNAL_SERVER_ERROR)
    if outcome.status in missing:
        return ""
    return known.robots if known.robots_read else NOBODY


def permits(rules: str, url: str) -> bool:
    r"""Whether a robots.txt lets us ask for an address.

    >>> permits("User-agent: syndicate\nDisallow: /*.pdf$", "https://a.example/1.pdf")
    False
    """
    if not rules.strip():
        return True
    from protego import Protego  # noqa: PLC0415 - start-up

    return bool(Protego.parse(rules).can_fetch(url, PRODUCT))
