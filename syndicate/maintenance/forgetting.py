"""Forget a person or an item: in the database, in what is public, in what staff keep.

Looking changes nothing. What is applied is published at once, and what was deleted is
wiped from the file and its log. Backups are named, not touched: they are there to be
gone back to, and who forgets decides about them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from syndicate.clean import CLEAN_VERSION
from syndicate.config import Settings
from syndicate.errors import UsageError
from syndicate.maintenance.letters import redact_letter
from syndicate.publish.digest_archive import FOLDER
from syndicate.store import Forgetting, Forgotten, Found, Store, expect, locked
from syndicate.text.redacting import redact_all

Look = Callable[[Forgetting, Forgotten, bool], Found]


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants it forgotten, when, why; whether it is done, or only looked at.

    `wait` is how many seconds to wait for a run that holds the lock.
    """

    who: str
    now: datetime
    why: str = ""
    apply: bool = False
    wait: float = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, the files rewritten or removed, and what still holds the words.

    `wiped`: nothing deleted is left in the file; `backups`: those that may hold them.
    """

    found: Found
    applied: bool
    written: tuple[str, ...]
    removed: tuple[str, ...]
    backups: tuple[Path, ...]
    wiped: bool = False


def forget_person(settings: Settings, name: str, wish: Wish) -> Outcome:
    """Take a person's name out of everything, and of all that comes from now on.

    Raises:
        UsageError: it is no name.
        Busy, ConfigError, CannotCreate, InputOutputError, DamagedData.
    """

    def look(forgetting: Forgetting, told: Forgotten, apply: bool) -> Found:
        return forgetting.person(name, told, apply=apply)

    return _forget(settings, wish, "person", look)


def forget_item(settings: Settings, source: str, item: str, wish: Wish) -> Outcome:
    """Take one telling out: its text, its title, its links; it is never taken up again.

    Raises:
        UsageError: there is no such item.
        Busy, ConfigError, CannotCreate, InputOutputError, DamagedData.
    """

    def look(forgetting: Forgetting, told: Forgotten, apply: bool) -> Found:
        return forgetting.item(source, item, told, apply=apply)

    return _forget(settings, wish, "item", look)


def _forget(settings: Settings, wish: Wish, what: str, look: Look) -> Outcome:
    if not wish.who.strip():
        raise UsageError("forgetting needs a name: who decides?")
    database = settings.paths.database
    expect(database)
    told = Forgotten(0, wish.now, wish.who.strip(), wish.why.strip(), what)
    with locked(database, wish.wait), Store.open(database) as store:
        forgetting = store.forgetting(CLEAN_VERSION, redact_letter)
        found = look(forgetting, told, False)
        editions = [*_editions(settings, found)]
        if wish.apply:  # their pages first: nobody knows later in which the words stood
            for path in editions:  # publishing lays them again, as they are kept then
                path.unlink(missing_ok=True)
            found = look(forgetting, told, True)
        outcome = Outcome(
            found,
            wish.apply,
            written=(),
            removed=tuple(str(path) for path in editions),
            backups=tuple(_backups(settings)),
        )
        if not wish.apply:
            return outcome
        return _carry_out(store, settings, wish, outcome)


def _carry_out(
    store: Store, settings: Settings, wish: Wish, outcome: Outcome
) -> Outcome:
    """Publish what is left, then wipe what was deleted."""
    from syndicate.pipeline import republish  # noqa: PLC0415 - start-up

    published = republish(store, settings, wish.now).published
    forgetting = store.forgetting(CLEAN_VERSION, redact_letter)
    return replace(
        outcome,
        written=published.written,
        removed=(*outcome.removed, *published.removed),
        wiped=forgetting.wipe(),
    )


def _editions(settings: Settings, found: Found) -> Iterator[Path]:
    """The pages of closed editions that hold the words."""
    folder = settings.paths.digest / FOLDER
    for path in sorted(folder.glob("*.html")) if folder.is_dir() else ():
        text = path.read_text("utf-8", "replace")
        if redact_all([text], found.marks, found.last) != [text]:
            yield path


def _backups(settings: Settings) -> Iterator[Path]:
    """Every copy of the database that we know of."""
    folders = {settings.backups, settings.paths.database.parent / "backups"}
    for folder in sorted(folders):
        yield from sorted(folder.glob("*.sqlite")) if folder.is_dir() else ()
