"""Who is sent the digest, and by which server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from syndicate.config.choices import Security
from syndicate.config.keys import key
from syndicate.model import Series


@dataclass(frozen=True, slots=True)
class Mail:
    """`[mail]`: the server that carries the digest to its recipients."""

    host: str = key("name of the mail server; without one no mail is sent", "")
    port: int = key("its port", 587)
    security: Security = key("starttls, tls, or none for a relay", Security.STARTTLS)
    sender: str = key("address the digest comes from", "")
    user_from: str = key("name of the variable that holds the user name", "")
    password_from: str = key("name of the variable that holds the password", "")
    deadline: timedelta = key("wall clock for one letter", timedelta(seconds=30))

    def __post_init__(self) -> None:
        """Refuse what cannot send, and a password in the open.

        Raises:
            ValueError: a part is missing, or it would not be safe.
        """
        if self.host and not self.sender:
            raise ValueError("sender is missing: the address the digest comes from")
        if bool(self.user_from) != bool(self.password_from):
            raise ValueError(
                "user_from and password_from go together: give both, or neither"
            )
        if self.user_from and self.security is Security.NONE:
            raise ValueError(
                'a password is sent over TLS only: write security = "starttls" or "tls"'
            )


@dataclass(frozen=True, slots=True)
class Recipient:
    """`[[recipient]]`: somebody who is sent the digest."""

    address: str = key("e-mail address")
    clinics: tuple[str, ...] = key("only what is about these clinics; none: all", ())
    every: Series = key("daily or weekly", Series.DAILY)
