"""What other programs may call: settings, a run, one document read, the database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from syndicate.calm import run
from syndicate.config import Fetch, Settings, Source
from syndicate.config.load import load as load_settings
from syndicate.discover.reading import guess_kind, make, open_document
from syndicate.errors import SourceError, SyndicateError
from syndicate.model import (
    Appearance,
    Brief,
    Document,
    Edition,
    Posting,
    Release,
    Run,
    Story,
    Trust,
)
from syndicate.sources.registry import options_of
from syndicate.store import Store

__all__ = [
    "Appearance",
    "Brief",
    "Document",
    "Edition",
    "Posting",
    "Release",
    "Run",
    "Settings",
    "Store",
    "Story",
    "SyndicateError",
    "load",
    "open_database",
    "read",
    "run",
]


def load(path: Path) -> Settings:
    """The settings that a config.toml holds.

    Raises:
        ConfigError: there is a mistake in it; one line naming file and key.
    """
    return load_settings(path, options_of)


def open_database(settings: Settings) -> Store:
    """The database of these settings, to read in: a context manager.

    A run may go on beside it.

    Raises:
        DamagedData, ConfigError, Busy: it is not there, not ours, or newer than we are.
    """
    return Store.open(settings.paths.database, readonly=True)


def read(
    path: Path, *, url: str = "", settings: Settings | None = None
) -> tuple[Release, ...]:
    """What a run would make of one file: a release for each thing that it tells.

    `url` is where it was found; without `settings` nothing is known of any clinic. It
    is read in a process with limits of time and memory, for a stranger wrote it.

    Raises:
        SourceError: nothing can be made of it; says why.
    """
    document = open_document(path, settings.fetch if settings else Fetch())
    found = replace(document, url=url or document.url)
    source = Source(str(path), guess_kind(found), url or str(path), Trust.OPEN)
    made = make(source, found, settings)
    if made.problems and not made.releases:
        raise SourceError(str(path), made.problems[0])
    return made.releases
