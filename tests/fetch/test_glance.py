"""A 304 read by ourselves, and everything else as a library alone would read it."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from syndicate.fetch import connection
from syndicate.fetch.base import Fetched, Stamp
from syndicate.fetch.glance import compose
from tests.fetch.test_http import document, reason
from tests.loopback import Server
from tests.mailbox import certify

KNOWN = Stamp(etag='"caf\xe9"', last_modified="Thu, 21 Dec 2023 07:00:00 GMT")
SAME = b"HTTP/1.1 304 Not Modified\r\n"
BODY = b"<rss version='2.0'><channel><title>Harbor Clinic</title></channel></rss>"
FRESH = SAME + b'cache-control: max-age=600\r\nETag:"new"\r\nAGE: 100\r\n\r\n'
ANSWERS = {
    "a 304": SAME + b"Date: Mon, 05 Oct 2026 12:00:00 GMT\r\n\r\n",
    "a bare one": b"HTTP/1.0 304\r\n\r\n",
    "one that says how long it lasts": FRESH,
    "in two lines": SAME
    + b"Cache-Control: public\r\nCache-Control: max-age=60\r\n\r\n",
    "Latin-1": SAME + b"Cache-Control: max-age=60, x=\x85\r\nAge: 5\r\n\r\n",
    "by line feeds alone": SAME.replace(b"\r", b"") + b"Age: 1\n\n",
    "a folded line": SAME + b"Cache-Control: public,\r\n max-age=60\r\n\r\n",
    "no header": SAME + b"nothing of the kind\r\nCache-Control: max-age=9\r\n\r\n",
    "a NUL": SAME + b"Cache-Control: max\0-age=9\r\n\r\n",
    "too many lines": SAME + b"X-One: 1\r\n" * 101 + b"\r\n",
    "a line without end": SAME + b"X-One: " + b"1" * 70_000 + b"\r\n\r\n",
    "lines without end": SAME + (b"X-One: " + b"1" * 9_000 + b"\r\n") * 9 + b"\r\n",
    "a 304 with a body": SAME + b"Content-Length: 4\r\n\r\nbody",
    "a 304 that asks to wait": SAME + b"RateLimit-Remaining: 0\r\nRateLimit-Reset: 9"
    b"\r\n\r\n",
    "a 304 after a 100": b"HTTP/1.1 100 Continue\r\n\r\n" + SAME + b"\r\n",
    "nothing": b"",
    "half a head": SAME + b"Age: 1\r\n",
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
    "another HTTP": b"HTTP/2.0 304 Not Modified\r\n\r\n",
    "304 as a word": b"HTTP/1.1 3040 What\r\n\r\n",
    "an error": b"HTTP/1.1 503 Busy\r\nRetry-After: 60\r\n\r\n",
    "a redirect": b"HTTP/1.1 301 Moved\r\nLocation: /there\r\n\r\n",
    "news": b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY),
    "news until the end": b"HTTP/1.1 200 OK\r\nETag: x\r\n\r\n" + BODY,
    "cut news": b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + BODY,
    "news in chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"4\r\n<rss\r\n0\r\n\r\n",
    "packed news": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    + gzip.compress(BODY * 5_000),
}


@pytest.fixture
def library_alone(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, no request is sent by ourselves."""
    return lambda: monkeypatch.setattr(connection, "compose", lambda *_: b"")


def told(fetched: Fetched) -> Fetched:
    return replace(fetched, seconds=0.0)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_comes_to_what_the_library_alone_makes_of_it(
    server: Server, get: Any, answer: bytes, library_alone: Callable[[], None]
) -> None:
    server.paths["/feed"] = answer
    server.say("/there", BODY)
    ours, asked = told(get("/feed", KNOWN)), list(server.asked)
    library_alone()
    assert told(get("/feed", KNOWN)) == ours
    assert server.asked == asked * 2, "the requests are the same, byte for byte"


def test_a_plain_304_loads_no_library_that_reads_it(
    server: Server, get: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_by_line", lambda: pytest.fail("was asked for"))
    server.paths["/feed"] = FRESH
    fetched = get("/feed", KNOWN)
    assert (fetched.unchanged, fetched.status, fetched.size) == (True, 304, 0)
    assert fetched.stamp == replace(KNOWN, fresh=500)


@pytest.mark.parametrize("answer", [FRESH, ANSWERS["news"]])
def test_an_answer_in_pieces_is_one_answer(
    server: Server, get: Any, answer: bytes
) -> None:
    def talk(client: socket.socket) -> None:
        for at in range(len(answer)):
            client.sendall(answer[at : at + 1])
            time.sleep(0.001)

    server.paths["/feed"] = talk
    fetched = get("/feed", KNOWN)
    assert document(fetched).content == (b"" if answer is FRESH else BODY)


@pytest.mark.parametrize(
    "start", [b"", b"HTTP/1.1", SAME, SAME + b"X-Long: ", b"HTTP/1.1 200 OK\r\n\r\n"]
)
def test_whoever_is_slow_is_late(server: Server, get: Any, start: bytes) -> None:
    server.drip("/feed", start, b"1")
    fetched = get("/feed", KNOWN, deadline=timedelta(seconds=0.5))
    assert reason(fetched) == "took longer than 0.5 s"


def test_a_head_without_end_is_not_read_to_its_end(server: Server, get: Any) -> None:
    server.drip("/feed", SAME, b"X-One: 1\r\n" * 1_000, pause=0)
    assert reason(get("/feed", KNOWN)).startswith("no proper answer: got more than 100")


def test_a_private_address_is_refused_before_anything_is_sent(
    server: Server, get: Any
) -> None:
    server.paths["/feed"] = FRESH
    why = reason(get("/feed", KNOWN, allow=()))
    assert why == "address 127.0.0.1 is loopback; name it in [fetch] allow"
    assert server.asked == []


def test_a_header_that_would_be_two_is_not_composed() -> None:
    assert compose("a.example", "/", {"If-None-Match": '"1"\r\nX: 2'}) == b""


# --------------------------------------------------------------------- TLS


class Secure(Server):
    """The same server, over TLS."""

    context: ssl.SSLContext

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def answer(self, connection: socket.socket) -> None:
        try:
            secure = self.context.wrap_socket(connection, server_side=True)
        except OSError:  # it does not trust us
            return
        super().answer(secure)


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[Secure, Path]]:
    """It, and the certificate by which it is known."""
    running = Secure()
    running.context, certificate = certify(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        running.port = listener.getsockname()[1]
        threading.Thread(target=running.serve, args=(listener,), daemon=True).start()
        yield running, certificate
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("trusted", [True, False])
def test_over_tls_it_is_the_same_for_whom_we_trust(
    secure: tuple[Secure, Path],
    get: Any,
    monkeypatch: pytest.MonkeyPatch,
    trusted: bool,
) -> None:
    running, certificate = secure
    if trusted:
        monkeypatch.setattr("requests.utils.DEFAULT_CA_BUNDLE_PATH", str(certificate))
    connection._authorities.cache_clear()
    try:
        ours = []
        for answer in (FRESH, ANSWERS["news"], ANSWERS["packed news"]):
            running.paths["/feed"] = answer
            allow = ("127.0.0.1",)
            ours.append(get(f"{running.url}/feed", KNOWN, allow=allow))
    finally:
        connection._authorities.cache_clear()
    if not trusted:
        assert all("no safe connection" in reason(each) for each in ours)
        assert running.asked == []
        return
    contents = [document(each).content for each in ours]
    assert contents == [b"", BODY, BODY * 5_000]
    assert ours[0].stamp == replace(KNOWN, fresh=500)
