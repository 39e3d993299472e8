"""Source kind `archive`: the press-release archive as a local clone, with its history.

The newest tree does not hold all releases: many were written over by others under one
path. So each version of each file that a commit brought is read, oldest first, and a
release is known by its path and its original's address, as in a folder of files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.base import (
    POSITION,
    REMOVED,
    Answer,
    Failure,
    Memory,
    Request,
    Transport,
)
from syndicate.sources.textfile import read_text_file

WITHDRAWN = "removed from the archive"


@dataclass(frozen=True, slots=True)
class Options:
    """Keys of an `archive` source."""

    branch: str = field(
        default="HEAD",
        metadata={"help": "branch that is read, such as main or origin/main"},
    )
    include: tuple[str, ...] = field(
        default=(),
        metadata={"help": "folders that are read, as patterns (none: all)"},
    )
    history: bool = field(
        default=False,
        metadata={"help": "begin with the first commit, not with the newest tree"},
    )


class Archive:
    """Each release that a clone ever held is one posting.

    Where reading stands in the history is remembered, and what `branch`, `include` and
    `history` were then: with others, reading begins anew.
    """

    name = "archive"
    Options = Options

    def requests(self, source: Source, memory: Memory) -> Iterator[Request]:
        """Ask for what came after the last commit that was read."""
        if memory.get("scope") == _scope(source):
            stood = {name: memory.get(name) for name in ("since", "until", "done")}
        else:
            stood = {}
        yield _ask(source, stood)

    def read(
        self, source: Source, answer: Answer
    ) -> Iterator[Posting | Request | Memory]:
        """One version of a file, or where reading stands.

        Raises:
            SourceError: the clone or the file cannot be had, or the file cannot be
                read; or the history is not the one that was read before.
        """
        outcome = answer.outcome
        if isinstance(outcome, Failure):
            raise SourceError(source.name, outcome.reason)
        if answer.request.about == POSITION:
            yield from _go_on(source, outcome)
            return
        posting = read_text_file(source, outcome)
        if answer.request.about == REMOVED:
            posting = replace(posting, withdrawn=WITHDRAWN)
        yield posting


def _go_on(source: Source, document: Document) -> Iterator[Request | Memory]:
    """Remember the position, and ask for what is left."""
    told = json.loads(document.content)
    stood = {name: told[name] for name in ("since", "until", "done")}
    yield Memory((*stood.items(), ("scope", _scope(source))))
    if told["since"] != told["head"]:
        yield _ask(source, stood)


def _ask(source: Source, stood: dict[str, str]) -> Request:
    options: Options = source.options or Options()
    return Request(
        url=source.location,
        transport=Transport.GIT,
        headers=(
            *((name, value) for name, value in stood.items() if value),
            ("branch", options.branch),
            *(("include", pattern) for pattern in options.include),
            *((("history", "yes"),) if options.history else ()),
        ),
    )


def _scope(source: Source) -> str:
    """What of the settings decides which versions are read."""
    options: Options = source.options or Options()
    parts = [source.location, options.branch, *sorted(options.include)]
    return json.dumps([*parts, options.history])
