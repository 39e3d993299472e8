"""What a server observes of us, and what each of its tricks comes to."""

from __future__ import annotations

import gzip
import hashlib
import tracemalloc
import zlib
from datetime import timedelta
from ipaddress import ip_address
from typing import Any

import brotli
import pytest

from syndicate.fetch import line
from syndicate.fetch.base import Fetched, Stamp
from syndicate.fetch.http import name_agent
from syndicate.model import Document
from syndicate.sources.base import Failure, Request

RSS = b"<rss version='2.0'><channel><title>Harbor Clinic</title></channel></rss>"
OK = b"HTTP/1.1 200 OK\r\n"


def document(fetched: Fetched) -> Document:
    assert isinstance(fetched.answer.outcome, Document), fetched.answer.outcome
    return fetched.answer.outcome


def reason(fetched: Fetched) -> str:
    assert isinstance(fetched.answer.outcome, Failure), fetched.answer.outcome
    return fetched.answer.outcome.reason


def test_a_document_comes_with_what_the_server_said_of_it(
    server: Any, get: Any
) -> None:
    server.say("/feed", RSS, 'Content-Type: Application/RSS+XML; charset="UTF-8"')
    fetched = get()
    found = document(fetched)
    assert (found.content, found.media_type, found.charset) == (
        RSS,
        "application/rss+xml",
        "utf-8",
    )
    assert (found.source, found.url) == ("clinic", server.url + "/feed")
    assert (fetched.status, fetched.name) == (200, server.url + "/feed")
    assert not fetched.unchanged
    assert fetched.stamp.digest == hashlib.sha256(RSS).hexdigest()


# ------------------------------------------------------------ good manners


def test_one_plain_request_says_who_asks_and_nothing_more(
    server: Any, get: Any
) -> None:
    server.say("/feed?page=1", RSS, "Set-Cookie: a=b; Path=/")
    get("/feed?page=1")
    get("/feed?page=1")
    assert len(server.asked) == 2
    assert server.asked[1].startswith("GET /feed?page=1 HTTP/1.1\r\n")
    assert server.header("User-Agent") == "syndicate/0 (+https://news.example.org/)"
    assert "application/rss+xml" in (server.header("Accept") or "")
    assert server.header("Accept-Encoding") == "gzip, deflate, br"
    unwanted = ("Cookie", "Referer", "If-None-Match", "If-Modified-Since")
    assert [name for name in unwanted if server.header(name)] == []


@pytest.mark.parametrize("etag", ['"abc"', 'W/"a,b"', "unquoted", '"caf\xe9"'])
def test_an_etag_is_sent_back_byte_for_byte(server: Any, get: Any, etag: str) -> None:
    server.say("/feed", RSS, f"ETag: {etag}")
    get("/feed", get().stamp)
    assert server.header("If-None-Match") == etag
    assert server.header("If-Modified-Since") is None


def test_a_last_modified_is_sent_back_as_it_was_written(server: Any, get: Any) -> None:
    odd = "Thu, 21 dec 2023 7:00:00 EST"
    server.say("/feed", RSS, f"Last-Modified: {odd}")
    get("/feed", get().stamp)
    assert server.header("If-Modified-Since") == odd
    assert server.header("If-None-Match") is None


def test_304_is_success_and_keeps_the_stamp(server: Any, get: Any) -> None:
    known = Stamp(etag='"1"', last_modified="yesterday", digest="d")
    server.say("/feed", b"", 'ETag: "other"', status="304 Not Modified")
    fetched = get("/feed", known)
    assert fetched.unchanged
    assert (fetched.stamp, fetched.status) == (known, 304)
    assert document(fetched).content == b""


def test_304_without_a_question_is_a_failure(server: Any, get: Any) -> None:
    server.say("/feed", b"", status="304 Not Modified")
    assert reason(get()) == "304 Not Modified"


def test_the_same_bytes_again_are_unchanged_and_renew_the_validators(
    server: Any, get: Any
) -> None:
    server.say("/feed", RSS, 'ETag: "1"')
    first = get()
    server.say("/feed", RSS)
    second = get("/feed", first.stamp)
    assert second.unchanged
    assert document(second).content == b""
    assert second.stamp.etag == ""
    assert second.stamp.digest == first.stamp.digest


