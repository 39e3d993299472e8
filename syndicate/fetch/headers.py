"""What the headers of an answer say: how long to wait, how fresh it is, what it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from syndicate.fetch.glance import Response

LONGEST_WAIT = 7 * 24 * 3600  # seconds: the most that a server can ask for
_VALIDATOR = re.compile(r"[\x20-\x7e\x80-\xff]{1,2000}")
_DIRECTIVE = re.compile(r'([\w-]+)(?:\s*=\s*"?([^",]*)"?)?')
_NUMBER = re.compile(r"\d{1,40}(\.\d{1,9})?", re.ASCII)
# What a source kind may read of an answer's headers.
TOLD = ("date", "link", "x-wp-total", "x-wp-totalpages")
LONGEST_TOLD = 2_000  # characters of one of them
_EPOCH = 1_000_000_000  # a reset later than this is a moment, not seconds to go


def read_validator(response: Response, name: str) -> str:
    """A validator as it was received; "" when there is none that can be sent back."""
    received = response.headers.getlist(name)
    value = received[0] if received else ""
    return value if _VALIDATOR.fullmatch(value) else ""


def read_told(response: Response) -> tuple[tuple[str, str], ...]:
    """The few headers that a source kind may read, by lower-case name."""
    told = ((name, response.headers.get(name, "").strip()) for name in TOLD)
    return tuple((name, value[:LONGEST_TOLD]) for name, value in told if value)


def read_retry_after(response: Response, now: datetime) -> int | None:
    """Seconds to wait; a date is measured from the answer's own Date, else from now."""
    told = response.headers.get("Retry-After", "").strip()
    if told.isdecimal():
        return min(int(told[:18]), LONGEST_WAIT)
    until = _read_date(told)
    if until is None:
        return None
    sent = _read_date(response.headers.get("Date", "")) or now
    return min(max(int((until - sent).total_seconds()), 0), LONGEST_WAIT)


def read_exhausted(response: Response, now: datetime) -> int:
    """Seconds until the host answers again, when this was the last answer it allowed.

    X-Ratelimit-* as Reddit and GitHub send them, and RateLimit-* of the IETF draft.
    """
    for prefix in ("X-Ratelimit-", "RateLimit-"):
        left = _read_number(response.headers.get(prefix + "Remaining", ""))
        if left is None or left >= 1:
            continue
        reset = _read_number(response.headers.get(prefix + "Reset", ""))
        if reset is not None:
            seconds = reset - now.timestamp() if reset > _EPOCH else reset
            return min(max(int(seconds), 0), LONGEST_WAIT)
    return 0


def read_freshness(response: Response, now: datetime) -> int | None:
    """Seconds for which the document need not be asked for; None when nothing is told.

    RFC 9111, section 4.2.1: max-age, else Expires less Date, both less Age. no-cache
    and no-store promise nothing.
    """
    control = response.headers.get("Cache-Control", "").lower()
    directives = {name: value or "" for name, value in _DIRECTIVE.findall(control)}
    if "no-cache" in directives or "no-store" in directives:
        return 0
    lasts = _read_number(directives.get("max-age", ""))
    if lasts is None:
        expires = response.headers.getlist("Expires")
        if not expires:
            return None
        until = _read_date(", ".join(expires))
        if until is None:
            return 0  # "0" and the like: expired already
        sent = _read_date(response.headers.get("Date", "")) or now
        lasts = (until - sent).total_seconds()
    age = _read_number(response.headers.get("Age", "")) or 0
    return min(max(int(lasts - age), 0), LONGEST_WAIT)


def read_content_type(header: str) -> tuple[str, str]:
    """Media type and charset, both in lower case.

    >>> read_content_type('Text/XML; charset="UTF-8"')
    ('text/xml', 'utf-8')
    """
    media_type, *parameters = header.lower().split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            return media_type.strip(), value.strip(" \t\"'")
    return media_type.strip(), ""


def _read_date(text: str) -> datetime | None:
    """An HTTP date, in UTC where it tells no zone; None when it is none."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - start-up

    try:
        read = parsedate_to_datetime(text)
        return read if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _read_number(text: str) -> float | None:
    """A number of seconds or requests; None when it is none.

    >>> _read_number("0.0"), _read_number("-1"), _read_number("9" * 30)
    (0.0, None, 1e+18)
    """
    text = text.strip()
    return min(float(text), 1e18) if _NUMBER.fullmatch(text) else None
