"""Where a story ran: how long after, and all of it on one line of time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from syndicate.model import Appearance, Moment, Relation, Standing, Story
from syndicate.publish.delay import measure_delay, say_delay
from syndicate.publish.item import Place, in_order, show_place

SHOWN_AT_ONCE = 20  # rows of the table; the rest can be opened
# Days after the original, and what the line calls them.
MARKS = ((1, "1 day"), (7, "1 week"), (30, "1 month"), (365, "1 year"))
LEAST_SPAN = 7  # days that a line covers at least, or a dot would stand for an hour
LEFT, RIGHT = 2.0, 98.0  # per cent of the width that dots keep to


@dataclass(frozen=True, slots=True)
class Stop:
    """One place a story ran, with how long after the original: "" where nobody says."""

    place: Place
    after: str
    days: float | None


@dataclass(frozen=True, slots=True)
class Dot:
    """A stop on the line: where, in per cent of its width, and what it stands for."""

    at: str
    standing: str
    words: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Every stop in order, and the line of those whose day is known."""

    stops: tuple[Stop, ...]
    more: tuple[Stop, ...]
    dots: tuple[Dot, ...]
    marks: tuple[tuple[str, str], ...]  # where, and its words
    told: str  # the line in words


def follow(story: Story) -> Trail:
    """Where a story ran, as its page tells it."""
    began = story.original.published
    stops = tuple(_stop(each, began) for each in in_order(story.appearances))
    dated = [stop for stop in stops if _is_on_line(stop)]
    span = max([LEAST_SPAN, *(stop.days or 0 for stop in dated)])
    drawn = len({_at(stop.days or 0, span) for stop in dated}) > 1
    return Trail(
        stops=stops[:SHOWN_AT_ONCE],
        more=stops[SHOWN_AT_ONCE:],
        dots=tuple(_dots(dated, span)) if drawn else (),
        marks=tuple((_at(days, span), words) for days, words in _marks(span)),
        told=_tell(dated),
    )


def _stop(appearance: Appearance, began: Moment | None) -> Stop:
    place = show_place(appearance)
    told = appearance.published
    if began is None or told is None:
        return Stop(place, "", None)
    apart = measure_delay(began, told)
    is_first = not apart and appearance.relation is Relation.ORIGINAL
    words = "" if is_first else say_delay(apart)
    return Stop(place, words, apart / timedelta(days=1))


def _is_on_line(stop: Stop) -> bool:
    withdrawn = stop.place.standing == Standing.WITHDRAWN
    return stop.days is not None and not withdrawn


def _dots(dated: list[Stop], span: float) -> Iterator[Dot]:
    for stop in dated:
        place = stop.place
        words = ", ".join(filter(None, (place.label, place.date, stop.after)))
        yield Dot(_at(stop.days or 0, span), place.standing, words)


def _marks(span: float) -> Iterator[tuple[float, str]]:
    """The beginning and the last three: a phone has room for four labels."""
    kept = [(days, words) for days, words in MARKS if days <= span]
    yield from ((0, "Issued"), *kept[-3:])


def _at(days: float, span: float) -> str:
    """Where days stand: the first hours need as much room as the months after.

    What somebody dates before the original stands with it.
    """
    share = math.log1p(max(days, 0)) / math.log1p(span)
    return f"{LEFT + (RIGHT - LEFT) * share:.1f}"


def _tell(dated: list[Stop]) -> str:
    if len(dated) < 2:
        return ""
    last = max(dated, key=lambda stop: stop.days or 0)
    outlets = len({stop.place.outlet for stop in dated})
    ran = "1 place" if outlets == 1 else f"{outlets} places"
    return f"Dated in {ran}; the last is {last.place.outlet}, {last.after}."
