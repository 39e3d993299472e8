"""Source kind `files`: a folder of Markdown, text, HTML, Word and mail files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.mail import is_mailbox, read_mail
from syndicate.sources.textfile import read_text_file
from syndicate.sources.word import is_word, read_word

SUFFIXES = (".md", ".txt", ".html", ".htm", ".docx", ".eml", ".mbox")


@dataclass(frozen=True, slots=True)
class Options:
    """Keys of a `files` source."""

    suffixes: tuple[str, ...] = field(
        default=SUFFIXES,
        metadata={"help": "endings of the names of files that are read"},
    )

    def __post_init__(self) -> None:
        """Refuse what no name ends in.

        Raises:
            ValueError: such an ending.
        """
        for each in self.suffixes:
            if "*" in each or "/" in each or len(each.split()) != 1:
                raise ValueError(
                    f'suffixes: no name ends in "{each}"; write it as ".md"'
                )


class Files:
    """Each file is one posting, but for a mailbox, whose messages are one each.

    Its identity is its path, and for a file of the press-release archive its path and
    the original's address: a path that another release reuses is another posting,
    while a file whose text changes is the same one, revised. A message is known by
    the path and its Message-ID.
    """

    name = "files"
    Options = Options

    def requests(self, source: Source, memory: Memory) -> Iterator[Request]:
        """Ask for the whole folder; `memory` is not needed."""
        del memory
        options = source.options or Options()
        yield Request(
            url=source.location,
            transport=Transport.FOLDER,
            headers=(("suffixes", " ".join(options.suffixes)),),
            about="items",
        )

    def read(self, source: Source, answer: Answer) -> Iterable[Posting]:
        """What a file holds: one posting, or one for each message.

        Raises:
            SourceError: the folder or file cannot be had, is empty or cannot be read.
        """
        outcome = answer.outcome
        if isinstance(outcome, Failure):
            raise SourceError(source.name, outcome.reason)
        return _read_file(source, outcome)


def _read_file(source: Source, document: Document) -> Iterable[Posting]:
    """By content first, by name second."""
    name = (document.locator or document.url).lower()
    if is_word(name, document.content):
        return (read_word(source, document),)
    if name.endswith(".eml") or is_mailbox(name, document.content):
        return read_mail(source, document)
    return (read_text_file(source, document),)
