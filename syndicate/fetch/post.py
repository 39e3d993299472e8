"""Mail over SMTP (RFC 5321): one letter to one recipient, every trouble a value.

The connection is a source's: it ends on time and is checked where it is made. The host
that settings name is itself the exception to what may be talked to, so a relay in the
house is reached and a name that leads elsewhere inside it is not.
"""

from __future__ import annotations

import os
import re
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass

from syndicate.config import Fetch, Mail, Security
from syndicate.config.secret import find_secret
from syndicate.errors import ConfigError
from syndicate.fetch.address import read_allowed
from syndicate.fetch.line import Line, Refused
from syndicate.fetch.words import say_seconds

LONGEST = 200  # characters of a server's words


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a letter: taken by the server, or not and why.

    `uncertain`: the connection broke after the letter went out and before the server
    said that it has it; it may have arrived. `answered`: the server said why, so that
    another recipient may fare better.
    """

    taken: bool
    reason: str = ""
    uncertain: bool = False
    answered: bool = False


class Post:
    """The way to one mail server; each letter has a connection of its own."""

    def __init__(
        self,
        mail: Mail,
        fetch: Fetch,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._mail = mail
        self._environment = environment
        host = f"[{mail.host}]" if ":" in mail.host else mail.host
        allowed = (*fetch.allow, f"{host}:{mail.port}")
        self._allowed = tuple(read_allowed(entry) for entry in allowed)

    def send(self, letter: bytes, recipient: str) -> Posted:
        """Give the server a letter for a recipient, within `mail.deadline`."""
        seconds = self._mail.deadline.total_seconds()
        begun = False
        with Line(seconds, self._allowed) as line, ExitStack() as opened:
            try:
                server = self._open(line, opened)
                _expect(server.mail(self._mail.sender))
                _expect(server.rcpt(recipient))
                _expect(server.docmd("DATA"), 354)
                begun = True
                server.send(_stuffed(letter))
                _expect(server.getreply())
                with suppress(smtplib.SMTPException, OSError):  # it has the letter
                    server.quit()
                return Posted(taken=True, answered=True)
            except smtplib.SMTPResponseException as error:
                return Posted(taken=False, reason=_said(error), answered=True)
            except (Refused, ConfigError) as refusal:
                return Posted(taken=False, reason=str(refusal))
            except (smtplib.SMTPException, OSError) as error:
                reason = _plain(str(error)) or type(error).__name__
                line.heed_clock()
            if line.expired:
                reason = f"took longer than {say_seconds(seconds)}"
        return Posted(taken=False, reason=reason, uncertain=begun)

    def _open(self, line: Line, opened: ExitStack) -> smtplib.SMTP:
        """A connection that has said who it is, over TLS and logged in as settings ask.

        Raises:
            Refused, OSError, smtplib.SMTPException, ConfigError.
        """
        mail = self._mail
        login = [
            find_secret(name, self._environment).reveal()
            for name in (mail.user_from, mail.password_from)
            if name
        ]
        context = ssl.create_default_context()
        secure = mail.security is Security.TLS
        server = _Secure(line, mail, context) if secure else _Plain(line, mail)
        opened.callback(server.close)
        _expect(server.connect(mail.host, mail.port), 220)
        if mail.security is Security.STARTTLS:
            server.starttls(context=context)
        server.ehlo_or_helo_if_needed()
        if login:
            _log_in(server, *login)
        return server


class _Plain(smtplib.SMTP):
    """smtplib over a line of ours: bounded as a whole, not read by read."""

    def __init__(self, line: Line, mail: Mail) -> None:
        self._line = line
        super().__init__(local_hostname="localhost", timeout=line.remaining)
        self._host = mail.host  # whose name STARTTLS asks the certificate for

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        connection = self._line.connect(host, port)
        connection.settimeout(timeout)
        return connection


class _Secure(_Plain):
    """The same, in TLS from the first byte on (RFC 8314)."""

    def __init__(self, line: Line, mail: Mail, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(line, mail)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        connection = super()._get_socket(host, port, timeout)
        return self._context.wrap_socket(connection, server_hostname=host)


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    """Log in; smtplib itself knows no letters but those of ASCII."""
    if f"{user}{password}".isascii():
        server.login(user, password)
        return
    told = f"\0{user}\0{password}".encode()  # RFC 4616, section 2
    _expect(server.docmd("AUTH", f"PLAIN {b64encode(told).decode('ascii')}"), 235)


def _expect(reply: tuple[int, bytes], code: int = 250) -> None:
    if reply[0] != code and not (code == 250 and reply[0] == 251):
        raise smtplib.SMTPResponseException(*reply)


def _stuffed(letter: bytes) -> bytes:
    """A letter as it goes over the line (RFC 5321, section 4.5.2)."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", letter)
    lines = re.sub(rb"(?m)^\.", b"..", lines)
    return (lines if lines.endswith(b"\r\n") else lines + b"\r\n") + b".\r\n"


def _said(error: smtplib.SMTPResponseException) -> str:
    told = error.smtp_error
    words = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
    return _plain(f"{error.smtp_code} {words}")


def _plain(words: str) -> str:
    """A server's words on one line; what steers a terminal is not printed."""
    return re.sub(r"[^\x20-\x7e]+", " ", " ".join(words.split()))[:LONGEST].strip()
