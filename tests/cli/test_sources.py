"""`sources add`, `check`, `import` and `export`: the real command, a real server."""

from __future__ import annotations

import json
import os
import pty
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import warm
from tests.loopback import Server, serving

CONFIG = b"""# The settings of   some clinics.\t
[site]
url = "https://news.example.org/clinics/" # where it will be

[fetch]
allow = ["127.0.0.1:%d"]
deadline = "5s"

[[clinic]]
name = "Alder Grove Clinic"

[[source]] # what we had
name = "own"
kind = "files"
location = "own"
# zone = "America/Denver"

# ---------------------------------------------------------------- no topics yet
"""
HEAD = """<!doctype html><html><head><title>Alder Grove Clinic</title>
<link rel="alternate" type="application/rss+xml" title="News" href="/feed/">
<link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/talk/">
</head><body><h1>Alder Grove Clinic</h1><p>We see patients on weekdays.</p></body>
"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{}
</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://alder.example.org/{slug}</link>
<guid>{slug}</guid><pubDate>{date}</pubDate><description>&lt;p&gt;Alder Grove Clinic
will {what} from Monday. &lt;a href="https://alder.example.org/hours"&gt;Hours&lt;/a&gt;
are unchanged, and questions are answered at 555-0142.&lt;/p&gt;</description></item>"""
DAYS = {
    "oldest": "Mon, 05 Jan 2026 09:00:00 GMT",
    "newest": "Thu, 08 Jan 2026 09:00:00 GMT",
    "second": "Wed, 07 Jan 2026 09:00:00 GMT",
    "third": "Tue, 06 Jan 2026 09:00:00 GMT",
}


def item(slug: str) -> str:
    words = {"title": f"Clinic tells the {slug} news", "what": f"do the {slug} thing"}
    return ITEM.format(slug=slug, date=DAYS[slug], **words)


@dataclass
class Site:
    """A project, and a server with a clinic's site."""

    folder: Path
    server: Server

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def url(self) -> str:
        return f"{self.server.url}/"

    @property
    def asked(self) -> list[str]:
        return [request.split(" ")[1] for request in self.server.asked]

    def call(self, *arguments: str) -> tuple[int, str, str]:
        """Call `syndicate sources …` in the project's folder."""
        return self.command("sources", *arguments)

    def command(self, *arguments: str) -> tuple[int, str, str]:
        """The same for any command."""
        told = warm.call(["--config", str(self.config), *arguments], self.folder)
        return told.returncode, told.stdout, told.stderr

    def json(self, *arguments: str) -> Any:
        code, out, err = self.call(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    def added(self, before: bytes) -> str:
        """What config.toml has now that it had not, wherever that is."""
        now = self.config.read_bytes()
        size = len(now) - len(before)
        for at in range(len(before) + 1):
            if now[:at] + now[at + size :] == before:
                found = now[at : at + size].decode()
                if found.startswith("[[source]]"):
                    return found
        return pytest.fail(f"more than a block changed: {now.decode()}")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "own").mkdir()
    with serving() as server:
        (tmp_path / "config.toml").write_bytes(CONFIG % server.port)
        server.say("/", HEAD.encode(), "Content-Type: text/html")
        server.say("/feed/", FEED.format("".join(map(item, DAYS))).encode())
        yield Site(tmp_path, server)


# --------------------------------------------------------------------------- add


