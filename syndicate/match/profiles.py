"""What was counted of releases, kept at hand while they are compared."""

from __future__ import annotations

from dataclasses import dataclass, field

from syndicate.match.base import Member, Weights
from syndicate.match.headline import Headline, Offer, read_headline, read_offer
from syndicate.match.profile import Profile, profile

KEPT_PROFILES = 64


@dataclass(slots=True)
class Profiles:
    """The profiles of the releases that were compared last."""

    weights: Weights
    known: dict[tuple[int, str, str], Profile] = field(default_factory=dict)

    def of(self, member: Member) -> Profile:
        """The profile of a release, made once while it is wanted again and again."""
        key = (member.ref, member.text_digest, member.title)
        found = self.known.pop(key, None) or profile(member, self.weights)
        self.known[key] = found  # the last one used is the last to go
        if len(self.known) > KEPT_PROFILES:
            del self.known[next(iter(self.known))]
        return found

    def headline(self, member: Member) -> Headline:
        """A release as its headline tells it."""
        return read_headline(member, member.language, self.weights)

    def offer(self, member: Member) -> Offer:
        """A release in which headlines are looked for."""
        return read_offer(member, self.weights)
