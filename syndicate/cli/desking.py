"""`desk`: serve the pages, and keep the accounts of those who use them."""

from __future__ import annotations

import contextlib
import getpass
import re
import secrets
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from syndicate.cli.session import Session
from syndicate.cli.show import Column, minute, say, say_columns, say_json
from syndicate.config.checks import check_mailbox
from syndicate.config.place import quote, suggest
from syndicate.desk import Surroundings
from syndicate.desk import serve as serve_desk
from syndicate.desk.errands import Errands
from syndicate.desk.passwords import hash_password
from syndicate.errors import UsageError
from syndicate.publish.polled import CONTRACT_VERSION, instant
from syndicate.store import Account, Store, expect

COLUMNS = (Column("NAME"), Column("ROLE"), Column("SIGNS IN BY"), Column("SINCE"))
NAME = re.compile(r"[^\x00-\x20\x7f-\x9f/](?:[^\x00-\x1f\x7f-\x9f/]{0,98}\S)?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody to let in."""

    name: str
    role: str
    mail: str
    sign_on: bool


def serve(session: Session, host: str, port: int | None) -> int:
    """Say where it can be read, and answer until somebody presses Ctrl-C.

    Raises:
        UsageError: beyond this machine it would not know its own name.
        InputOutputError: the port is taken.
    """
    settings = session.settings()
    asked = settings.desk
    try:
        own = replace(
            asked, host=host or asked.host, port=asked.port if port is None else port
        )
    except ValueError as error:
        raise UsageError(
            f"--host {host}: {error}; write it as [desk] address"
        ) from None
    settings = replace(settings, desk=own)
    fixed = session.fixed

    def clock() -> datetime:
        return fixed or datetime.now(UTC)

    errands = Errands(settings, clock)
    if settings.paths.database.exists():
        with Store.open(settings.paths.database) as store:  # of this version from now
            if store.register.waiting():  # kept by a desk that died meanwhile
                errands.publish()
    desk = Surroundings(settings, clock, lambda: secrets.token_urlsafe(32), errands)
    server = serve_desk(desk)
    place = f"[{own.host}]" if ":" in own.host else own.host
    say(f"http://{place}:{server.effective_port}/ (the desk); Ctrl-C ends it")
    if own.address:
        say(f"{own.address} is where staff reach it")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    server.close()
    return 0


def add_user(session: Session, wanted: Wanted) -> int:
    """Keep an account; the database is made if there is none.

    Raises:
        UsageError: the name is no name or taken, or the password will not do.
    """
    settings = session.settings()
    if not NAME.fullmatch(wanted.name):
        raise UsageError(
            f"{quote(wanted.name)} cannot be a name; it has up to 100 characters, no "
            "slash, and no space at an end"
        )
    try:
        mail = check_mailbox(wanted.mail)
    except ValueError as error:
        raise UsageError(str(error)) from error
    with Store.open(settings.paths.database) as store:
        store.found(settings, session.now)
        taken = f"{wanted.name} has an account; `syndicate desk passwd` changes it"
        if store.accounts.find(wanted.name):
            raise UsageError(taken)
        kept = "" if wanted.sign_on else hash_password(_ask_password())
        account = Account(wanted.name, wanted.role, session.now, kept, mail)
        if not store.accounts.add(account):
            raise UsageError(taken)
    say(f"{wanted.name} may use the desk, as {_article(wanted.role)}")
    return 0


def change_password(session: Session, name: str) -> int:
    """Keep another password.

    Raises:
        UsageError: there is no such account, or the password will not do.
    """
    with _opened(session) as store:
        account = _find(store, name)
        store.accounts.change_password(account.name, hash_password(_ask_password()))
    say(f"{account.name} has another password, and is signed out everywhere")
    return 0


def remove_user(session: Session, name: str) -> int:
    """Forget an account.

    Raises:
        UsageError: there is no such account.
    """
    with _opened(session) as store:
        account = _find(store, name)
        store.accounts.remove(account.name)
    say(f"{account.name} may use the desk no more; what they decided stays")
    return 0


def list_users(session: Session, *, as_json: bool) -> int:
    """Tell every account."""
    with _opened(session, readonly=True) as store:
        accounts = list(store.accounts.all())
    if as_json:
        users = [
            {
                "name": each.name,
                "role": each.role,
                "mail": each.mail or None,
                "zone": each.zone or None,
                "password": bool(each.password),
                "made": instant(each.made),
            }
            for each in accounts
        ]
        say_json({"contract": CONTRACT_VERSION, "users": users})
        return 0
    if not accounts:
        say("nobody may use the desk; `syndicate desk adduser NAME` lets somebody")
        return 0
    say_columns(
        COLUMNS,
        [
            [
                each.name,
                each.role,
                "password" if each.password else "sign-on",
                minute(each.made),
            ]
            for each in accounts
        ],
    )
    return 0


def _opened(session: Session, *, readonly: bool = False) -> Store:
    path = session.settings().paths.database
    expect(path)
    return Store.open(path, readonly=readonly)


def _find(store: Store, name: str) -> Account:
    found = store.accounts.find(name)
    if found is None:
        known = [each.name for each in store.accounts.all()]
        hint = suggest(name, known) or "`syndicate desk users` lists them"
        raise UsageError(f"nobody is called {quote(name)}; {hint}")
    return found


def _ask_password() -> str:
    """A password, asked twice where somebody types, else a line of standard input."""
    if sys.stdin is not None and sys.stdin.isatty():
        told = getpass.getpass("Password: ")
        if told != getpass.getpass("Once more: "):
            raise UsageError("the two are not the same; nothing was changed")
        return told
    line = sys.stdin.readline() if sys.stdin is not None else ""
    return line.removesuffix("\n").removesuffix("\r")


def _article(role: str) -> str:
    return "an editor" if role == "editor" else "a reader"
