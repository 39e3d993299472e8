"""Who logs in, and where a secret is never sent."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest

from syndicate.config import Fetch, Source
from syndicate.fetch.base import Stamp
from syndicate.fetch.http import Http
from syndicate.fetch.line import Refused
from syndicate.fetch.login import authorize
from syndicate.model import Document
from syndicate.sources.base import Failure, Request
from syndicate.sources.reddit import Options
from tests.loopback import Server, serving

NAMES = ("APP_ID", "APP_SECRET")
SOURCE = Source(
    "reddit",
    "reddit",
    "r/x",
    options=Options(client_id_from=NAMES[0], client_secret_from=NAMES[1]),
)
THERE = {"APP_ID": "id", "APP_SECRET": "s3cr3t", "OTHER": "not for Reddit"}
TOKEN = "https://www.reddit.com/api/v1/access_token"
PAIR = "Basic " + base64.b64encode(b"id:s3cr3t").decode()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_two_secrets_become_a_header() -> None:
    assert authorize(SOURCE, Request(TOKEN, login=NAMES), THERE) == {
        "Authorization": PAIR
    }
    assert authorize(SOURCE, Request(TOKEN), THERE) == {}


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (Request(TOKEN, login=("APP_ID", "OTHER")), "does not name"),
        (Request("http://reddit.com/", login=NAMES), "over https only"),
        (Request("http://127.0.0.1.example.org/", login=NAMES), "over https only"),
    ],
)
def test_a_secret_is_not_sent(request_: Request, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        authorize(SOURCE, request_, THERE)


def test_a_source_without_names_sends_none() -> None:
    bare = Source("feed", "feed", TOKEN)
    with pytest.raises(Refused, match="does not name"):
        authorize(bare, Request(TOKEN, login=NAMES), THERE)


def test_a_missing_secret_is_a_failure_and_nothing_is_sent(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("APP_ID", raising=False)
    http = Http(Fetch(allow=(f"127.0.0.1:{server.port}",)), "syndicate/test")
    fetched = http.fetch(SOURCE, Request(f"{server.url}/", login=NAMES), None)
    assert isinstance(fetched.answer.outcome, Failure)
    assert fetched.answer.outcome.reason.startswith("no secret APP_ID")
    assert server.asked == []


def test_a_token_is_asked_for_anew_and_not_remembered(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APP_ID", "id")
    monkeypatch.setenv("APP_SECRET", "s3cr3t")
    server.say("/token", b'{"access_token": "t"}', 'ETag: "1"')
    http = Http(Fetch(allow=(f"127.0.0.1:{server.port}",)), "syndicate/test")
    ask = Request(
        f"{server.url}/token", method="POST", body=b"a=1", about="token", login=NAMES
    )
    fetched = http.fetch(SOURCE, ask, None)
    assert fetched.stamp == Stamp()
    again = http.fetch(SOURCE, ask, Stamp(etag='"1"', digest="told"))
    assert not again.unchanged
    assert isinstance(again.answer.outcome, Document)
    assert again.answer.outcome.content == b'{"access_token": "t"}'
    assert server.header("If-None-Match") is None
    assert server.header("Authorization") == PAIR
    assert server.asked[-1].startswith("POST /token ")


def test_a_secret_does_not_follow_to_another_host(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APP_ID", "id")
    monkeypatch.setenv("APP_SECRET", "s3cr3t")
    with serving() as other:
        location = f"Location: {other.url}/token"
        server.say("/token", b"", location, status="307 Temporary Redirect")
        other.say("/token", b"{}")
        ports = (f"127.0.0.1:{server.port}", f"127.0.0.1:{other.port}")
        http = Http(Fetch(allow=ports), "syndicate/test")
        ask = Request(f"{server.url}/token", method="POST", body=b"a=1", login=NAMES)
        http.fetch(SOURCE, ask, None)
        assert other.asked
        assert other.header("Authorization") is None


def test_a_kind_may_read_a_few_headers(server: Server) -> None:
    told = ("X-WP-TotalPages: 3", 'Link: <https://a.example/>; rel="next"')
    server.say("/posts", b"[]", *told, "Set-Cookie: a=1", "X-Other: 1")
    http = Http(Fetch(allow=(f"127.0.0.1:{server.port}",)), "syndicate/test")
    outcome = http.fetch(SOURCE, Request(f"{server.url}/posts"), None).answer.outcome
    assert isinstance(outcome, Document)
    assert outcome.header("x-wp-totalpages") == "3"
    assert outcome.header("link") == '<https://a.example/>; rel="next"'
    assert (outcome.header("set-cookie"), outcome.header("x-other")) == ("", "")
