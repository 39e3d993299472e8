"""A feed of teasers, polled from a server: texts from pages, older items once."""

from __future__ import annotations

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, SKIN, WING, item, rss
from tests.loopback import Server


def page(title: str, text: str) -> bytes:
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><h1>{title}</h1><p>{text}</p></body></html>".encode()


def feed(server: Server, *names: str, older: str = "") -> bytes:
    texts = {"wing": WING, "hours": HOURS, "skin": SKIN}
    items = [
        item(f"News of {name}", f"{texts[name][:60]} […]", f"{server.url}/{name}")
        for name in names
    ]
    link = f'<link rel="next" href="{older}" xmlns="http://www.w3.org/2005/Atom"/>'
    head = b"<channel>" + (link.encode() if older else b"")
    return rss(items).replace(b"<channel>", head, 1)


def asked(server: Server) -> list[str]:
    return [request.split(" ")[1] for request in server.asked]


def test_teasers_get_their_texts_and_older_items_come_once(
    project: Project, server: Server
) -> None:
    server.say("/feed", feed(server, "wing", "hours", older="/feed?p=2"), 'ETag: "1"')
    server.say("/feed?p=2", feed(server, "skin"))
    server.say("/wing", page("News of wing", WING))
    server.say("/hours", page("Just a moment...", "Checking your browser"))
    server.say("/skin", page("News of skin", SKIN))
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source(
        "blog", f"{server.url}/feed", "feed", trust="wire", full_text=True, pages=3
    )
    told = project.run()
    assert (told["new"], told["sources"][0]["error"]) == (3, None)
    assert "feed.json" in project.holding("a garden that former patients")
    assert "feed.json" in project.holding("second microscope")
    assert project.story("News of hours")["title"] == "News of hours"
    assert asked(server).count("/feed?p=2") == 1

    server.asked.clear()
    server.say("/feed", feed(server, "hours", "wing", older="/feed?p=2"), 'ETag: "2"')
    server.say("/hours", page("News of hours", HOURS))
    project.run(now="2026-10-05T14:00:00Z")
    assert sorted(set(asked(server)) - {"/robots.txt"}) == ["/feed", "/hours"]
    assert "feed.json" in project.holding("asked for visits after")

    server.asked.clear()
    project.run(now="2026-10-05T16:00:00Z")
    assert asked(server) == ["/feed"]
