"""Find out what a place offers, and try a source without keeping anything."""

from __future__ import annotations

from syndicate.discover.looking import Find, look
from syndicate.discover.offers import Offer
from syndicate.discover.preview import Preview, choose, try_offers
from syndicate.discover.trial import (
    Asked,
    Bench,
    Reach,
    Taken,
    Told,
    Trouble,
    attempt,
)

__all__ = [
    "Asked",
    "Bench",
    "Find",
    "Offer",
    "Preview",
    "Reach",
    "Taken",
    "Told",
    "Trouble",
    "attempt",
    "choose",
    "look",
    "try_offers",
]
