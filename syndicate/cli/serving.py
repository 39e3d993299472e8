"""`serve`: preview what was published, until it is interrupted."""

from __future__ import annotations

import contextlib
import sys

from syndicate.cli.session import Session
from syndicate.cli.show import say
from syndicate.publish.preview import DIGEST, Preview


def serve(session: Session, host: str, port: int) -> int:
    """Say where it can be read, and answer until somebody presses Ctrl-C.

    Raises:
        InputOutputError: the port is taken.
    """
    with Preview(session.settings(), host, port) as preview:
        say(f"{preview.url} (what readers see)")
        say(f"{preview.url}{DIGEST}/ (for staff); Ctrl-C ends it")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            preview.serve_forever()
    return 0
