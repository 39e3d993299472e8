"""What a well-typed value must still satisfy, by table and key.

Each check takes the value and gives it back, tidied where the file may be loose, or
raises ValueError saying what is wrong in words that can follow "file: key: ".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from syndicate.config.addresses import (
    NO_PATTERN,
    check_header,
    check_listening,
    check_networks,
    check_root,
    is_host,
    is_host_and_port,
    is_network,
    split_address,
    to_ascii,
)
from syndicate.config.languages import KNOWN_LANGUAGES
from syndicate.config.secret import check_secret_name
from syndicate.config.selectors import check_selector, check_selectors

EVERYTHING = f'{NO_PATTERN}: every address is "0.0.0.0/0" or "::/0"'
_Commands = tuple[tuple[str, ...], ...]
# RFC 5646, 2.2.1: languages have two letters or three; longer ones never came to be.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MOST_PORTS = 65_535
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
# What RFC 5321 lets most servers take; no quoted names, no address literals.
_MAILBOX = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?"
)
_TAKEN_FOLDERS = frozenset(
    {"stories", "days", "clinics", "topics", "archive", "search"}
)


def check_site_url(url: str) -> str:
    """The public address of a folder, with its final slash.

    >>> check_site_url("https://news.example.org/clinics")
    'https://news.example.org/clinics/'
    """
    parts = split_address(url)
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise ValueError("must be the address of a folder, without ? or #")
    return url if url.endswith("/") else url + "/"


def check_page(url: str) -> str:
    """The address of a page, or nothing."""
    if url:
        split_address(url)
    return url


def check_location(location: str) -> str:
    """A location may be anything its kind reads, but never carries a password."""
    if "://" in location and "@" in location.split("://", 1)[1].split("/", 1)[0]:
        raise ValueError(
            "an address with a user name or password; secrets come from the "
            "environment or a credentials directory, never from this file"
        )
    if re.match("(?i)https?:", location):
        try:
            _ = urlsplit(location).port
        except ValueError:  # its words would repeat the address
            raise ValueError("is no address: its host or port cannot be read") from None
    return location


def check_language(tag: str) -> str:
    """A language tag as in BCP 47, or nothing."""
    if tag and not _LANGUAGE.fullmatch(tag):
        raise ValueError(f'"{tag}" is no language tag; write it as "en" or "pt-BR"')
    return tag


def check_port(port: int) -> int:
    """The number of a port."""
    if port > _MOST_PORTS:
        raise ValueError(f"must be at most {_MOST_PORTS}, not {port}")
    return port


def check_folder_name(name: str) -> str:
    """A name that is a folder of the output and part of an address."""
    if not _FOLDER.fullmatch(name):
        raise ValueError(
            f'"{name}" cannot name a folder; use letters, digits, "-" and "_" '
            "(the title is free)"
        )
    if name.lower() in _TAKEN_FOLDERS:
        raise ValueError(f'"{name}" is the name of a folder that is there already')
    return name


def check_hosts(hosts: tuple[str, ...]) -> tuple[str, ...]:
    """Bare hosts, as in "clinic.example.org"; as their addresses are compared.

    >>> check_hosts(("Bücher.Example.",))
    ('xn--bcher-kva.example',)
    """
    for host in hosts:
        if not is_host(host):
            raise ValueError(
                f'"{host}" is no host; write it as "clinic.example.org"'
                f"{NO_PATTERN if '*' in host else ''}"
            )
    return tuple(to_ascii(host) for host in hosts)


def check_host(host: str) -> str:
    """One bare host."""
    return check_hosts((host,))[0]


def check_allowed(allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Hosts, hosts with a port, or networks."""
    for each in allowed:
        if not (is_network(each) if "/" in each else is_host_and_port(each)):
            raise ValueError(
                f'"{each}" is no host, host:port or network; write it as '
                f'"127.0.0.1:8000" or "10.0.0.0/8"{EVERYTHING if "*" in each else ""}'
            )
    return allowed


