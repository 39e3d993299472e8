"""What somebody answers about clinics, made into the first tables of config.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import quote_plus, urlsplit

from syndicate.discover.naming import name_source
from syndicate.discover.offers import Offer, recognise
from syndicate.discover.questions import NOWHERE, Told
from syndicate.sources.reddit_places import HOME, find_place
from syndicate.text.urls import host_of

Table = dict[str, Any]

NEWSWORTHY = "https://newsworthy.ai"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered: of each clinic, and of all together."""

    clinics: tuple[Told, ...]
    more: Told


def make_tables(
    told: Answers, blogs: Mapping[str, Offer] = MappingProxyType({})
) -> dict[str, list[Table]]:
    """The tables that the answers give; `blogs`: what was found at each address.

    >>> clinic = {"clinic": "Larkfield", "site": "https://larkfield.example.org/"}
    >>> make_tables(Answers((clinic,), {}))["clinic"]
    [{'name': 'Larkfield', 'domains': ['larkfield.example.org']}]
    """
    names = [each["clinic"] for each in told.clinics if each.get("clinic")]
    site: Table = {"url": told.more.get("address") or NOWHERE}
    if len(names) == 1:
        site["title"] = f"{names[0]}: news"
    email = told.more.get("email")
    if email:
        site["contact"] = email
    found = [
        _owned(each, blogs[each["blog"]])
        for each in told.clinics
        if each.get("blog") in blogs
    ]
    return {
        "site": [site],
        "clinic": [_clinic(each) for each in told.clinics if each.get("clinic")],
        "source": _name_each([*found, *_newsworthy(told.more), *_reddit(told.more)]),
        "recipient": [{"address": email}] if email else [],
        "mail": _mail(told.more),
    }


def _clinic(told: Told) -> Table:
    domains = {"domains": [host_of(told["site"])]} if told.get("site") else {}
    return {"name": told["clinic"], **domains}


def _owned(told: Told, blog: Offer) -> Table:
    clinic = {"clinic": told["clinic"]} if told.get("clinic") else {}
    place = {"kind": blog.kind, "location": blog.location, "trust": "owned"}
    return {"name": "", **place, **clinic}


def _name_each(sources: list[Table]) -> list[Table]:
    """Give each source a name of its own: of the clinic, its words or its place."""
    taken: list[str] = []
    for source in sources:
        words = f"newsworthy {source['query']}" if "query" in source else ""
        words = words or source.get("clinic", "")
        source["name"] = name_source(source["location"], words, taken)
        taken.append(source["name"])
    return sources


def _mail(told: Told) -> list[Table]:
    """The server for the digest. A login is two names of variables, never a secret."""
    if not told.get("mail-server"):
        return []
    host, _, port = told["mail-server"].partition(":")
    mail: Table = {"host": host, **({"port": int(port)} if port else {})}
    if port == "465":  # TLS from the first byte (RFC 8314, 3.3)
        mail["security"] = "tls"
    mail["sender"] = told.get("mail-from", "")
    if told.get("mail-login"):
        mail["user_from"], mail["password_from"] = told["mail-login"].split(", ")
    return [mail]


def as_typed(address: str) -> Offer:
    """The source to keep for an address that nobody could look at.

    >>> as_typed("https://larkfield.example.org/feed/").kind
    'feed'
    >>> as_typed("https://larkfield.example.org/news/").kind
    'page'
    """
    if "://" not in address:
        return Offer("files", address, "files on this machine")
    known = next(recognise(address), None)
    if known:
        return known
    path = urlsplit(address).path.rstrip("/")
    is_feed = path.endswith(("/feed", "/rss", "/atom", ".xml", ".rss", ".atom"))
    return Offer("feed" if is_feed else "page", address, "as it was typed")


def _newsworthy(told: Told) -> list[Table]:
    """A source for each company's feed and for each search."""
    kind = {"name": "", "kind": "newsworthy", "trust": "wire", "every": "1h"}
    return [
        {**kind, "location": each}
        if "://" in each
        else {**kind, "location": NEWSWORTHY, "query": each}
        for each in filter(None, told.get("newsworthy", "").split(", "))
    ]


def _reddit(told: Told) -> list[Table]:
    """A source for each subreddit; of other words one search for all of them."""
    wanted = [each.strip() for each in told.get("reddit", "").split(",")]
    lists = [each for each in wanted if find_place(each)]
    words = [each for each in wanted if each and each not in lists]
    if words:
        query = quote_plus(" OR ".join(f'"{each}"' for each in words))
        lists.append(f"{HOME}/search?q={query}")
    kind = {"name": "", "kind": "reddit", "trust": "open", "every": "1h"}
    return [{**kind, "location": each} for each in lists]
