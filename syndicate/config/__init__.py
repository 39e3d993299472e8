"""config.toml as frozen, typed values; every mistake names file and key."""

from __future__ import annotations

from syndicate.config.settings import (
    Clean,
    Clinic,
    Digest,
    Feed,
    Fetch,
    Layout,
    Paths,
    Publish,
    Settings,
    Site,
    Source,
    Topic,
)

__all__ = [
    "Clean",
    "Clinic",
    "Digest",
    "Feed",
    "Fetch",
    "Layout",
    "Paths",
    "Publish",
    "Settings",
    "Site",
    "Source",
    "Topic",
]