def test_add_shows_the_newest_three_and_writes_one_block(site: Site) -> None:
    before = site.config.read_bytes()
    site.config.chmod(0o640)
    code, out, err = site.call(
        "add", site.url, "--yes", "--trust", "owned", "--clinic", "Alder Grove Clinic"
    )
    assert (code, err) == (0, "")
    assert "the feed that the page names" in out
    told = [line.strip() for line in out.splitlines()]
    titles = [line for line in told if line.startswith("Clinic tells")]
    assert titles == [
        f"Clinic tells the {slug} news" for slug in ("newest", "second", "third")
    ]
    assert "2026-01-08T09:00:00+00:00  https://alder.example.org/newest" in told
    assert any(
        line.startswith("Alder Grove Clinic will do the newest") for line in told
    )
    assert "talk" not in out  # comments are never offered
    assert site.added(before) == (
        '[[source]]\nname = "127-0-0-1"\nkind = "feed"\n'
        f'location = "{site.server.url}/feed/"\ntrust = "owned"\n'
        'clinic = "Alder Grove Clinic"\n\n'
    )
    assert stat.S_IMODE(site.config.stat().st_mode) == 0o640
    assert sorted(path.name for path in site.folder.iterdir()) == ["config.toml", "own"]


def test_what_was_added_is_polled(site: Site) -> None:
    site.call("add", site.url, "--yes", "--name", "alder")
    assert site.command("run")[0] == 0
    (_, alder) = site.json()
    assert (alder["name"], alder["state"], alder["postings"]) == ("alder", "ok", 4)


def test_a_dry_run_and_a_call_that_cannot_ask_write_nothing(site: Site) -> None:
    before = site.config.read_bytes()
    code, out, _ = site.call("add", site.url, "--dry-run")
    assert code == 0
    assert 'name = "127-0-0-1"' in out
    assert out.endswith("nothing was written\n")
    asked = len(site.asked)
    code, out, err = site.call("add", site.url)
    assert (code, out) == (2, "")
    assert "give --yes" in err
    assert len(site.asked) == asked  # refused before anybody was asked for anything
    assert site.config.read_bytes() == before


def type_in(site: Site, typed: bytes) -> subprocess.CompletedProcess[str]:
    """Add the site's feed on a terminal where this is typed."""
    ours, theirs = pty.openpty()
    os.write(ours, typed)
    told = subprocess.run(
        [sys.executable, "-m", "syndicate", "sources", "add", site.url],
        cwd=site.folder,
        stdin=theirs,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    return told


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False)])
def test_on_a_terminal_it_asks(site: Site, answer: str, written: bool) -> None:
    before = site.config.read_bytes()
    told = type_in(site, f"{answer}\n".encode())
    assert told.returncode == 0
    assert told.stderr.startswith("Add it to config.toml? [y/N]:")
    assert ("added; " in told.stdout) == written
    assert (site.config.read_bytes() != before) == written


def test_leaving_the_question_open_is_an_interruption(site: Site) -> None:
    before = site.config.read_bytes()
    told = type_in(site, b"\x04")  # the end of what is typed
    assert told.returncode == 130
    assert told.stderr.endswith("syndicate: interrupted\n")
    assert site.config.read_bytes() == before


def test_add_tells_json(site: Site) -> None:
    told = site.json("add", site.url, "--yes", "--kind", "feed")
    assert told["added"]
    assert told["what"] == "a page"
    assert told["source"]["location"] == f"{site.server.url}/feed/"
    (tried,) = told["tried"]
    assert (tried["told"], tried["problems"]) == (4, [])
    assert [each["url"][-6:] for each in tried["newest"]] == [
        "newest",
        "second",
        "/third",
    ]


def test_a_feed_that_is_broken_is_told_and_the_next_offer_taken(site: Site) -> None:
    second = HEAD.replace(
        "</head>",
        '<link rel="alternate" type="application/atom+xml" href="/other/"></head>',
    )
    site.server.say("/", second.encode(), "Content-Type: text/html")
    site.server.say("/feed/", b"", status="503 Busy")
    site.server.say("/other/", FEED.format(item("newest")).encode())
    told = site.json("add", site.url, "--dry-run")
    assert [each["told"] for each in told["tried"]] == [0, 1]
    assert "503" in told["tried"][0]["problems"][0]
    assert told["source"]["location"] == f"{site.server.url}/other/"


def test_a_feed_without_items_is_a_feed(site: Site) -> None:
    site.server.say("/feed/", FEED.format("").encode())
    code, out, _ = site.call("add", f"{site.url}feed/", "--yes")
    assert code == 0
    assert "can be read, and tells nothing today" in out
    assert f'location = "{site.server.url}/feed/"' in site.config.read_text()


