"""A dead man's switch: told that a run begins and how it ended, it notices silence.

The address is asked as healthchecks.io has it (docs, "Signaling failures"): `/start`
is added to it, then `/` and the exit code. Whoever knows the address can silence it, so
it is a secret: settings name the variable that holds it, and no reason repeats it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

from syndicate.config import Fetch, Source
from syndicate.config.secret import find_secret
from syndicate.errors import ConfigError
from syndicate.fetch.http import Http
from syndicate.fetch.strict import be_strict
from syndicate.model import Document
from syndicate.sources.base import Request

PATIENCE = timedelta(seconds=10)  # for one ping; it only takes note
LARGEST = 100_000  # bytes of an answer, of which nothing is read
_BLANK = (("Accept", "*/*"),)


class Ping:
    """The way to one switch, over the transport that sources are asked through.

    So a private address must be in `fetch.allow`, and it may redirect us nowhere.
    """

    def __init__(
        self,
        url_from: str,
        fetch: Fetch,
        agent: str,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        strict = be_strict(fetch, LARGEST, min(fetch.deadline, PATIENCE))
        self._url_from = url_from
        self._environment = environment
        self._http = Http(strict, agent)

    def tell(self, signal: str) -> str:
        """Give it a signal: "start", or an exit code; why not, "" when it has it."""
        try:
            address = find_secret(self._url_from, self._environment).reveal()
            url = add_signal(address, signal)
        except (ConfigError, ValueError) as error:
            return str(error)
        # POST, which nobody keeps in a cache and no robots.txt has a say in.
        request = Request(url, method="POST", headers=_BLANK, about="ping")
        source = Source(name="ping", kind="ping", location="")
        fetched = self._http.fetch(source, request, None)
        outcome = fetched.answer.outcome
        if isinstance(outcome, Document) or 200 <= fetched.status < 300:
            return ""
        return outcome.reason


def add_signal(address: str, signal: str) -> str:
    """The address for a signal, which goes before a query.

    >>> add_signal("https://ping.example.org/4f1c/", "start")
    'https://ping.example.org/4f1c/start'
    >>> add_signal("https://ping.example.org/4f1c?rid=1", "75")
    'https://ping.example.org/4f1c/75?rid=1'

    Raises:
        ValueError: it is no web address; what it is, is not repeated.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("the secret is no http or https address")
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{signal}"))
