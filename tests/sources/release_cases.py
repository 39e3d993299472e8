"""Cases of a source kind: a document in a folder, and what reading it must give."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from syndicate.clean import Rules, clean
from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Link, Posting, Purpose, Release
from syndicate.sources.base import Answer, Failure, Request

CORPUS = Path(__file__).parent.parent / "corpus"
SITE = "https://clinic.example.org/"


@dataclass(frozen=True)
class Read:
    """What reading a document gave."""

    postings: list[Posting]
    requests: list[Request]
    fault: str


def folders(kind: str) -> list[Path]:
    """The cases of a kind."""
    return sorted((CORPUS / kind).iterdir())


def source_of(kind: Any, **options: Any) -> Source:
    """A source of that kind, with these of its own keys."""
    return Source("clinic", kind.name, SITE, options=kind.Options(**options))


def read(
    kind: Any, request: Request, outcome: Document | Failure, **options: Any
) -> Read:
    """Read an answer to its end, or to the fault that ends it."""
    found = Read([], [], "")
    try:
        for value in kind.read(source_of(kind, **options), Answer(request, outcome)):
            if isinstance(value, Posting):
                found.postings.append(value)
            elif isinstance(value, Request):
                found.requests.append(value)
    except SourceError as error:
        return replace(found, fault=str(error))
    return found


def page(content: str | bytes, url: str = SITE) -> Document:
    """A document that came over the network."""
    told = content.encode() if isinstance(content, str) else content
    return Document("clinic", url, told)


def check(kind: Any, case: Path) -> None:
    """Hold what reading a case gives against what its folder expects."""
    expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))
    (file,) = case.glob("document.*")
    transport = {
        name: expected[name] for name in ("media_type", "charset") if name in expected
    }
    locator = expected.get("locator")
    url = "" if locator else expected.get("url", SITE)
    document = Document("clinic", url, file.read_bytes(), locator=locator, **transport)
    request = Request(url, about=expected.get("about", "items"))
    found = read(kind, request, document, **expected.get("options", {}))
    assert found.fault == expected.get("error", "")
    items = expected.get("items", [])
    requests = expected.get("requests", [])
    assert [posting.item for posting in found.postings] == [i["item"] for i in items]
    for posting, item in zip(found.postings, items, strict=True):
        assert told(posting, item) == item
    assert len(found.requests) == len(requests)
    for asked, wanted in zip(found.requests, requests, strict=True):
        assert told(asked.completes, wanted, asked) == wanted


def told(
    posting: Posting | None, wanted: dict[str, Any], request: Request | None = None
) -> dict[str, Any]:
    """What a posting, or a request with its posting, says of what is wanted."""
    found: dict[str, Any] = {}
    for name, value in wanted.items():
        if request is not None and name in ("url", "about"):
            found[name] = getattr(request, name)
            continue
        assert posting is not None
        found[name] = _tell(posting, name, value)
    return found


def _tell(posting: Posting, name: str, wanted: Any) -> Any:
    if name == "links":
        size = len(wanted[0]) if wanted else 3
        return [_row(link)[:size] for link in posting.links]
    if name == "marked":
        marks = (each for each in posting.links if each.purpose is Purpose.REGISTRATION)
        return next((link.label for link in marks), "")
    if name == "body_holds":
        return wanted if wanted in posting.body else posting.body
    if name == "text":
        return released(posting).text
    if name == "place":
        dateline = released(posting).dateline
        return dateline.place if dateline else ""
    if name == "topics":
        return list(posting.topics)
    value = getattr(posting, name)
    return "none" if value is None else value


def _row(link: Link) -> list[str]:
    return [str(link.purpose), link.url, link.label]


def released(posting: Posting) -> Release:
    """The posting cleaned."""
    return clean(posting, Rules())
