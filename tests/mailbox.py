"""A real mail server on loopback: it takes letters, or refuses as a test says."""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


@dataclass
class Mailbox:
    """What came, and what the server says: `refused` maps a recipient to an answer."""

    port: int = 0
    letters: list[tuple[str, bytes]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    said: str = "250 taken"  # to a whole letter
    logins: list[tuple[str, str]] = field(default_factory=list)
    password: str = ""
    in_tls: list[bool] = field(default_factory=list)
    pause: float = 0.0  # seconds between taking a letter and saying so

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        if self.said.startswith("250"):
            self.in_tls.append(session.ssl is not None)
            self.letters += [(each, envelope.content) for each in envelope.rcpt_tos]
            await asyncio.sleep(self.pause)
        return self.said

    def authenticate(
        self, server: Any, session: Any, envelope: Any, mechanism: str, told: Any
    ) -> AuthResult:
        assert isinstance(told, LoginPassword)
        self.logins.append((told.login.decode(), told.password.decode()))
        right = told.password.decode() == self.password
        return AuthResult(success=right, handled=False)

    def read(self, at: int = -1) -> EmailMessage:
        """A letter as the standard library reads it."""
        read = email.message_from_bytes(self.letters[at][1], policy=email.policy.SMTP)
        assert isinstance(read, EmailMessage)
        return read


@contextlib.contextmanager
def receiving(
    context: ssl.SSLContext | None = None, *, at_once: bool = False
) -> Iterator[Mailbox]:
    """A running server; with a context it offers STARTTLS, or speaks TLS at once."""
    box = Mailbox()
    controller = Post(box, context, at_once=at_once)
    controller.start()
    try:
        box.port = controller.place[1]
        yield box
    finally:
        controller.stop()


def certify(folder: Path, host: str = "127.0.0.1") -> tuple[ssl.SSLContext, Path]:
    """A server's TLS context, and the file of the authority that vouches for it."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    trusted = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    return context, trusted


class Post(Controller):
    """aiosmtpd's server in a thread of its own, on a port that is free."""

    def __init__(
        self, box: Mailbox, context: ssl.SSLContext | None, *, at_once: bool
    ) -> None:
        self._context = context
        self._at_once = at_once
        self._box = box
        super().__init__(box, "127.0.0.1", 0, ssl_context=context if at_once else None)

    def factory(self) -> SMTP:
        tls = self._context if not self._at_once else None
        return SMTP(
            self._box,
            hostname="mail.example.org",
            tls_context=tls,
            authenticator=self._box.authenticate,
            auth_required=False,
            auth_require_tls=not self._at_once,
            enable_SMTPUTF8=True,
        )

    def _trigger_server(self) -> None:
        """The first connection makes the server; ours goes to the port it was given."""
        socket.create_connection(self.place, 5).close()

    @property
    def place(self) -> tuple[str, int]:
        """Where it listens."""
        server: Any = self.server
        host, port = server.sockets[0].getsockname()[:2]
        return host, port
