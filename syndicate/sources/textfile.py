"""A file of text as a posting: a saved page, an archive file, Markdown, plain text."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources import archive
from syndicate.sources.decoding import NotText, decode, sniff_charset
from syndicate.sources.frontmatter import (
    ADDRESS,
    DATE,
    EMBARGO,
    SUMMARY,
    TITLE,
    UPDATED,
    FrontMatter,
    read_front_matter,
)

_DATED_FOLDER = re.compile(r"(?:^|/)(?=((?:19|20)\d\d)/(\d\d)/?(\d\d)/)")
# Atomic groups: a run of comments must not be divided in all possible ways.
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_UNDERLINED = re.compile(r"\s{0,9}([^\n]{1,500})\n={3,}[ \t]*(?:\n|\Z)")
_HEAD_WITHIN = 200_000
_COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)", re.DOTALL)
_TAG = re.compile(r"<(link|meta)\b((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<![\w:-])([a-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)


def read_text_file(source: Source, document: Document) -> Posting:
    """The one posting that a file of text holds.

    Raises:
        SourceError: the file is empty, is not text, or holds neither title nor text.
    """
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


def day_of_path(locator: str) -> str:
    """The day that the folders of a path name, the innermost ones; "" if none do.

    >>> day_of_path("newsworthy/2026/0914/open-house.md")
    '2026-09-14'
    >>> day_of_path("blog/2026/13/40/open-house.md")
    ''
    """
    day = ""
    for found in _DATED_FOLDER.finditer(locator):
        try:
            day = date(*map(int, found.groups())).isoformat()
        except ValueError:  # digits that are no day of the calendar
            continue
    return day


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
        published=day_of_path(locator),
        published_origin="path",
    )


def _read_text(source: Source, locator: str, text: str) -> Posting:
    is_markdown = locator.lower().endswith(".md")
    about = read_front_matter(text) if is_markdown else None
    if about and about.is_draft:
        raise SourceError(source.name, "a draft, as it says itself", locator)
    text = about.text if about else text
    file = archive.parse(text)
    title, body = _split_title(text, markdown=is_markdown)
    posting = Posting(
        source=source.name,
        item=f"{locator}|{file.original}" if file else locator,
        title=file.title if file else title,
        body=file.body if file else body,
        media_type="text/markdown" if file or is_markdown else "text/plain",
        locator=locator,
        links=file.links if file else (),
        published=day_of_path(locator),
        published_origin="path",
    )
    if about:  # under another title than its heading, the heading is text
        whole = posting.body if file else text
        posting = _with_front_matter(posting, about, whole)
    if not (posting.title or posting.body.strip() or file):
        raise SourceError(source.name, "neither title nor text", locator)
    return posting


def _with_front_matter(posting: Posting, about: FrontMatter, whole: str) -> Posting:
    """The posting with what its file says of itself; an embargo heads its text."""
    title, url = about.first(TITLE), about.first(ADDRESS)
    embargo, day = about.first(EMBARGO), about.first(DATE)
    body = whole if title else posting.body
    return replace(
        posting,
        title=title or posting.title,
        body=f"Embargoed until {embargo}\n\n{body}" if embargo else body,
        url=url if url.lower().startswith(("http://", "https://")) else None,
        summary=about.first(SUMMARY),
        published=day or posting.published,
        published_origin="document" if day else posting.published_origin,
        updated=about.first(UPDATED),
    )


def _split_title(text: str, *, markdown: bool) -> tuple[str, str]:
    """The first line if it is a title: `# Title`, or one that `===` underlines."""
    underlined = _UNDERLINED.match(text) if markdown else None
    if underlined:
        return underlined[1].strip(), text[underlined.end() :].lstrip("\n")
    return archive.split_title(text)


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
