"""Examine an installation: each finding says what is so and, if wrong, how to mend it.

What is examined is left as it was found, apart from a file that is made and removed
to see whether a folder can be written.
"""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from syndicate.config import Settings, Source
from syndicate.errors import (
    CannotCreate,
    ConfigError,
    DamagedData,
    InputOutputError,
    SyndicateError,
)
from syndicate.model import SourceReport
from syndicate.store import Store

OLDEST_PYTHON = (3, 11)
SILENCE = timedelta(days=7)  # without a success, when a source says no `every`
LITTLE_SPACE = 500_000_000  # bytes: about twice the database of 25,000 documents

_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*>=\s*([0-9.]+)\s*(;.*)?")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WILD = re.compile(r"[*?\[]")


class State(StrEnum):
    """How bad a finding is. Only FAIL makes the exit code other than 0."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined. `code` is what a failing one makes the program exit with."""

    subject: str
    state: State
    message: str
    fix: str = ""
    code: int = 0


def examine_machine() -> Iterator[Finding]:
    """Python, SQLite and the libraries, against what this program asks for."""
    yield _python()
    yield _sqlite()
    yield from _libraries()


def examine_settings(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The folders, the database and the sources that the settings name."""
    for key in ("output", "digest"):
        yield _folder(f"paths.{key}", getattr(settings.paths, key))
    yield _folder("paths.database", settings.paths.database.parent)
    for source in settings.source:
        yield from _location(source)
    if not settings.source:
        yield Finding(
            "sources", State.WARN, "none is configured", "add a [[source]] to the file"
        )
    yield from _database(settings, now)


def _python() -> Finding:
    version = platform.python_version()
    if tuple(map(int, platform.python_version_tuple()[:2])) >= OLDEST_PYTHON:
        return Finding("python", State.OK, version)
    oldest = ".".join(map(str, OLDEST_PYTHON))
    return Finding(
        "python", State.FAIL, f"{version} is too old", f"install {oldest} or newer", 78
    )


def _sqlite() -> Finding:
    version = sqlite3.sqlite_version
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("CREATE TABLE strict (id INTEGER) STRICT")
            database.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    except sqlite3.OperationalError as error:
        return Finding(
            "sqlite",
            State.FAIL,
            f"{version} lacks what the database needs: {error}",
            "use a Python whose SQLite is 3.37 or newer and has FTS5",
            78,
        )
    return Finding("sqlite", State.OK, f"{version} with STRICT tables and FTS5")


def _libraries() -> Iterator[Finding]:
    """Each library we depend on, against the oldest version we work with."""
    try:
        required = metadata.requires("syndicate") or []
    except metadata.PackageNotFoundError:
        told = "cannot be examined: syndicate itself is not installed"
        yield Finding("libraries", State.WARN, told, "python -m pip install -e .")
        return
    wrong = list(filter(None, (_library(line) for line in required)))
    yield from wrong
    if not wrong:
        yield Finding("libraries", State.OK, "all are there and new enough")


def _library(requirement: str) -> Finding | None:
    told = _REQUIREMENT.fullmatch(requirement)
    if told is None or told[3]:  # only for some machines, or an extra
        return None
    name, oldest = told[1], told[2]
    fix = f"python -m pip install '{name}>={oldest}'"
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(f"library {name}", State.FAIL, "is not installed", fix, 78)
    if _numbers(version) < _numbers(oldest):
        return Finding(
            f"library {name}", State.WARN, f"{version} is older than {oldest}", fix
        )
    return None


def _numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version.

    >>> _numbers("2.10.0rc1") > _numbers("2.9")
    True
    """
    leading = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, leading[0].split("."))) if leading else ()


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


def _database(settings: Settings, now: datetime) -> Iterator[Finding]:
    path = settings.paths.database
    if not path.exists():
        yield Finding(
            "database", State.WARN, f"{path} is not there yet", "syndicate run makes it"
        )
        return
    try:
        with Store.open(path, readonly=True) as store:
            yield from _content(store)
            yield from _decisions(store, settings)
            reports = store.sources(settings)
    except DamagedData as error:
        yield Finding("database", State.FAIL, str(error), _RESTORE, error.exit_code)
    except SyndicateError as error:
        fix = "see what the message names"
        yield Finding("database", State.FAIL, str(error), fix, error.exit_code)
    else:
        for report in reports:
            yield _report(report, settings, now)


def _content(store: Store) -> Iterator[Finding]:
    problems = store.check()
    for problem in problems:
        yield Finding("database", State.FAIL, problem, _RESTORE, DamagedData.exit_code)
    if not problems:
        counts = ", ".join(
            f"{count:,} {name}" for name, count in store.counts().items()
        )
        yield Finding("database", State.OK, f"sound; {counts}")
    if store.outdated:
        yield Finding(
            "matching",
            State.WARN,
            "stories rest on older rules of matching",
            "syndicate rematch shows what would change; --apply changes it",
        )


def _decisions(store: Store, settings: Settings) -> Iterator[Finding]:
    """What was decided about tellings of sources that have no such name any more."""
    configured = {source.name for source in settings.source}
    counts = Counter(
        name
        for decision in store.register.decisions()
        if decision.undone_at is None
        for name in {source for source, _ in (*decision.one, *decision.two)}
    )
    for name in sorted(counts.keys() - configured):
        told = f"{counts[name]:,} about tellings of {name}, which is no source now"
        fix = "give the source that name again, or decide of what it tells now"
        yield Finding("decisions", State.WARN, told, fix)


def _report(report: SourceReport, settings: Settings, now: datetime) -> Finding:
    """Whether a source has answered lately."""
    subject = f"source {report.name}"
    every = {source.name: source.every for source in settings.source}.get(report.name)
    if report.last_success is None:
        return Finding(
            subject,
            State.WARN,
            f"has never been read: {report.last_error or 'not polled yet'}",
            "syndicate run polls it",
        )
    since = f"{report.last_success:%Y-%m-%dT%H:%MZ}"
    if report.state in ("failing", "gone"):
        return Finding(
            subject,
            State.WARN,
            f"{report.state} since {since}: {report.last_error or report.error}",
            "open its location yourself; correct or remove it",
        )
    if now - report.last_success > max(3 * (every or timedelta()), SILENCE):
        return Finding(
            subject,
            State.WARN,
            f"last read {since}",
            "see whether the scheduled job still runs",
        )
    return Finding(
        subject, State.OK, f"last read {since}, {report.postings:,} postings"
    )


_RESTORE = "restore a backup, or move the file away and run again"
