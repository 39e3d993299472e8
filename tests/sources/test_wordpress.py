"""Source kind `wordpress`: documents case by case, the ways to the posts, captures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from syndicate.clean import Rules, clean
from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Posting
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.wordpress import REST_AGAIN, WordPress
from syndicate.sources.wordpress_posts import is_comment, read_instant
from syndicate.sources.wordpress_requests import Options, find_site
from tests.sources.cases import Said, cases_of, check_case, read, say

SITE = "https://clinic.example.org/"


def source(location: str = SITE) -> Source:
    return Source("told", "wordpress", location, options=Options())


def ask(location: str = SITE, **memory: str) -> Request:
    (request,) = WordPress().requests(source(location), Memory(tuple(memory.items())))
    return request


def refuse(request: Request, status: int, location: str = SITE) -> Said:
    answer = Answer(request, Failure(f"{status} Told", status))
    return say(WordPress().read(source(location), answer))


@pytest.mark.parametrize("case", cases_of("wordpress"), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    check_case("wordpress", case)


@pytest.mark.parametrize(
    "location",
    [
        SITE,
        "https://clinic.example.org",
        f"{SITE}feed/",
        f"{SITE}feed/atom/",
        f"{SITE}comments/feed/",
        f"{SITE}wp-json",
        f"{SITE}wp-json/wp/v2/posts?per_page=5",
        f"{SITE}?feed=rss2",
        f"{SITE}index.php",
    ],
)
def test_the_site_is_found_in_what_people_copy(location: str) -> None:
    assert find_site(location) == SITE


def test_what_changed_since_is_asked_for_oldest_change_first() -> None:
    first, later = ask(), ask(since="2026-09-15T06:00:00")
    assert first.url.startswith(f"{SITE}wp-json/wp/v2/posts?per_page=50&orderby=modif")
    assert "modified_after" not in first.url
    assert later.url.endswith("&modified_after=2026-09-15T06:00:00")
    assert (first.about, later.about) == ("changes", "changes")


def test_another_sort_of_posts_keeps_its_parameters_and_has_no_feed() -> None:
    location = f"{SITE}wp-json/wp/v2/news?categories=7"
    request = ask(location)
    assert request.url.startswith(f"{SITE}wp-json/wp/v2/news?categories=7&per_page=50")
    assert refuse(request, 404, location).fault == (
        "told: REST does not give these posts"
    )


def test_a_saved_file_is_read_from_its_folder() -> None:
    request = ask("saved")
    assert (request.transport, request.url) == (Transport.FOLDER, "saved")
    said = refuse(request, 0, "saved")
    assert said.fault == "told: 0 Told"


@pytest.mark.parametrize("status", [401, 403, 404])
def test_where_rest_is_refused_the_feeds_are_asked_one_after_the_other(
    status: int,
) -> None:
    (atom,) = refuse(ask(), status).requests
    assert atom.url == f"{SITE}feed/atom/"
    (rss,) = refuse(atom, 404).requests
    assert rss.url == f"{SITE}feed/"
    assert refuse(rss, 404).fault == "told: neither REST nor a feed: 404 Told"


@pytest.mark.parametrize("status", [0, 429, 502, 503])
def test_a_site_in_trouble_is_left_alone(status: int) -> None:
    said = refuse(ask(), status)
    assert (said.requests, said.fault) == ([], f"told: {status} Told")


def test_a_feed_in_place_of_rest_is_asked_first_until_it_changed_some_times() -> None:
    for refused in range(1, REST_AGAIN):
        assert ask(refused=str(refused)).url == f"{SITE}feed/atom/"
    assert "wp-json" in ask(refused=str(REST_AGAIN)).url


def test_rest_is_tried_where_the_feed_that_stood_in_for_it_fails() -> None:
    (rss,) = refuse(ask(refused="1", since="2026-09-15T06:00:00"), 404).requests
    (rest,) = refuse(rss, 404).requests
    assert "modified_after=2026-09-15T06:00:00" in rest.url
    (atom,) = refuse(rest, 404).requests
    (rss,) = refuse(atom, 404).requests
    assert refuse(rss, 404).fault.startswith("told: neither REST nor a feed")


def test_a_fault_of_rest_does_not_put_it_off() -> None:
    (atom,) = refuse(ask(), 500).requests
    entry = "<entry><id>https://clinic.example.org/?p=1</id><title>A</title></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    said = read(source(), atom, content=feed.encode())
    assert said.memory is not None
    assert "wp-json" in ask(**dict(said.memory.values)).url


def test_a_page_that_fails_after_others_is_told() -> None:
    request = Request(SITE, about="changes", note="rest 2 2026-09-15T06:00:00 0")
    assert refuse(request, 404).fault == "told: 404 Told"


def test_too_many_at_once_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="1 to 100"):
        Options(per_page=101)


def test_rest_and_feeds_tell_one_posting() -> None:
    def items(case: str, note: str) -> set[str]:
        (path,) = (cases_of("wordpress")[0].parent / case).glob("document.*")
        content = path.read_bytes()
        said = read(source(), Request(SITE, note=note), content=content)
        return {posting.item for posting in said.postings}

    one = "wp:clinic.example.org:101"
    assert one in items("rest", "rest 1  0")
    assert one in items("atom", "feed/atom/ 1  0")
    assert one in items("rss", "feed/ 1  0")


@pytest.mark.parametrize(
    "told", [None, 7, "", "yesterday", "2026-13-40T00:00:00", "0000-00-00T00:00:00"]
)
def test_no_date_is_no_date(told: object) -> None:
    assert read_instant(told) is None


def test_what_wordpress_adds_goes() -> None:
    body = (
        "<p>The doors open at nine on Saturdays from now on, walk-ins welcome.</p>"
        '<p>The post <a href="/a/">Hours</a> appeared first on <a href="/">H</a>.</p>'
    )
    plain = (
        "The doors open at nine on Saturdays from now on, walk-ins welcome.\n\n"
        "0 0 votes\nArticle Rating\nSubscribe\nNotify of\nguest\n0 Comments\n"
        "Inline Feedbacks\nView all comments\n0\n"
        "Would love your thoughts, please comment.x\n()\nx"
    )
    for told, media_type in ((body, "text/html"), (plain, "text/plain")):
        posting = Posting("told", "wp:x:1", "Hours", told, media_type=media_type)
        release = clean(posting, Rules())
        assert release.text == (
            "The doors open at nine on Saturdays from now on, walk-ins welcome."
        )
        assert release.parts


def test_captured_feeds_of_wordpress_are_read(corpus: Path) -> None:
    """Every one: posts alone, each under host and number where it has them."""
    read_feeds = named = posts = 0
    manifest = (corpus / "feeds" / "MANIFEST.tsv").read_text("utf-8").splitlines()
    for line in manifest:
        name, _, marks, *_ = line.split("\t")
        if "wordpress" not in marks.split(","):
            continue
        path = corpus / "feeds" / name
        content = path.read_bytes()
        told = {"content": content, "url": "", "locator": path.name}
        said = read(source("saved"), Request("saved", Transport.FOLDER), **told)
        assert said.postings or said.fault, path.name
        read_feeds += bool(said.postings)
        posts += len(said.postings)
        named += sum(posting.item.startswith("wp:") for posting in said.postings)
        items = [posting.item for posting in said.postings]
        assert len(set(items)) == len(items), path.name
        assert not any(is_comment(posting) for posting in said.postings)
    assert read_feeds >= 20
    assert named > 0.7 * posts  # the others keep a guid of their own


def test_a_captured_page_loses_its_comment_form(corpus: Path) -> None:
    page = (corpus / "pages" / "01_wp_wpdiscuz.html").read_text("utf-8")
    posting = Posting("told", "wp:x:1", "", page, full=False)
    text = clean(posting, Rules()).text
    for words in ("Article Rating", "Notify of", "Inline Feedbacks", "0 Comments"):
        assert words not in text
    assert len(text.split()) > 50


def test_no_document_is_the_sources_failure() -> None:
    answer = Answer(ask("saved"), Failure("no such file or folder: saved"))
    with pytest.raises(SourceError, match=r"^told: no such file or folder: saved$"):
        list(WordPress().read(source("saved"), answer))


def test_a_teaser_of_the_feed_is_asked_for_whole_where_that_is_wanted() -> None:
    whole = "<p>" + "The doors open at nine on Saturdays. " * 20 + "</p>"
    items = "".join(
        f"<item><guid>{SITE}?p={number}</guid><link>{SITE}{number}/</link>"
        f"<title>Hours {number}</title><description><![CDATA[{text}]]></description>"
        "</item>"
        for number, text in ((1, "From 6 January the doors [&#8230;]"), (2, whole))
    )
    feed = f"<rss version='2.0'><channel><ttl>120</ttl>{items}</channel></rss>"
    told = source()
    request = Request(f"{SITE}feed/", note="feed/ 1  0")
    said = read(told, request, content=feed.encode())
    assert (len(said.postings), said.requests) == (2, [])
    assert said.memory is not None
    assert said.memory.get("ttl") == "7200"
    wanted = replace(told, options=Options(full_text=True))
    said = read(wanted, request, content=feed.encode())
    assert [posting.item for posting in said.postings] == ["wp:clinic.example.org:2"]
    (page,) = said.requests
    assert (page.url, page.about) == (f"{SITE}1/", "text")
    html = f"<html><body><article><h1>Hours 1</h1>{whole}</article></body></html>"
    said = read(wanted, page, content=html.encode(), media_type="text/html")
    (posting,) = said.postings
    assert posting.item == "wp:clinic.example.org:1"
    assert "nine on Saturdays" in posting.body
