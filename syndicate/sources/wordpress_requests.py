"""What a WordPress site is asked for: what changed since, by REST, or its feeds.

    wp-json/wp/v2/posts ─refused─▶ feed/atom/ ─not there─▶ feed/

How far reading has come travels with the requests, for whoever reads an answer has no
memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.sources.base import Memory, Request

FIELDS = (
    "id,date,date_gmt,modified,modified_gmt,guid,link,status,title,content,excerpt,"
    "_links,_embedded"
)
REST = "rest"
ATOM = "feed/atom/"
RSS = "feed/"
POSTS = "wp/v2/posts"

_ROUTE = re.compile(r"/wp-json/(wp/v2/[\w-]+)")  # of one sort of posts
# What people copy from their browser instead of the site's own address.
_ENDING = re.compile(
    r"(?:/(?:comments/)?(?:feed|rss2?|atom)(?:/(?:atom|rss2?|rdf))?|/wp-json(?:/.*)?"
    r"|/index\.php|/wp-(?:admin|login)\b.*)\Z"
)


@dataclass(frozen=True, slots=True)
class Options:
    """Keys of a `wordpress` source."""

    per_page: int = field(
        default=50, metadata={"help": "posts asked for at once, 100 at the most"}
    )
    full_text: bool = field(
        default=False,
        metadata={"help": "fetch the page of a post whose feed tells only a teaser"},
    )

    def __post_init__(self) -> None:
        """Refuse what WordPress would refuse.

        Raises:
            ValueError: too many at once.
        """
        if not 1 <= self.per_page <= 100:
            raise ValueError("per_page must be 1 to 100")


@dataclass(frozen=True, slots=True)
class Stand:
    """How far reading has come: what a request takes along and a memory keeps.

    `since`: all that was changed before is known, in the site's local time, which is
    what WordPress takes a time without a zone for. `refused`: changes of the feed that
    were read since REST was refused.
    """

    since: str = ""
    refused: int = 0

    @classmethod
    def of(cls, memory: Memory) -> Stand:
        """What a memory holds."""
        refused = memory.get("refused", "0")
        return cls(memory.get("since"), int(refused) if refused.isdecimal() else 0)

    @classmethod
    def read(cls, note: str) -> Stand:
        """What a request's note holds."""
        since, _, refused = note.rpartition(" ")
        return cls(since, int(refused) if refused.isdecimal() else 0)

    def note(self) -> str:
        """The same, for a request to take along."""
        return f"{self.since} {self.refused}"

    def memory(self) -> Memory:
        """The same, to be kept."""
        told = {"since": self.since, "refused": str(self.refused or "")}
        return Memory(tuple((key, value) for key, value in told.items() if value))


def find_site(location: str) -> str:
    """The address under which a site's posts and feeds are, with its final slash.

    >>> find_site("https://clinic.example.org/feed/")
    'https://clinic.example.org/'
    >>> find_site("https://clinic.example.org/blog/comments/feed")
    'https://clinic.example.org/blog/'
    """
    parts = urlsplit(location)
    path = _ENDING.sub("", parts.path.rstrip("/")).rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}/"


def ask_rest(source: Source, stand: Stand, page: int = 1) -> Request:
    """The request for a page of what was changed since, oldest change first.

    In that order a list that is cut short is taken up where it ended.
    """
    told = {
        **_own_parameters(source),
        "per_page": str(options_of(source).per_page),
        "orderby": "modified",
        "order": "asc",
        "_fields": FIELDS,
        "_embed": "author,wp:term",
    }
    if stand.since:
        told["modified_after"] = stand.since
    if page > 1:
        told["page"] = str(page)
    query = urlencode(told, safe=",:")
    route = _ROUTE.search(source.location)
    return Request(
        f"{find_site(source.location)}wp-json/{route[1] if route else POSTS}?{query}",
        headers=(("Accept", "application/json"),),
        about="changes",
        note=f"{REST} {page} {stand.note()}",
    )


def ask_feed(source: Source, way: str, stand: Stand) -> Request:
    """The request for a feed. Atom first: RSS tells the same, but no edit.

    Raises:
        SourceError: the location is a part of the site that has no feed.
    """
    if _ROUTE.search(source.location):
        raise SourceError(source.name, "REST does not give these posts")
    url = find_site(source.location) + way
    return Request(url, note=f"{way} 1 {stand.note()}")


def options_of(source: Source) -> Options:
    """A source's own keys, or their defaults."""
    return source.options if isinstance(source.options, Options) else Options()


def stand_of(request: Request) -> tuple[Stand, int]:
    """What a request took along: the stand before it, and its page."""
    _, page, note = request.note.split(" ", 2)
    return Stand.read(note), int(page)


def _own_parameters(source: Source) -> dict[str, str]:
    """Those of a REST address given as location: `categories=7`."""
    parts = urlsplit(source.location)
    return dict(parse_qsl(parts.query)) if _ROUTE.search(parts.path) else {}
