"""Most answers are a head that says 304 and nothing more: read without a library.

What is no plain 304 is for urllib3, to which the connection then looks as if nothing
had been read. A library took three times as long as the system for such an answer.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import socket

    from syndicate.fetch.line import Line

_LARGEST = 65_536  # bytes of a head; http.client takes no longer line
# RFC 9112, sections 4 and 5; http.client, too, refuses more than 100 lines.
_BEGINS = re.compile(rb"HTTP/1\.[01] 304[ \r]")
_ENDS = re.compile(rb"\n\r?\n")
_HEAD = re.compile(
    rb"HTTP/1\.[01] 304(?: [^\r\n]*)?\r\n"
    rb"((?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*\r\n){0,100})\r\n"
)
_SENDABLE = re.compile(r"[\x20-\x7e\x80-\xff]*")


class Headers(Protocol):
    """The headers of an answer, asked for in any case of letters."""

    def get(self, name: str, default: str = "", /) -> str:
        """A header, its lines joined by commas."""
        ...

    def getlist(self, name: str, /) -> list[str]:
        """A header, line by line."""
        ...


class Response(Protocol):
    """An answer, as urllib3 gives it and as we read it."""

    @property
    def status(self) -> int:
        """By RFC 9110, section 15."""
        ...

    @property
    def headers(self) -> Headers:
        """What is told of the answer."""
        ...

    def stream(self, size: int, /, *, decode_content: bool) -> Iterator[bytes]:
        """The body, piece by piece."""
        ...

    def close(self) -> None:
        """Have done with it."""
        ...


class _Lines(dict[str, list[str]]):
    """The lines of a head, by lower-case name."""

    def get(self, name: str, default: str = "", /) -> str:  # type: ignore[override]
        lines = self.getlist(name)
        return ", ".join(lines) if lines else default

    def getlist(self, name: str, /) -> list[str]:
        return super().get(name.lower()) or []


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A 304, which has no body (RFC 9110, section 15.4.5)."""

    headers: _Lines
    status: int = HTTPStatus.NOT_MODIFIED

    def stream(self, _size: int, /, *, decode_content: bool) -> Iterator[bytes]:
        """Nothing, whether decoded or not."""
        del decode_content
        return iter(())

    def close(self) -> None:
        """Nothing is held."""


class Heard:
    """A connection on which all has been said, and the beginning has been heard.

    It is what urllib3 needs of a socket, to read it from the first byte on.
    """

    def __init__(self, connection: socket.socket, heard: bytes) -> None:
        self._connection = connection
        self._heard = heard
        self.settimeout = connection.settimeout
        self.shutdown = connection.shutdown
        self.close = connection.close

    def sendall(self, request: bytes) -> None:
        """Nothing: it was sent before."""

    def makefile(self, mode: Literal["rb"]) -> io.BufferedReader:
        """All that came and comes."""
        rest = self._connection.makefile(mode, buffering=0)
        return io.BufferedReader(_Again(io.BytesIO(self._heard), rest))


class _Again(io.RawIOBase):
    """First what was heard, then what comes."""

    def __init__(self, *parts: io.RawIOBase | io.BytesIO) -> None:
        self._parts = parts

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        size: int | None = 0
        for part in self._parts:
            if size := part.readinto(buffer):
                break
        return size

    def close(self) -> None:
        for part in self._parts:
            part.close()
        super().close()


def compose(host: str, target: str, headers: Mapping[str, str]) -> bytes:
    r"""A request of GET as it is sent; b"" if that is for a library to judge.

    >>> compose("a.example", "/feed", {"Accept": "*/*"})
    b'GET /feed HTTP/1.1\r\nHost: a.example\r\nAccept: */*\r\n\r\n'
    """
    lines = {"Host": host, **headers}
    if not all(map(_SENDABLE.fullmatch, lines.values())):
        return b""
    told = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"GET {target} HTTP/1.1\r\n{told}\r\n".encode("latin-1")


def glance(connection: socket.socket, request: bytes, line: Line) -> Unchanged | Heard:
    """Send a request and see whether a plain 304 comes back; else what was heard.

    Every wait is for one piece and no longer than the line has left, so that nobody
    need watch.

    Raises:
        OSError: it broke off, or the time is up.
    """
    connection.settimeout(line.remaining)
    connection.sendall(request)
    received = piece = connection.recv(_LARGEST)
    while (
        piece
        and _BEGINS.match(received)
        and not _ENDS.search(received, max(len(received) - len(piece) - 2, 0))
        and len(received) < _LARGEST
    ):
        connection.settimeout(line.remaining)
        piece = connection.recv(_LARGEST)
        received += piece
    head = _HEAD.match(received, 0, _LARGEST)
    return Unchanged(_read(head[1])) if head else Heard(connection, received)


def _read(head: bytes) -> _Lines:
    lines = _Lines()
    for line in head.decode("latin-1").split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        lines.setdefault(name.lower(), []).append(value.strip(" \t"))
    return lines
