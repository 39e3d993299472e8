"""What one call works with: the settings, the clock it believes, the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from syndicate.config import Settings
from syndicate.config.load import load
from syndicate.sources.registry import options_of


@dataclass(frozen=True, slots=True)
class Session:
    """A call's `--config` and `--now`, or their defaults."""

    config: Path
    now: datetime
    fixed: datetime | None = None  # the clock that was asked for

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Session:
        """The session that the command line asked for."""
        return cls(
            config=told.get("syndicate.config") or Path("config.toml"),
            now=told.get("syndicate.now") or datetime.now(UTC),
            fixed=told.get("syndicate.now"),
        )

    def settings(self) -> Settings:
        """The settings.

        Raises:
            ConfigError: there is a mistake in them.
        """
        return load(self.config, options_of)
