"""Pages for staff, each one file that needs nothing beside it."""

from __future__ import annotations

import base64
import hashlib
from html import unescape
from typing import Any

from syndicate.publish.digest import View
from syndicate.publish.render import POLICY, render, source

BEARS = b'<meta http-equiv="Content-Security-Policy" content="'


def digest_page(view: View) -> bytes:
    """The digest, with its stylesheet in it."""
    return staff_page("digest.html", view=view)


def page_policy(page: bytes) -> str:
    """The policy that such a page bears, for its header; "" where it bears none."""
    return unescape(page.partition(BEARS)[2][:1000].decode().split('"', 1)[0])


def staff_page(template: str, **values: Any) -> bytes:
    """A page that only staff read, with its stylesheet in it."""
    style = source("style.css") + source("digest.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = POLICY.replace("'self'; img", f"'sha256-{digest}'; img")
    return render(template, policy=policy, style=style, **values)
