"""Addresses: one spelling of each, and none that no browser would open."""

from __future__ import annotations

import pytest

from syndicate.text.urls import canonical, host_of, is_web, safe_url


@pytest.mark.parametrize(
    ("url", "spelling"),
    [
        ("http://clinic.example.org:443/a", "clinic.example.org/a"),
        ("https://clinic.example.org:80/a", "clinic.example.org/a"),
        ("https://clinic.example.org:8080/a", "clinic.example.org:8080/a"),
        ("https://www.amp.www.clinic.example.org/a", "clinic.example.org/a"),
        ("https://clinic.example.org/a/amp/index.html", "clinic.example.org/a"),
    ],
)
def test_a_spelling_is_its_own_spelling(url: str, spelling: str) -> None:
    assert canonical(url) == spelling
    assert canonical(f"https://{spelling}") == spelling


@pytest.mark.parametrize(
    "rest", ["[a.example@:", "a.example:x/", "a.example:99999/news", "]a.example/"]
)
def test_a_copy_of_no_address_is_spelled_as_told(rest: str) -> None:
    assert canonical(f"https://www.google.com/amp/{rest}").startswith("google.com/")


@pytest.mark.parametrize("host", ["w.\ufffd", "\u02d8.example", "a b.example"])
def test_a_host_that_no_resolver_knows_is_not_published(host: str) -> None:
    assert safe_url(f"https://{host}/news") is None


@pytest.mark.parametrize(
    "url",
    [
        "https://clinic.example.org/news/opens-in-salem_2.htm",
        "http://www.clinic.example.org/News/~ada/",
        "https://www.example",
        "https://www.www.clinic.example.org/a",
        "https://amp.clinic.example.org/a",
        "https://clinic.example.org/amp",
        "https://clinic.example.org/amp/a.amp.html",
        "https://clinic.example.org/Index.html",
        "https://clinic-example-org.cdn.ampproject.org/c/clinic.example.org/a",
        "https://clinic.example.none/a",
        "https://clinic.example.org/None",
        "https://clinic.example.org/None/",
        "https://localhost/a",
        "https://clinic..example.org/a",
    ],
)
def test_a_plain_address_is_read_as_any_other(url: str) -> None:
    longer = f"{url}#what-makes-it-no-plain-one"
    assert canonical(url) == canonical(longer)
    assert (is_web(url), host_of(url)) == (is_web(longer), host_of(longer))
