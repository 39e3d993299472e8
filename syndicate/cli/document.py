"""`read`: what would be made of one document; nothing is stored."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.cli.session import Session
from syndicate.cli.show import printable, record_lines, say, say_json
from syndicate.config import Fetch, Settings, Source
from syndicate.config.place import quote, suggest
from syndicate.errors import SourceError, SyndicateError, UsageError
from syndicate.model import Document, Posting, Release, Trust
from syndicate.publish.contract import release_record
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.registry import kinds
from syndicate.workers import Pool
from syndicate.workers.limits import read_limits

if TYPE_CHECKING:
    from syndicate.clean import Rules

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_ANYTHING = ("Accept", "text/html, application/xhtml+xml, */*;q=0.8")
_LOOKED_AT = 20_000  # bytes in which a document shows what it is
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>]|\{\s*\")"
)
_FEED_NAMES = (".xml", ".rss", ".atom", ".rdf", ".json")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked to be read: a path or an address.

    `url` is where the document was found, `kind` the source kind that is to read it;
    each is "" where nothing was said.
    """

    document: str
    url: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a document: releases, and a line for all that did not come."""

    releases: tuple[Release, ...] = ()
    problems: tuple[str, ...] = ()


def tell(session: Session, wish: Wish, *, as_json: bool) -> int:
    """Read a document and tell what was made of it; what was not, on standard error.

    Raises:
        UsageError: no such kind, an address that is none.
        SourceError: nothing can be made of the document; says why.
        ConfigError: a mistake in config.toml, where there is one.
    """
    _refuse(wish)
    settings = _settings(session)
    limits = settings.fetch if settings else Fetch()
    document = _fetch(session, wish, limits)
    made = make(_source(wish, document), document, settings)
    if made.problems and not made.releases:
        raise SourceError(wish.document, made.problems[0])
    for problem in made.problems:
        sys.stderr.write(f"syndicate: {printable(f'{wish.document}: {problem}')}\n")
    if as_json:
        say_json([release_record(release) for release in made.releases])
    else:
        for release in made.releases:
            for line in _lines(release):
                say(line)
    return 0


def make(source: Source, document: Document, settings: Settings | None = None) -> Made:
    """Read and clean a document in a worker process: a stranger wrote it.

    Without settings by what is so where nobody sets anything.

    Raises:
        SourceError: reading it cost too much time or memory.
    """
    from syndicate.clean import Rules, make_rules  # noqa: PLC0415 -- start-up

    limits = settings.fetch if settings else Fetch()
    rules = make_rules(settings) if settings else Rules()
    one = replace(read_limits(limits), processes=1)
    with Pool(one) as pool:
        work = partial(read_and_clean, source, limits.max_items, rules)
        (outcome,) = pool.map(work, [document])
    if isinstance(outcome, Made):
        return outcome
    reason = str(outcome) if isinstance(outcome, SyndicateError) else outcome.reason
    raise SourceError(document.locator or document.url, reason)


def read_and_clean(source: Source, most: int, rules: Rules, document: Document) -> Made:
    """What a worker does: everything the document tells, as releases."""
    from syndicate.clean import clean  # noqa: PLC0415 -- the worker's alone
    from syndicate.ingest.chores import read_document  # noqa: PLC0415 -- likewise

    reading = read_document(source, most, _answer(source, document))
    releases: list[Release] = []
    problems = [_short(reading.problem, document)] if reading.problem else []
    # A text behind a teaser is another document; what the teaser tells is told here.
    teasers = [each.completes for each in reading.requests if each.completes]
    if len(teasers) < len(reading.requests):
        problems.append("it leads to further documents, which were not asked for")
    for posting in (*reading.postings, *teasers):
        try:
            releases.append(clean(_place(posting, document), rules))
        except SourceError as error:
            name = posting.title or posting.item
            several = len(reading.postings) + len(teasers) > 1
            problems.append(f"{name[:80]}: {error.reason}" if several else error.reason)
    if not releases and not problems:
        problems.append("holds nothing that could be published")
    return Made(tuple(releases), tuple(problems))


def _refuse(wish: Wish) -> None:
    if wish.kind and wish.kind not in kinds():
        hint = suggest(wish.kind, kinds()) or f"there are {', '.join(kinds())}"
        raise UsageError(f"no source kind {quote(wish.kind)}; {hint}")
    if wish.url and not _ADDRESS.match(wish.url):
        raise UsageError(f"--url: {quote(wish.url)} is no http(s) address")


def _settings(session: Session) -> Settings | None:
    """config.toml where there is one; it is not needed."""
    if session.config == Path("config.toml") and not session.config.exists():
        return None
    return session.settings()


def _fetch(session: Session, wish: Wish, limits: Fetch) -> Document:
    """The document, by the same guarded ways as in a run.

    Raises:
        SourceError: it cannot be had.
    """
    told = wish.document
    source = Source(told, "files", told, base=Path())
    if _ADDRESS.match(told):
        from syndicate.fetch.hosts import Hosts  # noqa: PLC0415 -- start-up
        from syndicate.fetch.http import Http, name_agent  # noqa: PLC0415 -- likewise

        http = Http(limits, name_agent(limits.contact), Hosts(limits, session.now))
        request = Request(told, headers=(_ANYTHING,))
        outcome = http.fetch(source, request, None).answer.outcome
    else:
        from syndicate.fetch.folder import read_folder  # noqa: PLC0415 -- start-up

        if Path(told).is_dir():
            raise UsageError(f"{printable(told)}: a folder; name one document in it")
        request = Request(told, Transport.FOLDER)
        (fetched,) = read_folder(source, request, limits, lambda _: None)
        outcome = fetched.answer.outcome
    if isinstance(outcome, Failure):
        raise SourceError(told, outcome.reason.removesuffix(f": {told}"))
    if not _ADDRESS.match(told):
        # The whole path, for its folders may tell the day.
        outcome = replace(outcome, locator=Path(told).as_posix())
    return replace(outcome, url=wish.url or outcome.url)


def _source(wish: Wish, document: Document) -> Source:
    kind = wish.kind or guess_kind(document)
    location = document.url or wish.document
    return Source(wish.document, kind, location, Trust.OPEN, base=Path())


def guess_kind(document: Document) -> str:
    """The source kind that reads a document best, by how it begins.

    >>> guess_kind(Document("s", "https://a.example/", b"<!doctype html><p>Good day."))
    'page'
    >>> guess_kind(Document("s", "", b"<rss version='2.0'>", locator="a.txt"))
    'feed'
    """
    start = document.content[:_LOOKED_AT]
    if document.locator is not None and _PAGE.search(start):
        return "files"
    if _PAGE.search(start) and "page" in kinds():
        return "page"
    named = (document.locator or "").lower().endswith(_FEED_NAMES)
    return "feed" if named or _FEED.match(start) else "files"


def _answer(source: Source, document: Document) -> Answer:
    """The document as the answer to what the kind asks for first."""
    asked = next(iter(kinds()[source.kind].requests(source, Memory())), None)
    return Answer(asked or Request(source.location), document)


def _place(posting: Posting, document: Document) -> Posting:
    """A posting that does not know its own address was found at the document's."""
    url = posting.url or document.url or None
    return posting if posting.url else replace(posting, url=url)


def _short(problem: str, document: Document) -> str:
    return problem.removeprefix(f"{document.locator}: ")


def _lines(release: Release) -> Iterator[str]:
    """A release for people: what it says of itself, then its text."""
    record = release_record(release)
    listed = ("contacts", "quotes", "about", "links")
    skipped = {"text", "html", "disclaimer", "provenance", *listed}
    yield from record_lines(
        (name, ", ".join(told) if isinstance(told, list) else told)
        for name, told in record.items()
        if name not in skipped and told
    )
    for name in listed:
        for each in record[name]:
            words = (
                str(value) for value in each.values() if value not in (None, False)
            )
            yield printable(f"{name}: {' | '.join(words)}")
    yield ""
    for line in release.text.split("\n"):
        yield printable(line)
    yield ""
