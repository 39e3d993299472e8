"""Source kind `bulletin`: the weekly bulletin of a county, one line an item."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Posting
from syndicate.sources.base import Answer, Failure, Memory, Request


@dataclass(frozen=True, slots=True)
class Options:
    """The kind's own keys in config.toml, with their defaults."""

    section: str = field(default="health", metadata={"help": "section to read"})


class Bulletin:
    name = "bulletin"
    Options = Options

    def requests(self, source: Source, memory: Memory) -> Iterator[Request]:
        yield Request(f"{source.location}/{source.options.section}.txt")

    def read(self, source: Source, answer: Answer) -> Iterator[Posting]:
        if isinstance(answer.outcome, Failure):
            raise SourceError(source.name, answer.outcome.reason)
        broken = 0
        for line in answer.outcome.content.decode("utf-8", "replace").splitlines():
            number, title, text = (*line.split("\t"), "", "", "")[:3]
            if number.isdigit() and title:
                yield Posting(source=source.name, item=number, title=title, body=text)
            else:
                broken += bool(line.strip())
        if broken:
            reason = f"{broken} lines without a number and a title"
            raise SourceError(source.name, reason)
