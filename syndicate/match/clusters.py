"""Texts that belong together: joined by what is equal, then by what is alike.

What is equal (one key, one text, staff's word) joins whatever it touches. What is only
alike joins to a centre and never through a third: first near-equal copies to the copy
that comes first, then rewritings to the story whose original, or a copy of it, they
are like. So no story grows along a chain of small differences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from syndicate.match.base import Member, Pair
from syndicate.match.order import precedence


@dataclass(slots=True)
class Clusters:
    """Disjoint sets that refuse to unite what staff parted, or a stranger bridges."""

    initial: Iterable[int]
    apart: set[frozenset[int]]
    known: Mapping[int, Member]
    of: dict[int, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with each alone."""
        self.of = {ref: {ref} for ref in self.initial}

    def __contains__(self, ref: int) -> bool:
        return ref in self.of

    def join(self, one: int, two: int) -> None:
        """Unite the sets of two members, unless staff parted any of them.

        Nor are two stories of a trust one because of what a less trusted source
        tells: a round-up of two releases of a clinic must not make one of them.
        """
        first, second = self.of[one], self.of[two]
        if first is second or self._parted(first, second):
            return
        if not self.may_bridge(one, two):
            return
        self._unite(first, second)

    def place(self, one: int, two: int) -> None:
        """Unite two members as staff say, known before or not."""
        for ref in (one, two):
            self.of.setdefault(ref, {ref})
        first, second = self.of[one], self.of[two]
        if first is not second and not self._parted(first, second):
            self._unite(first, second)

    def may_bridge(self, one: int, two: int) -> bool:
        """Whether both are as trusted as the less trusted of the sets that they join.

        Trust is that of the most trusted in a set.
        """
        link = max(self._trust(one), self._trust(two))
        lesser = max(
            min(self._trust(ref) for ref in refs)
            for refs in (self.of[one], self.of[two])
        )
        return link <= lesser

    def add(self, ref: int, anchor: int) -> None:
        """Put a member that is in no set beside another, or alone if parted."""
        home = self.of.setdefault(anchor, {anchor})
        if not self._parted({ref}, home):
            home.add(ref)
            self.of[ref] = home
        else:
            self.of[ref] = {ref}

    def groups(self) -> list[set[int]]:
        """The sets."""
        return list({id(refs): refs for refs in self.of.values()}.values())

    def _trust(self, ref: int) -> int:
        return self.known[ref].trust.rank

    def _unite(self, first: set[int], second: set[int]) -> None:
        if len(first) < len(second):
            first, second = second, first
        first |= second
        for ref in second:
            self.of[ref] = first

    def _parted(self, first: set[int], second: set[int]) -> bool:
        return (
            any(frozenset((one, two)) in self.apart for one in first for two in second)
            if self.apart
            else False
        )


def join_stars(
    clusters: Clusters,
    known: Mapping[int, Member],
    links: Sequence[Pair],
) -> None:
    """Join clusters that are alike to the one that comes first among them.

    `links`: for and against, the strongest first. A cluster joins the strongest centre
    that speaks for it at least as often as against it; what has joined is no centre.
    """
    told = _between(clusters, links)
    leaders = {id(refs): _leader(refs, known) for refs in clusters.groups()}
    rank = {each: precedence(known[leader]) for each, leader in leaders.items()}
    home: dict[int, int] = {}
    for mine in sorted(
        (each for each in leaders if each in told), key=rank.__getitem__
    ):
        centre = _best(told[mine], home, rank)
        home[mine] = mine if centre is None else centre
        if centre is not None:
            clusters.join(leaders[centre], leaders[mine])


Told = dict[int, list[tuple[int, bool]]]  # for each other cluster: strength, for


def _between(clusters: Clusters, links: Sequence[Pair]) -> dict[int, Told]:
    """What each cluster's members have for and against those of each other."""
    told: dict[int, Told] = defaultdict(lambda: defaultdict(list))
    for place, link in enumerate(links):
        if link.one not in clusters or link.two not in clusters or link.same is None:
            continue
        one, two = (id(clusters.of[ref]) for ref in (link.one, link.two))
        if one != two and (not link.same or clusters.may_bridge(link.one, link.two)):
            told[one][two].append((place, link.same))
            told[two][one].append((place, link.same))
    return told


def _best(told: Told, home: Mapping[int, int], rank: Mapping[int, Any]) -> int | None:
    """The centre that a cluster joins, if any."""
    best: tuple[int, Any, int] | None = None
    for other, links in told.items():
        places = [place for place, same in links if same]
        if home.get(other) != other or not 2 * len(places) >= len(links) > 0:
            continue
        if places:
            found = (places[0], rank[other], other)
            best = found if best is None else min(best, found)
    return None if best is None else best[2]


def _leader(refs: Iterable[int], known: Mapping[int, Member]) -> int:
    return min(refs, key=lambda ref: precedence(known[ref]))
