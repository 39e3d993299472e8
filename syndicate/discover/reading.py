"""Read one document and keep nothing: which kind reads it, and what it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.config import Fetch, Settings, Source
from syndicate.errors import SourceError, SyndicateError
from syndicate.model import Document, Posting, Release
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.registry import kinds
from syndicate.workers import Pool
from syndicate.workers.limits import read_limits

if TYPE_CHECKING:
    from syndicate.clean import Rules

_LOOKED_AT = 20_000  # bytes in which a document shows what it is
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>]|\{\s*\")"
)
_FEED_NAMES = (".xml", ".rss", ".atom", ".rdf", ".json")


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a document: releases, and a line for all that did not come."""

    releases: tuple[Release, ...] = ()
    problems: tuple[str, ...] = ()


def open_document(path: Path, limits: Fetch) -> Document:
    """A file, by the same guarded way as in a run.

    Raises:
        SourceError: it cannot be had, or is no file.
    """
    from syndicate.fetch.folder import read_folder  # noqa: PLC0415 -- start-up

    told = str(path)
    if path.is_dir():
        raise SourceError(told, "a folder; name one document in it")
    source = Source(told, "files", told, base=Path())
    request = Request(told, Transport.FOLDER)
    (fetched,) = read_folder(source, request, limits, lambda _: None)
    outcome = fetched.answer.outcome
    if isinstance(outcome, Failure):
        raise SourceError(told, outcome.reason.removesuffix(f": {told}"))
    # The whole path, for its folders may tell the day.
    return replace(outcome, locator=path.as_posix())


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