def test_an_error_page_gives_no_validators(server: Any, get: Any) -> None:
    known = Stamp(etag='"good"', digest="d")
    server.say("/feed", b"oops", 'ETag: "bad"', status="500 Oh\x1b[31m no")
    fetched = get("/feed", known)
    assert reason(fetched) == "500 Internal Server Error"
    assert (fetched.stamp, fetched.status) == (known, 500)


def test_a_validator_that_cannot_be_sent_back_is_none(server: Any, get: Any) -> None:
    server.say("/feed", RSS, "ETag: " + "x" * 5000, "Last-Modified: a\tb")
    assert get().stamp.etag == ""
    assert get().stamp.last_modified == ""


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120),
        ("Thu, 21 Dec 2023 12:10:00 GMT", 600),
        ("Thu, 21 Dec 2023 11:00:00 GMT", 0),
        ("99999999999999999999", 7 * 24 * 3600),
        ("soon", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(
    server: Any, get: Any, told: str, seconds: int | None
) -> None:
    date = "Date: Thu, 21 Dec 2023 12:00:00 GMT"
    server.say("/feed", b"", f"Retry-After: {told}", date, status="429 Slow")
    outcome = get().answer.outcome
    assert outcome == Failure("429 Too Many Requests", 429, seconds)


def test_a_kind_can_ask_in_its_own_words(server: Any, get: Any) -> None:
    server.say("/token", b"{}")
    request = Request(
        server.url + "/token",
        method="POST",
        headers=(("accept", "application/json"),),
        body=b"grant",
    )
    get("/token", request=request)
    assert server.asked[0].startswith("POST /token ")
    assert server.header("Accept") == "application/json"
    assert server.header("Content-Length") == "5"


def test_the_agent_survives_an_odd_contact() -> None:
    assert name_agent("https://x.example.org/\r\nX: é(").endswith(
        "+https://x.example.org/X:)"
    )
    assert "(" not in name_agent("")


# --------------------------------------------------------------- redirects


def redirect(server: Any, path: str, to: str, status: str = "302 Found") -> None:
    server.say(path, b"moved", f"Location: {to}", status=status)


@pytest.mark.parametrize("status", ["301 A", "302 B", "303 C", "307 D", "308 E"])
def test_redirects_are_followed_to_the_final_address(
    server: Any, get: Any, status: str
) -> None:
    redirect(server, "/feed", "../new?x=1&y=%20", status)
    server.say("/new?x=1&y=%20", RSS)
    fetched = get()
    assert document(fetched).url == server.url + "/new?x=1&y=%20"
    assert fetched.name == server.url + "/feed"


def test_as_many_redirects_as_allowed_and_no_more(server: Any, get: Any) -> None:
    for count in range(5):
        redirect(server, f"/{count}", f"/{count + 1}")
    server.say("/5", RSS)
    assert document(get("/0")).content == RSS
    assert reason(get("/0", max_redirects=4)) == "more than 4 redirects"
    redirect(server, "/loop", "/loop")
    assert reason(get("/loop")) == "more than 5 redirects"


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("file:///etc/hostname", "only http and https are fetched, not 'file'"),
        ("ftp://127.0.0.1/x", "only http and https are fetched, not 'ftp'"),
        ("http://me:secret@example.org/", "an address with a user name in it is not"),
        ("http://169.254.169.254/latest", "address 169.254.169.254 is link-local"),
        ("http://[::1", "no proper answer: Invalid IPv6 URL"),
        ("", "302 Found that does not say where to"),
    ],
)
def test_a_redirect_may_not_lead_anywhere(
    server: Any, get: Any, to: str, why: str
) -> None:
    redirect(server, "/feed", to)
    assert reason(get()).startswith(why)


def test_a_redirect_in_latin_1_or_utf_8_does_not_break_us(
    server: Any, get: Any
) -> None:
    redirect(server, "/feed", "/caf\xe9")
    server.say("/caf%C3%A9", RSS)
    assert document(get()).content == RSS
    redirect(server, "/feed", "/café".encode().decode("latin-1"))
    assert document(get()).url == server.url + "/caf%C3%A9"


def test_a_redirect_to_a_host_in_its_own_letters(server: Any, get: Any) -> None:
    redirect(server, "/feed", "http://klinik-süd.invalid/".encode().decode("latin-1"))
    assert "no such host: xn--klinik-sd-x9a.invalid" in reason(get())


def test_the_body_of_a_redirect_is_never_read(server: Any, get: Any) -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Encoding: gzip\r\n\r\n"
    server.drip("/feed", head + gzip.compress(b"0" * 1_000_000), b"x" * 1000, 0.001)
    server.say("/new", RSS)
    assert document(get()).content == RSS


