"""What addresses alone say."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from syndicate.discover.offers import (
    COMMENT_FEEDS,
    PLACES,
    CommentFeed,
    Place,
    is_comment_feed,
    recognise,
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.reason)
def test_each_place_is_recognised_where_it_was_seen(place: Place) -> None:
    assert place.kind in {offer.kind for offer in recognise(place.seen)}
    assert place.reason in {offer.reason for offer in recognise(place.seen)}


@pytest.mark.parametrize("rule", COMMENT_FEEDS, ids=lambda rule: rule.seen)
def test_each_feed_of_comments_gives_itself_away(rule: CommentFeed) -> None:
    assert re.search(rule.pattern, rule.seen, re.IGNORECASE)
    told = {rule.told: rule.seen}
    assert is_comment_feed(told.get("address", ""), told.get("title", ""))


@pytest.mark.parametrize(
    "url",
    [
        "https://larkfield.example.org/news/",
        "https://larkfield.example.org/?r=reddit.com/r/x",
        "https://notreddit.com/r/x",
        "https://reddit.com.example.org/r/x",
        "https://mynewsramp.com/curated-news/a",
        "https://www.newsworthy.ai/",
        "https://www.newsworthy.ai/news/about",
    ],
)
def test_other_addresses_are_not_taken_for_a_place_we_know(url: str) -> None:
    assert list(recognise(url)) == []


def test_rest_is_offered_by_the_sites_own_address() -> None:
    told = "http://Larkfield.example.org:8080/blog/wp-json/wp/v2/posts?per_page=3"
    (offer,) = recognise(told)
    assert offer.location == "http://larkfield.example.org:8080/blog/"
    assert urlsplit(offer.location).port == 8080


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://larkfield.example.org/feed/", "Larkfield » Feed"),
        ("https://larkfield.example.org/commentary/feed/", "Commentary"),
        ("https://larkfield.example.org/feed/", "What we comment on"),
    ],
)
def test_a_feed_of_articles_is_not_taken_for_comments(address: str, title: str) -> None:
    assert not is_comment_feed(address, title)
