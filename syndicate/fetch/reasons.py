"""Why there is no document, in one plain line without addresses."""

from __future__ import annotations

import re
from http import HTTPStatus


def name_status(status: int) -> str:
    """A status with its standard name: a server's own words are not to be trusted.

    >>> name_status(404), name_status(599)
    ('404 Not Found', '599')
    """
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def troubles() -> tuple[type[Exception], ...]:
    """What an exchange may end in; the libraries are loaded where one did.

    Redirects and headers that no library foresaw end in ValueError.
    """
    from http.client import HTTPException  # noqa: PLC0415 - start-up

    from urllib3 import exceptions  # noqa: PLC0415

    return HTTPException, exceptions.HTTPError, OSError, ValueError


def explain_error(error: Exception) -> str:
    """What a library's error says, in one line without addresses."""
    from http.client import IncompleteRead  # noqa: PLC0415 - start-up
    from ssl import SSLError  # noqa: PLC0415

    from urllib3 import exceptions  # noqa: PLC0415

    causes = list(_causes(error))
    if any(
        isinstance(cause, TimeoutError | exceptions.ReadTimeoutError)
        for cause in causes
    ):
        return "no answer in time"
    if any(isinstance(cause, IncompleteRead) for cause in causes):
        return "broken off before its end"
    innermost = causes[-1]
    words = " ".join(str(innermost).split())
    words = re.sub(r"\w+://\S+|/?\S*[?@]\S+", "…", words)
    words = re.sub(r"[^\x20-\x7e…]", "?", words)[:200] or type(innermost).__name__
    if any(isinstance(cause, SSLError | exceptions.SSLError) for cause in causes):
        return f"no safe connection: {words}"
    return f"no proper answer: {words}"


def _causes(error: BaseException) -> list[BaseException]:
    """An error and what it wraps, outermost first."""
    found = [error]
    while len(found) < 10:
        last = found[-1]
        inner = [part for part in last.args if isinstance(part, BaseException)]
        reason = getattr(last, "reason", None)
        if isinstance(reason, BaseException):
            inner.append(reason)
        if not inner or inner[0] in found:
            break
        found.append(inner[0])
    return found
