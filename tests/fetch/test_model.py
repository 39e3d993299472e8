"""A model that answers well, badly, slowly or with malice gives text or a reason."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from syndicate.config import Fetch, Summaries, SummaryBackend
from syndicate.fetch.model import MANNERS, Model
from syndicate.sources.base import Failure
from tests.loopback import Server

KEY = "sw0rdfish"
ANSWERS: dict[str, Any] = {
    "openai": {"choices": [{"message": {"role": "assistant", "content": "Hello."}}]},
    "anthropic": {"content": [{"type": "text", "text": "Hello."}]},
    "ollama": {"message": {"role": "assistant", "content": "Hello."}, "done": True},
}


OPENAI = SummaryBackend.OPENAI


def ask(server: Server, backend: SummaryBackend = OPENAI, **more: Any) -> str | Failure:
    told = {"url": f"{server.url}/chat", "key_from": "MODEL_KEY"} | more
    limits = Fetch(allow=(f"127.0.0.1:{server.port}",))
    service = Summaries(backend, "small-1", **told)
    model = Model(service, limits, environment={"MODEL_KEY": KEY})
    return model.ask("Sum it up.", '{"title": "Hi"}')


def reason(told: str | Failure) -> str:
    assert isinstance(told, Failure)
    assert KEY not in told.reason
    return told.reason


@pytest.mark.parametrize("backend", sorted(MANNERS))
def test_each_backend_is_asked_once_and_its_text_is_read(
    server: Server, backend: SummaryBackend
) -> None:
    server.say("/chat", json.dumps(ANSWERS[backend]).encode())
    assert ask(server, backend) == "Hello."
    (asked,) = server.asked
    assert asked.startswith("POST /chat ")
    header = "x-api-key" if backend == "anthropic" else "Authorization"
    assert (server.header(header) or "").removeprefix("Bearer ") == KEY


def test_without_a_key_none_is_sent(server: Server) -> None:
    server.say("/chat", json.dumps(ANSWERS["ollama"]).encode())
    assert ask(server, SummaryBackend.OLLAMA, key_from="") == "Hello."
    assert server.header("Authorization") is None


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[]", b"<html>", b'{"choices": []}', b"[" * 90_000, b"\xff\xfe", b"5"),
        b'{"choices": [{"message": {"content": ["a"]}}]}',
        b'{"choices": {"0": 1}}',
    ],
    ids=range(9),
)
def test_an_answer_in_another_form_is_a_reason(server: Server, body: bytes) -> None:
    server.say("/chat", body)
    assert reason(ask(server)).startswith("the model's answer ")


def test_trouble_at_the_service_is_tried_once_more(server: Server) -> None:
    server.say("/chat", b"oh", status="500 Oh")
    assert "500" in reason(ask(server))
    assert len(server.asked) == 2


def test_what_the_service_refuses_is_not_asked_again(server: Server) -> None:
    server.say("/chat", b"no", status="401 No")
    assert "401" in reason(ask(server))
    assert len(server.asked) == 1


def test_what_asks_us_to_wait_is_left_alone(server: Server) -> None:
    server.say("/chat", b"no", "Retry-After: 60", status="503 Busy")
    told = ask(server)
    assert isinstance(told, Failure)
    assert told.retry_after == 60
    assert len(server.asked) == 1


def test_an_answer_that_says_the_key_back_is_none(server: Server) -> None:
    said = {"message": {"content": f"The key is {KEY}."}}
    server.say("/chat", json.dumps(said).encode())
    told = reason(ask(server, SummaryBackend.OLLAMA))
    assert told == "the model's answer holds the key"


def test_fifty_megabytes_are_not_read(server: Server) -> None:
    server.drip("/chat", b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536, pause=0)
    assert reason(ask(server)) == "larger than 200 kB"
    server.say("/chat", b"", "X: y")
    server.paths["/chat"] = b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n"
    assert reason(ask(server)) == "larger than 200 kB"


def test_a_slow_answer_is_given_up(server: Server) -> None:
    server.drip("/chat", b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n")
    told = reason(ask(server, deadline=timedelta(seconds=0.3)))
    assert told.startswith("took longer than")


def test_a_redirect_takes_the_key_nowhere(server: Server) -> None:
    head = f"HTTP/1.1 307 Go\r\nLocation: {server.url}/else\r\n"
    server.paths["/chat"] = f"{head}Content-Length: 0\r\n\r\n".encode()
    assert "redirects" in reason(ask(server))
    assert not [each for each in server.asked if "/else" in each.split("\r\n")[0]]


def test_a_key_is_not_sent_in_the_open_nor_to_private_places(server: Server) -> None:
    told = reason(ask(server, url="http://models.example.org/chat"))
    assert told == "a key is sent over https only"
    assert "MISSING" in reason(ask(server, key_from="MISSING"))
    closed = Model(
        Summaries(OPENAI, "m", f"{server.url}/chat"), Fetch(), environment={}
    )
    assert isinstance(closed.ask("a", "b"), Failure)
    assert server.asked == []
