"""What somebody answers about a clinic, made into the first tables of config.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlsplit

from syndicate.config.checks import check_mailbox, check_page, check_site_url
from syndicate.discover.looking import is_bare_host
from syndicate.discover.naming import name_source
from syndicate.discover.offers import Offer, recognise
from syndicate.sources.reddit_places import HOME, find_place
from syndicate.text.urls import host_of

Table = dict[str, Any]
Told = Mapping[str, str]  # answers so far, by the question's key

NOWHERE = "https://news.example.org/"  # until somebody says where the feeds will be
NEWSWORTHY = "https://newsworthy.ai"


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask. `read` tidies an answer, or refuses it by a ValueError."""

    key: str
    words: str
    read: Callable[[str], str]
    default: Callable[[Told], str] = lambda _: ""
    example: str = ""


def make_tables(told: Told, blog: Offer | None) -> dict[str, list[Table]]:
    """The tables that the answers give; `blog` is what was found at its address.

    >>> told = {"clinic": "Larkfield", "site": "https://larkfield.example.org/"}
    >>> make_tables(told, None)["clinic"]
    [{'name': 'Larkfield', 'domains': ['larkfield.example.org']}]
    """
    clinic = told.get("clinic", "")
    site: Table = {"url": told.get("address") or NOWHERE}
    if clinic:
        site["title"] = f"{clinic}: news"
    if told.get("email"):
        site["contact"] = told["email"]
    tables = {"site": [site], "clinic": [], "source": [], "recipient": []}
    if clinic:
        domains = {"domains": [host_of(told["site"])]} if told.get("site") else {}
        tables["clinic"].append({"name": clinic, **domains})
    if told.get("email"):
        tables["recipient"].append({"address": told["email"]})
    if blog:
        owned: Table = {
            "name": "",
            "kind": blog.kind,
            "location": blog.location,
            "trust": "owned",
        }
        tables["source"].append({**owned, **({"clinic": clinic} if clinic else {})})
    tables["source"] += [*_newsworthy(told), *_reddit(told)]
    _name_each(tables["source"], clinic if blog else "")
    return tables


def _name_each(sources: list[Table], first: str) -> None:
    """Give each source a name of its own: of the clinic, its words or its place."""
    taken: list[str] = []
    for source in sources:
        words = f"newsworthy {source['query']}" if "query" in source else ""
        taken.append(name_source(source["location"], words or first, taken))
        source["name"], first = taken[-1], ""


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
    wanted = told.get("newsworthy", "")
    if not wanted:
        return []
    kind = {"name": "", "kind": "newsworthy", "trust": "wire", "every": "1h"}
    if "://" in wanted:
        return [{**kind, "location": wanted}]
    return [{**kind, "location": NEWSWORTHY, "query": wanted}]


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


def _name(answer: str) -> str:
    return " ".join(answer.split())


def _address(answer: str) -> str:
    """An address, also without its "https://"; ValueError where it is none."""
    if not answer:
        return ""
    return check_page(f"https://{answer}" if is_bare_host(answer) else answer)


def _news(answer: str) -> str:
    """An address, or what is there on this machine."""
    here = answer and Path(answer).expanduser().exists()
    return answer if here else _address(answer)


def _public(answer: str) -> str:
    return check_site_url(_address(answer)) if answer else ""


def _home(answer: str) -> str:
    address = _address(answer)
    return address if urlsplit(address).path or not address else f"{address}/"


def _place(answer: str) -> str:
    """An address of Newsworthy, or words."""
    if "://" not in answer and not answer.lower().startswith("newsworthy.ai/"):
        return _name(answer)
    address = _address(answer)
    if not any(offer.kind == "newsworthy" for offer in recognise(address)):
        raise ValueError(
            f'"{address}" is no feed of Newsworthy; give that of your company, such as '
            "https://app.newsworthy.ai/feeds/company/…/latest.rss, or words to look for"
        )
    return address


def _threads(answer: str) -> str:
    for each in answer.split(","):
        found = find_place(each.strip()) if "://" in each else None
        if found and found.origin != HOME:
            raise ValueError(f'"{each.strip()}" is no address of Reddit')
    return ", ".join(filter(None, map(_name, answer.split(","))))


QUESTIONS = (
    Question("clinic", "Name of the clinic", _name, example="Larkfield Clinic"),
    Question("site", "Its web site", _home, example="larkfield.example.org"),
    Question(
        "address",
        "Address under which readers will find the feeds",
        _public,
        lambda told: f"{told['site'].rstrip('/')}/news/" if told.get("site") else "",
        NOWHERE,
    ),
    Question(
        "blog",
        "Page, feed or folder with its news",
        _news,
        lambda told: told.get("site", ""),
        "larkfield.example.org/blog",
    ),
    Question(
        "newsworthy",
        "Newsworthy: the company's feed, or words to look for",
        _place,
        example="Larkfield Clinic",
    ),
    Question(
        "reddit",
        "Reddit: subreddits, or words to look for",
        _threads,
        example="r/ClinicNews, Larkfield Clinic",
    ),
    Question(
        "email",
        "E-mail address of whoever answers for the feeds",
        lambda answer: check_mailbox(answer) if answer else "",
        example="press@larkfield.example.org",
    ),
)
