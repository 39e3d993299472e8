"""What a Reddit feed's entry says: a thread, and what it is about.

The outgoing address is only that of the `[link]` anchor: the text of a post may link
anywhere. Names of people are not kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from syndicate.model import Form, Link, Posting, Purpose
from syndicate.sources.addresses import find_url

HOME = "https://www.reddit.com"

_POST = re.compile(r"/comments/([0-9a-z]{2,12})(?:/|\Z)", re.IGNORECASE)
_OUTGOING = re.compile(
    r"<a\s[^<>]{0,500}?href\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]{0,500}>\s*\[link\]\s*</a>",
    re.IGNORECASE,
)
# The post's own text; XHTML feeds lose the two comments around it.
_OWN_TEXT = (
    re.compile(r"<!--\s*SC_OFF\s*-->(.*?)<!--\s*SC_ON\s*-->", re.DOTALL),
    re.compile(r"(<div class=\"md\">.*</div>)", re.DOTALL),
)
_BYLINE = re.compile(r"submitted by(?:&#32;|\s)*<a\b", re.IGNORECASE)
# A person's own page, as an address or a topic: both hold the name.
_PROFILE = re.compile(r"/u(?:ser)?/", re.IGNORECASE)
_PROFILE_TOPIC = re.compile(r"/?(?:u/|user/|(?:r/)?u_)", re.IGNORECASE)
# Where Reddit keeps pictures and films: no page that anything is about.
_MEDIA = re.compile(r"(?:i|v|preview|external-preview)\.redd\.it|i\.reddituploads\.com")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in place of a text that was taken down."""

    text: str
    reason: str


MARKS = (
    Mark("[removed]", "removed by moderators"),
    Mark("[deleted]", "deleted by who posted it"),
    Mark("[deleted by user]", "deleted by who posted it"),
    Mark("[ Removed by Reddit ]", "removed by Reddit"),
    Mark("[ Removed by moderator ]", "removed by moderators"),
    Mark(
        "[ Removed by reddit in response to a copyright notice. ]",
        "removed for copyright",
    ),
)
_MARKS = {mark.text.lower(): mark.reason for mark in MARKS}


def is_reddit(posting: Posting) -> bool:
    """Whether a feed's entry comes from Reddit.

    >>> is_reddit(Posting("r", "t3_1ab", "", "", url="https://old.reddit.com/r/x/"))
    True
    """
    host = urlsplit(posting.url or "").hostname or ""
    return f".{host}".endswith((".reddit.com", ".redd.it"))


def read_post(posting: Posting) -> Posting | None:
    """The thread that an entry tells; None for a comment, which is never kept.

    A link post's text is empty; `[link]` of a text post is its own thread.
    """
    thread = thread_of(posting.url)
    if posting.item.startswith("t1_"):
        return None
    if not thread and not posting.item.startswith("t3_"):
        return replace(posting, author="")
    outgoing = _OUTGOING.findall(posting.body)
    links: Iterator[Link] = iter(())
    if outgoing:  # the last: a poster can write [link] too, but only above it
        links = read_about(html.unescape(outgoing[-1]), posting.url or "")
    body = _read_own_text(posting.body)
    return replace(
        posting,
        item=posting.item or f"t3_{thread}",
        url=name_nobody(posting.url),
        body=body,
        summary="",
        media_type="text/html",
        form=Form.DISCUSSION,
        author="",
        links=(*posting.links, *links),
        topics=tuple(public_topics(posting.topics)),
        withdrawn=taken_down(body) or taken_down(posting.title),
    )


def thread_of(url: str | None) -> str:
    """The id of the thread that an address is, however it is spelled; "" for none.

    >>> thread_of("https://old.reddit.com/r/Clinics/comments/1AB2cd/a_title/")
    '1ab2cd'
    """
    found = _POST.search(urlsplit(url or "").path)
    return found[1].lower() if found else ""


def read_about(told: str, post: str) -> Iterator[Link]:
    """What a post points at: another thread (a crosspost), or a page elsewhere.

    Nothing for itself, and for pictures and films that Reddit keeps.

    >>> next(read_about("/r/x/comments/1ab2cd/t/", HOME + "/r/y/comments/1ab2ce/")).url
    'https://www.reddit.com/r/x/comments/1ab2cd/t/'
    """
    about = find_url(told, post or HOME)
    parts = urlsplit(about or "")
    host = (parts.hostname or "").lower()
    on_reddit = f".{host}".endswith(".reddit.com")
    thread = thread_of(about) if on_reddit else ""
    if not about or _MEDIA.fullmatch(host) or (thread and thread == thread_of(post)):
        return
    if on_reddit and parts.path.startswith(("/gallery/", "/poll/")):
        return
    if thread:
        yield Link(Purpose.DISCUSSION, name_nobody(about) or about)
    elif not (on_reddit and _PROFILE.match(parts.path)):
        yield Link(Purpose.ABOUT, about)


def name_nobody(url: str | None) -> str | None:
    """A thread's address without the name of whose page it stands on.

    >>> name_nobody("https://www.reddit.com/user/somebody/comments/1ab2cd/a_title/")
    'https://www.reddit.com/comments/1ab2cd/'
    """
    parts = urlsplit(url or "")
    if not _PROFILE.match(parts.path) and not parts.path.startswith("/r/u_"):
        return url
    thread = thread_of(url)
    return f"{parts.scheme}://{parts.netloc}/comments/{thread}/" if thread else None


def public_topics(topics: Iterable[str]) -> Iterator[str]:
    """Subreddits, but nobody's own page."""
    return (topic for topic in topics if not _PROFILE_TOPIC.match(topic))


def taken_down(text: str) -> str:
    """Why a post was taken down, by the mark in its place; "" for any other text.

    >>> taken_down('<div class="md"><p>[removed]</p></div>')
    'removed by moderators'
    >>> taken_down("[removed] is what it said")
    ''
    """
    if len(text) > 500:
        return ""
    words = " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", text)).split())
    return _MARKS.get(words.lower(), "")


def _read_own_text(body: str) -> str:
    """What the poster wrote, without who posted it and the links below.

    >>> _read_own_text('<!-- SC_OFF --><p>Open now.</p><!-- SC_ON --> submitted by <a>')
    '<p>Open now.</p>'
    """
    byline = list(_BYLINE.finditer(body))
    told = body[: byline[-1].start()] if byline else body
    for pattern in _OWN_TEXT:
        found = pattern.search(told)
        if found:
            return found[1].strip()
    return ""
