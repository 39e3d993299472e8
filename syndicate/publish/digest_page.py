"""Pages for staff, each one file that needs nothing beside it."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from pathlib import Path
from typing import Any

from syndicate.errors import InputOutputError
from syndicate.publish.digest import View
from syndicate.publish.render import POLICY, render, source

DIGEST = "digest.html"  # what the daily edition says so far, in the staff's folder
PAST = re.compile(rb'<a href="[^"]*">past editions</a>')
BEARS = b'<meta http-equiv="Content-Security-Policy" content="'


def digest_page(view: View) -> bytes:
    """The digest, with its stylesheet in it."""
    return staff_page("digest.html", view=view)


def as_left(folder: Path) -> bytes:
    """The page that was written there last; b"" where there is none.

    Raises:
        InputOutputError: it is there and cannot be read.
    """
    place = folder / DIGEST
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise InputOutputError(f"{place}: cannot be read: {error.strerror}") from error


def lead_to_past(page: bytes, link: str) -> bytes:
    """The digest with its link to past editions leading there instead."""
    return PAST.sub(f'<a href="{link}">past editions</a>'.encode(), page, count=1)


def page_policy(page: bytes) -> str:
    """The policy that such a page bears, for its header; "" where it bears none."""
    return unescape(page.partition(BEARS)[2][:1000].decode().split('"', 1)[0])


def staff_page(template: str, **values: Any) -> bytes:
    """A page that only staff read, with its stylesheet in it."""
    style = source("style.css") + source("digest.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = POLICY.replace("'self'; img", f"'sha256-{digest}'; img")
    return render(template, policy=policy, style=style, **values)
