"""A request carried out by whatever transport it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from syndicate.config import Fetch, Source
from syndicate.fetch.base import Fetched
from syndicate.fetch.folder import read_folder
from syndicate.fetch.git import read_git
from syndicate.ingest.house import Ask
from syndicate.sources.base import Answer, Failure, Request, Stamp, Transport
from syndicate.text.masking import mask


def carry_out(
    source: Source,
    request: Request,
    limits: Fetch,
    ask: Ask,
    known: Mapping[str, Stamp],
) -> Iterator[Fetched]:
    """The answers to one request; `known` is remembered of documents, by name."""
    if request.transport is Transport.FOLDER:
        yield from read_folder(source, request, limits, known.get)
    elif request.transport is Transport.GIT:
        yield from read_git(source, request, limits, known)
    elif request.transport is Transport.HTTP:
        yield ask(source, request, known.get(mask(request.url)))
    else:
        reason = f"no transport for {request.transport} is built in"
        yield Fetched(Answer(request, Failure(reason)), request.url, Stamp())
