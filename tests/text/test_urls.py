"""Addresses: one spelling of each, and none that no browser would open."""

from __future__ import annotations

import pytest

from syndicate.text.urls import canonical, safe_url


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
