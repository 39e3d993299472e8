"""What the kind of another package gave: found to be what it must be, or refused.

Built-in kinds are held to it by their types and tests. A plug-in that gives something
else must cost its own source, and not the run that would stumble over it later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Form, Link, Posting, Purpose
from syndicate.sources.base import Memory, Request, Transport
from syndicate.sources.mending import drop_unfit

_OTHER: Mapping[str, tuple[type, ...]] = {  # fields that are no text
    "form": (Form,),
    "url": (str, type(None)),
    "locator": (str, type(None)),
    "links": (tuple,),
    "topics": (tuple,),
    "full": (bool,),
    "transport": (Transport,),
    "headers": (tuple,),
    "body": (bytes,),
    "completes": (Posting, type(None)),
    "login": (tuple, type(None)),
    "purpose": (Purpose,),
    "values": (tuple,),
}
_IN_POSTINGS: Mapping[str, tuple[type, ...]] = {**_OTHER, "body": (str,)}
Given = Posting | Request | Memory


def check_given(source: Source, value: object) -> Given:
    """The value, if it is what a kind may give, and a posting without stray characters.

    Raises:
        SourceError: it is not, or tells as another source; says what it is instead.
    """
    if isinstance(value, Posting):
        return _check_posting(source, value)
    if isinstance(value, Request):
        return _check_request(source, value)
    if isinstance(value, Memory):
        _check_fields(source, value, _OTHER)
        _check_pairs(source, "values", value.values)
        return value
    told = type(value).__name__
    raise _refuse(source, f"a {told}, which is no Posting, Request or Memory")


def check_requests(source: Source, asked: Iterable[object]) -> tuple[Request, ...]:
    """What a kind asks for first.

    Raises:
        SourceError: something in it is no request, or not as it must be.
    """
    requests = []
    for value in asked:
        if not isinstance(value, Request):
            raise _refuse(source, f"a {type(value).__name__}, which is no Request")
        requests.append(_check_request(source, value))
    return tuple(requests)


def _check_request(source: Source, request: Request) -> Request:
    _check_fields(source, request, _OTHER)
    _check_pairs(source, "headers", request.headers)
    if request.completes is None:
        return request
    return replace(request, completes=_check_posting(source, request.completes))


def _check_posting(source: Source, posting: Posting) -> Posting:
    _check_fields(source, posting, _IN_POSTINGS)
    if posting.source != source.name:
        raise _refuse(source, f"a Posting of the source {posting.source!r:.80}")
    if not posting.item:
        raise _refuse(source, "a Posting without an item")
    for link in posting.links:
        if not isinstance(link, Link):
            raise _refuse(source, f"a {type(link).__name__} among links, not a Link")
        _check_fields(source, link, _OTHER)
    if not all(isinstance(topic, str) for topic in posting.topics):
        raise _refuse(source, "topics that are no text")
    return replace(
        posting,
        links=tuple(replace(link, **_mended(link)) for link in posting.links),
        topics=tuple(map(drop_unfit, posting.topics)),
        **_mended(posting),
    )


def _check_fields(
    source: Source, value: object, other: Mapping[str, tuple[type, ...]]
) -> None:
    """Every field must be of its type: text where nothing else is said."""
    for each in fields(value):  # type: ignore[arg-type] # a dataclass, as its caller saw
        told = getattr(value, each.name)
        if not isinstance(told, other.get(each.name, (str,))):
            where = f"{type(value).__name__}.{each.name}"
            raise _refuse(source, f"a {type(told).__name__} as {where}")


def _check_pairs(source: Source, name: str, pairs: tuple[object, ...]) -> None:
    for pair in pairs:
        parts = pair if isinstance(pair, tuple) else ()
        if len(parts) != 2 or not all(isinstance(part, str) for part in parts):
            raise _refuse(source, f"{name} that are no pairs of text")


def _mended(value: Posting | Link) -> dict[str, Any]:
    """Its texts without characters that no database and no feed can hold."""
    texts = ((each.name, getattr(value, each.name)) for each in fields(value))
    return {name: drop_unfit(text) for name, text in texts if type(text) is str}


def _refuse(source: Source, what: str) -> SourceError:
    return SourceError(source.name, f'its kind "{source.kind}" gave {what}')
