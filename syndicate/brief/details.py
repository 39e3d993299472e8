"""What a text tells exactly: telephone numbers, addresses, amounts and days.

Every pattern is bounded: none looks further than a line can be long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from syndicate.text.dates import MONTH, find_day

# A number stands between words; those of Chinese and Japanese are written up to it.
_JOINED = r"[^\W\u3040-\u30ff\u3400-\u9fff]"
PHONE = re.compile(
    rf"(?<!{_JOINED})(?<![@/.$€£-])(?<!\d:)(?<!\):)"
    r"(?:(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)[ .-]?"
    r"|\d{2,4}[ .-])\d{3,4}[ .-]?\d{2,4}(?:[ .-]\d{2,4})?"
    r"|(?:0\d|\+\d{2,3}[ .]?(?:\(0\)[ .]?)?\d)(?:[ .]\d\d){4}(?![ .]\d))"  # by twos
    rf"(?!{_JOINED}|[/-]|[.,]\d)"
    r"|(?<![\w-])\d{3}-\d{4}(?![\w-])"
)
# What a number is made of, as long as the shortest: most of a text is neither.
_DIALLED = re.compile(r"[\d(+][\d() .-]{6,}")
_LONGEST_NAME = 64  # characters before the sign of an address (RFC 5321, 4.5.3.1.1)
# A word in capitals behind an address was glued to it: "a@alder.example.orgPhone".
_HOST = (
    r"@(?:[\w-]{1,63}\.){1,4}"
    r"(?-i:[a-z]{2,24}?(?=https?://)|[a-z]{2,24}|[A-Z]{2,24}|[A-Z][a-z]{1,23})"
)
EMAIL = re.compile(rf"[\w.+-]{{1,{_LONGEST_NAME}}}{_HOST}")
_AT_HOST = re.compile(_HOST.replace("@", r"@(?<=[\w.+-]@)"))
URL = re.compile(r"(?:https?://|www\.)[^\s|<>()\[\]\"“”]{3,300}", re.IGNORECASE)
# What follows is looked for by its first sign, which most of a text is not.
_SUM = r"\s?\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,4})?"
_SCALE = r"(?:\s(?:thousand|million|billion|trillion)\b|[KMBT]\b)"
# What an amount may go up to: "$100-150 million", "$3,000 to $7,000".
MONEY = re.compile(
    rf"[$€£UC](?:(?<=[$€£])|(?<=U)S(?:\$|D\s)|(?<=C)\$){_SUM}{_SCALE}?"
    rf"(?:(?:\s?[-–—]|\sto)(?:\s?[$€£]{_SUM}{_SCALE}?|{_SUM}{_SCALE}))?"
)
PERCENT = re.compile(
    r"\d(?<![\w.,]\d)\d{0,2}(?:[.,]\d{1,2})?(?:\s?[-–]\s?\d{1,3}(?:[.,]\d{1,2})?)?"
    r"\s?(?:%|percent\b|per cent\b)"
)
NUMBER = re.compile(
    r"\d(?<![\w.,:/-]\d)\d{0,11}(?:,\d{3}){0,4}(?:\.\d{1,6})?(?![\w:/]|[.,]\d)"
)

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ENGLISH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_WEEKDAY = (
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r"\.?,?\s"
)
_TO = r"(?:\s?[-–—]\s?|\s(?:to|through)\s)"
# "May 20 to 23, 2026" is days, "from May 20 to 23 patients" is none.
_UP_TO = rf"(?:\s?[-–—]\s?|\s(?:to|through)\s(?={_DAY}(?!\d|,\d|\s[a-z])))"
_MONTH_FIRST = re.compile(
    rf"(?:\b{_WEEKDAY})?\b(?P<month>{_ENGLISH})\s(?P<day>{_DAY})"
    rf"(?:{_UP_TO}(?P<last>{_DAY}))?\b(?!:|\.\d|%)"
    # A year is told once of two days: "between June 6 and June 9, 2025".
    rf"(?:,?\s(?P<year>20\d\d)\b|(?=(?:{_TO}|\sand\s)"
    rf"(?:{_WEEKDAY.replace('?P<weekday>', '?:')})?{_ENGLISH}\s{_DAY},?\s"
    r"(?P<shared>20\d\d)\b))?"
)
_DAY_FIRST = re.compile(
    rf"(?:\b{_WEEKDAY})?(?<![\d.,:/$-])\b(?P<day>{_DAY})"
    rf"(?:\s?[-–—]\s?(?P<last>{_DAY}))?\s(?P<month>{_ENGLISH})\b(?:,?\s(?P<year>20\d\d)\b)?"
)
_OTHER = re.compile(  # "14 de marzo de 2026", "14. März 2026", "14 mars"
    rf"(?P<day>\d(?<!\w\d)\d?)(?P<weekday>(?!))?\.?\s(?:de\s)?(?P<month>{MONTH})"
    rf"(?P<last>(?!))?(?:,?\s(?:de\s)?(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
# A day stands beside its month: how far before it the day may begin, and how far
# behind the month's first letters it may end.
_NAMED = re.compile(r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_BEFORE = 40
_BEHIND = 60
DATE = re.compile(rf"\b{_ENGLISH}\s{_DAY}\b(?!:)(?:,?\s20\d\d\b)?")
_FAR_BEHIND = timedelta(days=60)  # a day told without a year lies no further back …
_FAR_AHEAD = timedelta(days=183)  # … and no further ahead, unless words look ahead
_LOOKS_AHEAD = re.compile(
    r"\b(?:will|upcoming|scheduled?|register|registration|join us|coming|next|deadline"
    r"|to be (?:held|released|published)|set (?:to|for)|plan(?:s|ned)?|annual"
    r"|tickets?)\b"
    r"|\bcelebrat|\bobserve",
    re.IGNORECASE,
)
_CLAUSE = 120  # characters before a day in which such words are looked for


@dataclass(frozen=True, slots=True)
class Day:
    """A day told in a text, or days up to `last`; `span` is how it was told."""

    first: date
    last: date
    span: str

    def iso(self) -> str:
        """ISO 8601; days from to as an interval.

        >>> Day(date(2026, 3, 1), date(2026, 3, 2), "March 1-2").iso()
        '2026-03-01/2026-03-02'
        """
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def find_days(text: str, told: date | None, language: str = "en") -> Iterator[Day]:
    """The days a text tells; without a year, the next from the day it was `told` on.

    A weekday decides the year where it can. Without either year or `told`: none.

    >>> [each.iso() for each in find_days("Come on January 9.", date(2025, 12, 20))]
    ['2026-01-09']
    >>> [each.iso() for each in find_days("Friday, May 2", date(2025, 6, 20))]
    ['2025-05-02']
    """
    for hit in _find_told(text, english=language[:2] in ("", "en")):
        first = _resolve(hit, told)
        if first is not None:
            yield Day(first, _last(first, hit["last"]), hit[0].strip())


def find_email(text: str) -> str:
    """The first address of a text, "" if there is none; looked for by its sign.

    >>> find_email("Write to press@clinic.example.org, or to others.")
    'press@clinic.example.org'
    """
    sign = _AT_HOST.search(text)
    hit = EMAIL.search(text, max(0, sign.start() - _LONGEST_NAME)) if sign else None
    return hit[0] if hit else ""


def find_phones(text: str) -> Iterator[re.Match[str]]:
    """The telephone numbers of a text, and what looks like one.

    >>> [hit[0] for hit in find_phones("Call 541-555-0142 by May 4, 2026.")]
    ['541-555-0142']
    """
    for run in _DIALLED.finditer(text):
        yield from PHONE.finditer(text, run.start(), run.end() + 2)


def digits(text: str) -> str:
    """The digits of a text: what two ways to write a number share."""
    return "".join(each for each in text if each.isdigit())


def _find_told(text: str, *, english: bool) -> Iterator[re.Match[str]]:
    """Where days are told: all with the month first, then those with the day first."""
    if not english:
        yield from _OTHER.finditer(text)
        return
    months = [hit.start() for hit in _NAMED.finditer(text)]
    for form in (_MONTH_FIRST, _DAY_FIRST):
        end = 0
        for month in months:
            start = max(end, month - _BEFORE)
            hit = form.search(text, start, month + _BEHIND)
            if hit and hit.start("month") <= month:
                yield hit
                end = hit.end()


def _resolve(hit: re.Match[str], told: date | None) -> date | None:
    year = hit["year"] or hit.groupdict().get("shared")
    if year:
        return _day(hit, int(year))
    if told is None:
        return None
    near = [
        day
        for year in (told.year - 1, told.year, told.year + 1)
        if (day := _day(hit, year)) is not None
    ]
    if hit["weekday"]:
        wanted = hit["weekday"].lower()[:3]
        right = [day for day in near if _WEEKDAYS[day.weekday()][:3] == wanted]
        near = right or near
        if right:
            return min(near, key=lambda day: abs(day - told))
    ahead = min((day for day in near if day >= told - _FAR_BEHIND), default=None)
    if ahead and ahead - told > _FAR_AHEAD and not _looks_ahead(hit):
        return min(near, key=lambda day: abs(day - told))
    return ahead


def _looks_ahead(hit: re.Match[str]) -> bool:
    """Whether the words around a day speak of what is to come."""
    start = max(0, hit.start() - _CLAUSE)
    return _LOOKS_AHEAD.search(hit.string, start, hit.end() + _BEFORE) is not None


def _day(hit: re.Match[str], year: int) -> date | None:
    found = find_day(f"{hit['month']} {hit['day']}, {year}")
    return found.date() if found else None


def _last(first: date, told: str | None) -> date:
    number = int(digits(told)) if told else 0
    if number <= first.day:
        return first
    try:
        return first.replace(day=number)
    except ValueError:  # March 30-44
        return first
