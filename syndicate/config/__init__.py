"""config.toml as frozen, typed values; every mistake names file and key."""

from __future__ import annotations

from syndicate.config.choices import (
    Hold,
    Quiet,
    Republish,
    Robots,
    Role,
    Security,
    SummaryBackend,
    Weekday,
)
from syndicate.config.desk import Desk
from syndicate.config.mail import Mail, Recipient
from syndicate.config.settings import (
    Backup,
    Checks,
    Clean,
    Clinic,
    Digest,
    Drug,
    Feed,
    Fetch,
    Layout,
    Metrics,
    Paths,
    Ping,
    Publish,
    Settings,
    Site,
    Source,
    Summaries,
    Topic,
)

__all__ = [
    "Backup",
    "Checks",
    "Clean",
    "Clinic",
    "Desk",
    "Digest",
    "Drug",
    "Feed",
    "Fetch",
    "Hold",
    "Layout",
    "Mail",
    "Metrics",
    "Paths",
    "Ping",
    "Publish",
    "Quiet",
    "Recipient",
    "Republish",
    "Robots",
    "Role",
    "Security",
    "Settings",
    "Site",
    "Source",
    "Summaries",
    "SummaryBackend",
    "Topic",
    "Weekday",
]
