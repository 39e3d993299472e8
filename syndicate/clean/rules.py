"""What cleaning goes by besides the posting itself."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

# Goes up whenever cleaning makes something else of the same posting.
CLEAN_VERSION = 2


@dataclass(frozen=True, slots=True)
class Rules:
    """`zone` is the zone of dates told without one; None means nobody said."""

    zone: ZoneInfo | None = None
    version: int = CLEAN_VERSION
