"""OPML as readers write it, and as attackers do."""

from __future__ import annotations

import pytest

from syndicate.discover.outlines import read_outlines
from syndicate.errors import SourceError
from syndicate.model import Document
from syndicate.publish.channel import NEVER
from syndicate.publish.opml import Outline, write_opml

FEED = "https://larkfield.example.org/feed/"


def read(content: str | bytes) -> list[tuple[str, str | None]]:
    raw = content.encode() if isinstance(content, str) else content
    listed = read_outlines(Document("mine.opml", "", raw))
    return [(each.title, each.url) for each in listed]


def opml(outlines: str, head: str = "") -> str:
    return f'<opml version="2.0">{head}<body>{outlines}</body></opml>'


def test_outlines_are_found_however_deep_and_in_order() -> None:
    text = opml(
        '<outline text="Clinics"><outline text="West">'
        f'<outline type="rss" text="Larkfield" title="Larkfield news" xmlUrl="{FEED}"/>'
        "</outline></outline>"
        '<outline text="Harbor Light" xmlurl="https://harbor.example.com/rss"/>'
        '<outline type="link" text="A page" url="https://example.org/"/>'
        '<outline text="Nothing" xmlUrl=""/>'
    )
    assert read(text) == [
        ("Larkfield news", FEED),
        ("Harbor Light", "https://harbor.example.com/rss"),
    ]


@pytest.mark.parametrize(
    ("told", "url"),
    [
        ("feed:https://a.example.org/f", "https://a.example.org/f"),
        ("feed://a.example.org/f", "http://a.example.org/f"),
        ("  HTTPS://a.example.org/f ", "https://a.example.org/f"),
        ("/relative", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
    ],
)
def test_only_web_addresses_are_addresses(told: str, url: str | None) -> None:
    assert read(opml(f'<outline text="a" xmlUrl="{told}"/>')) == [("a", url)]


@pytest.mark.parametrize(
    "content",
    [
        opml(f'<outline text="R&D" xmlUrl="{FEED}"/>'),
        '<?xml version="1.0" encoding="utf-16"?>'
        + opml(f'<outline text="R&amp;D" xmlUrl="{FEED}"/>'),
        "\ufeff" + opml(f'<outline text="R&amp;D" xmlUrl="{FEED}"/>'),
        "<!DOCTYPE opml>" + opml(f'<outline text="R&amp;D\x00" xmlUrl="{FEED}"/>'),
        opml(f'<outline text="R&amp;D" xmlUrl="{FEED}"/>').replace(
            "<opml", '<opml xmlns="http://opml.org/spec2"'
        ),
    ],
    ids=["ampersand", "declaration", "mark", "doctype", "namespace"],
)
def test_small_faults_cost_nothing(content: str) -> None:
    assert read(content) == [("R&D", FEED)]


def test_a_list_in_utf_16_is_read() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + opml(
        f'<outline text="Zoë" xmlUrl="{FEED}"/>'
    )
    assert read(text.encode("utf-16")) == [("Zoë", FEED)]


LAUGHS = (
    '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + opml('<outline text="&b;" xmlUrl="https://a.example.org/"/>')
)
OUTSIDE = '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + opml(
    '<outline text="&x;" xmlUrl="https://a.example.org/"/>'
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (LAUGHS, "declares entities of its own"),
        (LAUGHS.encode("utf-16"), "declares entities of its own"),
        (OUTSIDE, "declares entities of its own"),
        ("", "not OPML"),
        ("Larkfield, Harbor Light", "not OPML"),
        ("<opml><body>", "not OPML"),
        ("<rss version='2.0'><channel/></rss>", "not OPML: it begins with <rss>"),
        ("<html><body>Sign in</body></html>", "not OPML: it begins with <html>"),
        (opml(f"<outline text='{'a' * 30_000}'/>"), "not read: a tag longer than"),
    ],
)
def test_what_is_no_list_says_so(content: str | bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=f"^mine.opml: .*{reason}"):
        read(content)


def test_what_we_write_we_read() -> None:
    outlines = [
        Outline('Zoë\'s & "Larkfield" <news>', FEED + "?a=1&b=2"),
        Outline("a page", "https://larkfield.example.org/news", feed=False),
    ]
    written = write_opml("Sources & more", outlines, NEVER)
    assert read(written) == [(outlines[0].title, outlines[0].url)]
