"""A preview of the output folders on this machine, as a web server would give them.

Whoever can reach it reads the digest too, so it listens on loopback unless told
otherwise, and there answers to no other name: a page elsewhere cannot read it by having
its own host name lead here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.message import Message
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from syndicate.config import Settings
from syndicate.errors import InputOutputError
from syndicate.publish.channel import FORMATS, SUMMARIES, is_feed
from syndicate.publish.item import site_url
from syndicate.publish.plain import address
from syndicate.text.masking import mask

DIGEST = "_digest"  # no feed's folder begins so
MISSING = "404.html"  # what the site shows for a page that is not there, if it has one
MEDIA = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".json": "application/json",
    ".xml": "application/xml",
    ".opml": "text/x-opml",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
BINARY = {".png": "image/png", ".ico": "image/x-icon", ".gz": "application/gzip"}
NAMED = {name: media for name, (media, _) in (FORMATS | SUMMARIES).items()} | {
    "opml.xml": "text/x-opml"
}
NAMES = {"127.0.0.1", "::1", "localhost"}  # that we answer to on loopback


class Preview(ThreadingHTTPServer):
    """The folders readers and staff may see, at / and /_digest/. A context manager."""

    def __init__(self, settings: Settings, host: str, port: int) -> None:
        """Listen; port 0 takes any that is free.

        Raises:
            InputOutputError: the port is taken, or not ours to take.
        """
        self.site = site_url(settings)
        self.hub = mask(address(settings.publish.hub))
        self.folders = {
            "": (settings.paths.output.resolve(), "index.html"),
            DIGEST: (settings.paths.digest.resolve(), "digest.html"),
        }
        try:
            super().__init__((host, port), Handler)
        except (OSError, OverflowError) as error:
            reason = f"{host}:{port}: cannot be listened on: {error}"
            raise InputOutputError(reason) from error
        self.is_loopback = ip_address(str(self.server_address[0])).is_loopback

    @property
    def url(self) -> str:
        """Where it listens."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}/"

    def find(self, path: str) -> Path | None:
        """The file that a path of an address names; None when it names none of ours."""
        steps = unquote(path).split("/")[1:]
        name = steps[0] if steps[0] == DIGEST and len(steps) > 1 else ""
        folder, index = self.folders[name]
        steps = steps[1:] if name else steps
        if steps[-1] == "":
            steps[-1] = index if len(steps) == 1 else "index.html"
        if any(not each or each[0] == "." or set(each) & set("\\\0") for each in steps):
            return None
        place = folder.joinpath(*steps).resolve()
        return place if place.is_relative_to(folder) else None

    def links(self, place: Path) -> str:
        """The Link header of a file: a feed says where it lives and who tells of it.

        Subscribers look there first (W3C WebSub, section 4).
        """
        root = self.folders[""][0]
        if not self.hub or not place.is_relative_to(root) or not is_feed(place.name):
            return ""
        own = address(self.site + quote(place.relative_to(root).as_posix()))
        return f'<{self.hub}>; rel="hub", <{own}>; rel="self"'


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it stands: what it holds, and the second in which it last changed."""

    place: Path
    content: bytes
    changed: int

    @property
    def etag(self) -> str:
        """Its validator: the same for the same bytes."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'

    def is_known(self, asked: Message) -> bool:
        """Whether whoever asks has it already.

        If-Modified-Since counts only where no If-None-Match was sent (RFC 9110,
        section 13.1.3).
        """
        known = asked.get("If-None-Match")
        if known is not None:
            same = {each.strip().removeprefix("W/") for each in known.split(",")}
            return bool(same & {self.etag, "*"})
        try:
            since = parsedate_to_datetime(asked.get("If-Modified-Since", ""))
            return self.changed <= since.timestamp()
        except (ValueError, OverflowError):
            return False


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, with validators and 304; everything else with 501."""

    server: Preview
    protocol_version = "HTTP/1.1"
    server_version = "syndicate"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Give a file whole, or say that it is as it was, elsewhere or nowhere."""
        if self.server.is_loopback and _bare(self.headers.get("Host", "")) not in NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = urlsplit(self.path).path
        found = self._read(path)
        if found is not None:
            unchanged = found.is_known(self.headers)
            self._give(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK, found)
        elif not path.endswith("/") and self._read(f"{path}/") is not None:
            self._redirect(f"{path}/")
        elif (missing := self._read(f"/{MISSING}")) is not None:
            self._give(HTTPStatus.NOT_FOUND, missing)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _read(self, path: str) -> Found | None:
        """The file at a path; None when there is none that we may give."""
        try:
            place = self.server.find(path)
            if place is None:
                return None
            changed = int(place.stat().st_mtime)
            return Found(place, place.read_bytes(), changed)
        except (OSError, ValueError):  # it is not there, or is a folder
            return None

    def _give(self, status: HTTPStatus, found: Found) -> None:
        self.send_response(status)
        self.send_header("ETag", found.etag)
        self.send_header("Last-Modified", formatdate(found.changed, usegmt=True))
        self.send_header("Cache-Control", "no-cache")
        links = self.server.links(found.place)
        if links:
            self.send_header("Link", links)
        whole = status is not HTTPStatus.NOT_MODIFIED
        if whole:
            self.send_header("Content-Type", media_type(found.place.name))
            self.send_header("Content-Length", str(len(found.content)))
            self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if whole and self.command == "GET":
            self.wfile.write(found.content)

    def _redirect(self, path: str) -> None:
        """Lead to a folder by its proper name, or its relative links would break."""
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", quote(unquote(path)))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing: what is asked for here is no news."""


def media_type(name: str) -> str:
    """The Content-Type of a file of ours, by its name.

    >>> media_type("rss.xml"), media_type("picture.bin")
    ('application/rss+xml; charset=utf-8', 'application/octet-stream')
    >>> media_type("sources.opml"), media_type("a.PNG")
    ('text/x-opml; charset=utf-8', 'image/png')
    >>> media_type("site.webmanifest")
    'application/manifest+json; charset=utf-8'
    """
    ending = Path(name).suffix.lower()
    media = NAMED.get(name) or MEDIA.get(ending)
    if media:
        return f"{media}; charset=utf-8"
    return BINARY.get(ending, "application/octet-stream")


def _bare(host: str) -> str:
    """A Host header without its port and brackets."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
