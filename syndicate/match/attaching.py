"""Where a telling without a text of its own belongs: beside a text, or alone.

A key decides before a headline. A headline that may be of several stories joins the
best only if that leads over the second; what has joined by its headline leads nobody
else anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from syndicate.match.base import Member, Pair
from syndicate.match.clusters import Clusters
from syndicate.match.headline import choose
from syndicate.match.order import content_key, precedence

Candidate = tuple[str, int]  # a story here or elsewhere, and which


@dataclass(frozen=True, slots=True)
class Home:
    """Beside whom a telling belongs, and by which finding if it was only possible.

    `wanted` is a member elsewhere, beside whom it belongs once that is known.
    """

    anchor: int
    by: Pair | None = None
    wanted: int | None = None


def attach(
    known: Mapping[int, Member],
    texts: Clusters,
    links: Sequence[Pair],
    maybe: Sequence[Pair],
    elsewhere: Mapping[int, int],
) -> dict[int, Home]:
    """Where each member that is in no cluster goes: to itself, if to no other.

    `links` join, the strongest first; `maybe` are what headlines may be of.
    """
    loose = [ref for ref in known if ref not in texts]
    homes: dict[int, Home] = {}
    for pair in links:
        for ref, other in ((pair.one, pair.two), (pair.two, pair.one)):
            if ref not in texts and other in texts:
                homes.setdefault(ref, Home(other))
    headlines = _by_headline(maybe)
    for ref in loose:
        if ref not in homes and ref in headlines:
            home = _likeliest(ref, headlines[ref], known, texts, elsewhere)
            if home is not None:
                homes[ref] = home
    alone = [ref for ref in loose if ref not in homes]
    return _among_themselves(alone, known, links) | homes


def _by_headline(maybe: Iterable[Pair]) -> dict[int, list[tuple[Pair, int]]]:
    """The findings of each side, with the other side."""
    found: dict[int, list[tuple[Pair, int]]] = defaultdict(list)
    for pair in maybe:
        found[pair.one].append((pair, pair.two))
        found[pair.two].append((pair, pair.one))
    return found


def _likeliest(
    ref: int,
    maybe: Iterable[tuple[Pair, int]],
    known: Mapping[int, Member],
    texts: Clusters,
    elsewhere: Mapping[int, int],
) -> Home | None:
    """The story that a headline is of, if it leads over all others it may be of."""
    best: dict[Candidate, tuple[float, tuple[str, str], Pair, int]] = {}
    for pair, other in maybe:
        if other in texts:
            story, order = ("here", id(texts.of[other])), content_key(known[other])
        elif other in elsewhere:
            story, order = ("elsewhere", elsewhere[other]), ("", "")
        else:
            continue
        found = (-pair.evidence.score, order, pair, other)
        if story not in best or found[:2] < best[story][:2]:
            best[story] = found
    chosen = choose({story: -score for story, (score, *_) in best.items()})
    if chosen is None:
        return None
    _, _, pair, other = best[chosen]
    if other not in texts:
        return Home(ref, wanted=other)
    return Home(other, by=replace(pair, same=True))


def _among_themselves(
    alone: Iterable[int], known: Mapping[int, Member], links: Sequence[Pair]
) -> dict[int, Home]:
    """Those that belong beside no text: the first of them is where others go."""
    linked: dict[int, list[int]] = defaultdict(list)
    for pair in links:
        linked[pair.one].append(pair.two)
        linked[pair.two].append(pair.one)
    homes: dict[int, Home] = {}
    for ref in sorted(alone, key=lambda ref: precedence(known[ref])):
        first = (each for each in linked[ref] if each in homes)
        homes[ref] = Home(
            next((each for each in first if homes[each].anchor == each), ref)
        )
    return homes
