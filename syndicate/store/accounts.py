"""Who may use the desk, who is signed in, and who tried to be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from syndicate.store.columns import instant, instant_or_none, utc
from syndicate.store.database import transaction

KEEP_FAILURES = timedelta(days=1)

ALL = "SELECT name, role, password, mail, zone, made FROM accounts ORDER BY name"
ONE = "SELECT name, role, password, mail, zone, made FROM accounts WHERE name = :name"
ADD = """
INSERT INTO accounts (name, role, password, mail, zone, made)
VALUES (:name, :role, :password, :mail, :zone, :made) ON CONFLICT (name) DO NOTHING
"""
CHANGE_HASH = "UPDATE accounts SET password = :password WHERE name = :name"
CHANGE_ZONE = "UPDATE accounts SET zone = :zone WHERE name = :name"
REMOVE = "DELETE FROM accounts WHERE name = :name"
SIGN_OUT_ALL = "DELETE FROM sessions WHERE account = :name"
BEGIN = """
INSERT INTO sessions (key, account, began, ends) VALUES (:key, :account, :began, :ends)
"""
HOLDS = """
SELECT name, role, password, mail, zone, made FROM sessions
JOIN accounts ON accounts.name = sessions.account
WHERE key = :key AND began <= :now AND ends > :now
"""
END = "DELETE FROM sessions WHERE key = :key"
END_OLD = "DELETE FROM sessions WHERE ends <= :now"
FAIL = """
INSERT INTO sign_ins (at, account, address) VALUES (:at, :account, :address)
"""
FORGET = "DELETE FROM sign_ins WHERE at < :before"
FORGIVE = "DELETE FROM sign_ins WHERE account = :account AND address = :address"
# How often, and when first: that one is the next to be forgotten.
FAILED = """
SELECT count(*) AS tries, min(at) AS first FROM sign_ins
WHERE at > :since AND (:account = '' OR account = :account)
    AND (:address = '' OR address = :address)
"""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of staff; `role` is reader or editor, `password` a hash or ""."""

    name: str
    role: str
    made: datetime
    password: str = ""
    mail: str = ""
    zone: str = ""

    @property
    def decides(self) -> bool:
        """Whether they may change anything."""
        return self.role == "editor"


@dataclass(frozen=True, slots=True)
class Failures:
    """How often somebody failed to sign in since then, and when they first did."""

    tries: int
    first: datetime | None


@dataclass(frozen=True, slots=True)
class Accounts:
    """Keeps accounts and sessions. Made by `Store.accounts`."""

    connection: sqlite3.Connection

    def all(self) -> Iterator[Account]:
        """Every account, by name."""
        return map(_account, self.connection.execute(ALL))

    def find(self, name: str) -> Account | None:
        """The account of that name, however its letters are cased."""
        row = self.connection.execute(ONE, {"name": name}).fetchone()
        return _account(row) if row else None

    def add(self, account: Account) -> bool:
        """Keep a new account; False when there is one of that name."""
        told = {
            "name": account.name,
            "role": account.role,
            "password": account.password,
            "mail": account.mail,
            "zone": account.zone,
            "made": utc(account.made),
        }
        with transaction(self.connection):
            return bool(self.connection.execute(ADD, told).rowcount)

    def change_password(self, name: str, password: str) -> bool:
        """Keep another hash, and end every session; False without such an account."""
        told = {"name": name, "password": password}
        with transaction(self.connection):
            self.connection.execute(SIGN_OUT_ALL, told)
            return bool(self.connection.execute(CHANGE_HASH, told).rowcount)

    def change_zone(self, name: str, zone: str) -> None:
        """Keep the time zone in which somebody reads."""
        with transaction(self.connection):
            self.connection.execute(CHANGE_ZONE, {"name": name, "zone": zone})

    def remove(self, name: str) -> bool:
        """Forget an account and end its sessions; False when there is none."""
        with transaction(self.connection):
            return bool(self.connection.execute(REMOVE, {"name": name}).rowcount)

    def begin(self, key: str, account: str, now: datetime, lasts: timedelta) -> None:
        """Sign somebody in; `key` is the digest of what their cookie holds."""
        told = {"key": key, "account": account, "began": utc(now)}
        with transaction(self.connection):
            self.connection.execute(END_OLD, {"now": utc(now)})
            self.connection.execute(BEGIN, told | {"ends": utc(now + lasts)})

    def signed_in(self, key: str, now: datetime) -> Account | None:
        """Whose session that is, while it lasts."""
        row = self.connection.execute(HOLDS, {"key": key, "now": utc(now)}).fetchone()
        return _account(row) if row else None

    def end(self, key: str) -> None:
        """Sign a session out."""
        with transaction(self.connection):
            self.connection.execute(END, {"key": key})

    def fail(self, account: str, address: str, now: datetime) -> None:
        """Note that somebody failed to sign in."""
        told = {"at": utc(now), "account": account, "address": address}
        with transaction(self.connection):
            self.connection.execute(FORGET, {"before": utc(now - KEEP_FAILURES)})
            self.connection.execute(FAIL, told)

    def forgive(self, account: str, address: str) -> None:
        """Forget the failures of somebody who signed in well in the end."""
        told = {"account": account, "address": address}
        with transaction(self.connection):
            self.connection.execute(FORGIVE, told)

    def failures(self, since: datetime, account: str, address: str) -> Failures:
        """How often it failed since then for an account from an address; "" is any."""
        told = {"since": utc(since), "account": account, "address": address}
        row = self.connection.execute(FAILED, told).fetchone()
        return Failures(row["tries"], instant_or_none(row["first"]))


def _account(row: sqlite3.Row) -> Account:
    return Account(
        name=row["name"],
        role=row["role"],
        made=instant(row["made"]),
        password=row["password"],
        mail=row["mail"],
        zone=row["zone"],
    )
