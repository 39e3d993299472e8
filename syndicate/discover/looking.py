"""Look at a place, an address or a path, for everything that could be made a source."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from syndicate.config import Source
from syndicate.discover.documents import Seen, is_sitemap, read_offers
from syndicate.discover.offers import Offer, recognise
from syndicate.discover.trial import Bench
from syndicate.errors import SourceError, SyndicateError, UsageError
from syndicate.fetch.hops import check_url
from syndicate.fetch.line import Refused
from syndicate.model import Document
from syndicate.sources.addresses import find_url
from syndicate.sources.base import Failure, Request
from syndicate.sources.feed import SUFFIXES
from syndicate.sources.registry import kinds

ACCEPT = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, "
    "application/feed+json, */*;q=0.5"
)
MOST_SITEMAPS = 3  # of those a robots.txt names

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[\w-]+\.)+[a-z][\w-]+(?::\d+)?(?:[/?].*)?", re.IGNORECASE)
_LISTING = re.compile(r"/?(?:r|u|user)/[\w+-]+/?")
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Find:
    """What a place is, in words, and what it offers, best first.

    `location` is the place as config.toml would have it.
    """

    place: str
    location: str
    what: str
    offers: tuple[Offer, ...]


def look(told: str, bench: Bench, here: Path) -> Find:
    """Everything that a place offers, of the source kinds there are, best first.

    `told` is an address, also without its "https://", a subreddit as in r/Name, or a
    path from `here`.

    Raises:
        UsageError: it is neither.
        SourceError: nothing comes from there, or nothing that can be read.
    """
    find = _look_at(told.strip(), bench, here)
    known = kinds()
    offers: dict[tuple[str, str], Offer] = {}
    for offer in sorted(find.offers, key=lambda offer: offer.rank):
        if offer.kind in known:
            offers.setdefault((offer.kind, offer.location), offer)
    return replace(find, offers=tuple(offers.values()))


def is_bare_host(told: str) -> bool:
    """Whether it is an address that only lacks its "https://".

    >>> is_bare_host("larkfield.example.org/blog"), is_bare_host("two words")
    (True, False)
    """
    return bool(_BARE_HOST.fullmatch(told))


def _look_at(told: str, bench: Bench, here: Path) -> Find:
    if _ADDRESS.match(told):
        return _look_online(told, bench)
    path = here / Path(told).expanduser()
    if told and (path.exists() or _WILD.search(told)):
        return _look_here(path, bench.settings.file.parent)
    if _LISTING.fullmatch(told):
        return _look_online(f"https://www.reddit.com/{told.lstrip('/')}", bench)
    if is_bare_host(told):
        return _look_online(f"https://{told}", bench)
    raise UsageError(
        f"{told or 'nothing'}: no such file or folder, and no address; an address "
        "begins with https://"
    )


def _look_here(path: Path, base: Path) -> Find:
    """A file, folder or pattern on this machine; its location is relative to `base`."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - a link stays a link
    near = whole.is_relative_to(base)
    location = str(whole.relative_to(base) if near else whole)
    offers = [Offer("files", location, "files on this machine", rank=20)]
    if (whole / ".git").exists() or whole.name.endswith(".git"):
        reason = "a clone: reads what changed, and all that was overwritten"
        offers.append(Offer("archive", location, reason, rank=10))
    if whole.suffix.lower() in SUFFIXES:
        offers.append(Offer("feed", location, "a feed on this machine", rank=10))
    elif whole.is_dir():
        offers.append(Offer("feed", location, "feeds on this machine", rank=30))
    what = "a folder" if whole.is_dir() else "a file or pattern"
    return Find(str(whole), location, what, tuple(offers))


def _look_online(url: str, bench: Bench) -> Find:
    try:
        check_url(url)
    except Refused as refusal:
        raise UsageError(f"{url}: {refusal}") from None
    url = urlsplit(url).geturl()  # its scheme in lower case
    known = tuple(offer for offer in recognise(url) if offer.kind in kinds())
    if known:
        return Find(url, url, "a place whose system is known", known)
    document, lasting = _ask(url, bench, url)
    seen = _read(document, bench)
    offers = [
        replace(offer, location=lasting) if offer.location == document.url else offer
        for offer in seen.offers
    ]
    if seen.what == "a page" and "sitemap" in kinds():
        offers += _find_sitemaps(document.url, bench)
    return Find(url, lasting, seen.what, tuple(offers))


def _ask(url: str, bench: Bench, about: str) -> tuple[Document, str]:
    """A document, and the address at which it can be asked for from now on.

    Raises:
        SourceError: it does not come; says why, and what to do.
    """
    request = Request(url, headers=(("Accept", ACCEPT),))
    fetched = bench.ask(Source(about, "", url), request, None)
    outcome = fetched.answer.outcome
    if isinstance(outcome, Failure):
        answered = "; open it in a browser to see what is there"
        raise SourceError(url, outcome.reason + (answered if outcome.status else ""))
    return outcome, fetched.stamp.moved_to or url


def _read(document: Document, bench: Bench) -> Seen:
    """What a document offers, found out in a worker.

    Raises:
        SourceError: it is none that offers anything, or its reader died.
    """
    outcome = next(bench.pool.map(read_offers, [document]))
    if isinstance(outcome, Seen):
        return outcome
    if isinstance(outcome, SyndicateError):
        raise outcome
    raise SourceError(document.source, outcome.reason)


def _find_sitemaps(page: str, bench: Bench) -> Iterator[Offer]:
    """Those that robots.txt names, else the one at the usual address if it is one."""
    named = _list_sitemaps(urljoin(page, "/robots.txt"), bench)
    for url in named[:MOST_SITEMAPS]:
        yield Offer("sitemap", url, "sitemap that robots.txt names", rank=40)
    if named:
        return
    try:
        document, lasting = _ask(urljoin(page, "/sitemap.xml"), bench, page)
    except SourceError:
        return  # most sites have none; the page's own offers stand
    if is_sitemap(document):
        yield Offer("sitemap", lasting, "sitemap at its usual address", rank=45)


def _list_sitemaps(url: str, bench: Bench) -> list[str]:
    from protego import Protego  # noqa: PLC0415 - start-up

    try:
        document, _ = _ask(url, bench, url)
    except SourceError:
        return []  # most sites have none
    rules = Protego.parse(document.content.decode("utf-8", "replace"))
    told = (find_url(each, document.url) for each in rules.sitemaps)
    return list(dict.fromkeys(filter(None, told)))