def check_languages(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Languages that can be told from each other, by their codes; at least one."""
    if not codes:
        raise ValueError("must name at least one language")
    for code in codes:
        if code not in KNOWN_LANGUAGES:
            raise ValueError(f'"{code}" is no language we can tell; write it as "en"')
    return codes


def check_commands(commands: _Commands) -> _Commands:
    """Commands as lists of arguments, each written once; no shell reads them.

    >>> check_commands((("rsync", "-a", "{output}", "host:/srv"),))
    (('rsync', '-a', '{output}', 'host:/srv'),)
    """
    for command in commands:
        if not command:
            raise ValueError("an empty command in the list")
        if "{output}" in command[0]:
            raise ValueError("no program is run out of the output folder")
        if commands.count(command) > 1:
            raise ValueError(f'"{" ".join(command)}" is written twice')
    return commands


def check_variables(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of environment variables; what is none is not repeated: it may be secret.

    >>> check_variables(("SSH_AUTH_SOCK",))
    ('SSH_AUTH_SOCK',)
    """
    if not all(_VARIABLE.fullmatch(name) for name in names):
        raise ValueError(
            'names variables, such as "SSH_AUTH_SOCK"; their values never stand here'
        )
    return names


def check_key_name(name: str) -> str:
    """The name of the variable that holds a service's key, or nothing."""
    return check_secret_name(name, "key_from") if name else name


def check_mailbox(address: str) -> str:
    """An e-mail address, or nothing.

    >>> check_mailbox("press@news.example.org")
    'press@news.example.org'
    """
    local, _, domain = address.partition("@")
    broken = ".." in address or local.startswith(".") or local.endswith(".")
    if address and (broken or "." not in domain or not _MAILBOX.fullmatch(address)):
        raise ValueError(
            f'"{address}" is no e-mail address; write it as "press@news.example.org"'
        )
    return address


def check_mail_host(host: str) -> str:
    """The name or number of a mail server, or nothing."""
    if host and not (is_host(host) or ("/" not in host and is_network(host))):
        raise ValueError(f'"{host}" is no host; write it as "mail.example.org"')
    return host


def check_variable(name: str) -> str:
    """The name of an environment variable, or nothing."""
    return check_secret_name(name, "this key") if name else name


def check_metrics(file: Path) -> Path:
    """A file that node_exporter's textfile collector reads.

    >>> check_metrics(Path("/var/lib/metrics/syndicate.prom")).name
    'syndicate.prom'
    """
    if file.suffix != ".prom":
        raise ValueError("its name must end in .prom; the collector reads no other")
    return file


def check_words(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Words and phrases as they stand in texts; a pattern would fit nothing.

    >>> check_words(("chronic pain", "C++"))
    ('chronic pain', 'C++')
    """
    for each in phrases:
        if "*" in each or not any(map(str.isalnum, each)):
            raise ValueError(
                f'"{each}" fits no word; words are whole and as they stand in texts'
                f"{NO_PATTERN}: name each form"
            )
    return phrases


CHECKS: dict[str, Callable[[Any], Any]] = {
    "site.url": check_site_url,
    "site.home": check_page,
    "site.language": check_language,
    "fetch.allow": check_allowed,
    "clean.languages": check_languages,
    "clinic.domains": check_hosts,
    "source.location": check_location,
    "summaries.url": check_page,
    "summaries.key_from": check_key_name,
    "layout.host": check_host,
    "digest.address": check_page,
    "digest.webhook_from": check_variable,
    "desk.host": check_listening,
    "desk.address": check_root,
    "desk.header": check_header,
    "desk.port": check_port,
    "desk.trusted": check_networks,
    "mail.host": check_mail_host,
    "mail.port": check_port,
    "mail.sender": check_mailbox,
    "mail.user_from": check_variable,
    "mail.password_from": check_variable,
    "recipient.address": check_mailbox,
    "ping.url_from": check_variable,
    "metrics.file": check_metrics,
    "layout.body": check_selector,
    "layout.drop": check_selectors,
    "layout.title": check_selector,
    "topic.words": check_words,
    "drug.words": check_words,
    "drug.approved": check_words,
    "feed.words": check_words,
    "feed.name": check_folder_name,
    "feed.language": check_language,
    "publish.hub": check_page,
    "publish.after": check_commands,
    "publish.pass_env": check_variables,
}
