"""Python, SQLite and the libraries, against what this program asks for."""

from __future__ import annotations

import platform
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import metadata

from syndicate.errors import ConfigError
from syndicate.maintenance.finding import Finding, State

OLDEST_PYTHON = (3, 11)

_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*>=\s*([0-9.]+)\s*(;.*)?")


def examine_machine() -> Iterator[Finding]:
    """Python, SQLite and the libraries, against what this program asks for."""
    yield _python()
    yield _sqlite()
    yield from _libraries()


def _python() -> Finding:
    version = platform.python_version()
    if tuple(map(int, platform.python_version_tuple()[:2])) >= OLDEST_PYTHON:
        return Finding("python", State.OK, version)
    oldest = ".".join(map(str, OLDEST_PYTHON))
    return Finding(
        "python",
        State.FAIL,
        f"{version} is too old",
        f"install {oldest} or newer",
        ConfigError.exit_code,
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
        return Finding(
            f"library {name}",
            State.FAIL,
            "is not installed",
            fix,
            ConfigError.exit_code,
        )
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
