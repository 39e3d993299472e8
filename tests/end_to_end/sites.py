"""Stand-ins for WordPress and Reddit: real HTTP on loopback, as those answer."""

from __future__ import annotations

import base64
import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, str, bytes]  # status, media type, body
PLAIN = "text/plain"


@dataclass
class Site:
    """A site whose answers a function gives; `asked` is every request it was sent."""

    clock: str = "Mon, 05 Oct 2026 12:00:00 GMT"
    port: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    closed: dict[str, Answer] = field(default_factory=dict)  # by the path's beginning

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(
        self, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> tuple[Answer, dict[str, str]]:
        raise NotImplementedError

    def take(
        self, target: str, headers: dict[str, str], body: bytes
    ) -> tuple[Answer, dict[str, str]]:
        parts = urlsplit(target)
        self.asked.append((target, headers))
        for start, answer in self.closed.items():
            if parts.path.startswith(start):
                return answer, {}
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return self.answer(parts.path, query, headers, body)

    def take_asked(self) -> list[str]:
        """The addresses asked for since this was last called."""
        told = [target for target, _ in self.asked]
        self.asked.clear()
        return told


@dataclass
class Blog(Site):
    """WordPress: REST with paging and `modified_after`, and its two feeds."""

    posts: list[dict[str, Any]] = field(default_factory=list)

    def write(self, number: int, title: str, text: str, at: str) -> None:
        """Publish a post, or edit it: `at` is the site's local time, 7 h before UTC."""
        known = next((post for post in self.posts if post["id"] == number), None)
        link = f"https://clinic.example.org/{number}/"
        hour = int(at[11:13]) + 7
        post: dict[str, Any] = {
            "id": number,
            "date_gmt": f"{at[:11]}{hour:02}{at[13:]}",
            "modified": at,
            "modified_gmt": f"{at[:11]}{hour:02}{at[13:]}",
            "guid": {"rendered": f"https://clinic.example.org/?p={number}"},
            "status": "publish",
            "link": link,
            "title": {"rendered": title},
            "content": {"rendered": f"<p>{text}</p>", "protected": False},
            "excerpt": {"rendered": f"<p>{text[:40]} [&hellip;]</p>"},
            "_embedded": {"author": [{"name": "Mara Venn"}], "wp:term": []},
        }
        if known:
            post["date_gmt"] = known["date_gmt"]
            self.posts.remove(known)
        self.posts.append(post)

    def answer(
        self, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> tuple[Answer, dict[str, str]]:
        if path == "/wp-json/wp/v2/posts":
            return self._list(query)
        if path == "/feed/atom/":
            return (200, "application/atom+xml", self._atom()), {}
        if path == "/feed/":
            return (200, "application/rss+xml", self._rss()), {}
        return (404, PLAIN, b""), {}

    def _list(self, query: dict[str, str]) -> tuple[Answer, dict[str, str]]:
        since = query.get("modified_after", "")
        assert (query["orderby"], query["order"]) == ("modified", "asc")
        found = sorted(
            (post for post in self.posts if post["modified"] > since),
            key=lambda post: post["modified"],
        )
        size, page = int(query["per_page"]), int(query.get("page", "1"))
        pages = -(-len(found) // size)
        if page > max(pages, 1):
            return (400, "application/json", b'{"code": "rest_invalid_page"}'), {}
        told = json.dumps(found[(page - 1) * size : page * size]).encode()
        headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
        return (200, "application/json", told), headers

    def _newest(self) -> list[dict[str, Any]]:
        return sorted(self.posts, key=lambda post: post["date_gmt"], reverse=True)[:10]

    def _atom(self) -> bytes:
        entries = "".join(
            f"<entry><id>{post['guid']['rendered']}</id>"
            f"<title>{post['title']['rendered']}</title><link href='{post['link']}'/>"
            f"<published>{post['date_gmt']}Z</published>"
            f"<updated>{post['modified_gmt']}Z</updated>"
            f"<content type='html'><![CDATA[{post['content']['rendered']}]]></content>"
            "</entry>"
            for post in self._newest()
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>".encode()

    def _rss(self) -> bytes:
        items = "".join(
            f"<item><guid isPermaLink='false'>{post['guid']['rendered']}</guid>"
            f"<title>{post['title']['rendered']}</title><link>{post['link']}</link>"
            f"<description><![CDATA[{post['content']['rendered']}]]></description>"
            "</item>"
            for post in self._newest()
        )
        return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


@dataclass
class Threads(Site):
    """Reddit: a token for an app, and a listing for a token."""

    app: tuple[str, str] = ("app-1", "s3cr3t")
    token: str = "t0ken-of-the-day"
    listed: list[dict[str, Any]] = field(default_factory=list)
    spent: bool = False  # that was the last answer for ten minutes

    def answer(
        self, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> tuple[Answer, dict[str, str]]:
        limits = {"X-Ratelimit-Remaining": "0.0", "X-Ratelimit-Reset": "7200"}
        if path == "/api/v1/access_token":
            pair = base64.b64encode(":".join(self.app).encode()).decode()
            good = headers.get("authorization") == f"Basic {pair}"
            if not good or body != b"grant_type=client_credentials":
                return (401, "application/json", b'{"error": 401}'), {}
            told = {"access_token": self.token, "token_type": "bearer"}
            return (200, "application/json", json.dumps(told).encode()), {}
        if headers.get("authorization") != f"bearer {self.token}":
            return (403, "text/html", b"<html>whoa there</html>"), {}
        assert query["raw_json"] == "1"
        children = [{"kind": "t3", "data": post} for post in self.listed]
        page = {"kind": "Listing", "data": {"after": None, "children": children}}
        answer = (200, "application/json", json.dumps(page).encode())
        return answer, limits if self.spent else {}


@contextlib.contextmanager
def standing(site: Site) -> Iterator[None]:
    """Let a site answer while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def date_time_string(self, timestamp: float | None = None) -> str:
            return site.clock

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = {name.lower(): value for name, value in self.headers.items()}
            (status, media_type, body), more = site.take(
                self.path, sent, self.rfile.read(length)
            )
            self.send_response(status)
            told = {"Content-Type": media_type, "Content-Length": str(len(body))}
            for name, value in {**told, **more, "Connection": "close"}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - http.server names it so

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join(5)
