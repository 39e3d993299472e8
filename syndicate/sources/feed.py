"""Source kind `feed`: RSS, RDF, Atom and JSON Feed, by address or from a local path.

What reads a document is loaded with the first of them: most polls bring none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document
from syndicate.sources import older
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.local import ask_folder, is_local

if TYPE_CHECKING:
    from syndicate.model import Posting

SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".json")


@dataclass(frozen=True, slots=True)
class Options:
    """Keys of a `feed` source."""

    full_text: bool = field(
        default=False,
        metadata={"help": "fetch the page of an item whose text is only a teaser"},
    )
    pages: int = field(
        default=0,
        metadata={"help": "older pages of the feed that are read once, at first"},
    )


class Feed:
    """Each item is one posting.

    Its identity is its own id (guid, Atom id, JSON id), where the document gives that
    id to this item alone; else its link; else a hash of its title and text.
    """

    name = "feed"
    Options = Options

    def requests(self, source: Source, memory: Memory) -> Iterator[Request]:
        """Ask for the document, and for the older page that an earlier run came to."""
        if is_local(source):
            yield ask_folder(source, SUFFIXES)
            return
        trail = older.recall(memory, _options(source).pages)
        yield Request(source.location, note=trail.note)
        if trail.older and _options(source).pages:
            yield trail.request()

    def read(
        self, source: Source, answer: Answer
    ) -> Iterable[Posting | Request | Memory]:
        """The items of a document, in its order, then how often it wants to be asked.

        A feed may have no items. An item cut off by the document's early end is left
        out: it comes whole with the next poll. Asked for full texts, an item that is
        only a teaser is a request for its page instead.

        Raises:
            SourceError: there is no document, it is no feed, no parser bears it, or,
                after the items that came whole, it breaks off before its end.
        """
        request, outcome = answer.request, answer.outcome
        if request.about == "text":
            from syndicate.sources.completing import (  # noqa: PLC0415 - start-up
                Selectors,
                complete,
            )

            return complete(source, answer, Selectors())
        if isinstance(outcome, Failure):
            if request.about == "page" and older.has_ended(outcome):
                done = older.read_note(request.note)
                return (replace(done, left=0, older="").memory,)
            raise SourceError(source.name, outcome.reason)
        return _read_poll(source, request, outcome)


def _read_poll(
    source: Source, request: Request, document: Document
) -> Iterator[Posting | Request | Memory]:
    """The items, or requests for their pages; then, if all was well, what follows."""
    from syndicate.sources.feed_items import read_items  # noqa: PLC0415 - start-up
    from syndicate.sources.rhythm import read_rhythm  # noqa: PLC0415

    told = read_items(source, document)
    yield from _ask_for_texts(told) if _options(source).full_text else told
    if request.transport is not Transport.HTTP:
        return
    trail = older.read_note(request.note)
    if request.about == "page":
        yield from older.go_on(
            source.name, replace(trail, left=trail.left - 1), document
        )
        return
    trail = replace(trail, rhythm=read_rhythm(document).values)
    if trail.left and not trail.older:
        yield from older.go_on(source.name, trail, document)
    else:
        yield trail.memory if _options(source).pages else Memory(trail.rhythm)


def _ask_for_texts(told: Iterable[Posting]) -> Iterator[Posting | Request]:
    """The items; of those that are only teasers, the requests for their pages."""
    from syndicate.sources.completing import ask_for_text  # noqa: PLC0415 - start-up
    from syndicate.sources.excerpts import is_teaser  # noqa: PLC0415

    for posting in told:
        yield ask_for_text(posting) if is_teaser(posting) else posting


def _options(source: Source) -> Options:
    """A feed's own keys; another kind's that reads feeds too are none of ours."""
    told = source.options
    return told if isinstance(told, Options) else Options()
