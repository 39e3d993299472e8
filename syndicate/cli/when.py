"""Instants as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

_FIRST, _LAST = 1900, 9000  # years between which every computation has room


def aware(text: str) -> datetime:
    """An instant that says its offset.

    Raises:
        ValueError: it does not, or is none.

    >>> aware("2026-01-31T09:00:00Z").isoformat()
    '2026-01-31T09:00:00+00:00'
    """
    instant = _parse(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} says no offset; write it as {_example(instant)}")
    return instant.astimezone(UTC)


def earliest(text: str) -> datetime:
    """The start of a day, or an instant; in UTC where it says no offset.

    Raises:
        ValueError: it is neither.

    >>> earliest("2026-01-31").isoformat()
    '2026-01-31T00:00:00+00:00'
    """
    instant = _parse(text)
    if instant.tzinfo is None:
        return instant.replace(tzinfo=UTC)
    return instant.astimezone(UTC)


def _parse(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(
            f"{text!r} is no date; write it as 2026-01-31T09:00:00Z"
        ) from None
    if not _FIRST <= instant.year <= _LAST:
        raise ValueError(f"{text!r} is too far away")
    return instant


def _example(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds") + "Z"