def test_a_permanent_redirect_is_followed_for_good_and_another_is_not(
    site: Site,
) -> None:
    for path, status in (("/moved", "301 Moved"), ("/today", "302 Found")):
        site.server.say(path, b"", "Location: /feed/", status=status)
    told = site.json("add", f"{site.url}moved", "--dry-run")
    assert told["source"]["location"] == f"{site.server.url}/feed/"
    told = site.json("add", f"{site.url}today", "--dry-run")
    assert told["source"]["location"] == f"{site.server.url}/today"


def test_wordpress_comes_before_its_feed_and_shows_the_newest(site: Site) -> None:
    head = HEAD.replace(
        "</head>", '<link rel="https://api.w.org/" href="/wp-json/"></head>'
    )
    site.server.say("/", head.encode(), "Content-Type: text/html")
    told = site.json("add", site.url, "--dry-run")  # REST is closed; its feed answers
    assert [each["kind"] for each in told["offers"]][:2] == ["wordpress", "feed"]
    assert told["source"]["kind"] == "wordpress"
    assert told["source"]["location"] == site.url
    assert told["tried"][0]["newest"][0]["title"] == "Clinic tells the newest news"


def test_local_files_are_a_source_too(site: Site) -> None:
    inbox = site.folder / "inbox"
    inbox.mkdir()
    for day, name in enumerate(("first", "second"), 1):
        text = f"# The {name} release\n\nAlder Grove Clinic opens room {day} today.\n"
        (inbox / f"{name}.md").write_text(text)
    told = site.json("add", str(inbox), "--yes")
    assert told["source"] == {
        "name": "inbox",
        "kind": "files",
        "location": "inbox",
        "trust": "open",
    }
    assert {each["locator"] for each in told["tried"][0]["newest"]} == {
        "first.md",
        "second.md",
    }
    assert site.asked == []


def test_a_saved_feed_is_a_feed(site: Site) -> None:
    (site.folder / "saved.xml").write_text(FEED.format(item("newest")))
    told = site.json("add", "saved.xml", "--dry-run")
    assert (told["source"]["kind"], told["source"]["location"]) == ("feed", "saved.xml")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["add", "{}", "--name", "OWN"], 2, 'a source is named "own" already'),
        (["add", "own/"], 2, 'own/: the source "own" reads that already'),
        (["add", "{}", "--kind", "fead"], 2, '"fead"; did you mean "feed"?'),
        (["add", "{}", "--clinic", "Alder"], 2, 'no [[clinic]] is named "Alder"'),
        (["add", "{}", "--trust", "much"], 2, "'much' is not one of"),
        (["add", "nowhere"], 2, "nowhere: no such file or folder, and no address"),
        (["add", "ftp://a.example.org/"], 2, "only http and https are fetched"),
        (["add", "https://me:pw@a.example.org/"], 2, "user name"),
        (["add", "http://127.0.0.1:1/"], 69, "127.0.0.1 is loopback"),
        (["add", "{}nowhere"], 69, "404"),
        (["add", "{}text"], 69, "a text without markup"),
        (["add", "{}talk/"], 69, "a feed of comments, which are never stories, and no"),
        (["add", "{}wall"], 69, "a bot wall"),
        (["add", "{}wall", "--kind", "page"], 69, "a bot wall"),
    ],
)
def test_what_cannot_be_added_is_one_line_and_changes_nothing(
    site: Site, arguments: list[str], code: int, message: str
) -> None:
    comments = FEED.format(item("newest")).replace("News<", "Comments for Alder<")
    site.server.say("/talk/", comments.encode())
    site.server.say("/text", b"Please come again later.", "Content-Type: text/plain")
    site.server.say("/wall", b"<html><title>Just a moment...</title><p>Wait</html>")
    before = site.config.read_bytes()
    told = site.call(*(each.format(site.url) for each in arguments), "--yes")
    assert told[0] == code, told
    assert message in told[2]
    assert told[2].count("\n") == 1
    assert site.config.read_bytes() == before


