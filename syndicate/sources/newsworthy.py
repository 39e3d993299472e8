"""Source kind `newsworthy`: a feed, a search or a release page, or saved ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urlsplit

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Form, Link, Posting, Purpose
from syndicate.sources.base import ACCEPT_PAGE, Answer, Failure, Memory, Request
from syndicate.sources.feed import Feed
from syndicate.sources.local import ask_folder, is_local
from syndicate.sources.mending import decode_xml
from syndicate.sources.opening import is_feed, open_page
from syndicate.sources.release import ReleasePage, identify, read_release
from syndicate.sources.tldr import read_rewriting
from syndicate.sources.trail import NoTrail, read_trail
from syndicate.sources.tree import name_other

SUFFIXES = (".xml", ".rss", ".html", ".htm")
TRAILS = "https://cdn.newsramp.net/meta/"
SEARCH = "/api/search/rss?query="
ACCEPT_JSON = ("Accept", "application/json, */*;q=0.1")
# The site takes abstracts of 30 to 350 characters; what is longer is a text.
LONGEST_ABSTRACT = 400
# How old a release may get before its trail is asked for anew, by its feed's clock.
AGES = tuple(timedelta(hours=hours) for hours in (6, 24, 72, 168, 720))
NO_TRAIL_YET = frozenset({403, 404, 410})  # of a store of files: there is none
_CURATED = re.compile(r"/curated/[^/]+/(20\d{5,})/?")
_BUILT = re.compile(r"<lastBuildDate>\s*(?:<!\[CDATA\[)?([^<\]]{1,60})")


@dataclass(frozen=True, slots=True)
class Options:
    """Keys of a `newsworthy` source."""

    query: str = field(
        default="",
        metadata={"help": "words to search the site for; location is then the site"},
    )
    full_text: bool = field(
        default=True,
        metadata={"help": "ask for the page of a release that is told by its abstract"},
    )
    translations: bool = field(
        default=False,
        metadata={"help": "ask for a release's translations too"},
    )
    trails: str = field(
        default=TRAILS,
        metadata={"help": 'where the trails of releases are kept ("": none is read)'},
    )


class Newsworthy:
    """Each release is one posting, and so is each translation that is asked for.

    Its identity is the number in its address: the slug, `www.` and the day before the
    number are decoration.
    """

    name = "newsworthy"
    Options = Options

    def requests(self, source: Source, memory: Memory) -> Iterator[Request]:
        """Ask for the feed, the search or the page; `memory` is not needed."""
        del memory
        query = _options(source).query.strip()
        if is_local(source):
            yield ask_folder(source, SUFFIXES)
        elif query:
            site = urlsplit(source.location)
            yield Request(f"{site.scheme}://{site.netloc}{SEARCH}{quote(query)}")
        else:
            yield Request(source.location)

    def read(
        self, source: Source, answer: Answer
    ) -> Iterator[Posting | Request | Memory]:
        """The releases of a document, and requests for what is told of them elsewhere.

        A text, a trail or a translation that cannot be had costs only itself.

        Raises:
            SourceError: there is no document, or it is neither feed nor release.
        """
        known = answer.request.completes
        try:
            if answer.request.about == "trail":
                yield from _complete(source, answer)
            else:
                yield from _read_answer(source, answer)
        except SourceError as error:
            if known is None or error.item == known.item:
                raise
            yield known
            raise SourceError(source.name, error.reason, _name(answer)) from None


def _options(source: Source) -> Options:
    return source.options if isinstance(source.options, Options) else Options()


def _name(answer: Answer) -> str:
    return answer.request.url if answer.request.about != "items" else ""


def _read_answer(
    source: Source, answer: Answer
) -> Iterator[Posting | Request | Memory]:
    outcome = answer.outcome
    if isinstance(outcome, Failure):
        item = _name(answer) if answer.request.about != "text" else ""
        raise SourceError(source.name, outcome.reason, item)
    text = decode_xml(outcome.content, outcome.charset)
    other = is_feed(text) or bool(name_other(text))
    if answer.request.about != "items" or not other:
        yield from _read_page(source, answer, outcome)
    else:
        yield from _read_feed(source, answer, text)


# ---------------------------------------------------------------------- feeds


def _read_feed(
    source: Source, answer: Answer, text: str
) -> Iterator[Posting | Request | Memory]:
    """The items of a feed, each as it is told or as the teaser of its page."""
    built = _read_instant(_BUILT.search(text[:20_000]))
    told: set[str] = set()
    for posting in Feed().read(source, answer):
        if not isinstance(posting, Posting):
            yield posting  # how often the feed wants to be asked
            continue
        item = identify(posting.url) or _identify_curated(posting.url) or posting.item
        if item in told:
            continue
        told.add(item)
        posting = replace(posting, item=item, form=_form(posting))  # noqa: PLW2901 - the same item, named
        if isinstance(answer.outcome, Document) and answer.outcome.locator is None:
            yield _ask_for_page(source, posting, built)
        else:
            yield posting


def _identify_curated(url: str | None) -> str:
    """The identity of a release that the site retells on a page of its own.

    >>> _identify_curated("https://newsworthy.ai/curated/a-clinic/202627130")
    'curated:202627130'
    """
    found = _CURATED.fullmatch(urlsplit(url or "").path)
    return f"curated:{found[1]}" if found else ""


def _form(posting: Posting) -> Form:
    return Form.REWRITE if _identify_curated(posting.url) else posting.form


def _ask_for_page(
    source: Source, posting: Posting, built: datetime | None
) -> Posting | Request:
    """A request for an item's page, where the page may say more than the item."""
    options = _options(source)
    abstract = not posting.summary and len(posting.body) <= LONGEST_ABSTRACT
    wanted = options.full_text if abstract else bool(options.trails)
    known = identify(posting.url) or _identify_curated(posting.url)
    if not (wanted and known and posting.url):
        return posting
    mark = _mark_age(posting, built) if options.trails else ()
    teaser = replace(posting, links=(*posting.links, *mark))
    return Request(posting.url, headers=(ACCEPT_PAGE,), about="text", completes=teaser)


