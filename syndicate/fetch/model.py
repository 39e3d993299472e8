"""A language model over HTTP: one POST, one answer, one second try.

It is asked through the transport that sources are asked through, so what holds for
addresses, sizes and time holds here. It may redirect us nowhere, for the key would go
along.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from syndicate.config import Fetch, Source, Summaries, SummaryBackend
from syndicate.config.secret import Secret, find_secret
from syndicate.errors import ConfigError
from syndicate.fetch.hosts import Hosts
from syndicate.fetch.http import Http, name_agent
from syndicate.fetch.strict import be_strict
from syndicate.model import Document
from syndicate.sources.base import Failure, Request

LARGEST = 200_000  # bytes of an answer
TOKENS = 300  # that an answer may have
TRIES = 2
_OURSELVES = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Manner:
    """How a kind of service is spoken to: where, and the way to its answer's text."""

    url: str
    way: tuple[str | int, ...]


MANNERS = {
    SummaryBackend.OPENAI: Manner(
        "https://api.openai.com/v1/chat/completions",
        ("choices", 0, "message", "content"),
    ),
    SummaryBackend.ANTHROPIC: Manner(
        "https://api.anthropic.com/v1/messages", ("content", 0, "text")
    ),
    SummaryBackend.OLLAMA: Manner(
        "http://127.0.0.1:11434/api/chat", ("message", "content")
    ),
}


class Model:
    """Asks the service that settings name; keeps nothing between questions.

    What the service's host asks of us, such as to wait, is noted in `hosts`.
    """

    def __init__(
        self,
        service: Summaries,
        limits: Fetch,
        hosts: Hosts | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        strict = be_strict(limits, LARGEST, service.deadline)
        self._service = service
        self._environment = environment
        self._http = Http(strict, name_agent(limits.contact), hosts)

    def ask(self, instructions: str, data: str) -> str | Failure:
        """What the service says to a question, or why it says nothing, in plain words.

        What failed on the way or at the service is tried once more. Where no key can
        be sent nothing is, and the failure has the status of a key refused.
        """
        manner = MANNERS[self._service.backend]
        url = self._service.url or manner.url
        try:
            key = self._find_key(url)
        except ConfigError as error:
            return Failure(str(error), status=HTTPStatus.UNAUTHORIZED)
        headers = self._headers(key)
        body = json.dumps(self._question(instructions, data)).encode()
        request = Request(url, method="POST", headers=headers, body=body, about="model")
        source = Source(name="summaries", kind="model", location=url)
        failure = Failure("not asked")
        for _ in range(TRIES):
            outcome = self._http.fetch(source, request, None).answer.outcome
            if isinstance(outcome, Document):
                return _without(key, _read(outcome.content, manner.way))
            failure = outcome
            if 400 <= failure.status < 500 or failure.retry_after is not None:
                break  # it would say so again
        return failure

    def _find_key(self, url: str) -> Secret | None:
        """The key, where one is named.

        Raises:
            ConfigError: there is no such key, or it would be sent in the open.
        """
        if not self._service.key_from:
            return None
        parts = urlsplit(url)
        if parts.scheme.lower() != "https" and parts.hostname not in _OURSELVES:
            raise ConfigError("a key is sent over https only")
        return find_secret(self._service.key_from, self._environment)

    def _headers(self, key: Secret | None) -> tuple[tuple[str, str], ...]:
        """What goes along, with the key if there is one."""
        told = [("Content-Type", "application/json"), ("Accept", "application/json")]
        if self._service.backend is SummaryBackend.ANTHROPIC:
            told.append(("anthropic-version", "2023-06-01"))
        if key:
            told.append(_login(self._service.backend, key))
        return tuple(told)

    def _question(self, instructions: str, data: str) -> dict[str, Any]:
        """What is to be done as the system's word, the data as a user's."""
        user = {"role": "user", "content": data}
        asked: dict[str, Any] = {"model": self._service.model}
        if self._service.backend is SummaryBackend.ANTHROPIC:
            return asked | {
                "system": instructions,
                "messages": [user],
                "max_tokens": TOKENS,
                "temperature": 0,
            }
        asked["messages"] = [{"role": "system", "content": instructions}, user]
        if self._service.backend is SummaryBackend.OLLAMA:
            options = {"temperature": 0, "num_predict": TOKENS}
            return asked | {"stream": False, "format": "json", "options": options}
        return asked | {"max_tokens": TOKENS, "temperature": 0}


def _login(backend: SummaryBackend, key: Secret) -> tuple[str, str]:
    if backend is SummaryBackend.ANTHROPIC:
        return "x-api-key", key.reveal()
    return "Authorization", f"Bearer {key.reveal()}"


def _without(key: Secret | None, told: str | Failure) -> str | Failure:
    """An answer, but for one that says the key back: it would be kept and shown."""
    if key and isinstance(told, str) and key.reveal() in told:
        return Failure("the model's answer holds the key")
    return told


def _read(content: bytes, way: tuple[str | int, ...]) -> str | Failure:
    """The text that stands in an answer where it should."""
    try:
        told = json.loads(content)
        for step in way:
            told = told[step]
    except (ValueError, LookupError, TypeError, RecursionError):
        return Failure("the model's answer is not in its usual form")
    if not isinstance(told, str):
        return Failure("the model's answer holds no text")
    return told