def test_a_second_time_the_same_is_refused_whichever_way_it_is_spelled(
    site: Site,
) -> None:
    assert site.call("add", site.url, "--yes", "--name", "alder")[0] == 0
    before = site.config.read_bytes()
    for place in (site.url, f"{site.url}feed", f"{site.url}feed/?utm_source=mail"):
        code, _, err = site.call("add", place, "--yes")
        assert code == 2
        assert 'the source "alder" reads that already' in err
    assert site.config.read_bytes() == before


def test_a_file_that_is_not_valid_is_left_as_it_is(site: Site) -> None:
    site.config.write_bytes(site.config.read_bytes() + b"\n[colour]\n")
    before = site.config.read_bytes()
    code, _, err = site.call("add", site.url, "--yes")
    assert code == 78
    assert "colour: unknown table" in err
    assert site.config.read_bytes() == before


# ------------------------------------------------------------------------- check


@pytest.fixture
def alder(site: Site) -> Site:
    """With a source `alder` that is the clinic's feed."""
    with site.config.open("a") as file:
        location = f"{site.server.url}/feed/"
        file.write(
            f'\n[[source]]\nname = "alder"\nkind = "feed"\nlocation = "{location}"\n'
        )
    return site


def test_check_shows_every_posting_as_parsed(alder: Site) -> None:
    code, out, err = alder.call("check", "alder")
    assert (code, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "alder: feed, open"
    assert lines[1].startswith(f"asked {alder.server.url}/feed/: 200, ")
    assert "1. Clinic tells the oldest news" in lines
    assert (
        "published 2026-01-05T09:00:00+00:00 (told: Mon, 05 Jan 2026 09:00:00 GMT)"
        in lines
    )
    assert "mention https://alder.example.org/hours" in lines
    assert lines[-1] == "4 postings, 0 problems; nothing kept"


def test_check_tells_json(alder: Site) -> None:
    told = alder.json("check", "alder")
    assert [each["item"] for each in told["postings"]] == list(DAYS)
    posting = told["postings"][1]
    assert posting["published"] == "2026-01-08T09:00:00+00:00"
    assert posting["text"].startswith("Alder Grove Clinic will do the newest thing")
    assert posting["words"] == len(posting["text"].split())
    assert [link["purpose"] for link in posting["links"]] == ["mention"]
    (request,) = told["requests"]
    assert (request["status"], request["failure"]) == (200, None)
    assert told["problems"] == []


def test_check_neither_uses_nor_changes_what_a_run_remembers(alder: Site) -> None:
    body = FEED.format(item("newest")).encode()
    alder.server.say("/feed/", body, 'ETag: "1"')
    assert alder.command("run")[0] == 0
    kept = {path: path.read_bytes() for path in snapshot(alder.folder)}
    code, out, _ = alder.call("check", "alder")
    assert code == 0
    assert "1. Clinic tells the newest news" in out
    assert alder.server.header("If-None-Match") is None
    assert {path: path.read_bytes() for path in snapshot(alder.folder)} == kept


def snapshot(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_check_before_the_first_run_makes_no_database(alder: Site) -> None:
    assert alder.call("check", "alder")[0] == 0
    assert not (alder.folder / "db").exists()


def test_check_follows_to_the_full_text(alder: Site) -> None:
    text = alder.config.read_text().replace('kind = "feed"', 'kind = "page"')
    alder.config.write_text(text.replace("/feed/", "/news"))
    cards = "".join(
        f'<article><h3><a href="/news/{slug}">Clinic tells the {slug} news today</a>'
        f"</h3><time datetime='2026-01-0{day}'>January {day}</time></article>"
        for day, slug in enumerate(("first-story", "other-story", "lost-story"), 1)
    )
    list_page = f"<!doctype html><html><body><main>{cards}</main></body></html>"
    alder.server.say("/news", list_page.encode(), "Content-Type: text/html")
    for slug in ("first-story", "other-story"):
        sentence = f"Alder Grove Clinic tells the {slug} in a paragraph of its own. "
        page = (
            f"<!doctype html><html><head><title>{slug}</title></head><body><article>"
            f"<h1>Clinic tells the {slug} news today</h1><p>{sentence * 8}</p>"
            "</article></body></html>"
        )
        alder.server.say(f"/news/{slug}", page.encode(), "Content-Type: text/html")
    told = alder.json("check", "alder")
    texts = [each["text"] for each in told["postings"] if each["text"]]
    assert len(texts) == 2
    assert any("first-story in a paragraph" in text for text in texts)
    assert [each["status"] for each in told["requests"]].count(200) == 3
    assert any("404" in problem for problem in told["problems"])


@pytest.mark.parametrize(
    ("status", "body", "problem"),
    [
        ("503 Busy", b"", "503"),
        ("200 OK", b"", "an empty document, not a feed"),
        ("200 OK", b"<html><body>Sign in</body></html>", "an HTML page, not a feed"),
    ],
)
def test_a_source_that_tells_nothing_is_69_and_says_why(
    alder: Site, status: str, body: bytes, problem: str
) -> None:
    alder.server.say("/feed/", body, status=status)
    code, out, err = alder.call("check", "alder")
    assert (code, err) == (69, "")
    assert f"problem: {problem}" in out
    code, out, _ = alder.call("check", "alder", "--json")
    assert code == 69
    assert problem in json.loads(out)["problems"][0]


def test_a_feed_that_breaks_off_shows_what_came_whole(alder: Site) -> None:
    whole = FEED.format("".join(map(item, DAYS)))
    alder.server.say("/feed/", whole[: whole.rindex("<item>") + 20].encode())
    code, out, _ = alder.call("check", "alder")
    assert code == 0
    assert "3 postings, 1 problem;" in out
    assert "problem: breaks off before its end" in out


@pytest.mark.parametrize(
    ("name", "hint"),
    [("aldr", 'did you mean "alder"?'), ("zzz", "`syndicate sources` lists them")],
)
def test_a_name_that_is_none_is_2(alder: Site, name: str, hint: str) -> None:
    code, out, err = alder.call("check", name)
    assert (code, out) == (2, "")
    assert f'no source is named "{name}"; {hint}' in err


# --------------------------------------------------------------- import and export

LIST = """<opml version="1.0"><body><outline text="Clinics">
<outline text="Alder Grove News" xmlUrl="{url}feed/"/>
<outline text="Alder Grove News" xmlUrl="https://harbor.example.com/feed"/>
<outline text="Own" xmlUrl="https://own.example.org/feed"/>
<outline text="Again" xmlUrl="http://www.harbor.example.com/feed/"/>
<outline text="Broken" xmlUrl="gopher://a.example.org/"/>
<outline text="Secret" xmlUrl="https://me:pw@a.example.org/"/>
</outline></body></opml>"""


def test_import_adds_every_feed_under_a_name_of_its_own(site: Site) -> None:
    (site.folder / "mine.opml").write_text(LIST.format(url=site.url))
    before = site.config.read_bytes()
    code, out, err = site.call("import", "mine.opml", "--trust", "wire")
    assert (code, err) == (0, "")
    sources = tomllib.loads(site.added(before))["source"]
    assert [(each["name"], each["location"]) for each in sources] == [
        ("alder-grove-news", f"{site.url}feed/"),
        ("alder-grove-news-2", "https://harbor.example.com/feed"),
        ("own-2", "https://own.example.org/feed"),
    ]
    assert {(each["kind"], each["trust"]) for each in sources} == {("feed", "wire")}
    assert 'left out: "Again": the source "alder-grove-news-2" reads that' in out
    assert 'left out: "Broken": "gopher://a.example.org/" is no web address' in out
    assert 'left out: "Secret": an address with a user name' in out
    assert out.endswith("3 sources added to " + str(site.config) + "\n")
    assert len(site.json()) == 4
    assert site.asked == []

    before = site.config.read_bytes()
    code, out, _ = site.call("import", "mine.opml")
    assert code == 0
    assert out.endswith("0 sources added to " + str(site.config) + "\n")
    assert site.config.read_bytes() == before


def test_import_shows_first_what_it_would_do(site: Site) -> None:
    (site.folder / "mine.opml").write_text(LIST.format(url=site.url))
    before = site.config.read_bytes()
    code, out, _ = site.call("import", "mine.opml", "--dry-run")
    assert code == 0
    assert 'name = "own-2"' in out
    told = site.json("import", "mine.opml", "--dry-run")
    assert (len(told["sources"]), len(told["left_out"]), told["added"]) == (3, 3, False)
    assert site.config.read_bytes() == before


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("nowhere.opml", "nowhere.opml: no such file or folder\n"),
        ("own", "own: a folder; name the OPML file in it\n"),
        ("config.toml", "config.toml: not OPML"),
        ("large.opml", "large.opml: 1.0 MB, larger than the limit of 1 kB"),
    ],
)
def test_a_list_that_cannot_be_read_is_69_and_named(
    site: Site, file: str, message: str
) -> None:
    text = site.config.read_text().replace("[fetch]", "[fetch]\nmax_bytes = 1000")
    site.config.write_text(text)
    (site.folder / "large.opml").write_text(" " * 1_000_000)
    code, out, err = site.call("import", file)
    assert (code, out) == (69, "")
    assert message.replace("1.0 MB", "1 MB") in err


