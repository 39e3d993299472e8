"""robots.txt: whether a page that we found ourselves may be asked for (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from syndicate.fetch.line import Refused
from syndicate.sources.base import Failure, Host, Request

if TYPE_CHECKING:
    from datetime import datetime

    from syndicate.fetch.base import Fetched
    from syndicate.fetch.hosts import Hosts

PRODUCT = "syndicate"  # the name that a robots.txt may call us by
LASTS = timedelta(days=1)  # RFC 9309, section 2.4
RETRY = timedelta(hours=1)  # when it could not be read
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


def refuse_forbidden(
    request: Request, hosts: Hosts, ask: Callable[[Request], Fetched]
) -> None:
    """Let a request pass that its host's robots.txt permits, which `ask` may fetch.

    Raises:
        Refused: it does not, or it cannot be read.
    """
    with hosts.robots(request.url) as known:
        rules = known.robots
        if must_read(known, hosts.now):
            rules = understand(ask(locate_robots(request.url)), known)
            early = LASTS - RETRY if rules == NOBODY else timedelta()
            hosts.keep_robots(request.url, rules, hosts.now - early)
    if not permits(rules, request.url):
        why = "cannot be read" if rules == NOBODY else "forbids it"
        raise Refused(f"not asked for: its host's robots.txt {why}")


def permits(rules: str, url: str) -> bool:
    r"""Whether a robots.txt lets us ask for an address.

    >>> permits("User-agent: syndicate\nDisallow: /*.pdf$", "https://a.example/1.pdf")
    False
    """
    if not rules.strip():
        return True
    from protego import Protego  # noqa: PLC0415 - start-up

    return bool(Protego.parse(rules).can_fetch(url, PRODUCT))
