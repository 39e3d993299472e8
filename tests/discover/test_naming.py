"""Names of new sources, and locations that are one."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.config import Source
from syndicate.discover.naming import find_same, name_source

BASE = Path("/srv/news")
FEED = "https://larkfield.example.org/feed/"


@pytest.mark.parametrize(
    ("location", "title", "name"),
    [
        ("https://www.larkfield.example.org/feed/", "", "larkfield-example-org"),
        ("http://127.0.0.1:8080/", "", "127-0-0-1"),
        ("https://larkfield.example.org/", "Zoë’s Clinic — News", "zoes-clinic-news"),
        ("https://larkfield.example.org/", "诊所", "larkfield-example-org"),
        ("https://old.reddit.com/r/clinicnews/", "", "reddit-clinicnews"),
        ("https://www.reddit.com/search?q=a", "", "reddit-com"),
        ("inbox/**/*.md", "", "inbox"),
        ("*.md", "", "md"),
        ("texts/2026.d", "", "2026"),
    ],
)
def test_a_name_is_made_of_title_or_place(location: str, title: str, name: str) -> None:
    assert name_source(location, title, []) == name


def test_a_name_is_never_one_that_is_taken_in_any_case() -> None:
    taken = ["Larkfield", "larkfield-2"]
    assert name_source("https://x.example.org/", "LARKFIELD", taken) == "larkfield-3"


@pytest.mark.parametrize(
    ("there", "given", "same"),
    [
        (FEED, "HTTP://www.larkfield.example.org/feed", True),
        (FEED, FEED + "?utm_source=x", True),
        (FEED, FEED + "?cat=3", False),
        (FEED, "https://larkfield.example.org/", False),
        ("inbox", "/srv/news/inbox/", True),
        ("inbox", "/srv/news/texts/../inbox", True),
        ("inbox", "inbox/2026", False),
        ("https://larkfield.example.org:x/", "https://larkfield.example.org:x/", True),
        ("http://[::1", "http://[::1", True),
    ],
)
def test_a_location_is_known_however_it_is_spelled(
    there: str, given: str, same: bool
) -> None:
    sources = [
        Source("other", "feed", "https://other.example.org/"),
        Source("kept", "feed", there, base=BASE),
    ]
    found = find_same(given, BASE, sources)
    assert (found is not None and found.name == "kept") == same
