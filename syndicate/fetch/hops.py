"""Where a request may go, and where a redirect sends it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from syndicate.fetch.glance import Response
from syndicate.fetch.line import Refused
from syndicate.fetch.reasons import name_status
from syndicate.sources.base import Request
from syndicate.text.masking import mask

REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_BECOMES_GET = {301, 302, 303}  # RFC 9110, section 15.4: as every client does
_SECRET = {"authorization", "cookie", "proxy-authorization"}


@dataclass(slots=True)
class Trip:
    """A request on its way from address to address.

    `moved_to` is where the document lives for good, as far as is known: where it
    began, if that was remembered, and where permanent redirects alone led since.
    One temporary redirect, and nothing new is remembered of the whole way.
    """

    asked: Request
    headers: dict[str, str]
    moved_to: str
    left: float  # seconds
    spent: float = 0.0
    size: int = 0  # bytes of the body that came over the wire
    hop: Request = field(init=False)
    _known: str = field(init=False)
    _lasting: bool = True

    def __post_init__(self) -> None:
        """Begin where the document was last found, if it had moved for good."""
        self.hop = self.asked
        self._known = self.moved_to
        if self.moved_to:
            self._go(replace(self.asked, url=self.moved_to))

    def follow(self, response: Response) -> None:
        """Go where a redirect leads.

        Raises:
            Refused: it leads nowhere, to another scheme, or from https to http.
        """
        following = next_hop(self.hop, response)
        self._lasting = self._lasting and response.status in _FOR_GOOD
        lasting = self._lasting and self.asked.method == "GET"
        # Whoever is let in by a token is given another one the next time.
        lasting = lasting and mask(following.url) == following.url
        self.moved_to = following.url if lasting else self._known
        self._go(following)

    def spend(self, seconds: float) -> None:
        """Take from the time that is left."""
        self.spent += seconds
        self.left = max(self.left - seconds, 0.001)

    def _go(self, following: Request) -> None:
        self.headers = keep_secrets(self.headers, self.hop.url, following.url)
        self.hop = following


def check_url(url: str) -> None:
    """Let an address pass that may be asked for.

    Raises:
        Refused: not http(s), a user name or password in it, no host, no address.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise Refused(f"not an address: {_explain(error)}") from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise Refused(f"only http and https are fetched, not {parts.scheme[:20]!r}")
    if parts.username is not None or parts.password is not None:
        raise Refused("an address with a user name in it is not fetched")
    if not parts.hostname:
        raise Refused("an address without a host")


def next_hop(hop: Request, response: Response) -> Request:
    """The request that a redirect asks for.

    Raises:
        Refused: it leads nowhere, to another scheme, or from https to http.
    """
    status = response.status
    target = response.headers.get("Location", "").strip()
    if not target:
        raise Refused(f"{name_status(status)} that does not say where to")
    with contextlib.suppress(UnicodeError):  # read as Latin-1, mostly meant as UTF-8
        target = target.encode("latin-1").decode("utf-8")
    url = urljoin(hop.url, target)
    check_url(url)
    if (_origin(hop.url)[0], _origin(url)[0]) == ("https", "http"):
        raise Refused("redirected from https to http")
    if status in _BECOMES_GET and hop.method not in {"GET", "HEAD"}:
        return replace(hop, url=url, method="GET", body=b"")
    return replace(hop, url=url)


def keep_secrets(headers: dict[str, str], old: str, new: str) -> dict[str, str]:
    """The headers for the next hop: no password for another host.

    >>> keep_secrets({"Authorization": "k"}, "https://a.example/", "https://b.example/")
    {}
    """
    if _origin(old) == _origin(new):
        return headers
    return {
        name: value for name, value in headers.items() if name.lower() not in _SECRET
    }


def _explain(error: ValueError) -> str:
    """Why, without the words of the address that the library quotes."""
    told = str(error).partition("'")[0].strip().rstrip(":")
    return told if len(told) < 40 and "//" not in told else "it cannot be read"


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.hostname, parts.port
