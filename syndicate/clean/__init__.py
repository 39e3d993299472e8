"""From a posting as told to a release with clean text and a parsed record."""

from __future__ import annotations

from syndicate.clean.cleaning import clean
from syndicate.clean.rules import CLEAN_VERSION, Rules, make_rules

__all__ = ["CLEAN_VERSION", "Rules", "clean", "make_rules"]
