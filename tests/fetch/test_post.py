"""A letter reaches a real mail server, or the reason why not is told."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from syndicate.config import Fetch, Mail, Security
from syndicate.fetch.post import Post, Posted
from tests.mailbox import Mailbox, certify, receiving

LETTER = b"Subject: Digest\nTo: staff@clinic.example.org\n\nHello.\n.hidden\n..\n"
STAFF = "staff@clinic.example.org"
RELAY = Mail(
    host="127.0.0.1",
    security=Security.NONE,
    sender="press@clinic.example.org",
    deadline=timedelta(seconds=10),
)
LOGIN = replace(
    RELAY,
    security=Security.STARTTLS,
    user_from="MAIL_USER",
    password_from="MAIL_PASSWORD",
)
SECRETS = {"MAIL_USER": "press", "MAIL_PASSWORD": "sw0rdfish"}


def send(mail: Mail, port: int, recipient: str = STAFF) -> Posted:
    return Post(replace(mail, port=port), Fetch(), SECRETS).send(LETTER, recipient)


@contextlib.contextmanager
def talking(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server of plain sockets that talks once as a test says."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_once, args=(listener, talk), daemon=True).start()
        yield listener.getsockname()[1]


def _once(listener: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    with contextlib.suppress(OSError):
        connection, _ = listener.accept()
        with connection:
            talk(connection)


def test_a_letter_arrives_byte_for_byte() -> None:
    with receiving() as box:
        assert send(RELAY, box.port) == Posted(taken=True, answered=True)
    ((recipient, content),) = box.letters
    assert recipient == STAFF
    assert content == LETTER.replace(b"\n", b"\r\n")


def test_the_password_goes_over_starttls_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, authority = certify(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with receiving(context) as box:
        box.password = "sw0rdfish"
        told = send(LOGIN, box.port)
    assert told == Posted(taken=True, answered=True)
    assert box.in_tls == [True]
    assert box.logins == [("press", "sw0rdfish")]


@pytest.mark.parametrize("password", ["schlüssel", "合言葉"])
def test_a_password_of_any_letters_goes_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    context, authority = certify(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with receiving(context) as box:
        box.password = password
        secrets = {**SECRETS, "MAIL_PASSWORD": password}
        post = Post(replace(LOGIN, port=box.port), Fetch(), secrets)
        assert post.send(LETTER, STAFF) == Posted(taken=True, answered=True)
        box.password = "another"
        assert post.send(LETTER, STAFF).reason.startswith("535 ")
    assert box.logins == [("press", password)] * 2


def test_a_sender_that_is_refused_is_told_in_the_servers_words() -> None:
    """Not by what it says of the next order, for which there is no sender then."""

    def talk(connection: socket.socket) -> None:
        with connection.makefile("rwb", buffering=0) as lines:
            lines.write(b"220 mail.example.org\r\n")
            while told := lines.readline():
                refused = {b"MAIL": b"530 log in first", b"RCPT": b"503 no sender"}
                lines.write(refused.get(told[:4].upper(), b"250 fine") + b"\r\n")

    with talking(talk) as port:
        assert send(RELAY, port) == Posted(False, "530 log in first", answered=True)


def test_a_server_that_speaks_tls_at_once_is_spoken_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, authority = certify(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with receiving(context, at_once=True) as box:
        assert send(replace(RELAY, security=Security.TLS), box.port).taken
    assert len(box.letters) == 1


@pytest.mark.parametrize("at_once", [False, True])
def test_a_server_that_nobody_vouches_for_is_not_trusted(
    *, at_once: bool, tmp_path: Path
) -> None:
    context, _ = certify(tmp_path)
    security = Security.TLS if at_once else Security.STARTTLS
    with receiving(context, at_once=at_once) as box:
        told = send(replace(RELAY, security=security), box.port)
    assert not told.taken
    assert "certificate" in told.reason
    assert box.letters == []


def test_without_starttls_nothing_is_said_in_the_open() -> None:
    with receiving() as box:
        told = send(LOGIN, box.port)
    assert not told.taken
    assert "STARTTLS" in told.reason
    assert box.logins == []


def test_a_wrong_password_is_told_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, authority = certify(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with receiving(context) as box:
        box.password = "another"
        told = send(LOGIN, box.port)
    assert told.reason.startswith("535")
    assert "sw0rdfish" not in told.reason


def test_a_refused_recipient_is_told_in_the_servers_words() -> None:
    with receiving() as box:
        box.refused = {STAFF: "550 no such user\x1b[31m here"}
        told = send(RELAY, box.port)
    assert not told.taken
    assert not told.uncertain
    assert told.reason == "550 no such user [31m here"


def test_a_refused_letter_has_not_arrived() -> None:
    with receiving() as box:
        box.said = "452 mailbox full"
        assert send(RELAY, box.port) == Posted(
            taken=False, reason="452 mailbox full", answered=True
        )


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    told = send(RELAY, port)
    assert told.reason.startswith("cannot connect to 127.0.0.1")


def test_a_server_that_is_silent_or_drips_is_left_on_time() -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"220 ")
        waiting = threading.Event()
        while True:
            connection.sendall(b"x")
            waiting.wait(0.05)

    with talking(drip) as port:
        told = send(replace(RELAY, deadline=timedelta(seconds=1)), port)
    assert told == Posted(taken=False, reason="took longer than 1 s")


def test_a_connection_that_breaks_after_the_letter_leaves_doubt() -> None:
    def take_and_leave(connection: socket.socket) -> None:
        lines = connection.makefile("rb")
        connection.sendall(b"220 mail.example.org\r\n")
        for answer in (b"250 hello", b"250 OK", b"250 OK", b"354 go on"):
            lines.readline()
            connection.sendall(answer + b"\r\n")
        while lines.readline() != b".\r\n":
            pass

    with talking(take_and_leave) as port:
        told = send(RELAY, port)
    assert told.uncertain
    assert not told.taken


def test_a_missing_password_is_named_before_anybody_is_asked() -> None:
    post = Post(LOGIN, Fetch(), {"MAIL_USER": "press"})
    told = post.send(LETTER, STAFF)
    assert "MAIL_PASSWORD" in told.reason


def test_a_name_that_leads_elsewhere_in_the_house_is_refused() -> None:
    """Only the server that settings name is the exception, on its port."""
    mail = replace(RELAY, host="localhost", port=1)
    told = Post(mail, Fetch(), {}).send(LETTER, STAFF)
    assert told.reason.startswith("cannot connect to localhost")


def test_mailbox_reads_what_came() -> None:
    with receiving() as box:
        send(RELAY, box.port)
        assert isinstance(box, Mailbox)
        assert box.read()["Subject"] == "Digest"
