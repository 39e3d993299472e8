"""A chat channel's incoming webhook, as Slack and Teams have it: one JSON text.

Whoever knows its address can write there, so the address is a secret: settings name
the variable that holds it, and no reason or record repeats it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from syndicate.config import Fetch, Source
from syndicate.config.secret import find_secret
from syndicate.errors import ConfigError
from syndicate.fetch.http import Http
from syndicate.fetch.post import Posted
from syndicate.fetch.strict import be_strict
from syndicate.model import Document
from syndicate.sources.base import Request

LARGEST = 100_000  # bytes of an answer, of which nothing is read


class Webhook:
    """The way to one channel, over the transport that sources are asked through."""

    def __init__(
        self,
        address_from: str,
        fetch: Fetch,
        agent: str,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        strict = be_strict(fetch, LARGEST, fetch.deadline)
        self._address_from = address_from
        self._environment = environment
        self._http = Http(strict, agent)

    def send(self, text: bytes) -> Posted:
        """Give the channel a JSON text.

        It has no name by which it would know a text again, so one that may have
        arrived counts as in doubt.
        """
        try:
            address = find_secret(self._address_from, self._environment).reveal()
        except ConfigError as error:
            return Posted(taken=False, reason=str(error))
        request = Request(
            address,
            method="POST",
            headers=(("Content-Type", "application/json"), ("Accept", "*/*")),
            body=text,
            about="webhook",
        )
        source = Source(name="webhook", kind="webhook", location="")
        fetched = self._http.fetch(source, request, None)
        outcome = fetched.answer.outcome
        if isinstance(outcome, Document) or 200 <= fetched.status < 300:
            return Posted(taken=True, answered=True)
        answered = bool(fetched.status)
        return Posted(
            taken=False,
            reason=outcome.reason,
            uncertain=not answered and not outcome.reason.startswith("cannot connect"),
            answered=answered,
        )
