"""Addresses: what makes two spellings of a URL one page, and whether one is safe."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from syndicate.config.addresses import to_ascii

# Parameters that say who sent the reader, never which page it is.
TRACKING = re.compile(
    r"(?i)^(utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|dclid|yclid|igshid|mc_cid|mc_eid"
    r"|mkt_tok|_hsenc|_hsmi|hsctatracking|ref_src|ref_url|cmpid|oly_\w+|vero_\w+|s_cid"
    r"|fb_\w+)$"
)
INDEX_PAGE = re.compile(r"(?i)/(?:index|default)\.(?:html?|php|aspx?)$")
# What only says that a page is shown as AMP: a prefix of the host, an end of the path.
AMP_HOST = re.compile(r"^amp\.(?=[^.]+\.)")
AMP_END = re.compile(r"(?i)(?:/amp|\.amp)(?=/?$)|\.amp(?=\.html?$)|^/amp(?=/.)")
AMP_QUERY = re.compile(r"(?i)^(?:amp|outputtype=amp)$")
# Copies that others keep: what follows is the page's own address.
AMP_CACHE = re.compile(
    r"(?i)^https?://(?:[^/]*\.cdn\.ampproject\.org/[acv]/|(?:www\.)?google\.[a-z.]+/amp/)"
    r"(?:s/)?(?=[^/]+\.)"
)
# What most addresses look like, 97,742 of the archive's 98,935: only the scheme, `www.`
# and the last slash can be spelt otherwise, so that one pattern reads host and path.
PLAIN = re.compile(
    r"https?://(?:www\.)?(?!www\.)([a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    r"((?:/[A-Za-z0-9_~.-]+)*)/?"
)
NOT_PLAIN = re.compile(r"(?i)[/.]amp(?:[/.]|$)|\.ampproject\.|/(?:index|default)\.")
DEFAULT_PORTS = (80, 443)  # either: the spelling has no scheme to tell them apart
KNOWN = 1_024  # addresses and hosts at hand: each is asked for often in a row
SAFE = "/:?#[]@!$&'()*+,;=%-._~"


@lru_cache(maxsize=KNOWN)
def is_web(url: str) -> bool:
    """Whether it is a complete http(s) address with a host.

    >>> is_web("https://clinic.example.org/news"), is_web("https://newsramp.comNone")
    (True, False)
    >>> is_web("None"), is_web("javascript:alert(1)"), is_web("/news")
    (False, False, False)
    """
    plain = PLAIN.fullmatch(url)
    if plain and not plain[1].endswith("none") and plain[2] != "/None":
        return True
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return (
        parts.scheme.lower() in {"http", "https"}
        and "." in host.strip(".")
        and not host.lower().endswith("none")
        and not re.search(r"[\s<>\"\\^`{|}]", host)
        and parts.path != "/None"
    ) or (parts.scheme.lower() in {"http", "https"} and host == "localhost")


def canonical(url: str) -> str:
    """The one spelling of a page's address, without its scheme.

    Host in lower-case IDNA without `www.`; default port, fragment, tracking
    parameters, AMP, index page and closing slash dropped; the rest as written.

    >>> canonical("HTTPS://www.Clinic.example.org:443/News/?utm_source=x&b=2#top")
    'clinic.example.org/News?b=2'
    >>> canonical("http://clinic.example.org/index.html")
    'clinic.example.org'
    >>> canonical("https://www.google.com/amp/s/amp.clinic.example.org/news/amp/")
    'clinic.example.org/news'
    """
    plain = PLAIN.fullmatch(url)
    if plain and not NOT_PLAIN.search(url):
        return plain[1] + plain[2]
    parts = urlsplit(_uncached(url.strip()))
    host = _bare(ascii_host(parts.hostname or ""))
    if parts.port and parts.port not in DEFAULT_PORTS:
        host = f"{host}:{parts.port}"
    path = re.sub(r"/{2,}", "/", parts.path)
    path = quote(_trimmed(path), safe=SAFE)
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.match(name)
        and not AMP_QUERY.match(name)
        and not AMP_QUERY.match(f"{name}={value}")
    ]
    return f"{host}{path}?{urlencode(kept)}" if kept else f"{host}{path}"


@lru_cache(maxsize=KNOWN)
def ascii_host(host: str) -> str:
    """A host as it is sent on the wire: lower-case IDNA; unchanged when it is not one.

    >>> ascii_host("Bücher.example")
    'xn--bcher-kva.example'
    """
    return to_ascii(host) or host.lower().rstrip(".")


@lru_cache(maxsize=KNOWN)
def host_of(url: str) -> str:
    """The host without `www.`, as an outlet's name.

    >>> host_of("https://www.clinic.example.org/news")
    'clinic.example.org'
    """
    plain = PLAIN.fullmatch(url)
    if plain:
        return plain[1]
    try:
        return ascii_host(urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def safe_url(url: str) -> str | None:
    """The address as it may be published: http(s), percent-encoded; else None.

    >>> safe_url("https://clinic.example.org/a b?x=é")
    'https://clinic.example.org/a%20b?x=%C3%A9'
    >>> safe_url("javascript:alert(1)")
    """
    if not is_web(url):
        return None
    parts = urlsplit(url.strip())
    host = ascii_host(parts.hostname or "")
    if not host.isascii():  # no name that any resolver knows
        return None
    netloc = f"[{host}]" if ":" in host else host
    if parts.port:
        netloc = f"{netloc}:{parts.port}"
    safe = urlunsplit(
        (
            parts.scheme.lower(),
            netloc,
            quote(parts.path, safe=SAFE),
            quote(parts.query, safe=SAFE),
            quote(parts.fragment, safe=SAFE),
        )
    )
    return safe if is_web(safe) else None  # a host may become none on its way


def _uncached(url: str) -> str:
    """The page's own address in that of a copy; as told where that would be none."""
    own = AMP_CACHE.sub("https://", url)
    return own if own == url or is_web(own) else url


def _bare(host: str) -> str:
    """A host without what says how its pages are shown, however often it says so."""
    while (shorter := AMP_HOST.sub("", host.removeprefix("www."))) != host:
        host = shorter
    return host


def _trimmed(path: str) -> str:
    """A path without its index page, its mark of AMP and its last slash."""
    while (shorter := AMP_END.sub("", INDEX_PAGE.sub("/", path)).rstrip("/")) != path:
        path = shorter
    return path
