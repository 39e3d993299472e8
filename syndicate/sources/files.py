"""Source kind `files`: a folder or glob of Markdown, text and HTML files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources import archive
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.decoding import NotText, decode, sniff_charset

SUFFIXES = (".md", ".txt", ".html", ".htm")

_DATED_FOLDER = re.compile(r"(?:^|/)(?=((?:19|20)\d\d)/(\d\d)/?(\d\d)/)")
# Atomic groups: a run of comments must not be divided in all possible ways.
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD_WITHIN = 200_000
_COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)", re.DOTALL)
_TAG = re.compile(r"<(link|meta)\b((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([a-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Options:
    """Keys of a `files` source."""

    suffixes: tuple[str, ...] = field(
        default=SUFFIXES,
        metadata={"help": "endings of the names of files that are read"},
    )


class Files:
    """Each file is one posting.

    Its identity is its path, and for a file of the press-release archive its path and
    the original's address: a path that another release reuses is another posting,
    while a file whose text changes is the same one, revised.
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
        """The one posting a file holds.

        Raises:
            SourceError: the folder or file cannot be had, is empty or is not text.
        """
        outcome = answer.outcome
        if isinstance(outcome, Failure):
            raise SourceError(source.name, outcome.reason)
        return (_read_file(source, outcome),)


def _read_file(source: Source, document: Document) -> Posting:
    locator = document.locator or document.url
    try:
        text = decode(
            document.content,
            declared=document.charset or sniff_charset(document.content),
        )
    except NotText:
        raise SourceError(source.name, "not a text file", locator) from None
    if not text.strip():
        raise SourceError(source.name, "empty file", locator)
    if locator.lower().endswith((".html", ".htm")) or _PAGE.match(text[:_HEAD_WITHIN]):
        return _read_page(source, locator, text)
    return _read_text(source, locator, text.replace("\r\n", "\n").replace("\r", "\n"))


def _read_page(source: Source, locator: str, text: str) -> Posting:
    """A saved page: its text is extracted by cleaning, its address it tells itself."""
    told = _read_head(text[:_HEAD_WITHIN])
    url = told.get("canonical") or told.get("og:url", "")
    return Posting(
        source=source.name,
        item=locator,
        title=told.get("og:title", ""),
        body=text,
        media_type="text/html",
        url=url if url.lower().startswith(("http://", "https://")) else None,
        locator=locator,
        full=False,
        published=_date_of(locator),
        published_origin="path",
    )


def _read_text(source: Source, locator: str, text: str) -> Posting:
    file = archive.parse(text)
    if file is not None:
        return Posting(
            source=source.name,
            item=f"{locator}|{file.original}",
            title=file.title,
            body=file.body,
            media_type="text/markdown",
            locator=locator,
            links=file.links,
            published=_date_of(locator),
            published_origin="path",
        )
    title, body = archive.split_title(text)
    if not (title or body.strip()):
        raise SourceError(source.name, "neither title nor text", locator)
    is_markdown = locator.lower().endswith(".md")
    return Posting(
        source=source.name,
        item=locator,
        title=title,
        body=body,
        media_type="text/markdown" if is_markdown else "text/plain",
        locator=locator,
        published=_date_of(locator),
        published_origin="path",
    )


def _date_of(locator: str) -> str:
    """The day that the folders of a path name, the innermost ones; "" if none do.

    >>> _date_of("newsworthy/2026/0914/open-house.md")
    '2026-09-14'
    >>> _date_of("blog/2026/13/40/open-house.md")
    ''
    """
    day = ""
    for found in _DATED_FOLDER.finditer(locator):
        try:
            day = date(*map(int, found.groups())).isoformat()
        except ValueError:  # digits that are no day of the calendar
            continue
    return day


def _read_head(text: str) -> dict[str, str]:
    """What `<link rel>` and `<meta property>` say, by name; the first of each."""
    told: dict[str, str] = {}
    for tag, attributes in _TAG.findall(_COMMENT.sub("", text)):
        values = {
            name.lower(): html.unescape(double or single or bare).strip()
            for name, double, single, bare in _ATTRIBUTE.findall(attributes)
        }
        if tag.lower() == "link":
            for relation in values.get("rel", "").lower().split():
                told.setdefault(relation, values.get("href", ""))
        else:
            name = values.get("property") or values.get("name", "")
            told.setdefault(name.lower(), values.get("content", ""))
    return told
