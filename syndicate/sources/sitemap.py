"""Source kind `sitemap`: the articles of a site, found by its sitemaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Posting
from syndicate.sources.base import Answer, Failure, Memory, Request
from syndicate.sources.choosing import Choice, check_patterns, is_aside, page_key
from syndicate.sources.completing import Selectors, ask_for_text, complete
from syndicate.sources.local import ask_folder, is_local
from syndicate.sources.selecting import check_css
from syndicate.sources.urlset import BROKEN_OFF, Sitemap, UrlEntry, read_sitemap
from syndicate.text.dates import read_date
from syndicate.text.urls import is_web

SUFFIXES = (".xml", ".xml.gz", ".txt")
MOST_SITEMAPS = 8  # of one index, the newest ones
DEEPEST = 2  # indexes within each other

_ACCEPT = ("Accept", "application/xml, text/xml;q=0.9, text/plain;q=0.5, */*;q=0.1")
_NESTED = "nested"
_EARLIEST = 1995
_OLDEST = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Named:
    """What the file name of an index's sitemap says of it."""

    wanted: bool
    pattern: str
    seen: str


NAMED = (
    Named(
        False,
        r"categor|tag|author|user|attachment|image|video|product|portfolio|template|popup",
        seen="category-sitemap.xml",
    ),
    Named(True, r"news|post|blog|article|press|release", seen="post-sitemap2.xml"),
)


@dataclass(frozen=True, slots=True)
class Options:
    """Keys of a `sitemap` source.

    Raises:
        ValueError: a selector that is none.
    """

    include: tuple[str, ...] = field(
        default=(),
        metadata={"help": "take only addresses that hold or (with *) fit one of these"},
    )
    exclude: tuple[str, ...] = field(
        default=(),
        metadata={"help": "leave out addresses that hold or (with *) fit one of these"},
    )
    limit: int = field(
        default=40, metadata={"help": "newest addresses taken from each sitemap"}
    )
    title: str = field(default="", metadata={"help": "CSS selector of a page's title"})
    date: str = field(default="", metadata={"help": "CSS selector of a page's date"})
    body: str = field(default="", metadata={"help": "CSS selector of a page's text"})

    def __post_init__(self) -> None:
        """Refuse what is no selector, and a pattern that fits nothing."""
        for name in ("title", "date", "body"):
            check_css(name, getattr(self, name))
        check_patterns("include", self.include)
        check_patterns("exclude", self.exclude)


class SitemapKind:
    """Each address is one posting, known for ever by its canonical spelling."""

    name = "sitemap"
    Options = Options

    def requests(self, source: Source, memory: Memory) -> Iterator[Request]:
        """Ask for the location, and for the sitemaps that it named in an earlier run.

        An index often stays as it is while its sitemaps change.
        """
        if is_local(source):
            yield ask_folder(source, SUFFIXES)
            return
        known = memory.get(_NESTED).split()
        yield Request(source.location, headers=(_ACCEPT,), note=" ".join(known))
        for url in known[:MOST_SITEMAPS]:
            yield _ask_for_sitemap(url)

    def read(
        self, source: Source, answer: Answer
    ) -> Iterable[Posting | Request | Memory]:
        """What to ask for: its sitemaps of an index, its newest pages of a sitemap.

        Raises:
            SourceError: there is no sitemap, or after what came whole it breaks off; a
                page that is no article.
        """
        options: Options = source.options or Options()
        if answer.request.about == "text":
            selectors = Selectors("", options.title, options.date, options.body)
            sure = bool(options.include) or bool(_teaser(answer).title)
            return complete(source, answer, selectors, strict=not sure)
        return _read_sitemap(source, answer, options)


