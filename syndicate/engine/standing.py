"""Numbers of sketches as columns: where they stand, what is next to them, its sum.

As the store has it (`store.sketches`): under each number the nearest days, twenty on
either side; words within days, rare runs at any distance. Words are kept in spans of
days, so that a common one is no single heap. A release has some fifty numbers, and each
is near a dozen others: as columns they cost a tenth of what they do one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from syndicate.store import sketches
from syndicate.store.under import AT_ONCE, SPAN

RUNS, TERMS, TITLES = range(3)  # where a number stands
UNDATED = -1  # the span of all days, for what tells none
NOTHING, NEAR, BY_HEADLINE = range(3)  # what is asked
REACH = np.array([0, sketches.WINDOW, sketches.HEADLINE_WINDOW])  # in days
ENOUGH = np.array([0.0, sketches.ENOUGH, sketches.HEADLINE_ENOUGH])
MOST = np.array([0, sketches.MOST, sketches.MOST_HEADLINES])
FARTHEST = int(REACH.max())
LATER = 1_000  # words are added up after runs
DAYS = 22  # bits of a day
SPANS, HASHES = 18, 32  # bits of a span of days, and of a number
MIXED = np.uint64(0x9E3779B97F4A7C15)  # parts numbers that follow each other

Columns = Any  # numpy.ndarray, of one of the types below or of numbers

# `place` is shelf, number and span of days in one; `at` which of its release's it is.
NUMBER = np.dtype(
    [
        *(("place", "i8"), ("day", "i4"), ("ref", "i8"), ("stands", "?")),
        *(("ask", "i1"), ("at", "i2"), ("weight", "f8")),
    ]
)
# Who asks, and how many stand next to it.
ASKING = np.dtype(
    [("ref", "i8"), ("ask", "i1"), ("at", "i2"), ("weight", "f8"), ("found", "i4")]
)
SHARED = np.dtype([("ref", "i8"), ("ask", "i1"), ("other", "i8"), ("shared", "f8")])


@dataclass(frozen=True, slots=True)
class Among:
    """Whether there is any release without a day, or without a text."""

    undated: bool = True
    headlines: bool = True


@dataclass(frozen=True, slots=True)
class Lists:
    """A list for each release, one after another in one column."""

    starts: Columns
    lengths: Columns
    values: Columns

    def of_some(self, chosen: Columns) -> tuple[Columns, Columns, Columns]:
        """For each element of the lists of some: whose it is, which, and its place."""
        lengths = self.lengths[chosen]
        owner = np.repeat(chosen, lengths)
        nth = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return owner, nth, self.starts[owner] + nth


@dataclass(frozen=True, slots=True)
class Lean:
    """What some releases are found by, as columns."""

    ref: Columns
    day: Columns
    has_text: Columns
    runs: Lists
    terms: Lists
    weights: Columns  # of the terms


@dataclass(frozen=True, slots=True)
class Next:
    """What stands next to those that ask, the lists one after another."""

    asking: Columns
    others: Columns


def number(there: Among, told: Lean) -> Columns:
    """Under which numbers each release stands, and what is asked there.

    A word stands also in the spans from which days reach into its own. Where there are
    no headlines nobody asks for them, and where all tell a day none looks at all days.
    """
    text, dated = told.has_text, told.day > 0
    runs = np.where(text, NEAR, NOTHING)
    made = [_stand(told, told.runs, RUNS, (runs, np.zeros_like(told.day), text))]
    asks = {TERMS: np.where(text, NEAR, BY_HEADLINE)}
    if there.headlines:
        asks[TITLES] = np.where(text, BY_HEADLINE, NOTHING)
    own = told.day // SPAN
    for shelf, ask in asks.items():
        stands = text if shelf == TERMS else ~text
        made.append(_stand(told, told.terms, shelf, (ask * dated, own, stands & dated)))
        for reach in (-FARTHEST, FARTHEST):
            span = (told.day + reach) // SPAN
            beyond = stands & dated & (span != own)
            made.append(_stand(told, told.terms, shelf, (own * 0, span, beyond)))
        if there.undated:
            made.append(_stand(told, told.terms, shelf, (ask, own * 0 - 1, stands)))
    return np.concatenate(made)


def find_under(numbers: Columns) -> Next:
    """What stands next to each that asks under a number, by day.

    Those of the nearest days before, and from that very day on. In the span of all days
    there are the undated, for who tells a day; for who tells none, the first of all.
    """
    told = numbers[np.lexsort((numbers["ref"], numbers["day"], numbers["place"]))]
    group = np.cumsum(np.diff(told["place"], prepend=told["place"][:1]) != 0)
    key = (group << DAYS) + told["day"]
    stands, asks = told["stands"], told["ask"] != NOTHING
    line, refs = key[stands], told["ref"][stands]
    asking, base = told[asks], group[asks] << DAYS
    first = np.searchsorted(line, base)
    start, stop = _window(line, asking, base)
    all_days = (asking["place"] & ((1 << SPANS) - 1)) == UNDATED + 1
    end = np.where(asking["day"] > 0, base + 1, base + (1 << DAYS))
    undated = np.minimum(first + AT_ONCE, np.searchsorted(line, end))
    start, stop = np.where(all_days, first, start), np.where(all_days, undated, stop)
    owner, _, at = Lists(start, stop - start, refs).of_some(np.arange(len(asking)))
    others = refs[at]
    others_only = others != asking["ref"][owner]
    found = np.bincount(owner[others_only], minlength=len(asking))
    some = np.empty(len(asking), ASKING)
    for name in ("ref", "ask", "at", "weight"):
        some[name] = asking[name]
    some["found"] = found
    return Next(some[found > 0], others[others_only])


def add_up(found: Next) -> Columns:
    """Who shares enough with each, with all that share as much as the last of those.

    Of one pair the weights are added in the order of its release's numbers.
    """
    asking = found.asking
    ends = np.cumsum(asking["found"])
    order = np.lexsort((asking["at"], asking["ask"], asking["ref"]))
    asking = asking[order]
    lists = Lists((ends - found.asking["found"])[order], asking["found"], None)
    owner, _, at = lists.of_some(np.arange(len(asking)))
    begins = _begins(asking)
    who = np.cumsum(begins) - 1
    others, other = np.unique(found.others[at], return_inverse=True)
    pairs, pair = np.unique(who[owner] * len(others) + other, return_inverse=True)
    told = np.empty(len(pairs), SHARED)
    mine = asking[begins][pairs // max(1, len(others))]
    told["ref"], told["ask"] = mine["ref"], mine["ask"]
    told["other"] = others[pairs % max(1, len(others))]
    told["shared"] = np.bincount(pair, np.repeat(asking["weight"], asking["found"]))
    return _most(told[told["shared"] >= ENOUGH[told["ask"]]])


def heaps_of(keys: Columns, heaps: int) -> Columns:
    """In which heap each key lies; all that is of one key is in one."""
    mixed = (keys.astype("u8") * MIXED) >> np.uint64(40)
    return (mixed % np.uint64(heaps)).astype("i4")


def parted(numbers: Columns, heaps: int) -> Iterator[tuple[int, Columns]]:
    """What stands or asks under a number, by heaps."""
    for heap, chosen in _each_heap(heaps_of(numbers["place"], heaps), heaps):
        yield heap, numbers[chosen]


def parted_by_release(found: Next, heaps: int) -> Iterator[tuple[int, Next]]:
    """What stands next to releases, by heaps of those."""
    lengths = found.asking["found"].astype("i8")
    lists = Lists(np.cumsum(lengths) - lengths, lengths, found.others)
    for heap, chosen in _each_heap(heaps_of(found.asking["ref"], heaps), heaps):
        _, _, at = lists.of_some(chosen)
        yield heap, Next(found.asking[chosen], found.others[at])


def _each_heap(heap: Columns, heaps: int) -> Iterator[tuple[int, Columns]]:
    order = np.argsort(heap, kind="stable")
    bounds = np.searchsorted(heap[order], np.arange(heaps + 1))
    for each in np.flatnonzero(np.diff(bounds)):
        yield int(each), order[bounds[each] : bounds[each + 1]]


def _stand(
    told: Lean,
    lists: Lists,
    shelf: int,
    place: tuple[Columns, Columns, Columns],
) -> Columns:
    """The rows of one shelf: what each asks there, in which span, and who stands."""
    ask, span, stands = place
    owner, nth, at = lists.of_some(np.flatnonzero(stands | (ask != NOTHING)))
    made = np.empty(len(owner), NUMBER)
    hashed = lists.values[at] + (1 << (HASHES - 1))
    made["place"] = (((shelf << HASHES) + hashed) << SPANS) + span[owner] + 1
    made["day"], made["ref"] = told.day[owner], told.ref[owner]
    made["stands"], made["ask"] = stands[owner], ask[owner]
    made["at"] = nth if shelf == RUNS else nth + LATER
    made["weight"] = sketches.RUN_WEIGHS if shelf == RUNS else told.weights[at]
    return made


def _window(line: Columns, asking: Columns, base: Columns) -> tuple[Columns, Columns]:
    """From where to where they stand in a line that one may be next to."""
    day = base + asking["day"]
    at = np.searchsorted(line, day)
    everywhere = asking["place"] >> (HASHES + SPANS) == RUNS
    reach = np.where(everywhere, 1 << DAYS, REACH[asking["ask"]])
    since = np.searchsorted(line, np.maximum(base, day - reach))
    last = np.minimum(base + (1 << DAYS) - 1, day + reach)
    until = np.searchsorted(line, last, side="right")
    return np.maximum(since, at - AT_ONCE), np.minimum(until, at + AT_ONCE)


def _most(told: Columns) -> Columns:
    """Of each as many as are wanted, and all that share as much as the last of them."""
    told = told[np.lexsort((-told["shared"], told["ask"], told["ref"]))]
    first = np.flatnonzero(_begins(told))
    lengths = np.diff(first, append=len(told))
    last = first + np.minimum(lengths, MOST[told["ask"][first]]) - 1
    least = np.repeat(told["shared"][last], lengths)
    return told[told["shared"] >= least]


def _begins(told: Columns) -> Columns:
    """Where a release begins to ask."""
    begins = np.ones(len(told), "?")
    for name in ("ref", "ask"):
        begins[1:] &= told[name][1:] == told[name][:-1]
    begins[1:] = ~begins[1:]
    return begins
