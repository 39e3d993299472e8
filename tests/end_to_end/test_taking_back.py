"""What a clinic takes back on a page of its own, in three words, is taken back."""

from __future__ import annotations

import json

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import WING, item, rss
from tests.loopback import Server

TITLE = "A wing for chronic pain opens in Salem"
SHORT = "We were wrong."
LATER = [f"2026-10-05T{hour}:00:00Z" for hour in (14, 16, 18)]
DATA = f"""<script type="application/ld+json">
    {json.dumps({"@type": "NewsArticle", "headline": TITLE})}</script>"""

# How sites mark an article; TEXT is what it says.
LAYOUTS = {
    "article": f"<main><article><h1>{TITLE}</h1>TEXT</article></main>",
    "heading": f"<div><h1>{TITLE}</h1>TEXT</div>",
    "data": f"{DATA}<div><h1>{TITLE}</h1>TEXT</div>",
    "theme": f"""<meta property="og:type" content="article"><main><article>
        <header class="entry-header"><h1>{TITLE}</h1><div class="entry-meta">Posted on
        <time datetime="2026-10-01">October 1, 2026</time> by Ada Moss</div></header>
        <div class="entry-content">TEXT</div></article><aside class="related-posts"><ul>
        <li><a href="/a">Infusions for depression are given on Tuesdays now</a></li>
        <li><a href="/b">A second microscope came to the office in Osprey</a></li>
        <li><a href="/c">Whoever calls before ten gets a visit this week</a></li>
        </ul></aside></main>""",
}
WHOLE = "<!doctype html><html><head><title>{}</title></head><body>{}{}{}</body></html>"
MENU = "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
FOOT = """<footer><p>River Clinic, 12 Alder Street, Salem. Call 503-555-0142 on every
    weekday between eight and five. All rights reserved.</p></footer>"""


def page(text: str, layout: str = "article", title: str = TITLE) -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n") if part)
    body = LAYOUTS[layout].replace("TEXT", paragraphs)
    return WHOLE.format(title, MENU, body, FOOT).encode()


@pytest.fixture
def polled(project: Project, server: Server) -> Project:
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    return project


def shown(project: Project) -> tuple[bool, bool]:
    """Whether readers see what was told first, and what was told then."""
    return bool(project.holding("chronic pain. It has")), bool(project.holding(SHORT))


def test_a_page_of_three_words_is_shown_at_once(
    polled: Project, server: Server
) -> None:
    for layout in LAYOUTS:
        server.say(f"/{layout}", page(WING, layout))
        polled.source(
            layout, f"{server.url}/{layout}", "page", trust="owned", every="1h"
        )
    polled.run()
    before = {place for places in polled.grouping().values() for place in places}
    assert len(before) == len(LAYOUTS)
    for layout in LAYOUTS:
        server.say(f"/{layout}", page(SHORT, layout))
    polled.run("--strict", now=LATER[0])
    assert shown(polled) == (False, True)
    assert polled.rows("SELECT DISTINCT text FROM postings") == [(SHORT,)]
    assert polled.rows("SELECT DISTINCT title FROM postings") == [(TITLE,)]
    assert polled.holding(SHORT) >= {*FEEDS}


def test_a_saved_page_of_three_words_is_shown_at_once(project: Project) -> None:
    project.source("own", "own", "page", trust="owned", every="1h")
    project.write("own/wing.html", page(WING))
    project.run()
    project.write("own/wing.html", page(SHORT))
    project.run("--strict", now=LATER[0])
    assert shown(project) == (False, True)


@pytest.mark.parametrize("kind", ["feed", "page"])
def test_a_short_page_behind_a_list_is_shown_at_once(
    polled: Project, server: Server, kind: str
) -> None:
    def tell(text: str) -> None:
        teaser = f"{text[:50]} […]"
        items = [item(TITLE, teaser, f"{server.url}/wing")]
        cards = "".join(
            f"<div><h3><a href='/{name}'>{title}</a></h3><p>{teaser}</p>"
            "<time datetime='2026-10-01'>October 1</time></div>"
            for name, title in (("wing", TITLE), ("gone", "What is no longer there"))
        )
        listing = WHOLE.format("News", MENU, f"<main>{cards}</main>", FOOT)
        server.say("/list", rss(items) if kind == "feed" else listing.encode())
        server.say("/wing", page(text, "heading"))

    more = {"full_text": True} if kind == "feed" else {}
    polled.source("own", f"{server.url}/list", kind, trust="owned", every="1h", **more)
    tell(WING)
    polled.run()
    assert shown(polled) == (True, False)
    tell(SHORT)
    polled.run(now=LATER[0])
    assert shown(polled) == (False, True)


BROKEN = {
    "empty": (page(""), "no article text in the page"),
    "empty theme": (page("", "theme"), "no article text in the page"),
    "empty data": (page("", "data"), "no article text in the page"),
    "loading": (page("Loading…"), "no article text in the page"),
    "cut": (page(SHORT).partition(b"</article>")[0], "breaks off before its end"),
    "cut later": (page(WING).partition(b"The first week")[0], "breaks off"),
    "wall": (page("Wait.", title="Just a moment..."), "a bot wall"),
    "login": (page("Use your name.", title="Log in"), "a login page"),
    "missing": (page("It moved.", title="Page not found"), "it is not found"),
    "error": (page("Try later.", title="502 Bad Gateway"), "a server's error"),
    "other": (
        WHOLE.format(
            "River", MENU, "<article><h1>Hello</h1><p>Hi.</p></article>", FOOT
        ).encode(),
        "no article text in the page",
    ),
}


def test_what_is_no_edit_shrinks_nothing(polled: Project, server: Server) -> None:
    for name in BROKEN:
        path = f"/{name.replace(' ', '-')}"
        server.say(path, page(WING))
        polled.source(name, server.url + path, "page", trust="owned", every="1h")
    polled.run()
    before = polled.rows("SELECT source, text FROM postings ORDER BY source")
    for name, (broken, _) in BROKEN.items():
        server.say(f"/{name.replace(' ', '-')}", broken)
    for now in LATER[:2]:
        told = polled.run(now=now)
        after = polled.rows("SELECT source, text FROM postings ORDER BY source")
        assert after == before
        errors = {source["name"]: str(source["error"]) for source in told["sources"]}
        assert {
            name: errors[name]
            for name, (_, reason) in BROKEN.items()
            if reason not in errors[name]
        } == {}


def test_a_short_page_that_nobody_knows_is_no_article(
    polled: Project, server: Server
) -> None:
    server.say("/wing", page(SHORT))
    polled.source("own", f"{server.url}/wing", "page", trust="owned", every="1h")
    (source,) = polled.run()["sources"]
    assert "neither an article nor a list" in source["error"]
    assert polled.stories() == []
