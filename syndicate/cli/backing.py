"""`backup`: make one, and say where it is, how large, and what was rotated away."""

from __future__ import annotations

from pathlib import Path

from syndicate import maintenance
from syndicate.cli.session import Session
from syndicate.cli.show import printable, say, say_json
from syndicate.maintenance import BackedUp
from syndicate.publish.polled import CONTRACT_VERSION
from syndicate.text.counting import say_count


def back_up(session: Session, folder: Path | None, *, as_json: bool) -> int:
    """Make a backup in the folder, by default the one of the settings.

    Raises:
        ConfigError, DamagedData, CannotCreate, InputOutputError, Busy.
    """
    settings = session.settings()
    where = folder or settings.backups
    outcome = maintenance.back_up(settings, where, session.now)
    if as_json:
        say_json(_record(outcome))
    else:
        _tell(outcome)
    return 0


def _record(outcome: BackedUp) -> dict[str, object]:
    made = outcome.made
    return {
        "contract": CONTRACT_VERSION,
        "path": str(made.path.absolute()),
        "bytes": made.size,
        "schema": made.schema,
        "orphans": made.orphans,
        "rows": made.rows,
        "removed": [str(path.absolute()) for path in outcome.removed],
        "kept": [str(path.absolute()) for path in outcome.kept],
    }


def _tell(outcome: BackedUp) -> None:
    made = outcome.made
    stories, decisions = made.rows["stories"], made.rows["decisions"]
    say(f"{printable(str(made.path))}: {made.size / 1e6:,.1f} MB, verified")
    say(f"{stories:,} stories, {decisions:,} decisions, schema {made.schema}")
    if made.orphans:
        say(f"{made.orphans:,} rows point to none; `syndicate doctor` says more")
    count = len(outcome.kept)
    say(f"{say_count(count, 'backup')} there")
    for path in outcome.removed:
        say(f"removed {printable(str(path))}")
