"""Examine an installation: each finding says what is so and, if wrong, how to mend it.

What is examined is left as it was found; `repair` mends what is safe, and `back_up`
makes the copy that it may be needed from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from syndicate.config import Settings
from syndicate.maintenance.backing import BackedUp, back_up, examine_backups
from syndicate.maintenance.database import examine_database
from syndicate.maintenance.files import examine_files
from syndicate.maintenance.finding import Finding, State
from syndicate.maintenance.machine import examine_machine
from syndicate.maintenance.outside import examine_outside
from syndicate.maintenance.places import examine_places
from syndicate.maintenance.repair import Repaired, repair

__all__ = [
    "BackedUp",
    "Finding",
    "Repaired",
    "State",
    "back_up",
    "examine_machine",
    "examine_settings",
    "repair",
]


def examine_settings(
    settings: Settings, now: datetime, environment: Mapping[str, str]
) -> Iterator[Finding]:
    """All that the settings name: folders, sources, secrets, the database, backups."""
    yield from examine_places(settings)
    yield from examine_outside(settings, environment)
    yield from examine_database(settings, now)
    yield from examine_files(settings)
    yield from examine_backups(settings, now)
