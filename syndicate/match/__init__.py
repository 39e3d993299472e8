"""Which releases are one story, why, and which stories they form."""

from __future__ import annotations

from syndicate.match.base import Finding, Index, Key, Member, Role, Verdict
from syndicate.match.claims import Claim, claims
from syndicate.match.form import STAFF, Group, Pair, Ruling, content_key, form
from syndicate.match.keys import keys, url_keys
from syndicate.match.match import Candidate, match
from syndicate.match.staff import Marks, Said, Word, listen, mark

__all__ = [
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
    "Role",
    "Ruling",
    "Said",
    "Verdict",
    "Word",
    "claims",
    "content_key",
    "form",
    "keys",
    "listen",
    "mark",
    "match",
    "url_keys",
]
