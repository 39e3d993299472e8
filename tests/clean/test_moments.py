"""Who is believed about the date."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from syndicate.clean import Rules, clean
from syndicate.model import Posting, Release

TEXT = "We opened a room with a view of the river today, and it is a good one."


def cleaned(body: str, published: str, origin: str, zone: str = "") -> Release:
    told = Posting(
        "s",
        "i",
        "A Room",
        body,
        "text/plain",
        published=published,
        published_origin=origin,
    )
    return clean(told, Rules(zone=ZoneInfo(zone) if zone else None))


@pytest.mark.parametrize(
    ("dateline", "published", "origin", "chosen", "teller"),
    [
        ("", "2026-03-05", "path", "2026-03-05", "path"),
        ("", "5 Mar 2026 09:00:00 GMT", "feed", "2026-03-05T09:00:00+00:00", "feed"),
        ("SALEM, OR, March 5, 2026 – ", "", "feed", "2026-03-05", "dateline"),
        ("SALEM, OR, March 5, 2026 – ", "2026-03-06", "path", "2026-03-05", "dateline"),
        ("SALEM, OR, March 5, 2026 – ", "2026-03-05T09:00:00Z", "feed",
         "2026-03-05T09:00:00+00:00", "feed"),
        ("SALEM, OR, March 5, 2026 – ", "2026-03-09T09:00:00Z", "feed", "2026-03-05",
         "dateline"),
        ("SALEM, OR, March 5, 2026 – ", "2026-03-09T09:00:00Z", "structured",
         "2026-03-09T09:00:00+00:00", "structured"),
        ("SALEM, OR, March 5, 2025 – ", "2026-03-05", "path", "2026-03-05", "path"),
    ],
)  # fmt: skip
def test_the_order_of_trust(
    dateline: str, published: str, origin: str, chosen: str, teller: str
) -> None:
    release = cleaned(f"{dateline}{TEXT}", published, origin)
    assert release.published is not None
    assert release.published.iso() == chosen
    assert release.published.origin == teller
    assert release.text == TEXT


def test_a_dateline_of_another_year_is_noted() -> None:
    release = cleaned(f"SALEM, OR, March 5, 2025 – {TEXT}", "2026-03-05", "path")
    assert "dateline says 2025-03-05, path says 2026-03-05" in release.notes


def test_a_missing_date_stays_missing() -> None:
    release = cleaned(TEXT, "", "feed")
    assert release.published is None
    assert release.updated is None
    assert release.notes == ("no date told",)


def test_an_unreadable_date_is_noted() -> None:
    release = cleaned(TEXT, "03/04/2026", "feed")
    assert release.published is None
    assert release.notes == ("date cannot be read: '03/04/2026'", "no date told")


def test_the_sources_zone_is_for_times_without_one() -> None:
    release = cleaned(TEXT, "2026-03-05 09:00", "feed", "America/Los_Angeles")
    assert release.published is not None
    assert release.published.iso() == "2026-03-05T09:00:00-08:00"


PAGE = """<html><head><title>A Room</title></head><body><article><h1>A Room</h1>
<p>{told}</p><p>We opened a room with a view of the river, and it is a good one.</p>
<p>It stands by the water, and most who come to it stay for an hour or for two.</p>
</article><footer>{foot}</footer></body></html>"""


@pytest.mark.parametrize(
    ("told", "foot", "chosen", "confidence"),
    [
        ("Posted on March 5, 2025 by the house.", "", "2025-03-05", {0.4, 0.6}),
        ("We rest.", "© 2024 Quiet Clinic", None, set()),
        ("We have been here since 2014.", "", None, set()),
    ],
)
def test_a_page_that_tells_no_date_may_show_one(
    told: str, foot: str, chosen: str | None, confidence: set[float]
) -> None:
    body = PAGE.format(told=told, foot=foot)
    release = clean(Posting("s", "i", "", body, full=False), Rules())
    assert (release.published.iso() if release.published else None) == chosen
    sure = {p.confidence for p in release.provenance if p.field == "published"}
    assert sure <= confidence
    assert bool(sure) is bool(chosen)


def test_what_a_source_tells_is_never_guessed() -> None:
    body = PAGE.format(told="Posted on March 5, 2025 by the house.", foot="")
    told = Posting("s", "i", "", body, published="2026-01-02", full=False)
    release = clean(told, Rules())
    assert release.published is not None
    assert (release.published.iso(), release.published.origin) == ("2026-01-02", "feed")