def _mark_age(posting: Posting, built: datetime | None) -> tuple[Link, ...]:
    """What makes the teaser of an older release another one: its page is asked anew.

    Placements come hours and days after the release, and no feed tells them.
    """
    published = _read_instant(re.fullmatch(r"(.+)", posting.published))
    if built is None or published is None:
        return ()
    passed = [age for age in AGES if built - published >= age]
    if not passed:
        return ()
    days = passed[-1].total_seconds() / 86_400
    told = f"trail after {days:g} days"
    return (Link(Purpose.REGISTRATION, posting.url or "", told),)


def _read_instant(found: re.Match[str] | None) -> datetime | None:
    """A date as RSS writes it, with its zone; None for any other."""
    try:
        told = parsedate_to_datetime(found[1].strip()) if found else None
    except (ValueError, TypeError, OverflowError):
        return None
    return told if told and told.tzinfo else None


# ---------------------------------------------------------------------- pages


def _read_page(
    source: Source, answer: Answer, document: Document
) -> Iterator[Posting | Request]:
    """The release on a page, or the request for the trail that completes it."""
    listed = _unmark(answer.request.completes)
    opened = open_page(source.name, document)
    if listed is not None and listed.form is Form.REWRITE:
        yield read_rewriting(opened, listed)
        return
    page = read_release(source.name, document, opened, listed)
    if document.locator is not None:  # a saved page asks the network for nothing
        yield page.posting
        return
    options = _options(source)
    if page.hash and options.trails and answer.request.about != "translation":
        yield Request(
            f"{options.trails}{quote(page.hash)}",
            headers=(ACCEPT_JSON,),
            about="trail",
            completes=page.posting,
        )
    else:
        yield page.posting
    if options.translations and answer.request.about != "translation":
        yield from _ask_for_translations(page)


def _unmark(teaser: Posting | None) -> Posting | None:
    if teaser is None:
        return None
    links = (each for each in teaser.links if each.purpose is not Purpose.REGISTRATION)
    return replace(teaser, links=tuple(links))


def _ask_for_translations(page: ReleasePage) -> Iterator[Request]:
    for _, url in page.translations:
        yield Request(url, headers=(ACCEPT_PAGE,), about="translation")


# --------------------------------------------------------------------- trails


def _complete(source: Source, answer: Answer) -> Iterator[Posting]:
    """The release with where it ran; without it where that cannot be had."""
    release, outcome = answer.request.completes, answer.outcome
    assert release is not None  # only a release asks for its trail
    if isinstance(outcome, Failure):
        if outcome.status in NO_TRAIL_YET:
            yield release
            return
        raise SourceError(source.name, f"where it ran: {outcome.reason}")
    try:
        links = read_trail(decode_xml(outcome.content, outcome.charset))
    except NoTrail as reason:
        raise SourceError(source.name, f"where it ran: {reason}") from None
    own = {link.url for link in release.links} | {release.url}
    more = (link for link in links if link.url not in own)
    yield replace(release, links=(*release.links, *more))
