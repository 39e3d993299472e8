"""Where staff decide in the browser, and who may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from syndicate.config.choices import Role
from syndicate.config.keys import key


@dataclass(frozen=True, slots=True)
class Desk:
    """`[desk]`: the pages of `syndicate desk`."""

    host: str = key("address to listen on", "127.0.0.1")
    port: int = key("its port", 8010)
    address: str = key(
        "where staff reach it, if not there, as in https://desk.example.org/", ""
    )
    header: str = key("header in which a sign-on in front names who is signed in", "")
    trusted: tuple[str, ...] = key(
        "addresses or networks of proxies and sign-ons in front, which are believed", ()
    )
    role: Role = key(
        "of whoever the sign-on names and who has no account: reader, editor",
        Role.READER,
    )
    session: timedelta = key("how long somebody stays signed in", timedelta(hours=12))

    def __post_init__(self) -> None:
        """Refuse what would let anybody in.

        Raises:
            ValueError: a part is missing.
        """
        if self.header and not self.trusted:
            raise ValueError("header needs trusted: the addresses it is believed from")
        loopback = self.host.startswith("127.") or self.host == "::1"
        if not loopback and not self.address:
            raise ValueError(
                "address is missing: whoever listens beyond this machine answers to "
                "that name alone"
            )
