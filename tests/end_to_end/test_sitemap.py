"""A site known by its sitemap alone, polled from a server."""

from __future__ import annotations

import gzip

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, LETTERS, WING
from tests.loopback import Server

TEXTS = {"wing": WING, "hours": HOURS, "letters": LETTERS}


def urls(server: Server, **modified: str) -> bytes:
    told = "".join(
        f"<url><loc>{server.url}/{name}</loc><lastmod>{day}</lastmod></url>"
        for name, day in modified.items()
    )
    return f"<urlset>{told}</urlset>".encode()


def serve(server: Server, name: str) -> None:
    date = "<meta property='article:published_time' content='2026-09-14T09:00Z'>"
    title = f"What is said of {name}"
    head = f"<!doctype html><html><head><title>{title}</title>{date}</head>"
    page = f"{head}<body><h1>{title}</h1><p>{TEXTS[name]}</p></body></html>"
    server.say(f"/{name}", page.encode())


def asked(server: Server) -> list[str]:
    paths = [request.split(" ")[1] for request in server.asked]
    server.asked.clear()
    return sorted(set(paths) - {"/robots.txt"})


def test_a_sitemap_is_followed(project: Project, server: Server) -> None:
    index = f"<sitemap><loc>{server.url}/post-sitemap.xml.gz</loc></sitemap>"
    server.say(
        "/sitemap.xml", f"<sitemapindex>{index}</sitemapindex>".encode(), 'ETag: "1"'
    )
    posts = urls(server, wing="2026-09-14", hours="2026-09-13", about="2026-09-15")
    server.say("/post-sitemap.xml.gz", gzip.compress(posts), 'ETag: "1"')
    serve(server, "wing")
    serve(server, "hours")
    serve(server, "letters")
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("site", f"{server.url}/sitemap.xml", "sitemap", trust="wire")
    told = project.run()
    assert (told["new"], told["sources"][0]["error"]) == (2, None)
    assert asked(server) == ["/hours", "/post-sitemap.xml.gz", "/sitemap.xml", "/wing"]
    assert "feed.json" in project.holding("a garden that former patients")

    posts = urls(server, wing="2026-09-14", hours="2026-09-29", letters="2026-09-30")
    server.say("/post-sitemap.xml.gz", gzip.compress(posts), 'ETag: "2"')
    told = project.run(now="2026-10-05T14:00:00Z")  # the index is as it was
    assert (told["new"], told["changed"]) == (1, 0)
    assert asked(server) == [
        "/hours",
        "/letters",
        "/post-sitemap.xml.gz",
        "/sitemap.xml",
    ]
    project.run(now="2026-10-05T16:00:00Z")
    assert asked(server) == ["/post-sitemap.xml.gz", "/sitemap.xml"]
