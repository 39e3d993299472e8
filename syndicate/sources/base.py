"""What a source kind is: it says what to ask for and reads what comes back.

A kind is sans-I/O: no network, no disk, no clock. `requests` says what to ask for,
given the kind's own memory of earlier runs; `read` turns an answer, which may be a
failure, into postings, further requests and a new memory. The whole test of a kind
is a file and what it holds. Third parties add kinds under the entry-point group
`syndicate.sources`: name → a class with no constructor arguments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from syndicate.config import Source
from syndicate.model import Document

if TYPE_CHECKING:
    from syndicate.model import Posting

# What an answer of GIT may be about, beside items: what a removed file last held, and
# where in the history reading stands.
REMOVED = "removed"
POSITION = "position"
# What whoever asks for a page would like to be sent.
ACCEPT_PAGE = ("Accept", "text/html, application/xhtml+xml;q=0.9, */*;q=0.1")


class Transport(StrEnum):
    """Who carries a request out."""

    HTTP = "http"
    FOLDER = "folder"  # url is a path or glob; one answer for each file
    GIT = "git"  # url is the path of a clone; one answer for each version of a file


@dataclass(frozen=True, slots=True)
class Request:
    """Something to ask for. `about` says what the answer is: items, page, token, text.

    `completes` is the posting that the answer's full text will complete. `note` is the
    kind's own word to itself, which `read` finds in the answer; it is never sent.
    `login` names two secrets, user and password, which only the transport ever holds.
    An answer about `changes` tells what came since, never all there is.
    """

    url: str
    transport: Transport = Transport.HTTP
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    about: str = "items"
    completes: Posting | None = None
    note: str = ""
    login: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no document: a reason in words, and the HTTP status if any."""

    reason: str
    status: int = 0
    retry_after: int | None = None  # seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: the document, or the failure.

    `known`: the title of the text that we have of it, where it told one and no list.
    """

    request: Request
    outcome: Document | Failure
    known: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """A kind's own small state between runs (last modified, last commit, cursor).

    Two keys are read by the schedule too: `ttl`, the seconds that a source asks to
    be left alone, and `skip_hours`, hours of the day in UTC in which not to ask.
    """

    values: tuple[tuple[str, str], ...] = ()

    def get(self, key: str, default: str = "") -> str:
        """The value remembered under a key."""
        return dict(self.values).get(key, default) if self.values else default


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a document changed, exactly as it was received.

    Over HTTP the validators (RFC 9110, section 8.8); for a file, size and mtime.
    `digest` is the SHA-256 of the bytes, in hex. `moved_to` is where permanent
    redirects alone led; `fresh` the seconds that max-age or Expires promised.
    """

    etag: str = ""
    last_modified: str = ""
    size: int = 0
    mtime_ns: int = 0
    digest: str = ""
    moved_to: str = ""
    fresh: int = 0


@dataclass(frozen=True, slots=True)
class Host:
    """A host on the network, by name and port, and what it asked of us.

    `asked` is when it told us to wait and `until` how long; `robots` is its
    robots.txt as it was read at `robots_read`.
    """

    name: str
    asked: datetime | None = None
    until: datetime | None = None
    robots: str = ""
    robots_read: datetime | None = None


class SourceKind(Protocol):
    """A kind of source. `Options` is the frozen dataclass of its own config keys."""

    name: str
    Options: type

    def requests(self, source: Source, memory: Memory) -> Iterable[Request]:
        """What to ask for now."""
        ...

    def read(
        self, source: Source, answer: Answer
    ) -> Iterable[Posting | Request | Memory]:
        """What an answer says.

        Raises:
            SourceError: the document is not what this kind reads; names the reason.
        """
        ...
