"""A body's one layer of compression, opened only as far as the limit."""

from __future__ import annotations

import zlib
from typing import Protocol

from syndicate.fetch.line import Refused
from syndicate.fetch.words import say_size

ENCODINGS = "gzip, deflate, br"  # what we ask for, and nothing else is opened
GZIP_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS


class _Inflater(Protocol):
    """Something that opens compressed data piece by piece, never past a limit."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, limit: int, /) -> bytes: ...


class _Brotli:
    """The brotli library (RFC 7932) as one uses zlib: at most so much is opened."""

    unused_data = b""

    def __init__(self) -> None:
        import brotli  # noqa: PLC0415 - start-up

        self._inner = brotli.Decompressor()
        self._error = brotli.error

    @property
    def eof(self) -> bool:
        return bool(self._inner.is_finished())

    def decompress(self, data: bytes, limit: int, /) -> bytes:
        """Open some data; more than `limit` bytes are told by one byte too many."""
        pieces: list[bytes] = []
        size = 0
        try:
            while size < limit:
                most = limit - size
                piece = self._inner.process(data, output_buffer_limit=most)
                data = b""
                pieces.append(piece)
                size += len(piece)
                if self._inner.can_accept_more_data():
                    break
        except self._error as error:
            raise zlib.error(str(error)) from None
        return b"".join(pieces)


class Unpacker:
    """Takes a body's bytes as they come over the wire, gives those of the document.

    `encoding` is the Content-Encoding header: nothing, identity, gzip, deflate, br.

    Raises:
        Refused: another encoding or several layers; in `feed` and `finish`: the
            document is too large, or its compression is broken or cut short.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        name = encoding.strip().lower().removeprefix("x-")
        if name not in {"", "identity", "gzip", "deflate", "br"}:
            raise Refused(f"sent in encoding {name[:40]!r}, which was not asked for")
        self._name = "" if name == "identity" else name
        self._limit = limit
        self._inflater: _Inflater | None = None
        if name == "gzip":
            self._inflater = zlib.decompressobj(_GZIP)
        elif name == "br":
            self._inflater = _Brotli()
        self._received = False
        self._pieces: list[bytes] = []
        self._size = 0

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the wire."""
        if self._name == "deflate" and self._inflater is None and data:
            # Some servers send zlib's format, as told to, others bare deflate.
            bare = data[0] & 0x0F != 8
            self._inflater = zlib.decompressobj(_RAW if bare else zlib.MAX_WBITS)
        self._received = self._received or bool(data)
        while data:
            data = self._open(data) if self._inflater else self._keep(data)

    def finish(self) -> bytes:
        """The whole document."""
        if self._inflater and self._received and not self._inflater.eof:
            raise Refused("compressed data is cut short")
        content = b"".join(self._pieces)
        if self._name and content.startswith(GZIP_MAGIC):
            raise Refused("compressed twice")
        return content

    def _open(self, data: bytes) -> bytes:
        """Decompress what fits under the limit; the bytes that follow the stream."""
        if self._inflater is None or self._inflater.eof:
            if not data.startswith(GZIP_MAGIC):
                return b""  # padding after the stream
            self._inflater = zlib.decompressobj(_GZIP)  # another member, RFC 1952
        try:
            opened = self._inflater.decompress(data, self._limit - self._size + 1)
        except zlib.error as error:
            raise Refused(f"not {self._name} data: {error}") from None
        self._keep(opened)
        return self._inflater.unused_data

    def _keep(self, opened: bytes) -> bytes:
        self._size += len(opened)
        if self._size > self._limit:
            raise Refused(f"larger than {say_size(self._limit)} once decompressed")
        self._pieces.append(opened)
        return b""
