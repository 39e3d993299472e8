"""What can be made a source, and what an address alone says, by rules.

Kinds that are not installed are told as any other; whoever shows offers leaves them
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit


@dataclass(frozen=True, slots=True)
class Offer:
    """A source that an address offers, and why to take it. A smaller rank is better."""

    kind: str
    location: str
    reason: str
    title: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    r"""A place whose system we know, by its host and path.

    `location` is what the kind is given, `\1` being the pattern's first group; "" is
    the address as it was given. It takes the scheme of that.
    """

    kind: str
    pattern: str
    reason: str
    seen: str
    location: str = ""


@dataclass(frozen=True, slots=True)
class CommentFeed:
    """How a feed of comments gives itself away: by its `address` or its `title`."""

    told: str
    pattern: str
    seen: str


_REDDIT = r"(?:(?:www|old|new|np|sh|m)\.)?reddit\.com"
_NEWSWORTHY = r"(?:www\.|app\.)?newsworthy\.ai"

PLACES = (  # best first
    Place(
        "newsworthy",
        rf"{_NEWSWORTHY}/feeds/company/[0-9a-f-]{{32,36}}/",
        "Newsworthy company feed: every release of that company",
        seen="https://app.newsworthy.ai/feeds/company/" + "0a" * 16 + "/latest.rss",
    ),
    Place(
        "newsworthy",
        rf"{_NEWSWORTHY}/api/search/rss\Z",
        "Newsworthy search: a standing query",
        seen="https://newsworthy.ai/api/search/rss?query=ketamine",
    ),
    Place(
        "newsworthy",
        rf"{_NEWSWORTHY}/(?:feeds/)?rss/latest\.(?:xml|rss)\Z",
        "Newsworthy latest: featured releases only",
        seen="https://www.newsworthy.ai/rss/latest.xml",
    ),
    Place(
        "newsworthy",
        rf"{_NEWSWORTHY}/news/(?:[a-z]{{2}}/)?\d{{9,}}(?:/|\Z)",
        "Newsworthy release page",
        seen="https://www.newsworthy.ai/news/20260914123/harbor-light-adds-hours",
    ),
    Place(
        "newsramp",
        r"(?:www\.)?newsramp\.com/",
        "NewsRamp TLDR pages: each names its original and where it ran",
        seen="https://newsramp.com/curated-news/harbor-light/" + "0a" * 16,
    ),
    Place(
        "reddit",
        rf"{_REDDIT}/",
        "Reddit: threads, and what they are about",
        seen="https://old.reddit.com/r/clinicnewsexample/",
    ),
    Place(
        "wordpress",
        r"(.+?)/wp-json(?:/|\Z)",
        "WordPress REST: sees edits",
        seen="https://larkfield.example.org/wp-json/wp/v2/posts",
        location=r"//\1/",
    ),
)

COMMENT_FEEDS = (
    CommentFeed(
        "address",
        r"/comments/(?:feed|default|rss|atom)\b|/feed/comments\b|/comments\.(?:rss|xml)\b",
        seen="https://larkfield.example.org/comments/feed/",
    ),
    CommentFeed(
        "address",
        r"[?&]feed=comments-",
        seen="https://larkfield.example.org/?feed=comments-rss2",
    ),
    CommentFeed(
        "title",
        r"\bcomments?\s+(?:feed|rss|atom)\b|\Acomments?(?:\Z|\s+(?:on|for)\b)",
        seen="Larkfield » New hours Comments Feed",
    ),
)


def recognise(url: str) -> Iterator[Offer]:
    """What is offered at an address of a place we know.

    >>> [each.location for each in recognise("https://a.example.org/blog/wp-json/")]
    ['https://a.example.org/blog/']
    """
    parts = urlsplit(url)
    told = f"{parts.netloc.lower()}{parts.path}"
    for rank, place in enumerate(PLACES):
        found = re.match(place.pattern, told)
        if found:
            location = urljoin(url, found.expand(place.location) or url)
            yield Offer(place.kind, location, place.reason, rank=rank)


def is_comment_feed(address: str, title: str = "") -> bool:
    """Whether a feed holds comments, which are never stories.

    >>> is_comment_feed("https://larkfield.example.org/comments/feed/")
    True
    >>> is_comment_feed("https://larkfield.example.org/feed/", "Larkfield » Feed")
    False
    """
    told = {"address": address, "title": title.strip()}
    return any(
        re.search(rule.pattern, told[rule.told], re.IGNORECASE)
        for rule in COMMENT_FEEDS
    )
