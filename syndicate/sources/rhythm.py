"""How often a feed asks to be polled: ttl, skipHours, sy:updatePeriod (RSS modules).

What is read here goes into a kind's memory, from where the schedule takes it.
"""

from __future__ import annotations

import re

from syndicate.model import Document
from syndicate.sources.base import Memory
from syndicate.sources.mending import decode_xml

HEAD = 65_536  # bytes in which a feed speaks of itself, before its first item
LONGEST = 366 * 86_400  # seconds

# RSS 1.0 module Syndication: what a period is, in seconds.
PERIODS = {
    "hourly": 3_600,
    "daily": 86_400,
    "weekly": 7 * 86_400,
    "monthly": 30 * 86_400,
    "yearly": 365 * 86_400,
}
_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_VALUE = r"(?:<!\[CDATA\[)?\s*(\w{1,9})\s*(?:\]\]>)?"
_TTL = re.compile(rf"<ttl>\s*{_VALUE}\s*</ttl>", re.IGNORECASE)
_PERIOD = re.compile(rf"<\w+:updatePeriod\b[^>]*>\s*{_VALUE}", re.IGNORECASE)
_FREQUENCY = re.compile(rf"<\w+:updateFrequency\b[^>]*>\s*{_VALUE}", re.IGNORECASE)
_SKIPPED = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(rf"<hour>\s*{_VALUE}\s*</hour>", re.IGNORECASE)


def read_rhythm(document: Document) -> Memory:
    """What a feed in XML asks of those who poll it; an empty memory when nothing.

    `ttl` is in seconds, the longer of what it tells; `skip_hours` are hours in UTC.

    >>> told = b"<rss><channel><ttl>90</ttl><skipHours><hour>24</hour></skipHours>"
    >>> read_rhythm(Document("clinic", "https://example.org/feed", told)).values
    (('ttl', '5400'), ('skip_hours', '0'))
    """
    text = decode_xml(document.content[:HEAD], document.charset)
    head = _ITEM.split(text, maxsplit=1)[0]
    values: list[tuple[str, str]] = []
    ttl = min(max(60 * _number(_TTL, head), _period(head)), LONGEST)
    if ttl:
        values.append(("ttl", str(ttl)))
    hours = sorted(_skipped_hours(head))
    if hours:
        values.append(("skip_hours", " ".join(map(str, hours))))
    return Memory(tuple(values))


def _period(head: str) -> int:
    """Seconds between two updates; a period without a number is one update in it."""
    named = _PERIOD.search(head)
    if named is None:
        return 0
    return PERIODS.get(named[1].lower(), 0) // max(_number(_FREQUENCY, head), 1)


def _number(pattern: re.Pattern[str], head: str) -> int:
    found = pattern.search(head)
    return int(found[1]) if found and found[1].isdecimal() else 0


def _skipped_hours(head: str) -> set[int]:
    """Hours from 0 to 23; 24 was midnight in RSS 0.91."""
    told = _SKIPPED.search(head)
    hours = _HOUR.findall(told[1]) if told else ()
    return {int(hour) % 24 for hour in hours if hour.isdecimal() and int(hour) <= 24}
