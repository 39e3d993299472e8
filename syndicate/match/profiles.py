"""What was counted of releases, kept at hand while they are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from syndicate.match.base import Member, Weights
from syndicate.match.headline import Headline, Offer, read_headline, read_offer
from syndicate.match.profile import Profile, profile

KEPT = 32  # of each kind; some 100 kB for a profile

Counted = TypeVar("Counted")
Known = dict[tuple[int, str, str], Counted]


@dataclass(slots=True)
class Profiles:
    """The profiles of the releases that were compared last."""

    weights: Weights
    known: Known[Profile] = field(default_factory=dict)
    offers: Known[Offer] = field(default_factory=dict)

    def of(self, member: Member) -> Profile:
        """The profile of a release, made once while it is wanted again and again."""
        return self._once(self.known, member, profile)

    def headline(self, member: Member) -> Headline:
        """A release as its headline tells it."""
        return read_headline(member, member.language, self.weights)

    def offer(self, member: Member) -> Offer:
        """A release in which headlines are looked for."""
        return self._once(self.offers, member, read_offer)

    def _once(
        self,
        known: Known[Counted],
        member: Member,
        count: Callable[[Member, Weights], Counted],
    ) -> Counted:
        key = (member.ref, member.text_digest, member.title)
        found = known.pop(key, None) or count(member, self.weights)
        known[key] = found  # the last one used is the last to go
        if len(known) > KEPT:
            del known[next(iter(known))]
        return found
