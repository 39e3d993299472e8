"""Instants, JSON and limits as the database takes them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
NO_LIMIT = -1  # to SQLite


def utc(moment: datetime) -> str:
    """An instant as the database keeps it: ISO 8601 in UTC, to the second.

    >>> utc(datetime(2026, 9, 14, 7, tzinfo=UTC))
    '2026-09-14T07:00:00Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@lru_cache(maxsize=1_024)  # what is kept of many sources is of few moments
def instant(text: str) -> datetime:
    """The instant that `utc` wrote."""
    return datetime.fromisoformat(text)


def utc_or_none(moment: datetime | None) -> str | None:
    """As `utc`; NULL where there is no instant."""
    return None if moment is None else utc(moment)


def instant_or_none(text: str | None) -> datetime | None:
    """As `instant`; None where a column holds none."""
    return instant(text) if text else None


def dump(value: object) -> str:
    """JSON as we keep it: compact, with letters as they are."""
    return _ENCODER.encode(value)
