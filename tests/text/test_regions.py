"""A code that several regions have is read by the zone that the dateline tells."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from syndicate.text.dateline import find_dateline
from syndicate.text.regions import locate_dateline


@pytest.mark.parametrize(
    ("place", "zone", "found"),
    [
        ("Monterrey, NL", "America/Mexico_City", ("NLE", "MX")),
        ("Monterrey, NL", "Central", ("NLE", "MX")),
        ("Monterrey, NL", "US/Central", ("NLE", "MX")),
        ("Gander, NL", "Newfoundland", ("NL", "CA")),
        ("Gander, NL", "Eastern", ("NL", "CA")),
        ("Utrecht, NL", "CET", ("", "NL")),
        ("Bremen, DE", "Europe/Berlin", ("", "DE")),
        ("Dover, DE", "Eastern", ("DE", "US")),
        ("Salem, OR", "Europe/Berlin", ("OR", "US")),  # which is nobody else's
    ],
)
def test_the_zone_says_whose_a_code_is(
    place: str, zone: str, found: tuple[str, str]
) -> None:
    day = "Monday Jun 2, 2025 @ 7:00 AM"
    line = f"{place} (Newsworthy.ai) {day} {zone} — We opened."
    dateline = find_dateline([line], None)
    assert dateline is not None
    assert dateline.dateline.place == place
    assert locate_dateline(dateline.dateline) == found


def test_a_zone_that_is_only_assumed_says_nothing() -> None:
    chicago = ZoneInfo("America/Chicago")
    line = "GANDER, NL, June 02, 2025 10:00 (NEWMEDIAWIRE) - We opened."
    dateline = find_dateline([line], chicago)
    assert dateline is not None
    assert dateline.dateline.issued is not None
    assert dateline.dateline.issued.iso() == "2025-06-02T10:00:00-05:00"
    assert locate_dateline(dateline.dateline) == ("NL", "CA")
