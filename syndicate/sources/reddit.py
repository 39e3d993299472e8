"""Source kind `reddit`: what is posted of clinics there, by feed, API or saved file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit

from syndicate import __version__
from syndicate.config import Source
from syndicate.config.secret import check_secret_name
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.base import Answer, Failure, Memory, Request
from syndicate.sources.feed_items import read_items
from syndicate.sources.jsonfeed import load_json
from syndicate.sources.local import ask_folder
from syndicate.sources.mending import decode_xml
from syndicate.sources.reddit_entries import thread_of
from syndicate.sources.reddit_listing import read_listing
from syndicate.sources.reddit_places import HOME, MOST, Place, find_place

SUFFIXES = (".rss", ".xml", ".atom", ".json", ".txt")
MOST_PASTED = 40  # addresses of posts in one text file; each is a request

_TOKEN_FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
_PASTED = re.compile(r"https?://(?:\w{1,4}\.)?reddit\.com/[^\s<>\"']+", re.IGNORECASE)
# What a refusal means here, by status.
_ADVICE = {
    401: "Reddit does not know this client id and secret",
    403: "Reddit refuses this client; see docs/sources/reddit.md",
    404: "no such subreddit, user or post",
    429: "too many requests from this address; a client id of one's own has more",
}


@dataclass(frozen=True, slots=True)
class Options:
    """Keys of a `reddit` source. Secrets are named, never written."""

    by: str = field(
        default="",
        metadata={"help": "who answers for us there, as `/u/name` (default: contact)"},
    )
    client_id_from: str = field(
        default="",
        metadata={"help": "the variable that holds the client id of a Reddit app"},
    )
    client_secret_from: str = field(
        default="REDDIT_CLIENT_SECRET",
        metadata={"help": "the variable that holds that app's secret"},
    )
    posts: int = field(
        default=MOST,
        metadata={"help": f"newest posts read in one poll, {MOST} at a time, of JSON"},
    )

    def __post_init__(self) -> None:
        """Refuse a secret where its name belongs.

        Raises:
            ValueError: what is wrong.
        """
        for key in ("client_id_from", "client_secret_from"):
            if key == "client_secret_from" or self.client_id_from:
                check_secret_name(getattr(self, key), key)

    @property
    def login(self) -> tuple[str, str] | None:
        """The names of client id and secret, where there are any."""
        if self.client_id_from:
            return self.client_id_from, self.client_secret_from
        return None


class Reddit:
    """Each post is one posting, a discussion; comments are never read.

    Its identity is its id (`t3_…`), whether feed or API tell it.
    """

    name = "reddit"
    Options = Options

    def requests(self, source: Source, memory: Memory) -> Iterator[Request]:
        """Ask for the list, or first for a token; `memory` is not needed."""
        del memory
        place, options = find_place(source.location), _options(source)
        if place is None:
            yield ask_folder(source, SUFFIXES)
        elif options.login:
            yield Request(
                place.token(),
                method="POST",
                headers=(*_say_who(source), *_TOKEN_FORM),
                body=b"grant_type=client_credentials",
                about="token",
                login=options.login,
            )
        elif place.json:
            yield Request(place.listing(), headers=_say_who(source))
        else:
            yield Request(place.feed(), headers=_say_who(source))

    def read(self, source: Source, answer: Answer) -> Iterable[Posting | Request]:
        """The posts of a feed, a page or a file; of a token, the request it is for.

        Raises:
            SourceError: there is no document, or it is none of Reddit's.
        """
        outcome = answer.outcome
        if isinstance(outcome, Failure):
            advice = _ADVICE.get(outcome.status, "")
            reason = f"{outcome.reason}: {advice}" if advice else outcome.reason
            raise SourceError(source.name, reason)
        text = decode_xml(outcome.content, outcome.charset)
        if answer.request.about == "token":
            return (_use_token(source, text),)
        if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
            return _read_json(source, answer.request, text)
        if not outcome.url and (outcome.locator or "").endswith(".txt"):
            return _read_pasted(source, outcome, text)
        return _read_feed(source, outcome)


def _options(source: Source) -> Options:
    return source.options if isinstance(source.options, Options) else Options()


def _say_who(source: Source) -> tuple[tuple[str, str], ...]:
    """The User-Agent in the form that Reddit asks for: platform, app, version, who.

    github.com/reddit-archive/reddit/wiki/API, "Rules".
    """
    by = _options(source).by or source.contact
    told = re.sub(r"[^\x21-\x7e]|[()]", "", by)
    who = f" (by {told})" if told else ""
    return (("User-Agent", f"python:syndicate:{__version__}{who}"),)


def _use_token(source: Source, text: str) -> Request:
    """The first request that a token allows."""
    told = load_json(source.name, text)
    token = told.get("access_token") if isinstance(told, dict) else None
    place = find_place(source.location)
    if not isinstance(token, str) or not re.fullmatch(r"[\x21-\x7e]{1,4000}", token):
        error = told.get("error", "") if isinstance(told, dict) else ""
        reason = f"Reddit gave no token: {str(error)[:80]}".rstrip(": ")
        raise SourceError(source.name, reason)
    if place is None:
        raise SourceError(source.name, "a token for a place that is no list of Reddit")
    bearer = (("Authorization", f"bearer {token}"),)
    return Request(place.listing(place.api()), headers=(*_say_who(source), *bearer))


def _read_json(
    source: Source, request: Request, text: str
) -> Iterator[Posting | Request]:
    """A page of a listing, and the request for the next while more are wanted."""
    listing = read_listing(source.name, load_json(source.name, text))
    yield from listing.postings
    place = find_place(source.location)
    if not listing.after or place is None:
        return
    count = int(parse_qs(urlsplit(request.url).query).get("count", ["0"])[0]) + MOST
    if count < _options(source).posts:
        api = place.api() if _options(source).login else ""
        url = place.listing(api, listing.after, count)
        yield Request(url, headers=request.headers)


def _read_feed(source: Source, document: Document) -> Iterator[Posting]:
    """The posts of a feed; subreddits and users that a search finds are none."""
    for posting in read_items(source, document):
        thread = thread_of(posting.url)
        if thread or posting.item.startswith("t3_"):
            item = f"t3_{thread}" if thread else posting.item
            yield replace(posting, item=item)
        elif not posting.item.startswith(("t2_", "t5_")):
            raise SourceError(source.name, "a feed, but none of Reddit's")


def _read_pasted(source: Source, document: Document, text: str) -> Iterator[Request]:
    """The posts whose addresses somebody pasted into a text file."""
    places = (find_place(url) for url in _PASTED.findall(text))
    posts = dict.fromkeys(
        place.path for place in places if place and thread_of(f"{place.path}/")
    )
    if not posts:
        reason = "a text without the address of a post on Reddit"
        raise SourceError(source.name, reason, document.locator or "")
    for path in list(posts)[:MOST_PASTED]:
        yield Request(Place(HOME, path).feed(), headers=_say_who(source))
    if len(posts) > MOST_PASTED:
        reason = f"more than {MOST_PASTED} addresses; the rest was not read"
        raise SourceError(source.name, reason, document.locator or "")
