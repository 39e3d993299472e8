"""What is fuzzed: each parser of ours, as a function of any bytes.

A target may raise a SyndicateError and nothing else; an assertion in it says what
must hold whatever comes. Hypothesis (`test_fuzz.py`) and atheris (`bench/fuzz.py`) feed
the same targets, and what they found stands in `corpus/`, a folder for each target.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from syndicate.brief import brief
from syndicate.brief.written import judge_answer
from syndicate.clean import Rules, clean
from syndicate.clean.contacts import read_contacts
from syndicate.clean.quotes import find_quotes
from syndicate.config import Source
from syndicate.config.load import read_settings
from syndicate.discover.documents import read_offers
from syndicate.discover.outlines import read_outlines
from syndicate.errors import SyndicateError
from syndicate.fetch.decoding import Unpacker
from syndicate.fetch.headers import read_content_type
from syndicate.fetch.line import Refused
from syndicate.fetch.robots import permits
from syndicate.html.blocks import read_blocks
from syndicate.html.sanitize import sanitize
from syndicate.model import Document, Part, Posting, Release
from syndicate.sources.archive import parse
from syndicate.sources.base import Answer, Memory, Request
from syndicate.sources.decoding import NotText, decode
from syndicate.sources.registry import kinds, options_of
from syndicate.sources.trail import NoTrail, find_hash, read_trail
from syndicate.store import shipped
from syndicate.text.changes import compare, tell
from syndicate.text.dateline import find_dateline
from syndicate.text.dates import find_clock, find_day, read_date
from syndicate.text.embargo import find_embargo
from syndicate.text.repair import repair, repair_line
from syndicate.text.urls import canonical, host_of, is_web, safe_url

Target = Callable[[bytes], None]
CORPUS = Path(__file__).parent / "corpus"
CAPTURED = Path(__file__).parents[1] / "corpus"
SOMEWHERE = "https://clinic.example.org/news"
ZONE = ZoneInfo("America/Los_Angeles")
# Where a source of each kind lies, and what its answers are about.
KINDS = {
    "archive": ("archive.git", ("items", "removed")),
    "feed": (f"{SOMEWHERE}/feed", ("items", "page", "text")),
    "files": ("releases", ("items",)),
    "newsramp": ("https://newsramp.com/curated-news", ("items", "page", "text")),
    "newsworthy": ("https://www.newsworthy.ai/rss", ("items", "page", "text", "trail")),
    "page": (SOMEWHERE, ("items", "text")),
    "reddit": ("https://www.reddit.com/r/ClinicNewsExample", ("items", "token")),
    "sitemap": ("https://clinic.example.org/sitemap.xml", ("items", "page", "text")),
    "wordpress": ("https://clinic.example.org/", ("items", "changes", "page", "text")),
}
NAMES = ("a.md", "a.html", "a.txt", "a.eml", "a.mbox", "a.docx", "2026/10/a.md")
TYPES = ("", "text/html", "application/json", "application/rss+xml", "text/plain")


def text(content: bytes) -> str:
    """Bytes as text, whatever they are."""
    return content.decode("utf-8", "replace")


def lines(content: bytes) -> list[str]:
    """Bytes as lines of text."""
    return text(content).split("\n")


def read_kind(name: str, content: bytes) -> None:
    """Read an answer; the first two bytes choose what it is about and its name."""
    location, abouts = KINDS[name]
    first, second, rest = content[:1] or b"\0", content[1:2] or b"\0", content[2:]
    about = abouts[first[0] % len(abouts)]
    local = first[0] & 64 or name in ("archive", "files")
    locator = NAMES[second[0] % len(NAMES)] if local else None
    source = Source("told", name, location, options=kinds()[name].Options())
    asked = next(iter(kinds()[name].requests(source, Memory())))
    teaser = Posting("told", "1", "A clinic opens", "It opens.", url=f"{SOMEWHERE}/1")
    completes = teaser if about in ("text", "trail") else None
    request = replace(asked, about=about, completes=completes)
    document = Document(
        "told",
        "" if local else f"{SOMEWHERE}/1",
        rest,
        media_type=TYPES[second[0] // 8 % len(TYPES)],
        locator=locator,
    )
    for value in kinds()[name].read(source, Answer(request, document)):
        assert isinstance(value, Posting | Request | Memory)
        if isinstance(value, Posting):
            assert value.source == "told"
            assert value.item


def read_clean(content: bytes) -> None:
    """Clean and brief; what comes out can be written, and is clean already."""
    chosen = ("text/html", "text/markdown", "text/plain")[(content[:1] or b"\0")[0] % 3]
    title, _, body = text(content[1:]).partition("\n")
    release = clean(Posting("told", "1", title, body, chosen), Rules(zone=ZONE))
    f"{release.title}{release.text}{release.html}".encode()
    assert "<script" not in release.html
    brief(release, shipped()).summary.encode()


def read_url(content: bytes) -> None:
    """Any address has one spelling, which is its own."""
    url = text(content)
    host_of(url)
    find_hash(url)
    safe = safe_url(url)
    if is_web(url):
        once = canonical(url)
        assert canonical(f"https://{once}") == once
    if safe is not None:
        assert safe.isascii()
        assert safe_url(safe) == safe


def read_dates(content: bytes) -> None:
    """A date is read or it is not."""
    words = text(content)
    find_day(words)
    find_clock(words)
    for zone in (None, ZONE):
        for origin in ("dateline", "feed", "structured"):
            moment = read_date(words, origin, zone)
            if moment is not None:
                moment.iso()


def read_repair(content: bytes) -> None:
    """What is repaired can be written, and needs no repair."""
    words = text(content)
    once = repair(words).text
    assert repair(once).text == once
    line = repair_line(words).text
    line.encode()
    assert repair_line(line).text == line


def read_answer(content: bytes) -> None:
    """A language model's answer stands or falls."""
    release = Release("told", "1", "Alder opens", "Alder opens a house with 8 rooms.")
    judge_answer(text(content), release)


