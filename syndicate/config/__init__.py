"""config.toml as frozen, typed values; every mistake names file and key."""

from __future__ import annotations

from syndicate.config.settings import (
    Checks,
    Clean,
    Clinic,
    Digest,
    Drug,
    Feed,
    Fetch,
    Hold,
    Layout,
    Paths,
    Publish,
    Republish,
    Robots,
    Settings,
    Site,
    Source,
    Summaries,
    SummaryBackend,
    Topic,
)

__all__ = [
    "Checks",
    "Clean",
    "Clinic",
    "Digest",
    "Drug",
    "Feed",
    "Fetch",
    "Hold",
    "Layout",
    "Paths",
    "Publish",
    "Republish",
    "Robots",
    "Settings",
    "Site",
    "Source",
    "Summaries",
    "SummaryBackend",
    "Topic",
]
