"""`digest`: read the open edition, close it, send it, or read an older one."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from syndicate import digesting
from syndicate.cli.resting import FAILED
from syndicate.cli.session import Session
from syndicate.cli.show import Column, say, say_columns, say_json, warn
from syndicate.closing import close_editions
from syndicate.config import Settings
from syndicate.digesting import Attempt
from syndicate.errors import ConfigError, UsageError
from syndicate.model import Closed, Edition, Forms, Period, Series
from syndicate.publish.dates import stamp
from syndicate.publish.digest import view_digest
from syndicate.publish.letters import lay_letters
from syndicate.publish.polled import CONTRACT_VERSION, instant
from syndicate.reporting import report_sources
from syndicate.store import LetterState, Store

NAME = re.compile(r"(daily|weekly)-(\d{1,9})")
PAST = (Column("EDITION"), Column("SINCE"), Column("CLOSED"), Column("DELIVERED"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read: the open edition of a series, a closed one, or a period."""

    series: Series = Series.DAILY
    edition: str = ""
    since: datetime | None = None
    until: datetime | None = None
    form: str = "text"


def obey(session: Session, told: Mapping[str, Any]) -> int:
    """Do what the options of `digest` ask for.

    Raises:
        UsageError: they do not go together.
    """
    doing = [name for name in ("close", "send", "dry_run", "past") if told[name]]
    reading = [name for name in ("edition", "since", "until") if told[name]]
    if len(doing) > 1 or (doing and reading) or (told["edition"] and reading[1:]):
        names = ("list" if name == "past" else name for name in (*doing, *reading))
        given = (f"--{name.replace('_', '-')}" for name in names)
        raise UsageError(f"{' and '.join(given)} do not go together")
    series = Series(told["series"]) if told["series"] else None
    as_json = told["as_json"]
    if told["past"]:
        return list_past(session, as_json=as_json)
    if told["dry_run"]:
        return try_out(session, series or Series.DAILY)
    if told["close"] or told["send"]:
        return close(session, series, send=told["send"], as_json=as_json)
    asked = Wanted(
        series or Series.DAILY,
        told["edition"],
        told["since"],
        told["until"],
        told["form"],
    )
    return read(session, asked, as_json=as_json)


def read(session: Session, asked: Wanted, *, as_json: bool) -> int:
    """Print an edition; nothing is changed.

    Raises:
        UsageError: there is no such edition.
        ConfigError: there is no database yet.
    """
    settings = session.settings()
    with Store.open(settings.paths.database, readonly=True) as store:
        if asked.edition:
            _say_forms(_closed_forms(store, asked.edition), asked, as_json=as_json)
            return 0
        edition = _compose(store, settings, asked, session.now)
    if as_json:
        say_json(record(edition, settings))
    else:
        _say_forms(digesting.put_in_forms(edition, settings), asked, as_json=False)
    return 0


def list_past(session: Session, *, as_json: bool) -> int:
    """List the closed editions, and how their delivery stands."""
    settings = session.settings()
    with Store.open(settings.paths.database, readonly=True) as store:
        past = store.editions.closed()
        letters = {
            each.name: store.editions.letters(each.series, each.number) for each in past
        }
    if as_json:
        say_json(
            {
                "contract": CONTRACT_VERSION,
                "editions": [
                    {
                        **_name(each),
                        "letters": [
                            {
                                "recipient": letter.recipient,
                                "state": letter.state.value,
                                "tries": letter.tries,
                                "reason": letter.reason,
                            }
                            for letter in letters[each.name]
                        ],
                    }
                    for each in past
                ],
            }
        )
        return 0
    rows = []
    for each in past:
        taken = sum(letter.state is LetterState.TAKEN for letter in letters[each.name])
        told = f"{taken} of {len(letters[each.name])}" if letters[each.name] else "-"
        since = stamp(each.opened) if each.opened else "the beginning"
        rows.append([each.name, since, stamp(each.closed), told])
    say_columns(PAST, rows)
    return 0


