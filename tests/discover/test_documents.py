"""What pages and feeds offer."""

from __future__ import annotations

import pytest

from syndicate.discover.documents import Seen, read_offers
from syndicate.errors import SourceError
from syndicate.model import Document

SITE = "https://larkfield.example.org"
FEED = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{more}'
    "<item><title>Open house</title><link>https://larkfield.example.org/a</link>"
    "<description>We open the doors of the new office on Monday.</description></item>"
    "</channel></rss>"
)


def page(head: str, body: str = "<p>News of the clinic.</p>", url: str = "/") -> Seen:
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_offers(Document("larkfield", SITE + url, text.encode(), "text/html"))


def told(seen: Seen, kind: str) -> list[str]:
    offers = sorted(seen.offers, key=lambda offer: offer.rank)
    return [offer.location for offer in offers if offer.kind == kind]


def test_a_page_names_its_feeds_and_never_those_of_comments() -> None:
    seen = page(
        FEED.format("Larkfield » Feed", "/feed/")
        + FEED.format("Larkfield » Comments Feed", "/comments/feed/")
        + FEED.format("Réponses", f"{SITE}/?feed=comments-rss2")
        + '<link rel="alternate" type="application/feed+json" href="feed.json">'
        + '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">'
        + '<link rel="alternate" type="text/xml+oembed" href="/oembed">'
        + '<link rel="alternate" hreflang="es" href="/es/">'
        + '<link rel="alternate" type="application/rss+xml" href="javascript:void 0">'
        + '<link rel="stylesheet" type="application/rss+xml" href="/style">'
    )
    assert seen.what == "a page"
    assert told(seen, "feed") == [f"{SITE}/feed/", f"{SITE}/feed.json"]
    assert told(seen, "page") == [f"{SITE}/"]


def test_the_feed_of_the_part_of_the_site_that_was_asked_for_comes_first() -> None:
    head = FEED.format("All", "/feed/") + FEED.format("News", "/category/news/feed/")
    seen = page(head, url="/category/news/")
    assert told(seen, "feed") == [f"{SITE}/category/news/feed/", f"{SITE}/feed/"]


def test_a_single_posts_own_feed_is_one_of_comments_whatever_it_is_called() -> None:
    head = FEED.format("Flux", "/feed/") + FEED.format("Du billet", "/a-post/feed/")
    short = '<link rel="shortlink" href="https://larkfield.example.org/?p=12">'
    assert told(page(head + short, url="/a-post/"), "feed") == [f"{SITE}/feed/"]


def test_addresses_are_relative_to_what_the_page_says() -> None:
    seen = page('<base href="https://cdn.example.org/x/">' + FEED.format("F", "rss"))
    assert told(seen, "feed") == ["https://cdn.example.org/x/rss"]


@pytest.mark.parametrize(
    ("head", "site"),
    [
        ('<link rel="https://api.w.org/" href="/wp-json/">', f"{SITE}/"),
        ('<link rel="https://api.w.org/" href="/blog/wp-json/">', f"{SITE}/blog/"),
        ('<link rel="https://api.w.org/" href="/?rest_route=/">', f"{SITE}/"),
        ('<link rel="https://api.w.org/" href="/index.php?rest_route=/">', f"{SITE}/"),
        ('<meta name="generator" content="WordPress 6.8">', f"{SITE}/news/"),
    ],
)
def test_wordpress_is_offered_before_its_feed(head: str, site: str) -> None:
    seen = page(head + FEED.format("Larkfield » Feed", "/feed/"), url="/news/")
    assert told(seen, "wordpress") == [site]
    best = min(seen.offers, key=lambda offer: offer.rank)
    assert (best.kind, best.reason) == ("wordpress", "WordPress REST: sees edits")


def test_another_generator_is_not_wordpress() -> None:
    seen = page('<meta name="generator" content="Wix.com Website Builder">')
    assert told(seen, "wordpress") == []


def read(text: str, url: str = "/feed/") -> Seen:
    return read_offers(Document("larkfield", SITE + url, text.encode()))


def test_a_feed_offers_itself_and_the_wordpress_behind_it() -> None:
    plain = read(RSS.format(title="Larkfield", more=""))
    assert [offer.kind for offer in plain.offers] == ["feed"]
    made = "<generator>https://wordpress.org/?v=6.8</generator>"
    seen = read(RSS.format(title="Larkfield", more=made), "/blog/feed/")
    assert seen.what == "a feed"
    assert told(seen, "feed") == [f"{SITE}/blog/feed/"]
    assert told(seen, "wordpress") == [f"{SITE}/blog/"]
    assert seen.offers[0].kind == "feed"  # it is what was asked for


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Comments for Larkfield", "/talk"),
        ("<![CDATA[Comments on: Open house]]>", "/open-house/feed/"),
        ("Larkfield", "/comments/feed/"),
    ],
)
def test_a_feed_of_comments_offers_nothing(title: str, url: str) -> None:
    seen = read(RSS.format(title=title, more=""), url)
    assert seen == Seen("a feed of comments, which are never stories")


def test_a_feed_that_breaks_off_is_a_feed() -> None:
    whole = RSS.format(title="Larkfield", more="")
    assert told(read(whole[: whole.index("</channel>")]), "feed") == [f"{SITE}/feed/"]


def test_a_sitemap_offers_itself() -> None:
    text = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas'/>"
    seen = read(text, "/sitemap.xml")
    assert told(seen, "sitemap") == [f"{SITE}/sitemap.xml"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "an empty document"),
        (b"%PDF-1.7 \x00\x01\x02", "not a text"),
        (b'{"code": "rest_disabled"}', "JSON"),
        (b"<rss version='2.0'><channel><title>Ald", "breaks off before its end"),
        (b"Please try again later.", "a text without markup"),
        (b"<html><title>Just a moment...</title><body>Checking", "a bot wall"),
        (b"<html>" + b"<div>" * 1000, "HTML refused: nested too deeply"),
    ],
)
def test_what_offers_nothing_says_what_it_is(content: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=f"^larkfield: {reason}"):
        read_offers(Document("larkfield", f"{SITE}/", content))
