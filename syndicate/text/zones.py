"""Time zones as people write them: words, abbreviations, offsets and IANA names."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# "EST" written in July means New York's clock, so the US names are places and not
# offsets. MST is the exception: Arizona keeps it all year.
_NAMES = {
    "America/New_York": "eastern et est edt",
    "America/Chicago": "central ct cst cdt",
    "America/Denver": "mountain mt mdt",
    "America/Phoenix": "mst",
    "America/Los_Angeles": "pacific pt pst pdt",
    "America/Anchorage": "alaska akt akst akdt",
    "Pacific/Honolulu": "hawaii hst",
    "America/Halifax": "atlantic ast adt",
    "America/St_Johns": "newfoundland nst ndt",
    "Europe/London": "bst",
    "Europe/Paris": "cet cest",
    "Europe/Athens": "eet eest",
    "Asia/Kolkata": "ist",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Asia/Tokyo": "jst",
    "Australia/Sydney": "aest aedt",
    "Australia/Perth": "awst",
    "Pacific/Auckland": "nzst nzdt",
    "UTC": "utc gmt z ut",
}
_PLACES = {name: place for place, names in _NAMES.items() for name in names.split()}
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d\d)?$")
_WORDS = re.compile(r"\s+(?:standard|daylight|prevailing)?\s*time$")

WRITTEN = (
    r"(?:(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?(?!\d)"
    r"|[A-Z][A-Za-z]{1,30}(?:/[A-Z][A-Za-z_]{1,30}){1,2}"
    r"|(?i:eastern|central|mountain|pacific|atlantic|alaska|hawaii)"
    r"(?:\s+(?i:standard|daylight))?(?:\s+(?i:time))?"
    r"|(?<![A-Za-z])(?:"
    + "|".join(name.upper() for name in _PLACES if len(name) < 5)
    + r")\b)"
)


@lru_cache(maxsize=256)
def read_zone(told: str) -> tzinfo | None:
    """The zone that was told, or None when we do not know the word.

    >>> read_zone("Eastern")
    zoneinfo.ZoneInfo(key='America/New_York')
    >>> read_zone("-0800")
    datetime.timezone(datetime.timedelta(days=-1, seconds=57600))
    >>> read_zone("Narnia") is None
    True
    """
    told = told.strip()
    offset = _OFFSET.match(told)
    if offset:
        return _read_offset(offset)
    word = _WORDS.sub("", told.lower().replace(".", ""))
    if word in _PLACES:
        return ZoneInfo(_PLACES[word])
    if re.fullmatch(r"[A-Za-z]+(?:/[A-Za-z_+-]+){1,2}", told):
        try:
            return ZoneInfo(told)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None
    return None


def _read_offset(hit: re.Match[str]) -> tzinfo | None:
    hours, minutes = int(hit[2]), int(hit[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    distance = timedelta(hours=hours, minutes=minutes)
    return timezone(-distance if hit[1] == "-" else distance)
