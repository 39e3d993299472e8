"""The full text that goes out: what cleaning set aside stands at its end."""

from __future__ import annotations

from syndicate.clean import Rules, clean
from syndicate.model import Posting
from syndicate.publish.content import full_text

TEXT = """SALEM, Ore. - January 12, 2026 - Quiet Clinic opened a room by the river.

It is open at all hours, and nobody has to speak there.

Important Safety Information: Rest may cause drowsiness in some who come to the room.

About Quiet Clinic

Quiet Clinic is an outpatient practice that two nurses founded in 2014.

Media Contact

Dana Reed

541-555-0142

Disclaimer: This is for information only, and it is no advice to anybody at all.

###

Powered by Calm Hosting
"""
SET_BACK = (
    "Rest may cause drowsiness",
    "an outpatient practice that two nurses founded",
    "541-555-0142",
    "no advice to anybody",
)


def test_what_belongs_to_a_release_is_set_back_at_its_end() -> None:
    release = clean(Posting("s", "i", "A room", TEXT, "text/plain"), Rules())
    assert not any(words in release.text for words in SET_BACK)
    html = full_text(release)
    body, rule, end = html.partition("<hr>")
    assert rule
    assert "opened a room by the river" in body
    for words in SET_BACK:
        assert end.count(words) == 1
        assert words not in body


def test_furniture_and_dateline_are_not_set_back() -> None:
    html = full_text(clean(Posting("s", "i", "A room", TEXT, "text/plain"), Rules()))
    for words in ("###", "Calm Hosting", "SALEM"):
        assert words not in html
