"""WordPress's REST answers: posts as `wp/v2/posts` gives them, and which post is which.

developer.wordpress.org/rest-api/reference/posts
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from syndicate.errors import SourceError
from syndicate.model import Posting
from syndicate.sources.addresses import find_url, resolve_references
from syndicate.sources.entries import form_of, is_locked
from syndicate.sources.mending import tidy
from syndicate.text.urls import host_of

Data = dict[str, Any]

# What a comment's address ends in, in every feed of comments.
_COMMENT = re.compile(r"#comment-\d+\Z")
_TERMS = ("category", "post_tag")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def read_posts(source: str, told: Any) -> Iterator[Posting]:
    """The posts of a list, or the one post that stands alone.

    Raises:
        SourceError: it is neither; where WordPress says why, in its words.
    """
    if isinstance(told, dict) and "code" in told and "id" not in told:
        reason = f"{tidy(told['code'], 100)}: {tidy(told.get('message'), 200)}"
        raise SourceError(source, f"WordPress says {reason}")
    posts = [told] if isinstance(told, dict) else told
    if not isinstance(posts, list) or not all(map(_is_post, posts)):
        raise SourceError(source, "JSON, but no posts of WordPress")
    for post in posts:
        if post.get("status", "publish") == "publish" and not _is_locked(post):
            yield _read_post(source, post)


def name_post(guid: str, number: object, host: str) -> str:
    """The identity of a post: the same from REST, RSS and Atom.

    That is its guid, which all three tell and no edit changes. Where it is the address
    that WordPress gives (`?p=ID`), host and number suffice, for http may become https.
    A post without a guid goes by its own number.

    >>> name_post("http://clinic.example.org/?p=12", 12, "clinic.example.org")
    'wp:clinic.example.org:12'
    >>> name_post("https://old.example.org/saturday/", 12, "clinic.example.org")
    'https://old.example.org/saturday/'
    >>> name_post("", 12, "clinic.example.org")
    'wp:clinic.example.org:12'
    """
    guid = html.unescape(guid)
    try:
        parts = urlsplit(guid)
        query = parse_qs(parts.query)
    except ValueError:
        return guid
    told = query.get("p") or query.get("page_id") or [""]
    if host_of(guid) and re.fullmatch(r"\d{1,18}", told[0], re.ASCII):
        folder = parts.path.strip("/")  # one of several blogs of a host
        return f"wp:{host_of(guid)}{'/' if folder else ''}{folder}:{told[0]}"
    return guid or f"wp:{host}:{number}"


def is_comment(posting: Posting) -> bool:
    """Whether an entry of a feed is what a reader wrote under a post.

    >>> is_comment(Posting("s", "https://clinic.example.org/?p=1#comment-7", "", ""))
    True
    """
    return any(_COMMENT.search(each) for each in (posting.item, posting.url or ""))


def read_instant(told: object) -> datetime | None:
    """An instant as REST tells it, in UTC without saying so; None for no date.

    >>> read_instant("2026-09-14T07:00:00").isoformat()
    '2026-09-14T07:00:00+00:00'
    >>> read_instant("0000-00-00T00:00:00") is None
    True
    """
    if not isinstance(told, str) or not _STAMP.fullmatch(told):
        return None
    try:
        return datetime.fromisoformat(told).replace(tzinfo=UTC)
    except ValueError:
        return None


def _is_post(told: object) -> bool:
    return isinstance(told, dict) and "id" in told and "title" in told


def _is_locked(post: Data) -> bool:
    """Whether only those read it who know its password."""
    content = post.get("content")
    told = content.get("protected") if isinstance(content, dict) else False
    return told is True or is_locked(_rendered(post, "content"))


def _read_post(source: str, post: Data) -> Posting:
    url = find_url(_rendered(post, "link"))
    body, summary = _rendered(post, "content"), _rendered(post, "excerpt")
    body, summary = (body, summary) if body else (summary, "")
    guid, host = _rendered(post, "guid"), host_of(url or "")
    return Posting(
        source=source,
        item=name_post(guid, post.get("id"), host),
        title=_rendered(post, "title"),
        body=resolve_references(body, url or ""),
        form=form_of(url, body),
        url=url,
        summary="" if summary == body else summary,
        author=", ".join(_read_authors(post)),
        published=_read_date(post, "date"),
        updated=_read_date(post, "modified"),
        topics=tuple(dict.fromkeys(_read_topics(post))),
    )


def _rendered(post: Data, name: str) -> str:
    """A field as it is shown: most are objects that hold it as `rendered`."""
    told = post.get(name)
    return tidy(told.get("rendered") if isinstance(told, dict) else told)


def _read_date(post: Data, name: str) -> str:
    """A date with its zone where it is known: `…_gmt` is UTC, the other local."""
    told = tidy(post.get(f"{name}_gmt"))
    return f"{told}Z" if read_instant(told) else tidy(post.get(name))


def _read_authors(post: Data) -> Iterator[str]:
    """Names; an author who may not be shown is an error in its place."""
    for author in _embedded(post, "author"):
        if isinstance(author, dict) and tidy(author.get("name")):
            yield tidy(author["name"])


def _read_topics(post: Data) -> Iterator[str]:
    for group in _embedded(post, "wp:term"):
        for term in group if isinstance(group, list) else ():
            if isinstance(term, dict) and term.get("taxonomy") in _TERMS:
                yield from filter(None, [html.unescape(tidy(term.get("name")))])


def _embedded(post: Data, name: str) -> list[Any]:
    embedded = post.get("_embedded")
    told = embedded.get(name) if isinstance(embedded, dict) else None
    return told if isinstance(told, list) else []
