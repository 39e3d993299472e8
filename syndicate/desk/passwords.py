"""Passwords: what is kept of them, and how often somebody may be wrong."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from syndicate.errors import UsageError
from syndicate.store import Account, Store

SHORTEST = 10  # characters
LONGEST = 500
WINDOW = timedelta(minutes=15)
# How often somebody may fail within that: with one account from one address, from one
# address with any, with one account from anywhere.
MOST_OF_BOTH, MOST_OF_ADDRESS, MOST_OF_ACCOUNT = 5, 20, 50


def hash_password(password: str) -> str:
    """What is kept of a password: salted scrypt (RFC 7914).

    Raises:
        UsageError: it is too short to be one, or too long.
    """
    from werkzeug.security import generate_password_hash  # noqa: PLC0415 - start-up

    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            f"a password has {SHORTEST} to {LONGEST} characters, not {len(password):,}"
        )
    return generate_password_hash(password, "scrypt")


def is_right(account: Account | None, password: str) -> bool:
    """Whether it is the account's password; it takes as long when there is none."""
    from werkzeug.security import check_password_hash  # noqa: PLC0415 - start-up

    known = account.password if account else ""
    right = check_password_hash(known or _nobody(), password[:LONGEST])
    return right and bool(known)


def must_wait(store: Store, account: str, address: str, now: datetime) -> timedelta:
    """How long somebody has to wait before the next try; none when it is zero."""
    since = now - WINDOW
    for name, place, most in (
        (account, address, MOST_OF_BOTH),
        ("", address, MOST_OF_ADDRESS),
        (account, "", MOST_OF_ACCOUNT),
    ):
        failed = store.accounts.failures(since, name, place)
        if failed.tries >= most and failed.first:
            return max(failed.first + WINDOW - now, timedelta(seconds=1))
    return timedelta()


@cache
def _nobody() -> str:
    """A hash to be compared with where there is none."""
    return hash_password("nobody has this one")
