"""Which releases are one story, why, and which stories they form."""

from __future__ import annotations

from syndicate.match.base import Finding, Index, Key, Member, Role, Verdict
from syndicate.match.claims import Claim, claims
from syndicate.match.form import Group, Pair, Ruling, content_key, form
from syndicate.match.keys import keys, url_keys
from syndicate.match.match import Candidate, match

__all__ = [
    "Candidate",
    "Claim",
    "Finding",
    "Group",
    "Index",
    "Key",
    "Member",
    "Pair",
    "Role",
    "Ruling",
    "Verdict",
    "claims",
    "content_key",
    "form",
    "keys",
    "match",
    "url_keys",
]
