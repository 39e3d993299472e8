"""Stories as the store gives them, with any field changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from syndicate.config import Settings, Site
from syndicate.model import Appearance, Relation, Release, Standing, Story, Trust

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
MakeStory = Callable[..., Story]


@pytest.fixture
def settings() -> Settings:
    return Settings(Path("config.toml"), Site("https://news.example.org/"))


@pytest.fixture
def place() -> Callable[..., Appearance]:
    """An appearance: by default an owned original that was seen."""

    def make(**fields: Any) -> Appearance:
        given: dict[str, Any] = {
            "source": "own",
            "kind": "feed",
            "trust": Trust.OWNED,
            "url": "https://clinic.example.org/1",
            "locator": None,
            "title": "A wing opens",
            "published": None,
            "first_seen": NOW,
            "last_seen": NOW,
            "standing": Standing.SEEN,
            "relation": Relation.ORIGINAL,
        }
        return Appearance(**{**given, **fields})

    return make


@pytest.fixture
def story(place: Callable[..., Appearance]) -> MakeStory:
    def make(number: int = 1, **fields: Any) -> Story:
        original = fields.pop("original", {})
        given: dict[str, Any] = {
            "id": f"tag:example.org,2026:story/{number:010x}",
            "slug": "a-wing-opens",
            "original": Release(
                **{
                    "source": "own",
                    "item": str(number),
                    "title": "A wing opens",
                    "text": "It has eight rooms.",
                    **original,
                }
            ),
            "appearances": (place(),),
            "since": NOW,
            "updated": NOW,
            "version": "v1",
        }
        return Story(**{**given, **fields})

    return make
