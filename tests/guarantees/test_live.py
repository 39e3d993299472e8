"""Nothing that a source tells acts in a browser, a feed reader or a mail client."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as xml
from xml.sax.saxutils import quoteattr

import feedparser
import pytest
from markdown_it import MarkdownIt

from tests.conftest import RequireTool
from tests.end_to_end.project import Project
from tests.guarantees.live import (
    CANARY,
    Vector,
    bare,
    browse,
    listening,
    live,
    live_page,
    read_vectors,
)
from tests.guarantees.siege import names, speak

VECTORS = read_vectors()
# What is no markup: it acts in an address, a spreadsheet, a mail's head or a terminal.
MARKUP = [
    each
    for each in VECTORS
    if each.sort not in {"address", "formula", "mail", "template", "hidden", "markdown"}
]
ILLEGAL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]")
SITES = ("rss", "atom", "json")


def told(vector: Vector, number: int) -> str:
    """A text of its own with the vector in it, between and inside of its sentences."""
    one, two = speak(number).split("\n\n")
    return (
        f"<p>{one}</p><div>{vector.text}</div><p>{two}</p>"
        f"<p>“The room is ready,” said Ada {vector.text} Moss.</p>"
        f"<p>Media Contact: {vector.text}, press@clinic.example.org</p>"
    )


def title(vector: Vector, number: int) -> str:
    return f"{vector.text} {' '.join(names(number, 3))}"


def rss_item(vector: Vector) -> str:
    number = 10_000 + vector.number
    clean = xml(ILLEGAL.sub("", vector.text))
    link = (
        vector.text if vector.sort == "address" else f"https://c.example.org/{number}"
    )
    body = xml(ILLEGAL.sub("", told(vector, number)))
    return (
        f"<item><title>{xml(ILLEGAL.sub('', title(vector, number)))}</title>"
        f"<link>{xml(ILLEGAL.sub('', link))}</link><guid>{clean}{number}</guid>"
        f"<dc:creator>{clean}</dc:creator><category>{clean}</category>"
        f"<source url={quoteattr(ILLEGAL.sub('', vector.text))}>{clean}</source>"
        f"<enclosure url={quoteattr(ILLEGAL.sub('', vector.text))} type='image/png'"
        f" length='1'/><dc:date>2026-10-01T09:00:00Z</dc:date>"
        f"<description>{body}</description></item>"
    )


def rss_feed() -> str:
    items = "".join(rss_item(each) for each in VECTORS)
    spaces = "xmlns:dc='http://purl.org/dc/elements/1.1/'"
    channel = f"<title>{xml(VECTORS[0].text)}</title>{items}"
    whole = f"<rss version='2.0' {spaces}><channel>{channel}</channel></rss>"
    return f"<?xml version='1.0'?>{whole}"


def atom_entry(group: list[Vector]) -> str:
    """Titles are text or HTML by turns."""
    text = ILLEGAL.sub("", " ".join(each.text for each in group))
    number = 20_000 + group[0].number
    sort = ("text", "html")[group[0].number % 2]
    body = "".join(ILLEGAL.sub("", told(each, number + each.number)) for each in group)
    return (
        f"<entry><id>{number}</id><title type='{sort}'>{xml(text)} {number}</title>"
        f"<link href={quoteattr(ILLEGAL.sub('', group[0].text))}/>"
        f"<link rel='canonical' href={quoteattr(ILLEGAL.sub('', group[-1].text))}/>"
        f"<author><name>{xml(text)}</name></author><summary>{xml(text)}</summary>"
        f"<category term={quoteattr(text)}/><updated>2026-10-01T09:00:00Z</updated>"
        f"<content type='html'>{xml(body)}</content></entry>"
    )


def json_item(group: list[Vector]) -> dict[str, object]:
    text = " ".join(each.text for each in group)
    number = 30_000 + group[0].number
    return {
        "id": f"{text}{number}",
        "url": group[0].text,
        "external_url": group[-1].text,
        "image": group[0].text,
        "title": f"{text} {number}",
        "summary": text,
        "content_html": "".join(told(each, number + each.number) for each in group),
        "authors": [{"name": text, "url": group[0].text}],
        "tags": [text],
        "date_published": "2026-10-01T09:00:00Z",
    }


def html_page(group: list[Vector]) -> str:
    text = " ".join(each.text for each in group)
    number = 40_000 + group[0].number
    body = "".join(told(each, number + each.number) for each in group)
    inside = json.dumps({"@type": "NewsArticle", "headline": text, "author": text})
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{escape(text)} {number}"
        f"</title><meta property=og:site_name content={quoteattr(text)}>"
        f"<meta name=author content={quoteattr(text)}>"
        f"<link rel=canonical href={quoteattr(group[0].text)}>"
        f"<meta property=og:image content={quoteattr(group[0].text)}>"
        f"<script type=application/ld+json>{inside}</script></head><body><article>"
        f"<h1>{escape(text)} {number}</h1>{body}</article></body></html>"
    )


def plain(group: list[Vector], mark: str, number: int) -> str:
    number += group[0].number
    text = "\n\n".join(each.text for each in group)
    first = " ".join(each.text for each in group).replace("\n", " ")
    return (
        f"{mark}{first} {number}\n\n{speak(number)}\n\n{text}\n\n---\n\n"
        f"[Original/Source Press Release]({group[0].text})\n"
        f"[Newsramp.com TLDR]({group[-1].text})\n[Reddit Post]({group[0].text})\n"
    )


def groups(size: int) -> Iterator[list[Vector]]:
    for start in range(0, len(VECTORS), size):
        yield VECTORS[start : start + size]


@dataclass
class World:
    """A project that was told all of it, and what it printed besides its files."""

    project: Project
    printed: dict[str, str] = field(default_factory=dict)

    def files(self, ending: str) -> dict[str, str]:
        return {
            str(path.relative_to(self.project.folder)): path.read_text("utf-8")
            for folder in ("feeds", "digest")
            for path in sorted(self.project.path(folder).rglob(f"*{ending}"))
        }


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    project = Project(tmp_path_factory.mktemp("live"))
    project.tables.append(
        "[mail]\nhost = 'mail.example.org'\nsender = 'digest@example.org'\n"
        "[[recipient]]\naddress = 'press@example.org'\n"
        "[digest]\nstories = 300\n[publish]\nversions = true\n"
    )
    for name, kind in (("rss", "feed"), ("atom", "feed"), ("json", "feed")):
        project.source(name, f"{name}.txt", kind, trust="owned")
    project.source("files", "files", trust="owned")
    project.write("rss.txt", rss_feed())
    entries = "".join(atom_entry(each) for each in groups(6))
    project.write(
        "atom.txt",
        f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>"
        f"<title>x</title><id>x</id>{entries}</feed>",
    )
    items = [json_item(each) for each in groups(6)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": items}
    project.write("json.txt", json.dumps(feed))
    for number, group in enumerate(groups(6)):
        project.write(f"files/{number}.html", html_page(group))
        project.write(f"files/{number}.md", plain(group, "# ", 50_000))
        project.write(f"files/{number}.txt", plain(group, "", 60_000))
    project.read("run")
    world = World(project)
    for form in ("html", "csv", "text"):
        world.printed[f"report.{form}"] = project.read("report", "--form", form)
    project.read("digest", "--dry-run")
    return world


def test_the_checker_sees_the_vectors() -> None:
    """Unsanitised, at least four fifths of the markup act as a browser parses it."""
    seen = [each for each in MARKUP if live(each.text)]
    assert len(VECTORS) >= 80
    assert len(seen) >= 0.8 * len(MARKUP), len(seen)


def test_every_form_was_read(world: World) -> None:
    stories = world.project.stories()
    told_by = {place["source"] for each in stories for place in each["appearances"]}
    assert {*SITES, "files"} <= told_by
    assert len(stories) > len(VECTORS)
    assert len(world.files(".eml")) == 1


def test_no_page_acts(world: World) -> None:
    pages = world.files(".html") | {"report": world.printed["report.html"]}
    assert len(pages) > len(VECTORS)
    found = {name: told for name, page in pages.items() if (told := live_page(page))}
    assert found == {}


def contents(world: World) -> Iterator[tuple[str, str]]:
    """What readers of feeds show as HTML: each text, and each title, which some do."""
    for name, text in world.files(".xml").items():
        if "<rss" in text or "<feed" in text:
            read = feedparser.parse(text.encode(), sanitize_html=False)
            assert not read.bozo, name
            for entry in read.entries:
                for content in entry.get("content", ()):
                    yield name, content.value
                yield name, entry.get("summary", "")
                yield name, entry.get("title", "")
    for name, text in world.files("feed.json").items():
        for item in json.loads(text)["items"]:
            yield name, item.get("content_html", "")


def test_no_content_of_a_feed_acts(world: World) -> None:
    told = list(contents(world))
    assert len(told) > 3 * len(VECTORS)
    found = [(name, acts) for name, text in set(told) if (acts := live(text))]
    assert found == []


def test_no_address_in_any_file_is_of_a_scheme_that_acts(world: World) -> None:
    """In JSON and XML, too: whoever reads them makes links of what they hold."""
    acting = re.compile(
        r"""(?i)["'](?:url|href|link|id|src|xmlUrl|htmlUrl)["']?\s*[:=]\s*["']\s*"""
        r"""(?:javascript|vbscript|data|blob|view-source):"""
    )
    for ending in (".json", ".xml", ".opml"):
        files = world.files(ending)
        assert files, ending
        for name, text in files.items():
            assert not acting.search(text), name


def test_no_letter_acts(world: World) -> None:
    (content,) = world.files(".eml").values()
    letter = email.message_from_bytes(content.encode(), policy=email.policy.SMTP)
    assert not letter.defects
    assert letter["Bcc"] is None
    assert letter["To"] == "press@example.org"
    sorts = [part.get_content_type() for part in letter.walk()]
    assert sorts.count("text/html") == 1
    for part in letter.walk():
        if part.get_content_type() == "text/html":
            page = part.get_content()
            assert live_page(page) == []
            assert "<img" not in page
        elif part.get_content_maintype() == "text":
            assert not ILLEGAL.search(part.get_content())


def test_no_text_steers_a_terminal_or_hides_words(world: World) -> None:
    texts = world.files(".txt") | world.files(".md")
    texts["report"] = world.printed["report.text"]
    for name, text in texts.items():
        assert not ILLEGAL.search(text), name
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text), name
    for name, text in world.files(".md").items():
        assert live(MarkdownIt("commonmark").render(text)) == [], name


def test_no_cell_is_a_formula(world: World) -> None:
    rows = list(csv.reader(io.StringIO(world.printed["report.csv"], newline="")))
    assert len(rows) > len(VECTORS)
    for row in rows:
        for cell in row:
            assert not re.match(r"\s*[=+\-@\t\r＝＋－＠]", cell), cell


def test_the_browser_runs_the_vectors_and_nothing_that_was_published(
    world: World, require_tool: RequireTool, tmp_path: Path
) -> None:
    """Raw, more than half of them ask the canary; published, none does.

    The pages are opened as they are, the contents of feeds in pages without a policy.
    """
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    with listening() as canary:
        browse(browser, canary, tmp_path, [bare(each.text) for each in MARKUP])
        asked = canary.numbers
    assert len(asked) >= 0.5 * len(MARKUP), len(asked)
    inside = "".join(
        f"<div>{text}</div>" for text in {text for _, text in contents(world)}
    )
    told = [page for page in world.files(".html").values() if CANARY in page]
    assert len(told) > len(VECTORS) / 2
    pages = [*told[::3], world.files("digest.html")["digest/digest.html"]]
    folder = tmp_path / "published"
    folder.mkdir()
    with listening() as canary:
        browse(browser, canary, folder, [bare(inside), *pages])
    assert canary.strangers == []
