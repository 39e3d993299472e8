"""Backups: one is made, verified, and put beside the others; the oldest go.

The newest of each of the last days and weeks stays. Only what has a name that this
gives, and is a database of ours, is ever removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from syndicate.config import Backup, Settings
from syndicate.errors import SyndicateError
from syndicate.maintenance.finding import Finding, State
from syndicate.store import expect
from syndicate.store.copying import Copied, copy_database, verify

OLD = timedelta(days=2)  # a nightly backup that failed twice
MOMENT = "%Y%m%dT%H%M%SZ"

_NAME = r"{stem}-(\d{{8}}T\d{{6}}Z)(?:-\d+)?\.sqlite"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The backup that was made, those that went, and those that are there now."""

    made: Copied
    removed: tuple[Path, ...]
    kept: tuple[Path, ...]


def back_up(settings: Settings, folder: Path, now: datetime) -> BackedUp:
    """Make a backup in that folder, also while a run goes on, and rotate those there.

    Raises:
        ConfigError: there is no database yet.
        DamagedData: the database is not sound; older backups stay.
        CannotCreate, InputOutputError, Busy: it cannot be written.
    """
    database = settings.paths.database
    expect(database)
    name = f"{database.stem}-{now.astimezone(UTC):{MOMENT}}.sqlite"
    made = copy_database(database, folder / name)
    there = dict(listed(folder, database.stem))
    keep = kept(there.items(), settings.backup) | {made.path}
    removed = [path for path in there if path not in keep and _is_ours(path)]
    for path in removed:
        path.unlink(missing_ok=True)
    left = [path for path in there if path not in removed]
    return BackedUp(made, tuple(removed), tuple(left))


def before_repair(settings: Settings, now: datetime) -> Copied:
    """A backup that no rotation removes, made before something is repaired."""
    database = settings.paths.database
    name = f"{database.stem}-before-repair-{now.astimezone(UTC):{MOMENT}}.sqlite"
    return copy_database(database, settings.backups / name)


def listed(folder: Path, stem: str) -> Iterator[tuple[Path, datetime]]:
    """The backups in a folder by their names, with their moments, the newest first."""
    name = re.compile(_NAME.format(stem=re.escape(stem)))
    paths = folder.iterdir() if folder.is_dir() else ()
    found = [
        (path, datetime.strptime(told[1], MOMENT).replace(tzinfo=UTC))
        for path in paths
        if (told := name.fullmatch(path.name)) and path.is_file()
    ]
    yield from sorted(found, key=lambda each: (each[1], each[0].name), reverse=True)


def kept(backups: Iterable[tuple[Path, datetime]], wanted: Backup) -> set[Path]:
    """Of these, the newest first, those that rotation leaves.

    >>> day = datetime(2026, 11, 28, 3, tzinfo=UTC)
    >>> made = [(Path(str(n)), day - timedelta(days=n)) for n in range(40)]
    >>> sorted(int(str(path)) for path in kept(made, Backup(daily=3, weekly=2)))
    [0, 1, 2, 6]
    """
    days: dict[str, Path] = {}
    weeks: dict[str, Path] = {}
    for path, at in backups:
        days.setdefault(f"{at:%Y-%m-%d}", path)
        weeks.setdefault(f"{at:%G-%V}", path)
    daily, weekly = [*days.values()], [*weeks.values()]
    return {*daily[: wanted.daily], *weekly[: wanted.weekly]}


def examine_backups(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Whether there is a backup, whether it is sound, and how old it is."""
    database = settings.paths.database
    if not database.exists():
        return
    made = next(listed(settings.backups, database.stem), None)
    fix = "syndicate backup; once a day, as docs/backups.md shows"
    if made is None:
        told = f"there is none in {settings.backups}"
        yield Finding("backups", State.WARN, told, fix)
        return
    path, at = made
    try:
        size = verify(path).size
    except SyndicateError as error:
        again = "syndicate backup, and look after the disk"
        yield Finding("backups", State.FAIL, str(error), again, error.exit_code)
        return
    told = f"the newest is of {at:%Y-%m-%dT%H:%MZ}, {size / 1e6:,.1f} MB, sound"
    if now - at > OLD:
        yield Finding("backups", State.WARN, told, fix)
    else:
        yield Finding("backups", State.OK, told)


def _is_ours(path: Path) -> bool:
    """Whether it is a database of ours, whatever its name says."""
    try:
        expect(path)
    except SyndicateError:
        return False
    return True
