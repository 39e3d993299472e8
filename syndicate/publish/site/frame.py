"""What every page of the site has around it: its head, its way about, its foot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from syndicate.config import Robots, Settings
from syndicate.publish.channel import Channel
from syndicate.publish.plain import address
from syndicate.publish.render import POLICY, render
from syndicate.publish.site.calendar import Calendar
from syndicate.publish.site.catalogue import Catalogue
from syndicate.publish.site.places import CLINICS, TOPICS, Shelf, public, shelves, up

# A page with a script of ours: it may run that, and read our own index.
SCRIPTED = f"{POLICY}; script-src 'self'; connect-src 'self'"
# What BCP 47 calls well-formed, as far as anybody writes it.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages are written from: settings, feeds (the main one first), rows.

    `calendar`: when anything ran, counted when all stories of the run were put in.
    `shelves`: the clinics and topics, by folder; the first that has one keeps it.
    `around`: what stands around every page.
    """

    settings: Settings
    channels: tuple[Channel, ...]
    catalogue: Catalogue
    calendar: Calendar = field(default_factory=Calendar)
    shelves: dict[str, Shelf] = field(init=False)
    around: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """Know what every page asks for."""
        found: dict[str, Shelf] = {}
        for shelf in shelves(self.settings):
            found.setdefault(shelf.folder, shelf)
        object.__setattr__(self, "shelves", found)
        object.__setattr__(self, "around", {"site": _say(self), "ways": _ways(self)})

    @property
    def main(self) -> Channel:
        """The feed of everything."""
        return self.channels[0]

    def channel_of(self, folder: str) -> Channel | None:
        """The feed that has a folder for its own, if there is one."""
        return next((each for each in self.channels if each.folder == folder), None)

    def language(self, told: str) -> str:
        """A language tag that may stand in a page; the site's where it may not."""
        return told if LANGUAGE.fullmatch(told) else self.settings.site.language


def page(site: Site, template: str, path: str, **values: Any) -> bytes:
    """A page of the site. `feeds` are the channels that its head names, main last."""
    feeds = tuple(dict.fromkeys((*values.pop("feeds", ()), site.main)))
    frame = {
        **site.around,
        "path": path,
        "root": values.pop("root", up(path)),
        "address": site.main.base + public(path),
        "policy": values.pop("policy", POLICY),
        "noindex": site.settings.site.robots is Robots.NOINDEX,
        "feeds": feeds,
        "language": values.pop("language", site.settings.site.language),
    }
    return render(template, **frame, **values)


def path_of_site(site: Site) -> str:
    """Where the site begins on its host: for the one page that may be shown anywhere.

    A page that was not found is given at whatever address was asked for.
    """
    return urlsplit(site.main.base).path or "/"


def _ways(site: Site) -> tuple[tuple[str, str], ...]:
    """The links of every page's head: path and words."""
    kinds = {shelf.kind for shelf in site.shelves.values()}
    found = [("index.html", "Newest"), ("days/index.html", "By day")]
    if CLINICS in kinds:
        found.append(("clinics/index.html", "Clinics"))
    if TOPICS in kinds:
        found.append(("topics/index.html", "Topics"))
    return (*found, ("search.html", "Search"), ("subscribe.html", "Subscribe"))


def _say(site: Site) -> dict[str, str]:
    """What every page says of the site; its contact as a link, or none."""
    channel, contact = site.main, site.settings.site.contact
    link = f"mailto:{contact}" if "@" in contact else address(contact)
    return {
        "url": channel.base,
        "title": channel.title,
        "description": channel.description,
        "home": channel.home,
        "language": channel.language,
        "contact": contact if link else "",
        "contact_link": link,
    }
