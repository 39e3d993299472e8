"""What a source would tell if it were added: its newest items, read and cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from syndicate.config import Source
from syndicate.discover.looking import Find
from syndicate.discover.offers import Offer
from syndicate.discover.trial import Bench, Reach, Told, Trouble, attempt
from syndicate.errors import SourceError
from syndicate.model import Release
from syndicate.sources.base import Memory
from syndicate.sources.registry import kinds

NEWEST = 3
REACH = Reach(requests=1 + NEWEST, files=50, postings=50)

# What makes a kind that begins with the oldest change tell the newest ones instead.
NEWEST_FIRST = {"wordpress": Memory((("refused", "1"),))}  # by its feed

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Preview:
    """An offer tried: how many items it told and the newest; what went wrong.

    `more`: it was not read to its end.
    """

    offer: Offer
    told: int
    more: bool
    newest: tuple[Release, ...]
    troubles: tuple[str, ...]


def try_offers(offers: Iterable[Offer], bench: Bench) -> Iterator[Preview]:
    """Try one offer after another, up to the first that tells something."""
    for offer in offers:
        preview = try_offer(offer, bench)
        yield preview
        if preview.told:
            return


def try_offer(offer: Offer, bench: Bench) -> Preview:
    """Read what a source of that kind would tell from there now."""
    source = make_source(offer, bench.settings.file.parent)
    releases, troubles = _try(source, bench)
    told = len(releases)
    more = told == REACH.postings
    if more and offer.kind in NEWEST_FIRST:
        releases = _try(source, bench, NEWEST_FIRST[offer.kind])[0] or releases
    newest = sorted(releases, key=_published, reverse=True)[:NEWEST]
    return Preview(offer, told, more, tuple(newest), tuple(troubles))


def choose(find: Find, tried: Sequence[Preview]) -> Preview:
    """The offer that tells something; else one that is well, and empty today.

    Raises:
        SourceError: there is none.
    """
    for preview in tried:
        if preview.told:
            return preview
    for preview in tried:
        if not preview.troubles:
            return preview
    if not tried:
        raise SourceError(
            find.place,
            f"{find.what}, and nothing that could be made a source; give the address "
            "of the page that lists the news, or of its feed",
        )
    reasons = "; ".join(
        f"as {each.offer.kind} {each.offer.location}: {each.troubles[0]}"
        for each in tried
    )
    raise SourceError(find.place, f"nothing there can be read: {reasons}")


def make_source(offer: Offer, base: Path) -> Source:
    """A source of an offer, with the kind's own defaults."""
    return Source(
        name=offer.location,
        kind=offer.kind,
        location=offer.location,
        options=kinds()[offer.kind].Options(),
        base=base,
    )


def _try(
    source: Source, bench: Bench, memory: Memory | None = None
) -> tuple[list[Release], list[str]]:
    taken = list(attempt(source, bench, REACH, memory or Memory()))
    releases = [each.release for each in taken if isinstance(each, Told)]
    return releases, [each.reason for each in taken if isinstance(each, Trouble)]


def _published(release: Release) -> datetime:
    return release.published.at if release.published else _LONG_AGO
