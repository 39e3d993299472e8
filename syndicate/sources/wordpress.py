"""Source kind `wordpress`: a clinic's blog by REST, which tells edits, else by feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.base import Answer, Failure, Memory, Request
from syndicate.sources.completing import Selectors, ask_for_text, complete
from syndicate.sources.excerpts import is_teaser
from syndicate.sources.feed_items import read_items
from syndicate.sources.jsonfeed import load_json
from syndicate.sources.local import ask_folder, is_local
from syndicate.sources.mending import decode_xml
from syndicate.sources.rhythm import read_rhythm
from syndicate.sources.wordpress_posts import (
    is_comment,
    name_post,
    read_instant,
    read_posts,
)
from syndicate.sources.wordpress_requests import (
    ATOM,
    REST,
    RSS,
    Options,
    Stand,
    ask_feed,
    ask_rest,
    options_of,
    stand_of,
)
from syndicate.text.urls import host_of

SUFFIXES = (".json", ".xml", ".rss", ".atom")
# WordPress sorts and compares local times, of which an hour comes twice a year: told
# again is better than missed.
OVERLAP = timedelta(hours=2)
REST_AGAIN = 5  # changes of the feed, until REST is tried anew
IGNORED = timedelta(days=1)  # a change so long before what we asked for
# Answers that say REST is not to be had; any other is trouble that will pass.
REFUSALS = frozenset({400, 401, 403, 404, 405, 406, 410, 500, 501})

_BLANK = "\ufeff \t\r\n"


class WordPress:
    """Each post is one posting; comments are never read.

    Its identity is its guid, which REST and both feeds tell alike.
    """

    name = "wordpress"
    Options = Options

    def requests(self, source: Source, memory: Memory) -> Iterator[Request]:
        """Ask for what was changed since the last poll."""
        if is_local(source):
            yield ask_folder(source, SUFFIXES)
            return
        stand = Stand.of(memory)
        if stand.refused % REST_AGAIN:
            yield ask_feed(source, ATOM, stand)
        else:
            yield ask_rest(source, stand)

    def read(
        self, source: Source, answer: Answer
    ) -> Iterator[Posting | Request | Memory]:
        """The posts of a page or feed, what to ask next, and how far that brought us.

        Raises:
            SourceError: there is no document, or it holds no posts.
        """
        outcome, way = answer.outcome, answer.request.note.partition(" ")[0]
        if answer.request.about == "text":
            return complete(source, answer, Selectors())
        if isinstance(outcome, Failure):
            return _turn_away(source, answer, outcome)
        if way == REST:
            return _read_rest(source, answer, outcome)
        text = decode_xml(outcome.content, outcome.charset).lstrip(_BLANK)
        if not way and text.startswith(("{", "[")):
            return read_posts(source.name, load_json(source.name, text))
        return _read_feed(source, answer.request, outcome)


def _turn_away(source: Source, answer: Answer, failure: Failure) -> Iterator[Request]:
    """The next way to the posts, where this one is closed.

    Raises:
        SourceError: it is not closed but in trouble, or there is no other.
    """
    way = answer.request.note.partition(" ")[0]
    stand, page = stand_of(answer.request) if way else (Stand(), 1)
    if not way or failure.status not in REFUSALS or page > 1:
        raise SourceError(source.name, failure.reason)
    if way == REST and failure.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        stand = replace(stand, refused=REST_AGAIN - 1)  # a fault: ask next time, too
    if way != RSS:
        yield ask_feed(source, {REST: ATOM, ATOM: RSS}[way], stand)
    elif stand.refused % REST_AGAIN:  # it was not asked this time
        yield ask_rest(source, replace(stand, refused=0))
    else:
        raise SourceError(source.name, f"neither REST nor a feed: {failure.reason}")


def _read_rest(
    source: Source, answer: Answer, document: Document
) -> Iterator[Posting | Request | Memory]:
    stand, page = stand_of(answer.request)
    text = decode_xml(document.content, document.charset).lstrip(_BLANK)
    # The site's front page, an empty 200, an error sent as a 200: there is no REST.
    told = load_json(source.name, text) if text.startswith(("[", "{")) else None
    if not isinstance(told, list):
        yield ask_feed(source, ATOM, stand)
        return
    yield from read_posts(source.name, told)
    changes = [post for post in told if read_instant(post.get("modified"))]
    if stand.since and any(_is_before(post, stand.since) for post in changes):
        # Older than WordPress 5.7: asked for changes it tells everything.
        yield ask_feed(source, ATOM, stand)
    elif changes:
        yield Stand(_since(changes[-1], document)).memory()
        if _has_more(document, page):
            yield _ask_more(source, stand, page, changes[-1])


def _is_before(post: dict[str, Any], since: str) -> bool:
    """Whether a post was changed long before what we asked for."""
    changed = read_instant(post.get("modified"))
    return changed is not None and _say(changed + IGNORED) < since


def _since(post: dict[str, Any], document: Document) -> str:
    """From when to ask next: a while before the last change that was told.

    A change that lies in the future by the site's own clock must not hide all others.
    """
    changed = read_instant(post.get("modified"))
    in_utc = read_instant(post.get("modified_gmt"))
    assert changed is not None  # only such posts are asked about
    ahead = in_utc - _now_there(document, in_utc) if in_utc else timedelta()
    return _say(changed - OVERLAP - max(ahead, timedelta()))


def _now_there(document: Document, otherwise: datetime) -> datetime:
    """The site's own clock as its answer tells it."""
    try:
        now = parsedate_to_datetime(document.header("date"))
    except ValueError:
        return otherwise
    return now if now.tzinfo else otherwise


