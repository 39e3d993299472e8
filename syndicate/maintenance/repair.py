"""What is wrong and safe to mend is mended, after a backup; a second call does nothing.

No posting, story or decision is ever removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from syndicate.config import Settings
from syndicate.errors import DamagedData
from syndicate.maintenance.backing import before_repair
from syndicate.maintenance.files import compare_pages, leftovers, sweep
from syndicate.store import Soundness, Store, expect, locked


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done, a line each, and the backup that was made before."""

    done: tuple[str, ...] = ()
    backup: Path | None = None


def repair(settings: Settings, now: datetime) -> Repaired:
    """Mend what is safe: the index, rows that belong to none, pages, leftovers.

    Raises:
        ConfigError: there is no database yet.
        Busy: a run is going on.
        DamagedData: it is damaged; nothing was changed.
        CannotCreate, InputOutputError: no backup could be made; nothing was changed.
    """
    database = settings.paths.database
    expect(database)
    with locked(database):
        with Soundness.opened(database) as sound:
            faults = sound.faults()
            if faults.damage:
                raise DamagedData(
                    f"{database}: {faults.damage[0]}; nothing was changed: restore a"
                    " backup, as docs/backups.md shows"
                )
            lacking = compare_pages(settings).missing
            left = leftovers(settings)
            if not (faults.mendable or lacking or left):
                return Repaired()
            changes = faults.mendable or lacking
            backup = before_repair(settings, now).path if changes else None
            done = [*sound.mend(faults)] if faults.mendable else []
        done += [f"{path} was left over and is gone" for path in sweep(settings)]
        if lacking:
            done += _publish(settings, now, lacking)
    return Repaired(tuple(done), backup)


def _publish(settings: Settings, now: datetime, lacking: list[str]) -> list[str]:
    """Write what readers lack; a run does so, too, but asks the sources first."""
    from syndicate.pipeline import republish  # noqa: PLC0415 - start-up

    with Store.open(settings.paths.database) as store:
        written = republish(store, settings, now).published.written
    return [f"{page} is out again" for page in lacking if page in written]
