"""An embargo is read so that it never ends too early."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from syndicate.text.embargo import find_embargo, find_over_title


@pytest.mark.parametrize(
    ("line", "until"),
    [
        (
            "Embargoed until 4 a.m. CT/5 a.m. ET, Monday, Nov. 11, 2024",
            "2024-11-11T04:00:00-06:00",
        ),
        (
            "Embargoed until 4:00 a.m. CT / 5:00 a.m. ET Tuesday, March 11, 2025",
            "2025-03-11T04:00:00-05:00",
        ),
        ("EMBARGOED UNTIL 2025-03-11T09:00:00Z", "2025-03-11T09:00:00+00:00"),
        (
            "STRICTLY EMBARGOED UNTIL 00:01 GMT, 11 March 2025",
            "2025-03-11T00:01:00+00:00",
        ),
        ("Hold for release until March 11, 2025, 9 AM ET", "2025-03-11T09:00:00-04:00"),
        ("EMBARGO: 11 March 2025, 09:00 UTC", "2025-03-11T09:00:00+00:00"),
        ("Not for release before noon ET, March 11, 2025", "2025-03-11T12:00:00-04:00"),
    ],
)
def test_the_end_is_read(line: str, until: str) -> None:
    found = find_embargo(["A headline", line], None)
    assert found is not None
    assert found.line == 1
    assert found.embargo.until is not None
    assert found.embargo.until.iso() == until


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until further notice",
        "EMBARGOED",
        "Embargoed until Monday, 9 a.m. ET",
    ],
)
def test_an_unreadable_end_also_holds(line: str) -> None:
    found = find_embargo([line], None)
    assert found is not None
    assert found.embargo.until is None
    assert found.embargo.told == line


@pytest.mark.parametrize(
    "line",
    [
        "FOR IMMEDIATE RELEASE",
        "For release: June 2, 2025",
        "The embargo on grain was lifted in March 2025 by the council.",
        "We held our breath until June 2, 2025.",
        "",
    ],
)
def test_what_is_no_embargo(line: str) -> None:
    assert find_embargo([line], None) is None


def test_a_day_without_zone_ends_last_in_the_west() -> None:
    found = find_embargo(["Embargoed until March 11, 2025"], None)
    assert found is not None
    assert found.embargo.until is not None
    assert found.embargo.until.iso() == "2025-03-11"
    assert found.embargo.until.at.isoformat() == "2025-03-11T00:00:00-12:00"
    found = find_embargo(["Embargoed until March 11, 2025"], ZoneInfo("Europe/London"))
    assert found is not None
    assert found.embargo.until is not None
    assert found.embargo.until.at.isoformat() == "2025-03-11T00:00:00+00:00"


def test_a_time_without_zone_is_told_as_it_stands() -> None:
    found = find_embargo(["Embargoed until 9 a.m., March 11, 2025"], None)
    assert found is not None
    assert found.embargo.until is not None
    assert found.embargo.until.iso() == "2025-03-11T09:00:00"
    assert found.embargo.until.at.isoformat() == "2025-03-11T09:00:00-12:00"


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("EMBARGOED FOR 9 A.M. ET MAY 3, 2027", "2027-05-03T09:00:00-04:00"),
        ("EMBARGOED FOR RELEASE AT 9 A.M. ET MAY 3, 2027", "2027-05-03T09:00:00-04:00"),
        ("EMBARGOED FOR RELEASE ON MAY 3, 2027", "2027-05-03"),
        ("EMBARGO DATE: May 3, 2027", "2027-05-03"),
        ("Embargo lifts at 9 a.m. ET on May 3, 2027", "2027-05-03T09:00:00-04:00"),
        (
            "EMBARGOED - NOT FOR RELEASE UNTIL 9 AM ET MAY 3, 2027",
            "2027-05-03T09:00:00-04:00",
        ),
        ("PRESS RELEASE - EMBARGOED UNTIL MAY 3, 2027", "2027-05-03"),
        (
            "This release is embargoed until 9 a.m. ET on May 3, 2027.",
            "2027-05-03T09:00:00-04:00",
        ),
        ("UNDER STRICT EMBARGO UNTIL MAY 3, 2027", "2027-05-03"),
        ("“EMBARGOED UNTIL MAY 3, 2027”", "2027-05-03"),
        ("\N{NO ENTRY SIGN} Embargoed until May 3, 2027", "2027-05-03"),
        ("HOLD FOR RELEASE: MAY 3, 2027", "2027-05-03"),
        ("DO NOT PUBLISH BEFORE MAY 3, 2027", "2027-05-03"),
        ("NOT TO BE PUBLISHED BEFORE MAY 3, 2027", "2027-05-03"),
        ("For release: May 3, 2027, 9 a.m. ET", "2027-05-03T09:00:00-04:00"),
        ("For release: May 3, 2027, 18.30 BST", "2027-05-03T18:30:00+01:00"),
        ("FOR RELEASE 9 A.M. ET, MAY 3, 2027", "2027-05-03T09:00:00-04:00"),
        ("Sperrfrist: 3. Mai 2027, 9 Uhr", "2027-05-03T09:00:00"),
        ("SOUS EMBARGO JUSQU’AU 3 MAI 2027, 9H30", "2027-05-03T09:30:00"),
        ("Embargado hasta el 3 de mayo de 2027", "2027-05-03"),
    ],
)
def test_other_words_hold_as_well(line: str, until: str) -> None:
    found = find_embargo([line], None)
    assert found is not None
    assert found.embargo.until is not None
    assert found.embargo.until.iso() == until


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("Embargoed until 18.30 BST Monday 3 May 2027", "2027-05-03T18:30:00+01:00"),
        ("Embargoed until 1830 BST on Monday 3 May 2027", "2027-05-03T18:30:00+01:00"),
        ("Embargoed until 1800 hrs UTC, 3 May 2027", "2027-05-03T18:00:00+00:00"),
        ("Embargoed until 18h00 CET, 3 May 2027", "2027-05-03T18:00:00+02:00"),
    ],
)
def test_an_hour_in_another_form_does_not_end_at_midnight(
    line: str, until: str
) -> None:
    found = find_embargo([line], ZoneInfo("America/New_York"))
    assert found is not None
    assert found.embargo.until is not None
    assert found.embargo.until.iso() == until


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed through May 3, 2027",
        "Embargoed until close of business May 3, 2027",
        "Embargoed until the end of the day on May 3, 2027",
        "Embargoed until after the annual meeting on May 3, 2027",
        "Embargoed until the evening of May 3, 2027",
        "Embargoed until 9 a.m. BRT May 3, 2027",
        "*** EMBARGOED ***",
        "EMBARGOED PRESS RELEASE",
        "NOT FOR IMMEDIATE RELEASE",
        "SPERRFRIST: 3.5.2027, 09:00 Uhr",
        "Embargo fino al 3 maggio 2027",
    ],
)
def test_an_hour_that_nobody_can_name_holds(line: str) -> None:
    found = find_embargo([line], ZoneInfo("America/New_York"))
    assert found is not None
    assert found.embargo.until is None


@pytest.mark.parametrize(
    "line",
    [
        "Embargo on imports of esketamine began May 3, 2026",
        "Embargoes on opioids hurt clinics",
        "Embargo lifted",
        "For release: 10.06.2027",
        "Sin embargo, hasta el 3 de mayo de 2027 nadie paga.",
        "Do not share needles before May 3, 2027.",
        "NOT FOR DISTRIBUTION TO UNITED STATES NEWS WIRE SERVICES",
        "Hold for release of the latch, then pull.",
    ],
)
def test_prose_with_such_words_is_none(line: str) -> None:
    assert find_embargo([line], None) is None


def test_a_notice_that_the_text_follows_in_one_line_holds() -> None:
    body = "SALEM, Ore. — " + "The clinic opens at seven on weekdays. " * 9
    line = f"EMBARGOED UNTIL 9 A.M. ET MAY 3, 2027 {body}"
    found = find_embargo([line], None)
    assert found is not None
    assert found.embargo.until is not None
    assert found.embargo.until.iso() == "2027-05-03T09:00:00-04:00"
    assert line[found.end :] == body


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("Embargoed until October 9, 2026 -- {}", "2026-10-09"),
        ("(Embargoed until October 9, 2026) {}", "2026-10-09"),
        ("EMBARGOED UNTIL Oct. 9, 2026, 9 a.m. Eastern. {}", "2026-10-09T09:00"),
        ("Embargo: 9 a.m. ET, 9 October 2026 | {}", "2026-10-09T09:00"),
    ],
)
def test_a_short_line_gives_up_the_text_that_follows_a_plain_notice(
    line: str, until: str
) -> None:
    text = "Alder Calm opens three rooms for visits at any hour of the day."
    told = line.format(text)
    found = find_embargo([told], None)
    assert found is not None
    assert found.embargo.until is not None
    assert found.embargo.until.iso().startswith(until)
    assert told[found.end :] == text


@pytest.mark.parametrize(
    "more",
    [
        " at the close of business in New York and everywhere else that is",
        " - Close of business, New York time, whichever of both is later",
        ". Not for publication before that in any form or by any medium.",
        " - Please wait until 5 p.m. on that day wherever you may be then.",
        ", and call the press office before you print a word of it, please.",
    ],
)
def test_a_notice_that_says_more_of_when_is_one_line(more: str) -> None:
    line = f"Embargoed until May 3, 2026{more}"
    found = find_embargo([line], None)
    assert found is not None
    assert found.end == len(line)


def test_a_day_further_on_is_not_the_end_of_the_embargo() -> None:
    line = "EMBARGOED UNTIL FURTHER NOTICE. SALEM, Ore., May 3, 2026 — " + "Open. " * 60
    found = find_embargo([line], None)
    assert found is not None
    assert found.embargo.until is None
    assert found.end == 0


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("EMBARGOED: We open a room", "We open a room"),
        ("Embargoed until May 3, 2027 – We open a room", "We open a room"),
        ("[EMBARGOED] We open a room", "We open a room"),
    ],
)
def test_a_title_can_say_it(title: str, rest: str) -> None:
    found = find_over_title(title, None)
    assert found is not None
    assert title[found.end :] == rest


@pytest.mark.parametrize(
    "title", ["Embargo: how a word began", "Embargo on rye ends", "We open a room"]
)
def test_a_title_about_something_else_holds_nothing(title: str) -> None:
    assert find_over_title(title, None) is None
