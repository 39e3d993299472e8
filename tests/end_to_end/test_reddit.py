"""Reddit beside the clinic's own telling: joined, withdrawn, back; an app's secrets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.sites import Threads, standing
from tests.end_to_end.tellings import HOURS, WING, item, rss

HOUR = "2026-10-05T{:02}:00:00Z"
CLINIC = "https://clinic.example.org/wing/"


def post(number: int, title: str, url: str, **more: object) -> dict[str, Any]:
    """A link post; `more` are other fields of its listing."""
    thread = f"/r/ClinicNews/comments/1ab2c{number}/a_title/"
    told: dict[str, Any] = {"id": f"1ab2c{number}", "title": title, "url": url}
    told |= {"permalink": thread}
    told |= {"subreddit": "ClinicNews", "author": "someone_17", "is_self": False}
    return {**told, "created_utc": 1790000000.0 + number, "selftext": "", **more}


@pytest.fixture
def reddit() -> Iterator[Threads]:
    reddit = Threads()
    reddit.listed = [post(2, "Opening hours", "https://other.example.org/hours")]
    reddit.listed.append(post(1, "They opened a wing", CLINIC))
    with standing(reddit):
        yield reddit


@pytest.fixture
def project(
    tmp_path: Path, reddit: Threads, monkeypatch: pytest.MonkeyPatch
) -> Project:
    monkeypatch.setenv("REDDIT_ID", reddit.app[0])
    monkeypatch.setenv("REDDIT_SECRET", reddit.app[1])
    project = Project(tmp_path)
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{reddit.port}"]\n')
    project.write("clinic.xml", rss([item("A wing for pain", WING, CLINIC)]))
    project.source("clinic", "clinic.xml", "feed", trust="owned")
    names = {"client_id_from": "REDDIT_ID", "client_secret_from": "REDDIT_SECRET"}
    location = f"{reddit.url}/r/ClinicNews"
    return project.source("reddit", location, "reddit", every="1h", **names)


def told_of(run: dict[str, Any]) -> dict[str, Any]:
    (told,) = (each for each in run["sources"] if each["name"] == "reddit")
    assert isinstance(told, dict)
    return told


def place(project: Project) -> dict[str, Any]:
    """Where the clinic's story stands on Reddit."""
    places = project.story("A wing for pain")["appearances"]
    (found,) = (each for each in places if each["source"] == "reddit")
    assert isinstance(found, dict)
    return found


def test_a_post_joins_is_withdrawn_and_comes_back(
    project: Project, reddit: Threads
) -> None:
    told = told_of(project.run(now=HOUR.format(12)))
    assert (told["state"], told["new"], told["joined"]) == ("ok", 2, 1), told
    asked = [target.partition("?")[0] for target in reddit.take_asked()]
    assert asked == ["/api/v1/access_token", "/r/ClinicNews/new"]
    joined = place(project)
    assert joined["relation"] == "discussion"
    assert joined["standing"] != "withdrawn"
    stories = {each["id"] for each in project.stories()}

    reddit.listed[-1]["removed_by_category"] = "moderator"
    gone = {"removed_by_category": "deleted"}
    reddit.listed.insert(0, post(3, "Never seen", "https://x.example.org/", **gone))
    told = told_of(project.run(now=HOUR.format(13)))
    assert told["reasons"] == ["t3_1ab2c3: not taken up: deleted by who posted it"]
    assert place(project)["standing"] == "withdrawn"
    assert {each["id"] for each in project.stories()} == stories
    assert project.holding("A wing for pain")
    reasons = project.rows("SELECT withdrawn FROM postings WHERE withdrawn <> ''")
    assert reasons == [("removed by moderators",)]

    reddit.listed[-1]["removed_by_category"] = None
    project.run(now=HOUR.format(14))
    assert place(project)["standing"] == joined["standing"]


def test_neither_secrets_nor_names_are_kept_or_shown(
    project: Project, reddit: Threads
) -> None:
    project.run(now=HOUR.format(12))
    listing = reddit.asked[-1][1]
    assert listing["authorization"] == f"bearer {reddit.token}"
    assert listing["user-agent"].startswith("python:syndicate:")
    assert "(by https://news.example.org/clinics/)" in listing["user-agent"]
    kept = b"".join(
        path.read_bytes() for path in project.folder.rglob("*") if path.is_file()
    )
    for secret in (reddit.app[1], reddit.token, "someone_17"):
        assert secret.encode() not in kept
    shown = project.well("sources", "--json") + project.well("doctor")
    assert reddit.app[1] not in shown


def test_a_missing_or_wrong_secret_costs_that_source_and_says_so(
    project: Project, reddit: Threads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REDDIT_SECRET")
    run = project.run(now=HOUR.format(12))
    told = told_of(run)
    assert (told["state"], run["stories"]) == ("failing", 1)
    assert "no secret REDDIT_SECRET" in told["error"]
    assert reddit.asked == []  # nothing was sent without it

    folder = project.write("credentials/REDDIT_SECRET", "wr0ng\n").parent
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    told = told_of(project.run("--source", "reddit", now=HOUR.format(15)))
    assert "401 Unauthorized: Reddit does not know this client id" in told["error"]

    project.write("credentials/REDDIT_SECRET", f"{reddit.app[1]}\n")
    told = told_of(project.run("--source", "reddit", now=HOUR.format(20)))
    assert (told["state"], told["new"]) == ("ok", 2)


def test_a_wall_after_the_token_is_a_failure(project: Project, reddit: Threads) -> None:
    wall = b"<!doctype html><html><body>whoa there, pardner</body></html>"
    reddit.closed["/r/"] = (403, "text/html", wall)
    told = told_of(project.run(now=HOUR.format(12)))
    assert told["state"] == "failing"
    assert "403 Forbidden: Reddit refuses this client" in told["error"]
    reddit.closed["/r/"] = (200, "text/html", wall)
    told = told_of(project.run("--source", "reddit", now=HOUR.format(16)))
    assert (told["state"], told["new"]) == ("failing", 0)
    assert "an HTML page, not a feed" in told["error"]


def test_who_has_spent_its_answers_waits(project: Project, reddit: Threads) -> None:
    reddit.spent = True
    assert told_of(project.run(now=HOUR.format(12)))["state"] == "ok"
    reddit.take_asked()
    project.run("--source", "reddit", now=HOUR.format(13))
    assert reddit.asked == []
    project.run("--source", "reddit", now=HOUR.format(15))
    assert len(reddit.asked) == 2


def test_a_feed_without_an_app_and_a_short_location(
    project: Project, reddit: Threads
) -> None:
    """A saved feed: what a person may keep of a subreddit, without any login."""
    entry = (
        "<entry><id>t3_1ab2cd</id><title>Late hours</title><author><name>/u/someone_9"
        "</name></author><link href='https://www.reddit.com/r/X/comments/1ab2cd/a/'/>"
        f"<content type='html'>&lt;div class=\"md\"&gt;{HOURS}&lt;/div&gt;</content>"
        "<updated>2026-10-01T00:00:00+00:00</updated></entry>"
    )
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>"
    project.write("saved/x.rss", feed)
    project.source("saved", "saved", "reddit")
    project.run(now=HOUR.format(12))
    (url,) = project.rows("SELECT url FROM postings WHERE item = 't3_1ab2cd'")
    assert url == ("https://www.reddit.com/r/X/comments/1ab2cd/a/",)
    assert project.story("Late hours")["appearances"][0]["relation"] == "original"