def test_what_is_exported_is_imported_again_as_it_was(
    site: Site, calling: Callable[..., Any]
) -> None:
    (site.folder / "mine.opml").write_text(LIST.format(url=site.url))
    site.call("import", "mine.opml")
    with site.config.open("a") as file:
        place = "https://alder.example.org/news"
        file.write(
            f'\n[[source]]\nname = "list"\nkind = "page"\nlocation = "{place}"\n'
        )
    code, out, err = site.call("export", "out.opml")
    assert code == 0
    assert out == "4 of 5 sources are in out.opml\n"
    assert err == "syndicate: left out: own has no address, it is own\n"
    assert '<outline type="link" text="list"' in (site.folder / "out.opml").read_text()

    code, printed, _ = site.call("export", "--now", "2026-01-31T09:00:00Z")
    assert printed.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2'
    )
    assert "<dateModified>Sat, 31 Jan 2026 09:00:00 GMT</dateModified>" in printed

    other = site.folder / "other"
    other.mkdir()
    (other / "config.toml").write_text('[site]\nurl = "https://news.example.org/"\n')
    told = calling(other)("sources", "import", "../out.opml")
    assert (told.returncode, told.stderr) == (0, "")
    ours = tomllib.loads(site.config.read_text())["source"]
    theirs = tomllib.loads((other / "config.toml").read_text())["source"]
    assert theirs == [each for each in ours if each["kind"] == "feed"]


# ------------------------------------------------------------------------- the list


def test_without_a_command_the_sources_are_listed_as_ever(site: Site) -> None:
    (own,) = site.json()
    assert (own["name"], own["state"]) == ("own", "never polled")
    code, out, _ = site.call()
    assert code == 0
    assert out.startswith("SOURCE  KIND")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek", "own"], "no command 'chek'; did you mean \"check\"?"),
        (["--json", "check", "own"], "--json stands behind check"),
        (["add"], "Missing argument 'URL'"),
        (["check"], "Missing argument 'NAME'"),
        (["import"], "Missing argument 'FILE'"),
    ],
)
def test_a_wrong_call_is_2(site: Site, arguments: list[str], message: str) -> None:
    code, out, err = site.call(*arguments)
    assert (code, out) == (2, "")
    assert message in err
