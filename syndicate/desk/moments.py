"""The moments in a sentence of ours, so that pages tell them as all other times.

What holds a story names its hour in ISO 8601; the story knows which moment that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from syndicate.model import Moment, Story
from syndicate.publish import dates
from syndicate.publish.plain import line

LONGEST = 300  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A moment: when it is, and what its source told of it, in words."""

    at: datetime
    told: str


Sentence = tuple[str | Told, ...]


def find_moments(story: Story, sentence: str) -> Sentence:
    """A sentence about a story, in pieces: plain text, and the moments it names."""
    known = {moment.iso(): moment for moment in _moments(story)}
    named = "|".join(re.escape(each) for each in sorted(known, key=len, reverse=True))
    told = line(sentence, LONGEST)
    # Between other digits it is a part of something longer.
    pieces = re.split(rf"(?<![\w:+-])({named})(?![\w:+-])", told) if known else [told]
    return tuple(
        Told(known[each].at, dates.told(known[each])) if at % 2 else each
        for at, each in enumerate(pieces)
        if each
    )


def in_words(sentence: Sentence, zone: ZoneInfo) -> str:
    """The sentence as text: each moment in that zone, beside it what its source told.

    >>> at = datetime.fromisoformat("2026-10-09T09:00:00+02:00")
    >>> told = ("under embargo until ", Told(at, dates.instant(at)))
    >>> in_words(told, ZoneInfo("Europe/Berlin"))
    'under embargo until 9 October 2026, 09:00 UTC+02:00'
    >>> in_words(told, ZoneInfo("UTC"))
    'under embargo until 9 October 2026, 07:00 UTC (9 October 2026, 09:00 UTC+02:00)'
    """
    return "".join(
        each if isinstance(each, str) else _in_zone(each, zone) for each in sentence
    )


def _in_zone(told: Told, zone: ZoneInfo) -> str:
    at = dates.instant(told.at.astimezone(zone))
    return at if at == told.told else f"{at} ({told.told})"


def _moments(story: Story) -> Iterator[Moment]:
    """All that may have to come before readers see it."""
    tellings = [(story.original.embargo, story.original.published)]
    tellings += [(place.embargo, place.published) for place in story.appearances]
    for embargo, published in tellings:
        if embargo and embargo.until:
            yield embargo.until
        if published:
            yield published
