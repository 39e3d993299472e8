"""How a request logs in: its kind names two secrets, here they become a header.

A kind never holds a secret, nor does the process that reads what came back.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from urllib.parse import urlsplit

from syndicate.config import Source
from syndicate.config.secret import find_secret
from syndicate.errors import ConfigError
from syndicate.fetch.line import Refused
from syndicate.sources.base import Request

_OURSELVES = {"127.0.0.1", "::1", "localhost"}


def authorize(
    source: Source, request: Request, environment: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """The headers that log a request in (RFC 7617); none where it need not.

    Only secrets that the source's own keys name are sent, and only in the safety of
    https: what a document made its reader ask for cannot take others along.

    Raises:
        Refused: a secret is missing, or must not be sent there.
    """
    if request.login is None:
        return {}
    options = source.options
    told = fields(options) if is_dataclass(options) else ()
    named = [getattr(options, each.name) for each in told]
    parts = urlsplit(request.url)
    if any(name not in named for name in request.login):
        raise Refused("asked to send a secret that this source does not name")
    if parts.scheme.lower() != "https" and parts.hostname not in _OURSELVES:
        raise Refused("a secret is sent over https only")
    try:
        user, password = (
            find_secret(name, environment).reveal() for name in request.login
        )
    except ConfigError as error:
        raise Refused(str(error)) from None
    pair = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return {"Authorization": f"Basic {pair}"}
