"""The notice that holds a release back until its time: "embargoed until …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

from syndicate.model import Embargo, Moment, Precision
from syndicate.text.dates import MONTH, find_clock, find_day, read_date
from syndicate.text.titles import shorten
from syndicate.text.zones import WRITTEN, read_zone

_LINES = 20
_LONGEST = 240
_SHOWN = 120
_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b"
)
_WHEN = rf"(?=\d|{_WEEKDAY}|{MONTH}|noon\b|midnight\b|tomorrow\b|further\snotice)"
_UNTIL = r"(?:until|till|til|through|thru|before|prior\sto)\b"
# What may stand before the notice: marks, what the document is, "this release is".
_BEFORE = (
    r"[\W_]{0,12}(?:(?:press|news|media)\s(?:release|statement|announcement)[\W_]{1,6}"
    r"|(?:important|confidential|note|note\sto\seditors|please\snote)[\W_]{1,6})?"
    r"(?:(?:(?:this|the)\s(?:following\s)?(?:(?:press|news|media)\s)?(?:release|news|"
    r"information|story|statement|announcement|material|content|document|report)s?"
    r"(?:\sbelow)?|(?:all|the)\sfollowing)\s(?:is|are|remains?)\s)?"
)
_NAMES = (
    r"(?:(?:strict|strictly|under|under\sa|news|media|press|full)\s){0,3}"
    r"embargo(?:ed)?\b"
)
_WORDS = (
    r"(?:[\W_]{0,6}(?:press|news|media|release|copy|material|notice|date|time|"
    r"publication|strictly|strict|not|against|for|is|at|ends|lifts|expires)\b){0,4}"
)
_NOTICE = re.compile(
    rf"{_BEFORE}(?:{_NAMES}(?:"
    rf"{_WORDS}[\W_]{{0,6}}(?:{_UNTIL}|to\b(?=.{{0,40}}\d)|{_WHEN}|$)"
    rf"|[\W_]{{0,3}}for\s(?:release|publication)\s(?:on|after)\b"
    r"|[\W_]{0,4}(?:jusqu|hasta\b|até\b|fino\b|bis\b|tot\b))"
    r"|(?:sous|bajo|sob|onder|sotto|unter)\sembargo\b"
    r"|embarg(?:ado|ada|ato|ata)\s(?:hasta|até|fino)\b|sperrfrist\b"
    r"|(?:報道)?解禁日時|報道解禁|محظور\sالنشر"
    r"|not\s(?:for|to\sbe)\s(?:released?|publication|published|broadcast|distribut\w{2,4})"
    rf"(?:\sor\s\w{{4,12}})?\s{_UNTIL}|not\sfor\simmediate\s(?:release|publication)\b)",
    re.IGNORECASE,
)
# What prose may say as well, so that it counts only in a line of its own.
_LINE = re.compile(
    rf"{_BEFORE}(?:hold\s(?:for\srelease\b(?!\sof)|{_UNTIL})"
    r"|(?:please\s)?do\snot\s(?:publish|release|broadcast|distribute|post)\b.{0,60}?\s"
    rf"{_UNTIL}(?=.{{0,60}}\d)"
    r"|for\srelease\s(?:on|after|at|not\sbefore)\b(?=.{0,60}\d)"
    r"|(?:for\srelease|release\sdate)[\W_]{1,4}(?=.{0,80}\b20\d\d\b)"
    r"(?=.{0,60}(?:\d\s?[ap]\.?\s?m\b|\d[:.h]\d\d(?![\d.])|\bnoon\b|\bmidnight\b))"
    r"|.{0,60}\b(?:is|are|remains?)\s(?:strictly\s)?(?:embargoed|under\s(?:strict\s)?"
    rf"embargo)\s{_UNTIL})",
    re.IGNORECASE,
)
# Over a title: "EMBARGOED: We open". "Embargo: how it began" is a title.
_OVER_TITLE = re.compile(r"[\W_]{0,8}(?:(?i:embargoed)|EMBARGO)\s?[:|–—\])*]")

_HOUR = rf"\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\b\.?)?(?:\s?\(?{WRITTEN}\)?)?"
_DAY = (
    rf"(?:{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}\s{MONTH},?\s\d{{4}})"
)
# A notice that more text follows in the same line ends with its day or its hour.
_PLAIN = re.compile(
    rf"[\W_]{{0,6}}(?:(?:{_HOUR}|noon|midnight)(?:\s?/\s?{_HOUR})?[\s,]{{1,3}}(?:on\s)?)?"
    rf"(?:(?:{_WEEKDAY})[\s,.]{{1,3}})?{_DAY}"
    rf"(?:[\s,]{{1,3}}(?:at\s)?(?:{_HOUR}|noon|midnight)(?:\s?/\s?{_HOUR})?)?"
    r"(?!\d|:\d)[\])*_]{0,4}",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s:|.–—-]{0,6}")
# A text that follows a notice in a short line begins as one, and says no more of when.
_TEXT = re.compile(
    r"(?:(?<=[)\]*_])|\s?[:|.–—-])[\s:|.–—-]{1,5}(?=(?-i:[^\W\d_a-z]))"
    r"(?!.{0,30}\b(?:end|close|closing|cob|eod|after|following)\b)"
    r"(?!.*(?:embargo|releas|publi[sc]|broadcast|distribut|\d\s?[ap]\.?\s?m\b|\d[:h]\d\d"
    r"|\bnoon\b|\bmidnight\b))"
    r"(?=.{40})",
    re.IGNORECASE,
)

# Hours as they are written elsewhere: 18.30, 18h30, 9 Uhr, 1830 at the beginning.
_ELSEWHERE = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})(?:[.h](?P<minute>\d\d)(?![\d.])|\s?(?:h|uhr)\b)"
    r"|(?<![\d.:])(?P<hours>[01]\d[0-5]\d|2[0-3][0-5]\d)\s?(?:hrs?|hours|h)\b"
    r"|(?:^\W{0,3}|\bat\s)(?P<four>[01]\d[0-5]\d|2[0-3][0-5]\d)(?=\s[a-z])",
    re.IGNORECASE,
)
# A part of the day, or a day that is itself still closed.
_VAGUE = re.compile(
    r"\b(?:end|close|closing|cob|eod|after|following|morning|afternoon|evening|night|"
    r"including|inclusive|einschließlich|inclus)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\b(?:through|thru|after)$", re.IGNORECASE)
_UNKNOWN_ZONE = re.compile(r"(?:\d|[ap]\.?\s?m\.?)\s\(?(?!SAT\b)([A-Z]{2,4}T)\b")
# The day ends in the west: without a zone the last place to reach it decides, for a
# release must not go out before its time anywhere.
_LAST = timezone(timedelta(hours=-12))


@dataclass(frozen=True, slots=True)
class Found:
    """The embargo, the line of text it stands in, and where in that it ends.

    `end` is 0 where the notice cannot be told from the text that follows it.
    """

    line: int
    embargo: Embargo
    end: int


def find_embargo(lines: Sequence[str], zone: ZoneInfo | None) -> Found | None:
    """The embargo told in the first lines, if any; an unreadable time also holds.

    >>> line = "Embargoed until 4 a.m. CT/5 a.m. ET, Monday, Nov. 11, 2024"
    >>> find_embargo([line], None).embargo.until.iso()
    '2024-11-11T04:00:00-06:00'
    >>> find_embargo(["FOR IMMEDIATE RELEASE"], None) is None
    True
    """
    for at, line in enumerate(lines[:_LINES]):
        notice = _NOTICE.match(line[:_LONGEST])
        if len(line) <= _LONGEST:
            if notice and _is_opening(line, notice.end()):
                return _read_opening(at, line, notice.end(), zone)
            notice = notice or _LINE.match(line)
            if notice:
                embargo = Embargo(line.strip(), _until(line, notice.end(), zone))
                return Found(at, embargo, len(line))
        elif notice:
            return _read_opening(at, line, notice.end(), zone)
    return None


def find_over_title(title: str, zone: ZoneInfo | None) -> Found | None:
    """The embargo that a title begins with, or that all of it is.

    >>> found = find_over_title("EMBARGOED until May 3, 2027: We open a room", None)
    >>> found.embargo.until.iso(), found.end
    ('2027-05-03', 29)
    >>> find_over_title("Embargo on rye hurts bakers", None) is None
    True
    """
    notice = _NOTICE.match(title[:_LONGEST])
    if notice:
        return _read_opening(0, title, notice.end(), zone)
    over = _OVER_TITLE.match(title)
    if over is None:
        return None
    return Found(0, Embargo(title[: over.end()].strip(" :|–—")), _end(title, over))


def _is_opening(line: str, start: int) -> bool:
    """Whether a text follows a plain notice in a line that could be one of its own."""
    plain = _PLAIN.match(line, start)
    return plain is not None and _TEXT.match(line, plain.end()) is not None


def _read_opening(line: int, told: str, start: int, zone: ZoneInfo | None) -> Found:
    """The embargo that opens a longer text; one that is not plain cannot be read."""
    plain = _PLAIN.match(told, start)
    if plain is None:
        return Found(line, Embargo(shorten(told.strip(), _SHOWN)), 0)
    notice = told[: plain.end()]
    return Found(
        line, Embargo(notice.strip(), _until(notice, start, zone)), _end(told, plain)
    )


def _end(told: str, notice: re.Match[str]) -> int:
    after = _AFTER.match(told, notice.end())
    return after.end() if after else notice.end()


def _until(line: str, start: int, zone: ZoneInfo | None) -> Moment | None:
    told = _ELSEWHERE.sub(_clock, line[start:].strip(" :–—-*_]).”"))
    moment = read_date(told, "embargo", zone)
    if moment is None or moment.precision is Precision.INSTANT:
        return moment
    clock = find_clock(told)
    if clock and clock[3] and read_zone(clock[3]) is None:
        return None  # a zone we do not know: nobody can say when
    if clock and _UNKNOWN_ZONE.search(told):
        return None
    closed = _CLOSED.search(line[:start]) or _VAGUE.search(told)
    if clock is None and (closed or _has_more(told)):
        return None  # an hour we cannot read: the day begins before it
    return replace(moment, at=moment.at.replace(tzinfo=zone or _LAST))


def _clock(told: re.Match[str]) -> str:
    four, hours = told["four"], told["hours"]
    if four:
        return told[0].replace(four, f"{four[:2]}:{four[2:]}")
    if hours:
        return f"{hours[:2]}:{hours[2:]}"
    return f"{told['hour']}:{told['minute'] or '00'}"


def _has_more(told: str) -> bool:
    """Whether a line tells more figures than those of its day."""
    numbers = re.findall(r"\d+", told)
    in_words = re.search(MONTH, told, re.IGNORECASE) and find_day(told)
    return len(numbers) > (2 if in_words else 3)
