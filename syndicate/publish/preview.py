"""A preview of the output folders on this machine, as a web server would give them.

Whoever can reach it reads the digest too, so it listens on loopback unless told
otherwise, and there answers to no other name: a page elsewhere cannot read it by having
its own host name lead here.
"""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from syndicate.config import Settings
from syndicate.errors import InputOutputError
from syndicate.publish.channel import FORMATS

DIGEST = "_digest"  # no feed's folder begins so
MEDIA = {
    ".html": "text/html",
    ".css": "text/css",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".json": "application/json",
    ".xml": "application/xml",
}
NAMED = {name: media for name, (media, _) in FORMATS.items()} | {
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


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, with an ETag and 304; everything else with 501."""

    server: Preview
    protocol_version = "HTTP/1.1"
    server_version = "syndicate"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Give a file whole, or say that it is as it was."""
        if self.server.is_loopback and _bare(self.headers.get("Host", "")) not in NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        try:
            place = self.server.find(urlsplit(self.path).path)
            content = place.read_bytes() if place else b""
        except (OSError, ValueError):  # it is not there, or is a folder
            place = None
        if place is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        known = self.headers.get("If-None-Match", "")
        same = {each.strip().removeprefix("W/") for each in known.split(",")}
        unchanged = bool(same & {etag, "*"})
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK)
        self.send_header("ETag", etag)
        self.send_header("Cache-Control", "no-cache")
        if not unchanged:
            self.send_header("Content-Type", media_type(place.name))
            self.send_header("Content-Length", str(len(content)))
            self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if not unchanged and self.command == "GET":
            self.wfile.write(content)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing: what is asked for here is no news."""


def media_type(name: str) -> str:
    """The Content-Type of a file of ours, by its name.

    >>> media_type("rss.xml"), media_type("picture.bin")
    ('application/rss+xml; charset=utf-8', 'application/octet-stream')
    """
    media = NAMED.get(name) or MEDIA.get(Path(name).suffix)
    return f"{media}; charset=utf-8" if media else "application/octet-stream"


def _bare(host: str) -> str:
    """A Host header without its port and brackets."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
