"""From a release to what staff read in ten seconds."""

from __future__ import annotations

from syndicate.brief.base import Frequencies, Known
from syndicate.brief.brief import brief, recheck
from syndicate.brief.rules import check_ids, rules_digest

__all__ = ["Frequencies", "Known", "brief", "check_ids", "recheck", "rules_digest"]
