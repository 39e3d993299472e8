"""What every page of the desk has around it, and times as its reader lives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, g, request

from syndicate.config import Settings
from syndicate.desk.guard import form_token
from syndicate.desk.surroundings import here
from syndicate.publish import dates
from syndicate.publish.render import render
from syndicate.store import Account

# The links of every page's head: path, words, and the key that leads there.
WAYS = (
    ("/", "Today"),
    ("/stories", "Stories"),
    ("/pairs", "Possible duplicates"),
    ("/decisions", "Decisions"),
    ("/sources", "Sources"),
    ("/digest", "Digest"),
)


@dataclass(frozen=True, slots=True)
class When:
    """Instants in words, in the zone of whoever reads."""

    zone: ZoneInfo
    now: datetime

    def at(self, moment: datetime) -> str:
        """The day, the time and the offset."""
        return dates.instant(moment.astimezone(self.zone))

    def ago(self, moment: datetime) -> str:
        """How long ago, in one unit.

        >>> now = datetime.fromisoformat("2026-10-05T12:00:00Z")
        >>> When(ZoneInfo("UTC"), now).ago(now - timedelta(minutes=14))
        '14 minutes ago'
        """
        apart = self.now - moment
        if apart < timedelta(minutes=1):
            return "just now"
        for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
            count = int(apart.total_seconds()) // size
            if count:
                return f"{count:,} {unit}{'s' if count > 1 else ''} ago"
        return "just now"


def zone_of(account: Account | None, settings: Settings) -> ZoneInfo:
    """The zone in which somebody reads; that of the digest until they choose one."""
    named = account.zone if account else ""
    return ZoneInfo(named) if named else settings.digest.zone


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A page of the desk."""
    desk = here()
    account: Account | None = g.get("account")
    frame = {
        "site": desk.settings.site.title,
        "me": account,
        "decides": account is not None and account.decides,
        "ways": WAYS,
        "path": request.path,
        "token": form_token(),
        "when": When(zone_of(account, desk.settings), desk.clock()),
        "by_sign_on": bool(desk.settings.desk.header),
    }
    content = render(f"desk/{template}", **frame, **values)
    return Response(content, status, content_type="text/html; charset=utf-8")
