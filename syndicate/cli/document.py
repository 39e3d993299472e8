"""`read`: what would be made of one document; nothing is stored."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from syndicate.cli.session import Session
from syndicate.cli.show import printable, record_lines, say, say_json
from syndicate.config import Fetch, Settings, Source
from syndicate.config.place import quote, suggest
from syndicate.discover.reading import guess_kind, make, open_document
from syndicate.errors import SourceError, UsageError
from syndicate.model import Document, Release, Trust
from syndicate.publish.contract import release_record
from syndicate.sources.base import Failure, Request
from syndicate.sources.registry import kinds
from syndicate.text.masking import mask

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_ANYTHING = ("Accept", "text/html, application/xhtml+xml, */*;q=0.8")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked to be read: a path or an address.

    `url` is where the document was found, `kind` the source kind that is to read it;
    each is "" where nothing was said.
    """

    document: str
    url: str = ""
    kind: str = ""


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
    if _ADDRESS.match(told):
        from syndicate.fetch.hosts import Hosts  # noqa: PLC0415 -- start-up
        from syndicate.fetch.http import Http, name_agent  # noqa: PLC0415 -- likewise

        http = Http(limits, name_agent(limits.contact), Hosts(limits, session.now))
        request = Request(told, headers=(_ANYTHING,))
        outcome = http.fetch(Source(told, "files", told), request, None).answer.outcome
        if isinstance(outcome, Failure):
            raise SourceError(mask(told), outcome.reason.removesuffix(f": {told}"))
    elif "://" in told:
        raise UsageError(f"{printable(mask(told))}: only http and https are fetched")
    elif Path(told).is_dir():
        raise UsageError(f"{printable(told)}: a folder; name one document in it")
    else:
        outcome = open_document(Path(told), limits)
    return replace(outcome, url=wish.url or outcome.url)


def _source(wish: Wish, document: Document) -> Source:
    kind = wish.kind or guess_kind(document)
    location = document.url or wish.document
    return Source(wish.document, kind, location, Trust.OPEN, base=Path())


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
