"""Addresses on the web and on a network: what they must be to be taken."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")
_HOST_AND_PORT = re.compile(r"([^:\[\]]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?")
NO_PATTERN = "; no pattern is read here"


def check_listening(host: str) -> str:
    """An address of this machine to listen on.

    >>> check_listening("127.0.0.1")
    '127.0.0.1'
    """
    import ipaddress  # noqa: PLC0415 -- start-up: only where one is set

    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        raise ValueError(
            f'"{host}" is no address to listen on; write it as "127.0.0.1"'
        ) from None


def check_root(url: str) -> str:
    """The address of a whole host, or nothing."""
    if url and split_address(url).path not in ("", "/"):
        raise ValueError("must be a host of its own, without a path")
    return url and url.rstrip("/") + "/"


def check_header(name: str) -> str:
    """The name of a header (RFC 9110, section 5.6.2), or nothing."""
    if name and not _TOKEN.fullmatch(name):
        raise ValueError(f'"{name}" is no header; write it as "X-Remote-User"')
    return name


def check_networks(allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses or networks."""
    for each in allowed:
        if not is_network(each):
            raise ValueError(
                f'"{each}" is no address or network; write it as "127.0.0.1" or '
                '"10.0.0.0/8"'
            )
    return allowed


def split_address(url: str) -> SplitResult:
    """The parts of an http(s) address that a reader could follow."""
    wrong = f'"{url}" is no web address; write it as "https://news.example.org/"'
    if re.search(r"\s", url):
        raise ValueError(wrong)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(wrong) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise ValueError(wrong)
    if "@" in parts.netloc:
        raise ValueError("an address with a user name; leave out everything up to @")
    return parts


def is_network(text: str) -> bool:
    """Whether it is an address of a machine, or a network."""
    import ipaddress  # noqa: PLC0415 -- start-up: only for a network

    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def is_host(text: str) -> bool:
    """Whether it is the name of a host, or its IPv4 address.

    What ends in a number is an address or nothing (WHATWG URL, 3.5): nobody has such a
    name, so nothing would ever fit it.

    >>> is_host("clinic.example.org"), is_host("10.0.0.1"), is_host("10.0.0")
    (True, True, False)
    >>> is_host("*.example.org"), is_host("clinic..example.org")
    (False, False)
    """
    if not _HOST.fullmatch(text):
        return False
    last = text.rstrip(".").rpartition(".")[2]
    return is_network(text) if last.isdecimal() else bool(to_ascii(text))


def to_ascii(host: str) -> str:
    """A host as its addresses are compared: small, in ASCII; "" where it has no such.

    >>> to_ascii("Bücher.Example.")
    'xn--bcher-kva.example'
    """
    small = host.lower().rstrip(".")
    try:
        return small if small.isascii() else small.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def is_host_and_port(text: str) -> bool:
    """Whether it is a host, perhaps with a port."""
    told = _HOST_AND_PORT.fullmatch(text)
    if told is None:
        # A bare IPv6 address has colons of its own.
        return text.count(":") > 1 and is_network(text)
    host, port = told[1], told[2]
    known = is_network(host[1:-1]) if host.startswith("[") else is_host(host)
    return known and (port is None or 0 < int(port) <= 65535)
