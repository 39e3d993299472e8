"""What one call works with: the settings, the clock it believes, the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from syndicate.config import Settings
from syndicate.config.load import load
from syndicate.errors import ConfigError
from syndicate.sources.kinds import options_of
from syndicate.store import Store


@dataclass(frozen=True, slots=True)
class Session:
    """A call's `--config` and `--now`, or their defaults."""

    config: Path
    now: datetime

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Session:
        """The session that the command line asked for."""
        return cls(
            config=told.get("syndicate.config") or Path("config.toml"),
            now=told.get("syndicate.now") or datetime.now(UTC),
        )

    def settings(self) -> Settings:
        """The settings.

        Raises:
            ConfigError: there is a mistake in them.
        """
        return load(self.config, options_of)


def open_store(settings: Settings) -> Store:
    """The database, to read from.

    Raises:
        ConfigError: there is none yet, or it is newer than this program.
        DamagedData: it is not ours, empty or broken.
    """
    database = settings.paths.database
    if not database.exists():
        raise ConfigError(
            f"{database}: no database yet; `syndicate run` makes it, or name another "
            "under [paths] database"
        )
    return Store.open(database, readonly=True)
