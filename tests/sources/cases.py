"""A document and what its kind says of it: the whole test of a source kind."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.base import Answer, Memory, Request
from syndicate.sources.registry import kinds

CORPUS = Path(__file__).parent.parent / "corpus"


@dataclass
class Said:
    """All that reading an answer gave, and the fault that ended it."""

    postings: list[Posting] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    memory: Memory | None = None
    fault: str = ""


def cases_of(kind: str) -> list[Path]:
    return sorted((CORPUS / kind).iterdir())


def say(values: Iterable[object]) -> Said:
    """What values amount to, until one is refused."""
    said = Said()
    try:
        for value in values:
            if isinstance(value, Posting):
                said.postings.append(value)
            elif isinstance(value, Request):
                said.requests.append(value)
            else:
                assert isinstance(value, Memory)
                said.memory = value
    except SourceError as error:
        said.fault = str(error)
    return said


def read(source: Source, request: Request, **document: Any) -> Said:
    """What a source's kind says of a document."""
    told = {"source": source.name, "url": request.url, **document}
    try:
        values = kinds()[source.kind].read(source, Answer(request, Document(**told)))
    except SourceError as error:
        return Said(fault=str(error))
    return say(values)


def check_case(kind: str, case: Path) -> None:
    """A document says what its expected.toml tells, and nothing else."""
    expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))
    (path,) = case.glob("document.*")
    options = kinds()[kind].Options(**expected.get("options", {}))
    source = Source("told", kind, expected["location"], options=options)
    (first,) = kinds()[kind].requests(source, Memory())
    request = Request(
        expected.get("asked", first.url),
        headers=first.headers,
        about=expected.get("about", first.about),
        note=expected.get("note", first.note),
    )
    document = {
        "content": path.read_bytes(),
        "url": expected.get("url", request.url),
        "media_type": expected.get("media_type", ""),
        "charset": expected.get("charset", ""),
        "locator": expected.get("locator"),
        "headers": tuple(expected.get("headers", {}).items()),
    }
    said = read(source, request, **document)
    items = expected.get("items", [])
    assert said.fault == expected.get("error", "")
    assert [
        tell(posting, wanted)
        for posting, wanted in zip(said.postings, items, strict=False)
    ] == items
    assert len(said.postings) == len(items), [each.item for each in said.postings]
    assert [each.url for each in said.requests] == expected.get("requests", [])
    memory = dict(said.memory.values) if said.memory else {}
    assert memory == expected.get("memory", {})


def tell(posting: Posting, names: Iterable[str]) -> dict[str, Any]:
    """Those fields of a posting, as TOML can tell them."""
    found = {name: getattr(posting, name) for name in names}
    if "links" in found:
        found["links"] = [[str(link.purpose), link.url] for link in posting.links]
    if "topics" in found:
        found["topics"] = list(posting.topics)
    if "url" in found:
        found["url"] = posting.url or "none"
    return found
