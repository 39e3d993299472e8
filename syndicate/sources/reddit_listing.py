"""Reddit's listings as JSON: posts of kind `t3`, whatever page or thing holds them.

As the API gives them (developers.reddit.com, `GET /r/…/new`), as a thread's page does
(two listings, of which the second holds comments), and as one saved post.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from syndicate.errors import SourceError
from syndicate.model import Form, Link, Posting, Purpose
from syndicate.sources.addresses import find_url, resolve_references
from syndicate.sources.mending import tidy
from syndicate.sources.reddit_entries import (
    HOME,
    name_nobody,
    public_topics,
    read_about,
    taken_down,
    thread_of,
)

Data = dict[str, Any]

# `removed_by_category`, in words; seen in the answers of the API and in its clients.
REMOVED = {
    "moderator": "removed by moderators",
    "automod_filtered": "held back by the subreddit's filter",
    "deleted": "deleted by who posted it",
    "author": "deleted by who posted it",
    "reddit": "removed by Reddit",
    "anti_evil_ops": "removed by Reddit",
    "community_ops": "removed by Reddit",
    "content_takedown": "removed by Reddit",
    "copyright_takedown": "removed for copyright",
}
_POSTS, _LISTING = "t3", "Listing"


@dataclass(frozen=True, slots=True)
class Listing:
    """The posts of a page, and the cursor of the next one."""

    postings: tuple[Posting, ...]
    after: str = ""


def read_listing(source: str, document: Any) -> Listing:
    """The posts that a parsed JSON document holds; comments are none.

    Raises:
        SourceError: it is no listing, or an error of Reddit's.
    """
    things = document if isinstance(document, list) else [document]
    if not all(isinstance(thing, dict) for thing in things):
        raise SourceError(source, "JSON, but no listing of Reddit's")
    if len(things) == 1 and "error" in things[0]:
        told = " ".join(str(things[0].get(key, "")) for key in ("error", "message"))
        raise SourceError(source, f"Reddit says: {tidy(told, 100)}")
    if not things or not all(thing.get("kind") for thing in things):
        raise SourceError(source, "JSON, but no listing of Reddit's")
    posts = [post for thing in things for post in _posts(thing)]
    first = things[0].get("data")
    after = tidy(first.get("after")) if isinstance(first, dict) else ""
    read = (_read_post(source, post) for post in posts)
    return Listing(tuple(posting for posting in read if posting), after)


def _posts(thing: Data) -> Iterator[Data]:
    """The posts in a thing: itself, or what it lists."""
    data = thing.get("data")
    if not isinstance(data, dict):
        return
    if thing.get("kind") == _POSTS:
        yield data
    elif thing.get("kind") == _LISTING:
        children = data.get("children")
        for child in children if isinstance(children, list) else ():
            if isinstance(child, dict) and child.get("kind") == _POSTS:
                yield from _posts(child)


def _read_post(source: str, post: Data) -> Posting | None:
    """A post; None where it does not even tell its own id."""
    url = find_url(_plain(post.get("permalink")), HOME)
    thread = tidy(post.get("id")) or thread_of(url)
    if not thread:
        return None
    url = name_nobody(url) or f"{HOME}/comments/{thread}/"
    body = _read_body(post)
    down = _read_withdrawal(post)
    subreddit = tidy(post.get("subreddit"))
    return Posting(
        source=source,
        item=f"t3_{thread}",
        title=tidy(post.get("title")),
        body="" if down and taken_down(body[0]) else body[0],
        media_type=body[1],
        form=Form.DISCUSSION,
        url=url,
        published=_read_instant(post.get("created_utc")),
        updated=_read_instant(post.get("edited")),
        links=tuple(dict.fromkeys(_read_links(post, url))),
        topics=tuple(public_topics([f"r/{subreddit}"] if subreddit else [])),
        withdrawn=down,
    )


def _read_body(post: Data) -> tuple[str, str]:
    """The post's own text and its media type.

    Without `raw_json=1` Reddit escapes what it gives a second time.
    """
    told = tidy(post.get("selftext_html"))
    if told:
        told = html.unescape(told) if told.startswith("&lt;") else told
        for mark in ("<!-- SC_OFF -->", "<!-- SC_ON -->"):
            told = told.replace(mark, "")
        return resolve_references(told.strip(), HOME), "text/html"
    return tidy(post.get("selftext")), "text/markdown"


def _read_withdrawal(post: Data) -> str:
    """Why the post was taken down; "" while it stands.

    An author's name of `[deleted]` alone says that the account is gone, not the post.
    """
    category = tidy(post.get("removed_by_category"))
    if category:
        return REMOVED.get(category, f"removed ({category[:40]})")
    if post.get("removed") is True or post.get("spam") is True:  # told to moderators
        return REMOVED["moderator"]
    return taken_down(tidy(post.get("selftext"))) or taken_down(tidy(post.get("title")))


def _read_links(post: Data, url: str) -> Iterator[Link]:
    """What it is about: its own link, or the thread it was posted across from."""
    parents = post.get("crosspost_parent_list")
    for parent in parents if isinstance(parents, list) else ():
        if isinstance(parent, dict):
            thread = find_url(_plain(parent.get("permalink")), HOME)
            if thread and name_nobody(thread):
                yield Link(Purpose.DISCUSSION, name_nobody(thread) or "")
            yield from _read_outgoing(parent, thread or url)
    yield from _read_outgoing(post, url)


def _read_outgoing(post: Data, url: str) -> Iterator[Link]:
    if post.get("is_self") is not True:
        yield from read_about(_plain(post.get("url")), url)


def _plain(told: object) -> str:
    """An address without the escaping that `raw_json=1` would have spared us."""
    return tidy(told).replace("&amp;", "&")


def _read_instant(told: object) -> str:
    """Seconds since 1970 in UTC as ISO 8601, as the feed tells it; "" for none.

    >>> _read_instant(1441052960.0), _read_instant(False), _read_instant(1e300)
    ('2015-08-31T20:29:20+00:00', '', '')
    """
    if isinstance(told, bool) or not isinstance(told, int | float):
        return ""
    try:
        return datetime.fromtimestamp(told, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""
