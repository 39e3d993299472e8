"""What one call works with: the settings, the clock it believes, the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

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
    def of(cls, told: Mapping[str, Any]) -> Self:
        """The session that the command line asked for."""
        return cls._at(told.get("syndicate.config"), told.get("syndicate.now"))

    @classmethod
    def plain(cls, config: str | None, now: str | None) -> Self:
        """The session of a plain run; `now` is written as we write instants."""
        place = None if config is None else Path(config)
        return cls._at(place, None if now is None else datetime.fromisoformat(now))

    @classmethod
    def _at(cls, config: Path | None, fixed: datetime | None) -> Self:
        return cls(config or Path("config.toml"), fixed or datetime.now(UTC), fixed)

    def settings(self) -> Settings:
        """The settings.

        Raises:
            ConfigError: there is a mistake in them.
        """
        return load(self.config, options_of)