def test_a_secret_stays_with_the_host_it_was_meant_for(server: Any, get: Any) -> None:
    redirect(server, "/feed", f"http://localhost:{server.port}/new")
    server.say("/new", RSS)
    request = Request(server.url + "/feed", headers=(("Authorization", "Bearer k"),))
    allow = (f"127.0.0.1:{server.port}", f"localhost:{server.port}")
    document(get(request=request, allow=allow))
    assert server.header("Authorization", 0) == "Bearer k"
    assert server.header("Authorization", 1) is None


# ------------------------------------------------------------------- limits


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.1", OK + b"X-A: ", OK + b"\r\n", OK + b"Content-Length: 99\r\n\r\n"],
    ids=["nothing", "status line", "headers", "body", "body of known length"],
)
def test_a_server_that_drips_is_left_at_the_deadline(
    server: Any, get: Any, start: bytes
) -> None:
    """It drips for ever, so nothing but the deadline ends this."""
    server.drip("/feed", start)
    fetched = get(deadline=timedelta(seconds=0.6))
    assert reason(fetched) == "took longer than 0.6 s"


def test_a_silent_server_and_endless_interim_answers_end_too(
    server: Any, get: Any
) -> None:
    server.drip("/silent", b"", b"", 0.05)
    server.drip("/more", b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01)
    for path in ("/silent", "/more"):
        fetched = get(path, deadline=timedelta(seconds=0.6))
        assert reason(fetched) == "took longer than 0.6 s"


def test_a_document_larger_than_the_limit(server: Any, get: Any) -> None:
    server.say("/told", b"x" * 2001)
    server.drip("/endless", OK + b"\r\n", b"x" * 500, 0)
    server.drip(
        "/chunks", OK + b"Transfer-Encoding: chunked\r\n\r\n", b"5\r\nxxxxx\r\n", 0
    )
    server.say("/just", b"x" * 2000)
    for path in ("/told", "/endless", "/chunks"):
        assert reason(get(path, max_bytes=2000)) == "larger than 2 kB"
    assert len(document(get("/just", max_bytes=2000)).content) == 2000


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)]
)
def test_a_decompression_bomb_is_opened_no_further_than_the_limit(
    server: Any, get: Any, encoding: str, pack: Any
) -> None:
    bomb = pack(b"\0" * 60_000_000)
    server.say("/feed", bomb, f"Content-Encoding: {encoding}")
    tracemalloc.start()
    why = reason(get(max_decoded=1_000_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert why == "larger than 1 MB once decompressed"
    assert peak < 8_000_000


def test_one_layer_of_compression_is_opened(server: Any, get: Any) -> None:
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(RSS, mtime=0),
        "X-GZIP": gzip.compress(RSS[:9], mtime=0) + gzip.compress(RSS[9:], mtime=0),
        "deflate": zlib.compress(RSS),
        " Deflate": bare.compress(RSS) + bare.flush(),
        "br": brotli.compress(RSS),
        "identity": RSS,
    }
    for encoding, body in packed.items():
        server.say("/feed", body, f"Content-Encoding: {encoding}")
        assert document(get()).content == RSS, encoding


@pytest.mark.parametrize(
    ("encoding", "body", "why"),
    [
        ("zstd", b"?", "sent in encoding 'zstd', which was not asked for"),
        ("br", RSS, "not br data: "),
        ("br", brotli.compress(RSS)[:-3], "compressed data is cut short"),
        ("br", brotli.compress(gzip.compress(RSS, mtime=0)), "compressed twice"),
        ("gzip, gzip", b"?", "sent in encoding 'gzip, gzip', which was not asked for"),
        (
            "gzip",
            gzip.compress(gzip.compress(RSS, mtime=0), mtime=0),
            "compressed twice",
        ),
        ("gzip", gzip.compress(RSS, mtime=0)[:-12], "compressed data is cut short"),
        ("gzip", RSS, "not gzip data: Error -3 while decompressing data"),
    ],
)
def test_any_other_compression_is_refused(
    server: Any, get: Any, encoding: str, body: bytes, why: str
) -> None:
    server.say("/feed", body, f"Content-Encoding: {encoding}")
    assert reason(get()).startswith(why)


def test_a_body_that_breaks_off(server: Any, get: Any) -> None:
    server.paths["/short"] = OK + b"Content-Length: 500\r\n\r\n" + RSS
    server.paths["/chunk"] = OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"
    for path in ("/short", "/chunk"):
        assert reason(get(path)) == "broken off before its end"


def test_what_is_not_http_is_a_plain_reason(server: Any, get: Any) -> None:
    server.paths["/ssh"] = b"SSH-2.0-x\r\n\r\n"
    server.paths["/none"] = b""
    server.paths["/line"] = OK + b"A: " + b"x" * 100_000 + b"\r\n\r\n"
    server.paths["/many"] = OK + b"A: b\r\n" * 1000 + b"\r\n"
    for path in ("/ssh", "/none", "/line", "/many"):
        why = reason(get(path))
        assert why.startswith("no proper answer: "), path
        assert "\n" not in why


def test_no_content_is_not_a_document(server: Any, get: Any) -> None:
    server.say("/feed", b"", status="204 No Content")
    assert get().answer.outcome == Failure("204 No Content", 204)


# ------------------------------------------------------------------ address


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("127.0.0.1", "127.0.0.1 is loopback"),
        ("2130706433", "127.0.0.1 is loopback"),
        ("0x7f.1", "127.0.0.1 is loopback"),
        ("localhost", "is loopback"),
        # Python 3.13 writes the four numbers, 3.11 two of them in hexadecimal.
        ("[::ffff:127.0.0.1]", f"{ip_address('::ffff:127.0.0.1')} is loopback"),
        ("[::1]", "::1 is loopback"),
        ("0.0.0.0", "0.0.0.0 is reserved"),
        ("10.0.0.1", "10.0.0.1 is private"),
        ("100.64.0.1", "100.64.0.1 is shared by a carrier"),
        ("224.0.0.1", "224.0.0.1 is multicast"),
    ],
)
def test_no_way_of_writing_it_reaches_a_private_address(
    server: Any, get: Any, host: str, kind: str
) -> None:
    server.say("/feed", RSS)
    why = reason(get(f"http://{host}:{server.port}/feed", allow=()))
    assert f"{kind}; name it in [fetch] allow" in why
    assert server.asked == []