def read_footer(content: bytes) -> None:
    """The text above a footer is never touched."""
    whole = text(content)
    parsed = parse(whole)
    if parsed is not None:
        assert parsed.body.strip() in whole


def read_robots(content: bytes) -> None:
    """Rules permit or forbid."""
    assert permits(text(content), SOMEWHERE) in (True, False)


def read_wire(content: bytes) -> None:
    """Compressed bytes are opened or refused."""
    name = ("gzip", "deflate", "br", "")[(content[:1] or b"\0")[0] % 4]
    unpacker = Unpacker(name, 100_000)
    for start in range(1, len(content), 100):
        unpacker.feed(content[start : start + 100])
    assert len(unpacker.finish()) <= 100_000


TARGETS: dict[str, Target] = {
    "answer": read_answer,
    "blocks": lambda content: _none(read_blocks(text(content), SOMEWHERE)),
    "changes": lambda content: _none(tell(compare(*_halves(text(content))))),
    "clean": read_clean,
    "config": lambda content: _none(
        read_settings(content, Path("config.toml"), options_of)
    ),
    "contacts": lambda content: _none(
        read_contacts([Part("contact", "fuzz", text(content))])
    ),
    "dateline": lambda content: _none(find_dateline(lines(content), ZONE)),
    "dates": read_dates,
    "decoding": lambda content: _none(decode(content)),
    "embargo": lambda content: _none(find_embargo(lines(content), ZONE)),
    "footer": read_footer,
    "offers": lambda content: _none(read_offers(Document("told", SOMEWHERE, content))),
    "outlines": lambda content: _none(read_outlines(Document("told", "", content))),
    "quotes": lambda content: _none(find_quotes(text(content))),
    "repair": read_repair,
    "robots": read_robots,
    "sanitize": lambda content: _none(sanitize(text(content))),
    "trail": lambda content: _none(read_trail(text(content))),
    "type": lambda content: _none(read_content_type(content.decode("latin-1"))),
    "url": read_url,
    "wire": read_wire,
}


