"""The desk on a port of this machine, until it is interrupted."""

from __future__ import annotations

import logging
from typing import Any

from syndicate.desk.app import make_app
from syndicate.desk.surroundings import Surroundings
from syndicate.errors import InputOutputError

THREADS = 6
MOST_BODY = 1_000_000  # bytes; the application itself refuses far less, with a page


def serve(surroundings: Surroundings) -> Any:
    """A server that listens; `run` answers until it is closed.

    `effective_port` is where, `close` ends it.

    Raises:
        InputOutputError: the port is taken, or not ours to take.
    """
    from waitress import create_server  # noqa: PLC0415 - start-up

    # A click that waits for a moment is nothing for staff to read of in their terminal.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    desk = surroundings.settings.desk
    try:
        return create_server(
            make_app(surroundings),
            host=desk.host,
            port=desk.port,
            threads=THREADS,
            ident=None,
            max_request_body_size=MOST_BODY,
            # Those that are believed are for `guard.client_address` to read.
            clear_untrusted_proxy_headers=not desk.trusted,
        )
    except (OSError, OverflowError) as error:
        reason = f"{desk.host}:{desk.port}: cannot be listened on: {error}"
        raise InputOutputError(reason) from error