def _read_sitemap(
    source: Source, answer: Answer, options: Options
) -> Iterator[Posting | Request | Memory]:
    outcome = answer.outcome
    if isinstance(outcome, Failure):
        raise SourceError(source.name, outcome.reason)
    sitemap = read_sitemap(source.name, outcome)
    nested = answer.request.note.count(_NESTED) * (answer.request.about == "page")
    if sitemap.sitemaps and nested >= DEEPEST:
        raise SourceError(
            source.name, f"an index within {DEEPEST} others, not followed"
        )
    if sitemap.sitemaps:
        yield from _follow(answer, sitemap, options)
    for listed in choose_pages(sitemap, Choice(options.include, options.exclude))[
        : options.limit
    ]:
        yield ask_for_text(_tease(source, listed))
    if sitemap.cut:
        raise SourceError(source.name, BROKEN_OFF, outcome.locator or "")


def _follow(
    answer: Answer, sitemap: Sitemap, options: Options
) -> Iterator[Request | Memory]:
    """The sitemaps of an index that were not asked for along with it."""
    urls = choose_sitemaps(sitemap, Choice(exclude=options.exclude))
    if answer.request.about == "page":
        for url in urls:
            yield _ask_for_sitemap(url, f"{answer.request.note} {_NESTED}")
        return
    asked = answer.request.note.split()
    yield from (_ask_for_sitemap(url) for url in urls if url not in asked)
    yield Memory(((_NESTED, " ".join(urls)),))


def choose_sitemaps(sitemap: Sitemap, choice: Choice) -> list[str]:
    """The sitemaps of an index worth reading, newest first.

    Where names tell which hold posts, only those; never those of tags or authors.
    """
    kept = [
        listed
        for listed in sitemap.sitemaps
        if choice.takes(listed.url) and _says(listed.url) is not False
    ]
    named = [listed for listed in kept if _says(listed.url)]
    urls = [
        listed.url for listed in _newest_first(named or kept) if " " not in listed.url
    ]
    return list(dict.fromkeys(urls))[:MOST_SITEMAPS]


def choose_pages(sitemap: Sitemap, choice: Choice) -> list[UrlEntry]:
    """The pages of a sitemap that may be articles, newest first, each once."""
    chosen: dict[str, UrlEntry] = {}
    for listed in _newest_first(sitemap.pages):
        if not is_web(listed.url) or not choice.takes(listed.url):
            continue
        if choice.include or not is_aside(listed.url):
            chosen.setdefault(page_key(listed.url), listed)
    return list(chosen.values())


def _says(url: str) -> bool | None:
    """Whether a sitemap's file name says that it holds articles; None: it says nothing.

    >>> _says("https://clinic.example.org/post-sitemap2.xml")
    True
    >>> _says("https://clinic.example.org/post_tag-sitemap.xml")
    False
    """
    name = urlsplit(url).path.rpartition("/")[2]
    found = (named for named in NAMED if re.search(named.pattern, name, re.IGNORECASE))
    return next((named.wanted for named in found), None)


def _newest_first(listed: Iterable[UrlEntry]) -> list[UrlEntry]:
    """By the later of its dates; those without one keep their order, at the end."""
    return sorted(listed, key=_newness, reverse=True)


def _newness(listed: UrlEntry) -> datetime:
    told = (listed.published, listed.modified)
    return max((_read_moment(each) for each in told if each), default=_OLDEST)


def _read_moment(told: str) -> datetime:
    """W3C's form of ISO 8601, as the protocol has it, is read fast: there are many."""
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        moment = read_date(told, "page", None)
        return moment.at if moment else _OLDEST
    if at.year < _EARLIEST:  # also what no calendar can move between zones
        return _OLDEST
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _ask_for_sitemap(url: str, note: str = _NESTED) -> Request:
    """The request for a sitemap that an index names; `note` counts the indexes."""
    return Request(url, headers=(_ACCEPT,), about="page", note=note)


def _teaser(answer: Answer) -> Posting:
    assert answer.request.completes is not None  # only such requests ask for a text
    return answer.request.completes


def _tease(source: Source, listed: UrlEntry) -> Posting:
    """`lastmod` says that a page changed, never what its text calls its date."""
    return Posting(
        source=source.name,
        item=page_key(listed.url),
        title=listed.title,
        body="",
        url=listed.url,
        language=listed.language,
        published=listed.published,
        published_origin="page",
        updated=listed.modified,
        topics=listed.topics,
    )
