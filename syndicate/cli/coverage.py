"""`report`: every release of a period, where it ran, when, and how we know."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from syndicate.cli.session import Session
from syndicate.cli.show import Column, say, say_columns, say_json
from syndicate.config.place import quote, suggest
from syndicate.edit import file_all, is_ours
from syndicate.errors import UsageError
from syndicate.publish.polled import CONTRACT_VERSION
from syndicate.publish.report import (
    Asked,
    Report,
    make_report,
    report_csv,
    report_page,
)
from syndicate.store import Store

MONTH = timedelta(days=30)
COLUMNS = (
    Column("ISSUED"),
    Column("OUTLET"),
    Column("DATE THERE"),
    Column("HOW LONG AFTER"),
    Column("STANDING"),
    Column("RELEASE"),
)


def report(session: Session, asked: Asked, form: str) -> int:
    """Print the report as html, csv, json or text.

    Raises:
        UsageError: no clinic has that name.
        ConfigError: there is no database yet.
    """
    settings = session.settings()
    names = [clinic.name for clinic in settings.clinic]
    if asked.clinic and asked.clinic not in names:
        hint = suggest(asked.clinic, names) or f"known are {', '.join(names) or 'none'}"
        raise UsageError(f"no [[clinic]] is named {quote(asked.clinic)}; {hint}")
    with Store.open(settings.paths.database, readonly=True) as store:
        told = store.editions.dated(asked.since, asked.until)
        entries = [
            entry
            for entry in file_all(told, settings, session.now)
            if (not asked.clinic or entry.story.clinic == asked.clinic)
            and is_ours(entry.story, settings)
            and not entry.story.held
        ]
    made = make_report(entries, asked, settings)
    if form == "html":
        say(report_page(made).decode().rstrip("\n"))
    elif form == "csv":
        say(report_csv(made).decode().rstrip("\r\n"))
    elif form == "json":
        say_json({"contract": CONTRACT_VERSION, **dataclasses.asdict(made)})
    else:
        _tell(made)
    return 0


def _tell(made: Report) -> None:
    say(f"{made.title}, {made.covers}")
    say()
    say_columns(
        COLUMNS,
        (
            [
                each.day,
                ran.place.outlet,
                ran.place.day,
                ran.after,
                ran.place.standing,
                each.title,
            ]
            for each in made.covered
            for ran in each.ran
        ),
    )
    say()
    say(f"{len(made.covered):,} releases in {made.places:,} places")
