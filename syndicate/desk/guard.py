"""Who may ask what: the host's name, the session, the token of a form, the role.

Every request passes here before anything is read, and every answer on its way back,
whatever it is.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from flask import Response, g, redirect, request
from werkzeug.exceptions import BadRequest, Forbidden, MisdirectedRequest, Unauthorized
from werkzeug.wrappers import Response as Answer

from syndicate.desk.surroundings import Surroundings, here
from syndicate.store import Account

# What may be asked for without being signed in.
OPEN = frozenset({"sign_in", "try_sign_in", "asset"})
# What a reader may change: nothing but what is their own.
OWN = frozenset({"try_sign_in", "sign_out", "change_zone", "change_password"})
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
LONGEST_NAME = 100
# An address in brackets or with dots, and the port that may follow it.
_PORT = re.compile(r"\[([0-9A-Fa-f:.]{2,45})\](?::\d{1,5})?|(\d[\d.]{6,14}):\d{1,5}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Unnamed(Forbidden):
    """The sign-on in front did not say who is there."""


def check() -> Answer | None:
    """Let a request pass, or say why not.

    Raises:
        MisdirectedRequest: it names another host. Unnamed: a sign-on named nobody.
        BadRequest: a form without our token. Unauthorized, Forbidden: not theirs to do.
    """
    desk = here()
    g.account, g.fresh = None, False
    _check_host(desk)
    if request.endpoint == "asset":
        return None
    g.cookie = request.cookies.get(cookie_name(desk), "")
    g.account = _find_account(desk)
    if request.method == "POST":
        _check_form(desk)
    if not g.cookie:
        g.cookie, g.fresh = desk.chance(), True
    if g.account is None and request.endpoint not in OPEN:
        if request.method == "POST":
            raise Unauthorized
        wanted = quote(request.full_path.rstrip("?"))
        return redirect(f"/sign-in?next={wanted}", 303)
    if request.method == "POST" and request.endpoint not in OWN:
        require_editor()
    return None


def require_editor() -> None:
    """Refuse whoever may only look.

    Raises:
        Forbidden: they are no editor.
    """
    if g.account is None or not g.account.decides:
        raise Forbidden


def seal(answer: Response) -> Response:
    """Give an answer the headers that every answer has, and a visitor a cookie."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if g.get("fresh"):
        keep_cookie(answer, g.cookie)
    return answer


def keep_cookie(answer: Response, value: str) -> None:
    """Have the browser keep this, for us alone, until it is closed."""
    desk = here()
    answer.set_cookie(
        cookie_name(desk),
        value,
        secure=desk.is_https,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def cookie_name(desk: Surroundings) -> str:
    """The cookie's name; the prefix holds browsers to what we ask (RFC 6265bis)."""
    return "__Host-desk" if desk.is_https else "desk"


def session_key(cookie: str) -> str:
    """What a session is kept under: whoever reads the database has no cookie."""
    return hashlib.sha256(cookie.encode()).hexdigest()


def form_token() -> str:
    """What a form of this visitor carries: no other site can know it."""
    key = str(g.get("cookie", ""))
    return hmac.new(key.encode(), b"form", hashlib.sha256).hexdigest()


def client_address() -> str:
    """Whose request this is: the last address that no proxy of ours has.

    Each proxy adds to X-Forwarded-For who asked it. What stands before that anybody can
    write, so it is read from its end, and only as far as proxies that `[desk] trusted`
    names told it.
    """
    asked = here().settings.desk
    address = _address(request.remote_addr or "")
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    while hops and address and _is_trusted(str(address), asked.trusted):
        told = _address(hops.pop())
        if told is None:
            break
        address = told
    return str(address or request.remote_addr or "")


def is_path(wanted: str) -> bool:
    """Whether it leads to a page of ours and nowhere else.

    >>> [is_path(each) for each in ("/stories/1?q=a", "//evil.example.org", "x", "")]
    [True, False, False, False]
    """
    if _CONTROL.search(wanted) or "\\" in wanted:
        return False
    return wanted.startswith("/") and not wanted.startswith("//")


def _check_host(desk: Surroundings) -> None:
    """Answer to our own names alone: another may lead here by its owner's will."""
    try:
        name = urlsplit(f"//{request.headers.get('Host', '')}").hostname or ""
    except ValueError:
        name = ""
    if name not in desk.names:
        raise MisdirectedRequest


def _find_account(desk: Surroundings) -> Account | None:
    asked = desk.settings.desk
    with desk.reading() as store:
        if asked.header and _is_trusted(request.remote_addr or "", asked.trusted):
            name = _named(request.headers.get(asked.header, ""))
            found = store.accounts.find(name)
            return found or Account(name, asked.role, desk.clock())
        if not g.cookie:
            return None
        return store.accounts.signed_in(session_key(g.cookie), desk.clock())


def _named(told: str) -> str:
    """The name that a sign-on gives; WSGI reads headers as Latin-1 (PEP 3333)."""
    name = told.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    if not name or len(name) > LONGEST_NAME or _CONTROL.search(name):
        raise Unnamed
    return name


def _is_trusted(address: str, trusted: tuple[str, ...]) -> bool:
    its = _address(address)
    return its is not None and any(
        its in ip_network(each, strict=False) for each in trusted
    )


def _address(told: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it, also with a port or as IPv4 in IPv6.

    >>> str(_address(" 192.0.2.7:80")), str(_address("[2001:db8::7]:80"))
    ('192.0.2.7', '2001:db8::7')
    >>> str(_address("::ffff:192.0.2.7")), _address("unknown")
    ('192.0.2.7', None)
    """
    found = _PORT.fullmatch(told.strip())
    try:
        its = ip_address((found[1] or found[2]) if found else told.strip())
    except ValueError:
        return None
    return its.ipv4_mapped or its if isinstance(its, IPv6Address) else its


def _is_ours(origin: str, desk: Surroundings) -> bool:
    try:
        told = urlsplit(origin)
    except ValueError:  # no address at all, as "http://["
        return False
    return told.scheme in ("http", "https") and told.hostname in desk.names


def _check_form(desk: Surroundings) -> None:
    """A form must come from a page of ours: by its token, and by what browsers say."""
    origin = request.headers.get("Origin")
    if origin is not None and not _is_ours(origin, desk):
        raise BadRequest
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in (
        "same-origin",
        "none",
    ):
        raise BadRequest
    token = request.form.get("token", "")
    if not g.cookie or not hmac.compare_digest(token.encode(), form_token().encode()):
        raise BadRequest