def test_allow_names_a_host_a_port_or_a_network(server: Any, get: Any) -> None:
    server.say("/feed", RSS)
    port = server.port
    for allowed in ("127.0.0.1", "127.0.0.0/8", f"127.0.0.1:{port}"):
        assert document(get(allow=(allowed,))).content == RSS
    by_name = f"http://LocalHost:{port}/feed"
    assert document(get(by_name, allow=(f"localhost:{port}",))).content == RSS
    assert document(get(by_name, allow=("127.0.0.1",))).content == RSS
    for other in (f"127.0.0.1:{port + 1}", "localhost", "10.0.0.0/8"):
        assert "is loopback" in reason(get(allow=(other,)))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/", "only http and https are fetched, not 'ftp'"),
        ("http:///feed", "an address without a host"),
        ("http://a:b@127.0.0.1/", "an address with a user name in it is not fetched"),
        ("http://127.0.0.1:99999/", "not an address: Port out of range 0-65535"),
        ("http://" + "a" * 300 + ".example/", "no"),
        ("http://a..b/", "no"),
        ("http://nowhere.invalid/", "no such host: nowhere.invalid"),
    ],
)
def test_an_impossible_address_is_a_plain_reason(get: Any, url: str, why: str) -> None:
    fetched = get(url)
    assert reason(fetched).startswith(why)
    assert (fetched.status, fetched.stamp) == (0, Stamp())


def test_nobody_listening(server: Any, get: Any) -> None:
    server.say("/feed", RSS)
    url = "http://127.0.0.1:1/feed"
    why = "cannot connect to 127.0.0.1: Connection refused"
    assert reason(get(url, allow=("127.0.0.1",))) == why


def test_a_tls_handshake_that_never_ends(server: Any, get: Any) -> None:
    url = f"https://127.0.0.1:{server.port}/feed"
    fetched = get(url, deadline=timedelta(seconds=0.6))
    assert reason(fetched) == "took longer than 0.6 s"


def test_a_watchdog_that_comes_late_changes_no_reason(
    server: Any, get: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine the socket's own clock can be the first to say so."""
    monkeypatch.setattr(line._WATCHDOG, "watch", lambda *_: None)
    url = f"https://127.0.0.1:{server.port}/feed"
    fetched = get(url, deadline=timedelta(seconds=0.6))
    assert reason(fetched) == "took longer than 0.6 s"
