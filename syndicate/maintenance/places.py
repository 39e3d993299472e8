"""The folders that are written, and the local places that sources read."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from syndicate.config import Settings, Source
from syndicate.errors import CannotCreate, ConfigError, InputOutputError
from syndicate.maintenance.finding import Finding, State

LITTLE_SPACE = 500_000_000  # bytes: about twice the database of 25,000 documents

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WILD = re.compile(r"[*?\[]")


def examine_places(settings: Settings) -> Iterator[Finding]:
    """Whether the folders can be written, and the sources' files are there.

    A file is made in each folder and removed, to see whether it can be written.
    """
    for key in ("output", "digest"):
        yield _folder(f"paths.{key}", getattr(settings.paths, key))
    yield _folder("paths.database", settings.paths.database.parent)
    if settings.metrics.file:
        yield _of_others("metrics.file", settings.metrics.file.parent)
    for source in settings.source:
        yield from _location(source)
    if not settings.source:
        yield Finding(
            "sources", State.WARN, "none is configured", "add a [[source]] to the file"
        )


def _folder(subject: str, folder: Path) -> Finding:
    """Whether a folder can be written, or made where the nearest one can be."""
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    reason = "" if nearest.is_dir() else f"{nearest} is not a folder"
    if not reason:
        try:
            with tempfile.TemporaryFile(dir=nearest):
                pass
        except OSError as error:
            reason = f"{nearest} cannot be written: {error.strerror}"
    if reason:
        return Finding(
            subject,
            State.FAIL,
            reason,
            f"make it writable, or name another folder under {subject}",
            CannotCreate.exit_code,
        )
    space = os.statvfs(nearest)
    free = space.f_bavail * space.f_frsize
    if free < LITTLE_SPACE:
        return Finding(
            subject,
            State.WARN,
            f"{free // 1_000_000:,} MB are free in {nearest}",
            "make room before the next run",
        )
    verb = "is writable" if nearest == folder else "will be made by the first run"
    return Finding(subject, State.OK, f"{folder} {verb}")


def _of_others(subject: str, folder: Path) -> Finding:
    """As `_folder`, but one that no run makes: whoever reads it must know it, too."""
    if folder.exists():
        return _folder(subject, folder)
    reason = f"{folder} is not there"
    fix = f"make it, writable for runs and readable for whoever reads {subject}"
    return Finding(subject, State.FAIL, reason, fix, CannotCreate.exit_code)


def _location(source: Source) -> Iterator[Finding]:
    """A local source's files: whether there are any."""
    if _ADDRESS.match(source.location):
        return
    subject = f"source {source.name}"
    fixed = _fixed_part(source.location)
    if not (source.base / fixed).exists():
        reason = f"{source.base / fixed} does not exist"
        fix = "correct its location, or bring the files there"
        yield Finding(subject, State.FAIL, reason, fix, ConfigError.exit_code)
    elif not os.access(source.base / fixed, os.R_OK):
        reason, fix = f"{source.base / fixed} cannot be read", "let this user read it"
        yield Finding(subject, State.FAIL, reason, fix, InputOutputError.exit_code)


def _fixed_part(location: str) -> str:
    """The part of a pattern before its first wildcard.

    >>> _fixed_part("in/2026/**/*.md"), _fixed_part("in/feed.xml")
    ('in/2026', 'in/feed.xml')
    """
    kept = []
    for part in Path(location).parts:
        if _WILD.search(part):
            break
        kept.append(part)
    return str(Path(*kept))
