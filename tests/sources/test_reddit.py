"""Source kind `reddit`: documents case by case, addresses, login, captured listings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from syndicate import __version__
from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Form, Purpose
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.reddit import MOST_PASTED, Options, Reddit
from syndicate.sources.reddit_places import RULES, find_place
from tests.sources.cases import Said, cases_of, check_case, read

APP = Options(client_id_from="REDDIT_ID", client_secret_from="REDDIT_SECRET", posts=200)


def source(location: str = "r/ClinicNews", options: Options | None = None) -> Source:
    contact = "https://news.example.org/"
    return Source(
        "told", "reddit", location, options=options or Options(), contact=contact
    )


def ask(location: str, options: Options | None = None) -> Request:
    (request,) = Reddit().requests(source(location, options), Memory())
    return request


@pytest.mark.parametrize("case", cases_of("reddit"), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    check_case("reddit", case)


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("r/ClinicNews", "/r/ClinicNews/new/.rss?limit=100"),
        ("/r/a+b/", "/r/a+b/new/.rss?limit=100"),
        ("u/some_clinic", "/user/some_clinic/submitted/.rss?limit=100"),
        ("https://old.reddit.com/r/ClinicNews/new/.rss", "/r/ClinicNews/new/.rss?l"),
        ("https://www.reddit.com/user/c/m/all", "/user/c/m/all/new/.rss?"),
        ("https://reddit.com/domain/clinic.example.org", "/domain/clinic.example.org/"),
        ("https://www.reddit.com/r/X/top/?t=week", "/r/X/top/.rss?limit=100&t=week"),
        (
            "https://www.reddit.com/r/X/search/?q=harbor+light",
            "/r/X/search.rss?limit=100&restrict_sr=on&sort=new&type=link&q=harbor+light",
        ),
        ("https://www.reddit.com/search?q=x", "/search.rss?limit=100&sort=new&type=l"),
        ("https://www.reddit.com/r/X/comments/1ab/title/", "/comments/1ab/.rss?"),
        ("https://www.reddit.com/", "/new/.rss?"),
    ],
)
def test_every_list_is_asked_for_by_its_feed(location: str, asked: str) -> None:
    assert ask(location).url.startswith(f"https://www.reddit.com{asked}")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.asked)
def test_a_rule_fits_what_it_was_seen_with(rule: object) -> None:
    assert re.fullmatch(rule.given, rule.seen.rstrip("/"))  # type: ignore[attr-defined]


def test_a_saved_file_is_read_from_its_folder() -> None:
    request = ask("saved/reddit")
    assert (request.transport, request.url) == (Transport.FOLDER, "saved/reddit")
    assert ".json" in dict(request.headers)["suffixes"].split()


def test_the_user_agent_says_what_we_are_and_who_answers_for_us() -> None:
    told = dict(ask("r/ClinicNews").headers)["User-Agent"]
    assert told == f"python:syndicate:{__version__} (by https://news.example.org/)"
    told = dict(ask("r/ClinicNews", Options(by="/u/desk")).headers)["User-Agent"]
    assert told == f"python:syndicate:{__version__} (by /u/desk)"


def test_an_app_asks_for_a_token_and_then_for_the_list() -> None:
    request = ask("r/ClinicNews", APP)
    assert (request.method, request.about) == ("POST", "token")
    assert request.url == "https://www.reddit.com/api/v1/access_token"
    assert request.body == b"grant_type=client_credentials"
    assert request.login == ("REDDIT_ID", "REDDIT_SECRET")
    assert "Authorization" not in dict(request.headers)
    token = b'{"access_token": "t0ken-1", "token_type": "bearer", "expires_in": 86400}'
    (following,) = answered(request, token).requests
    assert following.url == (
        "https://oauth.reddit.com/r/ClinicNews/new?limit=100&raw_json=1"
    )
    assert dict(following.headers)["Authorization"] == "bearer t0ken-1"
    assert following.login is None
    page = b'{"kind": "Listing", "data": {"after": "t3_b", "children": []}}'
    (second,) = answered(following, page).requests
    assert second.url.endswith("&after=t3_b&count=100")
    assert second.headers == following.headers
    assert not answered(second, page).requests  # two pages are enough


def answered(request: Request, content: bytes) -> Said:
    return read(source("r/ClinicNews", APP), request, content=content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"error": "invalid_grant"}', "Reddit gave no token: invalid_grant"),
        (b'{"access_token": "a\\r\\nX-Injected: 1"}', "Reddit gave no token"),
        (b"[]", "Reddit gave no token"),
        (b"<html>", "broken JSON at line 1, column 1: Expecting value"),
    ],
)
def test_no_token_is_a_plain_error(content: bytes, reason: str) -> None:
    request = ask("r/ClinicNews", APP)
    assert answered(request, content).fault == f"told: {reason}"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "does not know this client id"),
        (403, "refuses this client"),
        (404, "no such subreddit"),
        (429, "too many requests"),
    ],
)
def test_a_refusal_says_what_it_means_here(status: int, words: str) -> None:
    failure = Failure(f"{status} Told", status)
    with pytest.raises(SourceError, match=f"^told: {status} Told: .*{words}"):
        Reddit().read(source(), Answer(ask("r/x"), failure))


def test_a_time_out_is_told_as_it_is() -> None:
    with pytest.raises(SourceError, match=r"^told: took longer than 20 s$"):
        Reddit().read(source(), Answer(ask("r/x"), Failure("took longer than 20 s")))


def test_a_secret_in_the_file_is_refused() -> None:
    assert Options().login is None
    named = Options(client_id_from="REDDIT_ID")
    assert named.login == ("REDDIT_ID", "REDDIT_CLIENT_SECRET")
    with pytest.raises(ValueError, match="never stands in this file") as caught:
        Options(client_id_from="REDDIT_ID", client_secret_from="s3cr3t-Value")
    assert "s3cr3t" not in str(caught.value)


def test_a_long_list_of_addresses_is_read_as_far_as_it_may() -> None:
    url = "https://www.reddit.com/comments/1ab{:02}/ "
    content = "".join(map(url.format, range(MOST_PASTED + 1))).encode()
    told = {"content": content, "url": "", "locator": "watch.txt"}
    said = read(source("watch.txt"), Request("watch.txt", Transport.FOLDER), **told)
    assert len(said.requests) == MOST_PASTED
    assert said.fault.startswith("told: watch.txt: more than")
    said = read(source("watch.txt"), Request("watch.txt"), **told | {"content": b"Hm"})
    assert (
        said.fault == "told: watch.txt: a text without the address of a post on Reddit"
    )


CAPTURED = {
    "rss-parser__reddit-atom.rss": 24,
    "rss-parser__reddit-home.rss": 24,
    "feed-rs__atom_mediarss_reddit_1.xml": 25,
    "praw__TestComment.test_refresh__with_reply_sort_and_limit.2.reddit.json": 1,
    "praw__TestFront.test_controversial.1.reddit.json": 100,
    "praw__TestLiveThread.test_discussions.1.reddit.json": 2,
    "praw__TestModNotes.test_create_note__thing_fullname.1.reddit.json": 1,
}


@pytest.mark.parametrize("name", CAPTURED)
def test_captured_lists_are_read_whole(corpus: Path, name: str) -> None:
    content = (corpus / "feeds" / name).read_bytes()
    told = {"content": content, "url": "", "locator": name}
    said = read(source("saved"), Request("saved", Transport.FOLDER), **told)
    assert (said.fault, said.requests) == ("", [])
    assert len(said.postings) == CAPTURED[name]
    assert len({posting.item for posting in said.postings}) == CAPTURED[name]
    for posting in said.postings:
        assert re.fullmatch(r"t3_[0-9a-z]+", posting.item)
        assert posting.title
        assert posting.url
        assert posting.author == ""
        assert posting.form is Form.DISCUSSION
        assert "submitted by" not in posting.body
        assert "/user/" not in posting.url
        assert all(link.purpose is not Purpose.MENTION for link in posting.links)


def test_no_name_of_a_captured_author_is_kept(corpus: Path) -> None:
    name = "praw__TestFront.test_controversial.1.reddit.json"
    content = (corpus / "feeds" / name).read_bytes()
    authors = set(re.findall(rb'"author": "([\w-]{5,})"', content))
    told = {"content": content, "url": "", "locator": name}
    said = read(source("saved"), Request("saved", Transport.FOLDER), **told)
    assert len(authors) > 50
    for posting in said.postings:
        fields = f"{posting.author} {posting.topics} {posting.links} {posting.url}"
        for author in authors:
            assert not re.search(rf"\bu(?:ser)?[/_]{author.decode()}\b", fields)


def test_a_location_is_a_place_or_a_path() -> None:
    assert find_place("releases/reddit.json") is None
    place = find_place("http://127.0.0.1:8000/r/ClinicNews")
    assert place is not None
    assert place.token() == "http://127.0.0.1:8000/api/v1/access_token"
    assert place.listing(place.api()).startswith("http://127.0.0.1:8000/r/ClinicNews/")
