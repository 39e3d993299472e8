"""A release, its rewriting and its trail become one story, by keys alone."""

from __future__ import annotations

import json
from typing import Any

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import WING, archive_file, rss, tldr_of
from tests.loopback import Server

TITLE = "River Clinic Opens a Wing for Chronic Pain"
ORIGINAL = "https://newsworthy.ai/news/202610018105/river-clinic-opens-a-wing"
CANONICAL = ORIGINAL.replace("://", "://www.")
TLDR = tldr_of(ORIGINAL, "pain-care-grows-in-salem")
THREAD = "https://www.reddit.com/r/ClinicNewsExample/comments/1zzex88/pain_care/"
OUTLET = "https://outlet.example.org/en/pain-care/202627131"
LATER = ("2026-10-05T14:00:00Z", "2026-10-05T16:00:00Z", "2026-10-05T18:00:00Z")

# With more than a hundred words, as most have.
RELEASE = f"""{WING}

The wing was paid for by a bequest of Lena Ortiz, who was treated at the clinic for \
eleven years and left it her orchard. Half of the trees were kept, and their cider \
is sold at the front desk. A second wing is drawn and waits for a permit of the \
county, which is expected before the end of winter."""
# More than a hundred words that share no run of four with the release.
RETOLD = """Eight rooms and a garden await patients in Salem, where River Clinic now \
looks after chronic pain in a place of its own. Ada Moss runs it.

Two nurses stand ready through day and night, which means that nobody has to wait for \
the morning when pain becomes too much. Patients of former years planted the garden, \
in spring, with roses and thyme.

Within one week forty visits came together. Whoever wants an appointment may call on \
weekdays, from eight until five in the afternoon. The wing belongs to a row of new \
places in the region that treat long pain as an illness and not as a mere sign of one, \
and so give people back a part of their day."""


def paragraphs(text: str) -> str:
    return "".join(f"<p>{part}</p>" for part in text.split("\n\n"))


def release_page(address: str = CANONICAL, registration: str = "") -> str:
    data = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2026-10-01T14:00:00Z",
        "author": {"@type": "Organization", "name": "River Clinic"},
        "articleBody": RELEASE.replace("\n\n", " "),
    }
    proof = "https://newsramp.com/blockchain/txn_detail/"
    qr = f'<a href="{proof}{registration}">QR</a>' if registration else ""
    return (
        f'<!doctype html><html lang="en"><head><title>{TITLE}</title>'
        f'<link rel="canonical" href="{address}"><script type="application/ld+json">'
        f"{json.dumps(data)}</script></head><body><article><h1>{TITLE}</h1>"
        f"<p>Salem, OR (Newsworthy.ai) Thursday Oct 1, 2026 @ 7:00 AM Pacific</p>"
        f'<div class="prose">{paragraphs(RELEASE)}</div></article>{qr}</body></html>'
    )


def tldr_page(original: str = ORIGINAL, text: str = RETOLD) -> str:
    return (
        f'<!doctype html><html lang="en"><head><link rel="canonical" href="{TLDR}">'
        "</head><body><main><h1>Pain Care Grows in Salem</h1>"
        f'{paragraphs(text)}<p>Curated from <a href="{original}">Newsworthy.ai</a></p>'
        "</main></body></html>"
    )


def places(story: dict[str, Any]) -> list[tuple[str, str, str]]:
    return sorted(
        (each["source"], each["relation"], each["standing"])
        for each in story["appearances"]
    )


def tell_archive(project: Project) -> None:
    project.source("archive", "archive", trust="wire")
    file = archive_file(TITLE, RELEASE, ORIGINAL, TLDR)
    project.write("archive/newsworthy/2026/1001/river.md", file)


