"""What nobody can guess of a clinic: the questions, and what answers they take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from syndicate.config.checks import (
    check_mail_host,
    check_mailbox,
    check_page,
    check_site_url,
)
from syndicate.config.secret import check_secret_name
from syndicate.discover.looking import is_bare_host
from syndicate.discover.offers import recognise
from syndicate.sources.reddit_places import HOME, find_place

Told = Mapping[str, str]  # answers so far, by the question's key

NOWHERE = "https://news.example.org/"  # until somebody says where the feeds will be
LOGIN = "MAIL_USER, MAIL_PASSWORD"


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask. `read` tidies an answer, or refuses it by a ValueError.

    It is asked only where the question `after` was answered.
    """

    key: str
    words: str
    read: Callable[[str], str]
    default: Callable[[Told], str] = lambda _: ""
    example: str = ""
    after: str = ""


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


def _wires(answer: str) -> str:
    return ", ".join(_wire(each) for each in map(_name, answer.split(",")) if each)


def _wire(answer: str) -> str:
    """An address of Newsworthy, or words."""
    if "://" not in answer and not answer.lower().startswith("newsworthy.ai/"):
        return answer
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


def _server(answer: str) -> str:
    """A host, also with its port."""
    host, colon, port = answer.strip().partition(":")
    if colon and not (port.isdecimal() and 0 < int(port) < 65_536):
        raise ValueError(f'"{port}" is no port; write it as "mail.example.org:587"')
    return f"{check_mail_host(host)}{colon}{port}"


def _variables(answer: str) -> str:
    names = answer.replace(",", " ").split()
    if names and len(names) != 2:
        raise ValueError(
            f"two names of variables are needed, for user and password, as in {LOGIN}"
        )
    return ", ".join(check_secret_name(each, "it") for each in names)


def _news_page(told: Told) -> str:
    return f"{told['site'].rstrip('/')}/news/" if told.get("site") else ""


OF_A_CLINIC = (
    Question("clinic", "Name of the clinic", _name, example="Larkfield Clinic"),
    Question("site", "Its web site", _home, example="larkfield.example.org"),
    Question(
        "blog",
        "Page, feed or folder with its news",
        _news,
        lambda told: told.get("site", ""),
        "larkfield.example.org/blog",
    ),
)
OF_ALL = (
    Question(
        "address",
        "Address under which readers will find the feeds",
        _public,
        _news_page,
        NOWHERE,
    ),
    Question(
        "newsworthy",
        "Newsworthy: companies' feeds, or words to look for",
        _wires,
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
        "E-mail address of whoever answers for the feeds and is sent the digest",
        lambda answer: check_mailbox(answer) if answer else "",
        example="press@larkfield.example.org",
    ),
    Question(
        "mail-server",
        "Mail server that sends the digest",
        _server,
        example="mail.larkfield.example.org:587",
        after="email",
    ),
    Question(
        "mail-from",
        "Address that the digest comes from",
        check_mailbox,
        lambda told: told.get("email", ""),
        after="mail-server",
    ),
    Question(
        "mail-login",
        "Names of the environment variables that hold its user and password",
        _variables,
        lambda _: LOGIN,
        after="mail-server",
    ),
)
