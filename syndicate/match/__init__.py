"""Which releases are one story, why, and which stories they form."""

from __future__ import annotations

from syndicate.match.base import (
    BY_HEADLINE,
    SAME_KEY,
    Finding,
    Index,
    Key,
    Member,
    Pair,
    Role,
    Sketch,
    Verdict,
    Weights,
)
from syndicate.match.claims import Claim, claims
from syndicate.match.differing import added
from syndicate.match.form import STAFF, Group, Ruling, form
from syndicate.match.keys import keys, other_slug, url_keys
from syndicate.match.match import MATCH_VERSION, Candidate, match
from syndicate.match.order import content_key
from syndicate.match.origin import origin
from syndicate.match.profiles import Profiles
from syndicate.match.sketch import sketch
from syndicate.match.staff import Marks, Said, Word, listen, mark
from syndicate.match.trace import Trace, trace

__all__ = [
    "BY_HEADLINE",
    "MATCH_VERSION",
    "SAME_KEY",
    "STAFF",
    "Candidate",
    "Claim",
    "Finding",
    "Group",
    "Index",
    "Key",
    "Marks",
    "Member",
    "Pair",
    "Profiles",
    "Role",
    "Ruling",
    "Said",
    "Sketch",
    "Trace",
    "Verdict",
    "Weights",
    "Word",
    "added",
    "claims",
    "content_key",
    "form",
    "keys",
    "listen",
    "mark",
    "match",
    "origin",
    "other_slug",
    "sketch",
    "trace",
    "url_keys",
]
