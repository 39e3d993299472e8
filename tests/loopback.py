"""A server of plain sockets: a test says byte for byte what it answers."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Talk = Callable[[socket.socket], None]


@dataclass
class Server:
    """Answers each path with what `paths` holds: bytes, or a function that talks.

    `asked` are the heads of the requests, `bodies` what was posted with some of them.
    """

    paths: dict[str, bytes | Talk] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(
                target=self.answer, args=(connection,), daemon=True
            ).start()

    def answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            length = re.search(rb"(?i)\r\ncontent-length: *(\d+)\r\n", head)
            begin = head.index(b"\r\n\r\n") + 4
            end = begin + (int(length[1]) if length else 0)
            while len(head) < end:  # the body may come in a piece of its own
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            self.asked.append(head.decode("latin-1"))
            if length:
                self.bodies.append(head[begin:end])
            path = head.split(b" ", 2)[1].decode()
            reply = self.paths.get(path, b"HTTP/1.1 404 Nowhere\r\n\r\n")
            if callable(reply):
                reply(connection)
            else:
                connection.sendall(reply)

    def say(
        self, path: str, body: bytes, *headers: str, status: str = "200 OK"
    ) -> None:
        """Answer a path with a body, its length and these headers."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
        head = "\r\n".join([*lines, "Connection: close", "", ""])
        self.paths[path] = head.encode("latin-1") + body

    def drip(
        self, path: str, start: bytes, piece: bytes = b"x", pause: float = 0.05
    ) -> None:
        """Answer a path with a beginning, then the same piece for ever."""

        def talk(connection: socket.socket) -> None:
            connection.sendall(start)
            while True:
                connection.sendall(piece)
                time.sleep(pause)

        self.paths[path] = talk

    def header(self, name: str, request: int = -1) -> str | None:
        """A header of a request we were sent; None when it was not there."""
        for line in self.asked[request].split("\r\n")[1:]:
            key, _, value = line.partition(": ")
            if key.lower() == name.lower():
                return value
        return None


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """A server that answers while the block lasts."""
    running = Server()
    listener = socket.create_server(("127.0.0.1", 0))
    running.port = listener.getsockname()[1]
    thread = threading.Thread(target=running.serve, args=(listener,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)
