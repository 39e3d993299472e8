"""Dates as told, read into moments: RFC 822, ISO 8601 and the forms of prose.

Nothing is invented. A date that may be read in two ways, that no calendar has, or that
lies before 1995 is none; a date without a zone says so by its precision.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from syndicate.model import Moment, Precision
from syndicate.text.zones import WRITTEN, read_zone

_LONGEST = 160
_YEARS = range(1995, 2200)

# Names and their short forms in English, Spanish, French, German and Portuguese.
_MONTHS = (
    "january jan enero ene janvier januar janeiro",
    "february feb febrero février fevrier februar fevereiro fev",
    "march mar marzo mars märz maerz março",
    "april apr abril abr avril avr",
    "may mayo mai maio",
    "june jun junio juin juni junho",
    "july jul julio juillet juil juli julho",
    "august aug agosto ago août aout",
    "september sept sep septiembre septembre setembro set",
    "october oct octubre octobre oktober okt outubro out",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic décembre decembre dezember dez dezembro",
)
_NUMBER_OF = {
    name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()
}
# Longest first, so that a short form does not end a longer name.
MONTH = (
    r"(?:" + "|".join(sorted(_NUMBER_OF, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º)?"
_MONTH_FIRST = re.compile(
    rf"\b({MONTH}),?\s{{0,2}}({_DAY})\b\.?,?\s{{0,3}}(\d{{4}})\b", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"\b({_DAY})\.?[\s-]{{1,2}}(?:de\s)?({MONTH}),?[\s-]{{1,2}}(?:de\s)?(\d{{4}}|\d\d)\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?=\D|$)")
_PATH = re.compile(r"(\d{4})/?(\d\d)/?(\d\d)/?$")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_EPOCH = re.compile(r"\d{10}(?:\.0)?$")
_HOURS = re.compile(
    r"(?<![\d:])(\d{1,2})(?::(\d\d))?(?::(\d\d)(?:[.,]\d+)?)?\s?([ap])\.?\s?m\b\.?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d:+-])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?!\d)")
_NOON = re.compile(r"\b(noon|midnight)\b", re.IGNORECASE)
_STANDARD = re.compile(
    r"\b(?:[ecp]st|akst|ast|nst|aest|nzst|cet|eet|gmt|standard)\b", re.IGNORECASE
)
_ZONE = re.compile(rf"\s*\(?(Z\b|{WRITTEN})")
_TRAILING_ZONE = re.compile(rf"({WRITTEN})\)?\s*$")


def read_date(raw: str, origin: str, zone: ZoneInfo | None) -> Moment | None:
    """The moment told by `raw`; `zone` is for a time told without one.

    >>> read_date("Thursday Dec 21, 2023 @ 7:00 AM Eastern", "dateline", None).iso()
    '2023-12-21T07:00:00-05:00'
    >>> read_date("March 5th, 2025", "dateline", None).iso()
    '2025-03-05'
    >>> read_date("March 5, 2025 10:00", "dateline", None).iso()
    '2025-03-05T10:00:00'
    >>> read_date("03/12/2026", "page", None) is None
    True
    """
    told = " ".join(raw.split())
    if not told or len(told) > _LONGEST:
        return None
    if _EPOCH.match(told):
        return _from_epoch(told, origin)
    day = find_day(told)
    if day is None:
        return None
    clock = find_clock(told)
    known = read_zone(clock[3]) if clock and clock[3] else None
    if clock is None or (clock[3] and known is None):  # no time, or in a zone unknown
        return Moment(day, Precision.DATE, origin, told)
    assumed = Precision.LOCAL if zone else Precision.ZONELESS
    precision = Precision.INSTANT if known else assumed
    at = _at(day, clock, known or zone or UTC)
    return Moment(at, precision, origin, told) if at else None


def find_day(told: str) -> datetime | None:
    """The one day told in a short text, as midnight UTC."""
    for pattern, order in (
        (_ISO, "ymd"),
        (_MONTH_FIRST, "mdy"),
        (_DAY_FIRST, "dmy"),
        (_PATH, "ymd"),
    ):
        hit = pattern.search(told)
        if hit:
            parts = dict(zip(order, hit.groups(), strict=True))
            return _day(parts["y"], parts["m"], parts["d"])
    slashed = _SLASHED.search(told)
    if slashed is None:
        return None
    one, two, year = slashed.groups()
    if int(one) <= 12 and int(two) <= 12 and one != two:
        return None  # month first or day first? nobody knows
    return _day(year, two, one) if int(one) > 12 else _day(year, one, two)


def find_clock(told: str) -> tuple[int, int, int, str] | None:
    """The first time of day in a short text: hour, minute, second, zone as written."""
    noon = _NOON.search(told)
    if noon:
        return (12 if noon[1].lower() == "noon" else 0, 0, 0, _zone(told, noon.end()))
    hit = _HOURS.search(told)
    if hit:
        hour = int(hit[1])
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if hit[4].lower() == "p" else 0)
        return hour, int(hit[2] or 0), int(hit[3] or 0), _zone(told, hit.end())
    hit = _CLOCK.search(told)
    if hit is None:
        return None
    return int(hit[1]), int(hit[2]), int(hit[3] or 0), _zone(told, hit.end())


def _zone(told: str, end: int) -> str:
    hit = _ZONE.match(told, end)
    if hit:
        return hit[1]
    # "5 March 2025 07:00 in London" tells none; "07:00, 5 March 2025 (ET)" does.
    hit = _TRAILING_ZONE.search(told[end:])
    if hit:
        return hit[1]
    stray = re.match(r"\s?\(?([A-Za-z]{2,5})\)?$", told[end:])
    return stray[1] if stray else ""


def _day(year: str, month: str, day: str) -> datetime | None:
    number = int(month) if month.isdigit() else _NUMBER_OF[month.lower().rstrip(".")]
    full = int(year)
    if len(year) == 2:  # RFC 822; RFC 2822 section 4.3 gives the pivot
        full += 2000 if full < 50 else 1900
    if full not in _YEARS:
        return None
    digits = re.match(r"\d+", day)
    try:
        return datetime(full, number, int(digits[0]) if digits else 0, tzinfo=UTC)
    except ValueError:
        return None


def _from_epoch(told: str, origin: str) -> Moment | None:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(float(told)))
    if at.year not in _YEARS:
        return None
    return Moment(at, Precision.INSTANT, origin, told)


def _at(
    day: datetime, clock: tuple[int, int, int, str], zone: tzinfo
) -> datetime | None:
    hour, minute, second, told = clock
    try:
        at = day.replace(hour=hour, minute=minute, second=second, tzinfo=zone)
    except ValueError:  # 24:00 and the like: no such time
        return None
    # When clocks go back an hour comes twice; "1:30 a.m. EST" is the second one.
    again = at.replace(fold=1)
    if at.dst() and not again.dst() and _STANDARD.search(told):
        at = again
    # With a fixed offset the instant crosses processes and databases unchanged.
    return at if zone is UTC else datetime.fromisoformat(at.isoformat())
