"""Document: what a source gave, before anybody read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as fetched, and where they came from."""

    source: str
    url: str  # http(s) address after redirects; "" for a local file
    content: bytes
    media_type: str = ""  # lower case, without parameters
    charset: str = ""  # as declared by the transport
    locator: str | None = None  # '/'-separated path inside a folder source
    headers: tuple[tuple[str, str], ...] = ()  # a few of the answer's, lower-case names

    def header(self, name: str) -> str:
        """A header of the answer by its lower-case name; "" when it was not kept."""
        return dict(self.headers).get(name, "")