def _ask_more(source: Source, stand: Stand, page: int, last: dict[str, Any]) -> Request:
    """The next page: by the last change seen, which no edit meanwhile can shift.

    By its number where one second holds the whole page, as after an import.
    """
    changed = read_instant(last.get("modified"))
    since = _say(changed - timedelta(seconds=1)) if changed else ""
    if since > stand.since:
        return ask_rest(source, replace(stand, since=since))
    return ask_rest(source, stand, page + 1)


def _has_more(document: Document, page: int) -> bool:
    """Whether there are pages after this one, by what the answer's headers say."""
    pages = document.header("x-wp-totalpages")
    if pages.isdecimal():
        return page < int(pages[:9])
    return bool(re.search(r'rel="?next"?', document.header("link")))


def _say(moment: datetime) -> str:
    """A moment as REST tells local ones."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _read_feed(
    source: Source, request: Request, document: Document
) -> Iterator[Posting | Request | Memory]:
    """The posts of a feed, under the identities that REST gives them too.

    Raises:
        SourceError: it is no feed, is one of comments, or breaks off.
    """
    full_text = request.note and options_of(source).full_text
    told, fault = 0, ""
    try:
        for posting in _read_entries(source, document):
            told += 1
            whole = not (full_text and is_teaser(posting))
            yield posting if whole else ask_for_text(posting)
    except SourceError as error:
        fault = error.reason
    if request.note.startswith(ATOM) and not told:  # RSS may be well
        yield ask_feed(source, RSS, stand_of(request)[0])
        return
    if fault:
        raise SourceError(source.name, fault)
    if request.note:
        stand, _ = stand_of(request)
        memory = replace(stand, refused=stand.refused + 1).memory()
        yield Memory((*memory.values, *read_rhythm(document).values))


def _read_entries(source: Source, document: Document) -> Iterator[Posting]:
    """What a feed tells, without what readers wrote.

    Raises:
        SourceError: as the feed's own reader, or there is nothing but comments.
    """
    host = host_of(source.location)
    comments = posts = 0
    for posting in read_items(source, document):
        if is_comment(posting):
            comments += 1
        else:
            posts += 1
            yield replace(posting, item=name_post(posting.item, posting.item, host))
    if comments and not posts:
        raise SourceError(source.name, "a feed of comments, which are never read")
