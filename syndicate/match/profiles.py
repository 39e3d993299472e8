"""What was counted of releases, kept at hand while they are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from syndicate.match.base import Member, Weights
from syndicate.match.headline import Headline, Offer, read_headline, read_offer
from syndicate.match.profile import Profile, profile
from syndicate.text.tokens import content_words

KEPT = 32  # of each kind; some 100 kB for a profile

Counted = TypeVar("Counted")
Known = dict[tuple[str, ...], Counted]


@dataclass(slots=True)
class Profiles:
    """The profiles of the releases that were compared last.

    One text that ran on many days is counted once: all but the day is the same.
    """

    weights: Weights
    known: Known[Profile] = field(default_factory=dict)
    offers: Known[Offer] = field(default_factory=dict)
    contents: Known[frozenset[str]] = field(default_factory=dict)

    def of(self, member: Member) -> Profile:
        """The profile of a release, made once while it is wanted again and again."""
        told = (member.text, member.title, member.issuer, member.place)
        found = self._once(self.known, told, lambda: profile(member, self.weights))
        return found if found.day == member.day else replace(found, day=member.day)

    def headline(self, member: Member) -> Headline:
        """A release as its headline tells it."""
        return read_headline(member, member.language, self.weights)

    def offer(self, member: Member) -> Offer:
        """A release in which headlines are looked for."""
        told = (member.text, member.title)
        found = self._once(self.offers, told, lambda: read_offer(member, self.weights))
        return found if found.day == member.day else replace(found, day=member.day)

    def content(self, member: Member) -> frozenset[str]:
        """The words of a text that say something."""
        return self._once(
            self.contents, (member.text,), lambda: frozenset(content_words(member.text))
        )

    def _once(
        self,
        known: Known[Counted],
        told: tuple[str, ...],
        count: Callable[[], Counted],
    ) -> Counted:
        found = known.pop(told, None) or count()
        known[told] = found  # the last one used is the last to go
        if len(known) > KEPT:
            del known[next(iter(known))]
        return found
