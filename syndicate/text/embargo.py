"""The line that holds a release back until its time: "embargoed until …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

from syndicate.model import Embargo, Moment, Precision
from syndicate.text.dates import find_clock, read_date
from syndicate.text.zones import read_zone

_LINES = 14
_LONGEST = 240
_LINE = re.compile(
    r"[\s*_#>\[(-]{0,8}(?:(?:strictly\s|under\s|news\s|media\s)?embargo(?:ed)?\b"
    r"(?:\s(?:for\srelease|notice|news|release))?[\s:–—-]{0,4}"
    r"(?:(?:until|till|to)\b|(?=\d|[a-z]+day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|"
    r"oct|nov|dec))|$)"
    r"|hold\s(?:for\srelease\s)?until\b|not\sfor\s(?:release|publication)\s"
    r"(?:until|before)\b|for\srelease\s(?:on|after|at)\b(?=.{0,60}\d))",
    re.IGNORECASE,
)
# The day ends in the west: without a zone the last place to reach it decides, for a
# release must not go out before its time anywhere.
_LAST = timezone(timedelta(hours=-12))


@dataclass(frozen=True, slots=True)
class Found:
    """The embargo and the line of text it takes up."""

    line: int
    embargo: Embargo


def find_embargo(lines: Sequence[str], zone: ZoneInfo | None) -> Found | None:
    """The embargo told in the first lines, if any; an unreadable time also holds.

    >>> line = "Embargoed until 4 a.m. CT/5 a.m. ET, Monday, Nov. 11, 2024"
    >>> find_embargo([line], None).embargo.until.iso()
    '2024-11-11T04:00:00-06:00'
    >>> find_embargo(["FOR IMMEDIATE RELEASE"], None) is None
    True
    """
    for at, line in enumerate(lines[:_LINES]):
        if len(line) <= _LONGEST and _LINE.match(line):
            return Found(at, Embargo(line.strip(), _until(line, zone)))
    return None


def _until(line: str, zone: ZoneInfo | None) -> Moment | None:
    told = _LINE.sub("", line, count=1).strip(" :–—-*_]).")
    moment = read_date(told, "embargo", zone)
    if moment is None or moment.precision is Precision.INSTANT:
        return moment
    clock = find_clock(told)
    if clock and clock[3] and read_zone(clock[3]) is None:
        return None  # a zone we do not know: nobody can say when
    return replace(moment, at=moment.at.replace(tzinfo=zone or _LAST))
