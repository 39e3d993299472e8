"""Whether a run would find nothing to do, told by the standard library alone.

A run that left nothing undone keeps in the database until when that holds, what it
rests on, and what a run would say until then. Whoever opens the database to write takes
it away first. So this looks at one row after another, and imports nothing of ours. All
that a run at rest reads and writes is here: a stage of its own would cost its imports.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator

from syndicate import __version__

PREFIX = "rest "  # of the keys in the table `meta`
MOMENT = '"moment": "'  # where status.json says as of when it is
DATABASE = "db/syndicate.sqlite"  # where it is when config.toml is silent

# Plain names and values: dataclasses would cost as much as all of this.
Rest = dict[str, str]

KEPT = """
SELECT substr(key, :length), value FROM meta WHERE key >= :first AND key < :last
"""


def find_rest(config: str, now: str) -> Rest | None:
    """What to say of a run at `now` that has nothing to do; None when it may have.

    `now` is written as the database writes instants. Whatever is not as it was, or
    cannot be read, is for a whole run to see to.
    """
    try:
        return _find(config, _find_database(config), now, "until")
    except (OSError, LookupError, ValueError, sqlite3.Error):
        return None


def find_calm(config: str, database: str, now: str) -> Rest | None:
    """What to say of a run at `now` if no source has anything new; None: not known."""
    try:
        return _find(config, database, now, "still")
    except (OSError, LookupError, ValueError, sqlite3.Error):
        return None


def renew_status(found: Rest, now: str) -> bool:
    """Have status.json say what it would say after a whole run; False: it cannot.

    Mostly it says that already, as of an earlier moment. Then the moment alone is
    written over, which no reader can see half of.
    """
    before, mark, after = found["status"].partition(MOMENT)
    wanted = f"{before}{mark}{now}{after[len(now) :]}".encode()
    at = len(f"{before}{mark}".encode())
    place, ends = found["file"], at + len(now)
    try:
        with open(place, "r+b") as file:  # noqa: PTH123 -- pathlib is slow to load
            there = file.read()
            if there[:at] + there[ends:] == wanted[:at] + wanted[ends:]:
                os.pwrite(file.fileno(), now.encode(), at)
                return True
        with open(f"{place}.new", "wb") as file:  # noqa: PTH123
            file.write(wanted)
        os.replace(f"{place}.new", place)  # noqa: PTH105
    except OSError:  # the whole run says what is wrong
        return False
    return True


def fingerprint(config: str) -> str:
    """A digest of all that a run rests on beside the database and what it wrote.

    The settings, this program and its Python. Of the program the times of its folders:
    an upgrade moves them.

    Raises:
        OSError: the settings cannot be read.
    """
    digest = hashlib.sha256()
    place = os.path.abspath(config)  # noqa: PTH100 -- pathlib is slow to load
    for told in (__version__, sys.version, place, *_program()):
        digest.update(told.encode("utf-8", "surrogateescape") + b"\0")
    with open(config, "rb") as file:  # noqa: PTH123 -- likewise
        digest.update(file.read())
    return digest.hexdigest()


def look_at(paths: Iterable[str]) -> Iterator[str]:
    """A line for each path: the size of a file, the time it changed, and the path.

    A folder changes when a file in it comes, goes or is renamed.

    Raises:
        OSError: one is not there.
    """
    for path in paths:
        state = os.stat(path)  # noqa: PTH116 -- likewise
        is_folder = (state.st_mode & 0o170000) == 0o040000
        yield f"{'-' if is_folder else state.st_size} {state.st_mtime_ns} {path}"


def _find(config: str, database: str, now: str, ends: str) -> Rest | None:
    """What is kept, if all that it rests on is as it was, and its time is not over."""
    world = fingerprint(config)
    kept = _read(database)
    if kept.get("world") != world or not kept["since"] <= now < kept[ends]:
        return None
    lines = kept["there"].split("\n")
    paths = (line.split(" ", 2)[2] for line in lines if line)
    return kept if "\n".join(look_at(paths)) == kept["there"] else None


def _program() -> Iterator[str]:
    """The folders of this program, each with the time at which it changed."""
    waiting = [os.path.dirname(os.path.abspath(__file__))]  # noqa: PTH100, PTH120
    while waiting:
        folder = waiting.pop()
        yield f"{folder} {os.stat(folder).st_mtime_ns}"  # noqa: PTH116
        with os.scandir(folder) as entries:
            waiting += sorted(
                entry.path
                for entry in entries
                if entry.name != "__pycache__" and entry.is_dir()
            )


def _find_database(config: str) -> str:
    """The database that settings name, if they name it plainly.

    Whatever else TOML allows leads to a file that is none, or that keeps nothing of
    these settings; then a whole run follows.
    """
    named = DATABASE
    with open(config, encoding="utf-8-sig") as file:  # noqa: PTH123
        for line in file:
            key, _, value = line.partition("=")
            quoted = value.strip()[:1]
            if key.strip() == "database" and quoted in {'"', "'"}:
                named = value.strip()[1:].partition(quoted)[0]
    folder = os.path.dirname(os.path.abspath(config))  # noqa: PTH100, PTH120
    return os.path.join(folder, os.path.expanduser(named))  # noqa: PTH111, PTH118


def _read(database: str) -> Rest:
    """What is kept there; nothing where the path cannot stand in an address as it is.

    Raises:
        sqlite3.Error: it is no database, or in somebody's hands.
    """
    if not {"?", "#", "%"}.isdisjoint(database):
        return {}
    names = {"length": len(PREFIX) + 1, "first": PREFIX, "last": f"{PREFIX}~"}
    connection = sqlite3.connect(f"file:{database}?mode=ro", timeout=0, uri=True)
    try:
        return dict(connection.execute(KEPT, names).fetchall())
    finally:
        connection.close()