def close(session: Session, series: Series | None, *, send: bool, as_json: bool) -> int:
    """Close what is due, publish the page of it, and with `send` deliver the letters.

    Where nobody answers it ends with 69: the letters wait for the next call.

    Raises:
        ConfigError: `send` without a mail server.
        Busy: a run is under way.
    """
    settings = session.settings()
    if send and settings.recipient and not settings.mail.host:
        raise ConfigError(
            f"{settings.file}: mail.host: missing; name the mail server that sends the"
            " digest"
        )
    wanted = tuple(Series) if series is None else (series,)
    any_number = dict.fromkeys(wanted, 0)
    closing = close_editions(settings, any_number, session.now, send=send)
    done, deliveries = list(closing.closed), list(closing.deliveries)
    if as_json:
        say_json(
            {
                "contract": CONTRACT_VERSION,
                "closed": [_name(each) for each in done],
                "deliveries": [_delivery(each) for each in deliveries],
            }
        )
    else:
        _tell(done, deliveries, settings, send=send)
    return 0 if all(each.answered for each in deliveries) else FAILED


def try_out(session: Session, series: Series) -> int:
    """Write the letters of the open edition as .eml files; close and send nothing.

    Raises:
        ConfigError: there is no mail server or no recipient to write for.
    """
    settings = session.settings()
    if not settings.mail.host or not settings.recipient:
        raise ConfigError(
            f"{settings.file}: a letter needs [mail] host and a [[recipient]]"
        )
    with Store.open(settings.paths.database, readonly=True) as store:
        edition = _compose(store, settings, Wanted(series), session.now)
        letters = list(digesting.write_letters(store, settings, edition))
    for path in lay_letters(letters, settings.paths.digest):
        say(str(path))
    return 0


def record(edition: Edition, settings: Settings) -> dict[str, Any]:
    """An edition as `digest --json` tells it."""
    view = view_digest(edition, settings)
    period = edition.period
    return {
        "contract": CONTRACT_VERSION,
        "moment": instant(edition.moment),
        "series": period.series.value,
        "number": period.number,
        "since": instant(period.opened),
        "until": instant(period.until),
        **dataclasses.asdict(view),
    }


def _compose(store: Store, settings: Settings, asked: Wanted, now: datetime) -> Edition:
    reports = report_sources(store.standings, settings, now)
    period = store.editions.opened(asked.series)
    if asked.since or asked.until:
        period = Period(number=0, opened=asked.since, until=asked.until or now)
    return digesting.compose(store, settings, reports, period, now)


def _closed_forms(store: Store, name: str) -> Forms:
    told = NAME.fullmatch(name)
    closed = store.editions.find(Series(told[1]), int(told[2])) if told else None
    if closed is None or closed.forms is None:
        raise UsageError(
            f"no closed edition is called {name!r}; `syndicate digest --list` tells"
        )
    return closed.forms


def _say_forms(forms: Forms, asked: Wanted, *, as_json: bool) -> None:
    if as_json:
        told = {name: each.decode() for name, each in _by_form(forms).items()}
        say_json({"contract": CONTRACT_VERSION, "edition": asked.edition, **told})
    else:
        say(_by_form(forms)[asked.form].decode().rstrip("\n"))


def _by_form(forms: Forms) -> dict[str, bytes]:
    return {"html": forms.page, "markdown": forms.markdown, "text": forms.plain}


def _name(closed: Closed) -> dict[str, Any]:
    return {
        "edition": closed.name,
        "since": instant(closed.opened),
        "closed": instant(closed.closed),
    }


def _delivery(delivery: Attempt) -> dict[str, Any]:
    return {
        "edition": f"{delivery.letter.series}-{delivery.letter.number}",
        "recipient": delivery.letter.recipient,
        "delivered": delivery.taken,
        "reason": delivery.reason,
    }


def _tell(
    closed: list[Closed],
    deliveries: list[Attempt],
    settings: Settings,
    *,
    send: bool,
) -> None:
    for each in closed:
        say(f"{each.name} is closed: {settings.paths.digest / 'editions'}")
    if not closed:
        say("No edition is due.")
    if send and not (settings.recipient or settings.digest.webhook_from):
        warn(f"nothing is sent: {settings.file} names no [[recipient]]")
    for delivery in deliveries:
        letter = delivery.letter
        name = f"{letter.series}-{letter.number} to {letter.recipient}"
        if delivery.taken:
            say(f"{name}: delivered")
        else:
            warn(f"{name}: not delivered: {delivery.reason}")