def test_what_was_claimed_is_seen_when_its_page_comes(project: Project) -> None:
    tell_archive(project)
    project.run("--strict")
    (story,) = project.stories()
    assert places(story) == [
        ("archive", "original", "claimed"),
        ("archive", "original", "seen"),
        ("archive", "rewrite", "claimed"),
    ]
    project.source("tldr", "tldr", "newsramp")
    project.write("tldr/page.html", tldr_page())
    project.source("wire", "wire", "newsworthy", trust="wire")
    project.write("wire/release.html", release_page())
    project.run("--strict", now=LATER[0])
    (story,) = project.stories()
    assert places(story) == [
        ("archive", "original", "seen"),
        ("tldr", "rewrite", "seen"),
        ("wire", "copy", "seen"),
    ]


def test_a_rewriting_joins_by_the_hash_of_the_address_alone(project: Project) -> None:
    tell_archive(project)
    project.source("tldr", "tldr", "newsramp", trust="wire")
    project.write("tldr/page.html", tldr_page(original="#"))
    project.run("--strict")
    (story,) = project.stories()
    assert ("tldr", "rewrite", "seen") in places(story)


def test_a_release_and_its_rewriting_find_each_other(project: Project) -> None:
    project.source("wire", "wire", "newsworthy", trust="wire")
    project.write("wire/release.html", release_page())
    project.source("tldr", "tldr", "newsramp", trust="wire")
    project.write("tldr/page.html", tldr_page())
    project.run("--strict")
    (story,) = project.stories()
    assert places(story) == [
        ("tldr", "rewrite", "seen"),
        ("wire", "original", "seen"),
    ]


def test_a_rewriting_joins_by_its_link_where_another_address_was_hashed(
    project: Project,
) -> None:
    moved = CANONICAL.replace("a-wing", "a-wing-at-last")
    project.source("wire", "wire", "newsworthy", trust="wire")
    project.write("wire/release.html", release_page(moved))
    project.source("tldr", "tldr", "newsramp", trust="wire")
    project.write("tldr/page.html", tldr_page(original=moved))
    project.run("--strict")
    (story,) = project.stories()
    assert places(story) == [
        ("tldr", "rewrite", "seen"),
        ("wire", "original", "seen"),
    ]


def test_a_rewriting_without_a_link_finds_the_release(project: Project) -> None:
    """The site's own spelling is with `www.`, the one that was hashed without."""
    project.source("wire", "wire", "newsworthy", trust="wire")
    project.write("wire/release.html", release_page())
    project.source("tldr", "tldr", "newsramp", trust="wire")
    project.write("tldr/page.html", tldr_page(original="#"))
    project.run("--strict")
    assert len(project.stories()) == 1


# -------------------------------------------------------------- on the network


def tell_search(server: Server, built: str = "Thu, 01 Oct 2026 15:00:00 GMT") -> str:
    address = f"{server.url}/news/202610018105/river-clinic-opens-a-wing"
    told = (
        f"<item><title>{TITLE}</title><link>{address}</link><guid>{address}</guid>"
        "<description>A wing of eight rooms.</description>"
        "<pubDate>Thu, 01 Oct 2026 14:00:00 GMT</pubDate></item>"
    )
    feed = rss([told]).replace(
        b"<item>", f"<lastBuildDate>{built}</lastBuildDate><item>".encode()
    )
    server.say("/api/search/rss?query=river%20clinic", feed)
    page = release_page(address, registration="ab12cd34")
    server.say(address.removeprefix(server.url), page.encode())
    return address


def tell_trail(server: Server, *placements: str) -> None:
    inner = {
        "reddit": THREAD,
        "placements": [{"url": url, "handle": "outlet"} for url in placements],
    }
    told = {"feed_item_id": 27131, "meta_json": json.dumps(inner)}
    server.say("/meta/ab12cd34", json.dumps(told).encode())


def asked(server: Server) -> list[str]:
    paths = [request.split(" ")[1] for request in server.asked]
    server.asked.clear()
    return [path for path in paths if path != "/robots.txt"]


def search(project: Project, server: Server) -> None:
    allow = f'allow = ["127.0.0.1:{server.port}"]'
    project.tables.append(f"[fetch]\n{allow}\n")
    more = {"every": "1h", "query": "river clinic", "trails": f"{server.url}/meta/"}
    project.source("search", server.url, "newsworthy", trust="wire", **more)


