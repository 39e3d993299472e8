"""From a release to what staff read in ten seconds."""

from __future__ import annotations

from syndicate.brief.base import Frequencies
from syndicate.brief.brief import brief

__all__ = ["Frequencies", "brief"]
