"""The dateline that opens a press release: a table of the wires' own grammars.

Each pattern is bounded and sees the first 500 characters of one of the first lines.
Strong patterns, which a wire's name or a date vouches for, are tried on every line
before a weak one is tried on any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from syndicate.model import Dateline
from syndicate.text.dates import MONTH, read_date
from syndicate.text.places import is_known, is_place, write_place
from syndicate.text.wires import WIRE, names_wire, write_wire

_LINES = 14
_NEAR = 4  # lines on which a weak pattern is believed, and a place we do not know
_WIDTH = 500


@dataclass(frozen=True, slots=True)
class Pattern:
    """One grammar of a dateline, and a line it was seen in (in our own words)."""

    name: str
    expression: re.Pattern[str]
    seen: str
    weak: bool = False
    known: bool = False  # only a place we know
    lower_case: bool = False  # places may be written all in lower case
    dated: bool = True  # it holds the name of a month
    needs: str = ""  # what stands in each, in lower case: cheaper to look for
    alone: bool = False  # it fills its line


@dataclass(frozen=True, slots=True)
class Found:
    """Where a dateline stands: characters `start` to `end` of one line."""

    line: int
    start: int
    end: int
    rule: str
    dateline: Dateline
    issuer: str = ""  # some wires name it between slashes


def find_dateline(lines: Sequence[str], zone: ZoneInfo | None) -> Found | None:
    """The first dateline in the first lines of a release, if there is one.

    >>> line = "EUGENE, OR, March 5, 2025 /24-7PressRelease/ -- A clinic opens."
    >>> found = find_dateline([line], None)
    >>> found.dateline.place, found.dateline.wire, line[found.end :]
    ('Eugene, OR', '24-7PressRelease', 'A clinic opens.')
    """
    heads = [(at, line[:_WIDTH]) for at, line in enumerate(lines[:_LINES])]
    for at, head in heads:
        lower = head.lower()
        for pattern in _STRONG if _may_open(lower) else ():
            if pattern.needs not in lower:
                continue
            found = _read(at, head, pattern, zone)
            if found:
                return found
    for at, head in heads[:_NEAR]:
        dated = _MONTH.search(head.lower(), 0, _OPENING)
        for pattern in _WEAK:
            if pattern.dated and not dated:
                continue
            if pattern.alone and len(head.rstrip()) > _FILLED:
                continue
            found = _read(at, head, pattern, zone)
            if found:
                return found
    return None


def _may_open(lower: str) -> bool:
    """Whether a strong pattern could fit a line in lower case: cheap, for most cannot.

    Each of them has a wire's name or a year and, not far from its start, a month.
    """
    if _YEAR.search(lower) and _MONTH_NEAR.search(lower, 0, _OPENING):
        return True
    return names_wire(lower)


def _read(at: int, head: str, pattern: Pattern, zone: ZoneInfo | None) -> Found | None:
    hit = pattern.expression.match(head)
    if hit is None:
        return None
    told = _Told(**{name: text or "" for name, text in hit.groupdict().items()})
    place = told.place.strip(" ,-–—|/\u200d*_")
    if place and not is_place(place, lower_case=pattern.lower_case):
        return None
    doubted = pattern.weak or pattern.known or (at >= _NEAR and not told.names_wire)
    if doubted and place and not is_known(place):
        return None
    when = told.when or told.when_after
    issued = read_date(when, "dateline", zone) if when else None
    if when and issued is None and pattern.name != "month":
        return None
    start = hit.start("raw") if told.raw else 0
    wire = write_wire(told.wire or told.wire_after)
    return Found(
        at,
        start,
        hit.end(),
        pattern.name,
        Dateline(head[start : hit.end()].strip(), write_place(place), wire, issued),
        told.org.strip(),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """The named groups of a pattern; the second of two alternatives says "after"."""

    place: str = ""
    when: str = ""
    wire: str = ""
    org: str = ""
    raw: str = ""
    again: str = ""
    when_after: str = ""
    wire_after: str = ""

    @property
    def names_wire(self) -> bool:
        return bool(self.wire or self.wire_after or self.org)


_YEAR = re.compile(r"(?:19|20)\d\d")
# A month beside its day; only as exact as it must be, for it sees every line.
_MONTHS_SHORT = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|fev|fév|mär|avr|abr|mai|"
    r"jui|ago|aoû|set|out|okt|dez|dic|déc)"
)
_MONTH = re.compile(_MONTHS_SHORT)
_MONTH_NEAR = re.compile(
    rf"{_MONTHS_SHORT}[a-z]{{0,6}}[.,]?\s?\d"
    rf"|\d[a-z]{{0,2}}\.?\s(?:de\s)?{_MONTHS_SHORT}"
)
_OPENING = 180  # characters: the longest place, what parts, and the longest date
_FILLED = 200  # a place, what parts, and a date with its time and zone
_DASH = r"(?:-{1,3}|[–—|]|(?:\s?[-–—]){2})"
_START = r"^[\s*_\u200d\ufeff]{0,6}"
_PLACE = r"(?P<place>[^\W\d_][^\n\d(){}\[\]:;\"“”?!]{1,78}?)"
# Some wires put the postal code in.
_NUMBERED = _PLACE.replace(r"\d(", "(")
_SEP = r"[\s,|/–—*-]{1,8}(?:(?:le|den|el|em)\s)?"  # "PARIS, le 2 juin 2025"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_DATE = (
    rf"[\[(]?(?P<when>{_WEEKDAY}(?:{MONTH},?\s?\d{{1,2}}(?:st|nd|rd|th)?\.?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s(?:de\s)?{MONTH},?\s(?:de\s)?\d{{4}})"
    r"(?:\s(?:@\s)?\d{1,2}:\d\d(?:\s?[AP]M)?(?:\s[A-Z][A-Za-z_/]{1,30})?)?)[\])]?"
)
# The date told once more after the place.
_AGAIN = rf"(?:,\s{_DATE.replace('<when>', '<again>')})?"
_MARK = rf"[(\[/]?\s?{WIRE}[^/\])\n]{{0,40}}?\s?[)\]/]?(?:\s?\([^)\n]{{0,80}}\))?"
# A marked wire needs its brackets or slashes; bare, only between separators.
_END = rf"\s*(?:{_DASH}|/|$)\s*"
_LOOSE_END = rf"\s*(?:{_DASH}|/|:)?\s*"


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(_START + expression, re.IGNORECASE)


_STRONG = (
    Pattern(
        "newsworthy",
        _pattern(
            rf"(?:{_PLACE}\s*)?\((?P<wire>Newsworthy\.ai)\)\s+"
            r"(?P<when>[A-Z]{3,9}day\s[A-Z]{3,9}\s\d{1,2},\s\d{4}\s@\s\d{1,2}:\d\d"
            rf"\s[AP]M\s[A-Z][A-Z_/]{{1,40}}){_LOOSE_END}"
        ),
        "Salem, OR (Newsworthy.ai) Monday Jun 2, 2025 @ 7:00 AM Eastern — We opened.",
        needs="(newsworthy.ai)",
    ),
    Pattern(
        "wire-date-place",
        re.compile(
            rf"^(?:[^\n]{{0,250}}?[^,\s]\s+)?(?P<raw>\(\s?{WIRE}\s?\){_SEP}{_DATE}"
            rf"\s*{_DASH}\s*{_PLACE}{_AGAIN}\s*{_DASH}\s*)",
            re.IGNORECASE,
        ),
        "Two doors open (NewMediaWire) - June 2, 2025 - Salem, OR – We opened.",
        known=True,
        needs="(",
    ),
    Pattern(
        "date-wire",
        _pattern(rf"{_PLACE}[\s,|/–—*-]{{0,8}}{_DATE}{_SEP}{_MARK}{_LOOSE_END}"),
        "SALEM, OR - June 2, 2025 (NEWMEDIAWIRE) - We opened.",
    ),
    Pattern(
        "wire-date",
        _pattern(rf"{_PLACE}{_SEP}{_MARK}{_SEP}{_DATE}{_LOOSE_END}"),
        "SALEM, OR / PR Karma / June 2, 2025 10:00",
    ),
    Pattern(
        "organisation",
        _pattern(
            rf"(?:-,\s)?{_NUMBERED}\s?-\s{_DATE}\s?/\s?(?P<org>[^/\n]{{1,90}}?)\s?/"
            rf"{_LOOSE_END}"
        ),
        "salem, United States - June 2, 2025 / Salem Calm Clinic / We opened.",
        lower_case=True,
        needs="/",
    ),
    Pattern(
        "kicker",
        re.compile(
            r"^[^\n]{10,250}?[^,\s]\s+(?P<raw>(?P<place>[A-Z][A-Z.'/ ]{2,30},\s"
            rf"[A-Z][A-Za-z.]{{1,15}}){_SEP}(?i:(?:{_MARK}{_SEP}{_DATE}"
            + rf"|{_DATE}{_SEP}{_MARK})".replace("<when>", "<when_after>").replace(
                "<wire>", "<wire_after>"
            )
            + rf"){_LOOSE_END})"
        ),
        "A new way to rest SALEM, OR - June 2, 2025 (NEWMEDIAWIRE) - We opened.",
    ),
    Pattern(
        "wire",
        _pattern(rf"{_PLACE}{_SEP}[(\[/]\s?{WIRE}[^/\])\n]{{0,40}}[)\]/]{_LOOSE_END}"),
        "SALEM, Ore.--(BUSINESS WIRE)--We opened.",
    ),
    Pattern(
        "date",
        _pattern(rf"{_PLACE}{_SEP}\(?{_DATE}\)?\s*(?:{_DASH}|[/:;])\s*"),
        "SALEM, OR -- June 2nd, 2025 -- We opened.",
    ),
    Pattern(
        "date-place",
        _pattern(rf"{_DATE}{_SEP}{_PLACE}{_AGAIN}\s(?:{_DASH})\s+"),
        "June 2, 2025, Salem, OR – We opened.",
    ),
    Pattern(
        "release-date",
        _pattern(
            r"(?:release\sdate|for\srelease|date\sof\srelease|for\simmediate\srelease)"
            rf"\s?[:–—-]\s?(?:{_PLACE}{_SEP})?{_DATE}\s*$"
        ),
        "Release Date: June 2, 2025",
    ),
    Pattern(
        "date-stop",
        _pattern(rf"{_PLACE}[\s,–—-]{{1,4}}{_DATE}\.\s+(?=[A-Z])"),
        "Salem, Ore., United States June 2, 2025. We opened.",
        known=True,
    ),
    Pattern(
        "wire-alone",
        _pattern(rf"(?:--|[(\[/])\s?{WIRE}\s?(?:--|[)\]/]){_LOOSE_END}"),
        "--News Direct--",
    ),
)
_WEAK = (
    Pattern(
        "date-alone",
        _pattern(rf"{_DATE}\s?{_DASH}\s+"),
        "June 2, 2025 -- We opened.",
        weak=True,
    ),
    Pattern(
        "place-date-line",
        _pattern(rf"{_PLACE}{_SEP}{_DATE}\s*$"),
        "Salem, OR, June 2, 2025",
        weak=True,
        alone=True,
    ),
    Pattern(
        "month",
        _pattern(rf"{_PLACE}{_SEP}(?P<when>{MONTH}\s\d{{4}})\s*{_DASH}\s*"),
        "Salem, OR – June 2025 – We opened.",
        weak=True,
    ),
    Pattern(
        "place",
        re.compile(
            _START + r"(?P<place>[A-Z][A-Z.'’/ ]{2,40}(?:,\s[A-Z][A-Za-z. ]{1,20})?)"
            r"\s?(?:--|[–—]|\s-\s)\s?(?=[A-Z“\"])"
        ),
        "BOSTON – The clinic opened.",
        weak=True,
        dated=False,
    ),
)
PATTERNS = _STRONG + _WEAK