SEARCH = "/api/search/rss?query=river%20clinic"
PAGE = "/news/202610018105/river-clinic-opens-a-wing"
TRAIL = "/meta/ab12cd34"


def claimed(story: dict[str, Any]) -> dict[str, str]:
    return {
        each["url"]: each["relation"]
        for each in story["appearances"]
        if each["standing"] == "claimed"
    }


def test_a_search_leads_to_the_page_and_the_page_to_the_trail(
    project: Project, server: Server
) -> None:
    address = tell_search(server)
    tell_trail(server, OUTLET)
    search(project, server)
    project.run("--strict")
    assert asked(server) == [SEARCH, PAGE, TRAIL]
    (story,) = project.stories()
    assert claimed(story) == {THREAD: "discussion", OUTLET: "rewrite"}
    (seen,) = (each for each in story["appearances"] if each["standing"] == "seen")
    assert seen["url"] == address
    assert project.holding("eight rooms, two nurses at every hour")

    before = project.content()
    tell_search(server, "Thu, 01 Oct 2026 16:00:00 GMT")  # as fresh as every answer
    project.run("--strict", now=LATER[0])
    assert asked(server) == [SEARCH]
    assert project.content()["postings"] == before["postings"]


def test_a_failing_trail_costs_nothing_but_itself(
    project: Project, server: Server
) -> None:
    tell_search(server)
    server.say(TRAIL, b"", status="503 Service Unavailable")
    search(project, server)
    told = project.run()
    (story,) = project.stories()
    assert story["title"] == TITLE
    assert claimed(story) == {}
    (source,) = told["sources"]
    assert any("where it ran: 503" in line for line in source["reasons"])
    assert project.holding("eight rooms, two nurses at every hour")


def test_a_page_that_fails_leaves_the_abstract_and_is_asked_again(
    project: Project, server: Server
) -> None:
    tell_search(server)
    tell_trail(server, OUTLET)
    well = server.paths[PAGE]
    server.say(PAGE, b"<!doctype html><html><title>Just a moment...</title></html>")
    search(project, server)
    project.run()
    assert project.holding("A wing of eight rooms.")
    server.paths[PAGE] = well
    tell_search(server, "Thu, 01 Oct 2026 17:00:00 GMT")
    project.run("--strict", now=LATER[0])
    (story,) = project.stories()
    assert OUTLET in claimed(story)
    assert project.holding("eight rooms, two nurses at every hour")


def test_a_page_that_is_a_wall_later_takes_nothing_away(
    project: Project, server: Server
) -> None:
    tell_search(server)
    tell_trail(server, OUTLET)
    search(project, server)
    project.run("--strict")
    tell_search(server, "Fri, 02 Oct 2026 15:00:00 GMT")  # a day old: asked anew
    server.say(PAGE, b"<!doctype html><html><title>Just a moment...</title></html>")
    asked(server)
    project.run(now=LATER[0])
    assert PAGE in asked(server)
    (story,) = project.stories()
    assert OUTLET in claimed(story)
    assert project.holding("eight rooms, two nurses at every hour")


def test_an_older_release_is_asked_anew_where_it_ran(
    project: Project, server: Server
) -> None:
    tell_search(server)
    tell_trail(server)
    search(project, server)
    project.run("--strict")
    tell_search(server, "Fri, 02 Oct 2026 15:00:00 GMT")
    body = release_page(f"{server.url}{PAGE}", registration="ab12cd34")
    server.say(PAGE, body.replace("QR", "QR and a Reddit link").encode())
    tell_trail(server, OUTLET)
    asked(server)
    project.run("--strict", now=LATER[0])
    assert asked(server) == [SEARCH, PAGE, TRAIL]
    (story,) = project.stories()
    assert OUTLET in claimed(story)
    tell_search(server, "Fri, 02 Oct 2026 16:00:00 GMT")
    project.run("--strict", now=LATER[1])
    assert asked(server) == [SEARCH]
