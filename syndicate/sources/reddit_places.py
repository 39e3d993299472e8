"""Which list of Reddit a location names, and the addresses it is asked for at.

r/ClinicNews, u/some_clinic, any list's address on reddit.com, a post's address
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

HOME = "https://www.reddit.com"
API = "https://oauth.reddit.com"
MOST = 100  # posts of one page; more are never given

_SHORT = re.compile(r"/?(?:r|u|user)/[\w+-]{1,200}/?", re.ASCII)
_HOSTS = re.compile(r"(?:(?:www|old|new|np|sh|m|oauth)\.)?reddit\.com", re.IGNORECASE)
_ORDERS = frozenset({"new", "hot", "top", "rising", "best", "controversial"})
_ENDING = re.compile(r"/?\.(rss|json|xml)\Z")


@dataclass(frozen=True, slots=True)
class Rule:
    """A path of a list as people give it, and the path of its posts, newest first."""

    given: str
    asked: str
    seen: str


RULES = (
    Rule(r"/(?:.*/)?comments/(\w+)(?:/.*)?", r"/comments/\1", "/r/A/comments/1ab/b/"),
    Rule(r"(/r/[\w+-]+)?/search", r"\1/search", "/r/ClinicNews/search"),
    Rule(r"/u(?:ser)?/([\w-]+)/m/(\w+)", r"/user/\1/m/\2/new", "/user/clinic/m/all"),
    Rule(
        r"/u(?:ser)?/([\w-]+)(?:/submitted|/overview)?",
        r"/user/\1/submitted",
        "/u/some_clinic",
    ),
    Rule(r"(/(?:r|domain)/[\w.+-]+)", r"\1/new", "/domain/clinic.example.org"),
    Rule(r"", "/new", ""),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A list: where it is, and what of it is asked for."""

    origin: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    json: bool = False  # asked for as JSON without logging in

    def feed(self) -> str:
        """The address of its Atom feed.

        >>> find_place("r/ClinicNews").feed()
        'https://www.reddit.com/r/ClinicNews/new/.rss?limit=100'
        """
        ending = ".rss" if self.path.endswith("/search") else "/.rss"
        return f"{self.origin}{self.path}{ending}?{self._query()}"

    def listing(self, origin: str = "", after: str = "", count: int = 0) -> str:
        """The address of a page of its listing as JSON.

        `after` is the cursor that the page before gave, `count` the posts so far.

        >>> find_place("u/some_clinic").listing(API)
        'https://oauth.reddit.com/user/some_clinic/submitted?limit=100&raw_json=1'
        """
        more = {"raw_json": "1"}
        if after:
            more |= {"after": after, "count": str(count)}
        ending = "" if origin else ".json"
        return f"{origin or self.origin}{self.path}{ending}?{self._query(more)}"

    def token(self) -> str:
        """Where an application asks for its token."""
        return f"{self.origin}/api/v1/access_token"

    def api(self) -> str:
        """Where an application that has its token asks; a stand-in is its own."""
        return API if self.origin == HOME else self.origin

    def _query(self, more: dict[str, str] | None = None) -> str:
        return urlencode({"limit": str(MOST), **dict(self.query), **(more or {})})


def find_place(location: str) -> Place | None:
    """The list that a location names; None for a file, a folder, or no address.

    >>> find_place("https://old.reddit.com/r/ClinicNews/top/.rss?t=week").feed()
    'https://www.reddit.com/r/ClinicNews/top/.rss?limit=100&t=week'
    >>> find_place("saved/listing.json") is None
    True
    """
    if _SHORT.fullmatch(location):
        location = f"{HOME}/{location.strip('/')}"
    if not re.match(r"https?://", location, re.IGNORECASE):
        return None
    try:
        parts = urlsplit(location)
    except ValueError:
        return None
    origin = f"{parts.scheme.lower()}://{parts.netloc}"
    if _HOSTS.fullmatch(parts.netloc):
        origin = HOME
    ending = _ENDING.search(parts.path)
    path = _ENDING.sub("", parts.path).rstrip("/")
    query = parse_qsl(parts.query, keep_blank_values=True)
    return Place(
        origin,
        _path(path),
        tuple(_refine(path, query)),
        json=bool(ending and ending[1] == "json"),
    )


def _path(path: str) -> str:
    """The path of the posts of a list; one with its own order is left as it is."""
    if path.rpartition("/")[2] in _ORDERS:
        return path
    for rule in RULES:
        found = re.fullmatch(rule.given, path)
        if found:
            return found.expand(rule.asked)
    return path


def _refine(path: str, query: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What must be asked for besides: of a search posts alone, the newest first."""
    told = {name: value for name, value in query if name not in {"limit", "raw_json"}}
    if path.endswith("/search"):
        told = {"sort": "new", "type": "link", **told}
        if path != "/search":
            told = {"restrict_sr": "on", **told}
    return list(told.items())
