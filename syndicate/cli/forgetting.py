"""`forget`: show what holds a person's name or an item; with --apply, take it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from syndicate.cli.ruling import login_name
from syndicate.cli.session import Session
from syndicate.cli.show import Column, minute, printable, say, say_columns, say_json
from syndicate.errors import UsageError
from syndicate.maintenance.forgetting import Outcome, Wish, forget_item, forget_person
from syndicate.publish.polled import CONTRACT_VERSION
from syndicate.store import Forgotten, Store

COLUMNS = (
    Column("NUMBER", right=True),
    Column("WHEN"),
    Column("WHO"),
    Column("WHAT"),
    Column("WHY"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `forget`, as the command line gave them."""

    person: str
    item: tuple[str, str] | None
    apply: bool
    who: str
    why: str
    wait: float
    as_json: bool


def forget(session: Session, asked: Wanted) -> int:
    """Look, or forget; without a person or an item, list what was forgotten.

    Raises:
        UsageError: both are named, or nothing is known by that name.
        Busy, ConfigError, DamagedData, CannotCreate, InputOutputError.
    """
    settings = session.settings()
    if asked.person and asked.item:
        raise UsageError("name a person (--person) or an item (--item), one at a time")
    if not asked.person and asked.item is None:
        with Store.open(settings.paths.database, readonly=True) as store:
            return _list(store.forgotten(), as_json=asked.as_json)
    who = asked.who or login_name()
    wish = Wish(who, session.now, asked.why, asked.apply, asked.wait)
    if asked.item is not None:
        outcome = forget_item(settings, *asked.item, wish)
    else:
        outcome = forget_person(settings, asked.person, wish)
    if asked.as_json:
        say_json(_record(outcome))
    else:
        for line in _tell(outcome):
            say(printable(line))
    return 0


def _list(known: list[Forgotten], *, as_json: bool) -> int:
    if as_json:
        say_json([_kept(each) for each in known])
    else:
        say_columns(
            COLUMNS,
            (
                [
                    str(each.number),
                    minute(each.at),
                    each.who,
                    each.what,
                    each.why or "-",
                ]
                for each in known
            ),
        )
    return 0


def _kept(kept: Forgotten) -> dict[str, Any]:
    return {
        "number": kept.number,
        "at": kept.at.isoformat(),
        "who": kept.who,
        "why": kept.why,
        "what": kept.what,
    }


def _record(outcome: Outcome) -> dict[str, Any]:
    return {
        "contract": CONTRACT_VERSION,
        "applied": outcome.applied,
        "forgotten": _kept(outcome.found.kept) if outcome.applied else None,
        "rows": outcome.found.rows,
        "stories": list(outcome.found.stories),
        "written": list(outcome.written),
        "removed": list(outcome.removed),
        "backups": [str(path) for path in outcome.backups],
        "wiped": outcome.wiped,
    }


def _tell(outcome: Outcome) -> Iterator[str]:
    found, applied = outcome.found, outcome.applied
    for table, count in sorted(found.rows.items()):
        yield f"{count:>7,} rows of {table}"
    for story in found.stories:
        yield f"story {story}"
    if not found.rows:
        yield "nothing that is kept holds it"
    if applied:
        written, removed = len(outcome.written), len(outcome.removed)
        yield f"{written:,} files written, {removed:,} removed"
        yield (
            "the file and its log hold nothing of it"
            if outcome.wiped
            else "somebody reads the database: its log may hold it until the next run"
        )
    else:
        for page in outcome.removed:
            yield f"page {page} of a closed edition"
    for path in outcome.backups:
        yield f"{path} may hold it still: remove it when you can do without"
    if not applied:
        yield "Nothing was changed. The same with --apply forgets it, for good."
