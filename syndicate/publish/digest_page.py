"""Pages for staff, each one file that needs nothing beside it."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from syndicate.publish.digest import View
from syndicate.publish.render import POLICY, render, source


def digest_page(view: View) -> bytes:
    """The digest, with its stylesheet in it."""
    return staff_page("digest.html", view=view)


def staff_page(template: str, **values: Any) -> bytes:
    """A page that only staff read, with its stylesheet in it."""
    style = source("style.css") + source("digest.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = POLICY.replace("'self'; img", f"'sha256-{digest}'; img")
    return render(template, policy=policy, style=style, **values)