def _of_kind(name: str) -> Target:
    return lambda content: read_kind(name, content)


TARGETS |= {f"kind-{name}": _of_kind(name) for name in KINDS}


def feed(name: str, content: bytes) -> None:
    """Feed a target; what it may refuse with is its declared errors."""
    try:
        TARGETS[name](content)
    except (SyndicateError, Refused, NotText, NoTrail):  # the last three become one
        return


def seeds(name: str) -> Iterator[bytes]:
    """What to begin with: what was found, and captured documents of a kind."""
    found = CORPUS / name
    yield from (path.read_bytes() for path in sorted(found.glob("*")))
    captured = CAPTURED / name.removeprefix("kind-")
    if name.startswith("kind-") and captured.is_dir():
        for path in sorted(captured.glob("*/document.*")):
            yield b"\0\0" + path.read_bytes()
    yield from STARTS.get(name, ())


STARTS = {
    "answer": (b'```json\n{"summary": "Alder opens a house with 8 rooms."}\n```',),
    "blocks": (
        b"<ol start=3><li>a<table><tr><td>b</td></tr></table></ol><pre>c</pre>",
    ),
    "clean": (
        b'\x01Alder opens\nSALEM, OR, March 5, 2026 - Alder opens. "Rest," said A. B.',
        b"\x00T\n<p>EMBARGOED until 5 a.m. ET</p><p>About Alder</p><p>+1 503-555-0142",
    ),
    "config": (
        b'site.url = "https://a.example/"\n[[source]]\nname = "a"\nkind = "feed"\n',
        b'[[source]]\nlocation = "https://a.example/feed"\nevery = "2h"\n',
    ),
    "contacts": (b"Media Contact: Ada Moss\nAlder Calm\n+1 503-555-0142 a@b.example",),
    "dateline": (b"SALEM, OR, March 5, 2026 /24-7PressRelease/ -- Alder opens.",),
    "dates": (b"Thursday Dec 21, 2023 @ 7:00 AM Eastern", b"2026-03-05T07:00:00+25:00"),
    "embargo": (b"Embargoed until 4 a.m. CT/5 a.m. ET, Monday, Nov. 11, 2024",),
    "footer": (
        b"# T\n\nA.\n\n---\n\n[Original/Source Press Release](https://a.example)\n",
        b"# T\n\n[Newsramp.com TLDR](None)\n\nPickup - [a](https://b.example/)\n",
    ),
    "offers": (b"<html><link rel=alternate type=application/rss+xml href=/f></html>",),
    "outlines": (
        b'<opml><body><outline text="a" xmlUrl="https://a.example/"/></body>',
    ),
    "quotes": (b'"We opened a quiet room," said Dana Reed, a nurse at Alder. "Rest."',),
    "repair": ("Caf\u00c3\u00a9 \u00e2\u20ac\u2122 &amp;amp; a\u00a0b".encode(),),
    "robots": (b"User-agent: *\nDisallow: /*.pdf$\nAllow: /news\nCrawl-delay: 1e9",),
    "trail": (b'{"reddit": "https://redd.it/1abcde", "meta_json": "{}"}',),
    "url": (b"https://www.google.com/amp/s/amp.a.example:443/n/amp/?utm_x=1&b=2#c",),
    "wire": (b"\x00\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x03\x00\x00\x00\x00\x00",),
}


def _halves(words: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Two tellings made of one text, each with its title."""
    middle = len(words) // 2
    return (words[:20], words[:middle]), (words[middle:][:20], words[middle:])


def _none(_: Any) -> None:
    """Forget what was read: that it was read is all that is asked."""
